"""The catalogue: one SQLite file, and the only truth of an index."""

from index.catalogue.catalogue import Catalogue
from index.catalogue.connections import FILE, vacuum
from index.catalogue.reading import Run, Source, Stored, Termed
from index.catalogue.schema import (
    SCHEMA_VERSION,
    CatalogueDamaged,
    CatalogueError,
    CatalogueMissing,
    FingerprintMismatch,
)

__all__ = [
    "FILE",
    "SCHEMA_VERSION",
    "Catalogue",
    "CatalogueDamaged",
    "CatalogueError",
    "CatalogueMissing",
    "FingerprintMismatch",
    "Run",
    "Source",
    "Stored",
    "Termed",
    "vacuum",
]
