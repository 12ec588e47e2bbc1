"""HTML: visible text only, nothing fetched, nothing run."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ingest.documents import BlockKind
from ingest.elements import Element, FileContent, UnreadableFile
from ingest.readers.counting import numeral
from ingest.readers.encoding import decode
from ingest.readers.grid import GridCell, table_rows
from ingest.readers.word_html import is_note_mark, is_shown_number, paragraph_of

_SKIPPED = frozenset(
    (
        *("script", "style", "template", "noscript", "head", "title", "meta", "link", "iframe"),
        *("object", "embed", "applet", "svg", "math", "canvas", "audio", "video", "select", "textarea"),
        *("button", "input", "nav", "datalist", "dialog", "rp", "rt", "del", "s", "strike"),
    )
)
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "center", "dd", "details", "div"),
        *("dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3"),
        *("h4", "h5", "h6", "header", "hr", "html", "li", "main", "menu", "ol", "p", "pre", "section"),
        *("summary", "table", "ul", "caption", "tbody", "thead", "tfoot", "tr", "td", "th"),
    )
)
_LISTS = frozenset({"ul", "ol", "menu", "dir"})
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?![.\d])|opacity\s*:\s*0(?![.\d])"
    r"|text-decoration(?:-line)?\s*:[^;]*line-through"
)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset\s*=\s*["']?\s*([\w.:-]{2,40})""", re.I)
_OL_TYPES = {"a": "lowerLetter", "A": "upperLetter", "i": "lowerRoman", "I": "upperRoman"}


def read_html(path: Path, content: bytes) -> FileContent:
    """Return the visible text of a page; hidden and struck text, scripts and navigation are left out.

    Raises UnreadableFile for data that is not text or holds none.
    """
    text, encoding = html_text(path, content)
    return _page(path, text, {"encoding": encoding})


def html_text(path: Path, content: bytes) -> tuple[str, str]:
    """Return the characters of a page: by its mark, as UTF-8, as it declares, or as it reads best."""
    declared = _CHARSET.search(content[:4096])
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        if declared and not content.startswith((b"\xff\xfe", b"\xfe\xff")):
            name = declared.group(1).decode("ascii").lower()
            name = {"gb2312": "gb18030", "gbk": "gb18030", "big5": "cp950", "iso-8859-1": "cp1252"}.get(
                name, name
            )
            try:
                return content.decode(name), name
            except (UnicodeDecodeError, LookupError):
                pass
    try:
        return decode(content)
    except ValueError as error:
        raise UnreadableFile(path, str(error)) from error


def html_elements(text: str) -> tuple[list[Element], dict[str, str]]:
    """Return the elements of a page and what its head states. Raises ValueError for no markup at all."""
    from lxml import etree
    from lxml import html as lxml_html

    # Without `huge_tree` what is nested more than 256 deep would be dropped without a word.
    parser = lxml_html.HTMLParser(
        encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True
    )
    try:
        root = lxml_html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError) as error:
        raise ValueError(f"is not HTML: {error}") from error
    metadata: dict[str, str] = {}
    title = root.findtext(".//title")
    if title and title.strip():
        metadata["title"] = " ".join(title.split())
    if root.get("lang"):
        metadata["language"] = root.get("lang")
    for meta in root.iterfind(".//meta[@name]"):
        if meta.get("name", "").lower() in ("author", "date", "description") and meta.get("content"):
            metadata[meta.get("name").lower()] = meta.get("content")
    walk = _Walk()
    walk.block(root, 0)
    walk.flush()
    return walk.elements, metadata


def _page(path: Path, text: str, metadata: dict[str, str]) -> FileContent:
    try:
        elements, stated = html_elements(text)
    except ValueError as error:
        raise UnreadableFile(path, str(error)) from error
    except RecursionError as error:
        raise UnreadableFile(path, "its markup is nested too deeply") from error
    if not elements:
        raise UnreadableFile(path, "holds no visible text")
    return FileContent(tuple(elements), "text/html", metadata={**stated, **metadata})


def _is_hidden(node: Any) -> bool:
    if node.get("hidden") is not None:
        return True
    style = node.get("style")
    return bool(style and _HIDDEN.search(style.lower()))


