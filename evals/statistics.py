"""How sure a figure is: quantiles, intervals, and whether two runs differ."""

from __future__ import annotations

from collections.abc import Sequence
from math import comb


def percentile(values: Sequence[float], share: float) -> float | None:
    """Return the `share` quantile (0–1) with linear interpolation, None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def interval(values: Sequence[float], *, samples: int = 2000, seed: int = 7) -> tuple[float, float] | None:
    """Return the 95 % percentile-bootstrap interval of the mean (Efron 1979), None of nothing.

    The same values, samples and seed give the same interval.
    """
    if not values:
        return None
    import numpy as np

    data = np.asarray(values, dtype=float)
    drawn = np.random.default_rng(seed).integers(0, len(data), size=(samples, len(data)))
    low, high = np.quantile(data[drawn].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def mcnemar(before: Sequence[bool], after: Sequence[bool]) -> float:
    """Return the two-sided exact p of McNemar's test for paired yes/no results (1.0 where none differ).

    Raises ValueError where the two do not pair up.
    """
    if len(before) != len(after):
        raise ValueError(f"{len(before)} and {len(after)} results do not pair; give the same questions.")
    lost = sum(one and not other for one, other in zip(before, after, strict=True))
    won = sum(other and not one for one, other in zip(before, after, strict=True))
    changed = lost + won
    if not changed:
        return 1.0
    tail: float = sum(comb(changed, count) for count in range(min(lost, won) + 1)) / 2.0**changed
    return min(1.0, 2 * tail)
