"""Editions called by their number: 第二届青年峰会, the Third Forum, COP-9; and which of them a text means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from assistant.event_keys import EDITION
from assistant.lexicon import plain
from assistant.ordinals import LATIN, value_of
from assistant.question import Question
from ingest.events import Event, EventKind, EventName

_NTH = re.compile(
    rf"(?P<zh>第(?P<number>[一二三四五六七八九十\d]+)(?:届|次(?=(?:全体)?(?:大会|峰会|论坛|全会|年会)))|首届)"
    r"(?P<named>[\u4e00-\u9fff]{0,14}?)(?P<head>大会|峰会|论坛|会议|全会|年会|研讨会|座谈会|营|周|赛)"
    rf"|\b(?P<latin>{LATIN}|\d{{1,2}}(?=st|nd|rd|th|e|er|re|-[йяе]))[\w-]* (?:[\w'-]+ ){{0,4}}"
    r"(?P<noun>conference|summit|forum|assembly|congress|camp|sommet|assemblee|congres|conferencia|cumbre|foro"
    r"|asamblea|congreso|конференци|саммит|форум|ассамбле|конгресс)"
)
"""An edition of a series by its number in words; for `plain` text."""
_ANY = re.compile(
    rf"(?:第([一二三四五六七八九十\d]+)|首)届|\b({LATIN}|\d{{1,2}}(?=st|nd|rd|th|e|er|re|-[йяе]))"
)
_KINDS = tuple(
    re.compile(kind)
    for kind in (
        r"峰会|\bsummit|\bsommet|\bcumbre|\bсаммит",
        r"论坛|\bforum|\bforo|\bфорум",
        r"全会|\bassembl|\basamblea|\bассамбле",
        r"营|\bcamp\b",
        r"大会|会议|年会|研讨会|座谈会|周|赛|\bconferenc|\bcongre|\bконференци|\bконгресс",
    )
)
"""Kinds of meetings in their languages; for `plain` text."""
_HEAD = re.compile("|".join(rf"(?:{kind.pattern})\w*$" for kind in _KINDS))
_ACRONYM = re.compile(r"(?<![a-zа-я\d/.@-])([a-z]{2,11}|[а-яё]{2,10})-(\d{1,2})(?![a-zа-я\d/-])")


def other_number(question: Question, events: Iterable[Event]) -> str | None:
    """Return the words for an edition that a question names by number, where all events are others."""
    asked = {number: text for number, _, text in _called(question.text)}
    numbers = [_numbers_of(event) for event in events]
    if not asked or not numbers or not all(numbers) or any(own & asked.keys() for own in numbers):
        return None
    return next(iter(asked.values()))


def tells_of_another(asked: str, text: str) -> bool:
    """Return whether a text names other editions than those that `asked` calls by their number, and none."""
    wanted = list(_called(asked))
    numbers = {value_of(match[1] or match[2] or "1") for match in _ANY.finditer(plain(asked))}
    told = list(_called(text)) if wanted else []
    same = {number for number, name, _ in told if any(_share(one, name) for _, one, _ in wanted)}
    if same and not same & numbers:
        return True
    editions = set(_ACRONYM.findall(plain(asked)))
    series = {name for name, _ in editions}
    beside = {one for one in _ACRONYM.findall(plain(text)) if one[0] in series} if series else set()
    return bool(beside) and not beside & editions


def _called(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield the number, the words that it counts, and all of each edition that a text calls by number."""
    for match in _NTH.finditer(plain(text)):
        number = value_of(match["number"] or "1") if match["zh"] else value_of(match["latin"])
        if number is not None:
            yield (
                number,
                match["named"] + match["head"] if match["zh"] else match["noun"],
                match.group().strip(),
            )


def _share(one: str, other: str) -> bool:
    """Return whether two names may be of one series: of one kind, with words in common if of one language."""
    if _class(one) is None or _class(one) != _class(other):
        return False
    own, others = _HEAD.sub("", one), _HEAD.sub("", other)
    apart = one.isascii() != other.isascii() or not (own and others)
    return apart or any(own[at : at + 2] in others for at in range(len(own) - 1))


def _class(name: str) -> int | None:
    """Return which of the kinds of meetings a name is of, whatever its language; None where it tells none."""
    return next((at for at, kind in enumerate(_KINDS) if kind.search(name)), None)


def _numbers_of(event: Event) -> set[int]:
    """Return the numbers by which the names of an event tell its edition from others of its series."""
    found = {number for name in event.names for number, _, _ in _called(name.text)}
    single = re.search(r"^[a-zа-я]+-(\d)$", event.key)
    return found | ({int(single.group(1))} if single else set())


_NUMBER_BEFORE = re.compile(
    rf"^(?:(?:第[一二三四五六七八九十\d]{{1,3}}|首)届|(?:the )?(?:{LATIN}|\d{{1,2}}(?:st|nd|rd|th|e|er"
    rf"|re))[\w-]* )"
)
_ONE_DIGIT = re.compile(r"(?<![A-Za-z\d/.@-])([A-Z]{2,11}|[А-ЯЁ]{2,10})-(\d)(?![A-Za-z\d/-])")
"""An acronym with an edition of one digit, which without a ledger could be anything: `COP-9`, `SC-3`."""


def numbered(text: str, events: Iterable[Event]) -> tuple[list[str], list[str]]:
    """Return the keys of editions of one digit that a question names, and the names of those not known.

    Only of acronyms of which the ledger has another edition.
    """
    known = {event.key for event in events if EDITION.match(event.key)}
    series = {key.rpartition("-")[0] for key in known}
    named = [(match.group(), match.group().lower()) for match in _ONE_DIGIT.finditer(text.upper())]
    of_series = [(name, key) for name, key in named if key.rpartition("-")[0] in series]
    return [key for _, key in of_series if key in known], [
        name for name, key in of_series if key not in known
    ]


def spelled_out(question: Question, events: Iterable[Event]) -> list[str]:
    """Return the keys of the editions whose whole name is in the question, number and all."""
    text = plain(question.text)
    conferences = (one for one in events if one.kind is EventKind.CONFERENCE and EDITION.match(one.key))
    return [
        event.key
        for event in conferences
        if any(plain(n.text) in text and without_number(n) != plain(n.text) for n in event.names)
    ]


def without_number(name: EventName) -> str:
    """Return a name without the ordinal before it, as `plain` text: the Fourth Forum, 第四届论坛."""
    return _NUMBER_BEFORE.sub("", plain(name.text))
