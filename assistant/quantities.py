"""How many of what: numbers with the thing they count, in questions, sentences and table rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.lexicon import lexicon, plain
from assistant.records import Record

_NUMBER = re.compile(
    r"(?<![\w.,/:-])\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+(?!\d)|(?<![\w.,/:-])\d+(?:[.,]\d+)?(?![\d/:])"
    r"|(?<=[\u3400-\u9fff])\d+|[一二三四五六七八九十百两]{1,4}(?=[个名项份位国])"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|deux|trois|quatre|cinq|dos|cuatro|cinco|seis|siete|ocho"
    r"|две|два|три|четыре|пять|шесть|семь|восемь)\b"
)
_HOW_MANY = re.compile(
    r"多少|几|\bhow (?:many|much|far|old)\b|\bnumber of\b|\bcombien\b|\bnombre d\w*\b|\bcuant[oa]s?\b"
    r"|\bnumero de\b"
    r"|\bсколько\b|\bколичество\b|\bчисло\b|\bкаково число\b|كم|عدد"
)
_LABELLED = frozenset(
    ["committees", "sessions", "rooms", "resolutions", "decisions", "recommendations", "regions", "rounds"]
)
"""Things that a number right after their name labels rather than counts: Committee 2, Decision 9."""
_AFTER, _BEFORE = 24, 40
"""Characters after a number in which the thing counted begins, and before it in which it ends."""


def asked(text: str) -> frozenset[str]:
    """Return what a question asks the number of: the first thing named after `how many`."""
    own = plain(text)
    cue = _HOW_MANY.search(own)
    if cue is None:
        return frozenset()
    terms = sorted(lexicon("quantities").find(text), key=lambda term: (term.start, -term.end))
    after = [term for term in terms if term.end >= cue.start()]
    if not after:
        return frozenset()
    first = after[0]
    return frozenset(term.name for term in after if term.start < first.end)


@lru_cache(maxsize=8192)
def counted(text: str) -> frozenset[str]:
    """Return what a sentence gives the number of: things named right after a number or shortly before one."""
    own = plain(text)
    numbers = [match.span() for match in _NUMBER.finditer(own)]
    found = set()
    for term in lexicon("quantities").find(text):
        for start, end in numbers:
            between = own[end : term.start] if end <= term.start else own[term.end : start]
            reach = _AFTER if end <= term.start else _BEFORE
            if start < term.end and term.start < end:
                continue
            if term.name in _LABELLED and end > term.end and not between.strip():
                continue
            if len(between) <= reach and not re.search(r"\d|[。;；]|[.!?]\s", between):
                found.add(term.name)
    if re.search(r"\d\s?%|百分之", own):
        found.add("percent")
    return frozenset(found)


def counted_in(record: Record) -> frozenset[str]:
    """Return what the numbers in a table row count: what the heads of their columns say."""
    heads = (one.head for one in record.fields if re.fullmatch(r"\d[\d .,]*", one.text.strip()))
    return frozenset(name for head in heads for name in _things(head))


def _things(head: str) -> Iterable[str]:
    return lexicon("quantities").names(head)


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return `text` with the characters of `spans` (dates, symbols, addresses) as blanks."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
