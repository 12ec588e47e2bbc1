"""Connections to the catalogue's file: many readers, one writer."""

from __future__ import annotations

import queue
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from index import lock
from index.catalogue import schema, seal
from index.catalogue.schema import CatalogueDamaged, CatalogueError, CatalogueMissing

FILE = "catalogue.sqlite"
# Kilobytes of pages that a connection keeps, each read and checked once: by default 2,000, of which
# a search of 100,000 passages needs more than ten times as many.
CACHE_KB = 64_000
BUSY_SECONDS = 10.0


class Connections:
    """The connections of one process to one catalogue.

    Any number of threads may read, each in a snapshot of its own; one thread at a time
    writes, holding the folder's writer lock from the start to `close`.
    """

    def __init__(self, folder: Path, *, write: bool, make: bool = True) -> None:
        self.folder = folder
        self.path = folder / FILE
        self.killed_writer: lock.Holder | None = None
        self._write = write
        self._held = ExitStack()
        self._idle: queue.LifoQueue[sqlite3.Connection] = queue.LifoQueue()
        self._writing = threading.RLock()
        self._writer: sqlite3.Connection | None = None
        try:
            if write:
                self._begin_writing(make)
            elif not self.path.exists() or not self.path.stat().st_size:
                raise _missing(folder)
            with self.reader() as connection:
                if schema.is_empty(connection):
                    raise _missing(folder)
                schema.check_version(connection, str(self.path))
        except BaseException:
            self.close()
            raise

    def _begin_writing(self, make: bool) -> None:
        there = self.path.exists() and self.path.stat().st_size > 0
        if not there and (not make or (self.folder / seal.FILE).exists()):
            raise _missing(self.folder)
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.killed_writer = self._held.enter_context(lock.writer(self.folder))
        except OSError as error:
            raise CatalogueError(f"{self.folder} can't be written: {error}") from error
        try:
            self._writer = self._connect("rwc")
            self._writer.execute("PRAGMA journal_mode = WAL")
            self._writer.execute("PRAGMA synchronous = FULL")
            if not schema.is_empty(self._writer):
                schema.bring_up(self._writer)
            elif make and not (self.folder / seal.FILE).exists():
                schema.create(self._writer)
            else:
                raise _missing(self.folder)
        except sqlite3.Error as error:
            raise _unreadable(self.path, error) from error

    @property
    def writable(self) -> bool:
        """Whether this process holds the writer's lock."""
        return self._writer is not None

    def close(self) -> None:
        """Close every connection; the last one to close folds the write-ahead log into the file."""
        while not self._idle.empty():
            self._idle.get_nowait().close()
        with self._writing:
            try:
                if self._writer is not None:
                    self._writer.close()
                    self._writer = None
                    self._seal_file()
            finally:
                self._held.close()

    def _seal_file(self) -> None:
        sealed = seal.read_or_none(self.folder)
        if sealed is not None and not sealed.file and not self.log_size():
            with suppress(OSError):
                seal.write(self.folder, replace(sealed, file=seal.digest(self.path)))

    def log_size(self) -> int:
        """Return the bytes of the write-ahead log: 0 where all is in the file."""
        log = self.path.with_name(f"{FILE}-wal")
        return log.stat().st_size if log.exists() else 0

    @contextmanager
    def reader(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection that sees one state of the catalogue. Raises CatalogueDamaged."""
        connection: sqlite3.Connection | None = None
        try:
            try:
                connection = self._idle.get_nowait()
            except queue.Empty:
                connection = self._connect("rw" if self._write else "ro")
            connection.execute("BEGIN")
            yield connection
        except sqlite3.Error as error:
            raise _unreadable(self.path, error) from error
        finally:
            if connection is not None:
                connection.rollback()
                self._idle.put(connection)

    @contextmanager
    def transaction(self, after: Callable[[sqlite3.Connection], seal.Seal]) -> Iterator[sqlite3.Connection]:
        """Lend the writing connection; all that is done with it is kept, or nothing.

        `after` tells the state to seal. Raises CatalogueError where nothing was changed.
        """
        with self._writing:
            if self._writer is None:
                raise CatalogueError(f"{self.path} is open for reading only")
            try:
                self._writer.execute("BEGIN IMMEDIATE")
                yield self._writer
                state = after(self._writer)
                self._writer.execute("COMMIT")
            except sqlite3.Error as error:
                self._roll_back()
                raise CatalogueError(f"{self.path} was not changed: {error}") from error
            except BaseException:
                self._roll_back()
                raise
            with suppress(OSError):
                seal.write(self.folder, state)

    def _roll_back(self) -> None:
        if self._writer is not None and self._writer.in_transaction:
            self._writer.execute("ROLLBACK")

    def _connect(self, mode: str) -> sqlite3.Connection:
        address = f"{self.path.absolute().as_uri()}?mode={mode}"
        try:
            return self._ready(address)
        except sqlite3.OperationalError:
            if mode != "ro" or self.log_size():
                raise
            return self._ready(f"{address}&immutable=1")

    def _ready(self, address: str) -> sqlite3.Connection:
        connection = sqlite3.connect(
            address, uri=True, timeout=BUSY_SECONDS, isolation_level=None, check_same_thread=False
        )
        try:
            connection.execute("PRAGMA cell_size_check = ON")
            connection.execute(f"PRAGMA cache_size = -{CACHE_KB}")
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except sqlite3.Error:
            connection.close()
            raise
        return connection


def _missing(folder: Path) -> CatalogueMissing:
    if (folder / seal.FILE).exists():
        return CatalogueMissing(
            f"{folder / FILE} is gone; restore a backup (`rapporteur restore FILE`),"
            " or ingest into a new folder"
        )
    return CatalogueMissing(f"there is no index in {folder}; run `rapporteur ingest PATH --index {folder}`")


def _unreadable(path: Path, error: sqlite3.Error) -> CatalogueError:
    if "locked" in str(error):
        return CatalogueError(f"{path} is busy: {error}; try again when the other program has finished")
    return CatalogueDamaged(
        f"{path} can't be read: {error}; run `rapporteur doctor`, restore a backup, or ingest again"
    )


def vacuum(path: Path) -> None:
    """Rewrite an SQLite file that nobody has open without its free pages, as one file with no log.

    Raises OSError where that fails.
    """
    try:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            connection.execute("PRAGMA journal_mode = DELETE")
            connection.execute("VACUUM")
    except sqlite3.Error as error:
        raise OSError(f"{path} can't be rewritten: {error}") from error
