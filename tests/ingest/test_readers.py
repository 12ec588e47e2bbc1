from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import pytest
from golden import makers as m
from golden.cases import Case, cases
from golden.share import shares

from ingest.documents import BlockKind
from ingest.elements import Element, UnreadableFile
from ingest.readers import read_file

CASES = list(cases())
KINDS = {
    "h": BlockKind.HEADING,
    "p": BlockKind.PARAGRAPH,
    "i": BlockKind.ITEM,
    "n": BlockKind.FOOTNOTE,
    "r": BlockKind.ROW,
}


def shown(element: Element) -> tuple[Any, ...]:
    """Return an element in the notation of the golden set."""
    page = (f"@{element.page}",) if element.page else ()
    short = {kind: letter for letter, kind in KINDS.items()}[element.kind]
    if short == "r":
        return ("r", *((cell.text, *cell.heads) for cell in element.cells), *page)
    if short == "h":
        number = (f"#{element.number}",) if element.number else ()
        return ("h", element.level, element.text, *number, *page)
    if short == "i":
        return ("i", element.level, element.number, element.text, *page)
    if short == "n":
        return ("n", element.number, element.text, *page)
    return ("p", element.text, *page)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_golden(case: Case) -> None:
    content = read_file(Path(case.name), case.content)
    assert [shown(element) for element in content.elements] == list(case.expected)
    assert not content.problems


def test_the_golden_set_is_large_and_wide_enough() -> None:
    assert len(CASES) >= 40
    assert {Path(case.name).suffix for case in CASES} >= {
        ".docx", ".pdf", ".html", ".md", ".xlsx", ".pptx", ".eml", ".txt",
    }  # fmt: skip
    languages = {code for case in CASES for code in re.findall(r"-(ar|en|es|fr|ru|zh)\.", case.name)}
    assert languages == {"ar", "en", "es", "fr", "ru", "zh"}
    cells = [cell for case in CASES for row in case.expected if row[0] == "r" for cell in row[1:]]
    assert len(cells) > 400


def test_nearly_all_of_the_golden_set_is_read_right() -> None:
    """Cells, headings, numbers and pages; `-s` prints the figures."""
    read = [
        (case.expected, [shown(element) for element in read_file(Path(case.name), case.content).elements])
        for case in CASES
    ]
    for what, (right, total) in shares(read).items():
        sys.stdout.write(f"{what}: {right} of {total} right, {100 * right / total:.1f} %\n")
        assert right >= 0.98 * total


def test_a_lost_cell_a_wrong_head_and_an_invented_row_lower_the_share() -> None:
    expected = [("h", 1, "A", "#1", "@1"), ("r", ("x", "a"), ("y", "b"), "@1"), ("i", 0, "a)", "z", "@2")]
    assert shares([(expected, expected)]) == {
        "cells": (2, 2), "headings": (1, 1), "numbers": (2, 2), "pages": (3, 3),
    }  # fmt: skip
    wrong = [
        ("h", 2, "A", "@1"),
        ("r", ("x", "b"), ("y", "b"), "@1"),
        ("r", ("w",)),
        ("i", 0, "b)", "z", "@2"),
    ]
    assert shares([(expected, wrong)]) == {
        "cells": (1, 4), "headings": (0, 2), "numbers": (0, 3), "pages": (3, 3),
    }  # fmt: skip


def test_rows_of_one_table_share_its_number() -> None:
    body = m.tbl([["a", "b"], ["1", "2"]]) + m.p("between") + m.tbl([["c", "d"], ["3", "4"]])
    rows = read_file(Path("two.docx"), m.docx(body)).elements
    assert [element.table for element in rows] == [1, 1, None, 2, 2]


def test_the_page_header_is_kept_beside_the_text() -> None:
    header = f'<w:hdr xmlns:w="{m.W}">{m.p("TDAG-25/2(Rev.1)-C")}</w:hdr>'
    content = m.docx(m.p("Body"), parts={"word/header.xml": header}, kinds="header")
    read = read_file(Path("a.docx"), content)
    assert [element.text for element in read.elements] == ["Body"]
    assert read.metadata["header"] == "TDAG-25/2(Rev.1)-C"


def test_the_running_head_of_a_pdf_is_kept_beside_the_text() -> None:
    case = next(case for case in CASES if case.name == "running.pdf")
    assert read_file(Path(case.name), case.content).metadata["header"] == "TDAG-25/2-E"


