"""What the catalogue gives back: one function a question, on an open connection."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.catalogue.codec import load
from index.catalogue.schema import CatalogueDamaged, check, has_sentences
from ingest.documents import Document, Passage
from ingest.events import Reading
from ingest.mentions.mention import Mention, MentionKind

T = TypeVar("T")
Connection = sqlite3.Connection
DOCUMENT = (
    "id, language, kind, issued, series, revision, passages, mentions, readings, vectors, sources, body"
)


@dataclass(frozen=True, slots=True)
class Source:
    """A file that a document came from, with its size in bytes and time of change when it was read."""

    path: str
    size: int = 0
    modified_ns: int = 0


@dataclass(frozen=True, slots=True)
class Stored:
    """What the catalogue holds for one source: the document, and the file's state when it was read."""

    document_id: str
    size: int
    modified_ns: int


@dataclass(frozen=True, slots=True)
class Run:
    """One ingest run: ISO times, and what it counted (added, replaced, removed, failed …)."""

    started: str
    finished: str
    counts: dict[str, int]
    failed: tuple[str, ...] = ()


class Termed(NamedTuple):
    """The terms of a passage, in reading order, with its document and language."""

    document_id: str
    language: str
    terms: list[str]


def among(column: str, values: Sequence[str] | frozenset[str] | None) -> tuple[str, list[str]]:
    """Return an SQL condition that `column` is one of `values` (None: any), and its parameters."""
    if values is None:
        return "1", []
    return f"{column} IN (SELECT value FROM json_each(?))", [json.dumps(sorted(values))]


def documents(
    connection: Connection, ids: Sequence[str] | None = None, text: bool = True
) -> Iterator[Document]:
    """Yield documents in order of id; without `text` their text is empty."""
    condition, values = among("id", ids)
    for row in connection.execute(
        f"SELECT {DOCUMENT}, text, digest FROM documents WHERE {condition} ORDER BY id", values
    ):
        check(row[-1], "documents", row[0], *row[:-1])
        yield load(Document, row[11], id=row[0], text=row[12] if text else "")


def passages(connection: Connection, where: str = "1", values: Sequence[str] = ()) -> Iterator[Passage]:
    """Yield passages in document order."""
    for row in connection.execute(
        "SELECT id, document_id, ordinal, language, body, terms, digest FROM passages"
        f" WHERE {where} ORDER BY document_id, ordinal",
        values,
    ):
        check(row[-1], "passages", row[0], *row[:-1])
        yield load(Passage, row[4], id=row[0], document_id=row[1], ordinal=row[2], language=row[3])


def termed(
    connection: Connection, where: str = "1", values: Sequence[str] = ()
) -> Iterator[tuple[str, Termed]]:
    """Yield each passage's id and terms, without the cost of decoding its text."""
    for row in connection.execute(
        f"SELECT id, document_id, ordinal, language, body, terms, digest FROM passages WHERE {where}", values
    ):
        check(row[6], "passages", row[0], *row[:6])
        yield row[0], Termed(row[1], row[3], row[5].split(" ") if row[5] else [])


def documents_by_language(connection: Connection) -> dict[str, list[str]]:
    """Return the ids of the documents that have passages in a language, in order, by language."""
    found: dict[str, list[str]] = {}
    for document_id, language in connection.execute(
        "SELECT DISTINCT document_id, language FROM passages ORDER BY document_id"
    ):
        found.setdefault(language, []).append(document_id)
    return found


def mentions(
    connection: Connection, kind: MentionKind | None, document_id: str | None, value: str | None
) -> Iterator[Mention]:
    """Yield mentions in document order."""
    asked = {"kind": kind, "document_id": document_id, "value": value}
    given = {column: str(each) for column, each in asked.items() if each is not None}
    where = " AND ".join(f"{column} = ?" for column in given) or "1"
    for row in connection.execute(
        f"SELECT document_id, kind, value, body, rowid, digest FROM mentions WHERE {where} ORDER BY rowid",
        list(given.values()),
    ):
        check(row[-1], "mentions", str(row[4]), *row[:4])
        yield load(Mention, row[3], document_id=row[0], kind=row[1], value=row[2])


