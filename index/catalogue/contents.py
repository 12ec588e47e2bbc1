"""What an index holds, read from its catalogue."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from index.catalogue import fulltext, reading, schema
from index.catalogue.connections import Connections
from index.catalogue.reading import Run, Source, Stored, Termed
from ingest.documents import Document, Passage
from ingest.events import Reading
from ingest.mentions.mention import Mention, MentionKind


class Contents:
    """Documents, passages, vectors, mentions, readings and full text of one index folder.

    Safe to read from any number of threads and while another process writes. Rows carry digests;
    one that is not what was written raises CatalogueDamaged and is never returned.
    """

    def __init__(self, connections: Connections) -> None:
        self.folder = connections.folder
        self.path = connections.path
        self._connections = connections
        self._reader = connections.reader

    def documents(self, ids: Sequence[str] | None = None) -> tuple[Document, ...]:
        """Return all documents with their text, or those of `ids` that are there, in order of id."""
        with self._reader() as connection:
            return tuple(reading.documents(connection, ids))

    def summaries(self, ids: Sequence[str] | None = None) -> tuple[Document, ...]:
        """Return all documents, or those of `ids` that are there, with `text` left empty."""
        with self._reader() as connection:
            return tuple(reading.documents(connection, ids, text=False))

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

    def termed(self, ids: Sequence[str]) -> dict[str, Termed]:
        """Return what lexical search keeps of the passages among `ids` that are there, by id."""
        with self._reader() as connection:
            return dict(reading.termed(connection, *reading.among("id", ids)))

    def termed_of(self, document_ids: Sequence[str] | None = None) -> Iterator[Termed]:
        """Yield what lexical search keeps of all passages, or of those of some documents."""
        with self._reader() as connection:
            for _, found in reading.termed(connection, *reading.among("document_id", document_ids)):
                yield found

    def documents_by_language(self) -> dict[str, list[str]]:
        """Return for each language the ids, in order, of the documents that have passages in it."""
        with self._reader() as connection:
            return reading.documents_by_language(connection)

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

    def sentences(self, passage_ids: Sequence[str]) -> dict[str, dict[str, NDArray[np.int8]]]:
        """Return by embedder and passage the vectors of its sentences, one row each, where there are any.

        They are in 8 bits, and their lengths say nothing; an index made by a version that kept
        none has none.
        """
        found: dict[str, dict[str, NDArray[np.int8]]] = {}
        with self._reader() as connection:
            for embedder, passage_id, rows in reading.sentences(connection, passage_ids):
                found.setdefault(embedder, {})[passage_id] = rows
        return found

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
        document_ids: frozenset[str] | None = None,
        language: str | None = None,
    ) -> list[tuple[str, float]]:
        """Return up to `k` (passage id, BM25 score above 0) that hold any of `terms`, best first.

        In a large index common terms are left out where rarer ones tell passages apart.
        """
        with self._reader() as connection:
            return fulltext.search(connection, {language: terms}, k, document_ids)[language]

    def lexical_search_each(
        self, terms: Mapping[str, Sequence[str]], k: int, document_ids: frozenset[str] | None = None
    ) -> dict[str, list[tuple[str, float]]]:
        """Return what `lexical_search` returns for each language and its terms, all as of one moment."""
        with self._reader() as connection:
            return fulltext.search(connection, terms, k, document_ids)

    def document_frequency(self, terms: Sequence[str]) -> dict[str, int]:
        """Return for each term, case folded as stored, how many passages hold it (0 where none)."""
        with self._reader() as connection:
            return fulltext.frequencies(connection, terms)

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

    def runs(self) -> tuple[Run, ...]:
        """Return the ingest runs, oldest first."""
        with self._reader() as connection:
            return tuple(reading.runs(connection))

    def document_revisions(self) -> dict[str, int]:
        """Return for each document the revision of the catalogue at which it was put."""
        with self._reader() as connection:
            return dict(connection.execute("SELECT id, revision FROM documents").fetchall())

    def stored_times(self) -> dict[str, str]:
        """Return for each document the ISO time at which the run that put it ended, where that is known."""
        ends = [(run.counts["revision"], run.finished) for run in self.runs() if "revision" in run.counts]
        revisions = self.document_revisions()
        runs = {name: next((end for last, end in ends if at <= last), None) for name, at in revisions.items()}
        return {name: end for name, end in runs.items() if end is not None}

    def fingerprints(self) -> dict[str, str]:
        """Return the fingerprint of every embedder that `put` was given one for."""
        with self._reader() as connection:
            return schema.fingerprints(connection)
