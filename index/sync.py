"""Folder to index: what is new or changed is read and stored, what is gone can be dropped."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, cast

from index.catalogue import Catalogue, Run, Source, Stored
from index.files import Found, hash_file, list_files
from index.opened import store_of
from index.profile import current_profile, terms_of
from index.search import Indexed, index_passages
from ingest.harvest import TARGET, Harvest
from ingest.passages import SPLITTER_VERSION
from ingest.sandbox import Parsed, parse_many

if TYPE_CHECKING:
    from index.embedding import Embedder

# Passages embedded at a time: enough to fill the encoder, few enough to keep memory flat.
BATCH = 256
_SPLITTER = "splitter"


class Step(StrEnum):
    """What happened to a file."""

    FOUND = "found"
    HASHED = "hashed"
    UNCHANGED = "unchanged"
    READ = "read"
    ADDED = "added"
    CHANGED = "changed"
    FAILED = "failed"
    REMOVED = "removed"
    PUBLISHING = "publishing"


@dataclass(frozen=True, slots=True)
class Progress:
    """One step of a run: for `found` and `read` the number of files, for `added` that of passages."""

    step: Step
    path: str = ""
    count: int = 0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """What a run did, in files; `failed` are sources with the reason, `documents` and `passages` totals.

    `missing` counts stored files that are gone from their folder and were kept. After an
    interruption, what was stored stays and the rest waits for the next run.
    """

    added: int = 0
    changed: int = 0
    unchanged: int = 0
    removed: int = 0
    missing: int = 0
    failed: tuple[tuple[str, str], ...] = ()
    documents: int = 0
    passages: int = 0
    embedded: int = 0
    seconds: float = 0.0
    embedding_seconds: float = 0.0
    interrupted: bool = False


Listener = Callable[[Progress], None]


def ingest_paths(
    paths: Sequence[Path],
    index_dir: Path,
    *,
    prune: bool = False,
    on_event: Listener | None = None,
    embedders: Sequence[Embedder] | None = None,
    workers: int | None = None,
    chroma: str | None = None,
) -> Summary:
    """Bring the index in step with the files in `paths` and below, and return what was done.

    Unchanged files cost their hash. Each changed one is replaced in one transaction; files that
    can't be read are told in the summary and change nothing. With `prune`, stored files that are gone
    from a folder in `paths` are dropped. Ctrl-C ends the run early; what was stored stays.
    Raises `NothingToIngest` where there are no files, `IndexLocked` where another writer is at work
    and `CatalogueError` where the index can't be written or was made by another model.
    """
    files = list_files(paths, leave_out=index_dir)
    if embedders is None:
        from index.embedding import default_embedders

        embedders = default_embedders()
    with Catalogue.open(index_dir, write=True) as catalogue:
        run = _Run(catalogue, embedders, on_event or (lambda _: None))
        try:
            run.sync(files, workers)
            run.drop_missing([Path(os.path.abspath(path)) for path in paths], files, prune)
            run.tell(Progress(Step.PUBLISHING))
            store_of(index_dir, chroma).publish(catalogue)
            # What search keeps of the words of the index; else the first question would make it.
            current_profile(catalogue, next((one for one in embedders if one.name == "use"), None))
        except KeyboardInterrupt:
            run.interrupted = True
        return run.finish()


@dataclass(slots=True)
class _Run:
    """One run: what is stored already, and what was done so far."""

    catalogue: Catalogue
    embedders: Sequence[Embedder]
    tell: Listener
    began: float = field(default_factory=time.perf_counter)
    started: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    stored: dict[str, Stored] = field(default_factory=dict)
    found: dict[Path, Found] = field(default_factory=dict)
    twins: dict[str, list[Path]] = field(default_factory=dict)
    pending: list[tuple[Path, Harvest]] = field(default_factory=list)
    done: dict[Step, set[Path]] = field(default_factory=lambda: {step: set() for step in Step})
    failed: dict[str, str] = field(default_factory=dict)
    missing: int = 0
    embedded: int = 0
    embedding_seconds: float = 0.0
    interrupted: bool = False

    @property
    def current(self) -> bool:
        """Whether what is stored was cut into passages as it would be now."""
        return self.catalogue.meta(_SPLITTER) in (None, SPLITTER_VERSION)

    def sync(self, files: Sequence[Path], workers: int | None) -> None:
        """Read, embed and store what is new or changed among `files`."""
        self.tell(Progress(Step.FOUND, count=len(files)))
        self.stored = self.catalogue.content_hashes()
        fresh = list(self._fresh(files))
        self.tell(Progress(Step.READ, count=len(fresh)))
        results = cast("Generator[Parsed]", parse_many(fresh, workers, target=TARGET))
        with closing(results) as parsed:
            for result in parsed:
                self._take(result)
        self._flush()
        there = {str(file) for file in files}
        covered = all(
            path in there or any(str(up) in there for up in Path(path).parents) for path in self.stored
        )
        if covered and self.catalogue.meta(_SPLITTER) != SPLITTER_VERSION:
            self.catalogue.set_meta(_SPLITTER, SPLITTER_VERSION)

    def _fresh(self, files: Sequence[Path]) -> Iterator[Path]:
        """Yield the files that must be read: one for each content that is not stored."""
        known = {stored.document_id for stored in self.stored.values()}
        current = self.current
        for path in files:
            found = hash_file(path)
            self.tell(Progress(Step.HASHED, str(path)))
            if found.error:
                self._fail(path, found.error)
                continue
            self.found[path] = found
            if current and self._is_stored(path, found):
                self._mark(Step.UNCHANGED, path)
            elif found.id in self.twins:
                self.twins[found.id].append(path)
            elif current and found.id in known:
                self._add_source(found.id, path)
            else:
                self.twins[found.id] = [path]
                yield path

    def _is_stored(self, path: Path, found: Found) -> bool:
        """Return whether a file is stored as it is; what could not be read in it is told again."""
        noted, _, problem = (self.catalogue.meta(_container(path)) or "").partition("\t")
        before = self.stored.get(str(path))
        same = before is not None and before.document_id == found.id
        if not same and (noted != found.id or not any(self._inside(path))):
            return False
        if noted == found.id and problem:
            self._fail(path, problem)
        return True

    def _inside(self, path: Path) -> Iterator[str]:
        """Yield the stored sources that lie inside the file at `path`."""
        return (other for other in self.stored if other.startswith(f"{path}{os.sep}"))

    def _mark(self, step: Step, path: Path, count: int = 0) -> None:
        self.done[step].add(path)
        self.tell(Progress(step, str(path), count))

    def _fail(self, path: Path, reason: str) -> None:
        self.failed[str(path)] = reason
        self.tell(Progress(Step.FAILED, str(path), reason=reason))

    def _add_source(self, document_id: str, path: Path) -> None:
        """Give a stored document another file that it comes from, without reading it again."""
        document = self.catalogue.document(document_id)
        if not os.path.exists(document.source):
            document = replace(document, source=str(path))
        passages = self.catalogue.passages(document_id)
        vectors = {
            name: self.catalogue.vectors(name, [document_id])[1] for name in self.catalogue.embedders()
        }
        self._drop_inner(path, set())
        self.catalogue.put(
            document,
            passages,
            vectors,
            self.catalogue.mentions(document_id=document_id),
            self.catalogue.readings([document_id]),
            [self._source(path, path)],
            {passage.id: " ".join(terms_of(passage)) for passage in passages},
        )
        self._mark(Step.CHANGED if str(path) in self.stored else Step.ADDED, path)

    def _source(self, path: Path, file: Path) -> Source:
        """Return `path`, which is `file` or lies inside it, with the state of the file."""
        state = self.found[file]
        return Source(str(path), state.size, state.modified_ns)

    def _take(self, parsed: Parsed) -> None:
        """Put aside what came of one file until there is enough to embed."""
        harvests = cast("tuple[Harvest, ...]", parsed.documents)
        if parsed.error is not None:
            for twin in self._twins(parsed.path):
                self._fail(twin, parsed.error.removeprefix(f"{parsed.path}: "))
        self.tell(Progress(Step.READ, str(parsed.path)))
        self.pending.extend((parsed.path, harvest) for harvest in harvests)
        if sum(len(harvest.passages) for _, harvest in self.pending) >= BATCH:
            self._flush()

    def _flush(self) -> None:
        """Embed the passages that wait and store their documents, each in a transaction of its own."""
        waiting, self.pending = self.pending, []
        passages = [passage for _, harvest in waiting for passage in harvest.passages]
        began = time.perf_counter()
        indexed = index_passages(passages, self.embedders)
        self.embedding_seconds += time.perf_counter() - began
        self.embedded += len(passages)
        at = 0
        by_file: dict[Path, list[Harvest]] = {}
        for file, harvest in waiting:
            rows = slice(at, at + len(harvest.passages))
            at = rows.stop
            self._store(file, harvest, indexed, rows)
            by_file.setdefault(file, []).append(harvest)
        for file, harvests in by_file.items():
            self._close(file, harvests)

    def _store(self, file: Path, harvest: Harvest, indexed: Indexed, rows: slice) -> None:
        """Put one document with its rows of what was indexed."""
        inner = Path(harvest.document.source).relative_to(file)
        self.catalogue.put(
            harvest.document,
            harvest.passages,
            {name: matrix[rows] for name, matrix in indexed.vectors.items()},
            harvest.mentions,
            harvest.readings,
            [self._source(twin / inner, twin) for twin in self._twins(file)],
            indexed.lexical_terms,
            indexed.fingerprints,
        )

    def _twins(self, file: Path) -> list[Path]:
        """Return the files with the bytes of `file`, itself among them."""
        return self.twins[self.found[file].id]

    def _close(self, file: Path, harvests: Sequence[Harvest]) -> None:
        """Drop what a container held before, remember its hash, and say that it is done."""
        count = sum(len(harvest.passages) for harvest in harvests)
        problem = self.failed.get(str(file), "")
        for twin in self._twins(file):
            inner = {str(twin / Path(harvest.document.source).relative_to(file)) for harvest in harvests}
            held = self._drop_inner(twin, inner)
            if str(twin) not in inner or problem:
                note = f"{self.found[twin].id}\t{problem}" if problem else self.found[twin].id
                self.catalogue.set_meta(_container(twin), note)
            self._mark(Step.CHANGED if held or str(twin) in self.stored else Step.ADDED, twin, count)

    def _drop_inner(self, file: Path, kept: set[str]) -> bool:
        """Forget the files that `file` held and that are not `kept`; return whether it held any."""
        before = list(self._inside(file))
        for path in before:
            if path not in kept:
                self.catalogue.remove_source(path)
        return bool(before)

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
                self._mark(Step.REMOVED, Path(path))
        self.missing = 0 if prune else len(gone)

    def finish(self) -> Summary:
        """Keep a record of the run and return its summary."""
        counts = self.catalogue.counts()
        summary = Summary(
            added=len(self.done[Step.ADDED]),
            changed=len(self.done[Step.CHANGED]),
            unchanged=len(self.done[Step.UNCHANGED]),
            removed=len(self.done[Step.REMOVED]),
            missing=self.missing,
            failed=tuple(sorted(self.failed.items())),
            documents=counts["documents"],
            passages=counts["passages"],
            embedded=self.embedded,
            seconds=time.perf_counter() - self.began,
            embedding_seconds=self.embedding_seconds,
            interrupted=self.interrupted,
        )
        if summary.added or summary.changed or summary.removed or summary.failed:
            self.catalogue.add_run(
                Run(
                    self.started,
                    datetime.now(UTC).isoformat(timespec="seconds"),
                    {
                        "added": summary.added,
                        "changed": summary.changed,
                        "unchanged": summary.unchanged,
                        "removed": summary.removed,
                    },
                    tuple(f"{path}: {reason}" for path, reason in summary.failed),
                )
            )
        return summary


def _container(path: Path) -> str:
    return f"container:{path}"
