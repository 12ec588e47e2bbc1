"""An index folder, opened for answering."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from index.catalogue import Catalogue, CatalogueDamaged, CatalogueError, FingerprintMismatch
from index.lock import IndexLocked
from index.vectors import (
    Generations,
    Nothing,
    Part,
    Server,
    Vectors,
    VectorsDamaged,
    VectorsError,
    VectorsMissing,
    VectorStore,
)

REBUILT_AT_ONCE = 20_000
HASHED_AT_ONCE = 1 << 26


class IndexUnusable(Exception):
    """The index can't be used; the message says why and what to do."""


@dataclass(slots=True)
class Index:
    """The catalogue and the vectors of one folder; `notices` says what was wrong on the way.

    `vectors` opens at its first use, so that what needs none does not wait for it.
    """

    dir: Path
    catalogue: Catalogue
    store: VectorStore
    notices: list[str] = field(default_factory=list)
    _vectors: Vectors | None = None

    @property
    def vectors(self) -> Vectors:
        """The vectors as the catalogue has them now. Raises IndexUnusable."""
        if self._vectors is None:
            try:
                self._vectors = Vectors(self.catalogue, self._part)
            except (CatalogueError, VectorsError) as error:
                raise IndexUnusable(str(error)) from error
        return self._vectors

    def close(self) -> None:
        """Close the catalogue."""
        self._vectors = None
        self.catalogue.close()

    def __enter__(self) -> Index:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def _part(self) -> Part:
        try:
            return self.store.open(self.catalogue)
        except FingerprintMismatch:
            raise
        except (VectorsMissing, VectorsDamaged) as error:
            if isinstance(error, VectorsDamaged):
                self.notices.append(str(error))
        if self.catalogue.counts()["passages"] > REBUILT_AT_ONCE:
            self.notices.append("searching the catalogue instead; `rapporteur doctor --repair` makes it fast")
            return Nothing()
        try:
            if self.catalogue.writable:
                self.store.publish(self.catalogue, now=True)
            else:
                with Catalogue.open(self.dir, write=True, make=False) as writer:
                    self.store.publish(writer, now=True)
            return self.store.open(self.catalogue)
        except (IndexLocked, CatalogueError, VectorsError, OSError):
            return Nothing()


def open_index(
    dir: Path, *, chroma: str | None = None, fingerprints: Mapping[str, str] | None = None
) -> Index:
    """Open an index folder for reading; with `chroma`, its vectors are on the server at that URL.

    What was put but not published is found all the same. Published vectors that are damaged or
    missing are made again from the catalogue, and where that can't be done now, the catalogue is
    searched instead. `fingerprints` of the embedders in use must be those of the index.
    Raises IndexUnusable.
    """
    try:
        catalogue = Catalogue.open(dir)
    except CatalogueDamaged as error:
        raise IndexUnusable(f"the index is damaged: {error}") from error
    except (CatalogueError, OSError) as error:
        raise IndexUnusable(str(error)) from error
    try:
        kept = catalogue.fingerprints()
        for embedder, fingerprint in (fingerprints or {}).items():
            if kept.get(embedder, fingerprint) != fingerprint:
                raise IndexUnusable(
                    f"the index was made with {kept[embedder]!r} for {embedder!r},"
                    f" but {fingerprint!r} is in use;"
                    " use that model again, or ingest into a new folder"
                )
        notices = []
        if catalogue.path.stat().st_size <= HASHED_AT_ONCE and catalogue.changed_outside():
            notices.append(
                f"{catalogue.path} was changed by something other than rapporteur; run `rapporteur doctor`"
            )
        return Index(dir, catalogue, store_of(dir, chroma), notices)
    except CatalogueError as error:
        catalogue.close()
        raise IndexUnusable(str(error)) from error
    except IndexUnusable:
        catalogue.close()
        raise


def store_of(dir: Path, chroma: str | None = None) -> VectorStore:
    """Return the store of an index folder: on this machine, or on the Chroma server at a URL."""
    if chroma is None:
        return Generations(dir)
    return Server(chroma)
