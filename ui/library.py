"""Adding, reading again and removing documents while the page is served: one run at a time."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

import structlog

if TYPE_CHECKING:
    from index.opened import Index

log = structlog.get_logger()
LONGEST_NAME = 120
_STORED = ("added", "changed")
LARGEST_FILE = 200 * 1024 * 1024
"""Bytes of one uploaded file."""


class LibraryBusy(Exception):
    """Another run is adding or removing documents now."""


class Library:
    """The documents of an index folder, as staff change them from the page.

    Uploaded files are kept beside the index folder, in `<name>-uploads`.
    """

    def __init__(self, index: Index, chroma: str | None = None) -> None:
        self.index = index
        self.chroma = chroma
        self.uploads = index.dir.absolute().parent / f"{index.dir.absolute().name}-uploads"
        self._at_work = threading.Lock()

    def add(self, paths: Sequence[Path], *, afresh: bool = False) -> Iterator[dict[str, Any]]:
        """Index files and yield what becomes of each: `file`, `step`, `reason`, `passages`; last `done`.

        With `afresh`, files that have not changed are read again too. Raises LibraryBusy at once
        where another run is at work.
        """
        if not self._at_work.acquire(blocking=False):
            raise LibraryBusy
        told: queue.Queue[dict[str, Any] | None] = queue.Queue()
        work = (list(paths), afresh, told)
        threading.Thread(target=self._run, args=work, name="ingest", daemon=True).start()
        return iter(told.get, None)

    def _run(self, paths: list[Path], afresh: bool, told: queue.Queue[dict[str, Any] | None]) -> None:
        from index.catalogue import CatalogueError
        from index.files import NothingToIngest
        from index.lock import IndexLocked
        from index.sync import Progress, ingest_paths

        settled: set[str] = set()

        def tell(step: Progress) -> None:
            # A file that was stored or failed is told as read too, afterwards.
            if step.path not in settled and (step.path or step.step == "publishing"):
                settled.update([step.path] if step.reason or step.step in _STORED else [])
                line = {"file": Path(step.path).name, "step": str(step.step), "reason": step.reason}
                told.put(line | ({"passages": step.count} if step.step in _STORED else {}))

        try:
            summary = ingest_paths(
                paths, self.index.dir, afresh=afresh, on_event=tell, workers=1, chroma=self.chroma
            )
            counts = {"added": summary.added, "changed": summary.changed, "failed": len(summary.failed)}
            told.put({"step": "done", **counts})
        except (CatalogueError, IndexLocked, NothingToIngest, OSError) as error:
            log.warning("ingest failed", reason=str(error))
            told.put({"file": "", "step": "failed", "reason": str(error)})
        finally:
            self._at_work.release()
            told.put(None)

    def remove(self, document_id: str) -> None:
        """Drop a document from the index; its file stays. Raises LibraryBusy and KeyError."""
        from index.catalogue import Catalogue
        from index.opened import store_of

        self.index.catalogue.document(document_id)
        if not self._at_work.acquire(blocking=False):
            raise LibraryBusy
        try:
            with Catalogue.open(self.index.dir, write=True) as catalogue:
                catalogue.remove(document_id)
                store_of(self.index.dir, self.chroma).publish(catalogue)
        finally:
            self._at_work.release()

    def upload_path(self, name: str) -> Path:
        """Return where an uploaded file is kept: its last name only, without control characters.

        Raises ValueError where nothing of the name is left.
        """
        last = PurePosixPath(name.replace("\\", "/")).name
        kept = "".join(letter for letter in last if letter.isprintable()).strip().lstrip(".~$")
        if not kept:
            raise ValueError(f"{name!r} is no file name; rename the file")
        stem, suffix = os.path.splitext(kept)
        self.uploads.mkdir(parents=True, exist_ok=True)
        return self.uploads / f"{stem[: LONGEST_NAME - len(suffix)]}{suffix}"

    def again(self, document_id: str) -> Iterator[dict[str, Any]]:
        """Read a document's file again, though it may not have changed. Raises as `original` and `add`."""
        return self.add([self.original(document_id)], afresh=True)

    def original(self, document_id: str) -> Path:
        """Return the file that a document came from, or the container that holds it. Raises KeyError."""
        for source in self.index.catalogue.sources(document_id):
            path = Path(source.path)
            for candidate in (path, *path.parents):
                if candidate.is_file():
                    return candidate
                if candidate.is_dir():
                    break
        raise KeyError(document_id)


def sample_folder() -> Path | None:
    """Return the folder of the sample documents, None where they are not installed."""
    found = find_spec("evals")
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(next(iter(found.submodule_search_locations))) / "corpus"
    return folder if folder.is_dir() else None
