"""What changes the catalogue, on a connection with a transaction open."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.catalogue.codec import dump
from index.catalogue.reading import DOCUMENT, Source
from index.catalogue.schema import digest, get_meta, set_meta
from ingest.documents import Document, Passage
from ingest.events import Reading
from ingest.mentions.mention import Mention

Connection = sqlite3.Connection
_DOCUMENT_COLUMNS = frozenset({"id", "text"})
_PASSAGE_COLUMNS = frozenset({"id", "document_id", "ordinal", "language"})
_MENTION_COLUMNS = frozenset({"document_id", "kind", "value"})
_READING_COLUMNS = frozenset({"document_id", "key"})


def bump(connection: Connection) -> int:
    """Raise the revision by one and return it, with the number of documents kept beside it."""
    revision = int(get_meta(connection, "revision") or 0) + 1
    set_meta(connection, "revision", str(revision))
    (count,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    set_meta(connection, "documents", str(count))
    return revision


def insert(connection: Connection, table: str, *columns: Any) -> None:
    """Add a row whose last column is the digest of the others."""
    marks = ", ".join("?" * (len(columns) + 1))
    connection.execute(f"INSERT INTO {table} VALUES ({marks})", (*columns, digest(table, *columns)))


def insert_named(connection: Connection, table: str, names: str, *columns: Any) -> None:
    """Add a row of a table whose rowid SQLite chooses; the digest covers the columns named."""
    marks = ", ".join("?" * (len(columns) + 1))
    connection.execute(
        f"INSERT INTO {table} ({names}, digest) VALUES ({marks})", (*columns, digest(table, *columns))
    )


def put(
    connection: Connection,
    document: Document,
    passages: Sequence[Passage],
    vectors: Mapping[str, NDArray[Any]],
    mentions: Iterable[Mention],
    readings: Iterable[Reading],
    sources: Iterable[Source],
    lexical_terms: Mapping[str, str],
    sentences: Mapping[str, Sequence[NDArray[Any]]],
) -> int:
    """Store one document and all that was found in it; return the new revision."""
    kept = {
        path: Source(path, size, modified)
        for path, size, modified in connection.execute(
            "SELECT path, size, modified_ns FROM sources WHERE document_id = ?", (document.id,)
        )
    }
    kept |= {source.path: source for source in sources}
    for path in kept:
        release(connection, path, unless=document.id)
    delete(connection, document.id)
    revision = bump(connection)
    for source in kept.values():
        insert(connection, "sources", source.path, document.id, source.size, source.modified_ns)
    for passage in passages:
        insert_named(
            connection,
            "passages",
            "id, document_id, ordinal, language, body, terms",
            passage.id,
            document.id,
            passage.ordinal,
            passage.language,
            dump(passage, _PASSAGE_COLUMNS),
            lexical_terms.get(passage.id, ""),
        )
    connection.execute(
        "INSERT INTO lexical (rowid, terms) SELECT rowid, terms FROM passages WHERE document_id = ?",
        (document.id,),
    )
    for embedder, matrix in vectors.items():
        insert(connection, "vectors", document.id, embedder, matrix.shape[1], matrix.astype("<f4").tobytes())
    for embedder, matrices in sentences.items():
        for passage, matrix in zip(passages, matrices, strict=True):
            if not len(matrix):
                continue
            data = eighths(matrix).tobytes()
            insert(connection, "sentences", passage.id, embedder, matrix.shape[1], data)
    counts = [0, 0]
    for mention in mentions:
        body = dump(mention, _MENTION_COLUMNS)
        insert_named(
            connection,
            "mentions",
            "document_id, kind, value, body",
            document.id,
            str(mention.kind),
            mention.value,
            body,
        )
        counts[0] += 1
    for reading in readings:
        body = dump(reading, _READING_COLUMNS)
        insert_named(connection, "readings", "document_id, key, body", document.id, reading.key, body)
        counts[1] += 1
    insert_named(
        connection,
        "documents",
        f"{DOCUMENT}, text",
        document.id,
        document.language,
        str(document.kind),
        document.issued.isoformat() if document.issued else None,
        document.series,
        revision,
        len(passages),
        *counts,
        len(vectors),
        len(kept),
        dump(document, _DOCUMENT_COLUMNS),
        document.text,
    )
    bump_documents(connection)
    return revision


def bump_documents(connection: Connection) -> None:
    """Keep the number of documents, so that lost ones are noticed."""
    (count,) = connection.execute("SELECT count(*) FROM documents").fetchone()
    set_meta(connection, "documents", str(count))


def release(connection: Connection, path: str, unless: str | None = None) -> None:
    """Take a source from its document, which goes too when it was the last (not document `unless`)."""
    row = connection.execute("SELECT document_id FROM sources WHERE path = ?", (path,)).fetchone()
    if row is None or row[0] == unless:
        return
    connection.execute("DELETE FROM sources WHERE path = ?", (path,))
    left = connection.execute("SELECT count(*) FROM sources WHERE document_id = ?", (row[0],)).fetchone()[0]
    if not left:
        delete(connection, row[0])
        return
    recount(connection, row[0], left)


def recount(connection: Connection, document_id: str, sources: int) -> None:
    """Write the number of sources into a document's row."""
    connection.execute("UPDATE documents SET sources = ? WHERE id = ?", (sources, document_id))
    row = connection.execute(
        f"SELECT {DOCUMENT}, text FROM documents WHERE id = ?", (document_id,)
    ).fetchone()
    connection.execute(
        "UPDATE documents SET digest = ? WHERE id = ?", (digest("documents", *row), document_id)
    )


