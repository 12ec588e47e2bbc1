"""The catalogue as the rest of the program sees it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.catalogue import checking, reading, schema, seal, writing
from index.catalogue.codec import dump
from index.catalogue.connections import Connections
from index.catalogue.reading import Run, Source, Stored
from index.catalogue.schema import CatalogueDamaged
from index.catalogue.seal import Seal
from index.lock import Holder
from ingest.documents import Document, Passage
from ingest.events import Reading
from ingest.mentions.mention import Mention, MentionKind


class Catalogue:
    """Documents, passages, vectors, mentions, readings and full text of one index folder.

    Reading is safe from any number of threads and while another process writes. Every `put`
    and `remove` is one transaction, on the disk when the call returns. Rows carry digests;
    one that is not what was written raises CatalogueDamaged and is never returned.
    """

    def __init__(self, connections: Connections) -> None:
        self.folder = connections.folder
        self.path = connections.path
        self._connections = connections
        self._reader = connections.reader

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
    ) -> int:
        """Store or replace one document in one transaction; return the new revision.

        `vectors` maps an embedder's name to a matrix of shape (passages, dimension), in the
        order of `passages`; `lexical_terms` a passage id to its terms joined by spaces. A source
        that another document had moves here, and that document goes when it has no other.
        `fingerprints` says what made the vectors of each embedder; all of one embedder's vectors
        must share it. Raises ValueError where the parts do not fit the document, and
        FingerprintMismatch.
        """
        kept = list(mentions)
        writing.check_parts(document, passages, vectors, kept)
        with self._transaction() as connection:
            for embedder, fingerprint in (fingerprints or {}).items():
                schema.claim(connection, embedder, fingerprint)
            return writing.put(
                connection, document, passages, vectors, kept, readings, sources, lexical_terms or {}
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

    def documents(self, ids: Sequence[str] | None = None) -> tuple[Document, ...]:
        """Return all documents with their text, or those of `ids` that are there, in order of id."""
        with self._reader() as connection:
            return tuple(reading.documents(connection, ids))

    def summaries(self) -> tuple[Document, ...]:
        """Return all documents with `text` left empty."""
        with self._reader() as connection:
            return tuple(reading.documents(connection, text=False))

    def document(self, document_id: str) -> Document:
        """Return one document. Raises KeyError where it is not there."""
        with self._reader() as connection:
            return reading.one(reading.documents(connection, [document_id]), document_id)

    def passages(self, document_id: str | None = None) -> tuple[Passage, ...]:
        """Return all passages, or those of one document, in document order."""
        with self._reader() as connection:
            if document_id is None:
                return tuple(reading.passages(connection))
            return tuple(reading.passages(connection, "document_id = ?", [document_id]))

    def passage(self, passage_id: str) -> Passage:
        """Return one passage. Raises KeyError where it is not there."""
        with self._reader() as connection:
            return reading.one(reading.passages(connection, "id = ?", [passage_id]), passage_id)

    def passages_by_id(self, ids: Sequence[str]) -> dict[str, Passage]:
        """Return the passages among `ids` that are there, by id."""
        condition, values = reading.among("id", ids)
        with self._reader() as connection:
            return {passage.id: passage for passage in reading.passages(connection, condition, values)}

    def mentions(
        self, kind: MentionKind | None = None, document_id: str | None = None, value: str | None = None
    ) -> tuple[Mention, ...]:
        """Return mentions in document order, all or of one kind, document or value."""
        with self._reader() as connection:
            return tuple(reading.mentions(connection, kind, document_id, value))

    def readings(self, document_ids: Sequence[str] | None = None) -> tuple[Reading, ...]:
        """Return what documents say of events, of all documents or of those named."""
        with self._reader() as connection:
            return tuple(reading.readings(connection, document_ids))

    def sources(self, document_id: str) -> tuple[Source, ...]:
        """Return the files that a document came from."""
        with self._reader() as connection:
            found = reading.sources(connection, document_id)
            return tuple(Source(path, stored.size, stored.modified_ns) for path, stored in found)

    def content_hashes(self) -> dict[str, Stored]:
        """Return every source's path with its document's id and the file's state when it was read."""
        with self._reader() as connection:
            return dict(reading.sources(connection))

    def vectors(
        self, embedder: str, document_ids: Sequence[str] | None = None
    ) -> tuple[list[str], NDArray[np.float32]]:
        """Return passage ids and their vectors, shape (passages, dimension), in document order."""
        groups = list(self.vector_groups(embedder, document_ids))
        ids = [passage_id for group in groups for passage_id in group[1]]
        parts = [group[3] for group in groups]
        return ids, np.concatenate(parts) if parts else np.zeros((0, 0), dtype=np.float32)

    def vector_groups(
        self, embedder: str, document_ids: Sequence[str] | None = None
    ) -> Iterator[tuple[str, list[str], list[str], NDArray[np.float32]]]:
        """Yield for each document its id, its passages' ids and languages, and their vectors."""
        with self._reader() as connection:
            yield from reading.group_vectors(
                reading.passage_keys(connection, document_ids),
                reading.vectors(connection, embedder, document_ids),
            )

    def embedders(self) -> tuple[str, ...]:
        """Return the names of the embedders that there are vectors of."""
        with self._reader() as connection:
            return tuple(
                name for (name,) in connection.execute("SELECT DISTINCT embedder FROM vectors ORDER BY 1")
            )

    def lexical_search(
        self,
        terms: Sequence[str],
        k: int,
        document_ids: Sequence[str] | frozenset[str] | None = None,
        languages: Sequence[str] | frozenset[str] | None = None,
    ) -> list[tuple[str, float]]:
        """Return up to `k` (passage id, BM25 score above 0) that hold any of `terms`, best first.

        In a large index common terms are left out where rarer ones tell passages apart.
        """
        with self._reader() as connection:
            return reading.lexical_search(connection, terms, k, document_ids, languages)

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        """Return for each term, case folded as stored, how many passages hold it (0 where none)."""
        with self._reader() as connection:
            return reading.frequencies(connection, terms)

    def counts(self) -> dict[str, int]:
        """Return how many documents and passages there are."""
        with self._reader() as connection:
            return {
                table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("documents", "passages")
            }

    def count_passages(self, document_ids: Sequence[str]) -> int:
        """Return how many passages these documents have."""
        condition, values = reading.among("id", document_ids)
        with self._reader() as connection:
            sql = f"SELECT coalesce(sum(passages), 0) FROM documents WHERE {condition}"
            return int(connection.execute(sql, values).fetchone()[0])

    @property
    def revision(self) -> int:
        """A counter that grows with every change."""
        return int(self.meta("revision") or 0)

    def meta(self, key: str) -> str | None:
        """Return what `set_meta` kept under `key`, or None."""
        with self._reader() as connection:
            return schema.get_meta(connection, key)

    def set_meta(self, key: str, value: str) -> None:
        """Keep a string under `key`."""
        with self._transaction() as connection:
            schema.set_meta(connection, key, value)

    def add_run(self, run: Run) -> None:
        """Keep the record of an ingest run."""
        with self._transaction() as connection:
            (number,) = connection.execute("SELECT coalesce(max(rowid), 0) + 1 FROM runs").fetchone()
            writing.insert(connection, "runs", number, dump(run))

    def runs(self) -> tuple[Run, ...]:
        """Return the ingest runs, oldest first."""
        with self._reader() as connection:
            return tuple(reading.runs(connection))

    def document_revisions(self) -> dict[str, int]:
        """Return for each document the revision of the catalogue at which it was put."""
        with self._reader() as connection:
            return dict(connection.execute("SELECT id, revision FROM documents").fetchall())

    def fingerprints(self) -> dict[str, str]:
        """Return the fingerprint of every embedder that `put` was given one for."""
        with self._reader() as connection:
            return schema.fingerprints(connection)

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
