"""Which events a question is about, with what the conversation was about carried over."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from assistant.asks import Ask
from assistant.chronology import in_order, nearest_of, year_of
from assistant.editions import named_editions, named_years, names_conference, of_edition
from assistant.event_keys import EDITION, OCCURRENCE, SERIES_KEY, conference_of, is_sibling, unique, with_keys
from assistant.lexicon import plain
from assistant.meetings import (
    by_name,
    by_noun,
    is_in_name,
    kind_words,
    named_besides,
    of_bodies,
    of_kinds,
    other_region,
    sibling,
    together,
)
from assistant.neighbours import names_beyond, names_neighbour, neighbour
from assistant.numbered_editions import other_number
from assistant.question import FOLLOW, ITS_TIME, Question
from assistant.unheard import unheard_of
from assistant.whereabouts import at_place_or_date, calls_conference, held_at, is_at, parts_at, places_of
from ingest.events import Attribute, Event, EventKind

_THE_CONFERENCE = re.compile(
    r"大会|会议|\bconference\b|\bconference\b|\bconferencia\b|\bконференц|المؤتمر|\bmeeting\b|\breunion\b"
    r"|\bсобрани"
)
_IT = re.compile(
    r"它|其(?!他|它|中|余)|那里|那儿|该会|该次|那次|此次|\b(?:it|its|there|that (?:one|meeting|event))\b"
    r"|\b(?:elle|il|celle-ci|celui-ci|la-bas)\b|-t-(?:elle|il)\b|\b(?:ella|esa|ese|alli|ahi)\b"
    r"|\b(?:он|она|оно|его|ее|там|не[йи]|нем)\b|(?<!\w)(?:هو|هي|هناك|فيه|فيها)(?!\w)"
)
"""Words that point to one thing spoken of before; for `plain` text."""
_OF_ONE = frozenset({"fee"})
"""Concepts that are asked of a conference though it is not named: what does it cost to attend?"""
_OF_MEETINGS = frozenset({"fee", "accommodation"})
"""Concepts that are asked of the meeting spoken of last, which may have its own."""
_ENDS = frozenset({Ask.FIRST, Ask.LAST})
_PARTS = frozenset({EventKind.SESSION, EventKind.CEREMONY})
"""Kinds of which every conference has its own, under the same name."""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about.

    `events` are the events asked for, in the order of the question; `conferences` the keys of the
    editions that they belong to; `unknown` names of editions or meetings that no document gives
    facts of, as written; `guessed` is true where the edition was not named; `inherited` where the
    events come from an earlier question; `by_value` where the question gave only a place or a date;
    `by_place` where it calls them by their place (`the Riga meeting`);
    `explicit` where the edition was named, now or in the conversation; `left_out` the keys of events that
    it says it is not about; `before` the events that the question before was about.
    """

    events: tuple[Event, ...] = ()
    conferences: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    guessed: bool = False
    inherited: bool = False
    by_value: bool = False
    by_place: bool = False
    explicit: bool = False
    left_out: frozenset[str] = frozenset()
    before: tuple[Event, ...] = ()

    @property
    def named(self) -> bool:
        """Whether the question itself names what it is about."""
        return bool(self.events or self.unknown) and not self.guessed


_THE_ONE = re.compile(
    r"\bthe (?:one|ones|same) (?:for|of|at|in|before|during|around)\b|的呢"
    r"|\b(?:celui|celle|ceux|celles) d[eu']"
    r"|^\W*(?:and|et|y|а|и) (?:for|of|pour|para|для|у) (?:the |la |el )?[\w-]{3,12}\W*$"
    r"|(?:^|\W)y? ?(?:la|el|las|los) (?:de|del)\b|\bа (?:на|для|у|при)\b"
)
"""Words that ask for what was spoken of, of the conference that is named; for `plain` text."""


def find_subject(question: Question, events: tuple[Event, ...], as_of: date) -> Subject:
    """Return what `question` is about, with what its earlier questions were about carried over."""
    events = tuple(event for event in events if not event.key.startswith(OCCURRENCE))
    before: Subject | None = None
    last: Subject | None = None
    for earlier in question.earlier:
        last, before = before, _find(replace(earlier, earlier=()), events, before, as_of)
    if before and _IT.search(plain(question.text)) and not (question.asks & _ENDS or question.ordinals):
        before = _told(question.earlier[-1], before)
    found = _with_both(question, _find(question, events, before, as_of), before, last)
    told = found.events[:1] if found.guessed else found.events
    if missing := other_number(question, told) or (None if found.guessed else unheard_of(question, told)):
        found = replace(found, events=(), unknown=(missing,), guessed=False)
    return replace(found, before=before.events) if before else found


