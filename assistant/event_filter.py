"""Which events of the ledger to list: by their days, name, kind and place."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ingest.events import Attribute, Event
from ingest.mentions.iso import is_complete, span_of
from ingest.mentions.names import find_event_names


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
