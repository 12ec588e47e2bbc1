"""Vectors on this machine: Chroma databases built beside, checked, then published by a pointer."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Iterator
from pathlib import Path

from index import durable
from index.catalogue import Catalogue, CatalogueError, FingerprintMismatch
from index.vectors import building, manifest, session
from index.vectors.manifest import Manifest
from index.vectors.store import Published, VectorsDamaged, VectorsMissing, difference

CURRENT = "CURRENT"
FOLDER = "generations"
KEPT = 2
SMALL = 1_000
SHARE = 0.02


class Generations:
    """The vector store in an index folder.

    A published generation is never written to. Publishing rewrites all of a small index; in a
    larger one changes wait, searched exactly, until they are `SHARE` of it, so that the copying
    costs each change the same however large the index is.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def publish(self, catalogue: Catalogue, *, now: bool = False) -> Published:
        """Bring the store to the catalogue's state; with `now`, leave nothing pending.

        Raises CatalogueError unless the catalogue is open for writing.
        """
        if not catalogue.writable:
            raise CatalogueError(f"{catalogue.path} is open for reading only; only its writer publishes")
        began = time.perf_counter()
        try:
            name, base = self._current(catalogue)
            damage = next(manifest.problems(self._generation(name), base), None) if now else None
        except (VectorsMissing, VectorsDamaged, FingerprintMismatch):
            name, base, damage = "", None, None
        if damage:
            base = None
        if base is not None:
            add, out = difference(catalogue, base.documents)
            pending = building.passages(catalogue, add) + building.held(base, out)
            if not add and not out:
                return Published(name, "nothing", len(base.documents), 0, time.perf_counter() - began)
            if not now and base.passages() > SMALL and pending <= SHARE * base.passages():
                return Published(name, "nothing", len(base.documents), pending, time.perf_counter() - began)
        made, grown = self._make(catalogue, name, base)
        how = "grown" if grown else "built"
        return Published(made[0], how, len(made[1].documents), 0, time.perf_counter() - began)

    def open(self, catalogue: Catalogue) -> session.Session:
        """Open what is published. Raises VectorsMissing, VectorsDamaged, FingerprintMismatch."""
        name, found = self._current(catalogue)
        try:
            return self._session(name, found)
        except VectorsDamaged:
            # A writer may have replaced the generation, and removed it, since the pointer was read.
            if self._pointer_or_none() == name:
                raise
        return self._session(*self._current(catalogue))

    def _session(self, name: str, found: Manifest) -> session.Session:
        generation = self._generation(name)
        try:
            complaint = next(manifest.problems(generation, found), None)
            if complaint:
                raise VectorsDamaged(f"{complaint}; run `rapporteur doctor --repair`")
            return session.Session(self.folder, generation, found, lambda: self._pointer_or_none() != name)
        except OSError as error:
            raise VectorsDamaged(f"{generation} can't be read: {error}") from error

    def problems(self, catalogue: Catalogue) -> Iterator[str]:
        """Yield what is wrong with what is published, in sentences."""
        try:
            name, found = self._current(catalogue)
            yield from manifest.problems(self._generation(name), found)
            self.open(catalogue).close()
        except VectorsMissing as error:
            if catalogue.counts()["passages"]:
                yield str(error)
        except (VectorsDamaged, FingerprintMismatch) as error:
            yield str(error)

    def left_over(self) -> list[Path]:
        """Return generations that a killed writer did not finish."""
        return sorted((self.folder / FOLDER).glob("building-*"))

    def _make(
        self, catalogue: Catalogue, name: str, base: Manifest | None
    ) -> tuple[tuple[str, Manifest], bool]:
        for path in self.left_over():
            shutil.rmtree(path)
        session.clear_abandoned(self.folder)
        number = 1 + max((_number(path.name) for path in self._published()), default=0)
        target = self._generation(f"generation-{number:06d}")
        target.parent.mkdir(exist_ok=True)
        beside = target.with_name(f"building-{os.getpid()}-{number:06d}")
        grown = False
        try:
            if base is not None and building.worth_growing(catalogue, base):
                try:
                    made = building.grow(catalogue, self._generation(name), base, beside)
                    grown = True
                except VectorsDamaged:
                    shutil.rmtree(beside)
            if not grown:
                made = building.build(catalogue, beside)
            digest = manifest.write(beside, made)
            durable.sync_tree(beside)
            beside.rename(target)
        except BaseException:
            shutil.rmtree(beside, ignore_errors=True)
            raise
        durable.sync(target.parent)
        durable.write(self.folder / CURRENT, _pointer(target.name, digest))
        for path in self._published()[:-KEPT]:
            shutil.rmtree(path)
        return (target.name, made), grown

    def _current(self, catalogue: Catalogue) -> tuple[str, Manifest]:
        name, digest = self._pointer()
        found = manifest.read(self._generation(name), digest)
        if found.index_id != catalogue.meta("index_id"):
            raise VectorsDamaged(f"{self._generation(name)} belongs to another index")
        kept = catalogue.fingerprints()
        for embedder, fingerprint in found.fingerprints.items():
            if kept.get(embedder, fingerprint) != fingerprint:
                raise FingerprintMismatch(
                    f"{self._generation(name)} holds vectors of {embedder!r} made by {fingerprint!r},"
                    f" the catalogue those of {kept[embedder]!r}; run `rapporteur doctor --repair`"
                )
        return name, found

    def _pointer(self) -> tuple[str, str]:
        path = self.folder / CURRENT
        try:
            content = path.read_bytes()
        except FileNotFoundError:
            if self._published():
                raise VectorsDamaged(
                    f"{path} is gone, though generations are there; run `rapporteur doctor --repair`"
                ) from None
            raise VectorsMissing(f"{self.folder} has no published vectors") from None
        except OSError as error:
            raise VectorsDamaged(f"{path} can't be read: {error}") from error
        try:
            plain = json.loads(content)
            name, digest = str(plain["generation"]), str(plain["manifest"])
        except (ValueError, KeyError, TypeError) as error:
            raise VectorsDamaged(f"{path} is damaged: {content[:60]!r}") from error
        if content != _pointer(name, digest) or "/" in name or not name.startswith("generation-"):
            raise VectorsDamaged(f"{path} is damaged: {content[:60]!r}")
        return name, digest

    def _pointer_or_none(self) -> str | None:
        try:
            return self._pointer()[0]
        except (VectorsDamaged, VectorsMissing):
            return None

    def _generation(self, name: str) -> Path:
        return self.folder / FOLDER / name

    def _published(self) -> list[Path]:
        return sorted((self.folder / FOLDER).glob("generation-*"), key=lambda path: _number(path.name))


def _pointer(name: str, digest: str) -> bytes:
    return json.dumps({"generation": name, "manifest": digest}).encode()


def _number(name: str) -> int:
    digits = name.rpartition("-")[2]
    return int(digits) if digits.isdigit() else 0
