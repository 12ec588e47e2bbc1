"""Calendar values as ISO 8601 text: what days they cover and how they compare."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date

from ingest.mentions.mention import Precision

_POINT = re.compile(r"(?P<year>\d{4}|-)(?:-(?P<month>\d\d)(?:-(?P<day>\d\d)(?:T(?P<time>\d\d:\d\d))?)?)?")


class IncompleteDate(ValueError):
    """A date value without a year, or no date value at all, where days are needed."""


def is_complete(value: str) -> bool:
    """Say whether `value` is a date value whose years are all known."""
    return all(
        (match := _POINT.fullmatch(point)) is not None and match["year"] != "-"
        for point in re.split(r"[/|]", value)
    )


def precision_of(value: str) -> Precision:
    """Return how exactly the first point of `value` is given (a part of a month reads as its month)."""
    match = _match(re.split(r"[/|]", value)[0])
    if match["time"]:
        return Precision.MINUTE
    if match["day"]:
        return Precision.DAY
    return Precision.MONTH if match["month"] else Precision.YEAR


def parse(value: str) -> tuple[tuple[date, date], ...]:
    """Return the possible readings of `value`, each as its first and last day, both included.

    One reading for most values; `2025-06-10|2025-10-06` (an ambiguous `10/06/2025`) has two.
    Raises IncompleteDate where a year is missing or `value` is no date.
    """
    return tuple(_reading(reading) for reading in value.split("|"))


def span_of(value: str) -> tuple[date, date]:
    """Return the first and last day that `value` covers, both included.

    `2025-11` covers its month, `2025` its year; of an ambiguous value, the earliest first and
    the latest last day. Raises IncompleteDate where a year is missing or `value` is no date.
    """
    readings = parse(value)
    return min(first for first, _ in readings), max(last for _, last in readings)


def duration_days(value: str) -> int:
    """Return how many days `value` covers, first and last included. Raises IncompleteDate."""
    first, last = span_of(value)
    return (last - first).days + 1


def overlaps(one: str, other: str) -> bool:
    """Say whether two values have a day in common. Raises IncompleteDate."""
    first, last = span_of(one)
    other_first, other_last = span_of(other)
    return first <= other_last and other_first <= last


def contains(outer: str, inner: str) -> bool:
    """Say whether every day of `inner` is a day of `outer`. Raises IncompleteDate."""
    first, last = span_of(outer)
    inner_first, inner_last = span_of(inner)
    return first <= inner_first and inner_last <= last


def with_year(value: str, year: int) -> str:
    """Put `year` where `value` has none; a range that runs over New Year ends in the next year."""
    points = value.split("/")
    filled = [f"{year:04d}{point[1:]}" if point.startswith("--") else point for point in points]
    if len(filled) == 2 and points[1].startswith("--") and filled[1] < filled[0]:
        filled[1] = f"{year + 1:04d}{points[1][1:]}"
    return "/".join(filled)


def _match(point: str) -> re.Match[str]:
    match = _POINT.fullmatch(point)
    if match is None:
        raise IncompleteDate(f"{point!r} is no date; write it as 2025-11-17, 2025-11 or 2025")
    return match


def _reading(value: str) -> tuple[date, date]:
    try:
        points = [_days(point) for point in value.split("/")]
    except IncompleteDate as error:
        raise IncompleteDate(f"{value!r}: {error}") from None
    return points[0][0], points[-1][1]


def _days(point: str) -> tuple[date, date]:
    match = _match(point)
    if match["year"] == "-":
        raise IncompleteDate(f"{point!r} has no year; give one by with_year()")
    year = int(match["year"])
    if not match["month"]:
        return date(year, 1, 1), date(year, 12, 31)
    month = int(match["month"])
    if not match["day"]:
        return date(year, month, 1), date(year, month, monthrange(year, month)[1])
    day = date(year, month, int(match["day"]))
    return day, day
