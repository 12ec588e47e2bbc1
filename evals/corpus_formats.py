"""Writes a source of the sample corpus, in Markdown, as a file of each format."""

from __future__ import annotations

import html
import re
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

WRITTEN = datetime(2027, 2, 22)


@dataclass(frozen=True, slots=True)
class Piece:
    """A heading (`level` from 1), paragraph or item (`level` 0), or table (`rows`)."""

    text: str = ""
    level: int = 0
    item: bool = False
    rows: tuple[tuple[str, ...], ...] = ()


def pieces(source: str) -> Iterator[Piece]:
    """Yield the pieces of a source in order."""
    table: list[tuple[str, ...]] = []
    for line in [*source.splitlines(), ""]:
        if line.startswith("|"):
            cells = tuple(cell.strip() for cell in line.strip("| ").split("|"))
            if not all(set(cell) <= set("-:") for cell in cells):
                table.append(cells)
            continue
        if table:
            yield Piece(rows=tuple(table))
            table = []
        if heading := re.match(r"(#+) (.+)", line):
            yield Piece(heading[2], level=len(heading[1]))
        elif line.startswith("- "):
            yield Piece(line[2:], item=True)
        elif line.strip():
            yield Piece(line.strip())


def runs(text: str) -> Iterator[tuple[str, bool, bool]]:
    """Yield the stretches of a line with whether each is bold and italic."""
    for part in re.split(r"(\*\*.+?\*\*|\*.+?\*)", text):
        if part.startswith("**"):
            yield part.strip("*"), True, False
        elif part.startswith("*") and len(part) > 1:
            yield part.strip("*"), False, True
        elif part:
            yield part, False, False


def write_docx(source: str, target: Path, language: str) -> None:
    """Write a Word document with real headings and tables."""
    from docx import Document
    from docx.oxml import OxmlElement

    document = Document()
    properties = document.core_properties
    properties.author, properties.created, properties.modified = "WOLS", WRITTEN, WRITTEN
    for piece in pieces(source):
        if piece.rows:
            table = document.add_table(len(piece.rows), len(piece.rows[0]), style="Table Grid")
            for row, cells in enumerate(piece.rows):
                for column, cell in enumerate(cells):
                    table.cell(row, column).text = cell
            continue
        if piece.level:
            paragraph = document.add_heading(level=piece.level)
        else:
            paragraph = document.add_paragraph(style="List Bullet" if piece.item else None)
        for text, bold, italic in runs(piece.text):
            run = paragraph.add_run(text)
            run.bold, run.italic = bold or None, italic or None
        if language == "ar":
            paragraph._p.get_or_add_pPr().append(OxmlElement("w:bidi"))
    document.save(str(target))


def to_html(source: str, language: str) -> str:
    """Return a source as a page."""
    body: list[str] = []
    listing = False
    for piece in pieces(source):
        if listing and not piece.item:
            body.append("</ul>")
        if piece.item and not listing:
            body.append("<ul>")
        listing = piece.item
        if piece.rows:
            body.append(_html_table(piece.rows))
        else:
            tag = f"h{piece.level}" if piece.level else "li" if piece.item else "p"
            body.append(f"<{tag}>{_html_runs(piece.text)}</{tag}>")
    if listing:
        body.append("</ul>")
    title = html.escape(next((item.text for item in pieces(source) if not item.rows), ""))
    direction = "rtl" if language == "ar" else "ltr"
    return (
        f'<!doctype html>\n<html lang="{language}" dir="{direction}">\n<head>\n<meta charset="utf-8">\n'
        f"<title>{title}</title>\n<style>body {{ font: 11pt serif; }} table {{ border-collapse: collapse; }} "
        "th, td { border: 1px solid #888; padding: 2pt 6pt; text-align: start; }</style>\n</head>\n<body>\n"
        + "\n".join(body)
        + "\n</body>\n</html>\n"
    )


def write_html(source: str, target: Path, language: str) -> None:
    """Write a page."""
    target.write_text(to_html(source, language), "utf-8")


