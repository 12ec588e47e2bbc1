"""A run's figures as tables in the terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from evals.comparison import Comparison
from evals.records import FIGURES, Figure, Summary

if TYPE_CHECKING:
    from rich.table import Table

GROUP_COLUMNS = ("correct", "offered", "declined", "incomplete", "wrong", "fact_recall", "hit@1", "hit@5")
SHORT = {"offered": "off.", "declined": "decl.", "incomplete": "incompl.", "fact_recall": "recall"}


def overview(summaries: Sequence[Summary]) -> Table:
    """Return one column a run: every figure with its interval, then the times."""
    from rich.table import Table

    table = Table(title=f"{summaries[0].count} questions, mean [95 % interval]")
    table.add_column("figure")
    for summary in summaries:
        table.add_column(summary.name, justify="right")
    for name in FIGURES:
        table.add_row(name, *(shown(summary.figures[name]) for summary in summaries))
    for name in summaries[0].milliseconds:
        table.add_row(name, *(_ms(summary.milliseconds.get(name)) for summary in summaries))
    for name in summaries[0].totals:
        table.add_row(name, *(str(summary.totals.get(name, 0)) for summary in summaries))
    return table


def by_group(summary: Summary, group: str) -> Table:
    """Return the figures of a run by `group`, one of `records.GROUPS`."""
    from rich.table import Table

    table = Table(title=f"{summary.name} by {group}")
    table.add_column(group, no_wrap=True)
    table.add_column("n", justify="right", no_wrap=True, min_width=3)
    for name in GROUP_COLUMNS:
        table.add_column(SHORT.get(name, name), justify="right", no_wrap=True)
    for key, row in summary.groups[group].items():
        count = row["correct"].count if row["correct"] else 0
        table.add_row(key, str(count), *(percent(row[name]) for name in GROUP_COLUMNS))
    return table


def changes(comparison: Comparison) -> Table:
    """Return the questions that were lost and won between two runs."""
    from rich.table import Table

    table = Table(
        title=f"{comparison.count} questions in both runs: {len(comparison.lost)} lost, "
        f"{len(comparison.won)} won, difference {comparison.difference:+.1%}, McNemar p = {comparison.p:.3f}"
    )
    for column in ("question", "before", "after"):
        table.add_column(column)
    for item in (*comparison.lost, *comparison.won):
        style = "red" if item in comparison.lost else "green"
        table.add_row(item.id, str(item.before), str(item.after), style=style)
    return table


def shown(figure: Figure | None) -> str:
    """Return `87.5 % [81.2, 92.9]`, or a dash where there is no figure."""
    if figure is None:
        return "–"
    return f"{figure.mean:.1%} [{figure.low * 100:.1f}, {figure.high * 100:.1f}]"


def percent(figure: Figure | None) -> str:
    """Return `87.5%`, or a dash where there is no figure."""
    return "–" if figure is None else f"{figure.mean:.1%}"


def _ms(value: float | None) -> str:
    return "–" if value is None else f"{value:,.0f} ms"


def line(summary: Summary) -> str:
    """Return a run's outcome in one line."""
    names = ("correct", "offered", "declined", "incomplete", "wrong", "wrong_verified")
    told = "  ".join(f"{name} {percent(summary.figures[name])}" for name in names)
    return f"{summary.name:14} n={summary.count:<4} {told}"
