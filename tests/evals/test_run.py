"""Runs: records survive, go on where they stopped, compare, and report."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
import typer
from rich.console import Console
from typer.testing import CliRunner

from assistant.answer import Answer
from evals import comparison, contestants, keeping, records, report, run, tables
from evals.asking import Query, Shelf, Shown
from evals.cases import Case, CaseError
from evals.metrics import Outcome
from evals.records import Record

ASKED_ON = date(2027, 2, 22)


class Counting:
    """The oracle, counting what it is asked; French is beyond it."""

    def __init__(self, oracle: Any) -> None:
        self._oracle = oracle
        self.asked: list[str] = []

    def answer(self, query: Query, shown: Shown) -> Answer:
        self.asked.append(query.question)
        answer: Answer = self._oracle.answer(query, shown)
        if answer.language == "fr":
            raise RuntimeError("<b>no French</b>")
        return answer


@pytest.fixture
def console() -> Console:
    return Console(file=io.StringIO(), width=120)


@pytest.fixture(scope="module")
def some(sample_cases: tuple[Case, ...]) -> list[Case]:
    return [case for case in sample_cases if case.id.endswith("-01")]


@pytest.fixture(scope="module")
def kept(
    some: list[Case], sample_shelf: Shelf, oracle: Any, tmp_path_factory: pytest.TempPathFactory
) -> list[Record]:
    path = tmp_path_factory.mktemp("run") / "results.jsonl"
    quiet = Console(file=io.StringIO())
    return contestants.ask_all(
        some, Counting(oracle).answer, sample_shelf, oracle.search, ASKED_ON, path, quiet
    )


def test_a_record_is_read_back_as_it_was(kept: list[Record]) -> None:
    assert [records.from_line(records.to_line(item)) for item in kept] == kept
    assert list(json.loads(records.to_line(kept[0])))[:3] == ["id", "answer", "scores"]


def test_a_run_goes_on_where_it_stopped(
    some: list[Case], sample_shelf: Shelf, oracle: Any, tmp_path: Path, console: Console
) -> None:
    path = tmp_path / "results.jsonl"
    first = Counting(oracle)
    contestants.ask_all(some[:5], first.answer, sample_shelf, oracle.search, ASKED_ON, path, console)
    path.write_text(path.read_text("utf-8") + '{"id": "cut o', "utf-8")
    second = Counting(oracle)
    whole = contestants.ask_all(some, second.answer, sample_shelf, oracle.search, ASKED_ON, path, console)
    assert len(first.asked) == 5
    assert second.asked == [case.question for case in some[5:]]
    assert [item.id for item in whole] == [case.id for case in some]
    assert [item.id for item in records.read(path)] == [case.id for case in some]


def test_a_damaged_line_in_the_middle_is_named(tmp_path: Path, kept: list[Record]) -> None:
    path = tmp_path / "results.jsonl"
    path.write_text("{\n" + records.to_line(kept[0]) + "\n", "utf-8")
    with pytest.raises(ValueError, match=r"results\.jsonl:1 is damaged"):
        records.read(path)


def test_the_same_records_give_the_same_summary(kept: list[Record]) -> None:
    summary = records.summarise("x", kept)
    assert summary == records.summarise("x", kept)
    correct = summary.figures["correct"]
    assert correct is not None
    failed = sum(item.lang == "fr" for item in kept)
    assert correct.mean == round(1 - failed / len(kept), 4)
    assert correct.low <= correct.mean <= correct.high
    assert summary.outcomes["failed"] == failed
    assert summary.groups["language"]["fr"]["failed"].mean == 1.0  # type: ignore[union-attr]
    assert summary.milliseconds["search_ms_p95"] == 1.0


def lose(item: Record, *, verified: bool = False) -> Record:
    scores = replace(item.scores, outcome=Outcome.WRONG, wrong_verified=verified, missed=("x",))
    return replace(item, scores=scores)


def test_two_runs_are_compared_case_by_case(kept: list[Record]) -> None:
    right = [item for item in kept if item.scores.correct]
    worse = [lose(item) for item in right[:3]] + right[3:]
    compared = comparison.compare(right, worse)
    assert [item.id for item in compared.lost] == [item.id for item in right[:3]]
    assert compared.won == ()
    assert compared.p == 0.25
    assert compared.difference == -3 / len(right)
    assert not compared.within(0.02)
    assert compared.within(0.5)
    assert comparison.compare(worse, right).within(0.0)


def test_a_newly_verified_wrong_claim_is_past_any_tolerance(kept: list[Record]) -> None:
    right = [item for item in kept if item.scores.correct]
    unsafe = [lose(right[0], verified=True), *right[1:]]
    assert comparison.compare(right, unsafe).unsafe == (right[0].id,)
    assert not comparison.compare(right, unsafe).within(1.0)


def test_runs_without_a_common_question_cannot_be_compared(kept: list[Record]) -> None:
    with pytest.raises(ValueError, match="share no question"):
        comparison.compare(kept[:1], kept[1:])


class Outside(HTMLParser):
    """Collects what a page would fetch, the tags it leaves open, and its text."""

    def __init__(self) -> None:
        super().__init__()
        self.fetched: list[str] = []
        self.text = ""
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.fetched += [
            value or ""
            for name, value in attrs
            if name in ("src", "href", "xlink:href") and not (value or "").startswith("#")
        ]

    def handle_data(self, data: str) -> None:
        self.text += data


def test_the_report_stands_alone_and_says_why(some: list[Case], kept: list[Record]) -> None:
    broken = [lose(item) if item.kind == "venue" and not item.error else item for item in kept]
    summary = records.summarise("rapporteur", broken)
    compared = comparison.compare(kept, broken)
    page = report.page(some, {"rapporteur": broken}, [summary], compared)
    parsed = Outside()
    parsed.feed(page)
    assert parsed.fetched == []
    assert "script" not in parsed.tags
    assert "svg" in parsed.tags
    assert "url(http" not in page
    assert "Answering broke off: RuntimeError: <b>no French</b>" in parsed.text
    weakest = min(
        summary.groups["kind"],
        key=lambda kind: summary.groups["kind"][kind]["correct"].mean,  # type: ignore[union-attr]
    )
    assert weakest == "venue"
    assert f"The weakest kind of question is “{weakest}”" in parsed.text
    for item in broken:
        assert (f"id='rapporteur-{item.id}'" in page) is not item.scores.correct


def test_the_report_is_the_same_each_time(some: list[Case], kept: list[Record]) -> None:
    summary = records.summarise("rapporteur", kept)
    assert report.page(some, {"rapporteur": kept}, [summary]) == report.page(
        some, {"rapporteur": kept}, [summary]
    )


def test_the_tables_name_every_figure(kept: list[Record], console: Console) -> None:
    summary = records.summarise("rapporteur", kept)
    console.print(tables.overview([summary, replace(summary, name="baseline")]))
    console.print(tables.by_group(summary, "kind"))
    console.print(tables.changes(comparison.compare(kept, kept)))
    told = console.file.getvalue()  # type: ignore[attr-defined]
    assert all(
        name in told for name in (*records.FIGURES, "baseline", "first_word_ms_p50", "McNemar p = 1.000")
    )


def test_questions_are_chosen_by_kind_and_number(some: list[Case]) -> None:
    assert {case.kind for case in run.chosen(some, ["venue"], None)} == {"venue"}
    assert len(run.chosen(some, [], 3)) == 3
    with pytest.raises(CaseError, match=r"No question is of kind moon; the file holds agenda, "):
        run.chosen(some, ["moon"], None)


def test_a_run_is_continued_only_with_the_same_settings(tmp_path: Path) -> None:
    keeping.begin(tmp_path, {"model": "none"})
    keeping.begin(tmp_path, {"model": "none"})
    with pytest.raises(ValueError, match="holds a run with other model"):
        keeping.begin(tmp_path, {"model": "other"})


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--questions", "missing.jsonl"], "There is no question file missing.jsonl"),
        (["--questions", "bad.jsonl"], "bad.jsonl:1: not JSON"),
        (["--documents", "nowhere"], "There is no folder nowhere"),
        (["--kind", "moon"], "No question is of kind moon"),
        (["--as-of", "soon"], "Invalid isoformat string: 'soon'"),
        (["--compare", "nowhere"], "There is no run to compare with in nowhere"),
    ],
)
def test_wrong_use_is_one_sentence_and_exit_code_two(
    arguments: list[str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "bad.jsonl").write_text("{", "utf-8")
    app = typer.Typer()
    app.command()(run.evaluate)
    result = CliRunner().invoke(app, [*arguments, "--no-model"])
    assert result.exit_code == 2
    assert said in result.stderr
    assert result.stderr.count("\n") == 1


def test_the_fingerprint_follows_names_and_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("one", "utf-8")
    first = keeping.fingerprint(tmp_path)
    assert keeping.fingerprint(tmp_path) == first
    (tmp_path / "a.txt").write_text("two", "utf-8")
    changed = keeping.fingerprint(tmp_path)
    (tmp_path / "a.txt").rename(tmp_path / "b.txt")
    assert len({first, changed, keeping.fingerprint(tmp_path)}) == 3
