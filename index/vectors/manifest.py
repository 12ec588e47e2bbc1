"""What a published generation holds, and the checksums of its files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from index import durable
from index.vectors.store import Held, Shelf, VectorsDamaged

FILE = "manifest.json"
_CHUNK = 1 << 20


@dataclass(frozen=True, slots=True)
class Manifest:
    """A generation: whose it is, its documents, its shelves and its files.

    `shelves` maps (embedder, language) to [vectors held, vectors taken out since it was built
    from nothing]; `files` a path inside the generation to [bytes, BLAKE2b digest].
    """

    index_id: str
    revision: int
    fingerprints: Mapping[str, str]
    documents: Mapping[str, Held]
    shelves: Mapping[Shelf, tuple[int, int]]
    files: Mapping[str, tuple[int, str]] = field(default_factory=dict)

    def passages(self) -> int:
        """Return how many vectors the fullest embedder has."""
        totals: dict[str, int] = {}
        for (embedder, _), (count, _) in self.shelves.items():
            totals[embedder] = totals.get(embedder, 0) + count
        return max(totals.values(), default=0)


def write(folder: Path, manifest: Manifest) -> str:
    """Write the manifest of a generation and return its digest."""
    order = list(manifest.shelves)
    content = json.dumps(
        {
            "index_id": manifest.index_id,
            "revision": manifest.revision,
            "fingerprints": dict(manifest.fingerprints),
            "shelves": [[*shelf, *manifest.shelves[shelf]] for shelf in order],
            "documents": {
                document_id: [held.revision, {str(order.index(shelf)): n for shelf, n in held.counts.items()}]
                for document_id, held in manifest.documents.items()
            },
            "files": {path: list(each) for path, each in manifest.files.items()},
        },
        ensure_ascii=False,
    ).encode()
    durable.write(folder / FILE, content)
    return _digest(content)


def read(folder: Path, digest: str) -> Manifest:
    """Return the manifest with that digest. Raises VectorsDamaged."""
    try:
        content = (folder / FILE).read_bytes()
    except OSError as error:
        raise VectorsDamaged(f"{folder / FILE} can't be read: {error}") from error
    if _digest(content) != digest:
        raise VectorsDamaged(f"{folder / FILE} is not what was written")
    plain = json.loads(content)
    order = [(embedder, language) for embedder, language, _, _ in plain["shelves"]]
    return Manifest(
        index_id=plain["index_id"],
        revision=plain["revision"],
        fingerprints=plain["fingerprints"],
        documents={
            document_id: Held(revision, {order[int(at)]: n for at, n in counts.items()})
            for document_id, (revision, counts) in plain["documents"].items()
        },
        shelves={(embedder, language): (held, out) for embedder, language, held, out in plain["shelves"]},
        files={path: (size, found) for path, (size, found) in plain["files"].items()},
    )


def files(folder: Path) -> dict[str, tuple[int, str]]:
    """Return the size and digest of every file under `folder` but the manifest."""
    paths = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != FILE)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(_file, paths))
    return {path.relative_to(folder).as_posix(): each for path, each in zip(paths, found, strict=True)}


def problems(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Yield what is wrong with the files of a generation."""
    there = files(folder)
    for path, written in manifest.files.items():
        if path not in there:
            yield f"{folder / path} is gone"
        elif there[path] != written:
            yield f"{folder / path} is not what was written"
    for path in sorted(there.keys() - manifest.files.keys()):
        yield f"{folder / path} was not written by a publication"


def _file(path: Path) -> tuple[int, str]:
    total, size = hashlib.blake2b(digest_size=16), 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            total.update(chunk)
            size += len(chunk)
    return size, total.hexdigest()


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
