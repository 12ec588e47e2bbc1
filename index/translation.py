"""Find a question's words in passages of other languages, by an encoder of words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.embedding import Embedder, Vectors, unit_rows
from index.profile import HalfVectors, Terms, translatable

Places = npt.NDArray[np.intp]
NEAREST = 8
LEAST = 0.4
# All words are compared by so many of their principal components, the best by the whole vector.
COARSE = 64
_COMPARED = 64
_BLOCK = 32
_MIDDLE_OF = 20_000
_KEPT = 10_000


@dataclass(frozen=True, slots=True)
class Translation:
    """A term of another language and how near it is to the question's, in 0–1."""

    term: str
    nearness: float


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of one language: their vectors, shape (words, dimension), and what is searched."""

    words: Sequence[str]
    vectors: HalfVectors
    middle: Vectors

    @classmethod
    def of(cls, held: Terms) -> _Words:
        middle = held.vectors[:_MIDDLE_OF].astype(np.float32).mean(axis=0)
        return cls(held.words, held.vectors, middle)

    def centred(self, rows: slice | Places) -> Vectors:
        """Return some of the vectors around their middle, at length 1."""
        return unit_rows(self.vectors[rows].astype(np.float32) - self.middle)

    def nearest(self, asked: Vectors, components: Vectors, coarse: Vectors) -> list[list[Translation]]:
        """Return for each row of `asked` the nearest words, best first.

        `coarse` holds the words by their components, shape (components, words), zeros after them.
        """
        scores = np.asarray((asked @ components) @ coarse, dtype=np.float32)
        # The best words lie in the blocks whose best word is best. A block takes every n-th word,
        # so that the maximum is taken of whole rows.
        blocks = scores.shape[1] // _BLOCK
        tops = scores.reshape(len(asked), _BLOCK, blocks).max(axis=1)
        wide = _best(tops, _COMPARED)
        places = (wide[:, None, :] + blocks * np.arange(_BLOCK)[:, None]).reshape(len(asked), -1)
        chosen = _best(np.take_along_axis(scores, places, axis=1), _COMPARED)
        places = np.minimum(np.take_along_axis(places, chosen, axis=1), len(self.words) - 1)
        found = []
        for row, vector in zip(places, asked, strict=True):
            row = np.unique(row)
            exact = self.centred(row) @ vector
            found.append(
                [
                    Translation(self.words[row[each]], float(exact[each]))
                    for each in np.argsort(-exact, kind="stable")[:NEAREST]
                    if exact[each] >= LEAST
                ]
            )
        return found


class Translator:
    """Terms of an index that mean what a question's terms mean.

    Each word of the index has a vector of a multilingual encoder; a question's words find the
    nearest in every language. Both sides are centred within their language.
    """

    def __init__(self, encoder: Embedder, terms: Mapping[str, Terms], centres: Mapping[str, Vectors]) -> None:
        self._encoder = encoder
        self._centres = centres
        self._words = {language: _Words.of(held) for language, held in terms.items() if held.words}
        self._kept: dict[tuple[str, str], dict[str, list[Translation]]] = {}
        self._components = _components(self._words.values())
        self._coarse = {
            language: _projected(held, self._components) for language, held in self._words.items()
        }

    def translate(
        self, words: Sequence[str], source: str, languages: Sequence[str]
    ) -> dict[str, dict[str, list[Translation]]]:
        """Return for each language and word what may stand for it there, nearest first.

        What was found for a word is kept for the questions that follow.
        """
        wanted = [word for word in dict.fromkeys(words) if translatable(word)]
        targets = [language for language in languages if language in self._words and language != source]
        if not wanted or not targets:
            return {}
        found = {word: kept for word in wanted if (kept := self._kept.get((source, word))) is not None}
        found |= self._found([word for word in wanted if word not in found], source)
        return {language: {word: found[word][language] for word in wanted} for language in targets}

    def _found(self, words: Sequence[str], source: str) -> dict[str, dict[str, list[Translation]]]:
        """Return by word and language what may stand for each word."""
        if not words:
            return {}
        asked = unit_rows(self._encoder.embed_passages(words) - self._middle(source))
        found: dict[str, dict[str, list[Translation]]] = {word: {} for word in words}
        for language, held in self._words.items():
            if language != source:
                rows = held.nearest(asked, self._components, self._coarse[language])
                for word, row in zip(words, rows, strict=True):
                    found[word][language] = row
        if len(self._kept) > _KEPT:
            self._kept.clear()
        self._kept.update({(source, word): each for word, each in found.items()})
        return found

    def _middle(self, source: str) -> Vectors:
        held = self._words.get(source)
        if held is not None and len(held.words) >= 200:
            return held.middle
        return self._centres.get(source, self._centres["und"])


def _components(words: Iterable[_Words]) -> Vectors:
    """Return the directions in which words differ most, shape (dimension, at most COARSE)."""
    sample = [held.centred(slice(None, None, 1 + len(held.words) // 2_000)) for held in words]
    if not sample:
        return np.zeros((0, 0), dtype=np.float32)
    rows = np.concatenate(sample)
    _, directions = np.linalg.eigh(rows.T @ rows)
    return np.ascontiguousarray(directions[:, ::-1][:, :COARSE], dtype=np.float32)


def _projected(held: _Words, components: Vectors) -> Vectors:
    count = len(held.words)
    made = np.zeros((components.shape[1], -(-count // _BLOCK) * _BLOCK), dtype=np.float32)
    for start in range(0, count, 10_000):
        some = slice(start, min(start + 10_000, count))
        made[:, some] = (held.centred(some) @ components).T
    return made


def _best(values: Vectors, count: int) -> Places:
    """Return for each row where the `count` highest values are, in no order."""
    if values.shape[1] <= count:
        return np.broadcast_to(np.arange(values.shape[1]), values.shape)
    return np.argpartition(-values, count - 1, axis=1)[:, :count]
