"""What an embedding model must offer, and what every implementation shares."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Literal, Protocol, runtime_checkable

import numpy as np
import numpy.typing as npt

Vectors = npt.NDArray[np.float32]


class Embedder(Protocol):
    """A text encoder whose vectors have length 1, so that a dot product is a cosine.

    `name` is short and stable (`e5`, `use`): stored vectors and collections carry it.
    `fingerprint` changes whenever vectors stop being comparable with stored ones.
    """

    @property
    def name(self) -> str: ...

    @property
    def fingerprint(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one row a text, float32, shape `(len(texts), dimension)`."""
        ...

    def embed_query(self, text: str) -> Vectors:
        """Return the vector of a question, float32, shape `(dimension,)`."""
        ...


@runtime_checkable
class Warmed(Protocol):
    """An encoder that can be made ready for many questions."""

    def warm(self) -> None:
        """Load now what answers questions fastest."""
        ...


@runtime_checkable
class Symmetric(Protocol):
    """An encoder that embeds a question as it does a passage, so that both can go in one pass."""

    symmetric: Literal[True]


def unit_rows(vectors: npt.ArrayLike) -> Vectors:
    """Return the rows of a matrix scaled to length 1; a row of zeros stays as it is."""
    matrix = np.asarray(vectors, dtype=np.float32)
    lengths = np.linalg.norm(matrix, axis=-1, keepdims=True)
    return np.asarray(matrix / np.where(lengths == 0.0, 1.0, lengths), dtype=np.float32)


def processors() -> int:
    """Return how many processors this process may use, at least 1."""
    if hasattr(os, "sched_getaffinity"):
        return max(1, len(os.sched_getaffinity(0)))
    return os.cpu_count() or 1
