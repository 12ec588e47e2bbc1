"""Chinese places and names written by their sound: `Lijia` for 里加, `Houlin Zhao` for 赵厚麟."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import islice, product

_HAN_NAME = re.compile(r"[\u3400-\u9fff]{2,4}")
_MOST = 64
"""Readings of one name that are looked at."""


def place_of_sound(word: str, held: Iterable[str]) -> str | None:
    """Return the Chinese place that sounds like `word` (pinyin without tones, lower case).

    `held` are the places that the documents tell of; they come before all others. None where no
    place or several sound so.
    """
    own = {name for name in held if word in _sounds(name)}
    found = own or _by_sound().get(word, frozenset())
    return next(iter(found)) if len(found) == 1 else None


@cache
def _sounds(name: str) -> frozenset[str]:
    """Return how a name may sound: characters with several readings give several."""
    return frozenset(map("".join, _readings(name)))


@cache
def _readings(name: str) -> tuple[tuple[str, ...], ...]:
    """Return the syllables of each way to read a name."""
    from pypinyin import Style, pinyin

    readings = [pinyin(char, style=Style.NORMAL, heteronym=True)[0] for char in name]
    return tuple(islice(product(*readings), _MOST))


@cache
def _by_sound() -> dict[str, frozenset[str]]:
    from ingest.mentions.place_names import gazetteer

    found: dict[str, set[str]] = {}
    for names in gazetteer().names.values():
        if "zh" in names:
            for sound in _sounds(names["zh"]):
                found.setdefault(sound, set()).add(names["zh"])
    return {sound: frozenset(names) for sound, names in found.items()}


def spells(text: str, name: str) -> bool:
    """Return whether `text` has a Chinese person's `name` by its sound, surname first or last.

    The surname is its first character; `text` may be in any case, the given name in one word, two or
    hyphened. False where `name` is not two to four Chinese characters.
    """
    if not _HAN_NAME.fullmatch(name):
        return False
    own = " ".join(re.findall(r"[a-z]+", text.lower()))
    surnames = _sounds(name[0])
    given = {form for sounds in _readings(name[1:]) for form in ("".join(sounds), " ".join(sounds))}
    return any(
        re.search(rf"\b(?:{surname} {form}|{form} {surname})\b", own)
        for surname in surnames
        for form in given
    )
