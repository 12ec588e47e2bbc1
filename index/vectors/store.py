"""What a vector store does, whichever holds the vectors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Protocol

from numpy.typing import NDArray

from index.catalogue import Catalogue

Shelf = tuple[str, str]


class VectorsError(Exception):
    """The vectors can't be used; the message says why and what to do."""


class VectorsMissing(VectorsError):
    """Nothing has been published."""


class VectorsDamaged(VectorsError):
    """What is published is not what was written; the catalogue can make it again."""


@dataclass(frozen=True, slots=True)
class Held:
    """One document in a store: the revision it was put at, and its passages by (embedder, language)."""

    revision: int
    counts: Mapping[Shelf, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Published:
    """What `publish` did. `pending` passages are not in the store yet and are searched exactly.

    `how` is `nothing` (the store was new enough), `grown` (the change was applied to a copy)
    or `built` (from nothing); `name` is the generation or the server's prefix.
    """

    name: str
    how: str
    documents: int
    pending: int
    seconds: float


class Part(Protocol):
    """Vectors that are published, as they were at one moment; safe to ask from any thread."""

    @property
    def documents(self) -> Mapping[str, Held]:
        """The documents that it holds."""
        ...

    def nearest(self, shelf: Shelf, vector: NDArray[Any], k: int) -> list[tuple[str, float]]:
        """Return up to `k` (passage id, cosine similarity), best first."""
        ...

    def superseded(self) -> bool:
        """Return whether a newer state is published."""
        ...


class VectorStore(Protocol):
    """Where vectors are kept for searching; the catalogue stays the truth.

    Every implementation passes `tests/index/test_vector_stores.py`.
    """

    def publish(self, catalogue: Catalogue, *, now: bool = False) -> Published:
        """Bring the store to the catalogue's state; with `now`, leave nothing pending.

        Raises CatalogueError unless the catalogue is open for writing.
        """
        ...

    def open(self, catalogue: Catalogue) -> Part:
        """Open what is published. Raises VectorsMissing, VectorsDamaged, FingerprintMismatch."""
        ...

    def problems(self, catalogue: Catalogue) -> Iterator[str]:
        """Yield what is wrong with what is published, in sentences."""
        ...


class Nothing:
    """A part that holds no documents, so that everything is searched exactly from the catalogue."""

    documents: ClassVar[Mapping[str, Held]] = {}

    def nearest(self, shelf: Shelf, vector: NDArray[Any], k: int) -> list[tuple[str, float]]:
        """Return nothing."""
        return []

    def superseded(self) -> bool:
        """Return False."""
        return False


class Revised(Protocol):
    """A document as a store holds it."""

    @property
    def revision(self) -> int:
        """The revision of the catalogue that it was put at."""
        ...


def difference(catalogue: Catalogue, held: Mapping[str, Revised]) -> tuple[list[str], list[str]]:
    """Return the ids of documents to add (new or changed) and to take out (changed or gone)."""
    wanted = catalogue.document_revisions()
    add = [each for each, revision in wanted.items() if each not in held or held[each].revision != revision]
    out = [each for each in held if wanted.get(each) != held[each].revision]
    return add, out


def owner(passage_id: str) -> str:
    """Return the document id that a passage id begins with."""
    return passage_id.rpartition(":")[0]
