"""The words of a question that nothing understood accounts for."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from assistant.facts import Facts
from assistant.lexicon import lexicon, plain


@cache
def _generic() -> frozenset[str]:
    words = (Path(__file__).parent / "generic.txt").read_text("utf-8").split()
    return frozenset(plain(word) for word in words)


def leftover(facts: Facts) -> tuple[str, ...]:
    """Return what is left of a question without its cues, names, dates, places and generic words.

    Where anything is left, the question asks for more than a name's date and place.
    """
    question = facts.question
    text = list(plain(question.text))
    for table in ("cues", "names"):
        for term in lexicon(table).find(question.text):
            text[term.start : term.end] = " " * (term.end - term.start)
    left = _without("".join(text), _names(facts))
    words = re.findall(r"[^\W\d_\u3400-\u9fff]{2,}", left)
    found = [word for word in words if word not in _generic() and not _inflected(word)]
    for run in re.findall(r"[\u3400-\u9fff]+", left):
        found += [part for part in _without_generic(run).split() if len(part) >= 2]
    return tuple(found)


def _names(facts: Facts) -> Iterable[str]:
    question = facts.question
    yield from (mention.text for mention in (*question.dates, *question.places))
    yield from question.symbols
    yield from facts.subject.unknown
    for event in (*facts.subject.events, *facts.events):
        yield from (name.text for name in event.names)
        yield event.key.partition("@")[0]


def _without(text: str, names: Iterable[str]) -> str:
    for name in sorted({plain(name) for name in names if len(name) > 1}, key=len, reverse=True):
        text = text.replace(name, " ")
    return re.sub(r"[a-zа-я]{2,8}-\d{2,4}", " ", text)


def _without_generic(run: str) -> str:
    for word in sorted(
        (word for word in _generic() if "\u3400" <= word[:1] <= "\u9fff"), key=len, reverse=True
    ):
        run = run.replace(word, " ")
    return run


def _inflected(word: str) -> bool:
    """Return whether an Arabic word is a generic one with its article or prepositions before it."""
    bare = re.sub(r"^[وفبكل]{0,2}(?:ال|لل)?", "", word)
    return bare in _generic() or f"ال{bare}" in _generic()
