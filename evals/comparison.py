"""Two runs of the same questions side by side: what was lost, what was won, and whether it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from evals.metrics import Outcome
from evals.records import Record
from evals.statistics import mcnemar


@dataclass(frozen=True, slots=True)
class Change:
    """A question whose outcome changed."""

    id: str
    before: Outcome
    after: Outcome


@dataclass(frozen=True, slots=True)
class Comparison:
    """What changed from one run to a later one, over the `count` questions that both hold.

    `lost` were correct before, `won` are correct now. `p` is McNemar's exact two-sided p of the
    two; `difference` is the share correct now less the share before. `unsafe` are questions with
    a verified claim in a wrong answer that had none before.
    """

    count: int
    lost: tuple[Change, ...]
    won: tuple[Change, ...]
    p: float
    difference: float
    unsafe: tuple[str, ...]

    def within(self, tolerance: float) -> bool:
        """Return whether the share correct fell by at most `tolerance` (0–1) and nothing is newly unsafe."""
        return self.difference >= -tolerance and not self.unsafe


def compare(before: Sequence[Record], after: Sequence[Record]) -> Comparison:
    """Compare two runs by question id; raises ValueError where they share no question."""
    earlier = {item.id: item for item in before}
    pairs = [(earlier[item.id], item) for item in after if item.id in earlier]
    if not pairs:
        raise ValueError("The two runs share no question; compare runs of the same question file.")
    changes = [
        Change(late.id, early.scores.outcome, late.scores.outcome)
        for early, late in pairs
        if early.scores.outcome is not late.scores.outcome
    ]
    right_before = [early.scores.correct for early, _ in pairs]
    right_after = [late.scores.correct for _, late in pairs]
    return Comparison(
        count=len(pairs),
        lost=tuple(item for item in changes if item.before is Outcome.CORRECT),
        won=tuple(item for item in changes if item.after is Outcome.CORRECT),
        p=mcnemar(right_before, right_after),
        difference=(sum(right_after) - sum(right_before)) / len(pairs),
        unsafe=tuple(
            late.id for early, late in pairs if late.scores.wrong_verified and not early.scores.wrong_verified
        ),
    )
