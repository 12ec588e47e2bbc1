"""What a run keeps of each question, one JSON object a line, and what it sums up to."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from evals import ranking
from evals.metrics import Outcome, Scores
from evals.statistics import interval, percentile


@dataclass(frozen=True, slots=True)
class Found:
    """A passage that the search returned: its file, span, score in 0–1, and whether it holds evidence."""

    document: str
    start: int
    end: int
    score: float
    retrievers: tuple[str, ...]
    relevant: bool
    text: str


@dataclass(frozen=True, slots=True)
class Record:
    """A question's answer (the documented JSON object), its scores and how it came about.

    `evidence_total` counts the passages of the index that hold evidence; `cross` says whether
    all evidence is in another language than the question (None: no evidence). `error` is set
    where answering broke off, and then `answer` is empty. Times are the asker's: until the first word,
    the first cited fact (None: never), and the whole answer were there.
    """

    id: str
    lang: str
    kind: str
    answer: dict[str, Any]
    scores: Scores
    found: tuple[Found, ...] = ()
    evidence_total: int = 0
    evidence_languages: tuple[str, ...] = ()
    cross: bool | None = None
    first_word_ms: float | None = None
    first_fact_ms: float | None = None
    wall_ms: float = 0.0
    model_calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Figure:
    """A mean over `count` questions with its 95 % bootstrap interval."""

    mean: float
    low: float
    high: float
    count: int


@dataclass(frozen=True, slots=True)
class Summary:
    """A run's figures: over all questions, and by kind, question language and evidence language."""

    name: str
    count: int
    figures: dict[str, Figure | None]
    outcomes: dict[str, int]
    groups: dict[str, dict[str, dict[str, Figure | None]]]
    milliseconds: dict[str, float | None]
    totals: dict[str, int]
    settings: dict[str, Any] = field(default_factory=dict)


FIGURES: dict[str, Callable[[Record], float | None]] = {
    "correct": lambda item: float(item.scores.correct),
    "offered": lambda item: float(item.scores.outcome is Outcome.OFFERED),
    "declined": lambda item: float(item.scores.outcome is Outcome.DECLINED),
    "incomplete": lambda item: float(item.scores.outcome is Outcome.INCOMPLETE),
    "wrong": lambda item: float(item.scores.outcome is Outcome.WRONG),
    "wrong_verified": lambda item: float(item.scores.wrong_verified),
    "failed": lambda item: float(item.scores.outcome is Outcome.FAILED),
    "fact_recall": lambda item: item.scores.fact_recall,
    "citation_precision": lambda item: item.scores.citation_precision,
    "citation_recall": lambda item: item.scores.citation_recall,
    "citations_exact": lambda item: item.scores.citations_exact,
    "refusal_precision": lambda item: float(item.scores.should_refuse) if item.scores.refused else None,
    "refusal_recall": lambda item: float(item.scores.refused) if item.scores.should_refuse else None,
    "language_right": lambda item: (
        None if item.scores.language_right is None else float(item.scores.language_right)
    ),
    "hit@1": lambda item: _ranked(item, lambda found: ranking.hit_at(found, 1)),
    "hit@5": lambda item: _ranked(item, lambda found: ranking.hit_at(found, 5)),
    "mrr@10": lambda item: _ranked(item, ranking.reciprocal_rank),
    "ndcg@10": lambda item: _ranked(item, lambda found: ranking.ndcg(found, item.evidence_total)),
}
GROUPS: dict[str, Callable[[Record], Iterable[str]]] = {
    "kind": lambda item: (item.kind,),
    "language": lambda item: (item.lang,),
    "evidence language": lambda item: item.evidence_languages,
    "language pair": lambda item: () if item.cross is None else ("other" if item.cross else "same",),
}


def summarise(name: str, records: Sequence[Record], settings: dict[str, Any] | None = None) -> Summary:
    """Return the figures of a run; the same records give the same summary."""
    groups: dict[str, dict[str, dict[str, Figure | None]]] = {}
    for group, keys in GROUPS.items():
        members: dict[str, list[Record]] = {}
        for item in records:
            for key in keys(item):
                members.setdefault(key, []).append(item)
        groups[group] = {key: figures(members[key]) for key in sorted(members)}
    return Summary(
        name=name,
        count=len(records),
        figures=figures(records),
        outcomes={str(item): sum(one.scores.outcome is item for one in records) for item in Outcome},
        groups=groups,
        milliseconds=milliseconds(records),
        totals={
            "model_calls": sum(item.model_calls for item in records),
            "tokens_in": sum(item.tokens_in for item in records),
            "tokens_out": sum(item.tokens_out for item in records),
        },
        settings=settings or {},
    )


def figures(records: Sequence[Record]) -> dict[str, Figure | None]:
    """Return every figure over `records`; None where no question has it."""
    result: dict[str, Figure | None] = {}
    for name, measure in FIGURES.items():
        values = [value for item in records if (value := measure(item)) is not None]
        bounds = interval(values)
        result[name] = (
            None
            if bounds is None
            else Figure(
                round(sum(values) / len(values), 4), round(bounds[0], 4), round(bounds[1], 4), len(values)
            )
        )
    return result


TIMES: dict[str, Callable[[Record], float | None]] = {
    "search_ms": lambda item: float(item.answer["timing"]["search_ms"]),
    "first_word_ms": lambda item: item.first_word_ms,
    "first_fact_ms": lambda item: item.first_fact_ms,
    "total_ms": lambda item: item.wall_ms,
}


def milliseconds(records: Sequence[Record]) -> dict[str, float | None]:
    """Return p50 and p95 of each of `TIMES` over the questions that were answered."""
    result: dict[str, float | None] = {}
    for name, measure in TIMES.items():
        known = [value for item in records if item.error is None and (value := measure(item)) is not None]
        for share in (0.5, 0.95):
            value = percentile(known, share)
            result[f"{name}_p{round(share * 100)}"] = None if value is None else round(value, 1)
    return result


def to_line(record: Record) -> str:
    """Return the line of results.jsonl; it begins with `id`, `answer` and `scores`."""
    row = asdict(record)
    ordered = {"id": row.pop("id"), "answer": row.pop("answer"), "scores": row.pop("scores"), **row}
    return json.dumps(ordered, ensure_ascii=False)


def from_line(line: str) -> Record:
    """Return the record of a line that `to_line` wrote."""
    row = json.loads(line)
    scores = row.pop("scores")
    scores["outcome"] = Outcome(scores["outcome"])
    for name in ("missed", "forbidden"):
        scores[name] = tuple(scores[name])
    found = tuple(Found(**{**item, "retrievers": tuple(item["retrievers"])}) for item in row.pop("found"))
    languages = tuple(row.pop("evidence_languages"))
    return Record(**row, scores=Scores(**scores), found=found, evidence_languages=languages)


def read(path: Path) -> tuple[Record, ...]:
    """Return the records of a results.jsonl; a last line that was cut off is left out."""
    if not path.exists():
        return ()
    records: list[Record] = []
    lines = path.read_text("utf-8").splitlines()
    for number, line in enumerate(lines, start=1):
        try:
            records.append(from_line(line))
        except json.JSONDecodeError as error:
            if number != len(lines):
                raise ValueError(f"{path}:{number} is damaged ({error.msg}); delete the line.") from error
    return tuple(records)


def _ranked(record: Record, measure: Callable[[Sequence[bool]], float]) -> float | None:
    if not record.evidence_total:
        return None
    return measure([item.relevant for item in record.found])
