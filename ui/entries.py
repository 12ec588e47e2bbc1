"""Events of the ledger as the calendar shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from assistant.calendar_file import place_text, status_of
from assistant.examples import short_name
from ingest.documents import Document
from ingest.events import Attribute, Event, EventKind
from ingest.mentions.iso import IncompleteDate, span_of
from ui.dates import value_text
from ui.strings import has_text, text


@dataclass(frozen=True, slots=True)
class Source:
    """Where a document says it."""

    label: str
    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One event with its words in the interface's language; `first` and `last` are its days."""

    key: str
    name: str
    kind: EventKind
    conference: str
    first: date
    last: date
    dates: str
    place: str
    where: str
    status: str | None
    tentative: bool = False
    cancelled: bool = False
    disputed: bool = False
    changed: bool = False
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """What of the calendar is shown; an empty field shows all. `month` is `2027-06`."""

    conference: str = ""
    kind: str = ""
    place: str = ""
    month: str = ""


def entries(events: Iterable[Event], documents: Mapping[str, Document], language: str) -> list[Entry]:
    """Return the events that have days, by first day; sentences that only tell of a day are left out."""
    every = {event.key: event for event in events}
    found = [
        entry
        for event in every.values()
        if not event.key.startswith("occurrence:")
        and (entry := _entry(event, every, documents, language)) is not None
    ]
    return sorted(found, key=lambda entry: (entry.first, entry.last, entry.name))


def _entry(
    event: Event, every: Mapping[str, Event], documents: Mapping[str, Document], language: str
) -> Entry | None:
    dated = event.attributes.get(Attribute.DATE)
    if dated is None:
        return None
    try:
        first, last = span_of(dated.current.value)
    except IncompleteDate:
        return None
    root = conference_of(event, every)
    name = event_name(event, every, language)
    state = status_of(event)
    city = event.value(Attribute.CITY) or event.value(Attribute.COUNTRY) or ""
    return Entry(
        key=event.key,
        name=name,
        kind=event.kind,
        conference=short_name(root, language) if root else "",
        first=first,
        last=last,
        dates=value_text(dated.current.value, language),
        place=place_text(event, language),
        where=_place(city, language),
        status=event.value(Attribute.STATUS),
        tentative=state == "TENTATIVE",
        cancelled=state == "CANCELLED",
        disputed=bool(dated.conflicting or dated.discrepant),
        changed=bool(dated.superseded),
        sources=sources_of(event, documents, Attribute.DATE, language),
    )


def event_name(event: Event, every: Mapping[str, Event], language: str) -> str:
    """Return what to call an event: acronym or name; of a deadline, what is due for which event."""
    if event.kind is not EventKind.DEADLINE:
        return short_name(event, language)
    purpose = event.key.removeprefix("deadline:").partition("@")[0].replace("-", "_")
    known = has_text(f"deadline_{purpose}")
    name = text(f"deadline_{purpose}", language) if known else event.name(language)
    parent = every.get(event.parent or "")
    if parent is None or parent.key.partition("@")[0] in name.casefold():
        return name
    of = short_name(parent, language)
    return f"{name}（{of}）" if language == "zh" else f"{name} ({of})"


def _place(value: str, language: str) -> str:
    from ingest.mentions.places import place_name

    return place_name(value, language) if value else ""


def conference_of(event: Event, every: Mapping[str, Event]) -> Event | None:
    """Return the outermost event that an event belongs to; itself where it is a conference."""
    seen = {event.key}
    while event.parent and event.parent in every and event.parent not in seen:
        event = every[event.parent]
        seen.add(event.key)
    return event if event.kind is EventKind.CONFERENCE or len(seen) > 1 else None


def sources_of(
    event: Event, documents: Mapping[str, Document], attribute: Attribute, language: str
) -> tuple[Source, ...]:
    """Return each document that gives the current value once, with the place where it does."""
    found: dict[str, Source] = {}
    for statement in event.attributes[attribute].current.statements:
        document = documents.get(statement.document_id)
        if document is not None and document.id not in found:
            label = document.symbol or document.title or text("source", language)
            found[document.id] = Source(label, document.id, statement.start, statement.end)
    return tuple(found.values())


def offered(every: Sequence[Entry], choice: Choice) -> Choice:
    """Return a choice without what no entry has: places in another language, what is gone."""
    days = {f"{day:%Y-%m}" for entry in every for day in (entry.first, entry.last)}
    return Choice(
        choice.conference if any(entry.conference == choice.conference for entry in every) else "",
        choice.kind if any(entry.kind == choice.kind for entry in every) else "",
        choice.place if any(entry.where == choice.place for entry in every) else "",
        choice.month if choice.month in days else "",
    )


def chosen(every: Sequence[Entry], choice: Choice) -> list[Entry]:
    """Return the entries that a choice shows."""
    return [
        entry
        for entry in every
        if (not choice.conference or entry.conference == choice.conference)
        and (not choice.kind or entry.kind == choice.kind)
        and (not choice.place or entry.where == choice.place)
        and (not choice.month or f"{entry.first:%Y-%m}" <= choice.month <= f"{entry.last:%Y-%m}")
    ]


def next_conference(every: Sequence[Entry], today: date) -> str:
    """Return the conference to show first: the next one, else the last; empty without any."""
    conferences = [entry for entry in every if entry.kind is EventKind.CONFERENCE and entry.conference]
    ahead = [entry for entry in conferences if entry.last >= today]
    return ahead[0].conference if ahead else conferences[-1].conference if conferences else ""
