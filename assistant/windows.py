"""Periods that a question gives relative to the day it is asked: next month, this week, 未来两周."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from assistant.lexicon import plain

# All patterns are for `plain` text: without accents, so й and ё are и and е there.
_NUMERALS = {
    word: number
    for number, words in {
        1: "一 one un une una uno один одну 1",
        2: "两 二 two deux dos два две двух 2",
        3: "三 three trois tres три трех ثلاثه ثلاث 3",
        4: "四 four quatre cuatro четыре четырех اربعه اربع 4",
        5: "五 five cinq cinco пять пяти خمسه خمس 5",
        6: "六 six seis шесть шести سته ست 6",
        7: "七 seven sept siete семь семи سبعه سبع 7",
        8: "八 eight huit ocho восемь восьми ثمانيه ثماني 8",
        10: "十 ten dix diez десять десяти عشره عشر 10",
        14: "fourteen quatorze catorce 14 quince",
        30: "三十 thirty trente treinta тридцать 30",
    }.items()
    for word in words.split()
}
_N = rf"(?P<n>\d{{1,3}}|{'|'.join(sorted(map(re.escape, _NUMERALS), key=len, reverse=True))})"
_KINDS = {
    "day": r"天|日|days?\b|jours?\b|dias?\b|д(?:ень|ня|неи)\b|ايام|يوما?",
    "week": r"个?(?:周|星期|礼拜)|weeks?\b|semaines?\b|semanas?\b|недел\w+|اسابيع|اسبوعا?",
    "month": r"个月|months?\b|mois\b|mes(?:es)?\b|месяц\w*|اشهر|شهور|شهرا?",
}
_AHEAD = (
    rf"(?:未来|今后|接下来|往后)(?:的)?{_N}(?:{{unit}})",
    rf"\b(?:in|over|during|within) (?:the )?(?:next |coming |following )?{_N} (?:{{unit}})",
    rf"\b(?:the )?(?:next|coming|following) {_N} (?:{{unit}})",
    rf"\b(?:dans|au cours d|pendant)\w*'? (?:les |des )?{_N} (?:prochain\w* )?(?:{{unit}})",
    rf"\b(?:proxim[ao]s|siguientes) {_N} (?:{{unit}})",
    rf"\b(?:ближаиш|следующ)\w+ {_N} (?:{{unit}})",
    rf"خلال (?:ال)?{_N} (?:{{unit}})",
    rf"(?:{{unit}}) (?:ال)?{_N} (?:القادمه|المقبله)",
)
_DUAL = {"week": r"(?:ال)?اسبوعين", "month": r"(?:ال)?شهرين", "day": r"(?:ال)?يومين"}
_SHARES = {
    "morning": r"上午|早上|\bmorning\b|\bmatin\b|(?:la|por la) manana\b|\bутром\b|صباحا?",
    "afternoon": r"下午|\bafternoon\b|\bapres-midi\b|\btarde\b|\bднем\b|\bпосле обеда\b|بعد الظهر|مساء",
}


@dataclass(frozen=True, slots=True)
class Window:
    """A period from `first` to `last`, both included, and the words (as `plain` text) that give it."""

    first: date
    last: date
    words: str

    @property
    def value(self) -> str:
        """The period as an ISO day or range."""
        if self.first == self.last:
            return self.first.isoformat()
        return f"{self.first.isoformat()}/{self.last.isoformat()}"

    def holds(self, first: date, last: date) -> bool:
        """Return whether a span of days touches the period."""
        return first <= self.last and self.first <= last


def window_of(text: str, as_of: date) -> Window | None:
    """Return the period that `text` gives relative to `as_of`, None where it gives none."""
    own = plain(text)
    for unit, pattern in _KINDS.items():
        for shape in _AHEAD:
            match = re.search(shape.replace("{unit}", pattern), own)
            if match:
                count = match.group("n")
                number = int(count) if count.isdigit() else _NUMERALS[count]
                return Window(as_of, _ahead(as_of, unit, number), match.group())
        match = re.search(rf"(?:خلال|في) {_DUAL[unit]}(?: (?:القادم|المقبل)ين)?", own)
        if match:
            return Window(as_of, _ahead(as_of, unit, 2), match.group())
    for unit, step, named in _named():
        match = named.search(own)
        if match:
            return Window(*_period(as_of, unit, step), match.group())
    return None


@cache
def _named() -> tuple[tuple[str, int, re.Pattern[str]], ...]:
    """Return the periods with names (`windows.tsv`): unit, how many units after the present one, pattern."""
    lines = (Path(__file__).parent / "windows.tsv").read_text("utf-8").splitlines()[1:]
    rows = [line.split("\t") for line in lines]
    return tuple((row[0], int(row[1]), re.compile("|".join(filter(None, row[2:])))) for row in rows)


def part_of_day(text: str) -> str | None:
    """Return `morning` or `afternoon` where a question asks for that part of a day."""
    own = plain(text)
    return next((part for part, pattern in _SHARES.items() if re.search(pattern, own)), None)


def _ahead(as_of: date, unit: str, number: int) -> date:
    if unit == "month":
        month = as_of.month - 1 + number
        year, month = as_of.year + month // 12, month % 12 + 1
        return date(year, month, min(as_of.day, monthrange(year, month)[1]))
    return as_of + timedelta(days=number * (7 if unit == "week" else 1))


def _period(as_of: date, unit: str, step: int) -> tuple[date, date]:
    """Return the first and last day of the day, week (from Monday), month or year `step` after `as_of`'s."""
    if unit == "day":
        return as_of + timedelta(days=step), as_of + timedelta(days=step)
    if unit == "week":
        first = as_of - timedelta(days=as_of.weekday()) + timedelta(weeks=step)
        return first, first + timedelta(days=6)
    if unit == "year":
        return date(as_of.year + step, 1, 1), date(as_of.year + step, 12, 31)
    month = as_of.month - 1 + step
    year, month = as_of.year + month // 12, month % 12 + 1
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])
