"""Vectors on a Chroma server, fed from the same catalogue."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.catalogue import Catalogue, CatalogueError, FingerprintMismatch
from index.vectors import building, chroma
from index.vectors.store import (
    Held,
    Published,
    Shelf,
    VectorsDamaged,
    VectorsError,
    VectorsMissing,
    difference,
    owner,
)

_RECORD = "documents"
_UNIT = np.array([1.0, 0.0], dtype=np.float32)


class Server:
    """The vector store on the Chroma server at `url`.

    Beside one collection an embedder and language there is one of documents. A document is
    taken from it before its vectors change and entered after, so that one whose writing was
    interrupted counts as absent and is searched from the catalogue.
    """

    def __init__(self, url: str) -> None:
        self.url = url

    def publish(self, catalogue: Catalogue, *, now: bool = False) -> Published:
        """Bring the server to the catalogue's state, at once whether or not `now` is asked.

        Raises CatalogueError unless the catalogue is open for writing, VectorsError where the
        server can't be reached or refuses.
        """
        if not catalogue.writable:
            raise CatalogueError(f"{catalogue.path} is open for reading only; only its writer publishes")
        began = time.perf_counter()
        with chroma.failures(self.url):
            client = chroma.server(self.url)
            held: Mapping[str, _Entry] = {}
            try:
                held = _Remote(client, self.url, catalogue).entries
            except (VectorsMissing, VectorsDamaged, FingerprintMismatch):
                _clear(client, catalogue)
            add, out = difference(catalogue, held)
            changed = bool(add or out) or not held
            if changed:
                self._apply(client, catalogue, held, add, out)
                _Remote(client, self.url, catalogue)
        how = "nothing" if not changed else "grown" if held else "built"
        total = len(held) - len(out) + len(add)
        return Published(_prefix(catalogue), how, total, 0, time.perf_counter() - began)

    def open(self, catalogue: Catalogue) -> _Remote:
        """Open what the server holds. Raises VectorsMissing, VectorsDamaged, FingerprintMismatch."""
        with chroma.failures(self.url):
            return _Remote(chroma.server(self.url), self.url, catalogue)

    def problems(self, catalogue: Catalogue) -> Iterator[str]:
        """Yield what is wrong with what the server holds, in sentences."""
        try:
            self.open(catalogue)
        except (VectorsError, FingerprintMismatch) as error:
            yield str(error)

    def _apply(
        self, client: Any, catalogue: Catalogue, held: Mapping[str, _Entry], add: list[str], out: list[str]
    ) -> None:
        prefix = _prefix(catalogue)
        record = client.get_or_create_collection(f"{prefix}.{_RECORD}", embedding_function=None)
        chroma.remove(record, out)
        entries, rows = building.read(catalogue, add)
        kept = {document_id: each for document_id, each in held.items() if document_id not in set(out)}
        totals = _totals(kept)
        for shelf in {*rows, *_totals(held)}:
            collection = client.get_or_create_collection(
                chroma.name(prefix, shelf), embedding_function=None, configuration={"hnsw": chroma.TUNED}
            )
            chroma.remove(collection, [each for one in out for each in held[one].ids(one, shelf)])
            if collection.count() != totals.get(shelf, 0):
                chroma.remove(
                    collection, [each for each in chroma.ids(collection) if owner(each) not in kept]
                )
            ids, vectors = rows.get(shelf, ([], []))
            if ids:
                chroma.add(collection, ids, np.stack(vectors))
        passages: dict[str, dict[Shelf, list[str]]] = {}
        for shelf, (ids, _) in rows.items():
            for each in ids:
                passages.setdefault(owner(each), {}).setdefault(shelf, []).append(each.rpartition(":")[2])
        for document_id, entry in entries.items():
            spans = [[*shelf, spans] for shelf, spans in passages.get(document_id, {}).items()]
            record.add(
                ids=[document_id],
                embeddings=[_UNIT],
                metadatas=[{"revision": entry.revision, "passages": json.dumps(spans)}],
            )
        record.modify(
            metadata={"revision": catalogue.revision, "fingerprints": json.dumps(catalogue.fingerprints())}
        )


@dataclass(frozen=True, slots=True)
class _Entry:
    """One document on the server: its revision, and where its passages start and end."""

    revision: int
    spans: Mapping[Shelf, tuple[str, ...]]

    @property
    def counts(self) -> Mapping[Shelf, int]:
        return {shelf: len(spans) for shelf, spans in self.spans.items()}

    def ids(self, document_id: str, shelf: Shelf) -> list[str]:
        return [f"{document_id}:{span}" for span in self.spans.get(shelf, ())]


class _Remote:
    """What a server holds of one index."""

    def __init__(self, client: Any, url: str, catalogue: Catalogue) -> None:
        prefix = _prefix(catalogue)
        self._client = client
        self._url = url
        names = {each.name for each in client.list_collections()}
        if f"{prefix}.{_RECORD}" not in names:
            raise VectorsMissing(f"the Chroma server at {url} holds nothing of this index")
        self._record = chroma.get(client, f"{prefix}.{_RECORD}")
        metadata = self._record.metadata or {}
        self._revision = metadata.get("revision")
        _check_fingerprints(json.loads(metadata.get("fingerprints", "{}")), catalogue, url)
        self.entries = dict(_entries(self._record))
        self.documents: Mapping[str, Held] = {
            document_id: Held(entry.revision, entry.counts) for document_id, entry in self.entries.items()
        }
        self._collections: dict[Shelf, tuple[Any, int]] = {}
        for shelf, count in _totals(self.entries).items():
            name = chroma.name(prefix, shelf)
            there = chroma.get(client, name).count() if name in names else 0
            if there < count:
                raise VectorsDamaged(
                    f"the Chroma server at {url} holds {there} vectors of {shelf}, not {count};"
                    " run `rapporteur doctor --repair`"
                )
            self._collections[shelf] = chroma.get(client, name), there - count

    def nearest(self, shelf: Shelf, vector: NDArray[Any], k: int) -> list[tuple[str, float]]:
        """Return up to `k` (passage id, cosine similarity), best first."""
        if shelf not in self._collections or k < 1:
            return []
        collection, unfinished = self._collections[shelf]
        with chroma.failures(self._url):
            found = chroma.nearest(collection, vector, k + unfinished)
        return [each for each in found if owner(each[0]) in self.documents][:k]

    def superseded(self) -> bool:
        """Return whether the server holds something newer."""
        with chroma.failures(self._url):
            newest = chroma.get(self._client, self._record.name).metadata or {}
        return bool(newest.get("revision") != self._revision)


def _prefix(catalogue: Catalogue) -> str:
    return f"rapporteur-{(catalogue.meta('index_id') or '')[:16]}"


def _totals(held: Mapping[str, _Entry]) -> dict[Shelf, int]:
    totals: dict[Shelf, int] = {}
    for entry in held.values():
        for shelf, count in entry.counts.items():
            totals[shelf] = totals.get(shelf, 0) + count
    return totals


def _entries(record: Any) -> Iterator[tuple[str, _Entry]]:
    for start in range(0, record.count(), chroma.BATCH):
        page = record.get(include=["metadatas"], limit=chroma.BATCH, offset=start)
        for document_id, metadata in zip(page["ids"], page["metadatas"], strict=True):
            spans = {
                (embedder, language): tuple(each)
                for embedder, language, each in json.loads(metadata["passages"])
            }
            yield document_id, _Entry(metadata["revision"], spans)


def _clear(client: Any, catalogue: Catalogue) -> None:
    for collection in client.list_collections():
        if collection.name.startswith(f"{_prefix(catalogue)}."):
            client.delete_collection(collection.name)


def _check_fingerprints(found: Mapping[str, str], catalogue: Catalogue, url: str) -> None:
    kept = catalogue.fingerprints()
    for embedder, fingerprint in found.items():
        if kept.get(embedder, fingerprint) != fingerprint:
            raise FingerprintMismatch(
                f"the Chroma server at {url} holds vectors of {embedder!r} made by {fingerprint!r},"
                f" the catalogue those of {kept[embedder]!r}; run `rapporteur doctor --repair`"
            )
