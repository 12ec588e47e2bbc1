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


@dataclass(frozen=True, slots=True)
class Reading:
    """One question, to be held against sentences of any language."""

    question: str
    language: str
    wanted: Wording
    profile: Profile
    encoder: Embedder | None
    centres: Mapping[str, Vectors]

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
        near = self.encoder.embed_passages([text for text, _ in sentences]) @ asked
        scales = self._scales(asked)
        return [
            scales[language].standardise(float(value)) if language in scales else 0.0
            for value, (_, language) in zip(near, sentences, strict=True)
        ]

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
