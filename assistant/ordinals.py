"""Numbers that are written as words or numerals, in six languages: `third`, `第三`, `IV`, `الرابع`."""

from __future__ import annotations

import re

_HAN = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", start=1)} | {"两": 2}
STEMS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8,
    "ninth": 9, "tenth": 10, "one": 1, "two": 2, "three": 3,
    "premier": 1, "deuxiem": 2, "troisiem": 3, "quatriem": 4, "cinquiem": 5, "sixiem": 6, "septiem": 7,
    "huitiem": 8, "neuviem": 9, "dixiem": 10,
    "primer": 1, "segund": 2, "tercer": 3, "cuart": 4, "quint": 5, "sext": 6, "septim": 7, "octav": 8,
    "noven": 9, "decim": 10,
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8, "девят": 9,
    "десят": 10,
    "اول": 1, "ثاني": 2, "ثالث": 3, "رابع": 4, "خامس": 5, "سادس": 6, "سابع": 7, "ثامن": 8, "تاسع": 9,
    "عاشر": 10,
}  # fmt: skip
"""Stems of ordinals as they stand in plain text, without the Arabic article."""
LATIN = "|".join(sorted(STEMS, key=len, reverse=True))
"""The stems as an alternative of a regular expression, the longest first."""
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9, "x": 10}


def value_of(word: str | None) -> int | None:
    """Return the number that a word in plain text stands for, None where it stands for none."""
    word = re.sub(r"^ال(?=\w{3})", "", (word or "").strip())
    if word.isdigit():
        return int(word)
    if word.casefold() in _ROMAN:
        return _ROMAN[word.casefold()]
    if word and all(char in _HAN for char in word):
        return _han(word)
    return next((STEMS[stem] for stem in sorted(STEMS, key=len, reverse=True) if word.startswith(stem)), None)


def _han(word: str) -> int:
    tens, mark, units = word.rpartition("十")
    if not mark:
        return _HAN[word[-1]]
    return 10 * (_HAN[tens] if tens else 1) + (_HAN[units] if units else 0)
