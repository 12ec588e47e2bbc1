"""Bring scores of different retrievers and languages onto one scale; pure functions."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

K1, B = 1.2, 0.75
# How many passages of all languages a language's own statistics are blended with, so that one
# that has only a handful is not stretched to the scale of the others.
PRIOR = 5.0
TRIMMED = 20


@dataclass(frozen=True, slots=True)
class Spread:
    """Mean and deviation of a question's similarities over one language."""

    mean: float
    deviation: float

    def standardise(self, similarity: float) -> float:
        """Return by how many deviations a similarity is above the mean."""
        return (similarity - self.mean) / self.deviation


def spread(
    similarities: npt.ArrayLike,
    everywhere: Spread | None = None,
    count: int | None = None,
    *,
    upper: bool = False,
) -> Spread:
    """Return the spread of a sample of similarities.

    `everywhere` is the spread over all languages, blended in as if it were `PRIOR` passages of
    the `count` that the language has (the sample's size where None). With `upper` it is that of
    what an answer must outdo: the nearest of a sample of at least `TRIMMED`, which may be the
    answer, is left out, and the deviation is that of a normal distribution with the same fourth
    moment above the mean, because how far the nearest of a language stand out differs more than
    how far all do.
    """
    values = np.asarray(similarities, dtype=np.float64)
    if not values.size:
        return everywhere or Spread(0.0, 1.0)
    if upper and values.size >= TRIMMED:
        nearest = values.argmax()
        values = np.concatenate((values[:nearest], values[nearest + 1 :]))
    mean = float(values.mean())
    if upper:
        squares = np.maximum(values - mean, 0.0) ** 2
        variance = math.sqrt(2 * float(squares @ squares) / (3 * values.size))
    else:
        variance = float(values.var())
    if everywhere is not None:
        own = (count or values.size) / ((count or values.size) + PRIOR)
        mean = own * mean + (1 - own) * everywhere.mean
        variance = own * variance + (1 - own) * everywhere.deviation**2
    return Spread(mean, max(math.sqrt(variance), 1e-6))


def inverse_frequency(passages: int, holding: int) -> float:
    """Return BM25's weight of a term (Robertson and Spärck Jones), always above 0."""
    return math.log(1.0 + (max(passages, holding) - holding + 0.5) / (holding + 0.5))


def saturation(occurrences: int, length: int, mean_length: float) -> float:
    """Return BM25's factor for a term that occurs so often in a passage of so many terms; below 2.2."""
    if not occurrences:
        return 0.0
    return occurrences * (K1 + 1) / (occurrences + K1 * (1 - B + B * length / max(mean_length, 1.0)))


def as_probability(score: float, middle: float = 6.0, width: float = 2.5) -> float:
    """Return a fused score as 0–1 by the logistic function, for showing and for thresholds."""
    return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, (score - middle) / width))))


def mean_log_odds(lists: Sequence[Mapping[str, float]], weights: Sequence[float]) -> dict[str, float]:
    """Return the weighted mean of the log odds that several searches give, by id.

    `lists` give probabilities by id; what a search did not find counts as the least it found.
    """
    odds = [{each: _log_odds(value) for each, value in found.items()} for found in lists]
    least = [min(found.values(), default=0.0) for found in odds]
    every = dict.fromkeys(each for found in odds for each in found)
    return {
        each: sum(
            weight * found.get(each, low) for weight, found, low in zip(weights, odds, least, strict=True)
        )
        for each in every
    }


def _log_odds(probability: float) -> float:
    held = min(max(probability, 1e-12), 1 - 1e-12)
    return math.log(held / (1 - held))


def spread_out(ranked: Sequence[tuple[str, str]], quota: int | None) -> list[str]:
    """Return the ids of `(id, group)` pairs in order, at most `quota` of a group."""
    taken: dict[str, int] = {}
    kept = []
    for each, group in ranked:
        if quota is None or taken.get(group, 0) < quota:
            taken[group] = taken.get(group, 0) + 1
            kept.append(each)
    return kept
