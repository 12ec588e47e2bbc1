"""The ledger: the events of all indexed documents, as they stand or stood on a day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from threading import Lock
from weakref import WeakKeyDictionary

from index.catalogue import Catalogue
from ingest.events import Attribute, Attributed, Event, Statement, Value
from ingest.merging import merge

_CACHED_DAYS = 16
_cache: WeakKeyDictionary[Catalogue, dict[tuple[int, date | None], tuple[Event, ...]]] = WeakKeyDictionary()
_guard = Lock()


@dataclass(frozen=True, slots=True)
class Change:
    """What the documents issued since a day changed of one attribute of an event.

    `before` is None where the attribute is new, `after` None where it no longer stands.
    """

    event: Event
    attribute: Attribute
    before: Value | None
    after: Value | None


@dataclass(frozen=True, slots=True)
class Conflict:
    """An attribute that documents disagree on; `between_versions` where language versions do."""

    event: Event
    attribute: Attribute
    found: Attributed
    between_versions: bool


def ledger(catalogue: Catalogue, as_of: date | None = None) -> tuple[Event, ...]:
    """Return the events of the catalogue, merged; with `as_of` from documents issued by that day only.

    Documents without a date of issue always count. The result is kept until the catalogue changes.
    """
    key = (catalogue.revision, as_of)
    with _guard:
        kept = _cache.setdefault(catalogue, {})
        if key in kept:
            return kept[key]
    documents = {
        document.id: document
        for document in catalogue.summaries()
        if as_of is None or document.issued is None or document.issued <= as_of
    }
    events = merge(catalogue.readings(list(documents)), documents)
    with _guard:
        for stale in [k for k in kept if k[0] != key[0]]:
            del kept[stale]
        while len(kept) >= _CACHED_DAYS:
            del kept[next(iter(kept))]
        kept[key] = events
    return events


def changes_since(catalogue: Catalogue, day: date) -> tuple[Change, ...]:
    """Return what documents issued after `day` added to the ledger or changed in it."""
    before = {event.key: event for event in ledger(catalogue, day)}
    changes = []
    for event in ledger(catalogue):
        old = before.get(event.key)
        for attribute, found in event.attributes.items():
            was = old.attributes.get(attribute) if old else None
            if was is None or was.current.value != found.current.value:
                if was is None and not any(s.issued and s.issued > day for s in found.current.statements):
                    continue
                changes.append(Change(event, attribute, was.current if was else None, found.current))
    return tuple(changes)


def conflicts(events: Iterable[Event]) -> tuple[Conflict, ...]:
    """Return every attribute of `events` whose documents disagree, language versions included."""
    return tuple(
        Conflict(event, attribute, found, bool(found.discrepant))
        for event in events
        for attribute, found in event.attributes.items()
        if found.conflicting or found.discrepant
    )


def sources_of(event: Event) -> tuple[Statement, ...]:
    """Return the statements that the current values of an event rest on."""
    return tuple(s for found in event.attributes.values() for s in found.current.statements)
