"""The catalogue as the rest of the program sees it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

from numpy.typing import NDArray

from index.catalogue import checking, schema, seal, writing
from index.catalogue.codec import dump
from index.catalogue.connections import Connections
from index.catalogue.contents import Contents
from index.catalogue.reading import Run, Source
from index.catalogue.schema import CatalogueDamaged
from index.catalogue.seal import Seal
from index.lock import Holder
from ingest.documents import Document, Passage
from ingest.events import Reading
from ingest.mentions.mention import Mention


class Catalogue(Contents):
    """The contents of one index folder, and what changes them.

    Every `put` and `remove` is one transaction, on the disk when the call returns.
    """

    @classmethod
    def open(cls, folder: Path, *, write: bool = False, make: bool = True) -> Catalogue:
        """Open the catalogue of an index folder; with `write`, lock it and make it where there is none.

        Raises CatalogueMissing, CatalogueDamaged (also where changes that were written are lost),
        CatalogueError for one of a newer version or a folder that can't be written, and
        IndexLocked where another writer has it.
        """
        try:
            sealed = seal.read(folder)
        except ValueError:
            sealed = None
        connections = Connections(folder, write=write, make=make)
        try:
            catalogue = cls(connections)
            with connections.reader() as connection:
                state = _state(connection)
                (count,) = connection.execute("SELECT count(*) FROM documents").fetchone()
            if count != state.documents:
                raise CatalogueDamaged(
                    f"{catalogue.path} holds {count} documents but should hold {state.documents};"
                    " run `rapporteur doctor`"
                )
            complaint = seal.complaint(folder, sealed, state)
            if complaint:
                raise CatalogueDamaged(complaint)
            if write:
                catalogue.seal()
        except BaseException:
            connections.close()
            raise
        return catalogue

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection and free the writer's lock."""
        self._connections.close()

    @property
    def writable(self) -> bool:
        """Whether this is the index's writer."""
        return self._connections.writable

    @property
    def killed_writer(self) -> Holder | None:
        """The writer before this one, where it was killed at its work."""
        return self._connections.killed_writer

    def seal(self, *, anew: bool = False) -> None:
        """Write beside the catalogue how far it reaches; with `anew`, also where that is written."""
        with self._reader() as connection:
            state = _state(connection)
        sealed = seal.read_or_none(self.folder)
        if anew or sealed is None or replace(sealed, file="") != state:
            seal.write(self.folder, state)

    def changed_outside(self) -> bool:
        """Return whether the file is not, byte for byte, as the last writer closed it.

        False where that can't be told: a writer is at work, or was killed.
        """
        sealed = seal.read_or_none(self.folder)
        if sealed is None or not sealed.file or self._connections.log_size():
            return False
        return sealed.file != seal.digest(self.path) and sealed == seal.read_or_none(self.folder)

    def _transaction(self) -> AbstractContextManager[sqlite3.Connection]:
        return self._connections.transaction(_state)

    def put(
        self,
        document: Document,
        passages: Sequence[Passage],
        vectors: Mapping[str, NDArray[Any]],
        mentions: Iterable[Mention] = (),
        readings: Iterable[Reading] = (),
        sources: Iterable[Source] = (),
        lexical_terms: Mapping[str, str] | None = None,
        fingerprints: Mapping[str, str] | None = None,
        sentences: Mapping[str, Sequence[NDArray[Any]]] | None = None,
    ) -> int:
        """Store or replace one document in one transaction; return the new revision.

        `vectors` maps an embedder's name to a matrix of shape (passages, dimension), in the
        order of `passages`; `lexical_terms` a passage id to its terms joined by spaces. A source
        that another document had moves here, and that document goes when it has no other.
        `fingerprints` says what made the vectors of each embedder; all of one embedder's vectors
        must share it. `sentences` gives by embedder a matrix of each passage's sentences.
        Raises ValueError where the parts do not fit the document, and FingerprintMismatch.
        """
        kept = list(mentions)
        writing.check_parts(document, passages, vectors, kept)
        with self._transaction() as connection:
            for embedder, fingerprint in (fingerprints or {}).items():
                schema.claim(connection, embedder, fingerprint)
            return writing.put(
                connection,
                document,
                passages,
                vectors,
                kept,
                readings,
                sources,
                lexical_terms or {},
                sentences or {},
            )

    def remove(self, document_id: str) -> bool:
        """Remove a document and all that hangs on it; return whether it was there."""
        with self._transaction() as connection:
            there = writing.delete(connection, document_id)
            if there:
                writing.bump(connection)
            return there

    def remove_source(self, path: str) -> None:
        """Forget a source, and its document where that has no other source."""
        with self._transaction() as connection:
            writing.release(connection, path)
            writing.bump(connection)

    def set_meta(self, key: str, value: str) -> None:
        """Keep a string under `key`."""
        with self._transaction() as connection:
            schema.set_meta(connection, key, value)

    def add_run(self, run: Run) -> None:
        """Keep the record of an ingest run."""
        with self._transaction() as connection:
            (number,) = connection.execute("SELECT coalesce(max(rowid), 0) + 1 FROM runs").fetchone()
            writing.insert(connection, "runs", number, dump(run))

    def problems(self) -> list[str]:
        """Read everything and return a sentence for each thing that is not as it was written."""
        with self._reader() as connection, closing(sqlite3.connect("")) as copy:
            try:
                connection.backup(copy)
            except sqlite3.Error as error:
                return [f"the catalogue is damaged: {error}"]
            return list(checking.problems(copy))

    def rebuild_lexical(self) -> None:
        """Make the full-text index again from the passages."""
        with self._transaction() as connection:
            checking.rebuild_lexical(connection)

    def copy_to(self, path: Path) -> None:
        """Write a copy of the catalogue as it stands now, without its log, to a new file."""
        with self._reader() as connection, closing(sqlite3.connect(path)) as target:
            connection.backup(target)


def _state(connection: sqlite3.Connection) -> Seal:
    found = {key: schema.get_meta(connection, key) for key in ("index_id", "revision", "documents")}
    try:
        return Seal(str(found["index_id"]), int(found["revision"] or ""), int(found["documents"] or ""))
    except ValueError as error:
        raise CatalogueDamaged(f"the catalogue does not say how far it reaches: {found}") from error
