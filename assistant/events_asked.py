"""Which events an answer about dates and places tells of: those named, or those of a conference."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.chronology import in_order
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.question import DURING
from ingest.events import Attribute, Event, EventKind
from ingest.mentions.iso import span_of

_BEFORE = re.compile(
    r"之前|以前|会前|召开前|前后|\bbefore\b|prior to|\bavant\b|\bantes\b|\bперед\b|\bдо\b|قبل"
)
_EVE = re.compile(
    r"前夕|前一[天日]|\bon the eve\b|\bday before\b|\bla veille\b|\bla vispera\b|\ben visperas\b"
    r"|\bнакануне\b|عشيه"
)
_AFTER = re.compile(r"之后|以后|会后|前后|\bafter\b|\bapres\b|\bdespues\b|\bпосле\b|بعد")
_EVE_DAYS = 3
"""Days before the opening that words like `on the eve` reach back."""
_EVENTS_ASKED = re.compile(
    r"会议|活动|\b(?:what|anything) else\b|\bgoing on\b|\bhappen\w*\b"
    r"|\bevents?\b|\bmeetings?\b|\bevenements?\b|\breunions?\b|\bmanifestations?\b|\beventos?\b"
    r"|\breuniones\b|\bactos?\b|\bмероприят|\bсобрани|\bсовещани|فعاليات|احداث|اجتماعات"
)


def events_to_show(facts: Facts) -> list[Event]:
    """Return the events asked for, without a series whose meetings are among them."""
    found = _events_asked(facts)
    left_out = facts.subject.left_out
    found = [event for event in found if event.key not in left_out] or found
    keys = [event.key.partition("@")[0] for event in found]
    series = {key for key in keys if sum(other.startswith(f"{key}-") for other in keys) > 1}
    return [event for event, key in zip(found, keys, strict=True) if key not in series]


def _events_asked(facts: Facts) -> list[Event]:
    """Return the events asked for; those of a conference where `which events` of it are asked."""
    chosen = facts.subject.events
    wants_list = facts.question.wants(Ask.LIST, Ask.WHICH_EVENT) and not facts.question.wants(Ask.COMPARE)
    if (
        wants_list
        and all(event.kind is EventKind.CONFERENCE for event in chosen)
        and _EVENTS_ASKED.search(plain(facts.question.text))
    ):
        children = [
            event
            for event in facts.events
            if event.parent in {conference.key for conference in chosen}
            and event.value(Attribute.DATE)
            and event.kind not in (EventKind.DEADLINE, EventKind.OTHER)
            and _on_the_side_asked(facts, event, chosen)
        ]
        if children:
            return list(in_order(children))
    if facts.question.wants(Ask.COMPARE):
        return list(chosen)
    return list(in_order(chosen)) if len(chosen) > 2 else list(chosen)


def _on_the_side_asked(facts: Facts, event: Event, conferences: tuple[Event, ...]) -> bool:
    """Return whether an event lies before, during or after its conference, where the question says so."""
    text = plain(facts.question.text)
    owner = next((conference for conference in conferences if conference.key == event.parent), None)
    against = owner.value(Attribute.DATE) if owner else None
    if not against or not facts.question.wants(Ask.RELATION):
        return True
    first, last = span_of(str(event.value(Attribute.DATE)))
    opening, closing = span_of(against)
    if _EVE.search(text):
        return 0 < (opening - last).days <= _EVE_DAYS
    lies = {DURING: first <= closing and opening <= last, _BEFORE: last < opening, _AFTER: first > closing}
    asked = [lies[side] for side in lies if side.search(text)]
    return any(asked) if asked else first > closing
