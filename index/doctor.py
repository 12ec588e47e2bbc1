"""What is wrong with an index folder, and putting right what can be."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index import lock
from index.catalogue import Catalogue, CatalogueError, seal
from index.opened import store_of
from index.vectors import Generations, VectorsError, VectorStore


@dataclass(frozen=True, slots=True)
class Finding:
    """Something wrong: what, and what `repair` does about it, or None where it can do nothing."""

    problem: str
    remedy: str | None


@dataclass(frozen=True, slots=True)
class Repair:
    """What was put right, and what is still wrong."""

    done: tuple[str, ...]
    left: tuple[Finding, ...]


REBUILD = "make the vectors' files again from the catalogue"
RESEAL = "write the seal again"
RELEX = "make the full-text index again from the passages"
CLEAR = "remove it"
FORGET = "forget that writer; what it had not finished was never part of the index"
RESTORE = "restore a backup, or ingest the documents into a new folder"


def examine(dir: Path, *, chroma: str | None = None) -> list[Finding]:
    """Read everything in an index folder and return what is wrong with it.

    Nothing is changed, and a folder that is being written is examined as it stands.
    """
    try:
        catalogue = Catalogue.open(dir)
    except CatalogueError as error:
        return [Finding(f"{error} ({RESTORE})", None)]
    except OSError as error:
        return [Finding(f"{dir} can't be read: {error}", None)]
    with catalogue:
        found = [*_catalogue(catalogue), *_seal(dir, catalogue)]
        store = store_of(dir, chroma)
        try:
            found += [Finding(problem, REBUILD) for problem in store.problems(catalogue)]
        except (CatalogueError, VectorsError) as error:
            found.append(Finding(str(error), REBUILD))
    if not lock.is_held(dir):
        found += _abandoned(dir, store)
    return found


def repair(dir: Path, *, chroma: str | None = None) -> Repair:
    """Put right what can be, and examine again.

    Nothing that the catalogue holds is removed. Raises IndexLocked where a writer is at work, and
    CatalogueError where the folder can't be written.
    """
    findings = examine(dir, chroma=chroma)
    remedies = {finding.remedy for finding in findings}
    if not remedies - {None}:
        return Repair((), tuple(findings))
    done: list[str] = [RESEAL] if RESEAL in remedies else []
    with Catalogue.open(dir, write=True, make=False) as catalogue:
        if RESEAL in remedies:
            catalogue.seal(anew=True)
        if RELEX in remedies:
            catalogue.rebuild_lexical()
            done.append(RELEX)
        if REBUILD in remedies:
            store_of(dir, chroma).publish(catalogue, now=True)
            done.append(REBUILD)
        for path in Generations(dir).left_over():
            shutil.rmtree(path)
            done.append(f"removed {path.name}")
        if FORGET in remedies:
            done.append(FORGET)
    return Repair(tuple(done), tuple(examine(dir, chroma=chroma)))


def _catalogue(catalogue: Catalogue) -> Iterator[Finding]:
    for problem in catalogue.problems():
        lexical = problem.startswith("the full-text index")
        yield Finding(problem if lexical else f"{problem} ({RESTORE})", RELEX if lexical else None)


def _seal(dir: Path, catalogue: Catalogue) -> Iterator[Finding]:
    try:
        if seal.read(dir) is None:
            yield Finding(f"{dir / seal.FILE} is gone", RESEAL)
    except ValueError as error:
        yield Finding(str(error), RESEAL)
    if catalogue.changed_outside():
        yield Finding(f"{catalogue.path} was changed by something other than rapporteur", RESEAL)


def _abandoned(dir: Path, store: VectorStore) -> Iterator[Finding]:
    killed = lock.holder(dir)
    if killed:
        yield Finding(f"the last writer ended before it had finished: {killed}", FORGET)
    if isinstance(store, Generations):
        for path in store.left_over():
            yield Finding(f"{path} was left unfinished", CLEAR)
