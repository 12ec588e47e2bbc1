"""Acronyms of events, with their edition: `WTDC-25`, `ВКРЭ-25`, `RPM-ASP`, `IRM-1`, `COP 30`."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.mentions.vocabulary import Series, acronym_series, regions

_LETTERS = "A-ZА-ЯЁ"
_WORD = "A-Za-zÀ-ÿА-Яа-яЁё0-9_"
_EDITION = re.compile(
    rf"(?<![{_WORD}/.@#-])([{_LETTERS}][{_LETTERS}\d]{{1,11}})(?:-|\s?(?='))'?(\d{{4}}|\d{{2}})(?![{_WORD}/])(?![.]\d)"
)
_YEARED = re.compile(
    rf"(?<![{_WORD}/.@#-])([{_LETTERS}]{{2,10}})\s?(20\d\d|\d{{2}})(?![{_WORD}/]|[.:,]\d|-\d)"
)
_SUFFIXED = re.compile(rf"(?<![{_WORD}/.@#-])([{_LETTERS}]{{2,10}})-([{_LETTERS}]{{3}}|\d)(?![{_WORD}/-])")
_BARE = re.compile(rf"(?<![{_WORD}/.@#-])([{_LETTERS}][{_LETTERS}\d]{{1,11}}s?)(?![{_WORD}/]|-[{_WORD}])")
_NOT_EVENTS = frozenset(
    {
        *("COVID", "SARS", "ISO", "IEC", "UTC", "GMT", "IPV", "MPEG", "GPT", "SDG", "CL", "DM", "ITU", "TEL"),
        *("FAX", "BDT", "BR", "TSB", "RES", "DEC", "REC", "ART", "REV", "ADD", "CORR", "ANNEX", "PART", "NO"),
        *("COM", "WG", "SG", "CHF", "USD", "EUR", "GSM", "LTE", "GDP", "PM", "AM", "ID", "DOC", "DT", "TD"),
        *("INF", "GE", "HTTP", "UN", "IMT", "CO", "NR"),
    }
)


@dataclass(frozen=True, slots=True)
class Acronym:
    """An acronym as found: `base` in upper case, `suffix` its edition, region or number (may be empty).

    `series` is the known series that it stands for here, None where it stands for none.
    """

    start: int
    end: int
    base: str
    suffix: str
    series: Series | None = None

    @property
    def key(self) -> str:
        """The event key: the series of a known acronym, else the acronym itself, with the suffix."""
        base = self.series.key if self.series else self.base.lower()
        return f"{base}-{self.suffix.lower()}" if self.suffix else base


def find_acronyms(text: str, mined: frozenset[str], own: frozenset[str] = frozenset()) -> list[Acronym]:
    """Return the acronyms of `text` that name events; `mined` are those that the text itself explains.

    `own` are known acronyms that stand for something else in this text.

    A hyphen and two or four digits are enough (`WTDC-25`); `COP 30`, `IRM-1` and bare acronyms
    count only where the acronym is known or explained in the text.
    """
    known = mined | acronym_series().keys()
    codes = {code.upper() for code, _ in regions()}
    found: list[Acronym] = []
    taken: set[int] = set()

    def keep(match: re.Match[str], base: str, suffix: str) -> None:
        if match.start() not in taken and base not in _NOT_EVENTS:
            series = None if base in own else acronym_series().get(base)
            found.append(Acronym(match.start(), match.end(), base, suffix, series))
            taken.update(range(match.start(), match.end()))

    for match in _EDITION.finditer(text):
        keep(
            match, match.group(1), match.group(2)[-2:] if match.group(2).startswith("20") else match.group(2)
        )
    for match in _SUFFIXED.finditer(text):
        if match.group(2) in codes or (match.group(1) in known and match.group(2).isdigit()):
            keep(match, match.group(1), match.group(2))
    for match in _YEARED.finditer(text):
        if match.group(1) in known:
            keep(match, match.group(1), match.group(2)[-2:])
    for match in _BARE.finditer(text):
        base = match.group(1).removesuffix("s")
        if base in known:
            keep(match, base, "")
    return found
