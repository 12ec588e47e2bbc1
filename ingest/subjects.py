"""Which event a clause is about: what is held, what hosts it, what `it` and `which` mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.drafts import Scene
from ingest.events import EventKind
from ingest.mentions.mention import Mention, MentionKind
from ingest.predicates import Predicate, pattern
from ingest.properties import is_reference, qualifies
from ingest.readings import topic_of

_SMALL = re.compile(
    r"\b(?:and|the|its|their|with|will|also|now|in|on|from|at|et|la|le|les|en|à|du|el|los|las|y|se|del|и|а|в|с|на)\b",
    re.IGNORECASE,
)


_PREPARATORY = frozenset({EventKind.REGIONAL_MEETING, EventKind.INTERREGIONAL_MEETING})
_CHAIN = 60
_UNCLEAR = Mention(MentionKind.EVENT, 0, 0, "", "")


def opening_subject(scene: Scene, start: int, events: Sequence[Mention]) -> Mention | None:
    """Return the event that a sentence begins with, which a following `it` then means."""
    for event in events:
        if event.start - start <= 12 and event.value and not is_reference(scene, event):
            return event
    return None


def sole(scene: Scene, events: Sequence[Mention]) -> Mention | None:
    """Return the one event that a sentence is about, None where it names others, even unresolved."""
    free = nested_out([event for event in events if not is_reference(scene, event)])
    return free[0] if free and len({event.value for event in free}) == 1 and free[0].value else None


def without_subject(scene: Scene, start: int, verb: Predicate, events: Sequence[Mention]) -> bool:
    """Say whether nothing but small words, days and places stands before the verb of a segment."""
    if [event for event in events if not is_reference(scene, event)]:
        return False
    told = [m.start for m in (*scene.dates, *scene.places) if start <= m.start < verb.start]
    lead = list(scene.text[start : min([verb.start, *told])])
    for mention in events:
        for position in range(max(start, mention.start), min(start + len(lead), mention.end)):
            lead[position - start] = " "
    rest = "".join(lead)
    if pattern("pronoun", scene.cues.tongues).search(rest):
        return True
    latin = re.findall(r"[^\W\d_]{2,}", _SMALL.sub(" ", re.sub(r"[\u4e00-\u9fff]", " ", rest)))
    han = re.findall(r"[\u4e00-\u9fff]", pattern("small_han").sub("", rest))
    return len(latin) <= 1 and not han


def beside(scene: Scene, start: int, verb: Predicate, events: Sequence[Mention]) -> Mention | None:
    """Return the event that a participle (`the meeting held in`) or `which` directly follows."""
    relative = None
    for match in pattern("relative", scene.cues.tongues).finditer(scene.text, start, verb.start):
        relative = match if verb.start - match.end() <= 14 else relative
    participle = pattern("participle", scene.cues.tongues).match(scene.text[verb.start : verb.end])
    edge = relative.start() if relative else verb.start if participle else None
    if edge is None:
        return None
    near = next((event for event in events if 0 <= edge - event.end <= 3), None)
    if near is None or relative is None or not is_reference(scene, near):
        return near
    others = {e.value for e in events if e.value and e.end < near.start} - {near.value}
    named = {e.value for e in events if e.value in others and not is_reference(scene, e)}
    regional = {
        e.value for e in events if e.role in _PREPARATORY and 0 < near.start - e.end <= _CHAIN
    } & others
    if named or regional or _prepares(scene, near):
        topic = topic_of(scene)
        return next((event for event in events if event.value == topic and topic in others), _UNCLEAR)
    return near


def _prepares(scene: Scene, event: Mention) -> bool:
    """Say whether words such as `preparatory to` stand shortly before an event."""
    start = event.start
    for other in scene.events:
        if other.value == event.value and 0 < event.start - other.end <= 3:
            start = other.start
    cues = scene.cues.within("prepares", max(0, start - 40), start + 4)
    return any(start - cue.end <= 14 for cue in cues)


def held_subject(scene: Scene, holding: Sequence[Predicate], events: Sequence[Mention]) -> Mention | None:
    """Return the event that is held: the object of `host`, else what stands before the verb."""
    free = [
        event
        for event in events
        if not is_reference(scene, event)
        or (
            any(0 <= event.start - p.end <= _reach(scene, p) for p in holding)
            and not any(qualifies(scene, event, other) for other in events)
        )
    ]
    free = nested_out(free)
    hosting = next((p for p in reversed(holding) if p.sort == "host"), None)
    if hosting is not None:
        after = [event for event in free if event.start >= hosting.end - 1]
        if after:
            return after[0]
    first = holding[0]
    before = [event for event in free if event.end <= first.start + 2]
    if before:
        return before[0] if len({event.value for event in before}) == 1 else None
    after = [event for event in free if event.start >= first.start]
    return after[0] if len({event.value for event in after}) == 1 else None


def _reach(scene: Scene, verb: Predicate) -> int:
    """Return how far after a verb its object may begin: further after a noun (`the postponement of the`)."""
    return 16 if pattern("postponed", scene.cues.tongues).match(scene.text, verb.start) else 6


def nested_out(events: list[Mention]) -> list[Mention]:
    """Drop unresolved nouns right beside a name (`the WTDC-25 conference`), keep the others."""
    named = [event for event in events if event.value]
    return [
        event
        for event in events
        if event.value
        or not any(abs(event.start - n.end) <= 3 or abs(n.start - event.end) <= 3 for n in named)
    ]
