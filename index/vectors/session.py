"""A published generation, opened without touching it."""

from __future__ import annotations

import os
import shutil
import socket
import tempfile
import weakref
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.vectors import chroma
from index.vectors.manifest import Manifest
from index.vectors.store import Held, Shelf, VectorsDamaged

DATABASE = "chroma"
OPEN = "open"
PREFIX = "passages"


class Session:
    """The part of the vectors that one generation holds.

    Chroma writes to its database when it opens it, so it is given a private folder: copies of
    the small files, links to the large ones, which it only reads.
    """

    def __init__(
        self, folder: Path, generation: Path, manifest: Manifest, superseded: Callable[[], bool]
    ) -> None:
        self._manifest = manifest
        self._superseded = superseded
        private = _private_folder(folder)
        client: Any = None
        try:
            _share(generation / DATABASE, private)
            client = chroma.local(private)
            self._collections = {
                shelf: chroma.get(client, chroma.name(PREFIX, shelf)) for shelf in manifest.shelves
            }
            self._load()
        except VectorsDamaged:
            _end(client, private)
            raise
        except Exception as error:
            _end(client, private)
            raise VectorsDamaged(f"Chroma can't open {generation}: {error}") from error
        self.close = weakref.finalize(self, _end, client, private)

    @property
    def documents(self) -> Mapping[str, Held]:
        """The documents of the generation."""
        return self._manifest.documents

    def superseded(self) -> bool:
        """Return whether a newer generation is published."""
        return self._superseded()

    def nearest(self, shelf: Shelf, vector: NDArray[Any], k: int) -> list[tuple[str, float]]:
        """Return up to `k` (passage id, cosine similarity), best first."""
        if shelf not in self._collections or k < 1:
            return []
        with chroma.failures(DATABASE):
            return chroma.nearest(self._collections[shelf], vector, k)

    def vectors(self, shelf: Shelf, ids: list[str]) -> dict[str, NDArray[Any]]:
        """Return the stored vectors of those of the passages that are there."""
        with chroma.failures(DATABASE):
            return chroma.vectors(self._collections[shelf], ids)

    def _load(self) -> None:
        for shelf, (count, _) in self._manifest.shelves.items():
            collection = self._collections[shelf]
            held = collection.count()
            if held != count:
                raise VectorsDamaged(
                    f"the collection of {shelf} holds {held} vectors but should hold {count}"
                )
            sample = collection.get(limit=1, include=["embeddings"])["embeddings"]
            if count and not chroma.nearest(collection, np.asarray(sample[0], dtype=np.float32), 1):
                raise VectorsDamaged(f"the collection of {shelf} finds nothing")


def clear_abandoned(folder: Path) -> list[str]:
    """Remove the private folders of processes of this host that have ended; return their names."""
    removed = []
    for path in sorted((folder / OPEN).glob("*")):
        host, _, rest = path.name.partition("+")
        pid = rest.partition("+")[0]
        if host == socket.gethostname() and pid.isdigit() and not _runs(int(pid)):
            shutil.rmtree(path, ignore_errors=True)
            removed.append(path.name)
    return removed


def _runs(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _private_folder(folder: Path) -> Path:
    prefix = f"{socket.gethostname()}+{os.getpid()}+"
    try:
        (folder / OPEN).mkdir(exist_ok=True)
        clear_abandoned(folder)
        return Path(tempfile.mkdtemp(prefix=prefix, dir=folder / OPEN))
    except OSError:
        return Path(tempfile.mkdtemp(prefix="rapporteur-"))


def _share(source: Path, private: Path) -> None:
    for path in sorted(source.iterdir()):
        target = private / path.name
        if path.is_file():
            shutil.copyfile(path, target)
        elif (path / "index_metadata.pickle").exists():
            target.symlink_to(path.absolute(), target_is_directory=True)
        else:
            shutil.copytree(path, target)


def _end(client: Any, private: Path) -> None:
    if client is not None:
        client.close()
    shutil.rmtree(private, ignore_errors=True)
