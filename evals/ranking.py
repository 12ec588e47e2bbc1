"""What is measured of a ranked list of results, as pure functions of which are relevant."""

from __future__ import annotations

from collections.abc import Sequence
from math import log2


def hit_at(relevant: Sequence[bool], k: int) -> float:
    """Return 1.0 where one of the first `k` results is relevant, else 0.0."""
    return float(any(relevant[:k]))


def reciprocal_rank(relevant: Sequence[bool], k: int = 10) -> float:
    """Return 1/rank of the first relevant of the first `k` results, 0.0 where there is none."""
    return next((1 / rank for rank, item in enumerate(relevant[:k], start=1) if item), 0.0)


def ndcg(relevant: Sequence[bool], total: int, k: int = 10) -> float:
    """Return nDCG@k with gains of 0 and 1; `total` relevant passages exist (Järvelin & Kekäläinen 2002)."""
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(total, k) + 1))
    gained = sum(1 / log2(rank + 1) for rank, item in enumerate(relevant[:k], start=1) if item)
    return gained / ideal if ideal else 0.0
