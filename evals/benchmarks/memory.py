"""The most memory that a program and all that it starts hold at once."""

from __future__ import annotations

import os
import threading
from pathlib import Path

_PROC = Path("/proc")
_EVERY = 0.05


class Watch:
    """Samples the tree of processes below `pid` until it is stopped; `peak_mb` is None without /proc.

    What processes share counts once (proportional set size).
    """

    def __init__(self, pid: int) -> None:
        self._pid = pid
        self._stop = threading.Event()
        self._peak = 0
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    @property
    def peak_mb(self) -> float | None:
        """Return the most megabytes seen at once."""
        return self._peak / 1024 if self._peak else None

    def stop(self) -> None:
        """End sampling."""
        self._stop.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._stop.wait(_EVERY):
            self._peak = max(self._peak, sum(map(_kilobytes, _tree(self._pid))))


def _tree(pid: int) -> list[int]:
    found, waiting = [], [pid]
    while waiting:
        each = waiting.pop()
        found.append(each)
        try:
            tasks = os.listdir(_PROC / str(each) / "task")
        except OSError:
            continue
        for task in tasks:
            try:
                children = (_PROC / str(each) / "task" / task / "children").read_text()
            except OSError:
                continue
            waiting.extend(map(int, children.split()))
    return found


def _kilobytes(pid: int) -> int:
    try:
        lines = (_PROC / str(pid) / "smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:"))
