"""Days that a question counts from the beginning of a meeting: its second day, its last afternoon."""

from __future__ import annotations

import re
from datetime import timedelta

from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.ordinals import LATIN, value_of
from ingest.events import Attribute
from ingest.mentions.iso import span_of

_NTH = (
    re.compile(r"第([一二三四五六七八九十]{1,2}|\d{1,2})天"),
    re.compile(
        rf"\b((?:{LATIN})\w*|\d{{1,2}}(?:st|nd|rd|th)) day\b|\bday (\d{{1,2}}|one|two|three|four|five)\b"
    ),
    re.compile(rf"\b((?:{LATIN})\w*) (?:jour(?:nee)?|dia)\b"),
    re.compile(rf"\b((?:{LATIN})\w*) д(?:ень|ня)\b"),
    re.compile(rf"اليوم (ال(?:{LATIN})\w*)"),
)
_LAST = re.compile(
    r"最后一?天|\b(?:last|final|closing) day\b|\bdernier jour\b|\bultimo dia\b|\bпоследн\w+ д(?:ень|ня)\b"
    r"|اخر يوم|اليوم الاخير"
)


def numbered_day(facts: Facts) -> str | None:
    """Return the ISO day that a question counts from the first day of the one meeting it is about.

    None where it counts none, or the meeting has not so many days.
    """
    events = facts.subject.events[: 1 if facts.subject.guessed else None]
    when = events[0].value(Attribute.DATE) if len(events) == 1 else None
    if not when or when.startswith("--"):
        return None
    first, last = span_of(when)
    own = plain(facts.question.text)
    if _LAST.search(own):
        return last.isoformat()
    for pattern in _NTH:
        if match := pattern.search(own):
            nth = value_of(re.sub(r"(?<=\d)(?:st|nd|rd|th)$", "", next(filter(None, match.groups()))))
            day = first + timedelta(days=nth - 1) if nth else last + timedelta(days=1)
            return day.isoformat() if day <= last else None
    return None
