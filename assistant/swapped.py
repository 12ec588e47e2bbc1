"""Chinese questions with two neighbouring characters exchanged."""

from __future__ import annotations

import re

from assistant.lexicon import lexicon, plain
from assistant.vocabulary import Vocabulary

_HAN = re.compile(r"[\u3400-\u9fff]")
_GAIN = 2
"""Known pairs of characters that an exchange must add where it makes no longer words."""


_AFTER_NUMBERS = "年月日号"
"""Characters that belong to the number before them."""


def unswapped(text: str, vocabulary: Vocabulary) -> str:
    """Return `text` with two neighbouring characters exchanged back, where that is clearly what was meant.

    Two characters that stand beside each other nowhere in tables and documents, and not both in words,
    are exchanged where the sentence then falls into fewer words, or has two more known pairs; the best
    exchange, where no other is as good, one that makes a term of the tables first. Words are those of
    jieba's dictionary.
    """
    own = plain(text)
    if len(own) != len(text):
        return text
    known = vocabulary.pairs
    gains: dict[int, tuple[bool, int, int]] = {}
    alone = _alone(own)
    for at in range(len(own) - 1):
        pair = own[at : at + 2]
        if pair in known or pair[0] == pair[1] or not (_HAN.match(pair[0]) and _HAN.match(pair[1])):
            continue
        if not {at, at + 1} & alone or (own[at] in _AFTER_NUMBERS and own[at - 1 : at].isdigit()):
            continue
        new = exchanged(own, at)
        fewer = len(_words(own)) - len(_words(new))
        around = range(max(0, at - 1), min(at + 2, len(own) - 1))
        had, has = _known(own, around, known), _known(new, around, known)
        term = _is_term(new, at) and not _is_term(own, at)
        if has > had and (fewer > 0 or (fewer == 0 and has - had >= _GAIN > had)):
            gains[at] = (term, fewer, has - had)
    best = [at for at, gain in gains.items() if gain == max(gains.values())]
    return exchanged(text, best[0]) if len(best) == 1 else text


def exchanged(text: str, at: int) -> str:
    """Return `text` with its characters `at` and the next in each other's place."""
    return f"{text[:at]}{text[at + 1]}{text[at]}{text[at + 2 :]}"


def _is_term(text: str, at: int) -> bool:
    """Return whether a term of the tables covers the characters `at` and the next."""
    found = (term for table in ("cues", "concepts") for term in lexicon(table).find(text))
    return any(term.start <= at and at + 2 <= term.end for term in found)


def _alone(text: str) -> set[int]:
    """Return where characters stand that are a word by themselves."""
    found: set[int] = set()
    at = 0
    for word in _words(text):
        found |= {at} if len(word) == 1 else set()
        at += len(word)
    return found


def _known(text: str, places: range, known: frozenset[str]) -> int:
    """Return at how many of `places` a character and the next are a known pair, or within one word."""
    inside: set[int] = set()
    at = 0
    for word in _words(text):
        inside |= set(range(at, at + len(word) - 1))
        at += len(word)
    return sum(place in inside or text[place : place + 2] in known for place in places)


def _words(text: str) -> list[str]:
    import rjieba

    return list(rjieba.cut(text, False))
