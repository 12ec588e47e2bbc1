"""Chinese places written by their sound: `Lijia` for 里加."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from itertools import islice, product

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
    from pypinyin import Style, pinyin

    readings = [pinyin(char, style=Style.NORMAL, heteronym=True)[0] for char in name]
    return frozenset("".join(sounds) for sounds in islice(product(*readings), _MOST))


@cache
def _by_sound() -> dict[str, frozenset[str]]:
    from ingest.mentions.place_names import gazetteer

    found: dict[str, set[str]] = {}
    for names in gazetteer().names.values():
        if "zh" in names:
            for sound in _sounds(names["zh"]):
                found.setdefault(sound, set()).add(names["zh"])
    return {sound: frozenset(names) for sound, names in found.items()}
