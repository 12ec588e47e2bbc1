"""Taking documents out of an index."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from index.catalogue import Catalogue
from index.opened import store_of


def remove_documents(ids: Sequence[str], dir: Path, *, chroma: str | None = None) -> int:
    """Remove documents and all that was read from them; return how many were there.

    Their files stay, and come back with the next ingest of their folder. Raises IndexLocked and
    CatalogueError.
    """
    with Catalogue.open(dir, write=True, make=False) as catalogue:
        removed = sum(catalogue.remove(document_id) for document_id in ids)
        store_of(dir, chroma).publish(catalogue)
    return removed
