"""A fault planted in each part moves the metric that is meant to catch it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from assistant.answer import Answer, Citation, Status
from evals.asking import Query, Shelf, Shown, ask
from evals.cases import Case
from evals.records import Figure, summarise
from index.evidence import Evidence

ASKED_ON = date(2027, 2, 22)
DAY = re.compile(r"(?<=-)\d\d(?=[/;]|$)|\d+(?=[日号])|\d+(?= [A-Z])")


class Faulty:
    """The oracle with one part broken: `change` is applied to every answer, `found` to every search."""

    def __init__(self, oracle: Any, change: Any = None, found: Any = None) -> None:
        self._oracle, self._change, self._found = oracle, change, found

    def answer(self, query: Query, shown: Shown) -> Answer:
        answer = self._oracle.answer(query, shown)
        return self._change(answer) if self._change else answer

    def search(self, question: str, k: int) -> Sequence[Evidence]:
        found = self._oracle.search(question, k + 10)
        return (self._found(found) if self._found else found)[:k]


def other_days(answer: Answer) -> Answer:
    """Every day of the month in the answer is another one."""

    def moved(text: str) -> str:
        return DAY.sub(lambda found: f"{int(found[0]) % 27 + 1:02}", text)

    claims = tuple(replace(claim, text=moved(claim.text)) for claim in answer.claims)
    return replace(answer, text=moved(answer.text), claims=claims)


def shifted(answer: Answer) -> Answer:
    """Every citation begins and ends two characters late, its quote left as it was."""

    def late(citation: Citation) -> Citation:
        return replace(citation, start=citation.start + 2, end=citation.end + 2)

    return replace(answer, citations=tuple(late(item) for item in answer.citations))


def unrelated(answer: Answer) -> Answer:
    """Every citation marks words that carry nothing."""
    blank = [replace(item, quote="尊敬的先生/女士", source="elsewhere.txt") for item in answer.citations]
    return replace(answer, citations=tuple(blank))


def uncited(answer: Answer) -> Answer:
    """No claim names what it rests on."""
    return replace(answer, claims=tuple(replace(claim, citations=()) for claim in answer.claims))


def confident(answer: Answer) -> Answer:
    """Says what is not so, and calls it verified."""
    moved = other_days(answer)
    return replace(moved, claims=tuple(replace(claim, verified=True) for claim in moved.claims))


def silent(answer: Answer) -> Answer:
    """Declines everything."""
    return replace(
        answer, text="文件没有提到。", status=Status.NOT_FOUND, claims=(), citations=(), language="zh"
    )


def talkative(answer: Answer) -> Answer:
    """Never declines: makes something up instead."""
    if answer.status is not Status.NOT_FOUND:
        return answer
    return replace(answer, text="It is on 1 May 2030 in Oslo.", status=Status.ANSWERED)


def in_english(answer: Answer) -> Answer:
    """Answers everyone in English."""
    facts = answer.claims[0].text if answer.claims else ""
    return replace(answer, text=f"This is what all of the documents say about this matter. {facts}")


@pytest.fixture(scope="module")
def some(sample_cases: tuple[Case, ...]) -> list[Case]:
    return list(sample_cases[::8])


def means(cases: list[Case], shelf: Shelf, faulty: Faulty) -> dict[str, float]:
    records = [ask(case, faulty.answer, shelf, faulty.search, ASKED_ON) for case in cases]
    assert [record.error for record in records if record.error] == []
    figures: dict[str, Figure | None] = summarise("x", records).figures
    return {name: figure.mean for name, figure in figures.items() if figure}


@pytest.fixture(scope="module")
def sound(some: list[Case], sample_shelf: Shelf, oracle: Any) -> dict[str, float]:
    return means(some, sample_shelf, Faulty(oracle))


def test_the_perfect_assistant_scores_perfectly(sound: dict[str, float]) -> None:
    perfect = (
        *("correct", "fact_recall", "citation_precision", "citation_recall", "citations_exact"),
        *("refusal_precision", "refusal_recall", "language_right", "hit@1", "mrr@10"),
    )
    assert {name: sound[name] for name in perfect} == dict.fromkeys(perfect, 1.0)
    assert sound["wrong"] == sound["wrong_verified"] == sound["failed"] == 0.0


@pytest.mark.parametrize(
    ("change", "metric", "by"),
    [
        (other_days, "correct", -0.2),
        (other_days, "fact_recall", -0.2),
        (confident, "wrong_verified", 0.2),
        (shifted, "citations_exact", -0.9),
        (unrelated, "citation_precision", -0.9),
        (uncited, "citation_recall", -0.9),
        (silent, "refusal_precision", -0.5),
        (silent, "declined", 0.5),
        (talkative, "refusal_recall", -0.9),
        (talkative, "wrong", 0.03),
        (in_english, "language_right", -0.4),
    ],
)
def test_a_planted_fault_moves_its_metric(
    change: Any,
    metric: str,
    by: float,
    some: list[Case],
    sample_shelf: Shelf,
    oracle: Any,
    sound: dict[str, float],
) -> None:
    broken = means(some, sample_shelf, Faulty(oracle, change))
    moved = broken[metric] - sound[metric]
    assert moved <= by if by < 0 else moved >= by


@pytest.mark.parametrize(
    ("found", "metric"),
    [
        (lambda found: found[::-1], "hit@1"),
        (lambda found: found[::-1], "mrr@10"),
        (lambda found: [item for item in found if item.rank > 10], "hit@5"),
        (lambda found: [item for item in found if item.rank > 10], "ndcg@10"),
    ],
)
def test_a_fault_in_the_search_moves_the_ranks_and_nothing_else(
    found: Any, metric: str, some: list[Case], sample_shelf: Shelf, oracle: Any, sound: dict[str, float]
) -> None:
    broken = means(some, sample_shelf, Faulty(oracle, found=found))
    assert broken[metric] < sound[metric] - 0.3
    assert broken["correct"] == sound["correct"]


def test_a_crash_is_a_record_and_not_a_stop(some: list[Case], sample_shelf: Shelf, oracle: Any) -> None:
    def crashing(answer: Answer) -> Answer:
        if answer.language == "fr":
            raise RuntimeError("out of paper")
        return answer

    records = [ask(case, Faulty(oracle, crashing).answer, sample_shelf, None, ASKED_ON) for case in some]
    broken = [record for record in records if record.error]
    assert {record.error for record in broken} == {"RuntimeError: out of paper"}
    assert {record.lang for record in broken} == {"fr"}
    figure = summarise("x", records).figures["failed"]
    assert figure is not None
    assert figure.mean == round(len(broken) / len(some), 4)
