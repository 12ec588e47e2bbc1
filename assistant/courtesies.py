"""The courtesy around a question, which asks for nothing: greetings, `could you tell me`, thanks."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from ingest.mentions.fold import fold

_TABLE = Path(__file__).with_name("courtesies.tsv")
_BETWEEN = " \t\n,.:;!，。：；！、"
"""What may stand between a courtesy and the question."""


def without_courtesies(text: str) -> str:
    """Return a question without the courtesy before and after it; all of it where there is nothing else."""
    whole = text
    begin, end = 0, len(text)
    start_pattern, end_pattern = _patterns()
    while True:
        part = text[begin:end]
        blank = len(part) - len(part.lstrip(_BETWEEN))
        folded = fold(part[blank:])
        match = start_pattern.match(folded.text)
        if match is None or not match.end():
            break
        begin += blank + folded.offsets[match.end()]
    while True:
        folded = fold(text[begin:end].rstrip())
        found = end_pattern.search(folded.text)
        if found is None or found.start() == found.end():
            break
        kept = folded.text[found.end() :]
        if kept.strip(" ?؟？"):
            break
        mark = text[begin:end].rstrip()[folded.offsets[found.end()] :]
        text = text[: begin + folded.offsets[found.start()]].rstrip(_BETWEEN) + mark
        end = len(text)
    left = text[begin:end].strip()
    return left if re.search(r"\w", left) else whole


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    lines = [line.split("\t") for line in _TABLE.read_text("utf-8").splitlines() if line[:1] not in ("#", "")]
    start = "|".join(pattern for where, pattern in lines if where == "start")
    end = "|".join(pattern for where, pattern in lines if where == "end")
    return re.compile(f"(?:{start})"), re.compile(rf"(?<!\w)(?:{end})(?=\s?[?？؟]?$)|(?:{_han(lines)})$")


def _han(lines: list[list[str]]) -> str:
    """Return the patterns of an end in Chinese, where words have no border before them."""
    return "|".join(
        pattern for where, pattern in lines if where == "end" and re.search(r"[\u4e00-\u9fff]", pattern)
    )
