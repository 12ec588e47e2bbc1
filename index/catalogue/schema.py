"""The tables of the catalogue, and the digests that every row carries."""

from __future__ import annotations

import hashlib
import sqlite3
import uuid

SCHEMA_VERSION = 2
# Version 1 had no vectors of sentences; it is read as it is, and brought up by its next writer.
OLDEST_READ = 1
FINGERPRINT = "fingerprint:"

_SENTENCES = """
CREATE TABLE sentences (
    passage_id TEXT NOT NULL, embedder TEXT NOT NULL, dimension INTEGER NOT NULL,
    data BLOB NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (passage_id, embedder)
) WITHOUT ROWID;
"""
_TABLES = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL, digest BLOB NOT NULL);
CREATE TABLE documents (
    id TEXT PRIMARY KEY, language TEXT NOT NULL, kind TEXT NOT NULL, issued TEXT, series TEXT,
    revision INTEGER NOT NULL, passages INTEGER NOT NULL, mentions INTEGER NOT NULL,
    readings INTEGER NOT NULL, vectors INTEGER NOT NULL, sources INTEGER NOT NULL,
    body TEXT NOT NULL, text TEXT NOT NULL, digest BLOB NOT NULL
);
CREATE TABLE sources (
    path TEXT PRIMARY KEY, document_id TEXT NOT NULL, size INTEGER NOT NULL,
    modified_ns INTEGER NOT NULL, digest BLOB NOT NULL
);
CREATE INDEX sources_of ON sources (document_id);
CREATE TABLE passages (
    rowid INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, document_id TEXT NOT NULL,
    ordinal INTEGER NOT NULL, language TEXT NOT NULL, body TEXT NOT NULL, terms TEXT NOT NULL,
    digest BLOB NOT NULL
);
CREATE UNIQUE INDEX passages_of ON passages (document_id, ordinal, id, language);
CREATE TABLE vectors (
    document_id TEXT NOT NULL, embedder TEXT NOT NULL, dimension INTEGER NOT NULL,
    data BLOB NOT NULL, digest BLOB NOT NULL, PRIMARY KEY (embedder, document_id)
);
CREATE TABLE mentions (
    rowid INTEGER PRIMARY KEY, document_id TEXT NOT NULL, kind TEXT NOT NULL, value TEXT NOT NULL,
    body TEXT NOT NULL, digest BLOB NOT NULL
);
CREATE INDEX mentions_of ON mentions (document_id);
CREATE INDEX mentions_by ON mentions (kind, value);
CREATE TABLE readings (
    rowid INTEGER PRIMARY KEY, document_id TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL,
    digest BLOB NOT NULL
);
CREATE INDEX readings_of ON readings (document_id);
CREATE TABLE runs (rowid INTEGER PRIMARY KEY, body TEXT NOT NULL, digest BLOB NOT NULL);
CREATE VIRTUAL TABLE lexical USING fts5 (
    terms, content='passages', content_rowid='rowid',
    tokenize="unicode61 remove_diacritics 0 categories 'L* M* N* P* S* Co'"
);
CREATE VIRTUAL TABLE vocabulary USING fts5vocab (lexical, row);
"""


class CatalogueError(Exception):
    """The catalogue can't be used; the message says why and what to do."""


class CatalogueMissing(CatalogueError):
    """There is no catalogue in the folder."""


class FingerprintMismatch(CatalogueError):
    """Vectors of two models under one name."""


class CatalogueDamaged(CatalogueError):
    """What is stored is not what was written."""


def digest(*parts: str | bytes | int | None) -> bytes:
    """Return the 8-byte BLAKE2b digest of a row's columns."""
    total = hashlib.blake2b(digest_size=8)
    for part in parts:
        data = part if isinstance(part, bytes) else str(part).encode("utf-8", "surrogatepass")
        total.update(len(data).to_bytes(6, "little"))
        total.update(data)
    return total.digest()


