"""WordprocessingML, walked part by part.

The XML is walked directly: python-docx resolves a style by XPath for each paragraph, which takes
16 seconds for a 79 kB file of many small paragraphs, and its numbering is left to the caller anyway.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.documents import BlockKind
from ingest.elements import Element, FileContent, UnreadableFile
from ingest.readers.archive import Package
from ingest.readers.grid import GridCell, table_rows
from ingest.readers.numbering import Numbering, W, read_numbering
from ingest.readers.ooxml import core_properties, main_part, related, xml

_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_TRANSPARENT = frozenset(
    f"{W}{name}"
    for name in (
        *("ins", "moveTo", "sdt", "sdtContent", "smartTag"),
        *("customXml", "hyperlink", "fldSimple", "dir", "bdo"),
    )
)
_SKIPPED = frozenset(
    f"{W}{name}" for name in ["del", "moveFrom", "rPr", "pPr", "instrText", "delText", "rt", "sdtPr"]
)
_PPR, _PSTYLE, _OUTLINE, _NUMPR, _VAL = (
    f"{W}{name}" for name in ("pPr", "pStyle", "outlineLvl", "numPr", "val")
)
_RUN, _TEXT, _RPR = (f"{W}{name}" for name in ("r", "t", "rPr"))
_HEADING = re.compile(r"(?:heading|标题|標題|titre|título|заголовок|überschrift)\s*([1-9])$", re.I)


@dataclass(frozen=True, slots=True)
class _Style:
    """What a paragraph style gives: heading level (0 none), list and whether it is a contents line."""

    heading: int = 0
    num_id: str | None = None
    level: int | None = None
    contents: bool = False
    hidden: bool = False


@dataclass(slots=True)
class _Walk:
    path: Path
    styles: dict[str, _Style]
    default: _Style
    numbering: Numbering
    notes: dict[str, str]
    elements: list[Element] = field(default_factory=list)
    waiting: list[str] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    notes_met: int = 0
    tables: int = 0


def read_docx(path: Path, content: bytes) -> FileContent:
    """Return paragraphs with their automatic numbers, headings, tables and footnotes in reading order.

    Page headers and footers are left out of the text; the header is in `metadata`. Deleted and
    hidden text is dropped, and footnotes follow the block that refers to them. Raises
    UnreadableFile for damaged, protected or unsafe files.
    """
    package = Package(path, content)
    part = main_part(package, "word/document.xml")
    root = xml(package, part)
    parts = related(package, part)
    styles, default = _styles(xml(package, parts["styles"])) if "styles" in parts else ({}, _Style())
    numbering = read_numbering(xml(package, parts["numbering"])) if "numbering" in parts else Numbering()
    notes: dict[str, str] = {}
    for kind in ("footnotes", "endnotes"):
        if kind in parts:
            notes |= _notes(xml(package, parts[kind]), kind)
    walk = _Walk(path, styles, default, numbering, notes)
    body = root.find(f"{W}body")
    if body is None:
        raise UnreadableFile(path, "is damaged: the document has no body")
    try:
        _blocks(walk, body)
    except RecursionError as error:
        raise UnreadableFile(path, "its tables or boxes are nested too deeply") from error
    if not walk.elements:
        raise UnreadableFile(path, "holds no text")
    metadata = core_properties(package)
    header = _headers(package, part)
    if header:
        metadata["header"] = header
    if any(name.endswith("vbaProject.bin") for name in package.names):
        metadata["macros"] = "present, not run"
    media_type = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return FileContent(tuple(walk.elements), media_type, metadata=metadata)


def _value(node: Any, path: str) -> str | None:
    child = node.find(path) if node is not None else None
    found: str | None = child.get(f"{W}val") if child is not None else None
    return found


def _styles(root: Any) -> tuple[dict[str, _Style], _Style]:
    nodes = {node.get(f"{W}styleId"): node for node in root.iterfind(f"{W}style")}
    found: dict[str, _Style] = {}

    def resolve(key: str, depth: int) -> _Style:
        if key in found or key not in nodes or depth > 30:
            return found.get(key, _Style())
        node = nodes[key]
        base = resolve(_value(node, f"{W}basedOn") or "", depth + 1)
        name = (_value(node, f"{W}name") or "").lower()
        heading = base.heading
        outline = _value(node, f"{W}pPr/{W}outlineLvl")
        titled = _HEADING.match(name)
        if titled:
            heading = int(titled.group(1))
        elif outline is not None and outline.isdigit():
            heading = int(outline) + 1 if int(outline) < 9 else 0
        elif name in ("title", "标题", "標題"):
            heading = 1
        level = _value(node, f"{W}pPr/{W}numPr/{W}ilvl")
        found[key] = _Style(
            heading,
            _value(node, f"{W}pPr/{W}numPr/{W}numId") or base.num_id,
            int(level) if level and level.isdigit() else base.level,
            name.startswith("toc ") or (base.contents and name != "toc heading"),
            _on(node.find(f"{W}rPr/{W}vanish")),
        )
        return found[key]

    default = _Style()
    for key, node in nodes.items():
        style = resolve(key, 0)
        if node.get(f"{W}type") == "paragraph" and node.get(f"{W}default") in ("1", "true"):
            default = style
    return found, default


def _on(node: Any) -> bool:
    return node is not None and node.get(f"{W}val") not in ("0", "false", "off", "none")


def _notes(root: Any, kind: str) -> dict[str, str]:
    tag = kind.removesuffix("s")
    notes = {}
    for node in root.iterfind(f"{W}{tag}"):
        if node.get(f"{W}type") in (None, "normal"):
            texts = (_text(paragraph, None).strip() for paragraph in node.iter(f"{W}p"))
            notes[f"{tag}{node.get(f'{W}id')}"] = "\n".join(text for text in texts if text)
    return notes


def _headers(package: Package, part: str) -> str:
    lines: list[str] = []
    for name in sorted(related(package, part, many="header").values()):
        if name in package.names:
            for paragraph in xml(package, name).iter(f"{W}p"):
                line = " ".join(_text(paragraph, None).split())
                if line and line not in lines:
                    lines.append(line)
    return "\n".join(lines)


def _blocks(walk: _Walk, parent: Any) -> None:
    for node in parent.iterchildren():
        tag = node.tag
        if tag == f"{W}p":
            _paragraph(walk, node)
        elif tag == f"{W}tbl":
            _table(walk, node)
        elif tag in _TRANSPARENT:
            _blocks(walk, node)
        elif tag == f"{_ALTERNATE}AlternateContent":
            choice = node.find(f"{_ALTERNATE}Choice")
            _blocks(walk, choice if choice is not None else node)


def _paragraph(walk: _Walk, node: Any) -> None:
    style_id = outline = num_id = stated = None
    properties = node[0] if len(node) and node[0].tag == _PPR else None
    for entry in properties if properties is not None else ():
        if entry.tag == _PSTYLE:
            style_id = entry.get(_VAL)
        elif entry.tag == _OUTLINE:
            outline = entry.get(_VAL)
        elif entry.tag == _NUMPR:
            num_id, stated = _value(entry, f"{W}numId"), _value(entry, f"{W}ilvl")
    style = walk.styles.get(style_id, walk.default) if style_id else walk.default
    text = _text(node, walk).strip(" \t\n")
    # An empty numbered paragraph shows a number too, but has nothing to read, and none counts it.
    if text and not style.contents and not style.hidden:
        heading = style.heading
        if outline is not None and outline.isdigit():
            heading = int(outline) + 1 if int(outline) < 9 else 0
        num_id, level = _list_of(walk, num_id or style.num_id, stated, style_id, style)
        number = walk.numbering.number(num_id, level) if num_id else None
        if heading:
            walk.elements.append(Element(BlockKind.HEADING, text, heading, number))
        elif num_id:
            walk.elements.append(Element(BlockKind.ITEM, text, level, number))
        else:
            walk.elements.append(Element(BlockKind.PARAGRAPH, text))
    if walk.boxes or walk.waiting:
        _after(walk)


def _list_of(
    walk: _Walk, num_id: str | None, stated: str | None, style_id: str | None, style: _Style
) -> tuple[str | None, int]:
    """Return the list and level of a paragraph, None where it is in no list."""
    if num_id is None or num_id == "0" or num_id not in walk.numbering.lists:
        return None, 0
    if stated is not None and stated.isdigit():
        return num_id, min(int(stated), 8)
    for level, definition in walk.numbering.levels.get(walk.numbering.lists[num_id], {}).items():
        if style_id and definition.paragraph_style == style_id:
            return num_id, level
    return num_id, style.level or 0


def _after(walk: _Walk) -> None:
    """Put out the text boxes and footnotes that the last block refers to."""
    boxes, walk.boxes = walk.boxes, []
    for box in boxes:
        _blocks(walk, box)
    waiting, walk.waiting = walk.waiting, []
    for key in waiting:
        walk.notes_met += 1
        text = walk.notes.get(key, "")
        if text:
            walk.elements.append(Element(BlockKind.FOOTNOTE, text, number=str(walk.notes_met)))


def _text(node: Any, walk: _Walk | None) -> str:
    parts: list[str] = []
    _inline(node, walk, parts)
    return "".join(parts)


def _inline(node: Any, walk: _Walk | None, parts: list[str]) -> None:
    for child in node.iterchildren():
        tag = child.tag
        if tag == _TEXT:
            parts.append(child.text or "")
        elif tag == _RUN:
            properties = child[0] if len(child) and child[0].tag == _RPR else None
            if properties is None or not (
                _on(properties.find(f"{W}vanish")) or _on(properties.find(f"{W}webHidden"))
            ):
                _inline(child, walk, parts)
        elif tag in _SKIPPED:
            continue
        elif tag in (f"{W}tab", f"{W}ptab"):
            parts.append("\t")
        elif tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif tag in (f"{W}footnoteReference", f"{W}endnoteReference"):
            if walk is not None:
                walk.waiting.append(
                    tag.removeprefix(W).removesuffix("Reference") + (child.get(f"{W}id") or "")
                )
        elif tag == f"{W}ruby":
            base = child.find(f"{W}rubyBase")
            if base is not None:
                _inline(base, walk, parts)
        elif tag == f"{_ALTERNATE}AlternateContent":
            choice = child.find(f"{_ALTERNATE}Choice")
            if choice is not None:
                _inline(choice, walk, parts)
        elif tag in (f"{W}drawing", f"{W}pict", f"{W}object"):
            if walk is not None:
                walk.boxes.extend(
                    box
                    for box in child.iter(f"{W}txbxContent")
                    if next(box.iterancestors(f"{W}txbxContent"), None)
                    in (None, *node.iterancestors(f"{W}txbxContent"))
                )
        elif tag in _TRANSPARENT:
            _inline(child, walk, parts)


def _table(walk: _Walk, node: Any) -> None:
    rows = [row for row in _children(node, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
    cells = [list(_children(row, f"{W}tc")) for row in rows]
    if all(len(row) <= 1 for row in cells):
        for row in cells:
            for cell in row:
                _blocks(walk, cell)
        return
    walk.tables += 1
    table = walk.tables
    walk.elements.extend(table_rows(_grid(walk, rows, cells), table))
    _after(walk)


def _children(node: Any, tag: str) -> list[Any]:
    found = []
    for child in node.iterchildren():
        if child.tag == tag:
            found.append(child)
        elif child.tag in _TRANSPARENT:
            found.extend(_children(child, tag))
    return found


def _grid(walk: _Walk, rows: list[Any], cells: list[list[Any]]) -> list[GridCell]:
    placed: list[GridCell] = []
    open_merges: dict[int, int] = {}
    for index, (row, its_cells) in enumerate(zip(rows, cells, strict=True)):
        before = _value(row, f"{W}trPr/{W}gridBefore")
        column = int(before) if before and before.isdigit() else 0
        head = _on(row.find(f"{W}trPr/{W}tblHeader"))
        for cell in its_cells:
            span = _value(cell, f"{W}tcPr/{W}gridSpan")
            colspan = max(1, min(int(span), 100)) if span and span.isdigit() else 1
            merge = cell.find(f"{W}tcPr/{W}vMerge")
            continues = merge is not None and merge.get(f"{W}val") in (None, "continue")
            if continues and column in open_merges:
                at = open_merges[column]
                held = placed[at]
                placed[at] = GridCell(
                    held.row, held.column, held.text, index - held.row + 1, held.colspan, held.head
                )
            else:
                open_merges.pop(column, None)
                if merge is not None:
                    open_merges[column] = len(placed)
                placed.append(
                    GridCell(
                        index, column, _cell_text(walk, cell), 1, colspan, head or _is_bold_head(index, cell)
                    )
                )
            column += colspan
    first = [cell for cell in placed if cell.row == 0]
    if not all(cell.head for cell in first):
        placed = [GridCell(c.row, c.column, c.text, c.rowspan, c.colspan, False) for c in placed]
    return placed


def _is_bold_head(index: int, cell: Any) -> bool:
    if index:
        return False
    runs = [run for run in cell.iter(f"{W}r") if any((t.text or "").strip() for t in run.iterfind(f"{W}t"))]
    return bool(runs) and all(_on(run.find(f"{W}rPr/{W}b")) for run in runs)


def _cell_text(walk: _Walk, cell: Any) -> str:
    inner = _Walk(walk.path, walk.styles, walk.default, walk.numbering, {}, tables=0)
    _blocks(inner, cell)
    walk.waiting.extend(
        tag.tag.removeprefix(W).removesuffix("Reference") + (tag.get(f"{W}id") or "")
        for tag in cell.iter(f"{W}footnoteReference", f"{W}endnoteReference")
    )
    lines = []
    for element in inner.elements:
        if element.kind is BlockKind.ROW:
            lines.append("; ".join(part.text for part in element.cells if part.text))
        else:
            text = " ".join(element.text.split())
            lines.append(f"{element.number} {text}" if element.number else text)
    return " ".join(lines)
