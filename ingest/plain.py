"""Sentences that the grammar of verbs does not know, but that can only mean one thing."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.adjuncts import small_words
from ingest.deadlines import purpose_in
from ingest.drafts import Draft, Scene, statement
from ingest.events import Attribute
from ingest.mentions.dates import span_of
from ingest.mentions.mention import Mention
from ingest.modality import modality_of
from ingest.owners import PREPARATORY, owner_beside
from ingest.predicates import pattern
from ingest.properties import date_statements, is_former, is_reference, place_statements, status_statement
from ingest.segments import official, stamped

_LONGEST = 45
_NOUN = re.compile(r"\)? (?!(?:is|are|was|will|has|in|and|on|from|to|es)\b|est|ser)[a-z]{4,}")
_WORD = re.compile(r"[^\W\d_]{2,}")


def sole_range(
    scene: Scene,
    start: int,
    end: int,
    events: Sequence[Mention],
    dates: Sequence[Mention],
    places: Sequence[Mention],
) -> list[Draft]:
    """Return the event of a sentence that names one event and one range of days, and nothing else to date.

    The range is the event's where the event is the subject of the sentence, where the range follows its
    name at once (`at GFT-27 from 7 to 18 June`), or where the range itself is what is set, confirmed or
    weighed for the event (`7-18 June have been set aside for GFT-27`).
    """
    event = _only(scene, events)
    ranges = [date for date in dates if "/" in date.value and len(date.value.split("/")[0]) == 10]
    if event is None or len({date.value for date in dates}) != 1 or not ranges:
        return []
    date = ranges[0]
    if _length(date) > _LONGEST:
        return []
    if _other_matter(scene, start, end, [event, *events, *dates]) or stamped(scene, date):
        return []
    if is_former(scene, date) or scene.cues.within("negated", start, end):
        return []
    own = [e for e in events if e.value == event.value]
    subject = any(_lasts(scene, start, e, date) for e in own if e.end <= date.start)
    at_once = any(_attended(scene, start, e, date) for e in own if e.end <= date.start)
    span = (min(date.start, event.start), max(date.end, event.end))
    weighed = _weighed(scene, start, end, own, date)
    if not (subject or at_once or weighed or _gathers(scene, start, end) or _hosted(scene, own)):
        return []
    draft = Draft(event.value, event, min(start, span[0]), max(end, span[1]))
    draft.statements += date_statements(scene, [date], start, end)
    live = [place for place in places if not official(scene, place)]
    draft.statements += place_statements(scene, live, start, end)
    status = status_statement(scene, start, end, date)
    draft.statements += [status] if status else []
    return [draft]


def seat(
    scene: Scene, start: int, end: int, events: Sequence[Mention], places: Sequence[Mention]
) -> list[Draft]:
    """Return the event whose town a sentence names as its seat, or to which it is moved.

    `the host city of GFT-27 is Windhoek`, `GFT-27 has been relocated from Lusaka to Windhoek`.
    """
    event = _only(scene, events)
    if event is None:
        return []
    own = [e for e in events if e.value == event.value]
    named = any(
        _close(scene, cue.start, cue.end, e) for cue in scene.cues.within("seat", start, end) for e in own
    )
    moved = bool(scene.cues.within("relocated", start, end)) and any(not is_reference(scene, e) for e in own)
    if not named and not moved:
        return []
    towns = [place for place in places if "/" in place.value and ":" not in place.value]
    live = [place for place in towns if not _left(scene, start, place)]
    if len({place.value for place in live}) != 1:
        return []
    draft = Draft(event.value, event, min(start, event.start), max(end, event.end))
    modality, _ = modality_of(scene, start, end)
    for place in live[:1]:
        draft.statements.append(statement(scene, Attribute.CITY, place.value, place, modality))
        country = place.value.partition("/")[0]
        draft.statements.append(statement(scene, Attribute.COUNTRY, country, place, modality))
    return [draft]


def _length(date: Mention) -> int:
    """Return how many days a range has."""
    first, last = span_of(date.value)
    return (last - first).days + 1


def _only(scene: Scene, events: Sequence[Mention]) -> Mention | None:
    """Return the one event that all the names and nouns of a sentence mean.

    A preparatory meeting beside the conference that it prepares is the one.
    """
    named = [event for event in events if event.value]
    if len({event.value for event in named}) == 2:
        meeting = next((event for event in named if event.role in PREPARATORY), None)
        owner = owner_beside(scene, meeting) if meeting else None
        named = [event for event in named if event.value != owner]
    if len({event.value for event in named}) != 1:
        return None
    loose = [
        event
        for event in events
        if not event.value
        and not any(abs(event.start - n.end) <= 3 or abs(n.start - event.end) <= 3 for n in named)
    ]
    return None if loose else named[0]


def _other_matter(scene: Scene, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Say whether a sentence also tells of a deadline, a letter, a decision or things to hand in."""
    if purpose_in(scene.text, start, end) is not None:
        return True
    settled = [(cue.start, cue.end) for cue in scene.cues.within("sets_days", start, end)]
    for sort in ("deadline", "other", "aside"):
        for cue in scene.cues.within(sort, start, end):
            inside = any(m.start <= cue.start and cue.end <= m.end for m in mentions)
            if not inside and not any(a < cue.end and cue.start < b for a, b in settled):
                return True
    return False


