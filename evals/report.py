"""A run as one HTML page that stands alone: figures, plots, and every failing case with its reason."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from pathlib import Path

from evals import plots
from evals.cases import Case
from evals.comparison import Comparison
from evals.metrics import Outcome
from evals.records import FIGURES, Record, Summary
from evals.tables import GROUP_COLUMNS, percent, shown

STYLE = Path(__file__).with_name("report.css")
RIGHT_TO_LEFT = frozenset({"ar"})


def page(
    cases: Sequence[Case],
    runs: Mapping[str, Sequence[Record]],
    summaries: Sequence[Summary],
    compared: Comparison | None = None,
) -> str:
    """Return the report of one or more runs over the same cases; needs no other file or address."""
    by_id = {case.id: case for case in cases}
    first = summaries[0]
    parts = [
        f"<h1>{_text(first.name)}: {first.count} questions</h1>",
        f"<p class=lead>{_text(headline(first))}</p>",
        _settings(first),
        "<h2>Figures</h2>",
        _figures(summaries),
        *(f"<figure>{svg}</figure>" for svg in plots.all_of(summaries)),
    ]
    for group in first.groups:
        parts.append(f"<h2>By {_text(group)}</h2>{_group(first, group)}")
    if compared is not None:
        parts.append(_comparison(compared))
    for name, kept in runs.items():
        failing = [item for item in kept if item.scores.outcome is not Outcome.CORRECT]
        parts.append(
            f"<h2 id='{_text(name)}'>{_text(name)}: {len(failing)} questions not answered correctly</h2>"
        )
        parts.extend(_case(by_id[item.id], item) for item in failing)
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width, initial-scale=1'>"
        f"<title>{_text(first.name)} evaluation</title><style>{STYLE.read_text('utf-8')}</style></head>"
        f"<body><main>{''.join(parts)}</main></body></html>\n"
    )


def headline(summary: Summary) -> str:
    """Return what a run comes to in a sentence, the weakest kind of question named."""
    kinds = {key: row["correct"] for key, row in summary.groups.get("kind", {}).items()}
    ranked = sorted((figure.mean, key, figure.count) for key, figure in kinds.items() if figure)
    told = (
        f"{percent(summary.figures['correct'])} correct, {percent(summary.figures['declined'])} declined, "
        f"{percent(summary.figures['incomplete'])} incomplete, {percent(summary.figures['wrong'])} wrong."
    )
    if not ranked:
        return told
    share, key, count = ranked[0]
    return f"{told} The weakest kind of question is “{key}”: {share:.0%} of {count} correct."


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


def _settings(summary: Summary) -> str:
    items = "".join(
        f"<li>{_text(key)}: <code>{_text(value)}</code></li>" for key, value in summary.settings.items()
    )
    return f"<ul class=settings>{items}</ul>"


def _figures(summaries: Sequence[Summary]) -> str:
    heads = "".join(f"<th>{_text(summary.name)}</th>" for summary in summaries)
    rows = [
        f"<tr><th>{_text(name)}</th>"
        + "".join(f"<td>{shown(summary.figures[name])}</td>" for summary in summaries)
        + "</tr>"
        for name in FIGURES
    ]
    rows += [
        f"<tr><th>{_text(name)}</th>"
        + "".join(f"<td>{_text(summary.milliseconds.get(name))}</td>" for summary in summaries)
        + "</tr>"
        for name in summaries[0].milliseconds
    ]
    return _table(heads, "".join(rows))


def _group(summary: Summary, group: str) -> str:
    heads = "".join(f"<th>{_text(name)}</th>" for name in ("n", *GROUP_COLUMNS))
    ranked = sorted(
        summary.groups[group].items(), key=lambda item: item[1]["correct"].mean if item[1]["correct"] else 0.0
    )
    rows = "".join(
        f"<tr><th>{_text(key)}</th><td>{row['correct'].count if row['correct'] else 0}</td>"
        + "".join(f"<td>{percent(row[name])}</td>" for name in GROUP_COLUMNS)
        + "</tr>"
        for key, row in ranked
    )
    return (
        f"<div class=wide><table><thead><tr><th></th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _comparison(compared: Comparison) -> str:
    rows = "".join(
        f"<tr class={'lost' if item in compared.lost else 'won'}>"
        f"<td><a href='#q-{_text(item.id)}'>{_text(item.id)}</a></td>"
        f"<td>{item.before}</td><td>{item.after}</td></tr>"
        for item in (*compared.lost, *compared.won)
    )
    return (
        f"<h2>Against the earlier run</h2><p>{compared.count} questions in both: {len(compared.lost)} lost, "
        f"{len(compared.won)} won, difference {compared.difference:+.1%}, McNemar p = {compared.p:.3f}.</p>"
        f"<table><tbody>{rows}</tbody></table>"
    )


def _case(case: Case, record: Record) -> str:
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
        f"<li><b>[{item['number']}] {_text(item['source'])}</b> "
        f"<span dir=auto>{_text(item['quote'])}</span></li>"
        for item in record.answer.get("citations", [])
    )
    notices = "".join(
        f"<li>{_text(item['kind'])}: <span dir=auto>{_text(item['text'])}</span></li>"
        for item in record.answer.get("notices", [])
    )
    return (
        f"<article id='q-{_text(record.id)}' class={record.scores.outcome}>"
        f"<h3><span class=outcome>{record.scores.outcome}</span> {_text(record.id)} · {_text(record.kind)} · "
        f"{_text(record.lang)}</h3>{history}"
        f"<p class=question dir={'rtl' if case.lang in RIGHT_TO_LEFT else 'ltr'}>{_text(case.question)}</p>"
        f"<p class=why>{_text(why(record))}</p>"
        f"<h4>Answer</h4><p class=answer dir=auto>{_text(answer)}</p>"
        f"<ul>{notices}</ul><ol class=cited>{cited}</ol>"
        f"<h4>Expected</h4><p>{_text(expected)}</p><h4>Evidence</h4>{evidence or '<p>none</p>'}"
        f"<details><summary>What was retrieved</summary><ol>{found}</ol></details></article>"
    )


def _table(heads: str, rows: str) -> str:
    return (
        f"<div class=wide><table><thead><tr><th></th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _text(value: object) -> str:
    return html.escape(str(value))
