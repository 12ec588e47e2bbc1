"""PresentationML: slides as pages, titles as headings, bullets as items, tables, notes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ingest.documents import BlockKind
from ingest.elements import Element, FileContent, UnreadableFile
from ingest.readers.archive import Package
from ingest.readers.counting import numeral
from ingest.readers.grid import GridCell, table_rows
from ingest.readers.ooxml import core_properties, main_part, related, xml

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_SHOWN = frozenset(f"{_P}{name}" for name in ("sp", "grpSp", "graphicFrame"))
_TITLES = frozenset({"title", "ctrTitle"})
_FURNITURE = frozenset({"sldNum", "ftr", "dt", "hdr", "sldImg"})
_STYLES = {
    "arabic": "decimal",
    "alphaLc": "lowerLetter",
    "alphaUc": "upperLetter",
    "romanLc": "lowerRoman",
    "romanUc": "upperRoman",
    "ea1Chs": "chineseCounting",
    "ea1Cht": "taiwaneseCounting",
    "circleNum": "decimalEnclosedCircle",
}
_MARKS = {"Period": "{}.", "ParenR": "{})", "ParenBoth": "({})", "Plain": "{}"}


@dataclass(slots=True)
class _Slide:
    number: int
    elements: list[Element] = field(default_factory=list)
    tables: int = 0


def read_pptx(path: Path, content: bytes) -> FileContent:
    """Return the text of the shown slides in order, `page` being the slide's number.

    Slide numbers, dates and footers are left out; speaker notes follow their slide. Raises
    UnreadableFile.
    """
    package = Package(path, content)
    part = main_part(package, "ppt/presentation.xml")
    root = xml(package, part)
    slides = related(package, part, many="slide")
    elements: list[Element] = []
    tables = pages = 0
    for reference in root.iterfind(f"{_P}sldIdLst/{_P}sldId"):
        where = slides.get(reference.get(f"{_R}id") or "")
        if where is None:
            continue
        pages += 1
        node = xml(package, where)
        if node.get("show") in ("0", "false"):
            continue
        slide = _Slide(pages, tables=tables)
        tree = node.find(f"{_P}cSld/{_P}spTree")
        try:
            if tree is not None:
                _shapes(slide, tree)
            notes = related(package, where).get("notesSlide")
            if notes:
                _notes(slide, xml(package, notes))
        except RecursionError as error:
            raise UnreadableFile(path, "its groups are nested too deeply") from error
        tables = slide.tables
        elements.extend(slide.elements)
    if not elements:
        raise UnreadableFile(path, "holds no text on any shown slide")
    media_type = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
    return FileContent(tuple(elements), media_type, pages, core_properties(package))


def _shapes(slide: _Slide, tree: Any) -> None:
    shapes = [(_role(shape), shape) for shape in _in_order(tree)]
    for role, shape in sorted(shapes, key=lambda pair: pair[0] not in _TITLES):
        properties = shape.find(f".//{_P}cNvPr")
        if role in _FURNITURE or (properties is not None and properties.get("hidden") in ("1", "true")):
            continue
        if shape.tag == f"{_P}grpSp":
            _shapes(slide, shape)
        elif shape.tag == f"{_P}sp":
            _text_body(slide, shape.find(f"{_P}txBody"), role)
        elif shape.tag == f"{_P}graphicFrame":
            for table in shape.iter(f"{_A}tbl"):
                slide.tables += 1
                slide.elements.extend(table_rows(_grid(table), slide.tables, slide.number))


def _in_order(tree: Any) -> list[Any]:
    """Return the shapes of a slide or group from the top down, side by side from the left.

    The file lists them as they were made. Where one takes its place from the layout, that order stands.
    """
    shapes = [shape for shape in tree.iterchildren() if _role(shape) not in _TITLES]
    places = [_place(shape) for shape in shapes if shape.tag in _SHOWN]
    if None in places:
        return list(tree.iterchildren())
    rows: list[tuple[int, int]] = []
    for place in sorted(place for place in places if place is not None):
        top, height, _ = place
        if not rows or top > rows[-1][0] + rows[-1][1] // 2:
            rows.append((top, height))

    def position(shape: Any) -> tuple[int, int]:
        place = _place(shape)
        if place is None:
            return -1, 0
        return max(at for at, (top, _) in enumerate(rows) if top <= place[0]), place[2]

    titles = [shape for shape in tree.iterchildren() if _role(shape) in _TITLES]
    return titles + sorted(shapes, key=position)


def _place(shape: Any) -> tuple[int, int, int] | None:
    """Return top, height and left edge of a shape, None where the slide does not state them."""
    frame = shape.find(f"{_P}xfrm") if shape.tag == f"{_P}graphicFrame" else shape.find(f".//{_A}xfrm")
    if shape.tag not in _SHOWN or frame is None:
        return None
    corner, size = frame.find(f"{_A}off"), frame.find(f"{_A}ext")
    numbers = [
        node.get(name) if node is not None else None
        for node, name in ((corner, "y"), (size, "cy"), (corner, "x"))
    ]
    if not all(number and re.fullmatch(r"-?\d{1,12}", number) for number in numbers):
        return None
    top, height, left = (int(number or 0) for number in numbers)
    return top, height, left


def _role(shape: Any) -> str:
    """Return the placeholder type of a shape; `body` for text placeholders, nothing for others."""
    if shape.tag != f"{_P}sp":
        return ""
    placeholder = shape.find(f"{_P}nvSpPr/{_P}nvPr/{_P}ph")
    if placeholder is None:
        return ""
    return str(placeholder.get("type") or "body")


def _text_body(slide: _Slide, body: Any, role: str) -> None:
    if body is None:
        return
    if role in _TITLES:
        text = " ".join(" ".join(_paragraph(node) for node in body.iterfind(f"{_A}p")).split())
        if text:
            slide.elements.append(Element(BlockKind.HEADING, text, level=1, page=slide.number))
        return
    counters: dict[int, int] = {}
    for node in body.iterfind(f"{_A}p"):
        text = _paragraph(node).strip()
        if not text:
            continue
        properties = node.find(f"{_A}pPr")
        stated = properties.get("lvl") if properties is not None else None
        level = int(stated) if stated and stated.isdigit() else 0
        numbered = properties.find(f"{_A}buAutoNum") if properties is not None else None
        for deeper in [key for key in counters if key > level or (key == level and numbered is None)]:
            del counters[deeper]
        number = None
        if numbered is not None:
            start = numbered.get("startAt")
            counters[level] = counters.get(level, (int(start) if start and start.isdigit() else 1) - 1) + 1
            number = _number(counters[level], numbered.get("type") or "")
        plain = properties is not None and properties.find(f"{_A}buNone") is not None
        bulleted = properties is not None and properties.find(f"{_A}buChar") is not None
        listed = numbered is not None or bulleted or (role in ("body", "obj") and not plain)
        kind = BlockKind.ITEM if listed else BlockKind.PARAGRAPH
        slide.elements.append(Element(kind, text, level if listed else 0, number, slide.number))


def _number(value: int, kind: str) -> str:
    for name, style in _STYLES.items():
        if kind.startswith(name):
            mark = next((shape for end, shape in _MARKS.items() if kind.endswith(end)), "{}")
            return mark.format(numeral(value, style))
    return f"{value}."


def _paragraph(node: Any) -> str:
    parts = []
    for child in node.iterchildren():
        if child.tag == f"{_A}br":
            parts.append("\n")
        elif child.tag in (f"{_A}r", f"{_A}fld"):
            parts.append(child.findtext(f"{_A}t") or "")
    return "".join(parts)


def _grid(table: Any) -> list[GridCell]:
    cells: list[GridCell] = []
    properties = table.find(f"{_A}tblPr")
    first_row = properties is not None and properties.get("firstRow") in ("1", "true")
    for index, row in enumerate(table.iterfind(f"{_A}tr")):
        for column, cell in enumerate(row.iterfind(f"{_A}tc")):
            if cell.get("hMerge") in ("1", "true") or cell.get("vMerge") in ("1", "true"):
                continue
            text = " ".join(" ".join(_paragraph(node) for node in cell.iter(f"{_A}p")).split())
            down, right = (int(cell.get(name, "1")) for name in ("rowSpan", "gridSpan"))
            cells.append(
                GridCell(index, column, text, max(1, down), max(1, min(right, 100)), first_row and not index)
            )
    return cells


def _notes(slide: _Slide, root: Any) -> None:
    for shape in root.iterfind(f"{_P}cSld/{_P}spTree/{_P}sp"):
        if _role(shape) == "body":
            for node in shape.iterfind(f"{_P}txBody/{_A}p"):
                text = _paragraph(node).strip()
                if text:
                    slide.elements.append(Element(BlockKind.PARAGRAPH, text, page=slide.number))
