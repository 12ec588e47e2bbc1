"""Reading the whole catalogue to see that it is what was written."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

from index.catalogue import reading, schema
from index.catalogue.schema import CatalogueDamaged

_TALLY = """
SELECT d.id,
    d.passages - (SELECT count(*) FROM passages WHERE document_id = d.id),
    d.mentions - (SELECT count(*) FROM mentions WHERE document_id = d.id),
    d.readings - (SELECT count(*) FROM readings WHERE document_id = d.id),
    d.vectors - (SELECT count(*) FROM vectors WHERE document_id = d.id),
    d.sources - (SELECT count(*) FROM sources WHERE document_id = d.id)
FROM documents d
"""
_PARTS = ("passages", "mentions", "readings", "vectors", "sources")


def problems(connection: sqlite3.Connection) -> Iterator[str]:
    """Yield a sentence for everything in the catalogue that is not as it was written."""
    for check in (_pages, _rows, _tallies, _lexical):
        try:
            yield from check(connection)
        except (sqlite3.Error, CatalogueDamaged) as error:
            yield f"the catalogue is damaged: {error}"


def rebuild_lexical(connection: sqlite3.Connection) -> None:
    """Make the full-text index again from the passages' terms."""
    connection.execute("INSERT INTO lexical (lexical) VALUES ('rebuild')")


def _pages(connection: sqlite3.Connection) -> Iterator[str]:
    found = [row[0] for row in connection.execute("PRAGMA integrity_check(20)")]
    if found != ["ok"]:
        yield f"the catalogue's pages are damaged: {'; '.join(found[:3])}"


def _rows(connection: sqlite3.Connection) -> Iterator[str]:
    readers: tuple[Callable[[], Iterator[Any]], ...] = (
        lambda: reading.documents(connection),
        lambda: reading.passages(connection),
        lambda: reading.mentions(connection, None, None, None),
        lambda: reading.readings(connection, None),
        lambda: reading.sources(connection),
        lambda: reading.runs(connection),
    )
    for read in readers:
        try:
            for _ in read():
                pass
        except (CatalogueDamaged, KeyError, ValueError, TypeError) as error:
            yield str(error)
    for (embedder,) in connection.execute("SELECT DISTINCT embedder FROM vectors").fetchall():
        try:
            for _ in reading.group_vectors(
                reading.passage_keys(connection), reading.vectors(connection, embedder)
            ):
                pass
        except CatalogueDamaged as error:
            yield str(error)
    try:
        for _ in reading.sentences(connection):
            pass
    except CatalogueDamaged as error:
        yield str(error)
    for (key,) in connection.execute("SELECT key FROM meta").fetchall():
        try:
            schema.get_meta(connection, key)
        except CatalogueDamaged as error:
            yield str(error)


def _tallies(connection: sqlite3.Connection) -> Iterator[str]:
    for document_id, *missing in connection.execute(_TALLY):
        for part, count in zip(_PARTS, missing, strict=True):
            if count:
                yield f"document {document_id!r} has {-count:+d} {part} against what was written"
    for part in _PARTS:
        (stray,) = connection.execute(
            f"SELECT count(*) FROM {part} WHERE document_id NOT IN (SELECT id FROM documents)"
        ).fetchone()
        if stray:
            yield f"{stray} {part} belong to no document"
    for key in ("index_id", "revision", "documents"):
        if schema.get_meta(connection, key) is None:
            yield f"the catalogue does not say its {key}"
    if not schema.has_sentences(connection):
        return
    (stray,) = connection.execute(
        "SELECT count(*) FROM sentences WHERE passage_id NOT IN (SELECT id FROM passages)"
    ).fetchone()
    if stray:
        yield f"{stray} rows of sentences belong to no passage"


def _lexical(connection: sqlite3.Connection) -> Iterator[str]:
    try:
        connection.execute("INSERT INTO lexical (lexical, rank) VALUES ('integrity-check', 1)")
    except sqlite3.DatabaseError as error:
        yield f"the full-text index does not match the passages: {error}"
