"""Number formats of spreadsheets: what a cell shows for the number that it holds."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

_DATES = frozenset({14, 15, 16, 17, *range(27, 32), *range(34, 37), *range(50, 59)})
_TIMES = frozenset({18, 19, 20, 21, 32, 33, 45, 46, 47})
_DATE_AND_TIME = 22
# ECMA-376 part 1, 18.8.30, as far as they say more than the number itself.
_BUILT_IN = {1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%"}
_BUILT_IN |= {37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00"}
_DIGITS = re.compile(r"(?P<whole>[#0?]+(?:,[#0?]{3})?)(?:\.(?P<part>[0#?]+))?")
# `_x` leaves the width of a character, `*x` fills the cell with it; neither is text.
_WRITTEN = re.compile(r'"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|_.|\*.')
_LAST_DAY = 2_958_466


class Kind(StrEnum):
    """What a number stands for in its cell."""

    NUMBER = "number"
    DATE = "date"
    TIME = "time"
    DATE_AND_TIME = "datetime"


@dataclass(frozen=True, slots=True)
class NumberFormat:
    """How a number is shown: as a date, or with so many digits and what stands before and after it.

    `least` and `most` are the digits after the point, `width` those before it at least; without
    `exact` the number is shown as it is.
    """

    kind: Kind = Kind.NUMBER
    exact: bool = False
    least: int = 0
    most: int = 0
    width: int = 1
    grouped: bool = False
    percent: bool = False
    before: str = ""
    after: str = ""

    def show(self, number: float, epoch_1904: bool = False) -> str:
        """Return what the cell shows, dates and times in ISO form."""
        if self.kind is not Kind.NUMBER and 0 <= number < _LAST_DAY:
            return self._moment(number, epoch_1904)
        if self.kind is not Kind.NUMBER or not self.exact:
            return f"{number:.15g}"
        shown = f"{abs(number) * (100 if self.percent else 1):.{self.most}f}"
        whole, point, part = shown.partition(".")
        part = part[: self.least] + part[self.least :].rstrip("0")
        whole = f"{int(whole):,}" if self.grouped else whole.zfill(self.width)
        sign = "-" if number < 0 and re.search(r"[1-9]", shown) else ""
        return f"{sign}{self.before}{whole}{point if part else ''}{part}{self.after}".strip()

    def _moment(self, number: float, epoch_1904: bool) -> str:
        # Day 60 is 29 February 1900, which never was; ECMA-376 part 1, 18.17.4.1.
        epoch = datetime(1904, 1, 1) if epoch_1904 else datetime(1899, 12, 30 if number >= 60 else 31)
        moment = epoch + timedelta(seconds=round(number * 86400))
        if self.kind is Kind.TIME or number < 1:
            return f"{moment:%H:%M}"
        if self.kind is Kind.DATE_AND_TIME and (moment.hour or moment.minute):
            return f"{moment:%Y-%m-%d %H:%M}"
        return f"{moment:%Y-%m-%d}"


def read_format(number: int, code: str | None) -> NumberFormat:
    """Return the format with a number and, where the file defines it itself, its code."""
    if code is None:
        if number == _DATE_AND_TIME:
            return NumberFormat(Kind.DATE_AND_TIME)
        if number in _DATES:
            return NumberFormat(Kind.DATE)
        if number in _TIMES:
            return NumberFormat(Kind.TIME)
        code = _BUILT_IN.get(number, "")
    code = code.split(";")[0]
    bare = re.sub(r'"[^"]*"|\\.|\[(?!h|m|s)[^\]]*\]', "", code, flags=re.I).lower()
    if "general" in bare:
        return NumberFormat()
    dated, timed = bool(re.search(r"y|d", bare)), bool(re.search(r"h|s", bare))
    if dated and timed:
        return NumberFormat(Kind.DATE_AND_TIME)
    if dated or ("m" in bare and not timed):
        return NumberFormat(Kind.DATE)
    return NumberFormat(Kind.TIME) if timed else _digits(code)


def _digits(code: str) -> NumberFormat:
    """Return the format of a number; what is no plain row of digits (fractions, thousands) shows it as is."""
    texts: list[str] = []

    def keep(match: re.Match[str]) -> str:
        texts.append(match[1] or match[2] or match[3] or "")
        return chr(0xE000 + len(texts) - 1)

    bare = re.sub(r"\[[^\]]*\]", "", _WRITTEN.sub(keep, code))
    found = _DIGITS.search(bare)
    if found is None:
        return NumberFormat()
    before, after = bare[: found.start()], bare[found.end() :]
    if re.search(r"[#0?,./eE@]", before + after):
        return NumberFormat()

    def written(text: str) -> str:
        return "".join(texts[ord(c) - 0xE000] if 0xE000 <= ord(c) < 0xE000 + len(texts) else c for c in text)

    part = found["part"] or ""
    return NumberFormat(
        exact=True,
        least=part.count("0"),
        most=len(part),
        width=found["whole"].replace(",", "").count("0"),
        grouped="," in found["whole"],
        percent="%" in before + after,
        before=written(before),
        after=written(after),
    )
