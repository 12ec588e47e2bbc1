"""What the search for event names works on: a name as found, and the spans that are taken."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ingest.events import EventKind


@dataclass(frozen=True, slots=True)
class Found:
    start: int
    end: int
    key: str
    kind: EventKind
    concept: str
    sort: str  # edition, series, proper, described, anaphor, nominal
    name: bool = True


class Taken:
    def __init__(self, found: Iterable[Found]) -> None:
        self.found = list(found)
        self.spans = [(one.start, one.end, one.sort) for one in self.found]

    def add(self, start: int, end: int, sort: str = "") -> None:
        self.spans.append((start, end, sort))

    def clash(self, start: int, end: int, ignore: str = "-") -> bool:
        return any(a < end and start < b for a, b, sort in self.spans if sort != ignore)