def write_pdf(source: str, target: Path, language: str) -> None:
    """Print a page with Chromium; raises FileNotFoundError where it is not installed."""
    browser = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if browser is None:
        raise FileNotFoundError(
            "Chromium is needed to print PDF files; install it or leave these sources out."
        )
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(to_html(source, language), "utf-8")
        quiet = ("background-networking", "component-update", "sync", "gpu", "dev-shm-usage")
        subprocess.run(
            [
                browser,
                "--headless",
                "--no-sandbox",
                "--no-first-run",
                *(f"--disable-{name}" for name in quiet),
                f"--user-data-dir={folder}/profile",
                "--no-pdf-header-footer",
                f"--print-to-pdf={target}",
                page.as_uri(),
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )


def write_xlsx(source: str, target: Path, language: str) -> None:
    """Write a workbook, a sheet for each `## `."""
    from openpyxl import Workbook

    book = Workbook()
    for first in book.worksheets:
        book.remove(first)
    book.properties.created = book.properties.modified = WRITTEN
    sheet: Any = None
    for piece in pieces(source):
        if piece.level or sheet is None:
            sheet = book.create_sheet(piece.text[:31] or "1")
            continue
        for row in piece.rows or ((piece.text,),):
            sheet.append(list(row))
    book.save(target)


def write_pptx(source: str, target: Path, language: str) -> None:
    """Write a presentation, a slide for each `## `."""
    from pptx import Presentation
    from pptx.util import Cm

    deck = Presentation()
    deck.core_properties.author, deck.core_properties.created = "WOLS", WRITTEN
    deck.core_properties.modified = WRITTEN
    slide: Any = None
    for piece in pieces(source):
        if piece.level or slide is None:
            slide = deck.slides.add_slide(deck.slide_layouts[5])
            slide.shapes.title.text = piece.text
            top = 4.0
        elif piece.rows:
            frame = slide.shapes.add_table(
                len(piece.rows), len(piece.rows[0]), Cm(1), Cm(top), Cm(23), Cm(0.9 * len(piece.rows))
            )
            for row, cells in enumerate(piece.rows):
                for column, cell in enumerate(cells):
                    frame.table.cell(row, column).text = cell
        else:
            slide.shapes.add_textbox(Cm(1), Cm(top), Cm(23), Cm(1)).text_frame.text = piece.text
            top += 1.2
    deck.save(str(target))


def write_eml(source: str, target: Path, language: str) -> None:
    """Write a message; the source's first lines are its headers."""
    from email.message import EmailMessage
    from email.policy import SMTP

    head, body = source.split("\n\n", 1)
    message = EmailMessage(policy=SMTP)
    for line in head.splitlines():
        name, value = line.split(": ", 1)
        message[name] = value
    message["Message-ID"] = f"<{target.stem.lower()}@wols.example>"
    message.set_content(body, cte="quoted-printable")
    target.write_bytes(message.as_bytes())


def write_text(source: str, target: Path, language: str) -> None:
    """Write a text or Markdown file as it stands."""
    target.write_text(source, "utf-8")


WRITERS: dict[str, Callable[[str, Path, str], None]] = {
    ".docx": write_docx,
    ".html": write_html,
    ".pdf": write_pdf,
    ".xlsx": write_xlsx,
    ".pptx": write_pptx,
    ".eml": write_eml,
    ".txt": write_text,
    ".md": write_text,
}


def _html_table(rows: tuple[tuple[str, ...], ...]) -> str:
    head = "".join(f"<th>{_html_runs(cell)}</th>" for cell in rows[0])
    body = "\n".join(
        "<tr>" + "".join(f"<td>{_html_runs(cell)}</td>" for cell in row) + "</tr>" for row in rows[1:]
    )
    return f"<table>\n<thead><tr>{head}</tr></thead>\n<tbody>\n{body}\n</tbody>\n</table>"


def _html_runs(text: str) -> str:
    marks = []
    for part, bold, italic in runs(text):
        escaped = html.escape(part)
        marks.append(f"<b>{escaped}</b>" if bold else f"<i>{escaped}</i>" if italic else escaped)
    return "".join(marks)