def create(connection: sqlite3.Connection) -> None:
    """Make the tables, in one transaction."""
    connection.executescript(
        f"BEGIN IMMEDIATE; {_TABLES} {_SENTENCES} PRAGMA user_version = {SCHEMA_VERSION};"
    )
    for key, value in (("index_id", uuid.uuid4().hex), ("revision", "0"), ("documents", "0")):
        set_meta(connection, key, value)
    connection.execute("COMMIT")


def is_empty(connection: sqlite3.Connection) -> bool:
    """Return whether there are no tables yet: a writer is about to make them, or was killed before it did."""
    tables = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    return not tables and connection.execute("PRAGMA user_version").fetchone()[0] == 0


def check_version(connection: sqlite3.Connection, path: str) -> None:
    """Raise CatalogueError unless the tables are of the version that this program reads."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > SCHEMA_VERSION:
        raise CatalogueError(
            f"{path} has schema {version}, newer than the {SCHEMA_VERSION} that this version of "
            "rapporteur reads; upgrade rapporteur, or ingest into another folder"
        )
    if version < OLDEST_READ:
        raise CatalogueDamaged(f"{path} says schema {version}; no version of rapporteur wrote that")


def bring_up(connection: sqlite3.Connection) -> None:
    """Add what an older version did not have, in one transaction; rows that are there stay."""
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version == 1:
        connection.executescript(
            f"BEGIN IMMEDIATE; {_SENTENCES} PRAGMA user_version = {SCHEMA_VERSION}; COMMIT;"
        )


def has_sentences(connection: sqlite3.Connection) -> bool:
    """Return whether the catalogue is of a version that keeps vectors of sentences."""
    return bool(connection.execute("PRAGMA user_version").fetchone()[0] > 1)


def get_meta(connection: sqlite3.Connection, key: str) -> str | None:
    """Return what is kept under `key`, or None. Raises CatalogueDamaged."""
    row = connection.execute("SELECT value, digest FROM meta WHERE key = ?", (key,)).fetchone()
    if row is None:
        return None
    check(row[1], "meta", key, key, row[0])
    return str(row[0])


def set_meta(connection: sqlite3.Connection, key: str, value: str) -> None:
    """Keep `value` under `key`."""
    connection.execute(
        "INSERT OR REPLACE INTO meta VALUES (?, ?, ?)", (key, value, digest("meta", key, value))
    )


def check(found: bytes, table: str, row: str, *parts: str | bytes | int | None) -> None:
    """Raise CatalogueDamaged unless `found` is the digest of a row of `table`."""
    if found != digest(table, *parts):
        raise CatalogueDamaged(
            f"the catalogue's {table} row {row!r} is not what was written; "
            "run `rapporteur doctor`, restore a backup, or ingest again into a new folder"
        )


def claim(connection: sqlite3.Connection, embedder: str, fingerprint: str) -> None:
    """Keep what makes an embedder's vectors, once and for all of them. Raises FingerprintMismatch."""
    kept = get_meta(connection, f"{FINGERPRINT}{embedder}")
    if kept is None:
        set_meta(connection, f"{FINGERPRINT}{embedder}", fingerprint)
    elif kept != fingerprint:
        stored = connection.execute("SELECT 1 FROM vectors WHERE embedder = ?", (embedder,)).fetchone()
        if stored:
            raise FingerprintMismatch(
                f"the index holds vectors of {embedder!r} made by {kept!r}, and these are by {fingerprint!r};"
                " ingest into a new folder, or use the model that made the index"
            )
        set_meta(connection, f"{FINGERPRINT}{embedder}", fingerprint)


def fingerprints(connection: sqlite3.Connection) -> dict[str, str]:
    """Return what makes each embedder's vectors."""
    keys = [key for (key,) in connection.execute("SELECT key FROM meta ORDER BY key").fetchall()]
    return {
        key.removeprefix(FINGERPRINT): get_meta(connection, key) or ""
        for key in keys
        if key.startswith(FINGERPRINT)
    }
