"""Which keys of readings mean the same event: by edition, by name, by place among language versions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from ingest.documents import Document
from ingest.events import EDITION_KEY, Attribute, EventKind, Reading

_BODIES = frozenset({EventKind.DEADLINE, EventKind.CONSULTATION})


class _Union:
    def __init__(self) -> None:
        self._parent: dict[str, str] = {}

    def find(self, key: str) -> str:
        root = self._parent.setdefault(key, key)
        while root != self._parent[root]:
            root = self._parent[root]
        self._parent[key] = root
        return root

    def join(self, one: str, other: str) -> None:
        a, b = sorted((self.find(one), self.find(other)), key=_plainness)
        self._parent[b] = a


def _plainness(key: str) -> tuple[bool, bool, bool, int, str]:
    """Order keys: editions before slugs, those of a conference, Latin before other scripts, short ones."""
    return (
        "@" not in key and not EDITION_KEY.search(key),
        not EDITION_KEY.search(key.partition("@")[0]),
        not key.isascii(),
        len(key),
        key,
    )


def canonical_keys(readings: Sequence[Reading], documents: Mapping[str, Document]) -> dict[str, str]:
    """Return for every key of `readings` (and of their parents) the key of the event that it means."""
    union = _Union()
    for reading in readings:
        union.find(reading.key)
        if reading.parent:
            union.find(reading.parent)
    _join_versions(readings, documents, union)
    _join_parents(readings, union)
    _join_names(readings, union)
    _join_dates(readings, documents, union)
    _join_orphans(readings, union)
    _join_editions(readings, union)
    keys = {reading.key for reading in readings} | {r.parent for r in readings if r.parent}
    return {key: union.find(key) for key in keys}


def _join_versions(readings: Sequence[Reading], documents: Mapping[str, Document], union: _Union) -> None:
    """Join what language versions of one document tell in the same order, kind by kind."""
    versions: dict[tuple[str, int], set[str]] = {}
    for document in documents.values():
        if document.series:
            versions.setdefault((document.series, document.revision), set()).add(document.id)
    told: dict[str, dict[EventKind, list[str]]] = {}
    for reading in readings:
        if ":" in reading.key:
            continue
        keys = told.setdefault(reading.document_id, {}).setdefault(reading.kind, [])
        if reading.key not in keys:
            keys.append(reading.key)
    days = _days_by_key(readings)
    for ids in versions.values():
        for one, other in combinations(sorted(ids), 2):
            if documents[one].language == documents[other].language:
                continue
            for kind, keys in told.get(one, {}).items():
                others = told.get(other, {}).get(kind, [])
                left = [key for key in keys if key not in others]
                right = [key for key in others if key not in keys]
                if kind not in _BODIES:
                    for a, b in _pairs(left, right, days, len(keys) == len(others)):
                        union.join(a, b)
                        if _may_join(*(owners := (a.partition("@")[2], b.partition("@")[2]))) and all(owners):
                            union.join(*owners)


def _pairs(
    left: list[str], right: list[str], days: Mapping[str, str | None], complete: bool
) -> Iterator[tuple[str, str]]:
    """Yield the keys of two language versions that mean one event: of the same days, else the same place.

    `complete` says whether both versions tell of as many events; by place alone nothing is joined
    that has other days, unless it is the only one left.
    """
    for a in list(left):
        same = [b for b in right if days.get(a) and days[a] == days.get(b) and _may_join(a, b)]
        if len(same) == 1 and sum(days[a] == days.get(other) for other in left) == 1:
            yield a, same[0]
            left.remove(a)
            right.remove(same[0])
    if not complete or len(left) != len(right):
        return
    for a, b in zip(left, right, strict=True):
        differ = days.get(a) and days.get(b) and days[a] != days[b]
        if _may_join(a, b) and (len(left) == 1 or not differ):
            yield a, b


def _may_join(one: str, other: str) -> bool:
    """Say whether two keys do not tell different editions, regions or numbers of a series."""
    if _edition(one) and _edition(other) and _edition(one) != _edition(other):
        return False
    return not (_serial(one) and _serial(other)) or _serial(one) == _serial(other)


def _days_by_key(readings: Sequence[Reading]) -> dict[str, str | None]:
    """Return the days of each key that all its readings agree on, None where they differ."""
    found: dict[str, set[str]] = {}
    for reading in readings:
        days = _days(reading)
        if days:
            found.setdefault(reading.key, set()).add(days)
    return {key: own.copy().pop() if len(own) == 1 else None for key, own in found.items()}


def _edition(key: str) -> str | None:
    own = key.partition("@")[0]
    return own[own.rindex("-") :] if EDITION_KEY.search(own) else None


def _join_parents(readings: Sequence[Reading], union: _Union) -> None:
    """Join the same sub-event under keys of one and the same conference."""
    seen: dict[tuple[str, str], str] = {}
    for reading in readings:
        if reading.parent:
            place = (reading.key.partition("@")[0], union.find(reading.parent))
            union.join(reading.key, seen.setdefault(place, reading.key))


def _join_names(readings: Sequence[Reading], union: _Union) -> None:
    """Join events without edition that share a full name and a conference."""
    seen: dict[tuple[str, str | None, EventKind], str] = {}
    for reading in readings:
        if _edition(reading.key) or (reading.kind in _BODIES or ":" in reading.key):
            continue
        for name in reading.names:
            text = _plain(name.text)
            long = len(text) >= 12 or (len(text) >= 6 and not text.isascii())
            if long and not reading.key.startswith(("rpm", "irm")):
                place = (text, union.find(reading.parent) if reading.parent else None, reading.kind)
                union.join(reading.key, seen.setdefault(place, reading.key))


def _join_dates(readings: Sequence[Reading], documents: Mapping[str, Document], union: _Union) -> None:
    """Join events of the same kind, conference and days told under different names in two languages."""
    seen: dict[tuple[EventKind, str, str], Reading] = {}
    for reading in readings:
        days = _days(reading)
        if (
            not reading.parent
            or not days
            or (reading.kind in _BODIES or ":" in reading.key)
            or _edition(reading.key)
        ):
            continue
        place = (reading.kind, union.find(reading.parent), days)
        other = seen.setdefault(place, reading)
        if documents[other.document_id].language != documents[reading.document_id].language and _serial(
            other.key
        ) == _serial(reading.key):
            union.join(reading.key, other.key)


def _serial(key: str) -> str | None:
    match = re.search(r"(?:-\d|rpm-[a-z]{3})$", key.partition("@")[0])
    return match.group() if match else None


def _days(reading: Reading) -> str | None:
    values = {
        statement.value
        for statement in reading.statements
        if statement.attribute is Attribute.DATE
        and "former" not in statement.flags
        and len(statement.value) >= 10
    }
    return values.pop() if len(values) == 1 else None


def _join_orphans(readings: Sequence[Reading], union: _Union) -> None:
    """Join a sub-event told without its conference to the only one of its name that has one."""
    homes: dict[str, set[str]] = {}
    for reading in readings:
        if "@" in reading.key:
            homes.setdefault(reading.key.partition("@")[0], set()).add(union.find(reading.key))
    years: dict[str, set[str]] = {}
    for reading in readings:
        days = _days(reading)
        if days:
            years.setdefault(union.find(reading.key), set()).add(days[:4])
    for reading in readings:
        found = homes.get(reading.key, set())
        if "@" in reading.key or not found:
            continue
        mine = years.get(union.find(reading.key), set())
        near = [home for home in found if not mine or not years.get(home) or mine & years[home]]
        if len(near) == 1 and (len(found) == 1 or mine):
            union.join(reading.key, near[0])


def _join_editions(readings: Sequence[Reading], union: _Union) -> None:
    """Join a conference told by its full name alone to the edition of that name on the same days."""
    editions: dict[str, list[Reading]] = {}
    for reading in readings:
        if _edition(reading.key) and _days(reading):
            for name in reading.names:
                editions.setdefault(_plain(name.text), []).append(reading)
    for reading in readings:
        days = _days(reading)
        if _edition(reading.key) or "@" in reading.key or ":" in reading.key or days is None:
            continue
        homes = {
            union.find(other.key)
            for name in reading.names
            for other in editions.get(_plain(name.text), ())
            if _days(other) == days
        }
        if len(homes) == 1:
            union.join(reading.key, homes.pop())


def _plain(name: str) -> str:
    return re.sub(r"\W+", " ", name).strip().casefold()
