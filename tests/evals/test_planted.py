"""A fault planted in a part of the real assistant moves the metric that is meant to catch it."""

from __future__ import annotations

import asyncio
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console

from assistant.answer import Answer, Status
from assistant.answering import Assistant
from assistant.asked import Asked
from assistant.draft import Draft
from assistant.refusals import decline
from evals.cases import Case
from evals.contestants import ask_all, shelf_of, streaming
from evals.records import Record, summarise
from evals.run import SAMPLE_DOCUMENTS
from evals.universe.letters import Letters
from evals.write_questions import ASKED_ON
from index.evidence import Evidence
from index.opened import open_index
from index.search import Searcher
from index.sync import ingest_paths

pytestmark = pytest.mark.slow
DAY = re.compile(r"\d+(?=日| [A-Z][a-z]+ 20\d\d)")


class Backwards(Searcher):
    """Retrieval gives the least likely passages first."""

    def search(self, question: str, k: int = 8, *args: Any, **options: Any) -> list[Evidence]:
        return super().search(question, 60, *args, **options)[::-1][:k]


class AnotherDay(Assistant):
    """Dates are worded a day late."""

    def look_up(self, asked: Asked) -> Asked:
        asked = super().look_up(asked)
        return replace(asked, draft=asked.draft and self.late(asked.draft))

    def late(self, draft: Draft) -> Draft:
        def moved(text: str) -> str:
            return DAY.sub(lambda found: str(int(found[0]) % 27 + 1), text)

        return replace(draft, sentences=tuple(replace(one, text=moved(one.text)) for one in draft.sentences))


class Unchecked(AnotherDay):
    """And verification lets everything pass."""

    def verify(self, asked: Asked) -> Asked:
        draft = asked.draft or Draft((), status=Status.NOT_FOUND)
        sentences = tuple(replace(one, verified=True) for one in draft.sentences)
        return replace(asked, draft=replace(draft, sentences=sentences))


class Offset(Assistant):
    """Citations begin and end two characters late."""

    def cite(self, asked: Asked) -> Answer:
        answer = super().cite(asked)
        late = (replace(one, start=one.start + 2, end=one.end + 2) for one in answer.citations)
        return replace(answer, citations=tuple(late))


class Bluffing(Assistant):
    """What is not in the documents is answered with whatever was found."""

    def cite(self, asked: Asked) -> Answer:
        answer = super().cite(asked)
        if answer.status is not Status.NOT_FOUND or not asked.evidence:
            return answer
        return replace(answer, text=asked.evidence[0].passage.text, status=Status.ANSWERED)


class Timid(Assistant):
    """Everything is declined."""

    def answer(self, asked: Asked) -> Asked:
        return replace(asked, draft=decline(asked.facts))


class Anglophone(Assistant):
    """Everyone is answered in English."""

    def understand(
        self, question: str, history: Any = (), as_of: date | None = None, language: Any = None
    ) -> Asked:
        return super().understand(question, history, as_of, "en")


@pytest.fixture(scope="module")
def index_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("index")
    assert ingest_paths([SAMPLE_DOCUMENTS], folder, embedders=(Letters(),)).failed == ()
    return folder


@pytest.fixture(scope="module")
def some(sample_cases: tuple[Case, ...]) -> tuple[Case, ...]:
    """Every tenth question, and all of which nothing is stated."""
    return tuple(case for place, case in enumerate(sample_cases) if place % 10 == 0 or case.unanswerable)


@contextmanager
def opened(index_dir: Path, kind: type[Assistant], searching: type[Searcher]) -> Iterator[Assistant]:
    with open_index(index_dir) as index:
        yield kind(index, searching(index, (Letters(),)))


def asked(
    index_dir: Path,
    cases: tuple[Case, ...],
    kept_in: Path,
    kind: type[Assistant] = Assistant,
    searching: type[Searcher] = Searcher,
) -> list[Record]:
    quiet = Console(file=io.StringIO())
    with opened(index_dir, kind, searching) as assistant, asyncio.Runner() as runner:
        shelf = shelf_of(assistant.index.catalogue)
        answering = streaming(assistant, runner)
        kept = ask_all(cases, answering, shelf, assistant.searcher.search, ASKED_ON, kept_in, quiet)
    assert [item.error for item in kept if item.error] == []
    return kept


def means(kept: list[Record]) -> dict[str, float]:
    return {name: figure.mean for name, figure in summarise("x", kept).figures.items() if figure}


@pytest.fixture(scope="module")
def sound(index_dir: Path, some: tuple[Case, ...], tmp_path_factory: pytest.TempPathFactory) -> list[Record]:
    return asked(index_dir, some, tmp_path_factory.mktemp("sound") / "results.jsonl")


@pytest.mark.parametrize(
    ("kind", "searching", "metric", "by"),
    [
        (Assistant, Backwards, "hit@5", -0.3),
        (Assistant, Backwards, "mrr@10", -0.3),
        (AnotherDay, Searcher, "correct", -0.15),
        (AnotherDay, Searcher, "fact_recall", -0.15),
        (Unchecked, Searcher, "wrong_verified", 0.1),
        (Offset, Searcher, "citations_exact", -0.9),
        (Bluffing, Searcher, "refusal_recall", -0.5),
        (Bluffing, Searcher, "wrong", 0.15),
        (Timid, Searcher, "refusal_precision", -0.2),
        (Timid, Searcher, "declined", 0.4),
        (Anglophone, Searcher, "language_right", -0.3),
    ],
    ids=lambda value: getattr(value, "__name__", str(value)),
)
def test_a_fault_in_a_part_moves_its_metric(
    kind: type[Assistant],
    searching: type[Searcher],
    metric: str,
    by: float,
    index_dir: Path,
    some: tuple[Case, ...],
    sound: list[Record],
    tmp_path: Path,
) -> None:
    broken = means(asked(index_dir, some, tmp_path / "results.jsonl", kind, searching))
    moved = broken[metric] - means(sound)[metric]
    assert moved <= by if by < 0 else moved >= by, moved


def test_verification_keeps_a_wrong_date_from_being_shown_as_verified(
    index_dir: Path, some: tuple[Case, ...], sound: list[Record], tmp_path: Path
) -> None:
    broken = means(asked(index_dir, some, tmp_path / "results.jsonl", AnotherDay))
    assert broken["wrong_verified"] <= means(sound)["wrong_verified"]


def untimed(item: Record) -> Record:
    answer = {name: value for name, value in item.answer.items() if name != "timing"}
    return replace(item, answer=answer, first_word_ms=None, first_fact_ms=None, wall_ms=0.0)


def test_two_runs_of_the_same_code_give_the_same_answers_and_scores(
    index_dir: Path, some: tuple[Case, ...], sound: list[Record], tmp_path: Path
) -> None:
    again = asked(index_dir, some, tmp_path / "results.jsonl")
    assert [untimed(item) for item in again] == [untimed(item) for item in sound]
    first, second = summarise("x", sound), summarise("x", again)
    assert (first.figures, first.groups, first.outcomes) == (second.figures, second.groups, second.outcomes)
