"""The nearest sentence of a passage: a second look at the best passages, finer than whole ones."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

import numpy as np
from numpy.typing import NDArray

from index.embedding import Vectors, unit_rows
from index.fusion import Spread, spread
from ingest.clauses import sentences

SHORTEST = 40
MOST = 12


def sentence_texts(text: str) -> list[str]:
    """Return the sentences of a passage in order, none where it is a single one.

    One of fewer than `SHORTEST` bytes goes with the next; of more than `MOST` neighbours are joined.
    """
    found: list[str] = []
    waiting = ""
    for start, end in sentences(text, 0, len(text)):
        waiting = f"{waiting} {text[start:end].strip()}".strip()
        if len(waiting.encode()) >= SHORTEST:
            found.append(waiting)
            waiting = ""
    if waiting:
        found.append(waiting)
    each = -(-len(found) // MOST)
    joined = [" ".join(found[at : at + each]) for at in range(0, len(found), max(each, 1))]
    return joined if len(joined) > 1 else []


@dataclass(frozen=True, slots=True)
class Sentences:
    """Vectors of the sentences of some passages: unit rows, and where each passage begins."""

    rows: Vectors
    starts: NDArray[np.int64]

    @classmethod
    def of(cls, passages: Iterable[NDArray[np.int8] | Vectors]) -> Sentences:
        """Put matrices, one a passage, together."""
        matrices = [matrix for matrix in passages if len(matrix)]
        starts = [0, *accumulate(len(matrix) for matrix in matrices)][: len(matrices)]
        rows = np.concatenate(matrices) if matrices else np.zeros((0, 0))
        return cls(unit_rows(rows), np.array(starts, dtype=np.int64))

    def nearest(self, vector: Vectors) -> Vectors:
        """Return for each passage the similarity of its nearest sentence."""
        if not len(self.starts):
            return np.zeros(0, dtype=np.float32)
        nearest: Vectors = np.maximum.reduceat(self.rows @ vector, self.starts)
        return nearest


def sentence_scales(
    sample: Mapping[str, Sentences], vector: Vectors, counts: Mapping[str, int], *, by_language: bool = True
) -> dict[str, Spread]:
    """Return the scale, by language, of the similarity of a passage's nearest sentence to a question."""
    near = {language: held.nearest(vector) for language, held in sample.items()}
    everywhere = spread(np.concatenate(list(near.values())), upper=True) if near else Spread(0.0, 1.0)
    if not by_language:
        return dict.fromkeys(near, everywhere)
    return {
        language: spread(values, everywhere, counts.get(language), upper=True)
        for language, values in near.items()
    }


def sentence_scores(
    stored: Mapping[str, NDArray[np.int8]],
    languages: Mapping[str, str],
    vector: Vectors,
    scales: Mapping[str, Spread],
) -> dict[str, float]:
    """Return the standardised similarity of the nearest sentence, by passage, where it has sentences."""
    ids: Sequence[str] = [each for each in stored if len(stored[each]) and languages[each] in scales]
    nearest = Sentences.of(stored[each] for each in ids).nearest(vector)
    return {
        each: scales[languages[each]].standardise(float(similarity))
        for each, similarity in zip(ids, nearest, strict=True)
    }
