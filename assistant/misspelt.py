"""The word that a misspelt one was meant to be, where only one is near."""

from __future__ import annotations

from collections.abc import Iterable

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

from assistant.vocabulary import Vocabulary, beginnings, words_of

_LONG, _NAME = 7, 8
"""Letters of a word (a name) from which one letter may be wrong, missing or too many."""
_STEM = 5
"""Letters of a stem of the tables in which two may be exchanged."""
_LONGEST = 40
"""Letters of a word that is looked for at all."""


def nearest(word: str, language: str, vocabulary: Vocabulary, *, named: bool = False) -> str | None:
    """Return the one word, as it is written, within a slip of `word` (`plain` text); None where several are.

    A slip is two neighbouring letters exchanged, and in longer words one letter wrong, missing or too
    many before its ending (endings differ by inflection). Damerau's errors, counted by optimal string
    alignment; words of the tables come before words that only the documents have. A word that begins
    as one of the tables does is taken for an inflected form unless its letters make another word.
    """
    if len(word) > _LONGEST:
        return None
    inflected = word.startswith(beginnings(language))
    for known in (words_of(language), vocabulary.written.get(language, {}), vocabulary.named):
        near = [other for other in _within_one(word, known) if _is_slip(word, other, named=named)]
        swapped = [other for other in near if sorted(other) == sorted(word)]
        found = swapped or ([] if inflected else near)
        if found:
            return known[found[0]] if len(found) == 1 else None
    stems = {stem for stem in beginnings(language) if _is_swapped(word[: len(stem)], stem)}
    longest = max(stems, key=len, default="")
    return longest + word[len(longest) :] if longest else None


def _is_swapped(word: str, other: str) -> bool:
    return sorted(word) == sorted(other) and len(word) >= _STEM and OSA.distance(word, other) == 1


def _within_one(word: str, known: Iterable[str]) -> list[str]:
    pool = [other for other in known if abs(len(other) - len(word)) <= 1]
    return [other for other, _, _ in extract(word, pool, scorer=OSA.distance, score_cutoff=1, limit=None)]


def _is_slip(word: str, other: str, *, named: bool) -> bool:
    if sorted(word) == sorted(other):
        return True
    if len(word) < (_NAME if named else _LONG) or word[0] != other[0]:
        return False
    shared = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), len(word))
    return shared < min(len(word), len(other)) - 2
