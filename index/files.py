"""The files of the folders that are to be ingested, and what is in them by hash."""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

# Files that programs leave beside documents: hidden ones, and the locks of office programs.
_NOT_DOCUMENTS = (".", "~$", "~WRL")
_SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})


class NothingToIngest(Exception):
    """What was named is not there or holds no files; nothing was changed."""


@dataclass(frozen=True, slots=True)
class Found:
    """A file with its state; `id` is the content hash, empty where `error` says why it can't be read."""

    path: Path
    id: str = ""
    size: int = 0
    modified_ns: int = 0
    error: str = ""


def list_files(paths: Sequence[Path], *, leave_out: Path | None = None) -> list[Path]:
    """Return the absolute paths of all files named or below the folders named, each once, in order.

    Hidden files, the lock files of office programs and the folder `leave_out` (the index itself) are
    left out of folders. Raises `NothingToIngest` for a path that is not there, or where there are no
    files at all.
    """
    files: dict[Path, None] = {}
    for path in paths:
        absolute = Path(os.path.abspath(path))
        if absolute.is_dir():
            files.update(dict.fromkeys(_below(absolute, leave_out)))
        elif absolute.exists() or absolute.is_symlink():
            files[absolute] = None
        else:
            raise NothingToIngest(f"{path} does not exist; name a file or a folder of documents")
    if not files:
        named = ", ".join(str(path) for path in paths) or "(nothing)"
        raise NothingToIngest(f"no files in {named}; nothing was changed")
    return list(files)


def _below(folder: Path, leave_out: Path | None) -> Iterator[Path]:
    shut = os.path.abspath(leave_out) if leave_out else None
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(
            name for name in folders if not name.startswith(".") and os.path.join(parent, name) != shut
        )
        for name in sorted(names):
            if not name.startswith(_NOT_DOCUMENTS) and name.lower() not in _SYSTEM_FILES:
                yield Path(parent, name)


def hash_file(path: Path) -> Found:
    """Return a file's state and content hash (16 hex digits of SHA-256, as document ids are)."""
    try:
        with open(path, "rb", opener=_open_regular) as stream:
            state = os.fstat(stream.fileno())
            digest = hashlib.file_digest(stream, "sha256").hexdigest()[:16]
    except OSError as error:
        return Found(path, error=f"can't be opened: {error.strerror or error}")
    return Found(path, digest, state.st_size, state.st_mtime_ns)


def _open_regular(path: str, flags: int) -> int:
    """Open a file without waiting on a pipe or device. Raises OSError where it is no regular file."""
    handle = os.open(path, flags | getattr(os, "O_NONBLOCK", 0))
    if not stat.S_ISREG(os.fstat(handle).st_mode):
        os.close(handle)
        raise OSError(0, "is not a regular file")
    return handle
