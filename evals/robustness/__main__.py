"""Makes the sample harder in known ways and scores each way.

    python -m evals.robustness --out runs/robustness [--sets typos --sets removed …] [--no-model]

Sets: `plain` (for comparison), each change of `perturb`, `distractors-10x` and `-100x` (so many documents
about other conferences for each of the sample), `removed` (the documents that answer are not there: must
decline), `contradicted` (a second document gives another date: must show both), `injected` (documents
that give orders, see `injections`).
"""

from __future__ import annotations

import json
import tempfile
from contextlib import ExitStack
from dataclasses import asdict, replace
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.settings import Settings
from evals import records, report, tables
from evals.cases import load
from evals.contestants import answer_all, build, chat_option
from evals.metrics import Outcome
from evals.records import Record, Summary
from evals.robustness.trials import Trial, trials
from evals.run import SAMPLE_DOCUMENTS, SAMPLE_QUESTIONS
from evals.write_questions import ASKED_ON


def main(
    out: Annotated[Path, typer.Option(help="Folder for results.")] = Path("runs/robustness"),
    sets: Annotated[list[str] | None, typer.Option(help="Only these sets (repeatable).")] = None,
    every: Annotated[int, typer.Option(min=1, help="Ask only every so manyth question.")] = 1,
    model: Annotated[str | None, typer.Option(help="Chat model; the embedded one unless given.")] = None,
    no_model: Annotated[bool, typer.Option("--no-model", help="Answer without a chat model.")] = False,
) -> None:
    """Run the robustness sets and print their scores side by side."""
    console = Console()
    summaries: list[Summary] = []
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="rapporteur-robustness-")))
        for trial in trials(load(SAMPLE_QUESTIONS)[::every]):
            if trial.cases and (not sets or trial.name in sets):
                summaries.append(run(trial, folder, out / trial.name, model, no_model, console))
    told = {summary.name: asdict(summary) for summary in summaries}
    (out / "summary.json").write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", "utf-8")
    for summary in summaries:
        console.print(tables.line(summary))


def run(
    trial: Trial, folder: Path, out: Path, model: str | None, no_model: bool, console: Console
) -> Summary:
    """Index what the trial is asked about, ask, and write its results and report into `out`."""
    documents, index = SAMPLE_DOCUMENTS, folder / "sample-index"
    if trial.lay_out is not None:
        documents, index = folder / trial.name, folder / f"{trial.name}-index"
        documents.mkdir()
        trial.lay_out(documents)
    if not index.exists():
        build(documents, index, console)
    out.mkdir(parents=True, exist_ok=True)
    settings = Settings(index=index, **chat_option(model, no_model))
    kept = answer_all(trial.cases, settings, ASKED_ON, out, console)
    if trial.shown is not None:
        kept = [_passed(item) if trial.shown(item) else item for item in kept]
    summary = records.summarise(trial.name, kept)
    (out / "report.html").write_text(report.page(trial.cases, {trial.name: kept}, [summary]), "utf-8")
    return summary


def _passed(record: Record) -> Record:
    return replace(record, scores=replace(record.scores, outcome=Outcome.CORRECT))


if __name__ == "__main__":
    typer.run(main)
