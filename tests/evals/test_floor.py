"""The whole of Rapporteur, without a chat model, on a part of the sample: no worse than it was."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from assistant.cli import app
from evals import records

FLOOR = json.loads(Path(__file__).with_name("floor.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def out(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from evals.run import evaluate

    if not any(command.name == "eval" for command in app.registered_commands):
        app.command("eval")(evaluate)
    folder = tmp_path_factory.mktemp("floor")
    chosen = folder / "some.jsonl"
    from evals.run import SAMPLE_QUESTIONS

    lines = SAMPLE_QUESTIONS.read_text("utf-8").splitlines()
    chosen.write_text("\n".join(lines[::4]) + "\n", "utf-8")
    arguments = ["eval", "--questions", str(chosen), "--no-model", "--out", str(folder / "out")]
    result = CliRunner().invoke(app, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return folder / "out"


@pytest.mark.slow
def test_the_scores_stay_above_the_floor(out: Path) -> None:
    figures = json.loads((out / "summary.json").read_text("utf-8"))["rapporteur"]["figures"]
    assert figures["correct"]["mean"] >= FLOOR["correct"] - FLOOR["tolerance"]
    assert figures["citations_exact"]["mean"] == FLOOR["citations_exact"]
    assert figures["wrong_verified"]["mean"] <= FLOOR["wrong_verified"] + FLOOR["tolerance"]
    assert figures["failed"]["mean"] == 0.0


@pytest.mark.slow
def test_a_run_leaves_what_it_promises(out: Path) -> None:
    assert {path.name for path in out.iterdir()} == {
        *("results.jsonl", "summary.json", "report.html", "settings.json")
    }
    assert len(records.read(out / "results.jsonl")) == 70
