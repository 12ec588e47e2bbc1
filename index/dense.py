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

    def query_each(
        self,
        embedder: str,
        languages: Sequence[str],
        vector: Vectors,
        k: int,
        allow: frozenset[str] | None = None,
    ) -> dict[str, list[tuple[str, float]]]: ...

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
    name: str,
    vector: Vectors,
    samples: Mapping[tuple[str, str], Vectors],
    languages: Sequence[str],
    depth: int,
    allow: frozenset[str] | None = None,
    *,
    by_language: bool = True,
) -> dict[str, Row]:
    """Search every language by the encoder `name`; the result is by language.

    `vector` is the centred question. Similarities are standardised by the mean and deviation of
    the question's similarity to a sample of the language (`samples`), because an encoder puts
    whole languages nearer to a question or farther, its own nearest; without `by_language`, by
    those over all languages.
    """
    counts = store.counts()
    near = {each: samples[name, each] @ vector for each in languages if (name, each) in samples}
    if not near:
        return {}
    everywhere = spread(np.concatenate(list(near.values())), upper=True)
    nearest = store.query_each(name, list(near), vector, depth, allow)
    found: dict[str, Row] = {}
    for language, similarities in near.items():
        count = counts.get((name, language), 0)
        scale = spread(similarities, everywhere, count, upper=True) if by_language else everywhere
        found[language] = _row(nearest[language], scale, complete=len(nearest[language]) >= count)
    return found


def _row(nearest: Sequence[tuple[str, float]], scale: Spread, *, complete: bool) -> Row:
    mean, deviation = scale.mean, scale.deviation
    scores = {passage_id: (similarity - mean) / deviation for passage_id, similarity in nearest}
    lowest = min(scores.values(), default=0.0)
    return Row(scores, lowest if not complete else min(lowest, 0.0))


def question_vector(
    embedder: Embedder,
    question: str,
    language: str,
    centres: Mapping[str, Vectors],
    read: Vectors | None = None,
) -> Vectors:
    """Return the centred vector of a question, which is `read` where it is known.

    `centres` are by language, `und` standing for the rest.
    """
    vector = embedder.embed_query(question) if read is None else read
    return centred(vector, centres.get(language, centres.get("und")))
