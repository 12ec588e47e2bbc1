"""WordprocessingML, walked part by part.

The XML is walked directly: python-docx resolves a style by XPath for each paragraph, which takes
16 seconds for a 79 kB file of many small paragraphs, and its numbering is left to the caller anyway.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.documents import BlockKind
from ingest.elements import Element, FileContent, UnreadableFile
from ingest.readers.archive import Package
from ingest.readers.grid import table_rows
from ingest.readers.numbering import Numbering, W, read_numbering
from ingest.readers.ooxml import core_properties, main_part, related, xml
from ingest.readers.word_notes import KINDS, Notes
from ingest.readers.word_styles import Style, Styles, is_on, read_styles, value
from ingest.readers.word_tables import grid, is_layout

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
_REFERENCES = tuple(f"{W}{kind}Reference" for kind in KINDS)
_UNSEEN = tuple(f"{W}{name}" for name in ("vanish", "webHidden", "strike", "dstrike"))
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@dataclass(slots=True)
class _Walk:
    path: Path
    styles: Styles
    numbering: Numbering
    notes: Notes
    elements: list[Element] = field(default_factory=list)
    boxes: list[Any] = field(default_factory=list)
    carried: str = ""
    tables: int = 0


def read_docx(path: Path, content: bytes) -> FileContent:
    """Return paragraphs with their automatic numbers, headings, tables and notes in reading order.

    The header that only the first page has is read as its head; running headers and footers are left
    out of the text and the header is in `metadata`. Deleted, struck and hidden text is dropped, and so
    is what a form shows until it is filled in. Notes follow the block that refers to them. Raises
    UnreadableFile for damaged, protected or unsafe files.
    """
    package = Package(path, content)
    part = main_part(package, "word/document.xml")
    root = xml(package, part)
    parts = related(package, part)
    styles = read_styles(xml(package, parts["styles"])) if "styles" in parts else Styles()
    numbering = read_numbering(xml(package, parts["numbering"])) if "numbering" in parts else Numbering()
    notes = Notes()
    if "settings" in parts:
        notes.count_as([xml(package, parts["settings"])])
    notes.count_as(root.iter(f"{W}sectPr"))
    for kind in KINDS:
        if f"{kind}s" in parts:
            notes.add(kind, xml(package, parts[f"{kind}s"]), lambda node: _text(node, None))
    walk = _Walk(path, styles, numbering, notes)
    body = root.find(f"{W}body")
    if body is None:
        raise UnreadableFile(path, "is damaged: the document has no body")
    try:
        for head in _first_page_head(package, part, body):
            _blocks(walk, head)
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


def _first_page_head(package: Package, part: str, body: Any) -> list[Any]:
    """Return the header that stands on the first page alone, as letterheads do."""
    section = next(body.iter(f"{W}sectPr"), None)
    if section is None or not is_on(section.find(f"{W}titlePg")):
        return []
    headers = related(package, part, many="header")
    return [
        xml(package, headers[reference.get(f"{_R}id")])
        for reference in section.iterfind(f"{W}headerReference")
        if reference.get(f"{W}type") == "first" and reference.get(f"{_R}id") in headers
    ]


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
            if not _is_unfilled(node):
                _blocks(walk, node)
        elif tag == f"{_ALTERNATE}AlternateContent":
            choice = node.find(f"{_ALTERNATE}Choice")
            _blocks(walk, choice if choice is not None else node)
    if walk.carried.strip():
        walk.elements.append(Element(BlockKind.PARAGRAPH, walk.carried.strip()))
    walk.carried = ""


def _is_unfilled(node: Any) -> bool:
    """Return whether a content control shows what to fill in and not what was."""
    return node.tag == f"{W}sdt" and node.find(f"{W}sdtPr/{W}showingPlcHdr") is not None


def _paragraph(walk: _Walk, node: Any) -> None:
    style_id = outline = num_id = stated = None
    properties = node[0] if len(node) and node[0].tag == _PPR else None
    for entry in properties if properties is not None else ():
        if entry.tag == _PSTYLE:
            style_id = entry.get(_VAL)
        elif entry.tag == _OUTLINE:
            outline = entry.get(_VAL)
        elif entry.tag == _NUMPR:
            num_id, stated = value(entry, f"{W}numId"), value(entry, f"{W}ilvl")
        elif entry.tag == _RPR and entry.find(f"{W}del") is not None:
            # The end of the paragraph was deleted: it goes on in the next.
            walk.carried += _text(node, walk)
            return
    style = walk.styles.of(style_id)
    text = (walk.carried + _text(node, walk)).strip(" \t\n")
    walk.carried = ""
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
    if walk.boxes or walk.notes.waiting:
        _after(walk)


def _list_of(
    walk: _Walk, num_id: str | None, stated: str | None, style_id: str | None, style: Style
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
    for number, text in walk.notes.take():
        walk.elements.append(Element(BlockKind.FOOTNOTE, text, number=number))


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
            if properties is None or not any(is_on(properties.find(name)) for name in _UNSEEN):
                _inline(child, walk, parts)
        elif tag in _SKIPPED:
            continue
        elif tag in (f"{W}tab", f"{W}ptab"):
            parts.append("\t")
        elif tag in (f"{W}br", f"{W}cr"):
            parts.append("\n")
        elif tag == f"{W}noBreakHyphen":
            parts.append("-")
        elif tag in _REFERENCES:
            if walk is not None:
                walk.notes.meet(child)
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
        elif tag in _TRANSPARENT and not _is_unfilled(child):
            _inline(child, walk, parts)


def _table(walk: _Walk, node: Any) -> None:
    rows = [row for row in _children(node, f"{W}tr") if row.find(f"{W}trPr/{W}del") is None]
    cells = [list(_children(row, f"{W}tc")) for row in rows]
    if is_layout(cells):
        for row in cells:
            for cell in row:
                _blocks(walk, cell)
        return
    walk.tables += 1
    table = walk.tables
    placed = grid(node, rows, cells, walk.styles, lambda cell: _cell_text(walk, cell))
    walk.elements.extend(table_rows(placed, table))
    _after(walk)


def _children(node: Any, tag: str) -> list[Any]:
    found = []
    for child in node.iterchildren():
        if child.tag == tag:
            found.append(child)
        elif child.tag in _TRANSPARENT and not _is_unfilled(child):
            found.extend(_children(child, tag))
    return found


def _cell_text(walk: _Walk, cell: Any) -> str:
    inner = _Walk(walk.path, walk.styles, walk.numbering, Notes())
    _blocks(inner, cell)
    for reference in cell.iter(*_REFERENCES):
        walk.notes.meet(reference)
    lines = []
    for element in inner.elements:
        if element.kind is BlockKind.ROW:
            lines.append("; ".join(part.text for part in element.cells if part.text))
        else:
            text = " ".join(element.text.split())
            lines.append(f"{element.number} {text}" if element.number else text)
    return " ".join(lines)
