"""Changes: which of two dates that one sentence gives to an event holds, and which it gives up."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.drafts import Draft, Scene, statement
from ingest.events import Attribute, Modality
from ingest.mentions.mention import Mention
from ingest.modality import modality_of
from ingest.predicates import pattern
from ingest.properties import after_from, is_former, is_moved, status_statement, unrolled
from ingest.segments import stamped
from ingest.subjects import sole, spoken_of

_REACH = 64
_GAP = 28
_BREAK = re.compile(r"[,;，；:：]\s|[；，]|\b(?:to|now|will|au|al|на)\b|改|推迟|延期")
_QUOTES = " \u00a0“”\"«»„「」『』‘’'(（"


def changes(
    scene: Scene, start: int, end: int, events: Sequence[Mention], dates: Sequence[Mention]
) -> tuple[list[Draft], list[Mention]]:
    """Return the event whose date a sentence changes, and the dates that nothing else may take.

    The sentence must be about one event and give two dates to it, one of them marked as the old one:
    `from A to B`, `B instead of A`, `not on A but on B`, `A … is replaced by B`. Where it tells of a
    change, but not clearly of which date holds, no event is returned, and all its dates are taken.
    """
    free = [d for d in unrolled_of(scene, start, end, dates) if not stamped(scene, d)]
    ranges = [date for date in free if "/" in date.value]
    if len({date.value for date in free}) > 2 and len({date.value for date in ranges}) == 2:
        free = ranges
    mention = _event(scene, start, end, events)
    if mention is None or len({date.value for date in free}) != 2:
        return [], []
    old = {date.value for at, date in enumerate(free) if _is_old(scene, start, end, free, at)}
    if not old and scene.cues.within("replaced", start, end):
        new = {date.value for at, date in enumerate(free) if _is_new(scene, start, end, free, at)}
        old = {date.value for date in free} - new if len(new) == 1 else old
    if not old:
        return [], []
    if len(old) != 1 or _proposed(scene, start, free, old):
        return [], list(dates)
    draft = Draft(mention.value, mention, min(start, mention.start), max(end, mention.end))
    for date in free:
        flags = ("former",) if date.value in old else ()
        draft.statements.append(statement(scene, Attribute.DATE, date.value, date, Modality.POSTPONED, flags))
    status = status_statement(scene, start, end, None)
    if status is not None and status.value == Modality.POSTPONED:
        draft.statements.append(status)
    return [draft], list(dates)


def _event(scene: Scene, start: int, end: int, events: Sequence[Mention]) -> Mention | None:
    """Return the one event whose days a sentence is about, None where it names several or none."""
    keys = {event.value for event in events if event.value}
    if len(keys) != 1:
        return sole(scene, events)
    own = [event for event in events if event.value]
    verbs = [cue.start for sort in ("postponed", "hold") for cue in scene.cues.within(sort, start, end)]
    for event in own:
        after = min((at for at in verbs if at >= event.end), default=event.end)
        if spoken_of(scene, start, event, after):
            return event
    return None


def unrolled_of(scene: Scene, start: int, end: int, dates: Sequence[Mention]) -> list[Mention]:
    """Return the dates of a sentence, what reads as one range but is a move parted."""
    if len(dates) == 1 and is_moved(scene, start, end):
        cue = [*scene.cues.within("postponed", start, end), *scene.cues.within("changed", start, end)]
        if any(0 <= dates[0].start - one.end <= 12 for one in cue):
            return unrolled(scene, dates)
    return list(dates)


def _is_old(scene: Scene, start: int, end: int, dates: Sequence[Mention], at: int) -> bool:
    """Say whether the words around one of two dates tell that it no longer holds."""
    if _is_new(scene, start, end, dates, at):
        return False
    date = dates[at]
    floor, lead, tail = _around(scene, start, end, dates, at)
    tongues = scene.cues.tongues
    if is_former(scene, date) or pattern("former_after", tongues).match(tail):
        return True
    if pattern("old_after", tongues).match(tail.lstrip(_QUOTES)):
        return True
    for cue in pattern("old_before", tongues).finditer(lead):
        gap = lead[cue.end() :]
        if len(gap) <= _GAP and not _BREAK.search(gap):
            return True
    if any(0 <= date.start - cue.end <= 40 for cue in scene.cues.within("negated", floor, date.start)):
        return True
    if after_from(scene, date) and _followed(scene, dates, at):
        return True
    planned = [
        *scene.cues.within("scheduled", floor, date.start),
        *scene.cues.within("was_planned", floor, date.start),
    ]
    if not any(0 <= date.start - cue.end <= 24 for cue in planned):
        return False
    moved = [
        cue
        for sort in ("postponed", "changed", "now", "cancelled")
        for cue in scene.cues.within(sort, start, end)
    ]
    return any(cue.start >= date.end or (cue.end < floor or cue.end < planned[0].start - 12) for cue in moved)


def _around(scene: Scene, start: int, end: int, dates: Sequence[Mention], at: int) -> tuple[int, str, str]:
    """Return where the words before a date begin, these words, and those after it."""
    date = dates[at]
    floor = max(start, date.start - _REACH, *(d.end for d in dates if d.end <= date.start), 0)
    return floor, scene.text[floor : date.start], scene.text[date.end : min(end, date.end + 48)]


def _is_new(scene: Scene, start: int, end: int, dates: Sequence[Mention], at: int) -> bool:
    """Say whether the words around a date tell that it is the one that holds."""
    _, lead, tail = _around(scene, start, end, dates, at)
    tongues = scene.cues.tongues
    return bool(
        pattern("new_before", tongues).search(lead.rstrip(_QUOTES))
        or pattern("new_after", tongues).match(tail.lstrip(_QUOTES))
    )


def _followed(scene: Scene, dates: Sequence[Mention], at: int) -> bool:
    """Say whether `to` and the other date come right after a date: only a move leads from days to days."""
    if at + 1 >= len(dates):
        return False
    between = scene.text[dates[at].end : dates[at + 1].start]
    whole = "/" in dates[at].value and "/" in dates[at + 1].value
    linked = bool(pattern("to_between", scene.cues.tongues).search(between.rstrip(_QUOTES)))
    return linked and len(between) <= (40 if whole else 24)


def _proposed(scene: Scene, start: int, dates: Sequence[Mention], old: set[str]) -> bool:
    """Say whether the new date is only proposed: then the old one still stands."""
    new = next(date for date in dates if date.value not in old)
    first = next(date for date in dates if date.value in old)
    floor = first.end if first.end <= new.start else start
    modality, _ = modality_of(scene, floor, new.start)
    opening, _ = modality_of(scene, start, min(first.start, new.start))
    proposed = bool(pattern("proposes", scene.cues.tongues).search(scene.text, start, new.start))
    return modality is Modality.TENTATIVE or (opening is Modality.TENTATIVE and proposed)
