"""The catalogue as the rest of the program sees it."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.catalogue import reading, schema, writing
from index.catalogue.codec import dump
from index.catalogue.reading import Run, Source, Stored
from index.catalogue.schema import CatalogueDamaged, CatalogueError, CatalogueMissing
from ingest.documents import Document, Passage
from ingest.events import Reading
from ingest.mentions.mention import Mention, MentionKind

FILE = "catalogue.sqlite"
BUSY_SECONDS = 10.0


class Catalogue:
    """Documents, passages, vectors, mentions, readings and full text of one index folder.

    Reading is safe from any number of threads and while another process writes. Every `put`
    and `remove` is one transaction, on the disk when the call returns. Rows carry digests;
    one that is not what was written raises CatalogueDamaged and is never returned.
    """

    def __init__(self, folder: Path, *, write: bool) -> None:
        self.folder = folder
        self.path = folder / FILE
        self._write = write
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._writing = threading.RLock()
        self._writer: sqlite3.Connection | None = self._connect() if write else None

    @classmethod
    def open(cls, folder: Path, *, write: bool = False) -> Catalogue:
        """Open the catalogue of an index folder; with `write`, make it where there is none.

        Raises CatalogueMissing, CatalogueDamaged, or CatalogueError for one of a newer version.
        """
        path = folder / FILE
        new = not path.exists() or path.stat().st_size == 0
        if new and not write:
            raise CatalogueMissing(f"{path} does not exist; run `rapporteur ingest PATH --index {folder}`")
        folder.mkdir(parents=True, exist_ok=True)
        try:
            catalogue = cls(folder, write=write)
            if new:
                with catalogue._writing:
                    schema.create(catalogue._open_writer())
            with catalogue._reader() as connection:
                schema.check_version(connection, str(path))
                catalogue._check_count(connection)
        except sqlite3.Error as error:
            raise _unreadable(path, error) from error
        return catalogue

    def __enter__(self) -> Catalogue:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()

    def close(self) -> None:
        """Close every connection; the last one to close folds the write-ahead log into the file."""
        while not self._idle.empty():
            self._idle.get_nowait().close()
        if self._writer is not None:
            self._writer.close()
            self._writer = None

    def put(
        self,
        document: Document,
        passages: Sequence[Passage],
        vectors: Mapping[str, NDArray[Any]],
        mentions: Iterable[Mention] = (),
        readings: Iterable[Reading] = (),
        sources: Iterable[Source] = (),
        lexical_terms: Mapping[str, str] | None = None,
    ) -> int:
        """Store or replace one document in one transaction; return the new revision.

        `vectors` maps an embedder's name to a matrix of shape (passages, dimension), in the
        order of `passages`; `lexical_terms` a passage id to its terms joined by spaces. A source
        that another document had moves here, and that document goes when it has no other.
        Raises ValueError where the parts do not fit the document.
        """
        kept = list(mentions)
        writing.check_parts(document, passages, vectors, kept)
        with self._transaction() as connection:
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
        with self._reader() as connection:
            groups = list(
                reading.group_vectors(
                    reading.passage_keys(connection, document_ids),
                    reading.vectors(connection, embedder, document_ids),
                )
            )
        ids = [passage_id for group in groups for passage_id in group[1]]
        parts = [group[3] for group in groups]
        return ids, np.concatenate(parts) if parts else np.zeros((0, 0), dtype=np.float32)

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
        """Return up to `k` (passage id, BM25 score above 0) that hold any of `terms`, best first."""
        with self._reader() as connection:
            return reading.lexical_search(connection, terms, k, document_ids, languages)

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        """Return for each term, case folded as stored, how many passages hold it (0 where none)."""
        with self._reader() as connection:
            found = connection.execute(
                "SELECT term, doc FROM vocabulary WHERE term IN (SELECT value FROM json_each(?))",
                reading.among("", [term.lower() for term in terms])[1],
            )
            counts: dict[str, int] = dict(found.fetchall())
        return {term: counts.get(term.lower(), 0) for term in terms}

    def counts(self) -> dict[str, int]:
        """Return how many documents and passages there are."""
        with self._reader() as connection:
            return {
                table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
                for table in ("documents", "passages")
            }

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

    def _check_count(self, connection: sqlite3.Connection) -> None:
        (count,) = connection.execute("SELECT count(*) FROM documents").fetchone()
        kept = schema.get_meta(connection, "documents")
        if kept != str(count):
            raise CatalogueDamaged(
                f"{self.path} holds {count} documents but should hold {kept}; run `rapporteur doctor`"
            )

    def _connect(self) -> sqlite3.Connection:
        mode = "rwc" if self._write else "ro"
        connection = sqlite3.connect(
            f"{self.path.absolute().as_uri()}?mode={mode}",
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
        )
        if self._write:
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA cell_size_check = ON")
        return connection

    @contextmanager
    def _reader(self) -> Iterator[sqlite3.Connection]:
        try:
            connection = self._idle.get_nowait()
        except queue.Empty:
            connection = self._connect()
        try:
            connection.execute("BEGIN")
            yield connection
        except (sqlite3.DatabaseError, KeyError, ValueError) as error:
            if isinstance(error, sqlite3.DatabaseError):
                raise _unreadable(self.path, error) from error
            raise
        finally:
            connection.rollback()
            self._idle.put(connection)

    @contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._writing:
            connection = self._open_writer()
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            except sqlite3.Error as error:
                connection.rollback()
                raise CatalogueError(f"{self.path} was not changed: {error}") from error
            except BaseException:
                connection.rollback()
                raise

    def _open_writer(self) -> sqlite3.Connection:
        if self._writer is None:
            raise CatalogueError(f"{self.path} is open for reading only")
        return self._writer


def _unreadable(path: Path, error: sqlite3.Error) -> CatalogueError:
    if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
        return CatalogueError(f"{path} is busy: {error}; try again when the other program has finished")
    return CatalogueDamaged(
        f"{path} can't be read: {error}; run `rapporteur doctor`, restore a backup, or ingest again"
    )
