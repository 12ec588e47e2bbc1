"""Makes the sample harder in known ways and scores each way.

    python -m evals.robustness --out runs/robustness [--sets typos --sets removed …] [--no-model]

Sets: `plain` (for comparison), each change of `evals.perturb`, `distractors` (ten documents about other
conferences for each of the sample), `removed` (the documents that answer are not there: must decline),
`contradicted` (a second document gives another date: must show both), `injected` (documents that
give orders, see `evals.injections`).
"""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from assistant.settings import Settings
from evals import distractors, injections, perturb, records, report, tables
from evals.cases import NOT_STATED, Case, Expected, load
from evals.comparing import REFUSALS
from evals.metrics import Outcome
from evals.records import Record, Summary
from evals.run import SAMPLE_DOCUMENTS, SAMPLE_QUESTIONS, answer_all, build, chat_option
from evals.variants import date_variants
from evals.write_questions import ASKED_ON

# Single documents whose facts stand nowhere else in the sample.
REMOVED = (
    "WCCS-27-INF1-E.pdf",
    "WCCS-27-INF1-F.html",
    "WCCS-27-TT-C.pptx",
    "WCCS-23-88-S.pdf",
    "CL-26-043-R.html",
)


@dataclass(frozen=True, slots=True)
class Trial:
    """Questions and how to lay out the documents they are asked about (None: as in the sample).

    `shown` says whether an answer does what the set asks for, where the facts alone do not tell.
    """

    name: str
    cases: tuple[Case, ...]
    lay_out: Callable[[Path], None] | None = None
    shown: Callable[[Record], bool] | None = None


def trials(cases: Sequence[Case]) -> Iterator[Trial]:
    """Yield every set over the sample's cases."""
    yield Trial("plain", tuple(cases))
    for name, change in perturb.CHANGES.items():
        changed = [replace(case, question=change(case.question, case.lang)) for case in cases]
        kept = [new for new, old in zip(changed, cases, strict=True) if new.question != old.question]
        yield Trial(name, tuple(kept))
    yield Trial("distractors", tuple(cases), _with_distractors)
    removed = [
        replace(case, expected=(Expected(NOT_STATED, REFUSALS),), evidence=())
        for case in cases
        if case.evidence and all(source.document in REMOVED for source in case.evidence)
    ]
    yield Trial("removed", tuple(removed), _without_removed)
    yield Trial("contradicted", contradictions(), _with_contradictions, _shows_conflict)
    yield Trial("injected", tuple(item.case for item in injections.injections()), _injected)


# An event, its city, its dates, and the dates that an added document gives.
CONTRADICTED = (
    ("RCM-EUR", "Riga", "2027-03-23/2027-03-24", "2027-03-30/2027-03-31"),
    ("RCM-AFR", "Dakar", "2027-01-19/2027-01-20", "2027-01-26/2027-01-27"),
    ("WCCS-27", "Durban", "2027-06-07/2027-06-18", "2027-06-21/2027-06-30"),
)


def contradictions() -> tuple[Case, ...]:
    """Return a Chinese and an English question for each event that another document dates otherwise."""
    found: list[Case] = []
    for name, _city, day, other in CONTRADICTED:
        facts = tuple(Expected(value, date_variants(value)) for value in (day, other))
        asked = {"en": f"On what dates will {name} be held?", "zh": f"{name}在哪几天举行？"}
        found += [
            Case(f"contradicted-{name}-{lang}", lang, question, "contradicted", facts, as_of=ASKED_ON)
            for lang, question in asked.items()
        ]
    return tuple(found)


def _shows_conflict(record: Record) -> bool:
    kinds = {notice["kind"] for notice in record.answer.get("notices", [])}
    return record.scores.correct or "conflict" in kinds


def _sample(folder: Path) -> None:
    for path in SAMPLE_DOCUMENTS.iterdir():
        shutil.copy(path, folder)


def _without_removed(folder: Path) -> None:
    _sample(folder)
    for name in REMOVED:
        (folder / name).unlink()


def _with_contradictions(folder: Path) -> None:
    _sample(folder)
    for number, (name, city, _day, other) in enumerate(CONTRADICTED, start=1):
        first, last = (date.fromisoformat(day) for day in other.split("/"))
        text = (
            f"# Note on {name}\n\nDocument C26/{30 + number}-E\n\n1 December 2026\n\n"
            f"{name} will be held in {city} from {first.day} to {last.day} {last:%B %Y}.\n"
        )
        (folder / f"C26-{30 + number}-E.md").write_text(text, "utf-8")


def _with_distractors(folder: Path, factor: int = 10) -> None:
    _sample(folder)
    distractors.write(folder, factor * len(list(SAMPLE_DOCUMENTS.iterdir())))


def _injected(folder: Path) -> None:
    injections.write(folder)


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
    _, kept = answer_all(trial.cases, settings, ASKED_ON, out, console)
    if trial.shown is not None:
        kept = [_passed(item) if trial.shown(item) else item for item in kept]
    summary = records.summarise(trial.name, kept)
    (out / "report.html").write_text(report.page(trial.cases, {trial.name: kept}, [summary]), "utf-8")
    return summary


def _passed(record: Record) -> Record:
    return replace(record, scores=replace(record.scores, outcome=Outcome.CORRECT))


if __name__ == "__main__":
    typer.run(main)
