"""Keys of events: the conference that one belongs to, happenings and openings told by them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ingest.events import Event, EventKind

EDITION = re.compile(
    r"^(?P<series>(?:[a-z]+(?:-[a-z]+)*|[а-яё]{2,10})(?=-\d\d$)|(?!(?:irm"
    r"|rpm)-)[a-zа-яё]{2,11}(?=-\d$))-(?P<edition>\d{1,2})$"
)
SERIES_KEY = re.compile(r"(?:rpm|irm)-")
_ONE_OF = re.compile(r"\d{1,2}|[a-z]{3}")
OCCURRENCE = "occurrence:"
"""How keys of dated happenings begin (a letter was sent, a decision taken): they have no name to ask by."""
DEADLINE, OPENING = "deadline:", "opening:"
"""How keys of the days begin on which something opens that a deadline ends."""


def base(key: str) -> str:
    """Return a key without the conference it belongs to: `rpm-asp@wtdc-25` → `rpm-asp`."""
    return key.partition("@")[0]


def is_one_of(key: str, series: str) -> bool:
    """Return whether a key is that of a numbered meeting, a region's or an edition of a series.

    `rpm-ams`, `irm-2` and `wtdc-25` are; `rpm-coordination-meeting` is a meeting about the series.
    """
    return key.startswith(f"{series}-") and bool(_ONE_OF.fullmatch(key[len(series) + 1 :]))


def conference_of(event: Event) -> str | None:
    """Return the key of the conference that `event` is or belongs to."""
    return event.parent or (event.key if event.kind is EventKind.CONFERENCE else None)


def series_of(event: Event, events: Iterable[Event]) -> Event | None:
    """Return the series among `events` that a numbered meeting is one of, None where there is none.

    What is said of all meetings of a series (`irm`) holds for one of them (`irm-1`).
    """
    own, _, owner = event.key.partition("@")
    series = own.rpartition("-")[0]
    wanted = f"{series}@{owner}" if owner else series
    return next((other for other in events if series and other.key == wanted), None)


def unique(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events in their order, each key once."""
    return tuple({event.key: event for event in events}.values())


def is_sibling(key: str, editions: tuple[str, ...]) -> bool:
    """Return whether a key is that of another edition of the series of one of some editions."""
    series = {edition.rpartition("-")[0] for edition in editions}
    return bool(EDITION.match(key)) and key.rpartition("-")[0] in series and key not in editions


def with_keys(events: tuple[Event, ...], keys: tuple[str, ...]) -> tuple[Event, ...]:
    """Return the events that have some keys, in the order of the keys."""
    return unique(event for key in keys for event in events if event.key == key)
