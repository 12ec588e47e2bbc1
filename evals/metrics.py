"""What is measured of an answer, as pure functions; docs/evaluation.md defines each and names its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from evals.cases import NOT_STATED, Case, Expected
from evals.comparing import (
    comparable,
    contains_any,
    first_stated,
    locate,
    own_words,
    says_not_stated,
    states_any,
)


class Outcome(StrEnum):
    """What became of a question; every answer is exactly one of these."""

    CORRECT = "correct"
    OFFERED = "offered"
    DECLINED = "declined"
    INCOMPLETE = "incomplete"
    WRONG = "wrong"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Scores:
    """The scores of one answer; shares are in 0–1 and None where there is nothing to divide by.

    `missed` are the norms that no variant of states, `forbidden` what must not be there but is.
    `wrong_verified` is a wrong answer with a claim, marked as verified, that says in its own words what
    it must not or a rival date or place.
    """

    outcome: Outcome
    fact_recall: float
    missed: tuple[str, ...] = ()
    forbidden: tuple[str, ...] = ()
    wrong_verified: bool = False
    refused: bool = False
    should_refuse: bool = False
    language_right: bool | None = None
    citation_precision: float | None = None
    citation_recall: float | None = None
    citations_exact: float | None = None

    @property
    def correct(self) -> bool:
        """Whether every fact is there and nothing forbidden."""
        return self.outcome is Outcome.CORRECT


def meets(expected: Expected, text: str) -> bool:
    """Return whether `text` states the fact; NOT_STATED is met by saying so in any known words."""
    if expected.norm == NOT_STATED:
        return says_not_stated(text, expected.any_of)
    return states_any(text, expected.any_of)


def score(
    case: Case,
    answer: Mapping[str, Any],
    *,
    language: str | None = None,
    texts: Mapping[str, str] | None = None,
    rivals: Sequence[str] = (),
) -> Scores:
    """Return the scores of `answer`, the documented JSON object, to `case`.

    `language` is the language the answer is found to be written in (None: not known), `texts`
    the text of each document by id, to check quotes against. `rivals` are normalised dates and
    places that the answer states although neither question, expected facts nor evidence hold
    them: with a fact missing they make an answer wrong and not merely incomplete.
    """
    text = str(answer["answer"])
    met = [item for item in case.expected if meets(item, text)]
    missed = [item.norm for item in case.expected if item not in met]
    forbidden = contains_any(text, case.must_not)
    refused = answer["status"] == "not_found"
    near = answer["status"] == "partial" and answer.get("method") == "quote"
    outcome = _outcome(case, met, missed, forbidden, rivals, refused=refused, near=near)
    return Scores(
        outcome=outcome,
        fact_recall=len(met) / len(case.expected),
        missed=tuple(missed),
        forbidden=forbidden,
        wrong_verified=outcome is Outcome.WRONG and _verified_offence(answer, forbidden, rivals),
        refused=refused,
        should_refuse=case.unanswerable,
        language_right=None if language is None else language == case.lang,
        citation_precision=citation_precision(case, answer),
        citation_recall=citation_recall(case, answer, met),
        citations_exact=citations_exact(answer, texts) if texts is not None else None,
    )


def failed(case: Case) -> Scores:
    """Return the scores of a question whose answering broke off."""
    missed = tuple(item.norm for item in case.expected)
    return Scores(Outcome.FAILED, 0.0, missed=missed, should_refuse=case.unanswerable)


def _outcome(
    case: Case,
    met: Sequence[Expected],
    missed: Sequence[str],
    forbidden: Sequence[str],
    rivals: Sequence[str],
    *,
    refused: bool,
    near: bool,
) -> Outcome:
    if forbidden:
        return Outcome.WRONG
    if near and not case.unanswerable:
        return Outcome.DECLINED if missed else Outcome.OFFERED
    if refused and not case.unanswerable:
        return Outcome.DECLINED
    if not missed:
        return Outcome.CORRECT
    if met and not rivals:
        return Outcome.INCOMPLETE
    return Outcome.WRONG


def _verified_offence(answer: Mapping[str, Any], forbidden: Sequence[str], rivals: Sequence[str]) -> bool:
    # A quotation and what it is restated as are the document's words. Elsewhere a cited span may be no
    # more than the date that the claim states, so that only quotation marks make a quotation.
    is_quotation = answer.get("method") == "quote"
    quotes = [str(item["quote"]) for item in answer.get("citations", [])] if is_quotation else []
    named = () if is_quotation else rivals
    return any(
        claim["verified"]
        and (contains_any(own := own_words(str(claim["text"]), quotes), forbidden) or states_any(own, named))
        for claim in answer.get("claims", [])
    )


def citations_exact(answer: Mapping[str, Any], texts: Mapping[str, str]) -> float | None:
    """Return the share of citations whose quote equals the span of the document that they name."""
    cited = answer.get("citations", [])
    exact = [
        item["quote"] != ""
        and 0 <= item["start"] < item["end"]
        and texts.get(item["document_id"], "")[item["start"] : item["end"]] == item["quote"]
        for item in cited
    ]
    return _mean([float(item) for item in exact])


def citation_precision(case: Case, answer: Mapping[str, Any]) -> float | None:
    """Return the share of citations that carry an expected fact or part of the known evidence.

    None where nothing is cited or where nothing is known to be cited (an unanswerable question).
    """
    cited = answer.get("citations", [])
    if case.unanswerable:
        return None
    return _mean([float(carries(case, item)) for item in cited])


def citation_recall(case: Case, answer: Mapping[str, Any], met: Sequence[Expected]) -> float | None:
    """Return the share of the facts stated whose claim cites something that carries them.

    None where no fact is stated. A fact is cited when a claim that states it (or, where claims
    are split finer, any claim) names a citation that carries it.
    """
    facts = [item for item in met if item.norm != NOT_STATED]
    by_number = {item["number"]: item for item in answer.get("citations", [])}
    shares: list[float] = []
    for fact in facts:
        stating = [item for item in answer.get("claims", []) if states_any(str(item["text"]), fact.any_of)]
        cited = [by_number[number] for item in stating for number in item["citations"] if number in by_number]
        shares.append(float(any(carries(case, item, fact) for item in cited)))
    return _mean(shares)


def carries(case: Case, citation: Mapping[str, Any], fact: Expected | None = None) -> bool:
    """Return whether a citation's quote carries `fact` (None: any expected fact) or known evidence."""
    quote = str(citation["quote"])
    facts = case.expected if fact is None else (fact,)
    if any(item.norm != NOT_STATED and states_any(quote, item.any_of) for item in facts):
        return True
    return any(
        file_name(str(citation["source"])) == source.document and overlap(quote, source.quote)
        for source in case.evidence
    )


