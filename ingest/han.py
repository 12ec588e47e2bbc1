"""Traditional Chinese characters read as simplified ones, each where it stands."""

from __future__ import annotations

from functools import cache
from typing import Any

_RANGES = (range(0x3400, 0x4DC0), range(0x4E00, 0xA000), range(0xF900, 0xFB00))
"""Code points of the characters that are looked at."""


def simplified(text: str) -> str:
    """Return `text` in simplified characters, its length unchanged: spans of one are spans of the other."""
    if text.isascii() or _traditional().isdisjoint(text):
        return text
    whole: str = _converter().convert(text)
    if len(whole) == len(text):
        return whole
    singly = (_converter().convert(char) for char in text)
    return "".join(new if len(new) == 1 else char for char, new in zip(text, singly, strict=True))


@cache
def _traditional() -> frozenset[str]:
    """Return the characters that have a simplified form."""
    every = "\n".join(chr(code) for codes in _RANGES for code in codes)
    read: str = _converter().convert(every)
    pairs = zip(every.split("\n"), read.split("\n"), strict=True)
    return frozenset(char for char, new in pairs if char != new)


@cache
def _converter() -> Any:
    import opencc

    return opencc.OpenCC("t2s")
