"""Acronyms that a text explains by a name of its own, though a known series is called by them too."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache

from ingest.mentions.vocabulary import acronym_series, level, rows

_LETTERS = 5
_ARABIC_PREFIX = re.compile("^[وفبك]?(?:ال|لل|ل)")
_COMMON = frozenset(
    re.findall(
        r"\w+",
        "world globa inter confe assem summi forum sympo congr mondi confé somme collo mundi cumbr foro simpo"
        " asamb всеми междун между конфе ассам встре форум симпо конгр 世界 国际 全球 大会 会议 峰会 论坛"
        " 全会 界大 مؤتمر عالمي قمة دولي منتدى ملتقى جمعية ندوة the for des las los sur sobre по",
    )
)
"""Beginnings of words (pairs of Chinese characters) that say what sort of meeting it is, not on what."""


def own_senses(explained: Mapping[str, Iterable[str]]) -> frozenset[str]:
    """Return the known acronyms whose full names, as `explained` by a text, share no topic with the series.

    `CMSI` is the information society's summit, unless the text says that it is the congress on islands.
    """
    found = set()
    for base, names in explained.items():
        known = acronym_series().get(base)
        if known is None:
            continue
        topics = [_topics(name) for name in names]
        if topics and all(own and not own & _series_topics(known.key) for own in topics):
            found.add(base)
    return frozenset(found)


@cache
def _series_topics(key: str) -> frozenset[str]:
    names = next(row[3] for row in rows("series.tsv") if row[0] == key)
    return _topics(re.sub(r"\[[^\]]*\]\+?\*?|\(\?:|[()?*+]", " ", names))


def _topics(name: str) -> frozenset[str]:
    text = level(name).lower()
    words = [_ARABIC_PREFIX.sub("", word) for word in re.findall(r"[^\W\d_\u4e00-\u9fff]{3,}", text)]
    pairs = [run[at : at + 2] for run in re.findall(r"[\u4e00-\u9fff]+", text) for at in range(len(run) - 1)]
    return frozenset({word[:_LETTERS] for word in words} | set(pairs)) - _COMMON
