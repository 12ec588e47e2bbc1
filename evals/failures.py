"""The questions of a run that were not answered correctly, as HTML: what was said, and why it is wrong."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence

from evals.cases import Case
from evals.metrics import Outcome, file_name
from evals.records import Record

RIGHT_TO_LEFT = frozenset({"ar"})


def failures(name: str, cases: Mapping[str, Case], kept: Sequence[Record]) -> str:
    """Return the failing questions of a run by kind, the kind with the most of them first."""
    failing: dict[str, list[Record]] = {}
    for item in kept:
        if item.scores.outcome is not Outcome.CORRECT:
            failing.setdefault(item.kind, []).append(item)
    total = sum(len(items) for items in failing.values())
    parts = [f"<h2>{_text(name)}: {total} of {len(kept)} questions not answered correctly</h2>"]
    for kind, items in sorted(failing.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        parts.append(f"<h3 id='{anchor(name, kind)}'>{_text(kind)}: {len(items)}</h3>")
        parts.extend(_case(name, cases[item.id], item) for item in items)
    return "".join(parts)


def anchor(name: str, kind: str) -> str:
    """Return the place of a run's failing questions of a kind in the page."""
    return html.escape(f"{name}-{kind}".replace(" ", "-"))


def why(record: Record) -> str:
    """Return why an answer failed, in a sentence or two."""
    scores = record.scores
    if record.error:
        return f"Answering broke off: {record.error}"
    reasons: list[str] = []
    if scores.forbidden:
        reasons.append(f"It says what it must not: {'; '.join(scores.forbidden)}.")
    if scores.outcome is Outcome.DECLINED:
        reasons.append("It declined although the documents give the answer.")
    elif scores.should_refuse and scores.missed:
        reasons.append("It did not say that the documents do not give this.")
    elif scores.missed:
        reasons.append(f"It does not state: {'; '.join(scores.missed)}.")
    if scores.wrong_verified:
        reasons.append("A claim in it was marked as verified.")
    if record.evidence_total and not any(item.relevant for item in record.found[:5]):
        reasons.append("None of the first five passages found holds the evidence.")
    elif record.evidence_total:
        rank = next(rank for rank, item in enumerate(record.found, start=1) if item.relevant)
        reasons.append(f"The evidence was found at rank {rank}.")
    if scores.citations_exact is not None and scores.citations_exact < 1:
        reasons.append("A citation's quote is not the text of its document at that place.")
    if scores.language_right is False:
        reasons.append("It is not in the language of the question.")
    return " ".join(reasons)


def _case(name: str, case: Case, record: Record) -> str:
    history = "".join(
        f"<p class=turn>{_text(turn.question)}<br>{_text(turn.answer or '')}</p>" for turn in case.history
    )
    evidence = "".join(
        f"<blockquote dir=auto>{_text(source.quote)}<cite>{_text(source.document)}</cite></blockquote>"
        for source in case.evidence
    )
    expected = "; ".join(item.norm for item in case.expected)
    found = "".join(
        f"<li class={'relevant' if item.relevant else 'other'}><b>{_text(item.document)}</b> "
        f"{item.score:.3f} {_text(', '.join(item.retrievers))}<p dir=auto>{_text(item.text)}</p></li>"
        for item in record.found[:5]
    )
    answer = record.answer.get("answer", "")
    cited = "".join(
        f"<li><b>[{item['number']}] {_text(file_name(item['source']))}</b> "
        f"<span dir=auto>{_text(item['quote'])}</span></li>"
        for item in record.answer.get("citations", [])
    )
    notices = "".join(
        f"<li>{_text(item['kind'])}: <span dir=auto>{_text(item['text'])}</span></li>"
        for item in record.answer.get("notices", [])
    )
    return (
        f"<article id='{anchor(name, record.id)}' class={record.scores.outcome}>"
        f"<h4><span class=outcome>{record.scores.outcome}</span> {_text(record.id)} · {_text(record.kind)} · "
        f"{_text(record.lang)}</h4>{history}"
        f"<p class=question dir={'rtl' if case.lang in RIGHT_TO_LEFT else 'ltr'}>{_text(case.question)}</p>"
        f"<p class=why>{_text(why(record))}</p>"
        f"<h5>Answer</h5><p class=answer dir=auto>{_text(answer)}</p>"
        f"<ul>{notices}</ul><ol class=cited>{cited}</ol>"
        f"<h5>Expected</h5><p>{_text(expected)}</p><h5>Evidence</h5>{evidence or '<p>none</p>'}"
        f"<details><summary>What was retrieved</summary><ol>{found}</ol></details></article>"
    )


def _text(value: object) -> str:
    return html.escape(str(value))
