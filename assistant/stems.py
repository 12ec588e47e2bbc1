"""Word stems found in text: inflected words, several words in a row, Arabic with its prefixes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

_HAN = ("\u3400", "\u9fff")
_WORD = re.compile(r"(?<![^\W_\u3400-\u9fff])[^\W_\u3400-\u9fff]")
"""The start of a word; a Chinese character beside a word does not end it."""
_ARABIC = ("\u0600", "\u06ff")
_ARABIC_PREFIXES = "وفبكل"
_ARABIC_ARTICLES = ("", "ال", "لل", "ل")
_KEY = 2


@dataclass(frozen=True, slots=True)
class Stem:
    """One spelling of the entry `name`: its words, and whether the last may go on."""

    name: str
    words: tuple[str, ...]
    whole: bool


@dataclass(frozen=True, slots=True, eq=False)
class Stems:
    """Stems by the first letters of their first word."""

    table: dict[str, list[Stem]] = field(default_factory=dict)

    def add(self, stem: Stem) -> None:
        """Keep a stem, whose words are in plain form; those in Arabic without the article."""
        self.table.setdefault(stem.words[0][:_KEY], []).append(stem)

    def find(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Yield name, start and end of each entry that plain text names, by its longest spelling."""
        for match in _WORD.finditer(text):
            start = match.start()
            ends: dict[str, int] = {}
            for at in _beginnings(text, start):
                for stem in (
                    *self.table.get(text[at : at + _KEY], ()),
                    *self.table.get(text[at : at + 1], ()),
                ):
                    end = _end(stem, text, at)
                    if end is not None and end > ends.get(stem.name, -1):
                        ends[stem.name] = end
            for name, end in ends.items():
                yield name, start, end


def _beginnings(text: str, start: int) -> set[int]:
    """Return where the stem of the word at `start` may begin: there, and after Arabic prefixes."""
    if not _ARABIC[0] <= text[start] <= _ARABIC[1]:
        return {start}
    found = set()
    for prefixes in range(3):
        at = start + prefixes
        if all(letter in _ARABIC_PREFIXES for letter in text[start:at]):
            found |= {at + len(article) for article in _ARABIC_ARTICLES if text.startswith(article, at)}
    return found


def _end(stem: Stem, text: str, at: int) -> int | None:
    """Return where a stem that begins at `at` ends, None where it does not stand there."""
    first, *others = stem.words
    if not text.startswith(first, at):
        return None
    at += len(first)
    for word in others:
        gap = _gap(text, at)
        if gap is None:
            return None
        for begin in _beginnings(text, gap) if gap < len(text) else ():
            if text.startswith(word, begin):
                at = begin + len(word)
                break
        else:
            return None
    if stem.whole:
        return None if at < len(text) and _is_letter(text[at]) else at
    while at < len(text) and _is_letter(text[at]):
        at += 1
    return at


def _gap(text: str, at: int) -> int | None:
    """Return where the next word begins after the rest of this one, None where no space or hyphen follows."""
    while at < len(text) and (text[at].isalnum() or text[at] == "_"):
        at += 1
    begin = at
    while at < len(text) and (text[at].isspace() or text[at] == "-"):
        at += 1
    return at if at > begin else None


def _is_letter(char: str) -> bool:
    return char.isalnum() and not _HAN[0] <= char <= _HAN[1]
