"""Vectors of small shelves, searched in memory beside the store that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from index.catalogue import Catalogue
from index.embedding import Steps, Vectors, in_steps, of_steps
from index.vectors.store import Held, Part, Shelf, difference

MOST = 50_000
COMPONENTS = 96
# So many times what is wanted is compared by whole vectors. Of real passages and questions 99 % of
# the nearest are found so, more than by the graph of a large shelf.
COMPARED = 5
_SAMPLE = 4_000


@dataclass(frozen=True, slots=True)
class Scan:
    """The vectors of one shelf: all are compared by their principal components, the best as a whole.

    `rows` are of shape (vectors, dimension), at length 1; `components` of (dimension, components), and
    `coarse`, (vectors, components), gives the vectors in their directions.
    """

    ids: Sequence[str]
    rows: Steps
    components: Vectors
    coarse: Vectors

    @classmethod
    def of(cls, ids: Sequence[str], vectors: Iterable[Vectors]) -> Scan:
        """Prepare the vectors of a shelf, given as matrices in the order of `ids`."""
        matrix = np.concatenate(list(vectors))
        matrix /= np.maximum(np.linalg.norm(matrix, axis=1, keepdims=True), 1e-12)
        sample = matrix[:: 1 + len(matrix) // _SAMPLE]
        _, directions = np.linalg.eigh(sample.T @ sample)
        components = np.ascontiguousarray(directions[:, ::-1][:, :COMPONENTS], dtype=np.float32)
        return cls(ids, in_steps(matrix), components, matrix @ components)

    def nearest(self, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Return `k` (id, cosine similarity) of the nearest to a unit vector, best first, ties by id."""
        places = _best(self.coarse @ (vector @ self.components), COMPARED * k)
        exact = of_steps(self.rows[places]) @ vector
        chosen = _best(exact, k)
        found = [
            (self.ids[place], similarity)
            for place, similarity in zip(places[chosen].tolist(), exact[chosen].tolist(), strict=True)
        ]
        return sorted(found, key=lambda each: (-each[1], each[0]))


@dataclass(frozen=True, slots=True)
class Scanned:
    """A part whose small shelves are searched in memory.

    A query of Chroma costs a millisecond and more before it looks at a vector, as much as to look
    at all of a few thousand; and there is one for every language and encoder.
    """

    part: Part
    scans: Mapping[Shelf, Scan]

    @property
    def documents(self) -> Mapping[str, Held]:
        """The documents that the part holds."""
        return self.part.documents

    def nearest(self, shelf: Shelf, vector: Vectors, k: int) -> list[tuple[str, float]]:
        """Return up to `k` (passage id, cosine similarity), best first."""
        scan = self.scans.get(shelf)
        return self.part.nearest(shelf, vector, k) if scan is None else scan.nearest(vector, k)

    def superseded(self) -> bool:
        """Return whether a newer state is published."""
        return self.part.superseded()


def scanned(catalogue: Catalogue, part: Part, most: int = MOST) -> Scanned:
    """Read the vectors of a part's shelves of at most `most` from the catalogue.

    Documents that changed since are left out: what the part has of them is never shown.
    """
    _, stale = difference(catalogue, part.documents)
    gone = frozenset(stale)
    counts: dict[Shelf, int] = {}
    for held in part.documents.values():
        for shelf, count in held.counts.items():
            counts[shelf] = counts.get(shelf, 0) + count
    small = {shelf for shelf, count in counts.items() if count <= most}
    scans: dict[Shelf, Scan] = {}
    for embedder in dict.fromkeys(embedder for embedder, _ in small):
        of = sorted(
            document_id
            for document_id, held in part.documents.items()
            if document_id not in gone and any(each in small for each in held.counts if each[0] == embedder)
        )
        ids: dict[Shelf, list[str]] = {}
        rows: dict[Shelf, list[Vectors]] = {}
        for _, passage_ids, languages, matrix in catalogue.vector_groups(embedder, of):
            for language in dict.fromkeys(languages):
                shelf = (embedder, language)
                if shelf in small:
                    places = [place for place, each in enumerate(languages) if each == language]
                    ids.setdefault(shelf, []).extend(passage_ids[place] for place in places)
                    rows.setdefault(shelf, []).append(matrix[places])
        scans |= {shelf: Scan.of(ids[shelf], rows[shelf]) for shelf in ids}
    return Scanned(part, scans)


def _best(values: NDArray[np.floating], count: int) -> NDArray[np.intp]:
    """Return where the `count` highest values are, in no order."""
    if len(values) <= count:
        return np.arange(len(values))
    return np.argpartition(values, len(values) - count)[-count:]
