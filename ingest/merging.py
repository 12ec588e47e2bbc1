"""One event from the readings of many documents: what stands, what was replaced, what disagrees."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from ingest.aligning import canonical_keys
from ingest.documents import Document
from ingest.events import (
    Attribute,
    Attributed,
    Event,
    EventKind,
    EventName,
    Modality,
    Reading,
    Statement,
    Value,
)
from ingest.mentions.dates import contains, span_of
from ingest.mentions.vocabulary import level
from ingest.precedence import Precedence
from ingest.predicates import pattern

_FREE_TEXT = frozenset({Attribute.THEME, Attribute.HOST, Attribute.PURPOSE, Attribute.VENUE})
_EDITION = re.compile(r"[^@:]+-\d\d")
_UNSURE = frozenset({Modality.TENTATIVE, Modality.PLANNED})
_STRENGTH = (
    Modality.CANCELLED,
    Modality.POSTPONED,
    Modality.HELD,
    Modality.DECIDED,
    Modality.PLANNED,
    Modality.TENTATIVE,
)


def merge(readings: Iterable[Reading], documents: Mapping[str, Document]) -> tuple[Event, ...]:
    """Return the events that `readings` tell of, sorted by key.

    Readings of one key are one event, as are readings that language versions of one document
    tell at the same place. A value is superseded where a document that revises, corrects or
    replaces its document (or says itself that the value no longer holds) gives another; values
    that differ without such a relation conflict, or are discrepant between language versions.
    """
    known = [reading for reading in readings if reading.document_id in documents]
    names = canonical_keys(known, documents)
    grouped: dict[str, list[Reading]] = {}
    for reading in known:
        grouped.setdefault(names[reading.key], []).append(reading)
    order = Precedence(documents)
    return tuple(_event(key, group, names, documents, order) for key, group in sorted(grouped.items()))


def _event(
    key: str,
    readings: list[Reading],
    names: Mapping[str, str],
    documents: Mapping[str, Document],
    order: Precedence,
) -> Event:
    attributes: dict[Attribute, Attributed] = {}
    changing = _changing(readings, documents)
    statements = list(dict.fromkeys(s for reading in readings for s in reading.statements))
    for attribute in Attribute:
        own = [statement for statement in statements if statement.attribute is attribute]
        if not own:
            continue
        found: Attributed | None
        if attribute is Attribute.STATUS:
            found = _status(own, order)
        elif attribute in _FREE_TEXT:
            found = _free_text(own, documents, order)
        else:
            found = _settle(own, order, changing)
        if found is not None:
            attributes[attribute] = found
    parents = [names.get(reading.parent, reading.parent) for reading in readings if reading.parent]
    return Event(
        key,
        _kind(key, readings),
        _names(readings),
        attributes,
        parents[0] if parents else None,
        tuple(sorted(readings, key=lambda r: (r.document_id, r.start))),
    )


def _kind(key: str, readings: Sequence[Reading]) -> EventKind:
    """Return the kind that most readings give; a numbered edition that one calls a conference is one."""
    kinds = [reading.kind for reading in readings]
    if EventKind.CONFERENCE in kinds and _EDITION.fullmatch(key):
        return EventKind.CONFERENCE
    specific: list[EventKind] = [kind for kind in kinds if kind not in (EventKind.OTHER, EventKind.MEETING)]
    chosen: list[EventKind] = specific or kinds
    return max(chosen, key=chosen.count)


def _names(readings: Sequence[Reading]) -> tuple[EventName, ...]:
    found: dict[tuple[str, str], EventName] = {}
    for reading in readings:
        for name in reading.names:
            found.setdefault((name.text, name.language), name)
    return tuple(found.values())


def _changing(readings: Sequence[Reading], documents: Mapping[str, Document]) -> frozenset[str]:
    """Return the documents whose title says that the days or the place of this very event have changed."""
    return frozenset(
        reading.document_id
        for reading in readings
        if pattern("change_title").search(title := level(documents[reading.document_id].title).lower())
        and any(level(name.text).lower() in title for name in reading.names)
    )


def _settle(
    statements: list[Statement], order: Precedence, changing: frozenset[str] = frozenset()
) -> Attributed | None:
    """Return what stands of statements whose values can be compared."""
    former = [s for s in statements if "former" in s.flags]
    live = [s for s in statements if "former" not in s.flags]
    if not live:
        return None
    replaced: list[Statement] = list(former)
    standing: list[Statement] = []
    for one in live:
        beaten = any(_beats(other, one, order, changing) for other in live if not _agree(one, other))
        denied = any(
            one.value == gone.value
            and order.age(gone) >= order.age(one)
            and gone.document_id != one.document_id
            for gone in former
        )
        (replaced if beaten or denied else standing).append(one)
    standing = standing or live
    groups = _groups(standing, order)
    current, others = groups[0], groups[1:]
    discrepant: list[Value] = []
    conflicting: list[Value] = []
    for group in others:
        pairs = [(a, b) for a in group.statements for b in current.statements]
        versions = any(order.versions(a.document_id, b.document_id) for a, b in pairs)
        (discrepant if versions else conflicting).append(group)
    gone = (
        [
            group
            for group in _groups(replaced, order)
            if group.value != current.value and not any(group.value == other.value for other in others)
        ]
        if replaced
        else []
    )
    return Attributed(current, tuple(gone), tuple(conflicting), tuple(discrepant))


def _beats(other: Statement, one: Statement, order: Precedence, changing: frozenset[str]) -> bool:
    """Say whether `other` replaces the value that `one` gives."""
    if order.outranks(other.document_id, one.document_id):
        return True
    later = order.age(other) > order.age(one)
    if later and (other.modality is Modality.POSTPONED or other.document_id in changing):
        return True
    if _moves(other, one):
        return True
    if one.modality in _UNSURE and other.modality not in _UNSURE:
        return later or other.document_id == one.document_id
    return False


def _moves(other: Statement, one: Statement) -> bool:
    """Say whether one document tells first the days that were fixed, then those to which they were moved."""
    told_later = other.document_id == one.document_id and other.start > one.start
    moved = other.modality is Modality.POSTPONED and one.modality is not Modality.POSTPONED
    whole_days = _rank(other.value) >= max(_rank(one.value), (1, 0))
    return other.attribute is Attribute.DATE and told_later and moved and whole_days


def _agree(one: Statement, other: Statement) -> bool:
    """Say whether two values are the same, or one the coarser form of the other."""
    if one.value == other.value:
        return True
    if one.attribute in _FREE_TEXT:
        return one.document_id == other.document_id
    if one.attribute is not Attribute.DATE:
        return False
    if ("T" in one.value) != ("T" in other.value) and "|" not in one.value + other.value:
        return span_of(one.value) == span_of(other.value)
    if "|" in one.value or "|" in other.value:
        return bool(set(one.value.split("|")) & set(other.value.split("|")))
    for wide, narrow in ((one.value, other.value), (other.value, one.value)):
        if _coarse(wide) and contains(wide, narrow):
            return True
        if "/" in wide and "/" not in narrow and narrow in wide.split("/"):
            return True
    return False


def _coarse(value: str) -> bool:
    return all(len(point) < 10 for point in value.split("/"))


def _rank(value: str) -> tuple[int, int]:
    """Return how much a date says: days before months, ranges before their first day."""
    if "|" in value:
        return 0, 0
    return (0 if _coarse(value) else 2 if "T" in value else 1), (1 if "/" in value else 0)


def _groups(statements: Sequence[Statement], order: Precedence) -> list[Value]:
    """Return the distinct values, best first: newest, then firmest, then said most often."""
    by_value: dict[str, list[Statement]] = {}
    is_date = statements[0].attribute is Attribute.DATE
    ranked = sorted(statements, key=lambda s: _rank(s.value), reverse=True) if is_date else list(statements)
    for statement in ranked:
        home = next((value for value, own in by_value.items() if _agree(own[0], statement)), statement.value)
        by_value.setdefault(home, []).append(statement)
    values = [
        Value(value, tuple(sorted(own, key=lambda s: (s.value == value, order.age(s)), reverse=True)))
        for value, own in by_value.items()
    ]

    def weight(value: Value) -> tuple[bool, tuple[date, int], int]:
        firm = any(s.modality not in _UNSURE for s in value.statements)
        return firm, max(order.age(s) for s in value.statements), len(value.statements)

    return sorted(values, key=weight, reverse=True)


def _status(statements: list[Statement], order: Precedence) -> Attributed:
    """Return the newest status; of one document the strongest. A status never conflicts."""

    def weight(statement: Statement) -> tuple[date, int, int]:
        return *order.age(statement), -_STRENGTH.index(Modality(statement.value))

    ranked = sorted(statements, key=weight, reverse=True)
    best = next(
        (s for s in ranked if not any(order.outranks(o.document_id, s.document_id) for o in ranked)),
        ranked[0],
    )
    current = Value(best.value, tuple(s for s in ranked if s.value == best.value))
    older: dict[str, list[Statement]] = {}
    for statement in ranked:
        if statement.value != best.value and order.age(statement) < order.age(best):
            older.setdefault(statement.value, []).append(statement)
    return Attributed(current, tuple(Value(value, tuple(own)) for value, own in older.items()))


def _free_text(
    statements: list[Statement], documents: Mapping[str, Document], order: Precedence
) -> Attributed:
    """Return the text that stands; translations stay with it, other texts of one language are compared."""
    by_language: dict[str, list[Statement]] = {}
    for statement in statements:
        by_language.setdefault(documents[statement.document_id].language, []).append(statement)
    settled = [found for own in by_language.values() if (found := _settle(own, order)) is not None]
    settled.sort(key=lambda found: max(order.age(s) for s in found.current.statements), reverse=True)
    if not settled:
        return Attributed(Value(statements[0].value, tuple(statements)))
    first = settled[0]
    return Attributed(
        Value(first.current.value, tuple(s for found in settled for s in found.current.statements)),
        tuple(value for found in settled for value in found.superseded),
        tuple(value for found in settled for value in found.conflicting),
        tuple(value for found in settled for value in found.discrepant),
    )
