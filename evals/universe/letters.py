"""A text encoder that needs no model: hashed letter trigrams, enough where the ledger answers."""

from __future__ import annotations

import zlib
from collections.abc import Sequence

import numpy as np

from index.embedding import Vectors, unit_rows

_DIMENSION = 256


class Letters:
    """Encodes a text by how often each of its letter trigrams occurs, hashed to 256 places."""

    name = "letters"
    fingerprint = "letters-1"
    dimension = _DIMENSION

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, float32, shape `(len(texts), 256)`."""
        rows = np.zeros((len(texts), _DIMENSION), dtype=np.float32)
        for row, text in zip(rows, texts, strict=True):
            folded = f" {text.casefold()} "
            for at in range(len(folded) - 2):
                row[zlib.crc32(folded[at : at + 3].encode()) % _DIMENSION] += 1.0
        return unit_rows(rows)

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a question, float32, shape `(256,)`."""
        return np.asarray(self.embed_passages([text])[0], dtype=np.float32)
