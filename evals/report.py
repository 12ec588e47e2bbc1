"""A run as one HTML page that stands alone: figures, plots, and every failing case with its reason."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
from pathlib import Path

from evals import plots
from evals.cases import Case
from evals.comparison import Change, Comparison
from evals.failures import anchor, failures
from evals.metrics import Outcome
from evals.records import FIGURES, Figure, Record, Summary
from evals.tables import GROUP_COLUMNS, percent, shown

STYLE = Path(__file__).with_name("report.css")
ENOUGH = 5
"""Questions that a kind needs to be called the weakest, where any kind has as many."""
MEANINGS = {
    "correct": "every expected fact stated, nothing forbidden; declined where nothing is stated",
    "offered": "every fact in passages that are shown as the nearest, not as the answer",
    "declined": "said to be not in the documents although it is",
    "incomplete": "some facts stated, some missing, nothing false in their stead",
    "wrong": "anything else",
    "wrong_verified": "a wrong answer with a wrong claim marked as verified: must be 0",
    "failed": "answering broke off",
    "fact_recall": "expected facts that are stated",
    "citation_precision": "citations that carry a fact or known evidence",
    "citation_recall": "stated facts that a citation carries",
    "citations_exact": "citations that are the document's very characters: must be 100 %",
    "refusal_precision": "refusals that were right",
    "refusal_recall": "questions without an answer that were refused",
    "language_right": "answers in the language of the question",
    "hit@1": "the evidence is the first passage found",
    "hit@5": "the evidence is among the first five",
    "mrr@10": "1 ÷ rank of the evidence, mean",
    "ndcg@10": "how near the first ten are to a perfect ranking",
    "search_ms": "until the search was done",
    "first_word_ms": "until the first word was shown",
    "first_fact_ms": "until the first cited fact was shown",
    "total_ms": "until the whole answer was there",
    "model_calls": "times that the chat model was asked",
    "tokens_in": "tokens that it read",
    "tokens_out": "tokens that it wrote",
}


def page(
    cases: Sequence[Case],
    runs: Mapping[str, Sequence[Record]],
    summaries: Sequence[Summary],
    compared: Comparison | None = None,
) -> str:
    """Return the report of one or more runs over the same cases; needs no other file or address."""
    by_id = {case.id: case for case in cases}
    first = summaries[0]
    by_kind, by_language, with_intervals = (
        f"<figure>{svg}</figure>"
        for svg in (
            plots.outcomes_by(first, "kind"),
            plots.outcomes_by(first, "language"),
            plots.with_intervals(summaries),
        )
    )
    parts = [
        f"<h1>{_text(first.name)}: {first.count} questions</h1>",
        f"<p class=lead>{_text(headline(first))}</p>",
        f"<h2>By kind of question, the weakest first</h2>{by_kind}{_group(first, 'kind')}",
        f"<h2>All figures</h2><p>Mean over questions with its 95 % interval.</p>{_figures(summaries)}",
        with_intervals,
    ]
    if compared is not None:
        parts.insert(2, _comparison(first.name, compared))
    for group in first.groups:
        if group != "kind":
            plot = by_language if group == "language" else ""
            parts.append(f"<h2>By {_text(group)}</h2>{plot}{_group(first, group)}")
    parts.extend(failures(name, by_id, kept) for name, kept in runs.items())
    parts.append(_settings(first))
    return (
        "<!doctype html><html lang=en><head><meta charset=utf-8>"
        "<meta name=viewport content='width=device-width, initial-scale=1'>"
        f"<title>{_text(first.name)} evaluation</title><style>{STYLE.read_text('utf-8')}</style></head>"
        f"<body><main>{''.join(parts)}</main></body></html>\n"
    )


def headline(summary: Summary) -> str:
    """Return what a run comes to in a few sentences, the weakest kind of question named."""
    told = (
        f"{percent(summary.figures['correct'])} correct, {percent(summary.figures['offered'])} offered, "
        f"{percent(summary.figures['declined'])} declined, "
        f"{percent(summary.figures['incomplete'])} incomplete, {percent(summary.figures['wrong'])} wrong."
    )
    kinds = {key: row["correct"] for key, row in summary.groups.get("kind", {}).items()}
    ranked = weakest({key: figure for key, figure in kinds.items() if figure})
    if not ranked:
        return told
    key, figure = ranked[0]
    told += f" The weakest kind of question is “{key}”: {figure.mean:.0%} of {figure.count} correct"
    others = ", ".join(f"“{name}” ({one.mean:.0%} of {one.count})" for name, one in ranked[1:3])
    told += f"; then {others}." if others else "."
    return (
        told if len(ranked) == len(kinds) else f"{told} Kinds of fewer than {ENOUGH} questions are left out."
    )


def weakest(kinds: Mapping[str, Figure]) -> list[tuple[str, Figure]]:
    """Return the kinds by rising share; those of fewer than `ENOUGH` questions only where all are."""
    large = {key: figure for key, figure in kinds.items() if figure.count >= ENOUGH}
    return sorted((large or kinds).items(), key=lambda item: (item[1].mean, item[0]))


def _settings(summary: Summary) -> str:
    items = "".join(
        f"<li>{_text(key)}: <code>{_text(value)}</code></li>" for key, value in summary.settings.items()
    )
    return f"<h2>What was run</h2><ul class=settings>{items}</ul>"


def _figures(summaries: Sequence[Summary]) -> str:
    heads = "".join(f"<th>{_text(summary.name)}</th>" for summary in summaries) + "<th>meaning</th>"
    rows = [_row(name, name, [shown(one.figures[name]) for one in summaries]) for name in FIGURES]
    for name in summaries[0].milliseconds:
        measure, _, share = name.rpartition("_p")
        told = [one.milliseconds.get(name) for one in summaries]
        cells = ["–" if value is None else f"{value:,.0f} ms" for value in told]
        rows.append(_row(f"{measure.removesuffix('_ms')}, {HALF[share]}", measure, cells))
    for name in summaries[0].totals:
        rows.append(_row(name, name, [f"{one.totals.get(name, 0):,}" for one in summaries]))
    return _table(heads, "".join(rows))


HALF = {"50": "median", "95": "95th percentile"}


def _row(label: str, name: str, cells: Sequence[str]) -> str:
    values = "".join(f"<td>{_text(cell)}</td>" for cell in cells)
    return f"<tr><th>{_text(label)}</th>{values}<td class=meaning>{_text(MEANINGS[name])}</td></tr>"


def _group(summary: Summary, group: str) -> str:
    heads = "".join(f"<th>{_text(name)}</th>" for name in ("n", *GROUP_COLUMNS))
    ranked = sorted(
        summary.groups[group].items(), key=lambda item: item[1]["correct"].mean if item[1]["correct"] else 0.0
    )
    rows = ""
    for key, row in ranked:
        correct = row["correct"]
        name = _text(key)
        if group == "kind" and correct and correct.mean < 1:
            name = f"<a href='#{anchor(summary.name, key)}'>{name}</a>"
        cells = "".join(f"<td>{percent(row[column])}</td>" for column in GROUP_COLUMNS)
        rows += f"<tr><th>{name}</th><td>{correct.count if correct else 0}</td>{cells}</tr>"
    return _table(heads, rows)


def _comparison(name: str, compared: Comparison) -> str:
    rows = "".join(
        f"<tr class={'lost' if item in compared.lost else 'won'}>"
        f"<td>{_linked(name, item)}</td>"
        f"<td>{item.before}</td><td>{item.after}</td></tr>"
        for item in (*compared.lost, *compared.won)
    )
    return (
        f"<h2>Against the earlier run</h2><p>{compared.count} questions in both: {len(compared.lost)} lost, "
        f"{len(compared.won)} won, difference {compared.difference:+.1%}, McNemar p = {compared.p:.3f}.</p>"
        f"<table><tbody>{rows}</tbody></table>"
    )


def _linked(name: str, change: Change) -> str:
    if change.after is Outcome.CORRECT:
        return _text(change.id)
    return f"<a href='#{anchor(name, change.id)}'>{_text(change.id)}</a>"


def _table(heads: str, rows: str) -> str:
    return (
        f"<div class=wide><table><thead><tr><th></th>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _text(value: object) -> str:
    return html.escape(str(value))
