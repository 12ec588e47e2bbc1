"""Vectors for searching: derived from the catalogue, and disposable."""

from index.vectors.generations import Generations
from index.vectors.server import Server
from index.vectors.store import (
    Nothing,
    Part,
    Published,
    Shelf,
    VectorsDamaged,
    VectorsError,
    VectorsMissing,
    VectorStore,
)
from index.vectors.vectors import Vectors

__all__ = [
    "Generations",
    "Nothing",
    "Part",
    "Published",
    "Server",
    "Shelf",
    "VectorStore",
    "Vectors",
    "VectorsDamaged",
    "VectorsError",
    "VectorsMissing",
]
