"""Find a question's words in passages of other languages, by an encoder of words."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from index.embedding import Embedder, Steps, Symmetric, Vectors, of_steps, unit_rows
from index.profile import Terms, translatable

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
    """The words of one language: their vectors, shape (words, dimension), and what is searched.

    `lengths` are of the vectors around their middle. `coarse` holds the words by their
    components, shape (components, words), zeros after them.
    """

    words: Sequence[str]
    vectors: Steps
    middle: Vectors
    lengths: Vectors
    coarse: Vectors

    @classmethod
    def of(cls, held: Terms, middle: Vectors, components: Vectors) -> _Words:
        count = len(held.words)
        coarse = np.zeros((components.shape[1], -(-count // _BLOCK) * _BLOCK), dtype=np.float32)
        lengths = np.zeros(count, dtype=np.float32)
        for start in range(0, count, 10_000):
            some = slice(start, min(start + 10_000, count))
            rows = of_steps(held.vectors[some]) - middle
            lengths[some] = np.maximum(np.linalg.norm(rows, axis=1), 1e-12)
            coarse[:, some] = (rows @ components).T / lengths[some]
        return cls(held.words, held.vectors, middle, lengths, coarse)

    def places(self, words: Sequence[str]) -> dict[str, int]:
        """Return where those of the words lie that are among these."""
        found = ((word, bisect_left(self.words, word)) for word in words)
        return {word: at for word, at in found if at < len(self.words) and self.words[at] == word}

    def nearest(self, asked: Vectors, components: Vectors) -> list[list[Translation]]:
        """Return for each row of `asked` the nearest words, best first."""
        # The best words lie in the blocks whose best word is best. A block takes every n-th word,
        # so that the maximum is taken of whole rows.
        scores = ((asked @ components) @ self.coarse).reshape(len(asked), _BLOCK, -1)
        rows = np.arange(len(asked))[:, None]
        wide = _best(scores.max(axis=1), _COMPARED)
        within = scores[rows, :, wide].reshape(len(asked), -1)
        block, word = np.divmod(_best(within, _COMPARED), _BLOCK)
        # In order, so that of words as near as each other the first counts.
        places = np.sort(wide[rows, block] + scores.shape[2] * word, axis=1)
        places = np.minimum(places, len(self.words) - 1)
        exact = (of_steps(self.vectors[places]) @ asked[:, :, None])[:, :, 0]
        exact = (exact - (asked @ self.middle)[:, None]) / self.lengths[places]
        found = []
        for row, values in zip(places, exact, strict=True):
            nearest: dict[int, float] = {}
            for each in np.argsort(-values, kind="stable"):
                nearest.setdefault(int(row[each]), float(values[each]))
                if len(nearest) == NEAREST:
                    break
            found.append([Translation(self.words[at], near) for at, near in nearest.items() if near >= LEAST])
        return found


class Translator:
    """Terms of an index that mean what a question's terms mean.

    Each word of the index has a vector of a multilingual encoder; a question's words find the
    nearest in every language. Both sides are centred within their language.
    """

    def __init__(self, encoder: Embedder, terms: Mapping[str, Terms], centres: Mapping[str, Vectors]) -> None:
        self.name = encoder.name
        self._encoder = encoder
        self._centres = centres
        self._kept: dict[tuple[str, str], dict[str, list[Translation]]] = {}
        self._read: dict[str, Vectors] = {}
        held = {language: each for language, each in terms.items() if each.words}
        middles = {
            language: of_steps(each.vectors[:_MIDDLE_OF]).mean(axis=0) for language, each in held.items()
        }
        self._components = _components((each, middles[language]) for language, each in held.items())
        self._words = {
            language: _Words.of(each, middles[language], self._components) for language, each in held.items()
        }

    def read(self, question: str, words: Sequence[str], source: str) -> Vectors | None:
        """Return the vector of a question, embedded in one pass with those of its words that are new.

        None with an encoder that embeds questions in another way than passages.
        """
        if not isinstance(self._encoder, Symmetric):
            return None
        wanted = [word for word in dict.fromkeys(words) if translatable(word)]
        held = self._words.get(source)
        known = held.places(wanted) if held else {}
        new = [
            word
            for word in wanted
            if word not in known and word not in self._read and (source, word) not in self._kept
        ]
        rows = self._encoder.embed_passages([question, *new])
        if len(self._read) > _KEPT:
            self._read.clear()
        self._read.update(zip(new, rows[1:], strict=True))
        vector: Vectors = rows[0]
        return vector

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
        asked = unit_rows(self._embedded(words, source) - self._middle(source))
        found: dict[str, dict[str, list[Translation]]] = {word: {} for word in words}
        for language, held in self._words.items():
            if language != source:
                rows = held.nearest(asked, self._components)
                for word, row in zip(words, rows, strict=True):
                    found[word][language] = row
        if len(self._kept) > _KEPT:
            self._kept.clear()
        self._kept.update({(source, word): each for word, each in found.items()})
        return found

    def _embedded(self, words: Sequence[str], source: str) -> Vectors:
        """Return the vectors of words; those that the index has in that language are known."""
        held = self._words.get(source)
        places = held.places(words) if held else {}
        found = np.zeros((len(words), self._encoder.dimension), dtype=np.float32)
        new = [row for row, word in enumerate(words) if word not in places]
        if held and places:
            known = [row for row, word in enumerate(words) if word in places]
            found[known] = of_steps(held.vectors[[places[words[row]] for row in known]])
        read = {row: vector for row in new if (vector := self._read.get(words[row])) is not None}
        for row, vector in read.items():
            found[row] = vector
        unread = [row for row in new if row not in read]
        if unread:
            found[unread] = self._encoder.embed_passages([words[row] for row in unread])
        return found

    def _middle(self, source: str) -> Vectors:
        held = self._words.get(source)
        if held is not None and len(held.words) >= 200:
            return held.middle
        return self._centres.get(source, self._centres["und"])


def _components(words: Iterable[tuple[Terms, Vectors]]) -> Vectors:
    """Return the directions in which words differ most, shape (dimension, at most COARSE).

    `words` are with their middle, by language.
    """
    sample = [
        unit_rows(of_steps(held.vectors[:: 1 + len(held.words) // 2_000]) - middle) for held, middle in words
    ]
    if not sample:
        return np.zeros((0, 0), dtype=np.float32)
    rows = np.concatenate(sample)
    _, directions = np.linalg.eigh(rows.T @ rows)
    return np.ascontiguousarray(directions[:, ::-1][:, :COARSE], dtype=np.float32)


def _best(values: npt.NDArray[np.floating], count: int) -> Places:
    """Return for each row where the `count` highest values are, in no order."""
    if values.shape[1] <= count:
        return np.broadcast_to(np.arange(values.shape[1]), values.shape)
    return np.argpartition(-values, count - 1, axis=1)[:, :count]
