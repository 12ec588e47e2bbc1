"""What `rapporteur events` prints: the ledger as a table, JSON, a calendar, its conflicts and changes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from assistant.calendar_file import place_text, to_ics
from assistant.phrases import date_text
from index.events import Change, Conflict, changes_since, ledger
from index.events import conflicts as find_conflicts
from ingest.documents import Document
from ingest.events import Attribute, Attributed, Event, Statement, Value
from ingest.mentions.iso import is_complete, span_of
from ingest.mentions.names import find_event_names

DONE = 0


def list_events(
    index_dir: Path,
    *,
    as_json: bool = False,
    ics: Path | None = None,
    start: date | None = None,
    end: date | None = None,
    name: str | None = None,
    kind: str | None = None,
    place: str | None = None,
    conflicts: bool = False,
    since: date | None = None,
    as_of: date | None = None,
    language: str = "en",
    console: Console | None = None,
) -> int:
    """Print the ledger of an index and return the exit code; raises IndexUnusable.

    `start` and `end` keep the events that touch those days; `name`, `kind` and `place` narrow
    further. `ics` writes a calendar file instead, `conflicts` shows what documents disagree on,
    `since` what documents issued after that day changed.
    """
    from index.opened import open_index

    out = console or Console(highlight=False)
    with open_index(index_dir) as opened:
        catalogue = opened.catalogue
        documents = {document.id: document for document in catalogue.documents()}
        if since is not None:
            _show_changes(changes_since(catalogue, since), documents, out, as_json)
            return DONE
        events = select(
            ledger(catalogue, as_of),
            start=start,
            end=end,
            name=name,
            kind=kind,
            place=place,
            language=language,
        )
    if conflicts:
        _show_conflicts(find_conflicts(events), documents, out, as_json)
    elif ics is not None:
        ics.write_bytes(to_ics(events, documents, language))
        written = ics.read_bytes().count(b"BEGIN:VEVENT")
        rest = f"; {len(events) - written} without a day left out" if written < len(events) else ""
        out.print(f"{ics}: {written} events{rest}")
    elif as_json:
        out.print_json(json.dumps([to_json(event, documents) for event in events], ensure_ascii=False))
    else:
        out.print(table(events, documents, language))
    return DONE


def select(
    events: Iterable[Event],
    *,
    start: date | None = None,
    end: date | None = None,
    name: str | None = None,
    kind: str | None = None,
    place: str | None = None,
    language: str = "en",
) -> list[Event]:
    """Return the events that match all that is given, by first day, those without a day last.

    Dated happenings of no event (an invitation received) show only with `kind="other"`.
    """
    kept = [
        event
        for event in events
        if _touches(event, start, end)
        and (event.kind == kind if kind else not event.key.startswith("occurrence:"))
        and (name is None or _named(event, name, language))
        and (place is None or _at(event, place))
    ]
    return sorted(kept, key=lambda event: (_days(event) or (date.max, date.max), event.key))


def _days(event: Event) -> tuple[date, date] | None:
    value = event.value(Attribute.DATE)
    return span_of(value) if value and is_complete(value) else None


def _touches(event: Event, start: date | None, end: date | None) -> bool:
    if start is None and end is None:
        return True
    days = _days(event)
    return days is not None and (start is None or days[1] >= start) and (end is None or days[0] <= end)


def _named(event: Event, name: str, language: str) -> bool:
    wanted = name.casefold()
    if wanted in event.key or any(wanted in own.text.casefold() for own in event.names):
        return True
    keys = {mention.value for mention in find_event_names(name, language) if mention.value}
    return event.key in keys or event.key.partition("@")[0] in keys or event.parent in keys


def _at(event: Event, place: str) -> bool:
    from ingest.mentions.places import find_places, same_place

    wanted = [mention.value for mention in find_places(place)]
    own = [value for value in (event.value(Attribute.CITY), event.value(Attribute.COUNTRY)) if value]
    venue = event.value(Attribute.VENUE) or ""
    if place.casefold() in venue.casefold() and place.strip():
        return True
    return any(same_place(a, b) or a == b.partition("/")[0] for a in wanted for b in own)


def table(events: Sequence[Event], documents: Mapping[str, Document], language: str) -> Table:
    """Return the ledger as a table: event, dates, place, status, source."""
    shown = Table(box=None, pad_edge=False, header_style="bold")
    for head in ("Event", "Kind", "Dates", "Place", "Status", "Source"):
        shown.add_column(head, overflow="fold")
    for event in events:
        found = event.attributes.get(Attribute.DATE)
        dates = event.value(Attribute.DATE)
        flags = "".join(
            mark
            for mark, given in (
                (" (conflict)", found and found.conflicting),
                (" (versions differ)", found and found.discrepant),
                (" (changed)", found and found.superseded),
            )
            if given
        )
        shown.add_row(
            event.name(language),
            str(event.kind).replace("_", " "),
            (date_text(dates, language) if dates else "–") + flags,
            place_text(event, language) or "–",
            event.value(Attribute.STATUS) or "–",
            _sources(event, documents),
        )
    return shown


def _sources(event: Event, documents: Mapping[str, Document]) -> str:
    labels = [
        document.symbol or Path(document.source).name
        for reading in event.readings
        if (document := documents.get(reading.document_id)) is not None
    ]
    return ", ".join(dict.fromkeys(labels))


def to_json(event: Event, documents: Mapping[str, Document]) -> dict[str, Any]:
    """Return an event as a JSON object: every attribute with its values and where each is said."""
    return {
        "key": event.key,
        "kind": str(event.kind),
        "parent": event.parent,
        "names": [{"text": name.text, "language": name.language} for name in event.names],
        "attributes": {
            str(attribute): _attributed(found, documents) for attribute, found in event.attributes.items()
        },
    }


def _attributed(found: Attributed, documents: Mapping[str, Document]) -> dict[str, Any]:
    return {
        "value": found.current.value,
        "said": [_said(statement, documents) for statement in found.current.statements],
        "superseded": [_value(value, documents) for value in found.superseded],
        "conflicting": [_value(value, documents) for value in found.conflicting],
        "discrepant": [_value(value, documents) for value in found.discrepant],
    }


def _value(value: Value, documents: Mapping[str, Document]) -> dict[str, Any]:
    return {"value": value.value, "said": [_said(statement, documents) for statement in value.statements]}


def _said(statement: Statement, documents: Mapping[str, Document]) -> dict[str, Any]:
    document = documents.get(statement.document_id)
    return {
        "text": statement.text,
        "start": statement.start,
        "end": statement.end,
        "document_id": statement.document_id,
        "source": document.source if document else None,
        "symbol": document.symbol if document else None,
        "language": document.language if document else None,
        "issued": statement.issued.isoformat() if statement.issued else None,
        "modality": str(statement.modality),
    }


def _show_conflicts(
    found: Sequence[Conflict], documents: Mapping[str, Document], out: Console, as_json: bool
) -> None:
    if as_json:
        body = [
            {
                "key": one.event.key,
                "attribute": str(one.attribute),
                "between_versions": one.between_versions,
                **_attributed(one.found, documents),
            }
            for one in found
        ]
        out.print_json(json.dumps(body, ensure_ascii=False))
        return
    if not found:
        out.print("No conflicts.")
    for one in found:
        kind = "language versions differ" if one.between_versions else "conflict"
        out.print(f"{one.event.key} · {one.attribute} · {kind}", style="bold")
        for value in (one.found.current, *one.found.conflicting, *one.found.discrepant):
            for statement in value.statements:
                out.print(
                    f"  {value.value}  “{statement.text}”  {_label(statement, documents)}", markup=False
                )


def _show_changes(
    changes: Sequence[Change], documents: Mapping[str, Document], out: Console, as_json: bool
) -> None:
    if as_json:
        body = [
            {
                "key": change.event.key,
                "attribute": str(change.attribute),
                "before": _value(change.before, documents) if change.before else None,
                "after": _value(change.after, documents) if change.after else None,
            }
            for change in changes
        ]
        out.print_json(json.dumps(body, ensure_ascii=False))
        return
    if not changes:
        out.print("Nothing changed.")
    for change in changes:
        before = change.before.value if change.before else "new"
        after = change.after.value if change.after else "–"
        source = _label(change.after.statements[0], documents) if change.after else ""
        out.print(f"{change.event.key} · {change.attribute}: {before} → {after}  {source}", markup=False)


def _label(statement: Statement, documents: Mapping[str, Document]) -> str:
    document = documents.get(statement.document_id)
    if document is None:
        return ""
    issued = f", {statement.issued.isoformat()}" if statement.issued else ""
    return f"[{document.symbol or Path(document.source).name} ({document.language}){issued}]"
