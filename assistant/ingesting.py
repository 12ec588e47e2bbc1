"""`rapporteur ingest`: progress while it runs, and what was done."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    SpinnerColumn,
    TaskID,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

if TYPE_CHECKING:
    from index.embedding import Embedder
    from index.sync import Progress as Event
    from index.sync import Summary

FAILED = 1
WRONG_USE = 2
INTERRUPTED = 130


def run_ingest(
    paths: Sequence[Path],
    index_dir: Path,
    prune: bool = False,
    *,
    afresh: bool = False,
    chroma: str | None = None,
    embedders: Sequence[Embedder] | None = None,
) -> int:
    """Ingest files and folders with progress on standard error; return the exit code.

    0 where all went well, 1 where some files failed (each is named with the reason), 2 where there
    is nothing to ingest, 130 after Ctrl-C. Raises what `index.sync.ingest_paths` does where the
    index can't be written.
    """
    console = Console(stderr=True)
    try:
        summary = _ingest(console, paths, index_dir, prune, afresh, chroma, embedders)
    except KeyboardInterrupt:
        console.print("Stopped; what was stored before stays.")
        return INTERRUPTED
    if summary is None:
        return WRONG_USE
    show_summary(summary, index_dir, console)
    if summary.interrupted:
        return INTERRUPTED
    return FAILED if summary.failed else 0


def _ingest(
    console: Console,
    paths: Sequence[Path],
    index_dir: Path,
    prune: bool,
    afresh: bool,
    chroma: str | None,
    embedders: Sequence[Embedder] | None,
) -> Summary | None:
    """Ingest with a bar; None, with the reason said, where there is nothing to ingest."""
    # Imported here, where Ctrl-C is heard: it takes a second or more.
    from index.files import NothingToIngest
    from index.sync import ingest_paths

    try:
        with Display(console) as display:
            return ingest_paths(
                paths,
                index_dir,
                prune=prune,
                afresh=afresh,
                on_event=display.take,
                chroma=chroma,
                embedders=embedders,
            )
    except NothingToIngest as error:
        console.print(Text(f"rapporteur: {error}"), soft_wrap=True)
        return None


class Display:
    """Files done, passages a second and time left, as a bar; errors as they come, above it."""

    def __init__(self, console: Console) -> None:
        self.console = console
        self.passages = 0
        self.progress = Progress(
            SpinnerColumn(),
            TextColumn("{task.description}"),
            BarColumn(bar_width=None),
            MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}"),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            # Files are stored in batches: a short window would see a burst or nothing.
            speed_estimate_period=300,
        )
        self.task: TaskID = self.progress.add_task("Looking for files", total=None, rate="")

    def __enter__(self) -> Display:
        self.progress.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.progress.stop()

    def take(self, event: Event) -> None:
        """Show one step of the run."""
        from index.sync import Step

        if event.step is Step.FOUND:
            self.progress.reset(self.task, total=event.count, description="Comparing files")
        elif event.step is Step.HASHED:
            self.progress.advance(self.task)
        elif event.step is Step.READ and not event.path:
            self.progress.reset(self.task, total=event.count, description="Reading", rate="")
        elif event.step is Step.READ:
            self.progress.advance(self.task)
        elif event.step in (Step.ADDED, Step.CHANGED):
            self.passages += event.count
            elapsed = self.progress.tasks[0].elapsed or 0.0
            speed = self.passages / elapsed if elapsed > 0 else 0.0
            self.progress.update(self.task, rate=f"{speed:,.{0 if speed >= 10 else 1}f} passages/s")
        elif event.step is Step.FAILED:
            failure = Text.assemble(("✗ ", "red"), _printable(f"{event.path}: {event.reason}"))
            self.console.print(failure, soft_wrap=True)
        elif event.step is Step.PUBLISHING:
            self.progress.update(self.task, description="Publishing vectors", rate="")


def _printable(text: str) -> str:
    """Return `text` without what would turn, hide or colour the rest of the line: names come from outside."""
    return "".join("�" if unicodedata.category(char) in ("Cc", "Cf", "Cs") else char for char in text)


def show_summary(summary: Summary, index_dir: Path, console: Console) -> None:
    """Print what was done as a table, and what to do about what was not."""
    table = Table(show_header=False, box=None, pad_edge=False)
    table.add_column(style="dim")
    table.add_column(justify="right")
    for label, value in (
        ("Files added", summary.added),
        ("Files changed", summary.changed),
        ("Files unchanged", summary.unchanged),
        ("Files removed", summary.removed),
        ("Files failed", len(summary.failed)),
        ("Documents in the index", summary.documents),
        ("Passages in the index", summary.passages),
    ):
        table.add_row(label, f"{value:,}", style="red" if label == "Files failed" and value else None)
    table.add_row("Time", f"{summary.seconds:,.1f} s")
    if summary.embedded and summary.seconds > 0:
        share = 100 * summary.embedding_seconds / summary.seconds
        rate = summary.embedded / summary.seconds
        table.add_row("Passages a second", f"{rate:,.1f} (embedding took {share:.0f} % of the time)")
    console.print(table)
    if summary.missing:
        console.print(
            f"{summary.missing:,} files of the index are gone from their folder and were kept;"
            " --prune drops them."
        )
    if summary.interrupted:
        console.print(
            f"Stopped. {summary.added + summary.changed:,} files of this run are stored in"
            f" {os.fspath(index_dir)} and can be searched; run the same command again for the rest."
        )
