"""Deadlines: the day, what it is for, and the event that it belongs to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

from ingest.drafts import Draft, Scene, statement
from ingest.events import Attribute, EventKind, Modality, Statement
from ingest.mentions.mention import Mention, MentionKind
from ingest.mentions.vocabulary import loosened
from ingest.predicates import Predicate
from ingest.properties import after_from, unrolled

_AFTER = 34
# How far before its day a word for opening stands.
_OPENING = 48
# How far a word for `by` or `before` may stand from its day, itself included.
_LIMIT = 16
_DONE = frozenset({"registration", "fellowships", "visa", "accommodation", "payment"})
"""Purposes whose words in a sentence say that something is to be done rather than that an event is held."""
_UNTIL = re.compile(r"\b(?:until|till|through|jusqu|hasta)|(?<![а-я])до |至|到|حتى", re.IGNORECASE)


@cache
def purposes() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return what deadlines can be for, each with the pattern of its words in all languages."""
    table = []
    for line in (Path(__file__).parent / "purposes.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            key, cue = line.split("\t", 1)
            table.append((key, re.compile(loosened(cue), re.IGNORECASE)))
    return tuple(table)


def purpose_in(text: str, start: int, end: int, *, last: bool = True) -> tuple[str, int, int] | None:
    """Return the purpose named last (or first) in `text[start:end]` with the span of its words."""
    found = [
        (match.start(), key, match.end())
        for key, pattern in purposes()
        for match in pattern.finditer(text, start, end)
    ]
    if not found:
        return None
    at, key, stop = max(found) if last else min(found)
    return key, at, stop


def purposes_of(text: str) -> frozenset[str]:
    """Return all purposes that `text` names, in any language."""
    return frozenset(key for key, pattern in purposes() if pattern.search(text))


def without_purposes(scene: Scene, start: int, end: int, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the events of a sentence without the single days that are of something to do before them.

    `registration for GFT-27: 2 September` gives no day of GFT-27; `registration for GFT-27, which will be
    held on 2 September` does.
    """
    kept = []
    for draft in drafts:
        own = draft.statements
        if draft.kind is not EventKind.DEADLINE and ":" not in draft.key:
            own = [one for one in own if not _is_of_purpose(scene, start, end, draft.mention, one)]
        told = len(own) == len(draft.statements) or any(one.attribute is not Attribute.STATUS for one in own)
        draft.statements = own
        kept += [draft] if told else []
    return kept


def _is_of_purpose(scene: Scene, start: int, end: int, event: Mention, one: Statement) -> bool:
    """Say whether a single day is that of something to do, whose words stand between it and an event.

    Where they stand elsewhere it is unless a verb of holding comes after them.
    """
    beside = scene.text[event.end : one.start].strip() == "("
    if one.attribute is not Attribute.DATE or "/" in one.value or beside:
        return False
    if _is_limit(scene, one):
        return True
    words = [
        match.span()
        for key, pattern in purposes()
        if key in _DONE
        for match in pattern.finditer(scene.text, start, end)
        if not any(e.start < match.end() and match.start() < e.end for e in scene.events)
    ]
    if not words:
        return False
    held = [cue.start for sort in ("hold", "host") for cue in scene.cues.within(sort, start, end)]
    for a, b in words:
        if one.end <= a and b <= event.start:
            return True
        if b <= one.start and not any(b <= at for at in held):
            return True
    return not held


def _is_limit(scene: Scene, one: Statement) -> bool:
    """Say whether a day is given as the last for something: `must say so by 31 May`, `5月31日之前`."""
    near = [
        *scene.cues.within("deadline_weak", max(0, one.start - _LIMIT), one.start),
        *scene.cues.within("deadline_weak", one.end - 1, one.end + _LIMIT),
    ]
    return any(
        not (scene.text[cue.end : one.start] + scene.text[one.end : cue.start]).strip() for cue in near
    )


def link_deadlines(scene: Scene, start: int, end: int, conference: str | None) -> list[Draft]:
    """Return the deadlines that one sentence, item or row sets.

    A weak cue (`by`, 之前, `до`) counts only where a purpose (registration, contributions …) stands
    in the sentence; dates that an event is held on are never deadlines.
    """
    dates = scene.within(scene.dates, start, end)
    if not dates:
        return []
    strong = scene.cues.within("deadline", start, end)
    weak = [*scene.cues.within("deadline_weak", start, end)]
    if scene.cues.within("refuses", start, end):
        weak += [
            replace(cue, sort="deadline_weak") for cue in scene.cues.within("deadline_after", start, end)
        ]
    weak += [replace(cue, sort="deadline_weak") for cue in scene.cues.within("closes", start, end)]
    cues = sorted((*strong, *weak), key=lambda cue: cue.start)
    drafts: list[Draft] = []
    floor = start
    moved_on = scene.cues.within("extended", start, end)
    given_up: list[Mention] = []
    if moved_on:
        dates = unrolled(scene, dates)
    if moved_on and len(dates) > 1:
        given_up = [date for date in dates if _given_up(scene, date, dates, moved_on)]
        dates = [date for date in dates if date not in given_up]
    for date in dates:
        cue = _cue_of(scene, date, cues, floor)
        if cue is None and (strong or purpose_in(scene.text, start, end)):
            cue = next((c for c in moved_on if 0 <= date.start - c.end <= 12), None)
        if cue is None or _opening(scene, date, floor, end):
            continue
        lead = purpose_in(scene.text, floor, date.start) or purpose_in(
            scene.text, date.end, min(end, date.end + 60), last=False
        )
        if _not_until(scene, cue, floor):
            continue
        if lead and lead[0] == "exhibition" and _closing(scene, cue):
            continue
        if lead is None and (cue.sort == "deadline_weak" or _closing(scene, cue)):
            continue
        drafts.append(_draft(scene, date, cue, lead, start, end, conference))
        floor = date.end
    if len(drafts) == 1:
        drafts[0].statements += [
            statement(scene, Attribute.DATE, date.value, date, Modality.POSTPONED, ("former",))
            for date in given_up
        ]
    return drafts


def _opening(scene: Scene, date: Mention, floor: int, end: int) -> bool:
    """Say whether a date is the one that something opens on: `registration opens on 1 March`."""
    cues = scene.cues.within("opens", floor, end)
    before = [cue.end for cue in cues if cue.end <= date.start]
    if before and date.start - before[-1] <= _OPENING:
        between = [
            *scene.cues.within("closes", before[-1], date.start),
            *scene.within(scene.dates, before[-1], date.start),
        ]
        if not between and not _UNTIL.search(scene.text, before[-1], date.start):
            return True
    return any(0 <= cue.start - date.end <= 1 for cue in cues)


def _not_until(scene: Scene, cue: Predicate, floor: int) -> bool:
    """Say whether something does not begin before a day: `will not be available until 30 April`."""
    if cue.sort != "deadline_weak" or not _UNTIL.match(scene.text, cue.start):
        return False
    return bool(scene.cues.within("refuses", max(floor, cue.start - _OPENING), cue.start))


def _closing(scene: Scene, cue: Predicate) -> bool:
    """Say whether a cue only says that something closes: without words for what, it is no deadline."""
    shutting = scene.cues.within("closes", cue.start, cue.end + 12)
    return any(cue.start <= one.start < cue.end for one in shutting)


def _given_up(scene: Scene, date: Mention, dates: Sequence[Mention], moved_on: Sequence[Predicate]) -> bool:
    """Say whether a sentence names a date before it tells to which date the deadline moves."""
    if after_from(scene, date) and any(other.start > date.end for other in dates):
        return True
    return any(date.end <= cue.start and any(other.start >= cue.end for other in dates) for cue in moved_on)


def _cue_of(scene: Scene, date: Mention, cues: Sequence[Predicate], floor: int) -> Predicate | None:
    """Return the cue that makes a date a deadline: shortly before it, or right after it."""
    text = scene.text
    best: Predicate | None = None
    for cue in cues:
        if cue.end <= date.start and cue.start >= floor:
            between = text[cue.end : date.start]
            reach = 4 if cue.sort == "deadline_weak" else 90
            if len(between) <= reach and not re.search(r"[.;。；]", between):
                best = cue
        elif date.end - 2 <= cue.start <= date.end + 3 and cue.end > date.end:
            best = best or cue
        elif (
            cue.sort == "deadline"
            and best is None
            and cue.start > date.end
            and cue.start - date.end <= _AFTER
            and not re.search(r"[.;。；]", text[date.end : cue.start])
            and not any(other.end <= date.start and other.start >= floor for other in cues)
        ):
            best = cue
    return best


def _draft(
    scene: Scene,
    date: Mention,
    cue: Predicate,
    purpose: tuple[str, int, int] | None,
    start: int,
    end: int,
    conference: str | None,
) -> Draft:
    owner = _owner(scene, start, end) or conference
    name = purpose[0] if purpose else f"{scene.document.id[:8]}-{date.start}"
    draft = Draft(f"deadline:{name}", date, start, end, kind=EventKind.DEADLINE, parent=owner)
    draft.statements.append(statement(scene, Attribute.DATE, date.value, date))
    a, b = (purpose[1], purpose[2]) if purpose else (cue.start, cue.end)
    span = Mention(MentionKind.EVENT, a, b, scene.document.text[a:b], name)
    draft.statements.append(statement(scene, Attribute.PURPOSE, scene.document.text[a:b], span))
    draft.name = _name_span(scene, start, date, (min(a, cue.start), max(b, min(cue.end, date.start))))
    return draft


def _owner(scene: Scene, start: int, end: int) -> str | None:
    """Return the one event that the sentence names, None where it names none or several."""
    keys = {
        event.value
        for event in scene.within(scene.events, start, end)
        if event.value and "described" not in event.flags
    }
    return keys.pop() if len(keys) == 1 else None


def _name_span(scene: Scene, start: int, date: Mention, words: tuple[int, int]) -> tuple[int, int]:
    """Return the words of the sentence that say what the deadline is for, at most 80 characters."""
    a, b = words
    if a >= date.start or (a < date.end and date.start < b):
        return a, b
    return max(start, a), min(b, a + 80)
