"""The passages worth examining for a question, and how near each is as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from heapq import nlargest
from itertools import islice
from typing import NamedTuple

from index.dense import Row
from index.embedding import Vectors
from index.fusion import Spread
from index.recipe import Recipe

EXAMINED, WORDED = 30, 20
# Passages that only their vectors speak for are read where they are among so many of all languages.
MOST = 90


class Near(NamedTuple):
    """A question's vector by one encoder, what it found by language, and the scale of sentences."""

    vector: Vectors
    rows: Mapping[str, Row]
    scales: Mapping[str, Spread]


class Candidate(NamedTuple):
    """A passage's standardised similarity by encoder, and what found it."""

    whole: Mapping[str, float]
    retrievers: tuple[str, ...]


def candidates(
    near: Mapping[str, Near],
    worded: Mapping[str, Sequence[str]],
    recipe: Recipe,
    most: int | None = MOST,
) -> dict[str, Candidate]:
    """Return the passages worth examining, by id.

    They are the `EXAMINED` nearest of each language by each encoder in `near`, of which the
    `most` nearest of all languages are kept (None: all), and those in `worded`, by language,
    which were found by their words.
    """
    dense: dict[str, Candidate] = {}
    lexical: dict[str, Candidate] = {}
    for language in dict.fromkeys([*worded, *(each for found in near.values() for each in found.rows)]):
        rows = {name: found.rows[language] for name, found in near.items() if language in found.rows}
        retrievers: dict[str, tuple[str, ...]] = {}
        for name, row in rows.items():
            for passage_id in islice(row.scores, EXAMINED):
                retrievers[passage_id] = (*retrievers.get(passage_id, ()), f"dense:{name}")
        by_words = frozenset(worded.get(language, ()))
        for passage_id in by_words:
            retrievers[passage_id] = (*retrievers.get(passage_id, ()), "lexical")
        for passage_id, found_by in retrievers.items():
            whole = {name: row.scores.get(passage_id, row.floor) for name, row in rows.items()}
            (lexical if passage_id in by_words else dense)[passage_id] = Candidate(whole, found_by)
    if most is not None and len(dense) > most:
        scores = {passage_id: recipe.similar(each.whole, each.whole) for passage_id, each in dense.items()}
        dense = {each: dense[each] for each in nlargest(most, scores, key=lambda each: (scores[each], each))}
    return lexical | dense
