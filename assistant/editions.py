"""The edition before or after another: the previous conference, the next one."""

from __future__ import annotations

import re
from datetime import date

from assistant.lexicon import plain
from ingest.events import Attribute, Event, EventKind
from ingest.mentions.iso import span_of

_PREVIOUS = re.compile(
    r"上一?届|前一?届|上一?次大会|\b(?:previous|last|preceding|former) (?:edition|conference|assembly|one)\b"
    r"|\bthe (?:edition |conference |one )?before (?:it|that)\b|\bthe one before\b"
    r"|\b(?:edition|conference|assemblee) precedente\b|\bprecedente (?:edition|conference|assemblee)\b"
    r"|\b(?:edicion|conferencia|asamblea) anterior\b|\banterior (?:edicion|conferencia|asamblea)\b"
    r"|\b(?:предыдущ|прошл)\w+ (?:конференц|ассамбле|созыв)\w*|(?:الدوره|المؤتمر|الجمعيه) السابقه?"
)
_PREVIOUS_ALONE = re.compile(
    r"\bprevious\b|\bprecedente?\b|\banterior\b|\bпредыдущ\w+|\bпрошл\w+|(?<!\w)(?:و|ف)?السابقه?(?!\w)|上一?次|前一?次"
)
_FOLLOWING = re.compile(
    r"下一?届|下一?次|\b(?:next|following) (?:edition|conference|assembly|one)\b|\bthe one after\b"
    r"|\b(?:prochaine|suivante)\b|\b(?:siguiente|proxima)\b|\bследующ\w+|(?<!\w)(?:و|ف)?(?:ال)?(?:تاليه?|مقبله?|قادمه?)(?!\w)"
)

WORDS = (_PREVIOUS, _PREVIOUS_ALONE, _FOLLOWING)
"""What names the edition beside another, for `plain` text."""


def names_neighbour(text: str, *, follows: bool) -> tuple[int, str]:
    """Return -1 where a question asks about the edition before, 1 about the one after, else 0; and its words.

    Words that could mean anything (`the previous one`, `the next conference`) count only where the
    question `follows` one about an edition.
    """
    own = plain(text)
    before = _PREVIOUS.search(own) or (_PREVIOUS_ALONE.search(own) if follows else None)
    if before:
        return -1, before.group()
    after = _FOLLOWING.search(own) if follows else None
    return (1, after.group()) if after else (0, "")


def neighbour(step: int, current: tuple[str, ...], events: tuple[Event, ...], as_of: date) -> str | None:
    """Return the key of the edition `step` from the `current` one, None where no document gives one.

    Without a current one the last that was over on `as_of` is the previous conference.
    """
    editions = sorted(
        (event for event in events if event.kind is EventKind.CONFERENCE and _first_day(event) is not None),
        key=lambda event: _first_day(event) or date.max,
    )
    if not current:
        over = [event.key for event in editions if _last_day(event) < as_of]
        return over[-1] if over else None
    key = current[0]
    series = [event.key for event in editions if event.key.rpartition("-")[0] == key.rpartition("-")[0]]
    at = series.index(key) + step if key in series else -1
    return series[at] if 0 <= at < len(series) else None


def _first_day(event: Event) -> date | None:
    value = event.value(Attribute.DATE)
    return span_of(value)[0] if value and not value.startswith("--") else None


def _last_day(event: Event) -> date:
    value = event.value(Attribute.DATE)
    return span_of(value)[1] if value and not value.startswith("--") else date.max