def _lasts(scene: Scene, start: int, event: Mention, date: Mention) -> bool:
    """Say whether an event opens a sentence and only words for lasting stand between it and the range."""
    tongues = scene.cues.tongues
    lead = scene.text[max(start, event.start - 40) : event.start]
    named = any(pattern(sort, tongues).search(lead) for sort in ("lasts_before", "heads_dates"))
    if not named and (is_reference(scene, event) or not _opens(scene, start, event)):
        return False
    between = list(scene.text[event.end : date.start])
    for match in pattern("lasts", tongues).finditer("".join(between)):
        between[match.start() : match.end()] = " " * (match.end() - match.start())
    for place in scene.within(scene.places, event.end, date.start):
        between[place.start - event.end : place.end - event.end] = " " * (place.end - place.start)
    return bool(pattern("adjunct").fullmatch("".join(between)))


def _opens(scene: Scene, start: int, event: Mention) -> bool:
    """Say whether an event stands where a sentence has its subject: only small words come before."""
    lead = scene.text[start : event.start]
    lead = pattern("leads_in", scene.cues.tongues).sub(" ", lead)
    words = len(_WORD.findall(re.sub(r"[\u4e00-\u9fff]", " ", lead)))
    most = 0 if scene.document.language == "ar" else 1
    return words <= most and not re.search(r"[\u4e00-\u9fff]{3,}", lead)


def _attended(scene: Scene, start: int, event: Mention, date: Mention) -> bool:
    """Say whether a range follows at once an event that one is at or comes to."""
    lead = scene.text[max(start, event.start - 40) : event.start]
    places = scene.within(scene.places, event.end, date.start)
    attending = pattern("attending", scene.cues.tongues).search(lead)
    return bool(attending) and small_words(scene, event.end, date.start, places)


def _gathers(scene: Scene, start: int, end: int) -> bool:
    """Say whether a sentence tells who comes together, and nothing of preparing it."""
    return bool(scene.cues.within("gathers", start, end)) and not scene.cues.within("prepares", start, end)


def _hosted(scene: Scene, own: Sequence[Mention]) -> bool:
    """Say whether a verb of hosting stands right before the event."""
    return any(
        0 <= event.start - cue.end <= 6
        for event in own
        for cue in scene.cues.within("host", max(0, event.start - 30), event.start)
    )


def _weighed(scene: Scene, start: int, end: int, own: Sequence[Mention], date: Mention) -> bool:
    """Say whether the days themselves are what a sentence sets, confirms or weighs for an event."""
    for event in own:
        a, b = (date.end, event.start) if date.end <= event.start else (event.end, date.start)
        lead = scene.text[max(start, event.start - 24) : event.start]
        if not pattern("purpose_of_days", scene.cues.tongues).search(lead):
            continue
        cues = scene.cues.within("sets_days", start, end)
        if any(cue.end <= a + (b - a) + 40 for cue in cues):
            return True
    return False


def _close(scene: Scene, start: int, end: int, event: Mention) -> bool:
    """Say whether a word for the seat stands right beside an event: `the venue of GFT-27`."""
    if end <= event.start:
        between = scene.text[end : event.start]
        after = scene.text[event.end : event.end + 12]
        return len(between) <= 28 and not re.search(r"[,;.，。；]", between) and not _noun_follows(after)
    return 0 <= start - event.end <= 6


def _noun_follows(after: str) -> bool:
    """Say whether a small-lettered noun follows a name, to which the seat belongs: `the GFT-27 dinner`."""
    return bool(_NOUN.match(after))


def _left(scene: Scene, start: int, place: Mention) -> bool:
    """Say whether a town is told as the one that an event leaves."""
    lead = scene.text[max(start, place.start - 40) : place.start]
    return (
        is_former(scene, place)
        or bool(pattern("leaves", scene.cues.tongues).search(lead))
        or bool(scene.cues.within("negated", max(start, place.start - 24), place.start))
    )
