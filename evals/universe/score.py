"""Asks the questions of a world and holds the answers against its truth."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer, Claim, Method, Status
from evals.cases import Case, Expected
from evals.comparing import own_words
from evals.metrics import meets
from evals.universe.letters import Letters
from evals.universe.questions import Query

if TYPE_CHECKING:
    from assistant.answering import Assistant


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one question was answered.

    `right` where every expected fact is stated (or, where none is, nothing is found), `offered` where they
    stand only in passages shown as the nearest; `offences` are dates and places that a verified sentence
    states and that are not true of what was asked. `doubts` are dates that a right answer gives beside
    the true ones because an earlier document has them, as a disagreement that a later document in fact
    settles.
    """

    query: Query
    answer: Answer
    right: bool
    offences: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    offered: bool = False

    def row(self) -> dict[str, Any]:
        """Return the verdict as a JSON object."""
        case = self.query.case
        return {
            "id": case.id,
            "lang": case.lang,
            "kind": case.kind,
            "question": case.question,
            "as_of": str(case.as_of),
            "expected": [item.norm for item in case.expected],
            "right": self.right,
            "offered": self.offered,
            "offences": list(self.offences),
            "doubts": list(self.doubts),
            "answer": self.answer.to_json(),
        }


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over a set of verdicts; `ledger` are answers read from the ledger that found something."""

    asked: int
    right: int
    offered: int
    ledger: int
    ledger_right: int
    wrong_verified: int
    doubtful: int

    @classmethod
    def of(cls, verdicts: Sequence[Verdict]) -> Score:
        """Count `verdicts`."""
        ledger = [
            one
            for one in verdicts
            if one.answer.method == "ledger" and (one.answer.status is not Status.NOT_FOUND)
        ]
        return cls(
            len(verdicts),
            sum(one.right for one in verdicts),
            sum(one.offered for one in verdicts),
            len(ledger),
            sum(one.right for one in ledger),
            sum(bool(one.offences) for one in verdicts),
            sum(bool(one.doubts) for one in verdicts),
        )


def index_world(folder: Path, index_dir: Path) -> int:
    """Index the documents in `folder` without a language model; return how many there are.

    Raises ValueError where a document of the world can't be read.
    """
    from index.sync import ingest_paths

    summary = ingest_paths([folder], index_dir, embedders=(Letters(),), workers=1)
    if summary.failed:
        raise ValueError(f"Documents of the world can't be read: {summary.failed[:3]}; mend the generator.")
    return summary.documents


def judge(
    index_dir: Path, asked: Iterable[Query], on_verdict: Callable[[Verdict], None] | None = None
) -> list[Verdict]:
    """Ask an assistant without a chat model every question and return the verdicts in order."""
    from assistant.answering import Assistant
    from index.opened import open_index
    from index.search import Searcher

    verdicts: list[Verdict] = []
    with open_index(index_dir) as index:
        assistant = Assistant(index, Searcher(index, (Letters(),)))
        for query in asked:
            verdicts.append(_judged(assistant, query))
            if on_verdict:
                on_verdict(verdicts[-1])
    return verdicts


def _judged(assistant: Assistant, query: Query) -> Verdict:
    case = query.case
    answer = assistant.ask(case.question, as_of=case.as_of)
    told = " ".join(claim.text for claim in answer.claims) or answer.text
    near = answer.status is Status.PARTIAL and answer.method is Method.QUOTE
    if case.unanswerable:
        stated = answer.status is Status.NOT_FOUND
    else:
        stated = answer.status is not Status.NOT_FOUND and all(_states(told, item) for item in case.expected)
    right, offered = stated and not near, stated and near
    quotes = [citation.quote for citation in answer.citations]
    wrong = {
        said
        for claim in answer.claims
        if claim.verified and (not stated or not claim.quoted)
        for said in foreign(query.allowed, claim, quotes)
    }
    known = replace(query.allowed, expected=(*query.allowed.expected, *query.former))
    still = {said for claim in answer.claims if claim.verified for said in foreign(known, claim, quotes)}
    doubts = {said for said in wrong if said not in still} if stated else set()
    return Verdict(query, answer, right, tuple(sorted(wrong - doubts)), tuple(sorted(doubts)), offered)


def _states(told: str, fact: Expected) -> bool:
    """Return whether a text states a fact; a city, country or date may be written in any way."""
    from ingest.mentions.dates import find_dates, span_of
    from ingest.mentions.places import find_places

    if meets(fact, told):
        return True
    if fact.norm[:2] == "20":
        days = span_of(fact.norm)
        return any(
            not mention.value.startswith("--") and span_of(mention.value) == days
            for mention in find_dates(told)
        )
    return fact.norm[:2].isalpha() and any(mention.value == fact.norm for mention in find_places(told))


def foreign(allowed: Case, claim: Claim, quotes: Sequence[str]) -> list[str]:
    """Return the dates and places of a claim, as written, that no allowed fact or the question gives.

    A range must be the very range, a day its first or last; years alone are not looked at.
    """
    from ingest.mentions.dates import find_dates, span_of
    from ingest.mentions.mention import Precision
    from ingest.mentions.places import find_places, same_place

    text = claim.text if claim.quoted else own_words(claim.text, quotes)
    norms = [item.norm for item in allowed.expected]
    days: set[tuple[date, date]] = set()
    for norm in norms:
        if norm[:2] == "20":
            first, last = span_of(norm)
            days |= {(first, last), (first, first), (last, last)}
    places = [norm for norm in norms if norm[:2].isalpha()]
    places += [mention.value for mention in find_places(allowed.question)]
    said = [
        mention.text
        for mention in find_dates(text)
        if mention.precision not in (Precision.YEAR, None)
        and not mention.value.startswith("--")
        and span_of(mention.value) not in days
    ]
    said += [
        mention.text
        for mention in find_places(text)
        if "/" in mention.value or len(mention.value) == 2
        if not any(mention.value == place or same_place(mention.value, place) for place in places)
    ]
    return said


def by_group(verdicts: Sequence[Verdict], group: Callable[[Verdict], str]) -> dict[str, Score]:
    """Return the score of each group of verdicts, in the order of their names."""
    members: dict[str, list[Verdict]] = {}
    for verdict in verdicts:
        members.setdefault(group(verdict), []).append(verdict)
    return {name: Score.of(members[name]) for name in sorted(members)}


def write_results(verdicts: Sequence[Verdict], out: Path) -> None:
    """Write `results.jsonl`, a line for each question, and `failures.jsonl` with the wrong ones."""
    for name, kept in (
        ("results", verdicts),
        ("failures", [one for one in verdicts if not one.right or one.offences or one.doubts]),
    ):
        lines = (json.dumps(one.row(), ensure_ascii=False) + "\n" for one in kept)
        (out / f"{name}.jsonl").write_text("".join(lines), "utf-8")