def _told(asked: Question, subject: Subject) -> Subject:
    """Return the one event that the answer named, where a question asked for the first or last of several."""
    ends = asked.asks & _ENDS
    if len(ends) != 1 or len(subject.events) < 2:
        return subject
    dated = [event for event in in_order(subject.events) if event.value(Attribute.DATE)]
    if not dated:
        return subject
    return replace(subject, events=(dated[0] if ends == {Ask.FIRST} else dated[-1],))


def _with_both(question: Question, found: Subject, before: Subject | None, last: Subject | None) -> Subject:
    """Add the event of before, where two are set against each other and the question names fewer."""
    if before is None or len(found.events) != 1:
        return found
    if found.events == before.events:
        against = last if question.wants(Ask.EARLIER, Ask.LONGER) else None
    else:
        against = before if question.wants(Ask.RELATION) and ITS_TIME.search(plain(question.text)) else None
    if against is None or len(against.events) != 1 or against.events == found.events:
        return found
    return replace(found, events=(against.events[0], found.events[0]))


def _find(question: Question, events: tuple[Event, ...], before: Subject | None, as_of: date) -> Subject:
    conferences, unknown, series = named_editions(question, events)
    step, words = names_neighbour(question.text, follows=before is not None)
    if before and len(before.events) > 1 and question.wants(Ask.LAST) and not before.guessed:
        step = 0  # The last of several meetings, not the edition before.
    if question.item or (question.wants(Ask.LAST) and question.earlier and question.earlier[-1].item):
        step = 0  # The next or last item of the agenda.
    if before and before.events and all(one.kind is not EventKind.CONFERENCE for one in before.events):
        step = 0  # The next meeting, not the next edition.
    if step and not conferences and not unknown:
        current = before.conferences if before else ()
        beside = neighbour(step, current, events, as_of)
        if beside is None:
            return Subject(unknown=(f"{words} ({current[0].upper()})" if current else words,))
        conferences = (beside,)
    held = held_at(question, events, follows=before is not None) if not conferences and not unknown else ()
    hosts = tuple(event.key for event in held if event.kind is EventKind.CONFERENCE)
    beyond = names_beyond(question.text) if conferences or hosts else ""
    if beyond:
        current = conferences or hosts
        beside = neighbour(1, current, events, as_of)
        if beside is None:
            return Subject(unknown=(f"{beyond} ({current[0].upper()})",))
        conferences = (beside,)
    context = conferences or hosts or (before.conferences if before else ())
    named = by_name(question, events)
    if not context:
        named = tuple(event for event in named if event.kind not in _PARTS)
    if conferences:
        # Editions share a name; the one that is named by its number is asked about.
        named = tuple(
            event
            for event in named
            if event.parent in conferences
            or (event.parent is None and not is_sibling(event.key, conferences))
        )
    parts = of_kinds(question, events, context)
    if parts == () and is_in_name(question, with_keys(events, conferences)):
        parts = None  # A youth summit that is an edition of its own.
    if parts == () and context and not conferences:
        # The conference that the place or the conversation is about has no such meeting; another may.
        parts = of_kinds(question, events, ())
        context = ()
    if parts and unknown and not conferences:
        parts = ()  # the meetings of other conferences are not those of one that no document tells of
    if parts is not None:
        owners_of_parts = {*(event.parent for event in parts), *conferences}
        named = tuple(
            event
            for event in named
            if event in parts or not (SERIES_KEY.match(event.key) or event.key in owners_of_parts)
        )
    if parts is not None and not parts and not named and not unknown:
        return Subject(conferences=context, unknown=(kind_words(question),), explicit=bool(conferences))
    if before and parts is None and not conferences and not named and not unknown:
        parts = other_region(question, events, before.events)
    chosen = unique([*(parts or ()), *named])
    chosen = unique([*chosen, *named_besides(question, series, events, chosen)])
    if not chosen and parts is None and not unknown and not before:
        chosen = by_noun(question, events, context)
    if held and not chosen and before and FOLLOW.search(plain(question.text)):
        held = _same_kind(question, events, before) or held
    by_place = not chosen and bool(held)
    chosen = chosen or held or parts_at(question, conferences, events)
    if before and before.events and question.ordinals and not (parts or conferences or question.item):
        siblings = [sibling(before.events, each, events) for each in question.ordinals]
        numbered = tuple(event for event in siblings if event)
        if numbered:
            return Subject(numbered, before.conferences, inherited=True)
    if chosen:
        chosen = of_edition(question, chosen, as_of)
        if len({conference_of(event) for event in chosen}) > 1 and not conferences:
            chosen = together(chosen)
        owners = context or tuple(dict.fromkeys(filter(None, map(conference_of, chosen))))
        inherited = not conferences and not by_place and before is not None
        return Subject(
            chosen, owners, unknown, inherited=inherited, explicit=bool(context), by_place=by_place
        )
    if conferences and before and _THE_ONE.search(plain(question.text)):
        kinds = {event.kind for event in before.events} - {EventKind.CONFERENCE}
        same = tuple(event for event in events if event.kind in kinds and event.parent in conferences)
        if same:
            return Subject(same, conferences, inherited=True, explicit=True)
    if conferences or unknown:
        return Subject(with_keys(events, conferences), conferences, unknown, explicit=bool(conferences))
    at_place = at_place_or_date(question, events)
    bodies = of_bodies(series, events)
    years = named_years(question)
    if before and years and FOLLOW.search(plain(question.text)):
        then = tuple(
            e for e in events if e.kind in {one.kind for one in before.events} and year_of(e) in years
        )
        if then:
            return Subject(then, tuple(filter(None, map(conference_of, then))), inherited=True)
    if before and (before.events or before.unknown) and not at_place and not bodies:
        conference = with_keys(events, before.conferences)
        if conference and question.stands_alone and not question.topics & _OF_MEETINGS:
            # A thing of its own is asked of the conference, not of the meeting spoken of last.
            return replace(before, events=conference, inherited=True)
        return replace(before, inherited=True)
    stated = [event for event in at_place if event.kind is EventKind.CONFERENCE]
    if stated and question.wants(Ask.PREMISE_CHECK) and _THE_CONFERENCE.search(plain(question.text)):
        sure = bool(years) and all(year_of(event) in years for event in stated)
        return Subject(tuple(stated), tuple(event.key for event in stated), guessed=not sure)
    if stated and calls_conference(question):
        at_place = tuple(stated)  # The Riga conference, not all that is held there.
    if at_place and not series:
        return Subject(at_place, by_value=True)
    return _guess(question, events, series, as_of)


