"""PDF files of LibreOffice and Chromium, in columns and with tables over pages; what a person reads is beside each.

A line of a .jsonl file is one element in the notation of the golden set, without its page.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from golden.share import shares
from test_readers import shown

from ingest.readers import read_file

PAGES = sorted((Path(__file__).parent / "golden" / "pages").glob("*.pdf"))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_pages_of_other_programs_read_as_a_person_reads_them(path: Path) -> None:
    lines = path.with_suffix(".jsonl").read_text("utf-8").splitlines()
    expected = [_tuple(json.loads(line)) for line in lines]
    read = read_file(path)
    assert not read.problems
    found = [_without_page(shown(element)) for element in read.elements]
    assert found == expected
    assert all(element.page for element in read.elements)
    right, total = shares([(expected, found)])["cells"]
    assert right == total > 5


def _tuple(value: Any) -> Any:
    return tuple(map(_tuple, value)) if isinstance(value, list) else value


def _without_page(element: tuple[Any, ...]) -> tuple[Any, ...]:
    return element[:-1] if str(element[-1]).startswith("@") else element
