"""`rapporteur events`: what is kept, what is printed, and the calendar that comes out."""

from __future__ import annotations

import io
import json
from datetime import UTC, date, datetime
from pathlib import Path

import icalendar
import pytest
from rich.console import Console

from assistant.calendar_file import to_ics
from assistant.event_filter import select
from assistant.listing import list_events
from index.catalogue import Catalogue
from ingest.documents import Document
from ingest.events import Event
from ingest.linking import read_events
from ingest.mentions import find_mentions
from ingest.merging import merge
from ingest.structure import lay_out_plain

TEXT = """WTDC-25 will be held in Baku, Azerbaijan, from 17 to 28 November 2025.

The regional preparatory meeting for Africa (RPM-AFR) is tentatively scheduled for 8-9 April 2025 in Nairobi, Kenya.

The regional preparatory meeting for Europe (RPM-EUR), planned for 25 and 26 February 2025, has been cancelled.

Registration for WTDC-25 closes on 3 October 2025.
"""


def letter(text: str = TEXT, name: str = "a") -> Document:
    return Document(
        name.ljust(16, "0"),
        f"{name}.txt",
        text,
        lay_out_plain(text),
        symbol=f"CL-25/{name}",
        issued=date(2025, 1, 10),
        language="en",
    )


def ledger_of(document: Document) -> tuple[Event, ...]:
    return merge(read_events(document, (), find_mentions(document, ())), {document.id: document})


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Catalogue.open(tmp_path / "index", write=True) as catalogue:
        for document in (letter(), letter("WTDC-25 will be held in Baku from 1 to 5 December 2025.", "b")):
            mentions = find_mentions(document, ())
            catalogue.put(document, (), {}, mentions, read_events(document, (), mentions))
    return tmp_path / "index"


def printed(folder: Path, **options: object) -> str:
    stream = io.StringIO()
    console = Console(file=stream, width=200, highlight=False)
    assert list_events(folder, console=console, **options) == 0  # type: ignore[arg-type]
    return stream.getvalue()


def test_events_are_kept_by_day_kind_name_and_place() -> None:
    events = ledger_of(letter())
    keys = [event.key for event in select(events, start=date(2025, 4, 1), end=date(2025, 10, 31))]
    assert keys == ["rpm-afr@wtdc-25", "deadline:registration@wtdc-25"]
    assert [event.key for event in select(events, kind="deadline")] == ["deadline:registration@wtdc-25"]
    assert [event.key for event in select(events, name="CMDT-25", kind="conference")] == ["wtdc-25"]
    assert [event.key for event in select(events, place="巴库")] == ["wtdc-25"]
    assert [event.key for event in select(events, place="Kenya")] == ["rpm-afr@wtdc-25"]


def test_the_calendar_has_exclusive_ends_statuses_and_quotes() -> None:
    document = letter()
    now = datetime(2025, 2, 1, tzinfo=UTC)
    content = to_ics(ledger_of(document), {document.id: document}, now=now)
    entries = {str(entry["uid"]): entry for entry in icalendar.Calendar.from_ical(content).walk("VEVENT")}
    conference = entries["wtdc-25@rapporteur"]
    assert conference.decoded("dtstart") == date(2025, 11, 17)
    assert conference.decoded("dtend") == date(2025, 11, 29)
    assert str(conference["status"]) == "CONFIRMED"
    assert "Baku" in str(conference["location"])
    assert "CL-25/a" in str(conference["description"])
    assert "from 17 to 28 November 2025" in str(conference["description"])
    assert str(entries["rpm-afr@wtdc-25@rapporteur"]["status"]) == "TENTATIVE"
    assert str(entries["rpm-eur@wtdc-25@rapporteur"]["status"]) == "CANCELLED"
    again = to_ics(ledger_of(document), {document.id: document}, now=now)
    assert again == content


def test_events_without_days_are_not_in_the_calendar() -> None:
    document = letter("WTDC-25 will be held in Baku in November 2025.")
    assert not icalendar.Calendar.from_ical(to_ics(ledger_of(document), {})).walk("VEVENT")


def test_json_says_where_each_value_is_said(folder: Path) -> None:
    events = json.loads(printed(folder, as_json=True, kind="conference"))
    found = events[0]["attributes"]["date"]
    assert found["value"] == "2025-11-17/2025-11-28" or found["conflicting"]
    said = found["said"][0]
    assert said["symbol"].startswith("CL-25/")
    assert said["issued"] == "2025-01-10"
    assert {value["value"] for value in found["conflicting"]} | {found["value"]} == {
        "2025-11-17/2025-11-28",
        "2025-12-01/2025-12-05",
    }


def test_the_table_and_the_list_of_conflicts_are_printed(folder: Path) -> None:
    table = printed(folder)
    assert "WTDC-25" in table
    assert "conflict" in table
    shown = printed(folder, conflicts=True)
    assert "2025-12-01/2025-12-05" in shown
    assert "CL-25/b" in shown
    assert "CL-25/a" in shown


def test_a_calendar_file_is_written(folder: Path, tmp_path: Path) -> None:
    told = printed(folder, ics=tmp_path / "events.ics", kind="deadline")
    assert "1 events" in told.replace("\n", "")
    entries = icalendar.Calendar.from_ical((tmp_path / "events.ics").read_bytes()).walk("VEVENT")
    assert [str(entry["uid"]) for entry in entries] == ["deadline:registration@wtdc-25@rapporteur"]


def test_only_entries_with_an_hour_block_the_time() -> None:
    document = letter("The opening ceremony of WTDC-25 will be held in Baku on 17 November 2025 at 10:00.")
    timed = icalendar.Calendar.from_ical(to_ics(ledger_of(document), {document.id: document})).walk("VEVENT")
    assert {str(entry["transp"]) for entry in timed} == {"OPAQUE"}
    days = letter("WTDC-25 will be held in Baku from 17 to 28 November 2025.")
    whole = icalendar.Calendar.from_ical(to_ics(ledger_of(days), {days.id: days})).walk("VEVENT")
    assert {str(entry["transp"]) for entry in whole} == {"TRANSPARENT"}


def test_a_deadline_at_the_end_of_a_day_ends_with_it() -> None:
    document = letter(
        "WTDC-25 will be held in Baku from 17 to 28 November 2025. The deadline for registration is 30 April 2025 at 24:00."
    )
    entries = icalendar.Calendar.from_ical(to_ics(ledger_of(document), {document.id: document})).walk(
        "VEVENT"
    )
    starts = [str(entry["dtstart"].dt) for entry in entries if "deadline" in str(entry["uid"])]
    assert [start[:16] for start in starts] == ["2025-05-01 00:00"]
