"""Chroma, asked in the few ways that are needed."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from numpy.typing import NDArray

from index.vectors.store import Shelf, VectorsError

BATCH = 5_000
EXHAUSTIVE = 1_000
TUNED = {"space": "cosine", "ef_construction": 128, "max_neighbors": 16, "ef_search": 300}
Client = Any
Collection = Any


def local(folder: Path) -> Client:
    """Open the database in a folder, which Chroma writes to even when it is only read."""
    import chromadb

    return chromadb.PersistentClient(str(folder), settings=_settings())


def server(url: str) -> Client:
    """Connect to a Chroma server. Raises VectorsError where there is none."""
    import chromadb
    import httpx

    parts = urlsplit(url if "://" in url else f"http://{url}")
    port = parts.port or (443 if parts.scheme == "https" else 8000)
    try:
        return chromadb.HttpClient(
            host=parts.hostname or "", port=port, ssl=parts.scheme == "https", settings=_settings()
        )
    except (ValueError, httpx.HTTPError, OSError) as error:
        raise VectorsError(
            f"no Chroma server answers at {url}: {error}; start one (`chroma run`) or leave --chroma out"
        ) from error


def name(prefix: str, shelf: Shelf) -> str:
    """Return the collection's name, of characters that Chroma takes."""
    return ".".join([prefix, *(_word(part) for part in shelf)])


def create(client: Client, name: str, size: int) -> Collection:
    """Make a collection that is to hold `size` vectors."""
    hnsw = {**TUNED, **_tuned(size, size)}
    return client.create_collection(name, embedding_function=None, configuration={"hnsw": hnsw})


def get(client: Client, name: str) -> Collection:
    """Open a collection."""
    return client.get_collection(name, embedding_function=None)


def tune(client: Client, name: str, size: int, changes: int) -> Collection:
    """Open a collection that is to hold `size` vectors after so many changes, and fit it to that."""
    get(client, name).modify(configuration={"hnsw": _tuned(size, changes)})
    return get(client, name)


def add(collection: Collection, ids: list[str], matrix: NDArray[Any]) -> None:
    """Add vectors, in batches that Chroma takes."""
    for start in range(0, len(ids), BATCH):
        collection.add(ids=ids[start : start + BATCH], embeddings=matrix[start : start + BATCH])


def remove(collection: Collection, ids: list[str]) -> None:
    """Take vectors out."""
    for start in range(0, len(ids), BATCH):
        collection.delete(ids=ids[start : start + BATCH])


def ids(collection: Collection) -> Iterator[str]:
    """Yield the ids that a collection holds."""
    for start in range(0, collection.count(), BATCH):
        yield from collection.get(include=[], limit=BATCH, offset=start)["ids"]


def nearest(collection: Collection, vector: NDArray[Any], k: int) -> list[tuple[str, float]]:
    """Return up to `k` (id, cosine similarity), best first."""
    found = collection.query(query_embeddings=vector[None, :], n_results=k, include=["distances"])
    return [
        (each, 1.0 - distance) for each, distance in zip(found["ids"][0], found["distances"][0], strict=True)
    ]


def vectors(collection: Collection, ids: list[str]) -> dict[str, NDArray[Any]]:
    """Return the vectors under those of the ids that are there."""
    found = collection.get(ids=ids, include=["embeddings"])
    return dict(zip(found["ids"], found["embeddings"], strict=True))


@contextmanager
def failures(where: str) -> Iterator[None]:
    """Raise VectorsError, naming the database or server, for whatever Chroma raises."""
    import httpx
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, httpx.HTTPError) as error:
        raise VectorsError(f"Chroma failed at {where}: {error}") from error


def _tuned(size: int, changes: int) -> dict[str, int]:
    # Chroma writes its graph to disk at every `sync_threshold` changes: just once, after the last.
    # A search list as long as the collection makes the search exact.
    return {
        "ef_search": max(100, size) if size <= EXHAUSTIVE else 300,
        "sync_threshold": max(2, changes),
        "batch_size": max(2, min(changes, 100)),
    }


def _word(text: str) -> str:
    plain = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    if plain == text:
        return plain
    return f"{plain[:40].strip('-')}-{hashlib.blake2b(text.encode(), digest_size=4).hexdigest()}".strip("-")


def _settings() -> Any:
    from chromadb.config import Settings

    return Settings(anonymized_telemetry=False)