def delete(connection: Connection, document_id: str) -> bool:
    """Remove a document and everything that hangs on it; return whether it was there."""
    connection.execute(
        "INSERT INTO lexical (lexical, rowid, terms) SELECT 'delete', rowid, terms FROM passages"
        " WHERE document_id = ?",
        (document_id,),
    )
    # Ids of a document's passages begin with its own and a colon; `;` comes after the colon.
    connection.execute(
        "DELETE FROM sentences WHERE passage_id >= ? AND passage_id < ?",
        (f"{document_id}:", f"{document_id};"),
    )
    for table in ("passages", "vectors", "mentions", "readings", "sources"):
        connection.execute(f"DELETE FROM {table} WHERE document_id = ?", (document_id,))
    return connection.execute("DELETE FROM documents WHERE id = ?", (document_id,)).rowcount > 0


def eighths(matrix: NDArray[Any]) -> NDArray[np.int8]:
    """Return the rows in 8 bits, each by a scale of its own, which their directions do without."""
    if matrix.dtype == np.int8:
        return matrix
    largest = np.abs(matrix).max(axis=1, keepdims=True)
    return np.round(matrix / np.where(largest == 0.0, 1.0, largest) * 127).astype(np.int8)


def check_parts(
    document: Document,
    passages: Sequence[Passage],
    vectors: Mapping[str, NDArray[Any]],
    mentions: Sequence[Mention],
) -> None:
    """Raise ValueError, naming the part, unless passages, vectors and mentions fit the document."""
    for passage in passages:
        if passage.document_id != document.id:
            raise ValueError(
                f"passage {passage.id!r} is of document {passage.document_id!r}, not {document.id!r}"
            )
        if not passage.id.startswith(f"{document.id}:"):
            raise ValueError(f"passage id {passage.id!r} does not begin with {document.id!r} and a colon")
        if passage.text != document.text[passage.start : passage.end]:
            raise ValueError(
                f"passage {passage.id!r} is not characters {passage.start}-{passage.end} of its document"
            )
    for what, values in (("id", [p.id for p in passages]), ("ordinal", [p.ordinal for p in passages])):
        if len(set(values)) != len(values):
            raise ValueError(f"two passages of document {document.id!r} share an {what}")
    if [p.ordinal for p in passages] != sorted(p.ordinal for p in passages):
        raise ValueError(f"passages of document {document.id!r} are not in order of their ordinals")
    for embedder, matrix in vectors.items():
        if matrix.ndim != 2 or len(matrix) != len(passages):
            raise ValueError(
                f"vectors of {embedder!r} have shape {matrix.shape}"
                f" for the {len(passages)} passages of {document.id!r}"
            )
        if not np.isfinite(matrix).all():
            raise ValueError(
                f"vectors of {embedder!r} for document {document.id!r} hold values that are not finite"
            )
    for mention in mentions:
        if mention.text != document.text[mention.start : mention.end]:
            raise ValueError(
                f"mention {mention.text!r} is not characters {mention.start}-{mention.end}"
                f" of document {document.id!r}"
            )
