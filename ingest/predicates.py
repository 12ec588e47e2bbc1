"""What the words around an event, a date or a place do: hold it, sign it, limit it, put it off."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.mentions.vocabulary import LANGUAGES, languages_of, loosened


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or other cue as found: `sort` is the class in the table (`hold`, `host`, `other` …)."""

    sort: str
    start: int
    end: int


class Cues:
    """The cues of one text, each class looked for once, in the languages that the text is in."""

    def __init__(self, text: str, language: str | None) -> None:
        self.tongues = languages_of(text, language) or LANGUAGES
        self._text = text
        self._found: dict[str, list[Predicate]] = {}
        self._starts: dict[str, list[int]] = {}

    def within(self, sort: str, start: int, end: int) -> list[Predicate]:
        """Return the cues of a class that lie in a span, in order. KeyError for an unknown class."""
        if sort not in self._found:
            self._found[sort] = find(sort, self._text, self.tongues)
            self._starts[sort] = [cue.start for cue in self._found[sort]]
        at = bisect_left(self._starts[sort], start)
        found = []
        for cue in self._found[sort][at:]:
            if cue.start >= end:
                break
            if cue.end <= end:
                found.append(cue)
        return found


@cache
def pattern(sort: str, tongues: tuple[str, ...] = LANGUAGES) -> re.Pattern[str]:
    """Return the pattern of one class of cues in some languages. KeyError for an unknown class."""
    cues = [cue for language, cue in _table()[sort] if language == "*" or language in tongues]
    return re.compile("|".join(map(_bounded, cues)) if cues else r"(?!)", re.IGNORECASE)


@cache
def _table() -> dict[str, list[tuple[str, str]]]:
    parts: dict[str, list[tuple[str, str]]] = {}
    for line in (Path(__file__).parent / "predicates.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            sort, language, cue = line.split("\t", 2)
            parts.setdefault(sort, []).append((language, cue))
    return parts


def _bounded(cue: str) -> str:
    """Let a cue begin only where a word of its script begins."""
    if re.search("[\u4e00-\u9fff]", cue) or cue.startswith("^"):
        return f"(?:{cue})"
    if re.search("[\u0621-\u064a]", cue):
        return f"(?<![\u0621-\u064a])(?:{loosened(cue)})"
    return rf"(?<![A-Za-zÀ-ÿА-Яа-яЁё])(?:{cue})"


def find(sort: str, text: str, tongues: tuple[str, ...] = LANGUAGES) -> list[Predicate]:
    """Return the cues of a class in `text`, in order."""
    return [Predicate(sort, match.start(), match.end()) for match in pattern(sort, tongues).finditer(text)]
