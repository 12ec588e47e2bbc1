"""The edition before or after another, the next of all that is to come: the words for it, and which it is."""

from __future__ import annotations

import re
from datetime import date

from assistant.chronology import first_day, last_day
from assistant.lexicon import plain
from ingest.events import Event, EventKind

_PREVIOUS = re.compile(
    r"上一?届|前一?届|上一?次大会|[上前]一?轮"
    r"|\b(?:previous|last|preceding|former) (?:edition|conference|assembly|one)\b"
    r"|\bthe (?:edition |conference |one )?before (?:it|that)\b|\bthe one before\b"
    r"|\b(?:edition|conference|assemblee) precedente\b|\bprecedente (?:edition|conference|assemblee)\b"
    r"|\b(?:edicion|conferencia|asamblea) anterior\b|\banterior (?:edicion|conferencia|asamblea)\b"
    r"|\b(?:предыдущ|прошл)\w+ (?:конференц|ассамбле|созыв)\w*|(?:الدوره|المؤتمر|الجمعيه) السابقه?"
)
_PREVIOUS_ALONE = re.compile(
    r"\bprevious\b|\bprecedente?\b|\banterior\b|\bпредыдущ\w+|\bпрошл\w+|(?<!\w)(?:و|ف)?السابقه?(?!\w)"
    r"|上一?次|前一?次"
)
_FOLLOWING = re.compile(
    r"下一?届|下一?次|\b(?:next|following) (?:edition|conference|assembly|one)\b|\bthe one after\b"
    r"|\b(?:prochaine|suivante)\b|\b(?:siguiente|proxima)\b|\bследующ\w+|(?<!\w)(?:و|ف)?(?:ال)?(?:تاليه?"
    r"|مقبله?|قادمه?)(?!\w)"
)
_BEYOND = re.compile(
    r"(?:之后|以后|[a-z]-\d\d后)的?(?:那|下)?一?届|再下一?届|后一届|\bnext (?:\w+ )?after\b"
    r"|\bprochaine? (?:\w+ )?apres\b|\b(?:siguiente|proxim[ao]) (?:\w+ )?(?:despues|tras)\b"
    r"|\bследующ\w+ (?:\w+ )?после\b|\bafter the (?:one|edition|conference (?:in|of|that|which))\b"
    r"|\bthe (?:edition|conference|one) after\b"
    r"|\bwho (?:hosts|will host) (?:after|next)\b|\b(?:l'edition|la conference|celle) (?:d'apres"
    r"|qui suit(?:ra)?|apres)\b"
    r"|\b(?:la (?:edicion|conferencia)|la) (?:siguiente|posterior|que sigue) a\b|\bdespues de la de\b"
    r"|\b(?:конференци\w+|созыв\w*),? (?:после|следующ\w+ за)\b|(?:الدوره|المؤتمر) (?:الذي يلي"
    r"|التاليه? ل|بعد)"
)
"""What names the edition after one that the question itself gives."""
NEXT = re.compile(
    r"下一?届|下一?次|接下来(?:轮到)?|\b(?:coming|comes|up) next\b|\bnext\b|\bprochaine?\b"
    r"|\bproxim[ao]\b|\bследующ\w+"
    r"|(?:القادم|المقبل)[هة]?"
)
"""Words of a question that ask for what comes first of several that are to come; for `plain` text."""
NEXT_ONE = re.compile(
    rf"{NEXT.pattern}|下一?[个场项]|最近的?(?:一?[个场次项]|截止|会)|接下来|最先|\b(?:nearest|soonest)\b"
    r"|\bближайш\w+|(?:ال)?تالي[هة]?"
)
"""Words that ask for the one thing to come first, of whatever kind; for `plain` text."""
COMING = re.compile(
    r"接下来|即将|将要|后续|今后|还有哪些|\bupcoming\b|\bcoming up\b|\b(?:still )?(?:ahead|to come"
    r"|remaining)\b"
    r"|\ba venir\b|\bproxim[ao]s\b|\bprochaine?s\b|\bпредстоящ\w+|القادمه|المقبله"
)
"""Words that ask for what is to come; for `plain` text."""
WORDS = (_PREVIOUS, _PREVIOUS_ALONE, _FOLLOWING, NEXT)
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


def names_beyond(text: str) -> str:
    """Return the words by which a question asks for the edition after the one that it names, or none."""
    found = _BEYOND.search(plain(text))
    return found.group() if found else ""


def neighbour(step: int, current: tuple[str, ...], events: tuple[Event, ...], as_of: date) -> str | None:
    """Return the key of the edition `step` from the `current` one, None where no document gives one.

    Without a current one the last that was over on `as_of` is the previous conference.
    """
    editions = sorted(
        (event for event in events if event.kind is EventKind.CONFERENCE and first_day(event) is not None),
        key=lambda event: first_day(event) or date.max,
    )
    if not current:
        over = [event.key for event in editions if last_day(event) < as_of]
        return over[-1] if over else None
    key = current[0]
    series = [event.key for event in editions if event.key.rpartition("-")[0] == key.rpartition("-")[0]]
    at = series.index(key) + step if key in series else -1
    return series[at] if 0 <= at < len(series) else None
