"""What is on in a period that a question gives relative to its day: next month, this week."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.chronology import in_order
from assistant.draft import Draft, Sentence
from assistant.event_keys import OCCURRENCE, OPENING
from assistant.facts import Facts
from assistant.leftover import leftover, residual
from assistant.lexicon import plain
from assistant.neighbours import NEXT_ONE
from assistant.refusals import decline
from assistant.time_and_place import lines
from ingest.events import Attribute, Event, EventKind
from ingest.mentions.iso import span_of

_ON = re.compile(
    r"会|活动|\bevents?\b|\bmeetings?\b|\bwhat(?:'s| is) on\b|\bhappen|\bscheduled?\b|\btak\w+ place\b"
    r"|\bconferences?\b"
    r"|\bevenements?\b|\breunions?\b|\bmanifestations?\b|\beventos?\b|\breuniones\b|\bмероприят|\bсобрани"
    r"|\bсовещани"
    r"|فعاليات|احداث|اجتماع|يعقد|ينعقد"
)
_ANY = re.compile(
    r"(?<!大)会议?|活动|\bevents?\b|\bmeetings?\b|\bhappen\w*|\bcom(?:es|ing) (?:up )?next\b"
    r"|\bwhat(?:['’]s| is) next\b"
    r"|\bevenements?\b|\breunions?\b|\beventos?\b|\breunion(?:es)?\b|\bмероприят\w*|\bсобрани\w*"
    r"|\bсовещани\w*"
    r"|فعاليه|حدث|اجتماع"
)
"""Words for whatever takes place, besides conferences; for `plain` text."""
_SMALL = frozenset({EventKind.SESSION, EventKind.CEREMONY})
_LISTED = (Ask.LIST, Ask.WHICH_EVENT, Ask.COUNT, Ask.WHEN, Ask.WHERE)
_SHORT = 7
"""Days of a period in which single sessions are told too."""
_OWN = frozenset({"preparation", "consultation", "youth", "regional_initiatives", "opening", "closing"})


def upcoming(facts: Facts) -> Draft | None:
    """List the events that touch the period, of those asked about where the question names any."""
    question, window = facts.question, facts.window
    if window is None and _asks_next(facts):
        return _next(facts)
    if window is None or question.wants(Ask.DEADLINE, Ask.AGENDA, Ask.WHY) or residual(facts) - _OWN:
        return None
    named = _named(facts)
    if not named and facts.subject.unknown:
        return None  # Meetings of a kind that the ledger has none of.
    if len(named) == 1 or not (named or _ON.search(plain(question.text))):
        return None
    if not named and question.asks and not question.wants(*_LISTED):
        return None
    short = (window.last - window.first).days < _SHORT
    kept = [e for e in named or _every(facts, short=short) if _touches(facts, e) and _is_there(facts, e)]
    period = facts.day(window.value)
    if not kept:
        after = [e for e in named or _every(facts, short=False) if _first(e) > window.last.toordinal()]
        nearest = tuple(lines(facts, in_order(after)[:1]))
        return decline(facts, name=facts.say("events_in_period", period=period), nearest=nearest)
    said = [Sentence(facts.say("in_period", period=period), claims=False)]
    return Draft((*said, *lines(facts, in_order(kept))))


def _asks_next(facts: Facts) -> bool:
    """Return whether a question asks for what is next of all that is on, whichever event that is."""
    question, own = facts.question, plain(facts.question.text)
    asks = question.asks - {Ask.WHEN, Ask.WHERE, Ask.WHICH_EVENT, Ask.LIST}
    free = not _named(facts) and not asks and not residual(facts) and not leftover(facts)
    return free and bool(NEXT_ONE.search(own)) and bool(_ANY.search(own)) and not question.earlier


def _next(facts: Facts) -> Draft | None:
    """Return the first of the events to come, all that begin on its day."""
    ahead = [event for event in _every(facts, short=False) if _first(event) >= facts.as_of.toordinal()]
    first = [event for event in ahead if _first(event) == min(map(_first, ahead))]
    return Draft(tuple(lines(facts, in_order(first)))) if first else None


def _named(facts: Facts) -> tuple[Event, ...]:
    """Return the events that the question names, none where it only speaks of conferences or meetings."""
    subject = facts.subject
    return () if subject.guessed or subject.by_value or subject.by_place else subject.events


def _every(facts: Facts, *, short: bool) -> list[Event]:
    return [
        event
        for event in facts.events
        if event.kind is not EventKind.DEADLINE
        and not event.key.startswith((OCCURRENCE, OPENING))
        and (short or event.kind not in _SMALL)
    ]


def _first(event: Event) -> int:
    value = event.value(Attribute.DATE)
    return span_of(value)[0].toordinal() if value and not value.startswith("--") else 0


def _is_there(facts: Facts, event: Event) -> bool:
    """Return whether an event is at the place by which the question calls what it asks about, if by any."""
    places = {place.value for place in facts.question.places} if facts.subject.by_place else set()
    return not places or bool(places & {event.value(Attribute.CITY), event.value(Attribute.COUNTRY)})


def _touches(facts: Facts, event: Event) -> bool:
    value = event.value(Attribute.DATE)
    window = facts.window
    return bool(value and window and not value.startswith("--") and window.holds(*span_of(value)))
