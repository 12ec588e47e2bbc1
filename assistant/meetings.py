"""Meetings that a question names: by name, by kind and region, by place or date, by number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.chronology import in_order, year_of
from assistant.event_keys import EDITION, OPENING, base, conference_of, unique
from assistant.event_names import is_distinctive
from assistant.lexicon import Term, lexicon, plain
from assistant.question import Question
from assistant.whereabouts import is_at, places_of
from ingest.events import Event, EventKind

_KINDS = {
    "youth_event": EventKind.YOUTH_EVENT,
    "round_table": EventKind.ROUND_TABLE,
    "site_visit": EventKind.SITE_VISIT,
}
_SERIES_KINDS = {
    "rpm": (EventKind.REGIONAL_MEETING,),
    "irm": (EventKind.INTERREGIONAL_MEETING, EventKind.CONSULTATION),
}


_NO_NOUN = frozenset(
    {
        *(EventKind.DEADLINE, EventKind.SESSION, EventKind.CEREMONY, EventKind.OTHER),
        *(EventKind.REGIONAL_MEETING, EventKind.INTERREGIONAL_MEETING, EventKind.MEETING),
    }
)
"""Kinds of events that a noun alone names too many of."""
_MEETING = re.compile(
    r"会(?!址|场|费|议中心|议厅)|协商|磋商|筹备|\bmeetings?\b|\bmeets?\b|\bmet\b|\bmtgs?\b|\bconsultations?\b|\breuni\w+"
    r"|\bconsulta\b"
    r"|\bсобрани|\bсовещани|\bконсультаци|اجتماع|مشاور"
)
"""A word for a meeting: with the name of a region it means the meeting of that region."""


def by_name(question: Question, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the events one of whose names stands in the question, longest names first."""
    text = plain(question.text)
    found: list[tuple[int, int, Event]] = []
    for event in events:
        if event.kind is EventKind.CONFERENCE and EDITION.match(event.key):
            continue
        if event.kind is EventKind.DEADLINE or event.key.startswith(OPENING):
            continue
        for name in event.names:
            spelled = plain(name.text)
            at = text.find(spelled)
            if at >= 0 and is_distinctive(spelled) and _whole(text, at, at + len(spelled)):
                found.append((at, at + len(spelled), event))
    kept = [
        one
        for one in found
        if not any(
            other[0] <= one[0] and one[1] <= other[1] and other[1] - other[0] > one[1] - one[0]
            for other in found
        )
    ]
    return unique(event for _, _, event in sorted(kept, key=lambda one: one[0]))


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    edge = re.compile(r"[a-z0-9\u0400-\u04ff]")
    return not (edge.match(text[start]) and edge.match(before)) and not (
        edge.match(text[end - 1]) and edge.match(after)
    )


_ASIAN = re.compile(r"\b(?:Asian?|Asie|asiatique|asiátic[oa])\b|亚洲|\b[Аа]зиатск\w+|(?:ال)?آسيوي")
"""Short words for Asia and the Pacific, which alone may mean less in a document."""


def of_kinds(
    question: Question, events: tuple[Event, ...], conferences: tuple[str, ...]
) -> tuple[Event, ...] | None:
    """Return the meetings that kind words name, None where there are no such words."""
    from ingest.mentions.vocabulary import regions

    names = lexicon("names")
    terms = sorted(names.find(question.text), key=lambda term: term.start)
    kinds = list(
        dict.fromkeys(term.name for term in terms if term.name in (*_KINDS, *_SERIES_KINDS, "coordination"))
    )
    codes = [code for code, pattern in regions() if pattern.search(question.text)]
    codes += ["asp"] if not codes and _ASIAN.search(question.text) else []
    if codes and not kinds and _MEETING.search(plain(question.text)):
        kinds = ["rpm"]
    found: list[Event] = []
    asked = False
    if any(
        one.name == "irm" and _overlap(one, other) for one in terms for other in terms if other.name == "rpm"
    ):
        kinds = [kind for kind in kinds if kind != "rpm"]
    for kind in kinds:
        if kind in _KINDS:
            matching = _of_noun(question, [event for event in events if event.kind is _KINDS[kind]])
            if kind == "site_visit" and not matching:
                continue
        elif kind == "coordination":
            matching = [event for event in events if "coordination" in event.key]
            if not matching:
                continue
        elif "coordination" in kinds and kind == "rpm":
            continue
        else:
            matching = _of_series(kind, question, events, codes)
        asked = True
        within = [event for event in matching if conference_of(event) in conferences]
        found += within if conferences else matching
    if not asked:
        return None
    return unique(found)


