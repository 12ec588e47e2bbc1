"""How search brings its scores together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Recipe:
    """How scores are brought together; docs/retrieval.md shows what each part is worth.

    Each encoder counts by standard deviations, times its weight in `encoders` (1 where it has
    none): `whole` for a passage as a whole, `sentence` for its nearest sentence. `wording` is what
    full coverage of the question's terms adds, `edition` what naming the symbol or edition asked
    for adds, or another takes. `translated` is what a translated word counts against the word
    itself, times its nearness: above 1, because translations cover less of a question than its
    own words do.
    """

    whole: float = 0.4
    sentence: float = 0.6
    wording: float = 10.0
    edition: float = 4.0
    encoders: Mapping[str, float] = field(default_factory=dict)
    centre: bool = True
    standardise: bool = True
    translate: bool = True
    translated: float = 1.25

    def similar(self, whole: Mapping[str, float], sentence: Mapping[str, float]) -> float:
        """Return what the encoders make of a passage, a part that is missing counting as the other."""
        total = 0.0
        for name, value in whole.items():
            both = self.whole * value + self.sentence * sentence.get(name, value)
            total += self.encoders.get(name, 1.0) * both
        return total
