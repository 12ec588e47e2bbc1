"""The sentences chosen to answer a question, and how probable it is that the best of them does."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.fit import Signs
from assistant.fit_weights import NONE, SCALE, SCALE_UNREAD
from assistant.sentences import Unit

STRONG, POSSIBLE = 0.5, 0.3
"""Least strength of a sentence that is quoted as the answer, and as the nearest thing there is."""
PAIR, PAIR_BESIDE, PAIR_READ, LEAST_SHARE = 0.75, 0.68, 0.6, 0.2
"""Least probability that one of two sentences answers for both to be quoted, of two of one paragraph, of two
such that were each read to answer, and least of the second."""
_PINS = ("date:", "reference:", "symbol:")
"""Features of a question that only a sentence which has them can be about."""
READ_BESIDE = 5.0
"""Least log odds by the reranker of each of two sentences of one paragraph that are quoted together."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with the signs that it answers, and what the question names that it has."""

    unit: Unit
    signs: Signs
    matched: frozenset[str]

    @property
    def score(self) -> float:
        """How well it fits."""
        return self.signs.score

    @property
    def coverage(self) -> float:
        """How much of the question it accounts for, 0–1."""
        return self.signs.coverage


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences to quote; `absent` are the things asked about that no document speaks of.

    `wanted` is everything that the question names, `kinds` the kinds of things that it asks for.
    """

    ranked: tuple[Ranked, ...]
    absent: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    @property
    def best(self) -> float:
        """The strength of the best sentence, 0 where there is none."""
        return self.ranked[0].signs.strength if self.ranked else 0.0

    @property
    def likelihood(self) -> float:
        """The probability that the best sentence is the one that answers, 0 where there is none."""
        return likelihoods(self.ranked)[0] if self.ranked else 0.0

    @property
    def pair(self) -> tuple[Ranked, ...]:
        """The two best sentences, where one of them answers with probability `PAIR`; else none."""
        shares = likelihoods(self.ranked)[:2]
        two = self.ranked[:2]
        apart = any(
            s.other or s.outdated or s.aside or s.form or s.kind < 0 for s in (one.signs for one in two)
        )
        if not self.read or len(two) < 2 or apart or shares[1] < LEAST_SHARE:
            return ()
        pinned = {feature for feature in self.wanted if feature.startswith(_PINS)}
        if pinned and pinned <= two[0].matched and not pinned & two[1].matched:
            return ()
        beside = two[0].unit.document_id == two[1].unit.document_id and two[0].unit.block == two[1].unit.block
        read = beside and all((one.signs.answer or 0.0) >= READ_BESIDE for one in two)
        if sum(shares) < (PAIR_READ if read else PAIR_BESIDE if beside else PAIR):
            return ()
        return two

    @property
    def read(self) -> bool:
        """Whether the reranker has read the sentences."""
        return bool(self.ranked) and self.ranked[0].signs.answer is not None


def likelihoods(ranked: Sequence[Ranked]) -> list[float]:
    """Return for each sentence the probability that it is the one that answers.

    By the conditional logit that the weights of the signs were fitted by (`assistant.fit_weights`): that
    none answers is one more possibility where they were read, else one is taken to.
    """
    if not ranked:
        return []
    read = ranked[0].signs.answer is not None
    scale = SCALE if read else SCALE_UNREAD
    best = max(one.score for one in ranked)
    odds = [math.exp(scale * (one.score - best)) for one in ranked]
    none = math.exp(scale * (NONE - best)) if read else 0.0
    return [one / (sum(odds) + none) for one in odds]
