"""Dates written in numbers alone: ISO 8601, `10/06/2025`, `10.06.2025`, `17-28.11.2025`, `17.11.25`."""

from __future__ import annotations

import re
from calendar import monthrange
from itertools import product

_ISO = re.compile(r"(\d{4}-\d\d-\d\d)t(\d\d:\d\d)(?::\d\d)?(z|[+-]\d\d:?\d\d)?")
_YEAR_FIRST = re.compile(
    r"(?P<y>\d{4})([./-])(?P<m>\d{1,2})\2(?P<d>\d{1,2})(?:\s?-\s?(?:(?P<m2>\d{1,2})\2)?(?P<d2>\d{1,2}))?"
)
_YEAR_LAST = re.compile(
    r"(?:(?P<a1>\d{1,2})(?:[./](?P<b1>\d{1,2}))?\.?\s?-\s?)?(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})[./-](?P<y>\d{4})"
)

_SHORT = re.compile(r"(?:(?P<a1>\d\d)(?:\.(?P<b1>\d\d))?\s?-\s?)?(?P<a>\d\d)\.(?P<b>\d\d)\.(?P<c>\d\d)")
_CENTURY = 50
"""Years of two digits below this are of this century."""

Days = tuple[str, str]


def read_numeric(text: str) -> dict[str, Days]:
    """Return the first and last ISO day of each possible reading of `text`, by the order of its parts.

    Orders are `ymd`, `dmy` and `mdy`; a dot between the parts means day before month. Empty
    where it is no date. Expects folded text.
    """
    if (stamped := _ISO.fullmatch(text)) is not None:
        text = stamped[1]
    if (match := _YEAR_FIRST.fullmatch(text)) is not None:
        year, month, day = int(match["y"]), int(match["m"]), int(match["d"])
        last_month, last_day = int(match["m2"] or month), int(match["d2"] or day)
        return _ordered("ymd", year, (month, day), (last_month, last_day))
    if (match := _SHORT.fullmatch(text)) is not None:
        return _read_short(match)
    if (match := _YEAR_LAST.fullmatch(text)) is None:
        return {}
    year, a, b = int(match["y"]), int(match["a"]), int(match["b"])
    first_a, first_b = match["a1"], match["b1"]
    readings = _ordered("dmy", year, (int(first_b or b), int(first_a or a)), (b, a))
    if match["s"] != "." and not (first_a and not first_b):
        readings |= _ordered("mdy", year, (int(first_a or a), int(first_b or b)), (a, b))
    return readings


def is_short(text: str) -> bool:
    """Say whether a numeric date has two digits for its year. Expects folded text."""
    return _SHORT.fullmatch(text) is not None


def _read_short(match: re.Match[str]) -> dict[str, Days]:
    """Return the readings of `17.11.25` (and of `17-28.11.25`): day first, then year first."""
    a, b, c = int(match["a"]), int(match["b"]), int(match["c"])
    first = (int(match["b1"] or b), int(match["a1"] or a))
    readings = _ordered("dmy", _full_year(c), first, (b, a))
    if not match["a1"]:
        readings |= _ordered("ymd", _full_year(a), (b, c), (b, c))
    return readings


def _full_year(year: int) -> int:
    return year + (2000 if year < _CENTURY else 1900)


def read_stamp(text: str) -> tuple[str | None, str | None]:
    """Return the time and zone of `2025-11-17t09:30+03:00`, each None where it has none."""
    match = _ISO.fullmatch(text)
    if match is None:
        return None, None
    suffix = match[3]
    if not suffix or suffix == "z":
        return match[2], "UTC" if suffix else None
    digits = suffix[1:].replace(":", "")
    return match[2], f"UTC{suffix[0]}{digits[:2]}:{digits[2:]}"


def read_pair(text: str) -> str | None:
    """Return `2025-11` as a month, `2022-25` as the years `2022/2025`; None where neither is sure.

    A second number of at most 12 is a month, unless it is also a later year, as in `2009-10`.
    """
    match = re.fullmatch(r"(\d{4})-(\d\d)", text)
    if match is None or not 1900 <= int(match[1]) <= 2100:
        return None
    year, second = int(match[1]), int(match[2])
    if second > year % 100:
        return f"{year}/{year - year % 100 + second}" if second > 12 else None
    return f"{year}-{second:02d}" if 1 <= second <= 12 else None


def joined(first: dict[str, Days], last: dict[str, Days]) -> dict[str, Days]:
    """Return the readings of a range from `first` to `last`: those of one order that run forwards."""
    return {
        order: (start[0], end[1])
        for (order, start), (other, end) in product(first.items(), last.items())
        if (order == other or "ymd" in (order, other)) and start[0] <= end[1]
    }


def _ordered(order: str, year: int, first: tuple[int, int], last: tuple[int, int]) -> dict[str, Days]:
    if not 1900 <= year <= 2100 or first > last:
        return {}
    for month, day in (first, last):
        if not (1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
            return {}
    return {order: (f"{year}-{first[0]:02d}-{first[1]:02d}", f"{year}-{last[0]:02d}-{last[1]:02d}")}
