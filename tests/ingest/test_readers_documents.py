"""What the readers found must still stand in the document: rows with their cells, headings, pages."""

from __future__ import annotations

from pathlib import Path

import pytest
from golden.cases import Case, cases

from ingest.document import build_documents
from ingest.documents import BlockKind, Document

CASES = [case for case in cases() if not case.name.endswith(".txt")]


def built(case: Case) -> Document:
    return build_documents(Path(case.name), case.content)[0]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_the_document_keeps_the_cells_headings_and_pages_of_its_file(case: Case) -> None:
    document = built(case)
    text = document.text
    rows = [
        tuple((text[cell.start : cell.end], *cell.heads) for cell in block.cells)
        for block in document.blocks
        if block.kind is BlockKind.ROW
    ]
    wanted = [
        tuple(cell for cell in row[1:] if isinstance(cell, tuple)) for row in case.expected if row[0] == "r"
    ]
    assert rows == wanted
    headings = [
        (block.level, text[block.start : block.end])
        for block in document.blocks
        if block.kind is BlockKind.HEADING
    ]
    expected = [(row[1], row[2]) for row in case.expected if row[0] == "h"]
    for level, title in expected:
        assert any(level == found and heading.endswith(title) for found, heading in headings), title
    pages = {block.page for block in document.blocks} - {None}
    assert pages == {
        int(row[-1][1:]) for row in case.expected if isinstance(row[-1], str) and row[-1].startswith("@")
    }
