"""Plots of a run as SVG text."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from evals.records import Summary

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Canvas

OUTCOMES = {
    "correct": "#2f8f4e",
    "offered": "#9cc26b",
    "declined": "#c9a227",
    "incomplete": "#7a8fa6",
    "wrong": "#c0392b",
    "failed": "#4a4a4a",
}


def outcomes_by(summary: Summary, group: str) -> str:
    """Return stacked bars of the outcomes by `group`, the weakest at the top."""
    rows = summary.groups[group]
    ranked = sorted(rows, key=lambda key: _mean(rows[key]["correct"]), reverse=True)
    canvas, axes = _canvas(0.34 * len(ranked) + 1.4)
    labels = [f"{key} ({_count(rows[key]['correct'])})" for key in ranked]
    left = [0.0] * len(ranked)
    for name, colour in OUTCOMES.items():
        widths = [100 * _mean(rows[key][name]) for key in ranked]
        axes.barh(labels, widths, left=left, color=colour, label=name)
        left = [start + width for start, width in zip(left, widths, strict=True)]
    axes.set_xlim(0, 100)
    axes.set_xlabel(f"share of the questions (their number in brackets) by {group}, %")
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(OUTCOMES), frameon=False)
    return _svg(canvas)


def with_intervals(summaries: Sequence[Summary]) -> str:
    """Return the main figures of each run as points with their 95 % intervals."""
    names = (
        "correct",
        "fact_recall",
        "citation_precision",
        "citation_recall",
        "refusal_recall",
        "hit@1",
        "hit@5",
    )
    canvas, axes = _canvas(3.4)
    for place, summary in enumerate(summaries):
        shift = 0.22 * (place - (len(summaries) - 1) / 2)
        known = [(row, figure) for row, name in enumerate(names) if (figure := summary.figures.get(name))]
        means = [100 * figure.mean for _, figure in known]
        spread = [
            [100 * (figure.mean - figure.low) for _, figure in known],
            [100 * (figure.high - figure.mean) for _, figure in known],
        ]
        rows = [row + shift for row, _ in known]
        axes.errorbar(means, rows, xerr=spread, fmt="o", capsize=3, label=summary.name)
    axes.set_yticks(range(len(names)), names)
    axes.invert_yaxis()
    axes.set_xlim(0, 102)
    axes.set_xlabel("%")
    axes.legend(loc="lower center", bbox_to_anchor=(0.5, 1.0), ncols=len(summaries), frameon=False)
    return _svg(canvas)


def _canvas(height: float) -> tuple[Canvas, Any]:
    import matplotlib as mpl
    from matplotlib.figure import Figure as Canvas

    mpl.rcParams["svg.hashsalt"] = "rapporteur"
    canvas = Canvas(figsize=(9, height), layout="constrained")
    return canvas, canvas.subplots()


def _svg(canvas: Canvas) -> str:
    target = io.StringIO()
    canvas.savefig(target, format="svg", metadata={"Date": None, "Creator": None})
    text = target.getvalue()
    return re.sub(r"^.*?(?=<svg)", "", text, flags=re.DOTALL)


def _mean(figure: Any) -> float:
    return figure.mean if figure else 0.0


def _count(figure: Any) -> int:
    return figure.count if figure else 0