def overlap(one: str, other: str) -> bool:
    """Return whether one text lies within the other, or they share a line of four letters or more."""
    if not comparable(one) or not comparable(other):
        return False
    if states_any(one, (other,)) or states_any(other, (one,)):
        return True
    shorter, longer = sorted((one, other), key=len)
    lines = [line for line in shorter.splitlines() if len(comparable(line)) >= 4]
    return first_stated(longer, lines) is not None


def file_name(source: str) -> str:
    """Return the file name of a document's source, which may be a path or `archive.zip!inner`."""
    return source.replace("\\", "/").rsplit("/", 1)[-1]


def refusal_precision(scores: Sequence[Scores]) -> float | None:
    """Return the share of the refusals that were right to refuse."""
    return _mean([float(item.should_refuse) for item in scores if item.refused])


def refusal_recall(scores: Sequence[Scores]) -> float | None:
    """Return the share of the questions to be refused that were."""
    return _mean([float(item.refused) for item in scores if item.should_refuse])


def evidence_spans(case: Case, texts: Mapping[str, str]) -> dict[str, list[tuple[int, int]]]:
    """Return where the case's evidence lies, by file name, from the text of each file by its name."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for source in case.evidence:
        found = locate(texts.get(source.document, ""), source.quote)
        if found is not None:
            spans.setdefault(source.document, []).append(found)
    return spans


def _mean(values: Sequence[float]) -> float | None:
    return sum(values) / len(values) if values else None
