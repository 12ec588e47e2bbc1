"""The ledger over a real catalogue: as of a day, kept until something changes, changes since a day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from index.catalogue import Catalogue
from index.events import changes_since, conflicts, ledger
from ingest.documents import Document
from ingest.events import Attribute
from ingest.linking import read_events
from ingest.mentions import find_mentions
from ingest.structure import lay_out_plain

FIRST = "WTDC-25 will be held in Baku from 10 to 21 November 2025."
SECOND = "WTDC-25 will be held in Baku from 17 to 28 November 2025."


def put(catalogue: Catalogue, name: str, text: str, issued: date, revision: int = 0) -> None:
    document = Document(
        name.ljust(16, "0"),
        f"{name}.txt",
        text,
        lay_out_plain(text),
        symbol="C24/1",
        issued=issued,
        language="en",
        series="C24/1",
        revision=revision,
    )
    mentions = find_mentions(document, ())
    catalogue.put(document, (), {}, mentions, read_events(document, (), mentions))


@pytest.fixture
def catalogue(tmp_path: Path) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path, write=True) as opened:
        put(opened, "a", FIRST, date(2024, 5, 1))
        put(opened, "b", SECOND, date(2024, 6, 1), revision=1)
        yield opened


def value(catalogue: Catalogue, as_of: date | None = None) -> str | None:
    found = {event.key: event for event in ledger(catalogue, as_of)}
    return found["wtdc-25"].value(Attribute.DATE) if "wtdc-25" in found else None


def test_the_ledger_reads_what_was_stored(catalogue: Catalogue) -> None:
    event = next(event for event in ledger(catalogue) if event.key == "wtdc-25")
    assert event.value(Attribute.DATE) == "2025-11-17/2025-11-28"
    assert [v.value for v in event.attributes[Attribute.DATE].superseded] == ["2025-11-10/2025-11-21"]
    for statement in event.attributes[Attribute.DATE].current.statements:
        text = catalogue.document(statement.document_id).text
        assert text[statement.start : statement.end] == statement.text


def test_a_day_in_the_past_sees_only_what_was_issued_by_then(catalogue: Catalogue) -> None:
    assert value(catalogue, date(2024, 5, 31)) == "2025-11-10/2025-11-21"
    assert value(catalogue, date(2024, 6, 1)) == "2025-11-17/2025-11-28"
    assert value(catalogue, date(2024, 4, 30)) is None


def test_the_ledger_is_kept_until_the_catalogue_changes(catalogue: Catalogue) -> None:
    assert ledger(catalogue) is ledger(catalogue)
    before = ledger(catalogue)
    catalogue.remove("b".ljust(16, "0"))
    assert ledger(catalogue) is not before
    assert value(catalogue) == "2025-11-10/2025-11-21"


def test_changes_since_a_day_name_the_old_and_the_new_value(catalogue: Catalogue) -> None:
    changes = [c for c in changes_since(catalogue, date(2024, 5, 15)) if c.attribute is Attribute.DATE]
    assert [(c.before and c.before.value, c.after and c.after.value) for c in changes] == [
        ("2025-11-10/2025-11-21", "2025-11-17/2025-11-28")
    ]
    assert not changes_since(catalogue, date(2024, 6, 2))


def test_conflicts_list_what_no_relation_settles(catalogue: Catalogue) -> None:
    assert not conflicts(ledger(catalogue))
    text = "WTDC-25 will be held in Baku from 1 to 12 December 2025."
    document = Document("c" * 16, "c.txt", text, lay_out_plain(text), issued=date(2024, 7, 1), language="en")
    mentions = find_mentions(document, ())
    catalogue.put(document, (), {}, mentions, read_events(document, (), mentions))
    found = conflicts(ledger(catalogue))
    assert [(one.event.key, one.attribute, one.between_versions) for one in found] == [
        ("wtdc-25", Attribute.DATE, False)
    ]
