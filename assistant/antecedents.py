"""What a follow-up points to where the question before asked for it: the meeting that the answer named."""

from __future__ import annotations

from assistant.answer import Status
from assistant.asked import Asked
from assistant.asks import Ask
from assistant.event_keys import base
from assistant.lexicon import plain
from assistant.question import FOLLOW
from assistant.restating import references
from assistant.texts_asked import references_asked
from ingest.events import Event
from ingest.mentions.mention import MentionKind


def points_back(text: str, asked: Asked) -> bool:
    """Return whether `text` points to what the question before (`asked`) asked for: which meeting it is."""
    unknown = len(asked.facts.subject.events) != 1
    return unknown and asked.facts.question.wants(Ask.WHICH_EVENT) and bool(FOLLOW.search(plain(text)))


def names_none(text: str, asked: Asked) -> bool:
    """Return whether `text` points to a numbered text, the number of which was asked for before (`asked`)."""
    return bool(references_asked(asked.facts)) and bool(FOLLOW.search(plain(text))) and not references(text)


def meeting_told(answered: Asked) -> Event | None:
    """Return the one meeting that an answer names besides those of its question; None where it is not one."""
    draft, facts = answered.draft, answered.facts
    if draft is None or draft.status is not Status.ANSWERED:
        return None
    asked = facts.subject.events
    known = (
        {event.key for event in asked} if len(asked) == 1 else set()
    )  # One of several may be what was asked.
    spans = [source for sentence in draft.sentences[:2] for source in sentence.sources]
    named = {
        base(mention.value)
        for span in spans
        for mention in facts.inside(span)
        if mention.kind is MentionKind.EVENT and mention.value
    }
    read = {event.key for span in spans for event, _ in facts.read_in(span)}
    found = [e for e in facts.events if (e.key in read or base(e.key) in named) and e.key not in known]
    meetings = [event for event in found if event.key not in facts.subject.conferences and event.parent]
    return meetings[0] if len(meetings) == 1 else None
