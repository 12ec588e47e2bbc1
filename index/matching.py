"""How much of a question's wording a passage has, across languages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.fusion import K1, inverse_frequency, saturation
from index.lexical import EXACT, JOINT
from index.profile import Terms
from index.translation import Translation

# A symbol or an acronym with its edition: letters, a joint, and digits somewhere after it.
_EDITION = re.compile(rf"{EXACT}([a-z][a-z{JOINT}]*?){JOINT}?(\d[0-9{JOINT}]*)$")
_SYNONYM = 0.5


@dataclass(frozen=True, slots=True)
class Wanted:
    """One term of a question: its weight, and what stands for it in each language."""

    term: str
    weight: float
    others: Mapping[str, Sequence[Translation]]


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording of a question, to be held against passages."""

    wanted: tuple[Wanted, ...]
    terms: Mapping[str, Terms]
    editions: Mapping[str, frozenset[str]]

    @classmethod
    def of(
        cls,
        question_terms: Sequence[str],
        synonyms: Mapping[str, Sequence[str]],
        translations: Mapping[str, Mapping[str, Sequence[Translation]]],
        terms: Mapping[str, Terms],
        translated: float = 1.0,
    ) -> Wording:
        """Weigh the terms by how rare they are in the whole index.

        `synonyms` are terms of the glossary by question term, in any language; `translations`
        are by language and question term, and count `translated` times their nearness.
        """
        passages = sum(held.passages for held in terms.values())
        wanted = []
        for term in question_terms:
            holding = sum(held.frequency.get(term, 0) for held in terms.values())
            others = {
                language: [
                    *(Translation(other, _SYNONYM) for other in synonyms.get(term, ())),
                    *(
                        Translation(each.term, translated * each.nearness)
                        for each in translations.get(language, {}).get(term, ())
                    ),
                ]
                for language in terms
            }
            wanted.append(Wanted(term, inverse_frequency(passages, holding), others))
        return cls(tuple(wanted), terms, editions(question_terms))

    def search_terms(self, language: str, most: int = 12) -> list[str]:
        """Return the rarest terms by which to find passages of a language."""
        held = self.terms.get(language)
        if held is None:
            return []
        found: dict[str, float] = {}
        for wanted in self.wanted:
            options = [Translation(wanted.term, 1.0), *wanted.others.get(language, ())]
            for option in options:
                holding = held.frequency.get(option.term, 0)
                if holding:
                    weight = inverse_frequency(held.passages, holding) * option.nearness
                    found[option.term] = max(found.get(option.term, 0.0), weight)
        return sorted(found, key=lambda term: (-found[term], term))[:most]

    def coverage(self, passage_terms: Sequence[str], language: str) -> float:
        """Return how much of the question's wording a passage has, in 0–1.

        BM25 (Robertson et al. 1994) of each term, or of the best of its translations times their
        nearness, over the most that the question's terms could give.
        """
        held = self.terms.get(language)
        most = sum(wanted.weight for wanted in self.wanted) * (K1 + 1)
        if held is None or not most:
            return 0.0
        counts = Counter(passage_terms)
        return sum(self._part(wanted, counts, held, language) for wanted in self.wanted) / most

    def _part(self, wanted: Wanted, counts: Counter[str], held: Terms, language: str) -> float:
        best = 0.0
        length = counts.total()
        for option in (Translation(wanted.term, 1.0), *wanted.others.get(language, ())):
            occurrences = counts[option.term]
            if occurrences:
                weight = inverse_frequency(held.passages, held.frequency.get(option.term, 1))
                best = max(best, option.nearness * weight * saturation(occurrences, length, held.mean_length))
        return best

    def edition(self, passage_terms: Sequence[str]) -> int:
        """Return 1 where a passage names an edition or symbol that is asked for, -1 where only others.

        0 where it names none, or none is asked for: `WTDC-21` speaks against `WTDC-25`.
        """
        if not self.editions:
            return 0
        named = editions(passage_terms)
        stance = 0
        for stem, asked in self.editions.items():
            there = named.get(stem, frozenset())
            if there & asked:
                return 1
            if there:
                stance = -1
        return stance


def editions(terms: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return the editions or numbers by acronym or series: `WTDC-21` gives `{"wtdc": {"21"}}`."""
    found: dict[str, frozenset[str]] = {}
    for term in terms:
        match = _EDITION.match(term)
        if match:
            found[match[1]] = found.get(match[1], frozenset()) | {match[2]}
    return found
