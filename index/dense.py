"""Nearest passages by each encoder in each language, on one scale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from index.embedding import Embedder, Vectors, unit_rows
from index.fusion import Spread, spread


class NearestPassages(Protocol):
    """A store of passage vectors (`index.vectors.Vectors`)."""

    def query(
        self,
        embedder: str,
        language: str | None,
        vector: Vectors,
        k: int,
        allow: frozenset[str] | None = None,
    ) -> list[tuple[str, float]]: ...

    def counts(self) -> dict[tuple[str, str], int]: ...


@dataclass(frozen=True, slots=True)
class Row:
    """What one encoder found in one language: standardised similarities by passage id.

    `floor` is what a passage that was not among the nearest counts as.
    """

    scores: Mapping[str, float]
    floor: float


def centred(vector: Vectors, centre: Vectors | None) -> Vectors:
    """Return a question's vector without what all questions of its language share, at length 1."""
    return vector if centre is None else unit_rows(vector - centre)


def dense_rows(
    store: NearestPassages,
    vectors: Mapping[str, Vectors],
    samples: Mapping[tuple[str, str], Vectors],
    languages: Sequence[str],
    depth: int,
    allow: frozenset[str] | None = None,
    *,
    by_language: bool = True,
) -> dict[tuple[str, str], Row]:
    """Search every language by every encoder; the result is by (encoder, language).

    `vectors` are the centred question by encoder. Similarities are standardised by the mean and
    deviation of the question's similarity to a sample of the language (`samples`), because an
    encoder puts whole languages nearer to a question or farther, its own nearest; without
    `by_language`, by those over all languages.
    """
    counts = store.counts()
    found: dict[tuple[str, str], Row] = {}
    for name, vector in vectors.items():
        own = {language: samples[name, language] for language in languages if (name, language) in samples}
        if not own:
            continue
        near = {language: rows @ vector for language, rows in own.items()}
        everywhere = spread(np.concatenate(list(near.values())))
        for language in own:
            count = counts.get((name, language), 0)
            scale = spread(near[language], everywhere, count) if by_language else everywhere
            nearest = store.query(name, language, vector, depth, allow)
            found[name, language] = _row(nearest, scale, complete=len(nearest) >= count)
    return found


def _row(nearest: Sequence[tuple[str, float]], scale: Spread, *, complete: bool) -> Row:
    scores = {passage_id: scale.standardise(similarity) for passage_id, similarity in nearest}
    lowest = min(scores.values(), default=0.0)
    return Row(scores, lowest if not complete else min(lowest, 0.0))


def _centre(centres: Mapping[str, Vectors], language: str) -> Vectors | None:
    return centres.get(language, centres.get("und"))


def question_vectors(
    embedders: Sequence[Embedder], question: str, language: str, centres: Mapping[str, Mapping[str, Vectors]]
) -> dict[str, Vectors]:
    """Return the centred vector of a question by encoder."""
    return {
        embedder.name: centred(
            embedder.embed_query(question),
            _centre(centres.get(embedder.name, {}), language),
        )
        for embedder in embedders
    }
