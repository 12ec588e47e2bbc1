"""The reranker: how well a sentence answers a question, whatever languages they are in."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from index.embedding.e5 import PASSAGE_PREFIX, QUERY_PREFIX, one_line
from index.embedding.e5_int8 import Int8E5
from index.embedding.embedder import Embedder, Vectors
from index.reranker.layers import LastLayers
from index.reranker.weights import Weights, mean_of, trained

QUESTION, SENTENCE = 64, 120
"""Most tokens that are read of each."""
KEPT = 4096
"""Sentences whose reading is kept for the next question, at 40 kB each."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence as the encoders read it: its vectors, and its tokens as `Weights.sentence` turns them."""

    e5: Vectors
    use: Vectors
    tokens: Vectors


class Reranker:
    """Compares a question with sentences token by token, and by the vectors of two encoders.

    Score = a·cos(A q, s) by e5 + b·cos(B q, s) by the second encoder + c·cos(C q, heading)
    + d·Σ w(token) · max cos(token, token of the sentence) - e. The last sum is late interaction
    (Khattab & Zaharia 2020, "ColBERT"); the matrices and e5's last layers were trained on questions about
    conference documents (`evals/reranker`), so that the score is the log odds of the sentence against
    `none of them`. The heading is read by e5 as it comes.
    """

    def __init__(self, e5: Int8E5, use: Embedder, weights: Weights | None = None) -> None:
        self._e5, self.second = e5, use
        self._weights = weights or trained()
        self._last = LastLayers(e5.sizes, self._weights.layers)
        self._kept: OrderedDict[str, Read] = OrderedDict()
        self._headings: OrderedDict[str, Vectors] = OrderedDict()
        self._lock = threading.Lock()

    def scores(self, question: str, sentences: Sequence[tuple[str, str]]) -> list[float]:
        """Return for each (heading, sentence) the log odds that it answers rather than none does."""
        if not sentences:
            return []
        weights = self._weights
        (states,) = self._states([f"{QUERY_PREFIX}{one_line(question)}"], QUESTION)
        asked = weights.question(states, self.second.embed_query(one_line(question)))
        read = self._read([one_line(text) for _, text in sentences])
        above = self._above([one_line(heading) for heading, _ in sentences])
        return [
            asked.score(one.e5, one.use, heading, one.tokens)
            for one, heading in zip(read, above, strict=True)
        ]

    def rows(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of sentences by the second encoder, one unit row each, read but once."""
        return np.stack([each.use for each in self._read([one_line(text) for text in texts])])

    def _states(self, texts: Sequence[str], most: int) -> list[Vectors]:
        return self._last.states(self._e5.below(texts, most))

    def _read(self, texts: Sequence[str]) -> list[Read]:
        with self._lock:
            found = {text: self._kept[text] for text in texts if text in self._kept}
        missing = [text for text in dict.fromkeys(texts) if text not in found]
        if missing:
            read = self._states([f"{PASSAGE_PREFIX}{text}" for text in missing], SENTENCE)
            rows = self.second.embed_passages(missing)
            for text, states, row in zip(missing, read, rows, strict=True):
                found[text] = Read(mean_of(states), row, self._weights.sentence(states))
        with self._lock:
            _keep(self._kept, found)
        return [found[text] for text in texts]

    def _above(self, headings: Sequence[str]) -> list[Vectors]:
        with self._lock:
            found = {text: self._headings[text] for text in headings if text in self._headings}
        for text in dict.fromkeys(headings):
            if text not in found:
                found[text] = self._e5.embed([f"{PASSAGE_PREFIX}{text}"])[0]
        with self._lock:
            _keep(self._headings, found)
        return [found[text] for text in headings]


def _keep(kept: OrderedDict[str, T], found: dict[str, T]) -> None:
    """Keep what was read last, and no more than `KEPT`."""
    for text, one in found.items():
        kept[text] = one
        kept.move_to_end(text)
    while len(kept) > KEPT:
        kept.popitem(last=False)
