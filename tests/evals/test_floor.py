"""The whole of Rapporteur, without a chat model, on a part of the sample: no worse than it was."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from assistant.cli import app
from evals import records
from evals.metrics import Outcome

FLOOR = json.loads(Path(__file__).with_name("floor.json").read_text("utf-8"))
"""Shares of each set, and how many of its questions may fall below: processors round vectors apart, and a
question whose best passages nearly tie swings with them."""


ASKED = ("eval", "--every", "4", "--no-model", "--as-of", "2027-02-22")


def evaluated(*options: str) -> Result:
    from evals.run import evaluate

    if not any(command.name == "eval" for command in app.registered_commands):
        app.command("eval")(evaluate)
    return CliRunner().invoke(app, [*ASKED, *options], catch_exceptions=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("floor")
    result = evaluated("--out", str(folder / "out"), "--index", str(folder / "index"))
    assert result.exit_code == 0, result.output
    return folder


@pytest.fixture(scope="module")
def out(folder: Path) -> Path:
    return folder / "out"


@pytest.mark.slow
@pytest.mark.parametrize("name", ["sample", "second", "third", "fourth", "fifth"])
def test_the_scores_stay_above_the_floor(name: str, out: Path) -> None:
    kept = [
        item
        for item in records.read(out / "results.jsonl")
        if (
            item.id.partition("-")[0]
            if item.id.startswith(("second-", "third-", "fourth-", "fifth-"))
            else "sample"
        )
        == name
    ]
    found = records.figures(kept)
    figures = {key: figure.mean for key, figure in found.items() if figure}
    floor, tolerance = FLOOR[name], FLOOR["tolerance"] / len(kept)
    assert figures["correct"] >= floor["correct"] - tolerance
    assert figures["correct"] + figures["offered"] >= floor["correct or offered"] - tolerance
    assert figures["wrong"] <= floor["wrong"] + tolerance
    assert figures["wrong_verified"] == 0.0
    assert found["hit@5"] is not None
    assert figures["hit@5"] >= floor["hit@5"] - FLOOR["tolerance"] / found["hit@5"].count
    assert figures["citations_exact"] == 1.0
    assert figures["failed"] == 0.0


@pytest.mark.slow
def test_a_run_leaves_what_it_promises(out: Path) -> None:
    assert {path.name for path in out.iterdir()} == {
        *("results.jsonl", "summary.json", "report.html", "settings.json")
    }
    assert len(records.read(out / "results.jsonl")) == 192


@pytest.mark.slow
def test_a_run_that_was_killed_goes_on_and_is_compared_with_an_earlier_one(folder: Path, out: Path) -> None:
    """The gate: exit code 1 where the share correct fell past the tolerance, each question named."""
    lines = (out / "results.jsonl").read_text("utf-8").splitlines(keepends=True)
    (out / "results.jsonl").write_text("".join(lines[:100]) + lines[100][:40], "utf-8")
    again = ("--out", str(out), "--index", str(folder / "index"))
    better = folder / "better"
    better.mkdir()
    kept = records.read(out / "results.jsonl")
    right = [replace(item, scores=replace(item.scores, outcome=Outcome.CORRECT)) for item in kept]
    (better / "results.jsonl").write_text("".join(records.to_line(item) + "\n" for item in right), "utf-8")
    lost = [item.id for item in kept if not item.scores.correct]
    result = evaluated(*again, "--compare", str(better), "--tolerance", "0.001")
    assert len(lost) >= 1
    assert result.exit_code == 1
    assert all(name in result.output for name in lost)
    assert f"{len(lost)} lost, 0 won" in (out / "report.html").read_text("utf-8")
    mended = records.read(out / "results.jsonl")
    assert [item.id for item in mended] == [json.loads(line)["id"] for line in lines]
    assert [item.scores for item in mended] == [records.from_line(line).scores for line in lines]
    assert evaluated(*again, "--compare", str(out), "--tolerance", "0").exit_code == 0
