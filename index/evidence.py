"""What search returns."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ingest.documents import DocumentKind, Passage


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that search found: `score` in 0–1 (higher is better), `rank` from 1.

    `retrievers` names what found it: `dense:e5`, `dense:use`, `lexical`, `exact`.
    """

    passage: Passage
    score: float
    rank: int
    retrievers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Filters:
    """What search may return; an empty field does not restrict.

    `as_of` hides documents issued later (those without a date stay); `per_language` caps the
    results of one language.
    """

    document_ids: frozenset[str] = frozenset()
    languages: frozenset[str] = frozenset()
    kinds: frozenset[DocumentKind] = frozenset()
    conference: str | None = None
    issued_from: date | None = None
    issued_to: date | None = None
    event_from: date | None = None
    event_to: date | None = None
    as_of: date | None = None
    per_language: int | None = None