def readings(connection: Connection, ids: Sequence[str] | None) -> Iterator[Reading]:
    """Yield readings in document order."""
    condition, values = among("document_id", ids)
    for row in connection.execute(
        f"SELECT document_id, key, body, rowid, digest FROM readings WHERE {condition} ORDER BY rowid", values
    ):
        check(row[-1], "readings", str(row[3]), *row[:3])
        yield load(Reading, row[2], document_id=row[0], key=row[1])


def sources(connection: Connection, document_id: str | None = None) -> Iterator[tuple[str, Stored]]:
    """Yield every source, or those of one document, in order of path."""
    for row in connection.execute(
        "SELECT path, document_id, size, modified_ns, digest FROM sources"
        " WHERE ?1 IS NULL OR document_id = ?1 ORDER BY path",
        (document_id,),
    ):
        check(row[-1], "sources", row[0], *row[:-1])
        yield row[0], Stored(row[1], row[2], row[3])


def vectors(
    connection: Connection, embedder: str, ids: Sequence[str] | None = None
) -> Iterator[tuple[str, NDArray[np.float32]]]:
    """Yield each document's id and its passages' vectors, one row a passage in order."""
    condition, values = among("document_id", ids)
    for row in connection.execute(
        "SELECT document_id, embedder, dimension, data, digest FROM vectors"
        f" WHERE embedder = ? AND {condition} ORDER BY document_id",
        [embedder, *values],
    ):
        check(row[-1], "vectors", row[0], *row[:-1])
        yield row[0], np.frombuffer(row[3], dtype="<f4").reshape(-1, row[2])


def sentences(
    connection: Connection, passage_ids: Sequence[str] | None = None
) -> Iterator[tuple[str, str, NDArray[np.int8]]]:
    """Yield (embedder, passage id, vectors of its sentences in 8 bits) where there are any.

    All embedders' at once, because they lie side by side and finding a passage costs most.
    """
    if not has_sentences(connection):
        return
    condition, values = among("passage_id", passage_ids)
    for row in connection.execute(
        f"SELECT passage_id, embedder, dimension, data, digest FROM sentences WHERE {condition}", values
    ):
        check(row[-1], "sentences", row[0], *row[:-1])
        yield row[1], row[0], np.frombuffer(row[3], dtype=np.int8).reshape(-1, row[2])


def passage_keys(connection: Connection, ids: Sequence[str] | None = None) -> Iterator[tuple[str, str, str]]:
    """Yield (document id, passage id, language) in document order."""
    condition, values = among("document_id", ids)
    yield from connection.execute(
        f"SELECT document_id, id, language FROM passages WHERE {condition} ORDER BY document_id, ordinal",
        values,
    )


def runs(connection: Connection) -> Iterator[Run]:
    """Yield the ingest runs, oldest first."""
    for number, body, found in connection.execute("SELECT rowid, body, digest FROM runs ORDER BY rowid"):
        check(found, "runs", str(number), number, body)
        yield load(Run, body)


def one(found: Iterator[T], what: str) -> T:
    """Return the only thing that `found` yields. Raises KeyError naming `what` where there is none."""
    for each in found:
        return each
    raise KeyError(what)


def group_vectors(
    keys: Iterator[tuple[str, str, str]], stored: Iterator[tuple[str, NDArray[np.float32]]]
) -> Iterator[tuple[str, list[str], list[str], NDArray[np.float32]]]:
    """Yield (document id, passage ids, languages, matrix). Raises CatalogueDamaged where they disagree."""
    of: dict[str, tuple[list[str], list[str]]] = {}
    for document_id, passage_id, language in keys:
        ids, languages = of.setdefault(document_id, ([], []))
        ids.append(passage_id)
        languages.append(language)
    for document_id, matrix in stored:
        ids, languages = of.get(document_id, ([], []))
        if len(ids) != len(matrix):
            raise CatalogueDamaged(
                f"document {document_id!r} has {len(ids)} passages but {len(matrix)} vectors; "
                "run `rapporteur doctor`"
            )
        yield document_id, ids, languages, matrix