def test_a_turned_page_reads_as_it_is_shown() -> None:
    page = m.PdfPage()
    # On paper turned clockwise, x runs up the shown page's side.
    for row, text in enumerate(("First line of text", "Second line of text")):
        codes = "".join(f"{ord(char):04X}" for char in text)
        page.operations.append(f"BT /F 11 Tf 0 1 -1 0 {100 + 14 * row} 100 Tm <{codes}> Tj ET")
    (element,) = read_file(Path("turned.pdf"), m.pdf([page], rotate=90)).elements
    assert element.text == "First line of text Second line of text"


def test_a_raised_number_without_a_note_is_no_digit_of_the_year() -> None:
    line = "The session opens in June 2033"
    page = m.PdfPage().text(60, 100, line).text(60 + m.width(line), 96, "1", 6)
    (element,) = read_file(Path("raised.pdf"), m.pdf([page])).elements
    assert element.text == f"{line} 1"


def test_a_letterhead_of_short_lines_stays_apart_from_its_prose() -> None:
    head = ["World Harbour Union", "Lisbon, 15 January 2031", "Contact: Ms Marta Oliveira"]
    head += ["Telephone: +351 21 555 0101", "Dear Sir or Madam,"]
    prose = ["The Conference will be held in Lisbon, Portugal, from 5 to 9 May 2031, at the kind invitation",
             "of the Government of Portugal."]  # fmt: skip
    page = m.PdfPage()
    for row, text in enumerate(head):
        page.text(60, 60 + 24 * row, text)
    for row, text in enumerate(prose):
        page.text(60, 60 + 24 * len(head) + 13 * row, text)
    elements = read_file(Path("letter.pdf"), m.pdf([page])).elements
    assert [element.text for element in elements] == [*head, " ".join(prose)]


def test_attachments_of_a_message_keep_their_names_and_bytes() -> None:
    from email.message import EmailMessage

    message = EmailMessage()
    message["Subject"] = "Documents"
    message.set_content("See attached.")
    message.add_attachment(b"%PDF-", maintype="application", subtype="pdf", filename="../../附件 1.pdf")
    inner = EmailMessage()
    inner["Subject"] = "Forwarded"
    inner.set_content("inner")
    message.add_attachment(inner)
    read = read_file(Path("a.eml"), message.as_bytes())
    assert [a.name for a in read.attachments] == ["附件 1.pdf", "message-3.eml"]
    assert read.attachments[0].content == b"%PDF-"
    assert b"Forwarded" in read.attachments[1].content
    assert read.plain
    assert "inner" not in " ".join(element.text for element in read.elements)


def test_members_of_an_archive_come_with_chinese_names() -> None:
    content = m.pack({"ABCD.txt": "议程", "inner.zip": m.pack({"a.txt": "a"})})
    content = content.replace(b"ABCD.txt", "议程.txt".encode("gb18030"))
    read = read_file(Path("a.zip"), content)
    assert sorted(a.name for a in read.attachments) == ["inner.zip/a.txt", "议程.txt"]


def test_the_bytes_decide_over_the_suffix() -> None:
    page = m.pdf([m.PdfPage().text(60, 60, "A PDF all the same")])
    assert read_file(Path("agenda.txt"), page).media_type == "application/pdf"
    assert read_file(Path("agenda.pdf"), b"<!doctype html><p>A page").media_type == "text/html"


def test_old_word_files_name_the_remedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    content = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le")
    with pytest.raises(UnreadableFile, match=r"letter\.doc: .*LibreOffice"):
        read_file(Path("letter.doc"), content)


def scan() -> bytes:
    import io

    from PIL import Image, ImageDraw

    picture = Image.new("RGB", (600, 200), "white")
    ImageDraw.Draw(picture).text((30, 60), "Agenda 2025", fill="black", font_size=64)
    buffer = io.BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


@pytest.mark.slow
def test_a_picture_is_read_where_ocr_is_installed() -> None:
    pytest.importorskip("rapidocr")
    read = read_file(Path("scan.png"), scan())
    assert "Agenda" in " ".join(element.text for element in read.elements)


def test_a_picture_names_the_remedy_where_ocr_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(UnreadableFile, match=r"pip install rapporteur\[ocr\]"):
        read_file(Path("scan.png"), scan())


def test_a_scanned_page_names_the_remedy_where_ocr_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    import io

    from PIL import Image

    buffer = io.BytesIO()
    Image.open(io.BytesIO(scan())).save(buffer, "PDF")
    monkeypatch.setitem(sys.modules, "rapidocr", None)
    with pytest.raises(UnreadableFile, match=r"pip install rapporteur\[ocr\]"):
        read_file(Path("scan.pdf"), buffer.getvalue())
