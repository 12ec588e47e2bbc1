"""Editions called by their number: 第二届青年峰会, the Third Forum, COP-9; and which of them a text means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.lexicon import plain
from assistant.ordinals import LATIN, value_of
from assistant.question import Question
from ingest.events import Event

_NTH = re.compile(
    rf"(?P<zh>第(?P<number>[一二三四五六七八九十\d]+)届|首届)"
    r"(?P<named>[\u4e00-\u9fff]{0,14}?)(?P<head>大会|峰会|论坛|会议|全会|年会|研讨会|座谈会|营|周|赛)"
    rf"|\b(?P<latin>{LATIN}|\d{{1,2}}(?=st|nd|rd|th|e|er|re|-[йяе]))[\w-]* (?:[\w'-]+ ){{0,4}}"
    r"(?P<noun>conference|summit|forum|assembly|congress|camp|sommet|assemblee|congres|conferencia|cumbre|foro"
    r"|asamblea|congreso|конференци|саммит|форум|ассамбле|конгресс)"
)
"""An edition of a series by its number in words; for `plain` text."""
_ANY = re.compile(
    rf"(?:第([一二三四五六七八九十\d]+)|首)届|\b({LATIN}|\d{{1,2}}(?=st|nd|rd|th|e|er|re|-[йяе]))"
)
_ACRONYM = re.compile(r"(?<![a-zа-я\d/.@-])([a-z]{2,11}|[а-яё]{2,10})-(\d{1,2})(?![a-zа-я\d/-])")


def other_number(question: Question, events: Iterable[Event]) -> str | None:
    """Return the words for an edition that a question names by number, where all events are others."""
    asked = {number: text for number, _, text in _numbered(question.text)}
    numbers = [_numbers_of(event) for event in events]
    if not asked or not numbers or not all(numbers) or any(own & asked.keys() for own in numbers):
        return None
    return next(iter(asked.values()))


def tells_of_another(asked: str, text: str) -> bool:
    """Return whether a text names other editions than those that `asked` calls by their number, and none."""
    wanted = list(_numbered(asked))
    numbers = {value_of(match[1] or match[2] or "1") for match in _ANY.finditer(plain(asked))}
    told = list(_numbered(text)) if wanted else []
    same = {number for number, name, _ in told if any(_share(one, name) for _, one, _ in wanted)}
    if same and not same & numbers:
        return True
    editions = set(_ACRONYM.findall(plain(asked)))
    series = {name for name, _ in editions}
    beside = {one for one in _ACRONYM.findall(plain(text)) if one[0] in series} if series else set()
    return bool(beside) and not beside & editions


def _numbered(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the number, the words that it counts, and all of each edition that a text calls by number."""
    for match in _NTH.finditer(plain(text)):
        number = value_of(match["number"] or "1") if match["zh"] else value_of(match["latin"])
        if number is not None:
            yield number, match["named"] or match["head"] or match["noun"], match.group().strip()


def _share(one: str, other: str) -> bool:
    """Return whether two names share two characters that stand together, or are the same word."""
    return one == other or any(
        one[at : at + 2] in other for at in range(len(one) - 1) if one.isascii() is False
    )


def _numbers_of(event: Event) -> set[int]:
    """Return the numbers by which the names of an event tell its edition from others of its series."""
    found = {number for name in event.names for number, _, _ in _numbered(name.text)}
    single = re.search(r"^[a-zа-я]+-(\d)$", event.key)
    return found | ({int(single.group(1))} if single else set())
