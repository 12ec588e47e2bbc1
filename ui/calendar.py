"""The ledger as a timeline: bars by event, drawn as SVG; pure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from html import escape

from ingest.events import EventKind
from ui.dates import day_text, month_text
from ui.entries import Entry
from ui.strings import text, word

ROW, HEAD, FOOT = 27, 34, 8
MONTH_WIDTH = 110
LEAST_WIDTH, MOST_WIDTH = 820, 4200
LABEL = 260
"""Units left free after the last day so that the label of the last bar fits."""
LEAST_BAR = 8


def months_svg(entries: Sequence[Entry], today: date, language: str) -> str:
    """Return the months above the timeline of `entries`, as an SVG element of its width; empty without any.

    It is an element of its own so that it can stay in sight while a long timeline is scrolled.
    """
    if not entries:
        return ""
    months = _months(entries, today)
    width, x = _scale(months)
    every = max(1, len(months) // 36)
    names = "".join(
        f'<text class="month" x="{x(month) + 4}" y="14">'
        f"{escape(month_text(month.year, month.month, language))}</text>"
        for month in months[::every]
    )
    here = ""
    if months[0] <= today < _next_month(months[-1]):
        here = f'<text class="now" x="{x(today) + 4}" y="30">{word("today", language)}</text>'
    return (
        f'<svg class="months" aria-hidden="true" width="{width}" height="{HEAD}" '
        f'viewBox="0 0 {width} {HEAD}">{names}{here}</svg>'
    )


def timeline_svg(entries: Sequence[Entry], today: date, language: str) -> str:
    """Return the timeline of `entries` (by first day) as an SVG element; empty without any.

    One row an event. Deadlines are diamonds, tentative bars hatched, cancelled ones struck out,
    `today` a line where it lies in the months shown or next to them.
    """
    if not entries:
        return ""
    months = _months(entries, today)
    width, x = _scale(months)
    height = ROW * len(entries) + FOOT
    parts = [_grid(months, x, height)]
    parts += [_row(entry, ROW * i, x) for i, entry in enumerate(entries)]
    if months[0] <= today < _next_month(months[-1]):
        at = x(today)
        parts.append(f'<g class="today"><line x1="{at}" x2="{at}" y1="0" y2="{height}"/></g>')
    label = word("timeline_label", language, count=len(entries))
    return (
        f'<svg class="timeline" role="group" aria-label="{label}" width="{width}" height="{height}" '
        f'viewBox="0 0 {width} {height}"><defs><pattern id="hatch" width="7" height="7" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        f'<rect class="hatching" width="3" height="7"/></pattern></defs>{"".join(parts)}</svg>'
    )


def _months(entries: Sequence[Entry], today: date) -> list[date]:
    """Return the first days of the months from the first event to the last; today's too if it is near."""
    first = min(entry.first for entry in entries).replace(day=1)
    last = max(entry.last for entry in entries).replace(day=1)
    if first - timedelta(days=120) <= today < first:
        first = today.replace(day=1)
    elif last < today <= last + timedelta(days=120):
        last = today.replace(day=1)
    months = [first]
    while months[-1] < last:
        months.append(_next_month(months[-1]))
    return months


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)


def _scale(months: Sequence[date]) -> tuple[int, Callable[[date], float]]:
    """Return the width of a timeline and where in it a day stands."""
    width = min(max(LEAST_WIDTH, MONTH_WIDTH * len(months) + LABEL), MOST_WIDTH)
    scale = (width - LABEL) / (_next_month(months[-1]) - months[0]).days
    return width, lambda day: round((day - months[0]).days * scale, 1)


def _grid(months: Sequence[date], x: Callable[[date], float], height: int) -> str:
    lines = []
    for month in months:
        kind = "year" if month.month == 1 else "month"
        at = x(month)
        lines.append(f'<line class="{kind}" x1="{at}" x2="{at}" y1="0" y2="{height}"/>')
    return f'<g class="grid" aria-hidden="true">{"".join(lines)}</g>'


def _row(entry: Entry, top: int, x: Callable[[date], float]) -> str:
    left = x(entry.first)
    length = max(x(entry.last + timedelta(days=1)) - left, LEAST_BAR)
    middle = top + ROW / 2
    if entry.kind is EventKind.DEADLINE:
        shape = f'd="M{left} {middle} l8 -8 l8 8 l-8 8 z"'
        bar, length = f'<path class="bar" {shape}/>', 16.0
        hatch = f'<path class="hatch" {shape}/>'
    else:
        box = f'x="{left}" y="{top + 6.5}" width="{round(length, 1)}" height="{ROW - 13}" rx="4"'
        bar, hatch = f'<rect class="bar" {box}/>', f'<rect class="hatch" {box}/>'
    if entry.tentative:
        bar += hatch
    if entry.cancelled:
        bar += f'<line class="strike" x1="{left - 4}" x2="{left + length + 4}" y1="{middle}" y2="{middle}"/>'
    states = [state for state in ("tentative", "cancelled") if getattr(entry, state)]
    classes = " ".join(["event", f"k-{entry.kind}", *states])
    name = shortened(entry.name, 34)
    label = f'<text x="{round(left + length + 7, 1)}" y="{middle + 4}">{escape(name)}</text>'
    full = escape(f"{entry.name}: {entry.dates}{f', {entry.place}' if entry.place else ''}")
    target = escape(entry.key)
    return (
        f'<a class="{classes}" href="#entry-{target}" data-entry="{target}" aria-label="{full}">'
        f"<title>{full}</title>{bar}{label}</a>"
    )


def shortened(name: str, width: int) -> str:
    """Return a name of at most `width` Latin or half as many Chinese characters."""
    taken = 0
    for i, letter in enumerate(name):
        taken += 2 if ord(letter) > 0x2E7F else 1
        if taken > width:
            return name[:i].rstrip() + "…"
    return name


def days_left(entry: Entry, today: date, language: str) -> str:
    """Return how far ahead an entry's last day is: `today`, `tomorrow`, `in 12 days`."""
    days = (entry.last - today).days
    if days == 0:
        return text("due_today", language)
    return text("day_left", language) if days == 1 else text("days_left", language, days=days)


def deadlines_ahead(entries: Sequence[Entry], today: date) -> list[Entry]:
    """Return the deadlines from today on that still stand, next first."""
    ahead = [e for e in entries if e.kind is EventKind.DEADLINE and e.last >= today and not e.cancelled]
    return sorted(ahead, key=lambda entry: (entry.last, entry.name))


def day_label(entry: Entry, language: str) -> str:
    """Return the last day of an entry in words."""
    return day_text(entry.last, language)
