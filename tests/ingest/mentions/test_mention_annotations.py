"""The annotated strings: every mention of a kind, no more and no less, with its flags."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from ingest.mentions.contacts import find_contacts
from ingest.mentions.dates import find_dates
from ingest.mentions.mention import Mention
from ingest.mentions.places import find_places

_ROWS = [
    line.split("\t")
    for line in (Path(__file__).parent / "annotated.tsv").read_text(encoding="utf-8").splitlines()
    if not line.startswith("#")
]


def _expected(column: str) -> list[tuple[str, tuple[str, ...]]]:
    found = []
    for item in filter(None, column.split(" ; ")):
        value, flags = re.fullmatch(r"(.*?)(?:\{(.*)\})?", item).groups()
        found.append((value, tuple(sorted(flags.split(","))) if flags else ()))
    return found


def _read(kind: str, language: str, text: str) -> list[Mention]:
    if kind == "date":
        return find_dates(text, language)
    return find_places(text) if kind == "place" else find_contacts(text)


def _shown(kind: str, mention: Mention) -> tuple[str, tuple[str, ...]]:
    value = f"{mention.role}:{mention.value}" if kind == "contact" else mention.value
    return value, tuple(sorted(mention.flags))


def test_there_are_at_least_600_in_six_languages() -> None:
    assert len(_ROWS) >= 600
    assert {row[0] for row in _ROWS} == {"zh", "en", "fr", "es", "ru", "ar"}


@pytest.mark.parametrize(("language", "kind", "text", "expected"), _ROWS)
def test_annotated(language: str, kind: str, text: str, expected: str) -> None:
    text = text.replace("\\n", "\n").replace("\\t", "\t")
    mentions = _read(kind, language, text)
    assert [_shown(kind, mention) for mention in mentions] == _expected(expected)
    assert all(mention.text == text[mention.start : mention.end] for mention in mentions)
