"""Which event a clause is about: what is held, what hosts it, what `it` and `which` mean."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.drafts import Scene
from ingest.events import EventKind
from ingest.mentions.mention import Mention, MentionKind
from ingest.owners import topic_of
from ingest.predicates import Predicate, pattern
from ingest.properties import is_reference, qualifies

_SMALL = re.compile(
    r"\b(?:and|the|its|their|with|will|also|now|in|on|from|at|has|have|been|is|are|was|be|hereby|et|la|le|les|en|à|du"
    r"|est|a|été|sera|el|los|las|y|se|del|ha|sido|queda|será|и|а|в|с|на|был|была|было|будет)\b",
    re.IGNORECASE,
)


_PLACED = re.compile(r"(?<=\bin)|(?<=\bon)|(?<=\bat)|(?<=\bfrom)|\s+(?:in|on|from|at|between|by)\b")
_CLOSED = re.compile(
    r"\w+(?:ly|ed)|is|are|was|were|would|shall|should|may|might|can|could|must|had|that|which|not|itself|proper|for|by"
    r"|with|between|during|as|but|until|being|then|again|once|first|moves?|goes|comes?|held|set|due|will|runs?|opens?"
    r"|closes?|begins?|starts?|ends?|meets?|met|takes?|took|convenes?|gets?|concludes?|finishes|spans?|lasts?|to"
)


_PREPARATORY = frozenset({EventKind.REGIONAL_MEETING, EventKind.INTERREGIONAL_MEETING})
_CHAIN = 60
_UNCLEAR = Mention(MentionKind.EVENT, 0, 0, "", "")


def spoken_of(scene: Scene, start: int, event: Mention, verb: int) -> bool:
    """Say whether an event is what a verb of opening or moving is about, or the days of it are.

    Not in `registration for GFT-27 opens`, `the GFT-27 shuttle starts`, but in `the work of GFT-27 starts`.
    """
    if is_reference(scene, event):
        lead = scene.text[max(start, event.start - 48) : event.start].rstrip(' (“"«')
        if pattern("heads_days", scene.cues.tongues).search(f"{lead} "):
            return True
        if lead.endswith(" for") and scene.text.startswith(" to be ", event.end):
            return True
        told_of = pattern("purpose_of_days", scene.cues.tongues).search(f"{lead} ")
        days_first = pattern("dates_first", scene.cues.tongues).match(scene.text[start:verb])
        return bool(told_of and days_first)
    return not compounded(scene, event, verb)


def compounded(scene: Scene, event: Mention, verb: int) -> bool:
    """Say whether an English name only qualifies the noun that follows: `GFT-27 press accreditation runs`."""
    between = scene.text[event.end : verb]
    if scene.document.language != "en" or re.search(r"[,;:()]", between):
        return False
    word = re.match(r" ([a-z]{3,})\b", between)
    return word is not None and not _SMALL.fullmatch(word[1]) and not _CLOSED.fullmatch(word[1])


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
    """Return the event that a participle (`the meeting held in`) or `which` directly follows.

    In Chinese the one that follows `举行的`.
    """
    modified = _modified(scene, verb, events)
    if modified is not None:
        return modified
    relative = None
    for match in pattern("relative", scene.cues.tongues).finditer(scene.text, start, verb.start):
        relative = match if verb.start - match.end() <= 14 else relative
    participle = pattern("participle", scene.cues.tongues).match(scene.text[verb.start : verb.end])
    edge = relative.start() if relative else verb.start if participle else None
    if edge is None:
        return None
    near = next((event for event in events if 0 <= edge - event.end <= 3), None)
    if near is None and relative is None and _of_other_noun(scene, start, verb):
        return _UNCLEAR
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


def _modified(scene: Scene, verb: Predicate, events: Sequence[Mention]) -> Mention | None:
    """Return the event right after a Chinese verb with 的: `包括3月2日在内罗毕举行的RPM-AFR`."""
    if not scene.text.startswith("的", verb.end):
        return None
    near = next((event for event in events if 0 <= event.start - verb.end - 1 <= 1), None)
    if near is None or not near.value:
        return None
    return next((other for other in events if qualifies(scene, near, other)), near)


def _of_other_noun(scene: Scene, start: int, verb: Predicate) -> bool:
    """Say whether an English participle follows a noun that is no event: `the survey carried out from`."""
    word = re.search(r"(?<![,;:()] )\b([a-z]{3,}) $", scene.text[start : verb.start])
    if scene.document.language != "en" or word is None or not _PLACED.match(scene.text, verb.end):
        return False
    return not _SMALL.fullmatch(word[1]) and not _CLOSED.fullmatch(word[1])


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
            any(0 <= event.start - p.end <= _reach(scene, p) and _object(scene, p, event) for p in holding)
            and not any(qualifies(scene, event, other) for other in events)
        )
    ]
    free = [_by_acronym(scene, event, events) for event in nested_out(free)]
    hosting = next((p for p in reversed(holding) if p.sort == "host"), None)
    if hosting is not None:
        after = [event for event in free if event.start >= hosting.end - 1]
        if after:
            return after[0]
        free = [event for event in free if not _hosts(scene, event, hosting)]
    first = holding[0]
    before = [event for event in free if event.end <= first.start + 2]
    if before and compounded(scene, before[-1], first.start):
        return None
    if before:
        return before[0] if len({event.value for event in before}) == 1 else None
    after = [event for event in free if event.start >= first.start]
    return after[0] if len({event.value for event in after}) == 1 else None


def _by_acronym(scene: Scene, event: Mention, events: Sequence[Mention]) -> Mention:
    """Return the acronym of a regional meeting that stands in parentheses after its description.

    `its preparatory meeting for WTDC-25 (RPM-AFR)`
    """
    if event.role not in (EventKind.MEETING, EventKind.REGIONAL_MEETING) or "edition" in event.flags:
        return event
    for other in events:
        if other.role == EventKind.REGIONAL_MEETING and "edition" in other.flags:
            between = scene.text[event.end : other.start]
            if other.start >= event.end and len(between) <= _CHAIN and re.search(r"\(\s?$", between):
                return other
    return event


def _hosts(scene: Scene, event: Mention, verb: Predicate) -> bool:
    """Say whether an event is itself what holds something: `GFT-27 will hold elections from 9 to 10 June`.

    It is not where a town or a country is the host: `GFT-27, which Namibia will host`.
    """
    if not pattern("hosts_actively", scene.cues.tongues).match(scene.text, verb.start):
        return False
    return event.end <= verb.start and not scene.within(scene.places, event.end, verb.end + 24)


def _object(scene: Scene, verb: Predicate, event: Mention) -> bool:
    """Say whether no word such as `to` or `at` parts a verb from an event: `a shuttle will run to GFT-27`."""
    return not re.match(r"\s*(?:to|at|by|with)\b", scene.text[verb.end : event.start])


def _reach(scene: Scene, verb: Predicate) -> int:
    """Return how far after a verb its object may begin: further after a noun (`the postponement of the`)."""
    tongues = scene.cues.tongues
    noun = any(pattern(sort, tongues).match(scene.text, verb.start) for sort in ("postponed", "cancelled"))
    return 16 if noun else 6


def nested_out(events: list[Mention]) -> list[Mention]:
    """Drop unresolved nouns right beside a name (`the WTDC-25 conference`), keep the others."""
    named = [event for event in events if event.value]
    return [
        event
        for event in events
        if event.value
        or not any(abs(event.start - n.end) <= 3 or abs(n.start - event.end) <= 3 for n in named)
    ]