def of_bodies(series: Iterable[str], events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the meetings of some bodies, by their names in keys, which are no conferences."""
    return tuple(
        event
        for event in events
        if event.kind is EventKind.MEETING
        and any(re.match(rf"{re.escape(key)}[-:]", base(event.key)) for key in series)
    )


def _overlap(one: Term, other: Term) -> bool:
    return one.start < other.end and other.start < one.end + 1


def _of_noun(question: Question, events: list[Event]) -> list[Event]:
    """Keep the events whose names have the noun that the question has (a summit, a celebration), if any
    has."""
    nouns = _nouns(question.text, question.language)
    same = [
        event for event in events if any(nouns & _nouns(name.text, name.language) for name in event.names)
    ]
    return same or events


def by_noun(question: Question, events: tuple[Event, ...], conferences: tuple[str, ...]) -> tuple[Event, ...]:
    """Return the one event that a bare noun can mean (`the forum`), in each edition; else none."""
    nouns = _nouns(question.text, question.language)
    found = [
        event
        for event in events
        if not (EDITION.match(event.key) if event.kind is EventKind.CONFERENCE else event.kind in _NO_NOUN)
        and (not conferences or conference_of(event) in conferences)
        and any(nouns & _nouns(name.text, name.language) for name in event.names)
    ]
    return tuple(found) if len({base(event.key) for event in found}) == 1 else ()


def _nouns(text: str, language: str) -> frozenset[str]:
    from ingest.mentions.vocabulary import LANGUAGES, heads

    tongue = language if language in LANGUAGES else "en"
    pattern, table = heads(tongue)
    found = {table[name].concept for match in pattern.finditer(text) for name in table if match.group(name)}
    return frozenset(found - {"meeting", "session", "conference"})


def _of_series(kind: str, question: Question, events: tuple[Event, ...], codes: list[str]) -> list[Event]:
    members = [event for event in events if re.match(rf"{kind}-\w+$", base(event.key))]
    if not members:
        members = [event for event in events if event.kind in _SERIES_KINDS[kind]]
    exact = [event for event in members if _named_exactly(base(event.key), plain(question.text))]
    if exact:
        return exact
    if kind == "rpm":
        if codes:
            return [event for event in members if base(event.key).rpartition("-")[2] in codes]
        places = places_of(question, events)
        here = [event for event in members if any(is_at(event, place) for place in places)]
        return here or members
    if question.ordinal:
        return [event for event in members if base(event.key).endswith(f"-{question.ordinal}")] or members
    return members


def _named_exactly(key: str, text: str) -> bool:
    return bool(re.search(rf"(?<![a-z\d]){re.escape(key)}(?![a-z\d])", text))


def sibling(current: tuple[Event, ...], ordinal: int, events: tuple[Event, ...]) -> Event | None:
    """Return the `ordinal`-th meeting of the series that the last answer was about."""
    for event in current:
        match = re.match(r"(.+)-\d+$", base(event.key))
        if match and event.kind is not EventKind.CONFERENCE:
            wanted = f"{match.group(1)}-{ordinal}"
            return next(
                (other for other in events if base(other.key) == wanted and other.parent == event.parent),
                None,
            )
    if len(current) >= ordinal > 0 and len(current) > 1:
        return in_order(current)[ordinal - 1]
    return None


def kind_words(question: Question) -> str:
    """Return the words of a question that name a kind of meeting, else all of it."""
    terms = [term for term in lexicon("names").find(question.text) if term.name in (*_KINDS, *_SERIES_KINDS)]
    text = plain(question.text)
    return (
        text[min(term.start for term in terms) : max(term.end for term in terms)] if terms else question.text
    )


def other_region(
    question: Question, events: tuple[Event, ...], before: tuple[Event, ...]
) -> tuple[Event, ...] | None:
    """Return the meeting of another region, where the last one was of a region and only that is named now."""
    from ingest.mentions.vocabulary import region_of

    code = region_of(question.text) or region_of(question.text.title())
    if not code or not any(event.kind is EventKind.REGIONAL_MEETING for event in before):
        return None
    parents = {event.parent for event in before}
    series = {base(event.key).partition("-")[0] for event in before}
    keys = {f"{one}-{code}" for one in series}
    return tuple(e for e in events if base(e.key) in keys and e.parent in parents) or None


_AND_OF = (
    r"(?:还有|以及|和|与|及|\band\b|\balso\b|\bet\b|\by\b|\bи\b|(?<!\w)و)\s*(?:(?:when|where) (?:is|was) )?"
    r"(?:the |that of |la |le |el |celle d[eu] |la de |del? )*(?:{names})(?![a-z])"
)
"""A body named after something else, by the names in keys; for `plain` text."""


def named_besides(
    question: Question, series: tuple[str, ...], events: tuple[Event, ...], chosen: tuple[Event, ...]
) -> tuple[Event, ...]:
    """Return the meeting of a body that is asked about after another one: `and that of TDAG`."""
    names = "|".join(re.escape(key) for key in series)
    if len(chosen) != 1 or not names or not re.search(_AND_OF.format(names=names), plain(question.text)):
        return ()
    years = {year_of(chosen[0])}
    return tuple(one for one in of_bodies(series, events) if year_of(one) in years)


def is_in_name(question: Question, events: Iterable[Event]) -> bool:
    """Return whether the kinds of meetings that a question speaks of are part of the name of an event."""
    spoken = lexicon("names").names(question.text)
    return any(spoken & lexicon("names").names(name.text) for event in events for name in event.names)


def together(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Keep the events of the one conference that has an event of every kind asked for, if there is one."""
    kinds = {event.kind for event in events}
    if len(kinds) < 2:
        return events
    for conference in dict.fromkeys(map(conference_of, events)):
        mine = tuple(event for event in events if conference_of(event) == conference)
        if {event.kind for event in mine} == kinds:
            return mine
    return events
