"""SpreadsheetML: the cells that hold something, with merged ranges; formulas by their stored value."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from ingest.documents import BlockKind
from ingest.elements import Element, FileContent, UnreadableFile
from ingest.readers.archive import Package
from ingest.readers.grid import GridCell, table_rows
from ingest.readers.number_formats import NumberFormat, read_format
from ingest.readers.ooxml import core_properties, main_part, related, xml
from ingest.readers.sheet_blocks import blocks

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DEFAULT_NAME = re.compile(r"(?:sheet|feuil|hoja|лист|工作表|ورقة)\s*\d*", re.I)


def read_xlsx(path: Path, content: bytes) -> FileContent:
    """Return each visible sheet as a heading and tables; dates come as ISO dates, numbers as shown.

    What stands apart by an empty row or column is a table of its own; a lone cell is a paragraph.
    Hidden sheets, rows and columns are left out. Raises UnreadableFile.
    """
    package = Package(path, content)
    part = main_part(package, "xl/workbook.xml")
    book = xml(package, part)
    parts = related(package, part)
    strings = _strings(xml(package, parts["sharedStrings"])) if "sharedStrings" in parts else []
    formats = _formats(xml(package, parts["styles"])) if "styles" in parts else []
    properties = book.find(f"{_S}workbookPr")
    epoch_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    sheets = related(package, part, many="worksheet")
    elements: list[Element] = []
    tables = 0
    for sheet in book.iterfind(f"{_S}sheets/{_S}sheet"):
        where = sheets.get(sheet.get(f"{_R}id") or "")
        if where is None or sheet.get("state") in ("hidden", "veryHidden"):
            continue
        cells = _cells(xml(package, where), strings, formats, epoch_1904)
        name = sheet.get("name") or ""
        if cells and name and not _DEFAULT_NAME.fullmatch(name):
            elements.append(Element(BlockKind.HEADING, name, level=1))
        for block in blocks(cells):
            if len(block) == 1:
                elements.append(Element(BlockKind.PARAGRAPH, block[0].text))
                continue
            tables += 1
            elements.extend(table_rows(block, tables))
    if not elements:
        raise UnreadableFile(path, "holds no text in any visible sheet")
    media_type = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FileContent(tuple(elements), media_type, metadata=core_properties(package))


def _strings(root: Any) -> list[str]:
    return [_rich(node) for node in root.iterfind(f"{_S}si")]


def _rich(node: Any) -> str:
    """Return a string's text without the phonetic guides beside it."""
    direct = node.findtext(f"{_S}t")
    runs = "".join(run.findtext(f"{_S}t") or "" for run in node.iterfind(f"{_S}r"))
    return " ".join(((direct or "") + runs).split())


def _formats(root: Any) -> list[NumberFormat]:
    """Return the number format of each cell style."""
    custom = {
        int(node.get("numFmtId") or 0): node.get("formatCode") or "" for node in root.iter(f"{_S}numFmt")
    }
    numbers = [int(node.get("numFmtId") or 0) for node in root.iterfind(f"{_S}cellXfs/{_S}xf")]
    return [read_format(number, custom.get(number)) for number in numbers]


def _cells(root: Any, strings: list[str], formats: list[NumberFormat], epoch_1904: bool) -> list[GridCell]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for merge in root.iterfind(f"{_S}mergeCells/{_S}mergeCell"):
        first, _, last = (merge.get("ref") or "").partition(":")
        top, end = _place(first), _place(last or first)
        if top and end:
            spans[top] = (end[0] - top[0] + 1, end[1] - top[1] + 1)
    hidden: set[int] = set()
    for column in root.iterfind(f"{_S}cols/{_S}col"):
        if column.get("hidden") in ("1", "true"):
            hidden.update(range(int(column.get("min", 1)) - 1, min(int(column.get("max", 1)), 16384)))
    cells: list[GridCell] = []
    next_row = 0
    for row in root.iterfind(f"{_S}sheetData/{_S}row"):
        stated = row.get("r")
        index = int(stated) - 1 if stated and stated.isdigit() else next_row
        next_row = index + 1
        if row.get("hidden") in ("1", "true"):
            continue
        next_column = 0
        for node in row.iterfind(f"{_S}c"):
            at = _place(node.get("r") or "")
            column_index = at[1] if at else next_column
            next_column = column_index + 1
            text = _value(node, strings, formats, epoch_1904)
            if text and column_index not in hidden:
                down, right = spans.get((index, column_index), (1, 1))
                cells.append(GridCell(index, column_index, text, min(down, 10_000), min(right, 1000)))
    return cells


def _value(node: Any, strings: list[str], formats: list[NumberFormat], epoch_1904: bool) -> str:
    kind = node.get("t", "n")
    if kind == "inlineStr":
        inline = node.find(f"{_S}is")
        return _rich(inline) if inline is not None else ""
    raw = (node.findtext(f"{_S}v") or "").strip()
    if kind == "s":
        return strings[int(raw)] if raw.isdigit() and int(raw) < len(strings) else ""
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(raw, raw)
    if kind == "d":
        return raw.removesuffix("T00:00:00").replace("T", " ")
    if kind != "n" or not raw:
        return "" if kind == "e" else " ".join(raw.split())
    try:
        number = float(raw)
    except ValueError:
        return raw
    style = node.get("s", "0")
    known = style.isdigit() and int(style) < len(formats)
    return (formats[int(style)] if known else NumberFormat()).show(number, epoch_1904)


def _place(reference: str) -> tuple[int, int] | None:
    match = re.fullmatch(r"\$?([A-Z]{1,3})\$?(\d{1,7})", reference.upper())
    if not match:
        return None
    column = 0
    for letter in match.group(1):
        column = column * 26 + ord(letter) - 64
    return int(match.group(2)) - 1, column - 1
