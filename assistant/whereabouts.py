"""Events that a question calls by where or when they are held: the Riga meeting, the conference in Chile."""

from __future__ import annotations

import re
from collections.abc import Iterable
from difflib import get_close_matches

from assistant.asks import Ask
from assistant.event_keys import base, unique
from assistant.lexicon import plain
from assistant.question import Question
from ingest.events import Attribute, Event, EventKind
from ingest.mentions.mention import Mention

_ASKS_WHAT = re.compile(
    r"什么|哪(?:个|些|次|场|几|[一两二三四五]\S)|会议|\bmeetings?\b|\breunion\w*\b|\bсобрани|\bсовещани"
    r"|اجتماع|\bwhat\b|\bwhich\b"
    r"|\bquels?\b|\bquelles?\b|\bque\b|\bcual(?:es)?\b|\bкак\w+\b|\bчто\b|ماذا|\bما\b|\bاي\b"
)
_POINTS_BACK = re.compile(
    r"它|其|该会|\b(?:it|its|they|them|elle|il|ella|el|он|она|оно|его|ее|они)\b|(?<!\w)(?:هو|هي)(?!\w)"
)
"""Words that stand for what was asked about before: a place beside them is a value, not a name."""
_MEETING = re.compile(
    r"筹备会|\bpreparatory (?:meeting|event)s?\b|\breuni\w+ prepar\w+|\bподготовительн\w+|تحضيري"
)
_CONFERENCE_AFTER = re.compile(r"\s?(?:的)?大会|\s?conference\b")
_CONFERENCE_BEFORE = re.compile(
    r"\b(?:conference|conferencia|конференци\w+|المؤتمر|مؤتمر) (?:(?:in|at|de|a|en|в|في) )?$|دوره $"
)
"""Words for a conference right beside a place; for `plain` text."""
LONG, ALIKE = 7, 0.88
"""Letters of a city's name that may be misspelt, and how alike (0–1) the spelling must be."""
_HELD = frozenset(
    set(EventKind) - {EventKind.DEADLINE, EventKind.SESSION, EventKind.CEREMONY, EventKind.OTHER}
)


def held_at(question: Question, events: tuple[Event, ...], *, follows: bool) -> tuple[Event, ...]:
    """Return the events that a question calls by their place, in the order of the places it names.

    A city that holds a conference stands for the conference, else for its one meeting; a place with
    several meetings names none of them.
    """
    places = places_of(question, events)
    if not places or question.wants(Ask.WHICH_EVENT):
        return ()
    if follows and _POINTS_BACK.search(plain(question.text)):
        return ()
    found: list[Event] = []
    for place in places:
        here = [event for event in events if event.kind in _HELD and is_at(event, place)]
        conferences = [event for event in here if event.kind is EventKind.CONFERENCE]
        meetings = {base(event.key) for event in here}
        found += conferences or (here if len(meetings) == 1 else [])
    return _then(question, unique(found), events)


def _then(question: Question, found: tuple[Event, ...], events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return what else is held at the places of `found` on the day that a question names, else `found`."""
    days = [mention.value for mention in question.dates if len(mention.value) == len("2025-11-16")]
    if len(days) != 1 or any(_on(event, days[0]) for event in found):
        return found
    cities = {event.value(Attribute.CITY) for event in found} - {None}
    then = [event for event in events if event.kind in _HELD and _on(event, days[0])]
    return tuple(event for event in then if event.value(Attribute.CITY) in cities) or found


def parts_at(
    question: Question, conferences: tuple[str, ...], events: tuple[Event, ...]
) -> tuple[Event, ...]:
    """Return what is held where, or on the one day when, a question says, and the conference it names is not.

    `the preparatory meeting for WTDC-25 in Kenya`, `which two things for WTDC-25 are on 12 May?`.
    """
    own = [event for event in events if event.key in conferences]
    if not question.places and own and len(question.dates) == 1 and question.wants(Ask.LIST, Ask.WHICH_EVENT):
        day = question.dates[0].value
        if len(day) != len("2025-11-16") or any(_on(event, day) for event in own):
            return ()
        return tuple(e for e in at_place_or_date(question, events) if e.kind in _HELD)
    if not question.places or not _MEETING.search(plain(question.text)):
        return ()
    if any(is_held_in(event, question.places) for event in own):
        return ()
    parts = (event for event in events if event.parent in conferences and event.kind in _HELD)
    return tuple(event for event in parts if is_held_in(event, question.places))


def places_of(question: Question, events: tuple[Event, ...]) -> tuple[str, ...]:
    """Return the places of a question: those that are known as such, else cities of the ledger by name."""
    if question.places:
        return tuple(place.value for place in question.places)
    words = set(re.findall(r"[^\W\d_]{4,}", plain(question.text)))
    cities = dict.fromkeys(city for event in events if (city := event.value(Attribute.CITY)) and "/" in city)
    return tuple(city for city in cities if _is_spelled(city.partition("/")[2], words))


def _is_spelled(name: str, words: set[str]) -> bool:
    """Return whether the name of a city is among some words, for a long one also with a slip of spelling."""
    near = [word for word in words if len(word) >= LONG] if len(name) >= LONG else []
    return name in words or bool(get_close_matches(name, near, n=1, cutoff=ALIKE))


def calls_conference(question: Question) -> bool:
    """Return whether a question calls a conference by its place: the Riga conference, 里加大会."""
    for place in question.places:
        after, before = plain(question.text[place.end :]), plain(question.text[: place.start])
        if _CONFERENCE_AFTER.match(after) or _CONFERENCE_BEFORE.search(before):
            return True
    return False


def is_at(event: Event, place: str) -> bool:
    """Return whether an event is held at a place, given as in `Mention.value`."""
    from ingest.mentions.places import same_place

    own = [value for value in map(event.value, (Attribute.CITY, Attribute.COUNTRY)) if value]
    return any(same_place(place, value) for value in own)


def is_held_in(event: Event, places: Iterable[Mention]) -> bool:
    """Return whether an event is held at one of some places."""
    return any(is_at(event, place.value) for place in places)


def names_other_places(question: Question, events: Iterable[Event], *, known: bool = True) -> bool:
    """Return whether a question names places, and none of some events is held there.

    Only where one of them has a place; not so with `known` off, when one without a place is elsewhere too.
    """
    places = [one for one in question.places if "/" in one.value or len(one.value) == len("SE")]
    every = list(events)
    placed = any(one.value(Attribute.CITY) or one.value(Attribute.COUNTRY) for one in every)
    return bool(places) and (placed or not known) and not any(is_held_in(each, places) for each in every)


def at_place_or_date(question: Question, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the events that are where and when the question says, for questions that ask what is."""
    found = list(events)
    exact = [
        mention.value
        for mention in question.dates
        if all(len(part) >= len("2025-11") and part[0] != "-" for part in mention.value.split("/"))
    ]
    if not (question.places or exact) or not _ASKS_WHAT.search(plain(question.text)):
        return ()
    if question.places:
        found = [event for event in found if is_held_in(event, question.places)]
    for value in exact:
        found = [event for event in found if _on(event, value)]
    return tuple(found)


def _on(event: Event, value: str) -> bool:
    from ingest.mentions.iso import overlaps

    own = event.value(Attribute.DATE)
    return bool(own) and not str(own).startswith("--") and overlaps(str(own), value)
