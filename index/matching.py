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
    """The terms of one language that stand for a question's, each with what it is worth.

    `worth` gives for a term the positions of the question's terms that it stands for, and its
    inverse frequency times its nearness.
    """

    worth: Mapping[str, Sequence[tuple[int, float]]]
    mean_length: float


@dataclass(frozen=True, slots=True)
class Wording:
    """The wording of a question, to be held against passages."""

    wanted: Mapping[str, Wanted]
    most: float
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
        most = sum(
            inverse_frequency(passages, sum(held.frequency.get(term, 0) for held in terms.values()))
            for term in question_terms
        )
        wanted = {
            language: _wanted(question_terms, synonyms, translations.get(language, {}), held, translated)
            for language, held in terms.items()
        }
        return cls(wanted, most * (K1 + 1), editions(question_terms))

    def search_terms(self, language: str, most: int = 12) -> list[str]:
        """Return the rarest terms by which to find passages of a language."""
        if language not in self.wanted:
            return []
        best = {
            term: max(weight for _, weight in options)
            for term, options in self.wanted[language].worth.items()
        }
        return sorted(best, key=lambda term: (-best[term], term))[:most]

    def coverage(self, passage_terms: Sequence[str], language: str) -> float:
        """Return how much of the question's wording a passage has, in 0–1.

        BM25 (Robertson et al. 1994) of each term, or of the best of its translations times their
        nearness, over the most that the question's terms could give.
        """
        wanted = self.wanted.get(language)
        if wanted is None or not self.most:
            return 0.0
        there = wanted.worth.keys() & set(passage_terms)
        if not there:
            return 0.0
        counts = Counter(passage_terms)
        best: dict[int, float] = {}
        for term in there:
            factor = saturation(counts[term], len(passage_terms), wanted.mean_length)
            for position, weight in wanted.worth[term]:
                best[position] = max(best.get(position, 0.0), weight * factor)
        return sum(best.values()) / self.most

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


def _wanted(
    question_terms: Sequence[str],
    synonyms: Mapping[str, Sequence[str]],
    translations: Mapping[str, Sequence[Translation]],
    held: Terms,
    translated: float,
) -> Wanted:
    worth: dict[str, list[tuple[int, float]]] = {}
    for position, term in enumerate(question_terms):
        options = [
            (term, 1.0),
            *((other, _SYNONYM) for other in synonyms.get(term, ())),
            *((each.term, translated * each.nearness) for each in translations.get(term, ())),
        ]
        for option, nearness in options:
            holding = held.frequency.get(option, 0)
            if holding:
                weight = nearness * inverse_frequency(held.passages, holding)
                worth.setdefault(option, []).append((position, weight))
    return Wanted(worth, held.mean_length)


def editions(terms: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return the editions or numbers by acronym or series: `WTDC-21` gives `{"wtdc": {"21"}}`."""
    found: dict[str, frozenset[str]] = {}
    for term in terms:
        match = _EDITION.match(term) if term.startswith(EXACT) else None
        if match:
            found[match[1]] = found.get(match[1], frozenset()) | {match[2]}
    return found