def _same_kind(question: Question, events: tuple[Event, ...], before: Subject) -> tuple[Event, ...]:
    """Return the events of the kind spoken of before that are held where a question says: the one in Riga."""
    kinds = {event.kind for event in before.events} - {EventKind.CONFERENCE}
    places = places_of(question, events)
    return tuple(e for e in events if e.kind in kinds and any(is_at(e, place) for place in places))


def _guess(question: Question, events: tuple[Event, ...], series: tuple[str, ...], as_of: date) -> Subject:
    conferences = [
        event
        for event in events
        if event.kind is EventKind.CONFERENCE and event.attributes and EDITION.match(event.key)
    ]
    if series:
        own = [event for event in conferences if any(event.key.startswith(f"{key}-") for key in series)]
        if own:
            ranked = nearest_of(own, as_of)
            return Subject(ranked, tuple(event.key for event in ranked), guessed=True)
        bodies = of_bodies(series, events)
        if bodies:
            return Subject(in_order(bodies))
        if names_conference(series):
            return Subject()  # One of which no document gives an edition is not the one that they tell of.
    years = named_years(question)
    if years and conferences and _THE_CONFERENCE.search(plain(question.text)):
        own = [event for event in conferences if year_of(event) in years] or [
            event for event in conferences if event.key[-2:] in {f"{year % 100:02d}" for year in years}
        ]
        if not own:
            return Subject(unknown=tuple(map(str, years)))
        return Subject(tuple(own), tuple(event.key for event in own), explicit=True)
    online = question.asks - {Ask.PREMISE_CHECK} == {Ask.FORMAT} and question.topics <= {"participation"}
    theme = question.asks - {Ask.PREMISE_CHECK, Ask.WHO} == {Ask.THEME} and not question.topics
    of_one = online or theme or bool(question.topics & _OF_ONE)
    if (of_one or _THE_CONFERENCE.search(plain(question.text))) and conferences:
        ranked = nearest_of(conferences, as_of)
        return Subject(ranked, tuple(event.key for event in ranked), guessed=True)
    return Subject()
