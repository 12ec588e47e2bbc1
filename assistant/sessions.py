"""Sessions as timetables and questions name them, in six languages: the opening, a plenary, Committee 4."""

from __future__ import annotations

import re

from assistant.lexicon import lexicon, plain
from assistant.ordinals import LATIN, value_of

_BEFORE = re.compile(
    rf"(?:第\s*(?P<han>\d{{1,2}}|[一二三四五六七八九十])\s*(?:次|届|场|个)?"
    rf"|(?<!\w)(?:ال)?(?P<word>{LATIN})\w*"
    r"|(?<!\d)(?P<digits>\d{1,2})(?:st|nd|rd|th|-?(?:[йи]|я|е|го|м|ом)|e|re|er|eme|a|o|[ºª])?)\s*$"
)
_AFTER = re.compile(
    rf"^\w*\s*(?:no?[.°º]?\s*|№\s*|رقم\s*)?(?:(?P<digits>\d{{1,2}})(?!\d|[:.]\d)|(?:ال)(?P<word>{LATIN})\w*)"
)
_NUMBERED = frozenset({"plenary", "committee", "working_group", "round_table", "workshop"})
_WITHIN = {"editorial": "committee", "opening": "plenary", "closing": "plenary"}
"""Which name is part of which longer one: no committee is meant by `editorial committee`."""


def sessions(text: str) -> frozenset[str]:
    """Return the sessions that `text` names: `opening`, `committee 4`, `plenary 1`.

    A session that may have a number and is named without one is given bare (`plenary`).
    """
    own = plain(text)
    terms = lexicon("sessions").find(text)
    found: dict[str, str] = {}
    for term in terms:
        if term.name not in _NUMBERED:
            found.setdefault(term.name, term.name)
            continue
        number = _number(own, term.start, term.end)
        if number or term.name not in found:
            found[term.name] = f"{term.name} {number}" if number else term.name
    for longer, shorter in _WITHIN.items():
        if longer in found and found.get(shorter) == shorter:
            del found[shorter]
    return frozenset(found.values())


def numbered(text: str) -> frozenset[str]:
    """Return the sessions that `text` names by number: `committee 4`."""
    return frozenset(name for name in sessions(text) if name[-1].isdigit())


def _number(text: str, start: int, end: int) -> int | None:
    """Return the number before or after the session that is named at `start` to `end` of plain text."""
    after = _AFTER.match(text[end:])
    before = _BEFORE.search(text[max(0, start - 16) : start])
    for match in (after, before):
        if match is None:
            continue
        groups = match.groupdict()
        written = groups.get("digits") or groups.get("han") or groups.get("word")
        if written:
            return value_of(written)
    return None
