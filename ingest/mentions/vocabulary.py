"""The nouns that events are called by, in six languages, read from the tables beside this file."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.events import EventKind

LANGUAGES = ("zh", "en", "fr", "es", "ru", "ar")
_LETTER = "A-Za-zÀ-ÿА-Яа-яЁё0-9_"
_HARAKAT = "[\u064b-\u0652\u0640]*"
_ARABIC = re.compile(r"([\u0621-\u064a])")
_LEVEL = {ord("\u00a0"): " ", ord("\u202f"): " ", ord("\u3000"): " ", ord("*"): " ", ord("’"): "'"}
_LEVEL |= {ord(dash): "-" for dash in "‐‑‒–—―−－﹣"}
_LEVEL |= {code: chr(code - 0xFEE0) for code in (*range(0xFF10, 0xFF1A), *range(0xFF21, 0xFF3B))}
_LEVEL |= {code: chr(code - 0xFEE0) for code in (*range(0xFF41, 0xFF5B), 0xFF08, 0xFF09, 0xFF0F)}


@dataclass(frozen=True, slots=True)
class Head:
    """A noun that an event is called by: `round-table` is 圆桌会议, `table ronde`, …"""

    concept: str
    kind: EventKind


@dataclass(frozen=True, slots=True)
class Series:
    """A recurring conference or body: its key, kind, acronyms, and a pattern of its full names."""

    key: str
    kind: EventKind
    acronyms: tuple[str, ...]
    names: dict[str, re.Pattern[str]]

    def pattern(self, language: str) -> re.Pattern[str] | None:
        """Return the pattern of the full names in one language, None where none is known."""
        return self.names.get(language)


def level(text: str) -> str:
    """Return `text` with dashes, spaces, full-width signs and emphasis made plain, length unchanged."""
    return text.translate(_LEVEL)


def script_of(text: str) -> frozenset[str]:
    """Return which of `zh`, `ru`, `ar` and `latin` have letters in `text`."""
    found = set()
    for name, pattern in _SCRIPTS.items():
        if pattern.search(text):
            found.add(name)
    return frozenset(found)


_SCRIPTS = {
    "zh": re.compile(r"[\u4e00-\u9fff]"),
    "ru": re.compile(r"[а-яё]{3}", re.IGNORECASE),
    "ar": re.compile(r"[\u0621-\u064a]{3}"),
    "latin": re.compile(r"[a-z]{3}", re.IGNORECASE),
}


def languages_of(text: str, language: str | None) -> tuple[str, ...]:
    """Return the languages whose words are worth looking for in `text`."""
    scripts = script_of(text)
    found: list[str] = [tongue for tongue in ("zh", "ru", "ar") if tongue in scripts]
    if "latin" in scripts:
        found += [language] if language in ("en", "fr", "es") else ["en"]
        if language not in LANGUAGES:
            found += ["fr", "es"]
    return tuple(found)


def bounded(pattern: str, language: str) -> str:
    """Return `pattern` so that it matches whole words of `language` only."""
    if language == "zh":
        return f"(?:{pattern})"
    if language == "ar":
        loose = loosened(pattern)
        prefix = f"[وفبكل]{{0,2}}{_HARAKAT}(?:ا{_HARAKAT}ل|ل)?{_HARAKAT}"
        return f"(?<![\\u0621-\\u0652]){prefix}(?:{loose})(?:ا|ه|ها)?(?![\\u0621-\\u064a])"
    plural = "(?:e?s)?" if language in ("en", "fr", "es") else ""
    return rf"(?<![{_LETTER}])(?:{pattern}){plural}(?![{_LETTER}])"


def loosened(pattern: str) -> str:
    """Return an Arabic pattern that also matches text with vowel signs and stretched letters."""
    pieces = re.split(r"(\[[^\]]*\]|\(\?<?[!=][^()]*\))", pattern)
    return "".join(
        piece if number % 2 else _ARABIC.sub(rf"(?:\1{_HARAKAT})", piece)
        for number, piece in enumerate(pieces)
    )


def rows(name: str) -> list[list[str]]:
    """Return the cells of a table beside this file, comments left out."""
    lines = (Path(__file__).parent / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


@cache
def heads(language: str) -> tuple[re.Pattern[str], dict[str, Head]]:
    """Return the pattern of all head nouns of a language, and the head of each of its groups."""
    column = 2 + LANGUAGES.index(language)
    parts, table = [], {}
    entries = [(row, row[column]) for row in rows("nouns.tsv") if len(row) > column and row[column]]
    for number, (row, pattern) in enumerate(sorted(entries, key=lambda entry: -_longest(entry[1]))):
        parts.append(f"(?P<h{number}>{pattern})")
        table[f"h{number}"] = Head(row[0], EventKind(row[1]))
    return re.compile(bounded("|".join(parts), language), re.IGNORECASE), table


def _longest(pattern: str) -> int:
    return max(len(part) for part in pattern.split("|"))


@cache
def modifiers(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the concepts that a language's words before or after a head noun stand for."""
    column = 1 + LANGUAGES.index(language)
    return tuple(
        (row[0], re.compile(bounded(row[column], language), re.IGNORECASE))
        for row in rows("modifiers.tsv")
        if len(row) > column and row[column]
    )


@cache
def regions() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return the six regions' codes, each with the pattern of its names in all languages."""
    table = []
    for row in rows("regions.tsv"):
        parts = [bounded(cell, language) for language, cell in zip(LANGUAGES, row[1:], strict=False) if cell]
        table.append((row[0], re.compile("|".join([*parts, rf"\b{row[0].upper()}\b(?!-\d)"]))))
    return tuple(table)


def region_of(text: str) -> str | None:
    """Return the code of the one region that `text` names, None where it names none or several."""
    found = {code for code, pattern in regions() if pattern.search(text)}
    return found.pop() if len(found) == 1 else None


@cache
def series() -> tuple[Series, ...]:
    """Return the recurring conferences and bodies whose names are known beforehand."""
    table = []
    for row in rows("series.tsv"):
        names = {
            language: re.compile(bounded(name, language), re.IGNORECASE)
            for language, name in zip(
                ("en", "fr", "es", "ru", "zh", "ar"), _split_names(row[3]), strict=False
            )
            if name
        }
        table.append(Series(row[0], EventKind(row[1]), tuple(row[2].split()), names))
    return tuple(table)


def _split_names(cell: str) -> list[str]:
    """Split on bars outside parentheses."""
    depth, names = 0, [""]
    for char in cell:
        depth += (char == "(") - (char == ")")
        if char == "|" and depth == 0:
            names.append("")
        else:
            names[-1] += char
    return names


@cache
def acronym_series() -> dict[str, Series]:
    """Return the series that each known acronym stands for."""
    return {acronym: entry for entry in series() for acronym in entry.acronyms}
