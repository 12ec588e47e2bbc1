"""What of the files found differs from what is stored, by content."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from index.catalogue import Catalogue, Source, Stored
from index.files import Found, hash_file


@dataclass(slots=True)
class Changes:
    """Files with their state, sorted by what must be done.

    `fresh` are to be read, one for each content; `paths` are all files with a content that is.
    `copies` are new names for documents that are stored. `failed` can't be opened, `partly` are
    unchanged and could be read in part only, with the reason. `known` are the sources stored before.
    """

    known: Mapping[str, Stored]
    found: dict[Path, Found] = field(default_factory=dict)
    fresh: list[Path] = field(default_factory=list)
    paths: dict[str, list[Path]] = field(default_factory=dict)
    copies: list[Path] = field(default_factory=list)
    unchanged: list[Path] = field(default_factory=list)
    failed: dict[Path, str] = field(default_factory=dict)
    partly: dict[Path, str] = field(default_factory=dict)

    def twins(self, file: Path) -> list[Path]:
        """Return the files with the bytes of `file`, itself among them."""
        return self.paths[self.found[file].id]

    def source(self, path: Path, file: Path) -> Source:
        """Return `path`, which is `file` or lies inside it, with the state of the file."""
        state = self.found[file]
        return Source(str(path), state.size, state.modified_ns)

    def inside(self, file: Path) -> Iterator[str]:
        """Yield the sources stored before that lie inside `file`."""
        return (other for other in self.known if other.startswith(f"{file}{os.sep}"))


def compare(
    catalogue: Catalogue, files: Sequence[Path], current: bool, hashed: Callable[[Path], None]
) -> Changes:
    """Hash files and sort them by what must be done.

    Without `current`, what is stored counts as unread. `hashed` is told of every file.
    """
    changes = Changes(catalogue.content_hashes())
    documents = {stored.document_id for stored in changes.known.values()}
    for path in files:
        found = hash_file(path)
        hashed(path)
        if found.error:
            changes.failed[path] = found.error
            continue
        changes.found[path] = found
        if current and _is_stored(catalogue, changes, path):
            changes.unchanged.append(path)
        elif found.id in changes.paths:
            changes.paths[found.id].append(path)
        elif current and found.id in documents:
            changes.copies.append(path)
        else:
            changes.paths[found.id] = [path]
            changes.fresh.append(path)
    return changes


def _is_stored(catalogue: Catalogue, changes: Changes, path: Path) -> bool:
    """Return whether a file is stored as it is; what could not be read in it is told again."""
    found = changes.found[path]
    noted, problem = noted_of(catalogue, path)
    before = changes.known.get(str(path))
    same = before is not None and before.document_id == found.id
    if not same and (noted != found.id or not any(changes.inside(path))):
        return False
    if noted == found.id and problem:
        changes.partly[path] = problem
    return True


def noted_of(catalogue: Catalogue, file: Path) -> tuple[str, str]:
    """Return the content that was noted for a container, and what could not be read in it."""
    noted, _, problem = (catalogue.meta(f"container:{file}") or "").partition("\t")
    return noted, problem


def note(catalogue: Catalogue, file: Path, content: str, problem: str) -> None:
    """Remember the content of a container, and what could not be read in it."""
    catalogue.set_meta(f"container:{file}", f"{content}\t{problem}" if problem else content)
