"""Text encoders: the two that come with the installation, and any other by name."""

from __future__ import annotations

from index.embedding.e5 import E5
from index.embedding.embedder import Embedder, Vectors, processors, unit_rows
from index.embedding.use import USE
from index.embedding.wheels import ModelMissing

__all__ = [
    "E5",
    "USE",
    "Embedder",
    "ModelMissing",
    "Vectors",
    "default_embedders",
    "processors",
    "unit_rows",
]


def default_embedders() -> tuple[Embedder, ...]:
    """Return the encoders that need no download; weights load at the first use."""
    return (E5(), USE())
