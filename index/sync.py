"""Folder to index: what is new or changed is read and stored, what is gone can be dropped."""

from __future__ import annotations

import os
import time
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

from index.catalogue import Catalogue, Run
from index.changes import Changes, compare
from index.files import list_files
from index.indexing import INDEXING_VERSION, prepare
from index.intake import Intake
from index.opened import store_of
from index.progress import Listener, Progress, Step, Summary, Tally
from ingest.harvest import TARGET, Harvest
from ingest.passages import SPLITTER_VERSION
from ingest.sandbox import Parsed, parse_many

if TYPE_CHECKING:
    from index.embedding import Embedder

__all__ = ["Listener", "Progress", "Step", "Summary", "ingest_paths"]

_SPLITTER = "splitter"


def ingest_paths(
    paths: Sequence[Path],
    index_dir: Path,
    *,
    prune: bool = False,
    afresh: bool = False,
    on_event: Listener | None = None,
    embedders: Sequence[Embedder] | None = None,
    workers: int | None = None,
    chroma: str | None = None,
) -> Summary:
    """Bring the index in step with the files in `paths` and below, and return what was done.

    Unchanged files cost their hash. Each changed one is replaced in one transaction; files that
    can't be read are told in the summary and change nothing. With `prune`, stored files that are gone
    from a folder in `paths` are dropped. With `afresh`, unchanged files are read again too, for what
    readers and models have learnt since. Ctrl-C ends the run early; what was stored stays.
    Raises `NothingToIngest` where there are no files, `IndexLocked` where another writer is at work
    and `CatalogueError` where the index can't be written or was made by another model.
    """
    files = list_files(paths, leave_out=index_dir)
    if embedders is None:
        from index.embedding import default_embedders

        embedders = default_embedders()
    with Catalogue.open(index_dir, write=True) as catalogue:
        run = _Run(catalogue, embedders, Tally(on_event or (lambda _: None)))
        try:
            run.sync(files, workers, afresh)
            run.drop_missing([Path(os.path.abspath(path)) for path in paths], files, prune)
            run.tally.tell(Progress(Step.PUBLISHING))
            store_of(index_dir, chroma).publish(catalogue)
            # Else the first question would do it.
            prepare(catalogue, embedders)
        except KeyboardInterrupt:
            run.interrupted = True
        return run.finish()


@dataclass(slots=True)
class _Run:
    """One run and what was done so far."""

    catalogue: Catalogue
    embedders: Sequence[Embedder]
    tally: Tally
    began: float = field(default_factory=time.perf_counter)
    started: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    intake: Intake | None = None
    missing: int = 0
    interrupted: bool = False

    def sync(self, files: Sequence[Path], workers: int | None, afresh: bool) -> None:
        """Read, embed and store what is new or changed among `files`."""
        self.tally.tell(Progress(Step.FOUND, count=len(files)))
        current = not afresh and self.catalogue.meta(_SPLITTER) in (None, _made_by())
        changes = compare(
            self.catalogue, files, current, lambda path: self.tally.tell(Progress(Step.HASHED, str(path)))
        )
        intake = self.intake = Intake(self.catalogue, self.embedders, changes, self.tally)
        for path, reason in changes.failed.items():
            self.tally.fail(path, f"{reason}{_kept(changes, path)}")
        for path, reason in changes.partly.items():
            self.tally.fail(path, reason)
        for path in changes.unchanged:
            self.tally.mark(Step.UNCHANGED, path)
        for path in changes.copies:
            intake.add_copy(path)
        self._read(changes, intake, workers)
        there = {str(file) for file in files}
        covered = all(
            path in there or any(str(up) in there for up in Path(path).parents) for path in changes.known
        )
        if covered and self.catalogue.meta(_SPLITTER) != _made_by():
            self.catalogue.set_meta(_SPLITTER, _made_by())

    def _read(self, changes: Changes, intake: Intake, workers: int | None) -> None:
        """Read files in processes of their own and store what comes of them."""
        self.tally.tell(Progress(Step.READ, count=len(changes.fresh)))
        results = cast("Generator[Parsed]", parse_many(changes.fresh, workers, target=TARGET))
        with closing(results) as parsed:
            for result in parsed:
                if result.error is not None:
                    reason = result.error.removeprefix(f"{result.path}: ")
                    for twin in changes.twins(result.path):
                        kept = "" if result.documents else _kept(changes, twin)
                        self.tally.fail(twin, f"{reason}{kept}")
                if not result.documents:
                    self.tally.tell(Progress(Step.READ, str(result.path)))
                intake.take(result.path, cast("tuple[Harvest, ...]", result.documents))
        intake.flush()

    def drop_missing(self, roots: Sequence[Path], files: Sequence[Path], prune: bool) -> None:
        """Count, and with `prune` drop, stored files below `roots` that are no longer there."""
        there = {str(file) for file in files}
        gone: set[Path] = set()
        for path in self.catalogue.content_hashes():
            within = any(path.startswith(f"{root}{os.sep}") for root in roots if root.is_dir())
            if not within or path in there or any(str(parent) in there for parent in Path(path).parents):
                continue
            gone.add(Path(path))
            if prune:
                self.catalogue.remove_source(path)
                self.tally.mark(Step.REMOVED, Path(path))
        self.missing = 0 if prune else len(gone)

    def finish(self) -> Summary:
        """Keep a record of the run and return its summary."""
        if self.intake is not None and self.interrupted:
            self.intake.settle()
        counts = self.catalogue.counts()
        summary = Summary(
            added=self.tally.count(Step.ADDED),
            changed=self.tally.count(Step.CHANGED),
            unchanged=self.tally.count(Step.UNCHANGED),
            removed=self.tally.count(Step.REMOVED),
            missing=self.missing,
            failed=tuple(sorted(self.tally.failed.items())),
            documents=counts["documents"],
            passages=counts["passages"],
            embedded=self.intake.embedded if self.intake else 0,
            seconds=time.perf_counter() - self.began,
            embedding_seconds=self.intake.embedding_seconds if self.intake else 0.0,
            interrupted=self.interrupted,
        )
        if summary.added or summary.changed or summary.removed or summary.failed:
            done = {
                "added": summary.added,
                "changed": summary.changed,
                "unchanged": summary.unchanged,
                "removed": summary.removed,
                "revision": self.catalogue.revision,
            }
            finished = datetime.now(UTC).isoformat(timespec="seconds")
            failed = tuple(f"{path}: {reason}" for path, reason in summary.failed)
            self.catalogue.add_run(Run(self.started, finished, done, failed))
        return summary


def _kept(changes: Changes, path: Path) -> str:
    """Return what to say of a file that can't be read but could be before."""
    before = str(path) in changes.known or any(changes.inside(path))
    return "; the index keeps what it held before" if before else ""


def _made_by() -> str:
    """Return what passages are cut by and worked out into; unchanged files of another are read again."""
    return f"{SPLITTER_VERSION}.{INDEXING_VERSION}"
