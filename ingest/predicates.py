"""What the words around an event, a date or a place do: hold it, sign it, limit it, put it off."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb or other cue as found: `sort` is the class in the table (`hold`, `host`, `other` …)."""

    sort: str
    start: int
    end: int


@cache
def pattern(sort: str) -> re.Pattern[str]:
    """Return the pattern of one class of cues, all languages together; KeyError for an unknown class."""
    return _table()[sort]


@cache
def _table() -> dict[str, re.Pattern[str]]:
    parts: dict[str, list[str]] = {}
    for line in (Path(__file__).parent / "predicates.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            sort, cue = line.split("\t", 1)
            parts.setdefault(sort, []).append(cue)
    return {
        sort: re.compile("|".join(_bounded(cue) for cue in cues), re.IGNORECASE)
        for sort, cues in parts.items()
    }


def _bounded(cue: str) -> str:
    """Let a cue begin only where a word of its script begins."""
    if re.search("[\u4e00-\u9fff]", cue) or cue.startswith("^"):
        return f"(?:{cue})"
    if re.search("[\u0621-\u064a]", cue):
        return f"(?<![\u0621-\u064a])(?:{cue})"
    return rf"(?<![A-Za-zÀ-ÿА-Яа-яЁё])(?:{cue})"


def find(sort: str, text: str, start: int = 0, end: int | None = None) -> list[Predicate]:
    """Return the cues of a class in `text[start:end]`, in order."""
    limit = len(text) if end is None else end
    return [
        Predicate(sort, match.start(), match.end()) for match in pattern(sort).finditer(text, start, limit)
    ]
