"""One writer for an index folder, by a lock file that names its holder."""

from __future__ import annotations

import json
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from filelock import FileLock, Timeout

LOCK = "writer.lock"
HOLDER = "writer.json"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who writes: process id, host, command line and the ISO time since when."""

    pid: int
    host: str
    command: str
    since: str

    @classmethod
    def me(cls) -> Holder:
        """Return this process."""
        command = " ".join([Path(sys.argv[0]).name, *sys.argv[1:]])[:200]
        now = datetime.now(UTC).isoformat(timespec="seconds")
        return cls(os.getpid(), socket.gethostname(), command, now)

    def alive(self) -> bool | None:
        """Return whether the process still runs; None where it is on another host."""
        if self.host != socket.gethostname():
            return None
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            return False
        except PermissionError:
            return True
        return True

    def __str__(self) -> str:
        return f"process {self.pid} on {self.host} ({self.command or 'unnamed'}), since {self.since}"


class IndexLocked(Exception):
    """Another writer has the index; `holder` is who, where that is known."""

    def __init__(self, folder: Path, holder: Holder | None) -> None:
        self.holder = holder
        if holder is None:
            by, advice = "a writer that left no name", "try again in a moment"
        elif holder.alive() is False:
            by = f"a child of {holder}, which has ended"
            advice = "wait for it to finish, or end it"
        else:
            by, advice = str(holder), "wait for it to finish, or end it"
        super().__init__(f"{folder} is being written by {by}; {advice}")


def holder(folder: Path) -> Holder | None:
    """Return who wrote its name last and did not take it away again, or None.

    While the lock is free, that is a writer that was killed.
    """
    try:
        return Holder(**json.loads((folder / HOLDER).read_text("utf-8")))
    except (FileNotFoundError, ValueError, TypeError):
        return None


@contextmanager
def writer(folder: Path, wait_seconds: float = 0.0) -> Iterator[Holder | None]:
    """Hold the writer's lock; yield the writer that was killed while it held it, or None.

    The kernel frees the lock when its holder ends, however it ends. Raises IndexLocked, which
    names the holder, and OSError where the folder can't be written.
    """
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=wait_seconds)
    except Timeout:
        raise IndexLocked(folder, holder(folder)) from None
    try:
        before = holder(folder)
        (folder / HOLDER).write_text(json.dumps(asdict(Holder.me())), "utf-8")
        try:
            yield before
        finally:
            with suppress(FileNotFoundError):
                (folder / HOLDER).unlink()
    finally:
        lock.release()


def is_held(folder: Path) -> bool:
    """Return whether somebody writes now."""
    if not (folder / LOCK).exists():
        return False
    lock = FileLock(folder / LOCK)
    try:
        lock.acquire(timeout=0)
    except (Timeout, OSError):
        return True
    lock.release()
    return False
