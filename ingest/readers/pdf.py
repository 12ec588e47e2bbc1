"""PDF by PDFium: text in reading order, tables, and nothing of the running heads.

PDFium gives characters with boxes much faster than pdfminer does, so lines, columns and tables are
found from those boxes here.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ingest.elements import Element, FileContent, UnreadableFile
from ingest.readers.drawn import rules
from ingest.readers.flow import Line, LooseTable, Marker, Piece, flow
from ingest.readers.glyphs import glyphs, turner
from ingest.readers.grid import GridCell, table_rows
from ingest.readers.note_marks import with_notes
from ingest.readers.page_tables import OpenTable
from ingest.readers.paragraphs import (
    body_size,
    join_lines,
    letter_sizes,
    paragraphs,
    vocabulary,
)
from ingest.readers.ruling import RuledTable, ruled_tables
from ingest.readers.segments import Segment, segments

_MARGIN = 0.13
_MAX_PAGES = 5_000
_PAGE_NUMBER = re.compile(
    r"[-–—\s]*(?:page|p\.|стр\.?|página|pág\.|第|صفحة)?\s*[\d٠-٩]{1,4}\s*(?:页|頁)?"
    r"(?:\s*(?:/|of|de|sur|из|من|共)\s*[\d٠-٩]{1,4}\s*(?:页|頁)?)?[-–—\s]*",
    re.I,
)


@dataclass(frozen=True, slots=True)
class _Page:
    number: int
    width: float
    height: float
    pieces: tuple[Piece, ...]
    tables: tuple[tuple[RuledTable, dict[tuple[int, int], str]], ...]
    letters: Counter[float]
    picture: bool = False


def read_pdf(path: Path, content: bytes) -> FileContent:
    """Return the text of each page with headings, tables and page numbers.

    Running heads and feet are dropped (kept in `metadata`), words divided at line ends are mended,
    a table that goes on over the page is one table. Pages that are pictures are read by OCR where
    `rapporteur[ocr]` is installed. Raises UnreadableFile for damaged and protected files.
    """
    import pypdfium2
    import pypdfium2.raw as raw

    try:
        pdf = pypdfium2.PdfDocument(content)
        count = len(pdf)
    except pypdfium2.PdfiumError as error:
        if raw.FPDF_GetLastError() == raw.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise UnreadableFile(path, "is protected by a password; save it without one") from error
        raise UnreadableFile(path, f"is damaged or cut short: {error}") from error
    if not count:
        raise UnreadableFile(path, "has no pages")
    if count > _MAX_PAGES:
        raise UnreadableFile(path, f"says it has {count:,} pages; at most {_MAX_PAGES:,} are read")
    pages: list[_Page] = []
    problems: list[str] = []
    for index in range(count):
        try:
            page = pdf[index]
            pages.append(_page(page, index + 1))
            page.close()
        except pypdfium2.PdfiumError as error:
            problems.append(f"page {index + 1} can't be read ({error})")
    pages, scanned = _ocr(path, pdf, pages)
    problems += scanned
    metadata = {
        name.lower(): " ".join(value.split())
        for name, value in pdf.get_metadata_dict(skip_empty=True).items()
        if name in ("Title", "Author", "Subject", "Keywords", "CreationDate")
    }
    if "creationdate" in metadata:
        metadata["created"] = _iso(metadata.pop("creationdate"))
    pdf.close()
    pages, running = _without_running_lines(pages)
    if running:
        metadata["header"] = "\n".join(running)
    elements = _elements(pages)
    if not elements:
        raise UnreadableFile(path, "; ".join(problems) or "holds no text")
    return FileContent(tuple(elements), "application/pdf", count, metadata, problems=tuple(problems))


def _iso(value: str) -> str:
    match = re.match(r"D:(\d{4})(\d{2})?(\d{2})?", value)
    return "-".join(part for part in match.groups() if part) if match else value


def _page(page: Any, number: int) -> _Page:
    turn, width, height = turner(page)
    found = with_notes(glyphs(page, turn))
    tables = ruled_tables(rules(page, turn)) if found else []

    def place(x: float, y: float) -> object:
        for index, table in enumerate(tables):
            cell = table.cell_at(x, y)
            if cell is not None:
                return index, cell
        return None

    parts = segments(found, place)
    filled: list[tuple[RuledTable, dict[tuple[int, int], str]]] = []
    kept: list[Segment | Marker] = [part for part in parts if part.place is None]
    for index, table in enumerate(tables):
        inside: dict[tuple[int, int], list[Segment]] = {}
        for part in parts:
            if isinstance(part.place, tuple) and part.place[0] == index:
                inside.setdefault(part.place[1], []).append(part)
        texts = {cell: _cell_text(its) for cell, its in inside.items()}
        if len(texts) < 2:
            # A frame around text, or an empty form: its text is running text.
            kept.extend(replace(part, place=None) for its in inside.values() for part in its)
            continue
        kept.append(Marker(len(filled), table.xs[0], table.ys[0], table.xs[-1], table.ys[-1]))
        filled.append((table, texts))
    return _Page(number, width, height, tuple(flow(kept)), tuple(filled), letter_sizes(parts), len(found) < 8)


def _cell_text(parts: list[Segment]) -> str:
    lines = [piece for piece in flow(parts, depth=2) if isinstance(piece, Line)]
    loose = [piece for piece in flow(parts, depth=2) if isinstance(piece, LooseTable)]
    if loose:
        return " ".join(part.text for part in parts)
    return join_lines([line.text for line in lines], frozenset()).replace("\n", " ")


def _ocr(path: Path, pdf: Any, pages: list[_Page]) -> tuple[list[_Page], list[str]]:
    """Return the pages with those that are pictures read, and what could not be."""
    pictures = [page for page in pages if page.picture and _has_picture(pdf, page.number)]
    if not pictures:
        return pages, []
    from ingest.readers.image import OcrMissing, Recogniser

    try:
        recogniser = Recogniser()
    except OcrMissing as error:
        shown = ", ".join(str(page.number) for page in pictures[:10])
        return pages, [
            f"page {shown} {'is a picture' if len(pictures) == 1 else 'are pictures'} of text: {error}"
        ]
    read: dict[int, _Page] = {}
    left: list[int] = []
    for page in pictures:
        if recogniser.is_out_of_time():
            left.append(page.number)
            continue
        scale = min(200 / 72, 2200 / max(page.width, page.height))
        picture = pdf[page.number - 1].render(scale=scale).to_pil()
        found = [
            replace(
                s,
                x0=s.x0 / scale,
                x1=s.x1 / scale,
                top=s.top / scale,
                bottom=s.bottom / scale,
                size=s.size / scale,
            )
            for s in recogniser.segments(picture)
        ]
        read[page.number] = replace(page, pieces=tuple(flow(found)), letters=letter_sizes(found))
    pages = [read.get(page.number, page) for page in pages]
    if left:
        return pages, [f"pages {left[0]} to {left[-1]} are pictures that took too long to read"]
    return pages, []


def _has_picture(pdf: Any, number: int) -> bool:
    import pypdfium2.raw as raw

    return any(True for _ in pdf[number - 1].get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=3))


def _without_running_lines(pages: list[_Page]) -> tuple[list[_Page], list[str]]:
    """Return the pages without heads, feet and page numbers, and the heads that were dropped."""
    body = body_size(sum((page.letters for page in pages), Counter[float]()))

    def key(line: Line) -> str:
        # Set large, `Part 1` and `Part 2` are headings and not one running head.
        text = line.text if line.size > 1.15 * body else re.sub(r"[\d٠-٩]+", "#", line.text)
        return re.sub(r"\s+", " ", text).strip().lower()

    def marginal(page: _Page) -> list[Line]:
        lines = [piece for piece in page.pieces if isinstance(piece, Line)]
        high = sorted((x for x in lines if x.bottom < _MARGIN * page.height), key=lambda x: x.top)[:4]
        low = sorted((x for x in lines if x.top > (1 - _MARGIN) * page.height), key=lambda x: -x.top)[:4]
        return high + low

    margins = {page.number: marginal(page) for page in pages}
    seen = Counter(k for lines in margins.values() for k in {key(line) for line in lines})
    need = max(2, (len(pages) + 1) // 2) if len(pages) > 2 else 2
    running: list[str] = []
    cleaned = []
    for page in pages:
        dropped = set()
        for line in margins[page.number]:
            repeated = seen[key(line)] >= need and len(line.text) < 200
            if repeated or _PAGE_NUMBER.fullmatch(line.text):
                dropped.add(id(line))
                if repeated and not _PAGE_NUMBER.fullmatch(line.text) and line.text not in running[:20]:
                    running.append(line.text)
        cleaned.append(replace(page, pieces=tuple(p for p in page.pieces if id(p) not in dropped)))
    unique = {re.sub(r"[\d٠-٩]+", "#", line): line for line in reversed(running)}
    return cleaned, list(unique.values())[::-1]


def _elements(pages: list[_Page]) -> list[Element]:
    every = [piece for page in pages for piece in page.pieces if isinstance(piece, Line)]
    letters = sum((page.letters for page in pages), Counter[float]())
    body, words = body_size(letters), vocabulary(every)
    sizes = sorted({round(line.size) for line in every if line.size > 1.15 * body}, reverse=True)
    elements: list[Element] = []
    tables = 0
    held: OpenTable | None = None
    lines: list[tuple[int, Line]] = []

    def close_lines() -> None:
        elements.extend(paragraphs(lines, body, sizes, words))
        lines.clear()

    def close_table() -> None:
        nonlocal held, tables
        if held is not None:
            tables += 1
            elements.extend(table_rows(held.in_reading_order(), tables, pages=held.pages))
            held = None

    for page in pages:
        for position, piece in enumerate(page.pieces):
            if isinstance(piece, Line):
                close_table()
                lines.append((page.number, piece))
                continue
            close_lines()
            if isinstance(piece, LooseTable):
                close_table()
                cells = [
                    GridCell(r, c, text) for r, row in enumerate(piece.rows) for c, text in enumerate(row)
                ]
                held = OpenTable((), cells, dict.fromkeys(range(len(piece.rows)), page.number))
                continue
            table, texts = page.tables[piece.index]
            if held is not None and position == 0 and held.has_columns(table):
                held.go_on(table, texts, page.number)
            else:
                close_table()
                held = OpenTable.of(table, texts, page.number)
    close_lines()
    close_table()
    return elements