class _Walk:
    """The elements met so far, and the inline text that waits for the end of its block."""

    def __init__(self) -> None:
        self.elements: list[Element] = []
        self.inline: list[str] = []
        self.pending = Element(BlockKind.PARAGRAPH, "")
        self.tables = 0

    def flush(self) -> None:
        lines = [" ".join(line.split()) for line in "".join(self.inline).split("\n")]
        text = "\n".join(line for line in lines if line)
        self.inline.clear()
        if text:
            held = self.pending
            self.elements.append(Element(held.kind, text, held.level, held.number))
            if held.kind in (BlockKind.ITEM, BlockKind.FOOTNOTE):
                # What else stands in the item continues it, one paragraph deeper than the list.
                self.pending = Element(BlockKind.PARAGRAPH, "")

    def add(self, text: str | None, pre: bool = False) -> None:
        if text:
            self.inline.append(text if pre else re.sub(r"\s+", " ", text))

    def block(self, node: Any, depth: int, pre: bool = False) -> None:
        """Walk the children of `node`; `depth` is how many lists enclose it."""
        self.add(node.text, pre)
        for child in node:
            tag = child.tag
            if isinstance(tag, str) and tag not in _SKIPPED and not _is_hidden(child):
                self.child(child, tag, depth, pre)
            self.add(child.tail, pre)

    def child(self, child: Any, tag: str, depth: int, pre: bool) -> None:
        if tag == "br":
            self.inline.append("\n")
        elif tag == "img":
            self.add(child.get("alt"))
        elif tag == "table":
            self.flush()
            self.table(child, depth)
        elif tag in _LISTS:
            self.flush()
            self.list(child, tag, depth)
        elif tag in _BLOCKS:
            self.flush()
            outer = self.pending
            own = paragraph_of(child)
            if own is not None and outer.kind is BlockKind.PARAGRAPH:
                self.pending = own
            elif tag[0] == "h" and tag[1:].isdigit():
                self.pending = Element(BlockKind.HEADING, "", level=int(tag[1:]))
            self.block(child, depth, pre or tag == "pre")
            self.flush()
            if outer.kind not in (BlockKind.ITEM, BlockKind.FOOTNOTE):
                self.pending = outer
        elif is_note_mark(child) or is_shown_number(child):
            pass
        else:
            self.block(child, depth, pre)

    def list(self, node: Any, tag: str, depth: int) -> None:
        counter = _whole(node.get("start"), 1)
        for item in node:
            if item.tag != "li" or _is_hidden(item):
                if isinstance(item.tag, str) and item.tag in _LISTS:
                    self.list(item, item.tag, depth + 1)
                elif isinstance(item.tag, str) and item.tag not in _SKIPPED and not _is_hidden(item):
                    self.block(item, depth)
                    self.flush()
                continue
            counter = _whole(item.get("value"), counter)
            number = None
            if tag == "ol":
                number = numeral(counter, _OL_TYPES.get(node.get("type", "1"), "decimal"))
                number += node.get("data-mark", ".")[:1]
                counter += 1
            self.pending = Element(BlockKind.ITEM, "", level=depth, number=number)
            self.block(item, depth + 1)
            self.flush()
            self.pending = Element(BlockKind.PARAGRAPH, "")

    def table(self, node: Any, depth: int) -> None:
        rows = [row for row in _own_rows(node) if not _is_hidden(row)]
        cells = [[cell for cell in row if cell.tag in ("td", "th") and not _is_hidden(cell)] for row in rows]
        caption = node.find("caption")
        if caption is not None and not _is_hidden(caption):
            self.block(caption, depth)
            self.flush()
        if node.find(".//table") is not None or max((len(row) for row in cells), default=0) < 2:
            for row in cells:
                for cell in row:
                    self.block(cell, depth)
                    self.flush()
            return
        self.tables += 1
        self.elements.extend(table_rows(_grid(rows, cells), self.tables))


def _whole(value: str | None, default: int) -> int:
    return int(value) if value and re.fullmatch(r"-?\d{1,9}", value.strip()) else default


def _own_rows(table: Any) -> list[Any]:
    rows = []
    for child in table:
        if child.tag == "tr":
            rows.append(child)
        elif child.tag in ("thead", "tbody", "tfoot") and not _is_hidden(child):
            rows.extend(row for row in child if row.tag == "tr")
    return rows


def _grid(rows: list[Any], cells: list[list[Any]]) -> list[GridCell]:
    placed: list[GridCell] = []
    taken: set[tuple[int, int]] = set()
    for index, (row, its_cells) in enumerate(zip(rows, cells, strict=True)):
        column = 0
        in_head = row.getparent().tag == "thead"
        for cell in its_cells:
            while (index, column) in taken:
                column += 1
            rowspan = _whole(cell.get("rowspan"), 1) or len(rows)
            rowspan = max(1, min(rowspan, len(rows) - index))
            colspan = max(1, min(_whole(cell.get("colspan"), 1), 100))
            taken.update(
                (index + down, column + right) for down in range(rowspan) for right in range(colspan)
            )
            walk = _Walk()
            walk.block(cell, 0)
            walk.flush()
            text = " ".join(_cell_line(part) for part in walk.elements)
            placed.append(GridCell(index, column, text, rowspan, colspan, in_head or cell.tag == "th"))
            column += colspan
    return placed


def _cell_line(element: Element) -> str:
    if element.kind is BlockKind.ROW:
        return "; ".join(cell.text for cell in element.cells)
    text = element.text.replace("\n", " ")
    return f"{element.number} {text}" if element.number else text
