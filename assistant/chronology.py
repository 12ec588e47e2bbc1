"""Events by their days: in order, and which is nearest to a day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ingest.events import Attribute, Event
from ingest.mentions.iso import span_of


def year_of(event: Event) -> int | None:
    """Return the year that an event begins in, None where it has no whole date."""
    value = event.value(Attribute.DATE)
    return span_of(value)[0].year if value and not value.startswith("--") else None


def first_day(event: Event) -> date | None:
    """Return the first day of an event, None where it has no whole date."""
    value = event.value(Attribute.DATE)
    return span_of(value)[0] if value and not value.startswith("--") else None


def last_day(event: Event) -> date:
    """Return the last day of an event, the last of all days where it has no whole date."""
    value = event.value(Attribute.DATE)
    return span_of(value)[1] if value and not value.startswith("--") else date.max


def nearest_of(events: list[Event], as_of: date) -> tuple[Event, ...]:
    """Return events with the next one as of `as_of` first, then the latest past ones."""

    def order(event: Event) -> tuple[int, int]:
        value = event.value(Attribute.DATE)
        if not value or value.startswith("--"):
            return 2, 0
        first, last = span_of(value)
        return (0, first.toordinal()) if last >= as_of else (1, -last.toordinal())

    return tuple(sorted(events, key=order))


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events by their first day, those without a date last."""

    def first(event: Event) -> int:
        value = event.value(Attribute.DATE)
        return span_of(value)[0].toordinal() if value and not value.startswith("--") else 10**7

    return tuple(sorted(events, key=first))
