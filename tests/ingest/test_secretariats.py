"""How secretariats write of days, towns, changes and deadlines: what is read, and that nothing else is."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pytest

from ingest.documents import Document
from ingest.events import Attribute
from ingest.linking import read_events
from ingest.mentions import find_mentions
from ingest.structure import lay_out_plain

LANGUAGES = ("zh", "en", "fr", "es", "ru", "ar")
KINDS = ("days", "venue", "moved", "confirmed", "cancelled", "extended", "corrigendum", "tentative")


def _rows() -> list[list[str]]:
    lines = (Path(__file__).parent / "secretariats.tsv").read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@dataclass
class Told:
    """What is said of events: pairs of an event's key and a value."""

    dates: set[tuple[str, str]] = field(default_factory=set)
    former: set[tuple[str, str]] = field(default_factory=set)
    cities: set[tuple[str, str]] = field(default_factory=set)
    statuses: set[tuple[str, str]] = field(default_factory=set)


def _wanted(key: str, items: str) -> tuple[Told, Told]:
    """Return what must be found and what may be."""
    must, may = Told(), Told()
    for item in items.split():
        home = may if item.startswith("?") else must
        mark, value = item.lstrip("?")[0], item.lstrip("?")[1:]
        if mark == "~":
            home.former.add((key, value))
        elif mark == "@":
            home.cities.add((key, value))
        elif mark == "#":
            home.statuses.add((key, value))
        elif mark == "!":
            purpose, day = value.split("=")
            home.dates.add((f"deadline:{purpose}@{key}", day))
        elif mark != "-":
            home.dates.add((key, mark + value))
    return must, may


def _read(text: str, language: str) -> Told:
    document = Document("d1", "d1.txt", text, lay_out_plain(text), language=language)
    told = Told()
    for reading in read_events(document, (), find_mentions(document, ())):
        for statement in reading.statements:
            assert text[statement.start : statement.end] == statement.text
            pair = (reading.key, statement.value)
            if statement.attribute is Attribute.DATE and not reading.key.startswith("occurrence"):
                (told.former if "former" in statement.flags else told.dates).add(pair)
            elif statement.attribute is Attribute.CITY:
                told.cities.add(pair)
            elif statement.attribute is Attribute.STATUS:
                told.statuses.add(pair)
    return told


@pytest.mark.parametrize(("language", "kind", "key", "items", "text"), _rows())
def test_a_sentence_gives_what_it_says_and_no_other_date_or_city(
    language: str, kind: str, key: str, items: str, text: str
) -> None:
    must, may = _wanted(key, items)
    told = _read(text, language)
    assert must.dates <= told.dates <= must.dates | may.dates
    assert must.cities <= told.cities <= must.cities | may.cities
    assert must.former <= told.former
    assert must.statuses <= told.statuses


def test_at_least_seven_in_eight_of_each_language_are_read_in_full() -> None:
    for language in LANGUAGES:
        rows = [row for row in _rows() if row[0] == language and row[1] != "trap"]
        unread = [
            row for row in rows if "?20" in row[3] or "?@" in row[3] or "?#" in row[3] or "?!" in row[3]
        ]
        assert len(unread) <= len(rows) / 8, language
        assert {row[1] for row in rows} >= set(KINDS)
