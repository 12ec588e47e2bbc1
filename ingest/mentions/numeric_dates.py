"""Dates written in numbers alone: ISO 8601, `10/06/2025`, `10.06.2025`."""

from __future__ import annotations

import re
from calendar import monthrange

_ISO = re.compile(r"(\d{4})-(\d\d)(?:-(\d\d)(?:t(\d\d:\d\d)(?::\d\d)?(z|[+-]\d\d:?\d\d)?)?)?")
_YEAR_FIRST = re.compile(r"(\d{4})([./-])(\d{1,2})\2(\d{1,2})")
_YEAR_LAST = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})")


def _valid(year: int, month: int, day: int) -> bool:
    return 1900 <= year <= 2100 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def read_numeric(text: str) -> tuple[tuple[tuple[int, int, int], ...], str | None, str | None]:
    """Return the possible (year, month, day) readings of `text`, its time and its zone.

    Two readings where day and month could be either, the day first; none where it is no date.
    A dot between the parts means day before month. Expects folded text.
    """
    if (match := _ISO.fullmatch(text)) is not None and match[3]:
        day = (int(match[1]), int(match[2]), int(match[3]))
        return ((day,) if _valid(*day) else (), match[4], _zone(match[5]))
    if (match := _YEAR_FIRST.fullmatch(text)) is not None:
        day = (int(match[1]), int(match[3]), int(match[4]))
        return ((day,) if _valid(*day) else (), None, None)
    if (match := _YEAR_LAST.fullmatch(text)) is not None:
        first, second, year = int(match[1]), int(match[3]), int(match[4])
        readings = [(year, second, first)]
        if match[2] != "." and first != second:
            readings.append((year, first, second))
        return tuple(reading for reading in readings if _valid(*reading)), None, None
    return (), None, None


def read_pair(text: str) -> tuple[int, int | None] | None:
    """Return (year, month) of `2025-11`, or (year, second year) of `2022-25`; None where it is neither sure.

    The second number is at most 12 for a month; `2009-10` could be both and is left alone.
    """
    match = re.fullmatch(r"(\d{4})-(\d\d)", text)
    if match is None or not 1900 <= int(match[1]) <= 2100:
        return None
    year, second = int(match[1]), int(match[2])
    if second > year % 100:
        return (year, year - year % 100 + second) if second > 12 else None
    return (year, second) if 1 <= second <= 12 else None


def _zone(suffix: str | None) -> str | None:
    if suffix is None:
        return None
    if suffix == "z":
        return "UTC"
    digits = suffix[1:].replace(":", "")
    return f"UTC{suffix[0]}{digits[:2]}:{digits[2:]}"
