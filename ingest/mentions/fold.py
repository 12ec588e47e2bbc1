"""Folding of text for comparison, with a way back to the original characters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_FIXED = {
    "ى": "ي",
    "ی": "ي",
    "ک": "ك",
    "،": ",",
    "؛": ";",
    "؟": "?",
    "−": "-",
    "〜": "~",
    "∼": "~",
    "“": '"',
    "”": '"',
    "„": '"',
    "‘": "'",
    "’": "'",
    "ʼ": "'",
    "ʻ": "'",
    "`": "'",
    "´": "'",
    "ı": "i",
    "ł": "l",
    "Ł": "l",
    "ø": "o",
    "Ø": "o",
    "đ": "d",
    "Đ": "d",
    "○": "〇",
    "\n": "\n",
    "\u2028": "\n",
    "\u2029": "\n",
    "ـ": "",
}


def _fold_character(character: str) -> str:
    if character in _FIXED:
        return _FIXED[character]
    category = unicodedata.category(character)
    if category in ("Mn", "Cf", "Me"):
        return ""
    if category == "Pd":
        return "-"
    if category in ("Zs", "Cc"):
        return " "
    if category == "Nd":
        return str(unicodedata.digit(character))
    composed = unicodedata.normalize("NFKC", character)
    bare = "".join(
        part for part in unicodedata.normalize("NFD", composed) if unicodedata.category(part) != "Mn"
    )
    if len(bare) != 1 and len(composed) == 1:
        bare = composed
    return bare.lower() if len(bare.lower()) == len(bare) else bare


class _Table(dict[int, int | str]):
    """A `str.translate` table that computes each character once, when it is first met."""

    def __init__(self) -> None:
        super().__init__()
        self.irregular: set[str] = set()

    def __missing__(self, code: int) -> int | str:
        folded = _fold_character(chr(code))
        if len(folded) != 1:
            self.irregular.add(chr(code))
        self[code] = ord(folded) if len(folded) == 1 else folded
        return self[code]


_TABLE = _Table()


@dataclass(frozen=True, slots=True)
class Folded:
    """Folded text and, for each of its characters and its end, the offset in the original.

    `offsets` has one entry more than `text` has characters and never decreases.
    """

    text: str
    offsets: range | tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the original start and end of folded characters `start` to `end` (exclusive)."""
        if start >= end:
            return self.offsets[start], self.offsets[start]
        return self.offsets[start], self.offsets[end - 1] + 1


@lru_cache(maxsize=8)
def fold(text: str) -> Folded:
    """Fold `text` so that spellings of the same thing compare equal.

    Lower case; full-width, Arabic-Indic and other digits as ASCII; every dash as `-`; every
    space as a blank (line ends stay); accents, vowel marks and invisible characters removed;
    compatibility forms as in Unicode NFKC.
    """
    folded = text.translate(_TABLE)
    if not _TABLE.irregular or _TABLE.irregular.isdisjoint(text):
        return Folded(folded, range(len(text) + 1))
    parts: list[str] = []
    offsets: list[int] = []
    for position, character in enumerate(text):
        entry = _TABLE[ord(character)]
        part = entry if isinstance(entry, str) else chr(entry)
        parts.append(part)
        offsets.extend([position] * len(part))
    offsets.append(len(text))
    return Folded("".join(parts), tuple(offsets))
