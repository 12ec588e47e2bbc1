"""Meetings that a question asks about and no document tells of, though its words come near to one."""

from __future__ import annotations

import re

from assistant.lexicon import plain
from assistant.meetings import kind_words
from assistant.question import Question
from ingest.events import Event, EventKind

_A_MEETING = re.compile(
    r"\b(?:the|an?) ((?!(?:next|last|main|whole|actual|annual|final|upcoming|coming"
    r"|big)\b)[a-z-]+ (?:meeting|forum|summit"
    r"|workshop|gathering)) (?:for|before|ahead of|prior to|preceding|leading up to) "
)
"""A meeting of some kind that is held for a conference; for `plain` text."""


def unheard_of(question: Question, events: tuple[Event, ...]) -> str | None:
    """Return the words for what a question asks about where `events`, found for it, are not that; else None.

    A meeting of some kind for a conference is not the conference, and a second visit is not the first.
    """
    if not events:
        return None
    named = _A_MEETING.search(plain(question.text))
    if named and all(event.kind is EventKind.CONFERENCE for event in events):
        return named.group(1)
    asked = question.ordinal
    numbers = [re.search(r"-(\d+)(?:@|$)", one.key) for one in events if one.kind is EventKind.SITE_VISIT]
    if not asked or len(numbers) < len(events):
        return None
    if any(number is None or int(number.group(1)) == asked for number in numbers):
        return None
    return kind_words(question)
