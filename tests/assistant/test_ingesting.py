"""`rapporteur ingest` as a person sees it: progress, errors, summary, exit code."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from rich.console import Console

from assistant.ingesting import Display, run_ingest, show_summary
from index.embedding import Vectors
from index.sync import Progress, Step, Summary


class Even:
    """A text encoder for which all texts are alike."""

    name = "even"
    fingerprint = "even/4"
    dimension = 4

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        return np.full((len(texts), 4), 0.5, dtype=np.float32)

    def embed_query(self, text: str) -> Vectors:
        return np.full(4, 0.5, dtype=np.float32)


def test_a_run_names_what_failed_and_counts_the_rest(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "a.txt").write_text("The World Forum (WF-25) will be held in Nairobi.\n")
    (folder / "empty.txt").write_bytes(b"")
    assert run_ingest([folder], tmp_path / "index", embedders=[Even()]) == 1
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.count(str(folder / "empty.txt")) == 1
    rows = [line.split() for line in shown.err.splitlines()]
    assert ["Files", "added", "1"] in rows
    assert ["Files", "failed", "1"] in rows
    (folder / "empty.txt").unlink()
    assert run_ingest([folder], tmp_path / "index", embedders=[Even()]) == 0
    assert ["Files", "unchanged", "1"] in [line.split() for line in capsys.readouterr().err.splitlines()]


def test_nothing_to_ingest_is_wrong_use(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run_ingest([tmp_path / "nowhere"], tmp_path / "index", embedders=[Even()]) == 2
    assert "does not exist" in capsys.readouterr().err
    assert not (tmp_path / "index").exists()


def test_the_bar_follows_the_run() -> None:
    console = Console(record=True, force_terminal=False, width=100)
    with Display(console) as display:
        display.take(Progress(Step.FOUND, count=3))
        for _ in range(3):
            display.take(Progress(Step.HASHED, "a"))
        assert (display.progress.tasks[0].completed, display.progress.tasks[0].total) == (3, 3)
        display.take(Progress(Step.READ, count=2))
        display.take(Progress(Step.READ, "a"))
        display.take(Progress(Step.ADDED, "a", count=7))
        display.take(Progress(Step.FAILED, "b [red].txt", reason="is empty"))
        task = display.progress.tasks[0]
        assert (task.completed, task.total, display.passages) == (1, 2, 7)
        assert "passages/s" in task.fields["rate"]
    assert "✗ b [red].txt: is empty" in console.export_text()


def test_an_interrupted_run_says_what_stays() -> None:
    console = Console(record=True, width=200)
    show_summary(Summary(added=4, missing=2, interrupted=True), Path("my-index"), console)
    shown = console.export_text()
    assert "4 files of this run are stored in my-index" in shown
    assert "run the same command again" in shown
    assert "--prune drops them" in shown


def test_a_name_from_outside_can_not_turn_or_colour_what_is_printed() -> None:
    console = Console(record=True, force_terminal=False, width=200)
    with Display(console) as display:
        display.take(Progress(Step.FAILED, "a\u202efdp.exe", reason="\x1b[31mis a program"))
    assert "✗ a�fdp.exe: �[31mis a program" in console.export_text()
