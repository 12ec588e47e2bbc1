"""Making a generation from the catalogue, or from the one before and what changed."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index import durable
from index.catalogue import Catalogue, vacuum
from index.vectors import chroma, manifest, session
from index.vectors.manifest import Manifest
from index.vectors.store import Held, Shelf, VectorsDamaged, difference, owner

WORN = 0.3
SAMPLE = 64
# What share of a shelf's sample may miss itself: the search of a graph is approximate.
LOST = 0.2
Rows = dict[Shelf, tuple[list[str], list[NDArray[np.float32]]]]


def passages(catalogue: Catalogue, document_ids: Iterable[str]) -> int:
    """Return how many passages these documents have."""
    return catalogue.count_passages(list(document_ids))


def held(base: Manifest, document_ids: Iterable[str]) -> int:
    """Return how many passages of these documents a generation holds."""
    total = 0
    for document_id in document_ids:
        by_embedder: dict[str, int] = {}
        for (embedder, _), count in base.documents[document_id].counts.items():
            by_embedder[embedder] = by_embedder.get(embedder, 0) + count
        total += max(by_embedder.values(), default=0)
    return total


def worth_growing(catalogue: Catalogue, base: Manifest) -> bool:
    """Return whether a copy with the changes applied is cheaper and as good as building anew."""
    add, out = difference(catalogue, base.documents)
    changed = passages(catalogue, add) + held(base, out)
    taken = sum(out for _, out in base.shelves.values())
    left = sum(count for count, _ in base.shelves.values())
    return changed < base.passages() / 2 and taken + held(base, out) < WORN * max(left, 1)


def build(catalogue: Catalogue, folder: Path) -> Manifest:
    """Write a generation from nothing but the catalogue. Raises VectorsDamaged where a check fails."""
    (folder / session.DATABASE).mkdir(parents=True)
    documents, rows = read(catalogue, None)
    with _database(folder) as client:
        for shelf, (ids, vectors) in rows.items():
            collection = chroma.create(client, chroma.name(session.PREFIX, shelf), len(ids))
            chroma.add(collection, ids, np.stack(vectors))
    shelves = {shelf: (len(ids), 0) for shelf, (ids, _) in rows.items()}
    return _finish(catalogue, folder, documents, shelves)


def grow(catalogue: Catalogue, source: Path, base: Manifest, folder: Path) -> Manifest:
    """Write a generation from a copy of another and what changed since.

    Raises VectorsDamaged where the other is not what was written, or a check fails.
    """
    complaint = next(manifest.problems(source, base), None)
    if complaint:
        raise VectorsDamaged(complaint)
    add, out = difference(catalogue, base.documents)
    shutil.copytree(source / session.DATABASE, folder / session.DATABASE)
    fresh, rows = read(catalogue, add)
    documents = {each: held_ for each, held_ in base.documents.items() if each not in set(out)} | fresh
    shelves = dict(base.shelves)
    leaving: dict[Shelf, int] = {}
    for document_id in out:
        for shelf, count in base.documents[document_id].counts.items():
            leaving[shelf] = leaving.get(shelf, 0) + count
    with _database(folder) as client:
        for shelf in {*rows, *leaving}:
            name = chroma.name(session.PREFIX, shelf)
            ids, vectors = rows.get(shelf, ([], []))
            count, taken = shelves.get(shelf, (0, 0))
            less = leaving.get(shelf, 0)
            size = count - less + len(ids)
            if count and not size:
                client.delete_collection(name)
                del shelves[shelf]
                continue
            if not count:
                collection = chroma.create(client, name, size)
            else:
                collection = chroma.tune(client, name, size, less + len(ids))
            if less:
                gone = set(out)
                chroma.remove(collection, [each for each in chroma.ids(collection) if owner(each) in gone])
            if ids:
                chroma.add(collection, ids, np.stack(vectors))
            shelves[shelf] = (size, taken + less)
    return _finish(catalogue, folder, documents, shelves)


def read(catalogue: Catalogue, document_ids: list[str] | None) -> tuple[dict[str, Held], Rows]:
    """Return documents (None: all) as a store holds them, and their vectors by shelf."""
    revisions = catalogue.document_revisions()
    wanted = revisions if document_ids is None else document_ids
    counts: dict[str, dict[Shelf, int]] = {each: {} for each in wanted}
    rows: Rows = {}
    for embedder in catalogue.embedders():
        for document_id, ids, languages, matrix in catalogue.vector_groups(embedder, document_ids):
            for passage_id, language, row in zip(ids, languages, matrix, strict=True):
                shelf = (embedder, language)
                names, vectors = rows.setdefault(shelf, ([], []))
                names.append(passage_id)
                vectors.append(row)
                counts[document_id][shelf] = counts[document_id].get(shelf, 0) + 1
    return {each: Held(revisions[each], counts[each]) for each in wanted}, rows


def _finish(
    catalogue: Catalogue, folder: Path, documents: dict[str, Held], shelves: dict[Shelf, tuple[int, int]]
) -> Manifest:
    database = folder / session.DATABASE / "chroma.sqlite3"
    if database.exists():
        vacuum(database)
    made = Manifest(
        index_id=catalogue.meta("index_id") or "",
        revision=catalogue.revision,
        fingerprints=catalogue.fingerprints(),
        documents=documents,
        shelves=shelves,
        files={},
    )
    _check(catalogue, folder, made)
    durable.sync_tree(folder)
    return Manifest(
        made.index_id, made.revision, made.fingerprints, documents, shelves, manifest.files(folder)
    )


def _check(catalogue: Catalogue, folder: Path, made: Manifest) -> None:
    """Raise VectorsDamaged unless a sample of vectors is what was put in, and is found.

    A graph is searched approximately, so that a few of a large shelf may not find themselves.
    """
    opened = session.Session(catalogue.folder, folder, made, lambda: False)
    try:
        for shelf, sample in _sample(catalogue, made).items():
            held = opened.vectors(shelf, list(sample))
            lost = []
            for passage_id, vector in sample.items():
                if passage_id not in held or not _same(held[passage_id], vector):
                    raise VectorsDamaged(f"the vector of passage {passage_id!r} is not what was put in")
                found = opened.nearest(shelf, vector, 10)
                itself = any(each == passage_id for each, _ in found)
                if not itself and not (found and found[0][1] > 0.9999):
                    lost.append(passage_id)
            large = made.shelves[shelf][0] > chroma.EXHAUSTIVE
            if len(lost) > (max(1, LOST * len(sample)) if large else 0):
                raise VectorsDamaged(
                    f"{len(lost)} of {len(sample)} vectors of {shelf} do not find themselves, as {lost[0]!r}"
                )
    finally:
        opened.close()


def _same(held: NDArray[np.float32], vector: NDArray[np.float32]) -> bool:
    """Return whether two vectors have one direction; Chroma may keep them at another length."""
    return float(held @ vector) > 0.9999 * float(np.linalg.norm(held) * np.linalg.norm(vector))


def _sample(catalogue: Catalogue, made: Manifest) -> dict[Shelf, dict[str, NDArray[np.float32]]]:
    """Return some passages' vectors by shelf."""
    ids = sorted(made.documents)
    some = ids[:: max(1, len(ids) // SAMPLE)]
    found: dict[Shelf, dict[str, NDArray[np.float32]]] = {}
    for embedder in {embedder for embedder, _ in made.shelves}:
        for _, passage_ids, languages, matrix in catalogue.vector_groups(embedder, some):
            at = len(passage_ids) // 2
            if passage_ids and matrix[at].any():
                found.setdefault((embedder, languages[at]), {})[passage_ids[at]] = matrix[at]
    return found


@contextmanager
def _database(folder: Path) -> Iterator[Any]:
    path = folder / session.DATABASE
    with chroma.failures(str(path)):
        client = chroma.local(path)
    close: Callable[[], None] = client.close
    try:
        with chroma.failures(str(path)):
            yield client
    finally:
        close()
