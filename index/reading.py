"""How near single sentences are to a question, in wording and in meaning."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from index.dense import centred
from index.embedding import Embedder, Vectors
from index.fusion import Spread, spread
from index.lexical import terms
from index.matching import Wording
from index.profile import Profile
from index.reranker import Reranker


@dataclass(frozen=True, slots=True)
class Reading:
    """One question, to be held against sentences of any language."""

    question: str
    language: str
    wanted: Wording
    profile: Profile
    encoder: Embedder | None
    centres: Mapping[str, Vectors]
    reranker: Reranker | None = None

    def wording(self, sentences: Sequence[tuple[str, str]]) -> list[float]:
        """Return how much of the question's wording each (text, language) has, translated, in 0–1."""
        return [self.wanted.coverage(_terms(text), language) for text, language in sentences]

    def meaning(self, sentences: Sequence[tuple[str, str]]) -> list[float]:
        """Return by how many standard deviations each (text, language) is nearer than passages of its
        language are; 0 for all without an encoder."""
        if self.encoder is None or not sentences:
            return [0.0] * len(sentences)
        centre = self.centres.get(self.language, self.centres.get("und"))
        asked = centred(self.encoder.embed_query(self.question), centre)
        near = self._rows([text for text, _ in sentences]) @ asked
        scales = self._scales(asked)
        return [
            scales[language].standardise(float(value)) if language in scales else 0.0
            for value, (_, language) in zip(near, sentences, strict=True)
        ]

    def _rows(self, texts: Sequence[str]) -> Vectors:
        """Return the vectors of sentences by the encoder; those that the reranker reads it reads once."""
        if self.reranker is not None and self.encoder is self.reranker.second:
            return self.reranker.rows(texts)
        if self.encoder is None:
            raise ValueError("sentences can't be compared without an encoder")
        return self.encoder.embed_passages(texts)

    def answering(self, sentences: Sequence[tuple[str, str]]) -> list[float] | None:
        """Return for each (heading, sentence) the log odds that it answers; None without a reranker."""
        return self.reranker.scores(self.question, sentences) if self.reranker else None

    def _scales(self, asked: Vectors) -> dict[str, Spread]:
        name = self.encoder.name if self.encoder else ""
        own = {
            language: rows @ asked
            for (encoder, language), rows in self.profile.samples.items()
            if encoder == name and len(rows)
        }
        if not own:
            return {}
        everywhere = spread(np.concatenate(list(own.values())))
        return {language: spread(near, everywhere, len(near)) for language, near in own.items()}


@lru_cache(maxsize=8192)
def _terms(text: str) -> tuple[str, ...]:
    return tuple(terms(text))
