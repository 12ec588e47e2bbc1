"""What is measured, as pure functions; docs/evaluation.md defines each and names its source."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from math import comb, log2
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
    outcome = _outcome(case, refused, met, missed, forbidden, rivals)
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
    refused: bool,
    met: Sequence[Expected],
    missed: Sequence[str],
    forbidden: Sequence[str],
    rivals: Sequence[str],
) -> Outcome:
    if forbidden:
        return Outcome.WRONG
    if not missed:
        return Outcome.CORRECT
    if refused and not case.unanswerable:
        return Outcome.DECLINED
    if met and not rivals:
        return Outcome.INCOMPLETE
    return Outcome.WRONG


def _verified_offence(answer: Mapping[str, Any], forbidden: Sequence[str], rivals: Sequence[str]) -> bool:
    quotes = [str(item["quote"]) for item in answer.get("citations", [])]
    # What a quotation is restated as belongs to the quotation.
    named = () if answer.get("method") == "quote" else rivals
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


def hit_at(relevant: Sequence[bool], k: int) -> float:
    """Return 1.0 where one of the first `k` results is relevant, else 0.0."""
    return float(any(relevant[:k]))


def reciprocal_rank(relevant: Sequence[bool], k: int = 10) -> float:
    """Return 1/rank of the first relevant of the first `k` results, 0.0 where there is none."""
    return next((1 / rank for rank, item in enumerate(relevant[:k], start=1) if item), 0.0)


def ndcg(relevant: Sequence[bool], total: int, k: int = 10) -> float:
    """Return nDCG@k with gains of 0 and 1; `total` relevant passages exist (Järvelin & Kekäläinen 2002)."""
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(total, k) + 1))
    gained = sum(1 / log2(rank + 1) for rank, item in enumerate(relevant[:k], start=1) if item)
    return gained / ideal if ideal else 0.0


def percentile(values: Sequence[float], share: float) -> float | None:
    """Return the `share` quantile (0–1) with linear interpolation, None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (ordered[above] - ordered[below]) * (place - below)


def interval(values: Sequence[float], *, samples: int = 2000, seed: int = 7) -> tuple[float, float] | None:
    """Return the 95 % percentile-bootstrap interval of the mean (Efron 1979), None of nothing.

    The same values, samples and seed give the same interval.
    """
    if not values:
        return None
    import numpy as np

    data = np.asarray(values, dtype=float)
    drawn = np.random.default_rng(seed).integers(0, len(data), size=(samples, len(data)))
    low, high = np.quantile(data[drawn].mean(axis=1), [0.025, 0.975])
    return float(low), float(high)


def mcnemar(before: Sequence[bool], after: Sequence[bool]) -> float:
    """Return the two-sided exact p of McNemar's test for paired yes/no results (1.0 where none differ).

    Raises ValueError where the two do not pair up.
    """
    if len(before) != len(after):
        raise ValueError(f"{len(before)} and {len(after)} results do not pair; give the same questions.")
    lost = sum(one and not other for one, other in zip(before, after, strict=True))
    won = sum(other and not one for one, other in zip(before, after, strict=True))
    changed = lost + won
    if not changed:
        return 1.0
    tail: float = sum(comb(changed, count) for count in range(min(lost, won) + 1)) / 2.0**changed
    return min(1.0, 2 * tail)


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
