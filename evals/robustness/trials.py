"""The robustness sets: the sample's questions changed, or the documents that they are asked about."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from pathlib import Path

from evals.cases import NOT_STATED, Case, Expected
from evals.comparing import REFUSALS
from evals.records import Record
from evals.robustness import distractors, injections, perturb
from evals.run import SAMPLE_DOCUMENTS
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

FACTORS = (10, 100)
"""Documents beside the point for each one of the sample."""


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
    for factor in FACTORS:
        yield Trial(f"distractors-{factor}x", tuple(cases), partial(_with_distractors, factor))
    removed = [
        replace(case, expected=(Expected(NOT_STATED, REFUSALS),), evidence=())
        for case in cases
        if case.evidence and all(source.document in REMOVED for source in case.evidence)
    ]
    yield Trial("removed", tuple(removed), _without_removed)
    injected = {
        "injected": tuple(injections.injections()),
        "injected-seen": tuple(injections.further("seen")),
        "injected-unseen": tuple(injections.further("unseen")),
    }
    yield Trial("contradicted", contradictions(), _with_contradictions, _shows_conflict)
    for name, made in injected.items():
        yield Trial(name, tuple(item.case for item in made), partial(_injected, made))


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


def _with_distractors(factor: int, folder: Path) -> None:
    _sample(folder)
    distractors.write(folder, factor * len(list(SAMPLE_DOCUMENTS.iterdir())))


def _injected(made: Sequence[injections.Injection], folder: Path) -> None:
    injections.write(folder, made)
