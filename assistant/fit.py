"""How well a sentence fits a question: its signs, and their weighted sum."""

from __future__ import annotations

from dataclasses import dataclass

from assistant.fit_weights import RANK, STRENGTH, UNREAD

SUREST = 12.0
"""Log odds beyond which the reranker is not believed more."""


@dataclass(frozen=True, slots=True)
class Signs:
    """What speaks for a sentence as the answer to a question, and against it.

    `coverage` is the weighted share of what the question names that the sentence has, 0–1; `wording`
    the same of its words and their translations, 0–1; `meaning` standard deviations of likeness;
    `passage` 1/rank of its passage in search, 0 where it was not found; `kind` from -1 to 1 whether it
    holds the kinds of things asked for; `aside` 1 where it has only the subject of the question,
    `other` 1 where it is about another event, `form` 1 for headings, rows and scraps, `outdated` 1 where what
    it gives no longer stands; `answer` the log odds, by the reranker, that it answers, within ±`SUREST`, None
    where it was not read.
    """

    coverage: float = 0.0
    wording: float = 0.0
    meaning: float = 0.0
    passage: float = 0.0
    kind: float = 0.0
    aside: float = 0.0
    other: float = 0.0
    form: float = 0.0
    outdated: float = 0.0
    answer: float | None = None

    @property
    def score(self) -> float:
        """The sum of the signs, weighted."""
        weights = UNREAD if self.answer is None else RANK
        return sum(weight * (getattr(self, name) or 0.0) for name, weight in weights.items())

    @property
    def strength(self) -> float:
        """How much of the question the sentence accounts for, whatever other sentences do; about 0–1."""
        parts = {"wording": self.wording, "kind": self.kind, "aside": self.aside, "other": self.other}
        return self.coverage + sum(STRENGTH[name] * value for name, value in parts.items())
