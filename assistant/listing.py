"""What `rapporteur events` prints: the ledger as a table, JSON, a calendar, its conflicts and changes."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path

from rich.console import Console
from rich.table import Table

from assistant.calendar_file import place_text, to_ics
from assistant.event_filter import select
from assistant.event_json import attributed_json, to_json, value_json
from assistant.phrases import date_text
from index.events import Change, Conflict, changes_since, ledger
from index.events import conflicts as find_conflicts
from ingest.documents import Document
from ingest.events import Attribute, Event, Statement

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


def _show_conflicts(
    found: Sequence[Conflict], documents: Mapping[str, Document], out: Console, as_json: bool
) -> None:
    if as_json:
        body = [
            {
                "key": one.event.key,
                "attribute": str(one.attribute),
                "between_versions": one.between_versions,
                **attributed_json(one.found, documents),
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
                "before": value_json(change.before, documents) if change.before else None,
                "after": value_json(change.after, documents) if change.after else None,
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
