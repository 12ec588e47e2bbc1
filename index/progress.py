"""What a run of ingest tells: its steps as they come, and what it did."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path


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
    """One step of a run: for `found` and `read` the number of files, for `added` that of passages.

    `read` with a path tells that a file is done: stored, or failed.
    """

    step: Step
    path: str = ""
    count: int = 0
    reason: str = ""


Listener = Callable[[Progress], None]


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


@dataclass(slots=True)
class Tally:
    """The files of a run by what happened to them, told to a listener as it happens."""

    tell: Listener
    done: dict[Step, set[Path]] = field(default_factory=lambda: {step: set() for step in Step})
    failed: dict[str, str] = field(default_factory=dict)

    def mark(self, step: Step, path: Path, count: int = 0) -> None:
        """Count a file and tell of it, with the number of its passages."""
        self.done[step].add(path)
        self.tell(Progress(step, str(path), count))

    def fail(self, path: Path, reason: str) -> None:
        """Count a file that can't be read and tell why."""
        self.failed[str(path)] = reason
        self.tell(Progress(Step.FAILED, str(path), reason=reason))

    def count(self, step: Step) -> int:
        """Return how many files it happened to."""
        return len(self.done[step])
