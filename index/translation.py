"""Find a question's words in passages of other languages, by an encoder of words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.embedding import Embedder, Vectors, unit_rows
from index.profile import Terms, translatable

NEAREST = 8
LEAST = 0.4


@dataclass(frozen=True, slots=True)
class Translation:
    """A term of another language and how near it is to the question's, in 0–1."""

    term: str
    nearness: float


class Translator:
    """Terms of an index that mean what a question's terms mean.

    Each word of the index has a vector of a multilingual encoder; a question's words find the
    nearest in every language. Both sides are centred within their language.
    """

    def __init__(self, encoder: Embedder, terms: Mapping[str, Terms], centres: Mapping[str, Vectors]) -> None:
        self._encoder = encoder
        self._centres = centres
        self._words: dict[str, list[str]] = {}
        self._vectors: dict[str, Vectors] = {}
        self._means: dict[str, Vectors] = {}
        for language, held in terms.items():
            if held.words:
                self._words[language] = held.words
                self._means[language] = held.vectors.mean(axis=0)
                self._vectors[language] = unit_rows(held.vectors - self._means[language])

    def translate(
        self, words: Sequence[str], source: str, languages: Sequence[str]
    ) -> dict[str, dict[str, list[Translation]]]:
        """Return for each language and word what may stand for it there, nearest first."""
        wanted = [word for word in dict.fromkeys(words) if translatable(word)]
        targets = [language for language in languages if language in self._words and language != source]
        if not wanted or not targets:
            return {}
        asked = unit_rows(self._encoder.embed_passages(wanted) - self._middle(source))
        return {language: self._nearest(wanted, asked, language) for language in targets}

    def _middle(self, source: str) -> Vectors:
        if len(self._words.get(source, ())) >= 200:
            return self._means[source]
        return self._centres.get(source, self._centres["und"])

    def _nearest(self, wanted: Sequence[str], asked: Vectors, language: str) -> dict[str, list[Translation]]:
        nearness = asked @ self._vectors[language].T
        depth = min(NEAREST, nearness.shape[1])
        found = {}
        for word, row in zip(wanted, nearness, strict=True):
            best = np.argpartition(-row, depth - 1)[:depth]
            found[word] = [
                Translation(self._words[language][i], float(row[i]))
                for i in best[np.argsort(-row[best])]
                if row[i] >= LEAST
            ]
        return found
