"""From mentions to events: which date, place and format a document gives to which event."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from ingest.bodies import link_bodies
from ingest.clauses import clauses, sentences
from ingest.deadlines import link_deadlines
from ingest.documents import Block, BlockKind, Document, Passage
from ingest.drafts import Draft, Scene, set_scene, statement
from ingest.events import Attribute, Modality, Reading
from ingest.headlines import link_headlines
from ingest.mentions.mention import Mention, MentionKind
from ingest.occurrences import link_occurrences
from ingest.predicates import Predicate, pattern
from ingest.properties import (
    date_statements,
    host_of,
    is_former,
    is_reference,
    place_statements,
    status_statement,
    theme_of,
)
from ingest.readings import assemble, main_conference, topic_of
from ingest.rows import link_rows

_IN_PARENTHESES = re.compile(r"\s?\)?\s?(?:\([A-ZА-ЯЁ][\w -]{1,14}\))?\s?\(([^()]{4,80})\)")
_SMALL = re.compile(
    r"\b(?:and|the|its|their|with|will|also|now|in|on|from|at|et|la|le|les|en|à|du|el|los|las|y|se|del|и|а|в|с|на)\b",
    re.IGNORECASE,
)
_HOLDING = ("hold", "host")
_UNCLEAR = Mention(MentionKind.EVENT, 0, 0, "", "")


def read_events(
    document: Document, passages: Sequence[Passage], mentions: Sequence[Mention]
) -> tuple[Reading, ...]:
    """Return the events that a document tells of, one reading for each place where it tells of one.

    Only what stands in one sentence, list item, table row or heading with its paragraph is
    linked; where it is not clear which event a date or a place belongs to, nothing is.
    """
    scene = set_scene(document, mentions)
    conference = main_conference(scene)
    blocks = document.blocks or (Block(BlockKind.PARAGRAPH, 0, len(document.text)),)
    drafts = [*link_rows(scene, blocks, conference)]
    heading: Block | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            heading = block
        if block.kind is not BlockKind.ROW:
            drafts += _link_block(scene, block, heading, conference)
    taken = {(s.attribute, s.start) for draft in drafts for s in draft.statements}
    for draft in link_headlines(scene, blocks, conference):
        if not any((s.attribute, s.start) in taken for s in draft.statements):
            drafts.append(draft)
    used = {s.start for draft in drafts for s in draft.statements if s.attribute is Attribute.DATE}
    drafts += link_occurrences(scene, used)
    return assemble(document, passages, scene, drafts)


def _link_block(scene: Scene, block: Block, heading: Block | None, conference: str | None) -> list[Draft]:
    drafts: list[Draft] = []
    antecedent = _under_heading(scene, heading)
    for start, end in sentences(scene.text, block.start, block.end):
        found, antecedent = link_sentence(scene, start, end, antecedent, conference)
        drafts += found
    return drafts


def _under_heading(scene: Scene, heading: Block | None) -> Mention | None:
    """Return the one event that a heading is about, None where it names none or several."""
    if heading is None:
        return None
    events = [event for event in scene.within(scene.events, heading.start, heading.end) if event.value]
    return events[0] if len({event.value for event in events}) == 1 else None


def link_sentence(
    scene: Scene, start: int, end: int, antecedent: Mention | None, conference: str | None
) -> tuple[list[Draft], Mention | None]:
    """Return the events of one sentence and the event that a following `it` would mean."""
    events = scene.within(scene.events, start, end)
    dates = scene.within(scene.dates, start, end)
    places = scene.within(scene.places, start, end)
    owner = topic_of(scene) or conference
    drafts = [
        *link_deadlines(scene, start, end, owner),
        *_appositions(scene, events, dates, places),
        *link_bodies(scene, events, dates, start, end),
    ]
    used = {s.start for draft in drafts for s in draft.statements}
    dates = [date for date in dates if date.start not in used]
    places = [place for place in places if place.start not in used]
    predicates = _predicates(scene, start, end, [*events, *dates, *places])
    spans = [(m.start, m.end) for m in (*events, *dates, *places)]
    subject: Mention | None = None
    sole = _sole(scene, events)
    for a, b in clauses(scene.text, start, end, spans, [p.start for p in predicates]):
        for segment in _segments(scene, a, b, predicates, events):
            fallback = subject or sole or antecedent
            found, linked = _link_segment(scene, segment, predicates, events, dates, places, fallback)
            subject = linked or subject
            drafts += found
    drafts += _stated_dates(scene, start, end, events, dates, owner) if not drafts else []
    drafts += _themes(scene, start, end, events, antecedent, conference)
    _add_host(scene, start, end, drafts, conference)
    return drafts, subject or _opening_subject(scene, start, events) or (None if events else antecedent)


def _opening_subject(scene: Scene, start: int, events: Sequence[Mention]) -> Mention | None:
    """Return the event that a sentence begins with, which a following `it` then means."""
    for event in events:
        if event.start - start <= 12 and event.value and not is_reference(scene, event):
            return event
    return None


def _predicates(scene: Scene, start: int, end: int, mentions: Sequence[Mention]) -> list[Predicate]:
    """Return the verbs of a sentence, longest first where they overlap; status words hold, too."""
    found = [p for sort in ("hold", "host", "other") for p in scene.cues.within(sort, start, end)]
    found += [
        Predicate("hold", p.start, p.end)
        for sort in ("cancelled", "postponed", "negated")
        for p in scene.cues.within(sort, start, end)
    ]
    spans = [*((m.start, m.end) for m in mentions), *scene.guarded]
    free = [p for p in found if not any(a <= p.start and p.end <= b for a, b in spans)]
    free.sort(key=lambda p: (p.start, p.start - p.end))
    kept: list[Predicate] = []
    for one in free:
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _segments(
    scene: Scene, start: int, end: int, predicates: Sequence[Predicate], events: Sequence[Mention]
) -> list[tuple[int, int]]:
    """Return the parts of a clause that have one holding verb each."""
    holding = [p for p in predicates if p.sort in _HOLDING and start <= p.start < end]
    cuts = []
    for first, second in pairwise(holding):
        between = [
            e for e in events if first.end <= e.start and e.end <= second.start and not is_reference(scene, e)
        ]
        if between:
            cuts.append(between[0].start)
    return list(pairwise([start, *cuts, end]))


def _link_segment(
    scene: Scene,
    segment: tuple[int, int],
    predicates: Sequence[Predicate],
    events: Sequence[Mention],
    dates: Sequence[Mention],
    places: Sequence[Mention],
    previous: Mention | None,
) -> tuple[list[Draft], Mention | None]:
    start, end = segment
    here = [p for p in predicates if start <= p.start < end]
    holding = [p for p in here if p.sort in _HOLDING]
    inside = [event for event in events if start <= event.start and event.end <= end]
    if not holding:
        if here:
            return [], None
        own = [d for d in dates if start <= d.start and d.end <= end and not _stamped(scene, d)]
        paired = _respectively(scene, start, end, inside, own)
        return paired or _adjuncts(scene, start, inside, own), None
    own_dates = [
        date
        for date in dates
        if start <= date.start
        and date.end <= end
        and _governed(scene, date, here)
        and not _stamped(scene, date)
    ]
    paired = _respectively(scene, start, end, inside, own_dates)
    if paired:
        return paired, None
    subject = _beside(scene, start, holding[0], events) or _subject(scene, holding, inside)
    if subject is None and _without_subject(scene, start, holding[0], inside):
        subject = previous
    if subject is None or not subject.value:
        return [], None
    if len({date.value for date in own_dates}) > 1 and subject.end <= holding[0].start:
        own_dates = [date for date in own_dates if date.start >= subject.end]
    own_dates = _beside_verb(scene, start, end, holding, own_dates)
    draft = Draft(subject.value, subject, min(start, subject.start), max(end, subject.end))
    own_places = [
        place
        for place in places
        if start <= place.start
        and place.end <= end
        and _governed(scene, place, here)
        and not _official(scene, place)
    ]
    draft.statements += date_statements(scene, own_dates, start, end)
    draft.statements += place_statements(scene, own_places, start, end)
    given_up = bool(draft.statements) and all("former" in s.flags for s in draft.statements)
    status = status_statement(scene, start, end, own_dates[0] if len(own_dates) == 1 else None)
    if status is not None and not (given_up and status.value == Modality.DECIDED):
        draft.statements.append(status)
    told = {s.attribute for s in draft.statements} - {Attribute.STATUS}
    ended = status is not None and status.value in ("cancelled", "postponed")
    return ([draft] if told or ended else []), subject


def _beside_verb(
    scene: Scene, start: int, end: int, holding: Sequence[Predicate], dates: list[Mention]
) -> list[Mention]:
    """Return of several dates that differ the one right after the verb, and those it replaces."""
    if len({date.value for date in dates}) < 2 or scene.cues.within("postponed", start, end):
        return dates
    after = [
        date
        for date in dates
        if any(
            verb.end <= date.start
            and _small_words(scene, verb.end, date.start, scene.within(scene.places, verb.end, date.start))
            for verb in holding
        )
    ]
    if len({date.value for date in after}) != 1:
        return dates
    return [date for date in dates if date in after or is_former(scene, date)]


def _sole(scene: Scene, events: Sequence[Mention]) -> Mention | None:
    """Return the one event that a sentence is about, None where it names others, even unresolved."""
    free = _nested_out([event for event in events if not is_reference(scene, event)])
    return free[0] if free and len({event.value for event in free}) == 1 and free[0].value else None


def _without_subject(scene: Scene, start: int, verb: Predicate, events: Sequence[Mention]) -> bool:
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


def _beside(scene: Scene, start: int, verb: Predicate, events: Sequence[Mention]) -> Mention | None:
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
    if named or _prepares(scene, near):
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


def _respectively(
    scene: Scene,
    start: int,
    end: int,
    events: Sequence[Mention],
    dates: Sequence[Mention],
) -> list[Draft]:
    """Return events paired with dates in order: `A and B … on D1 and D2, respectively`, `A on D1, B on D2`."""
    named = [event for event in events if event.value and not is_reference(scene, event)]
    named = [e for at, e in enumerate(named) if e.value not in {other.value for other in named[:at]}]
    named = [e for e in named if not any(other.value.startswith(f"{e.value}-") for other in named)]
    if len(named) < 2 or len(named) != len(dates) or any(not e.value for e in events):
        return []
    order = sorted([(e.start, "e") for e in named] + [(d.start, "d") for d in dates])
    kinds = "".join(kind for _, kind in order)
    told = pattern("respectively", scene.cues.tongues).search(scene.text[start:end])
    if not (kinds == "ed" * len(named) or (kinds in ("ee" + "dd", "eee" + "ddd") and told)):
        return []
    drafts = []
    for event, date in zip(named, dates, strict=True):
        draft = Draft(event.value, event, start, end)
        draft.statements += date_statements(scene, [date], start, end)
        drafts.append(draft)
    return drafts


def _adjuncts(scene: Scene, start: int, events: Sequence[Mention], dates: Sequence[Mention]) -> list[Draft]:
    """Return events that their place and date follow at once: `a coordination meeting in Trieste on 12 April`."""
    drafts: list[Draft] = []
    for event in events:
        date = next((date for date in dates if date.start >= event.end), None)
        if date is None or not event.value or is_reference(scene, event) or date.start - event.end > 60:
            continue
        if any(event.end <= other.start < date.start for other in events):
            continue
        if len(re.findall(r"[^\W\d_]", scene.text[start : event.start])) > 5:
            continue
        places = scene.within(scene.places, event.end, min(len(scene.text), date.end + 30))
        if _small_words(scene, event.end, date.start, places):
            draft = Draft(event.value, event, event.start, date.end)
            draft.statements += date_statements(scene, [date], event.start, date.end)
            draft.statements += place_statements(
                scene, [place for place in places if place.end <= date.start], event.start, date.end
            )
            drafts.append(draft)
    return drafts


def _small_words(scene: Scene, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Say whether only prepositions, punctuation and `mentions` fill a span."""
    rest = list(scene.text[start:end])
    for mention in mentions:
        for position in range(max(start, mention.start), min(end, mention.end)):
            rest[position - start] = " "
    return bool(pattern("adjunct").fullmatch("".join(rest)))


def _subject(scene: Scene, holding: Sequence[Predicate], events: Sequence[Mention]) -> Mention | None:
    """Return the event that is held: the object of `host`, else what stands before the verb."""
    free = [
        event
        for event in events
        if not is_reference(scene, event) or any(0 <= event.start - p.end <= 6 for p in holding)
    ]
    free = _nested_out(free)
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


def _nested_out(events: list[Mention]) -> list[Mention]:
    """Drop unresolved nouns right beside a name (`the WTDC-25 conference`), keep the others."""
    named = [event for event in events if event.value]
    return [
        event
        for event in events
        if event.value
        or not any(abs(event.start - n.end) <= 3 or abs(n.start - event.end) <= 3 for n in named)
    ]


def _governed(scene: Scene, mention: Mention, predicates: Sequence[Predicate]) -> bool:
    """Say whether the verb nearest to a date or place is one of holding."""

    def gap(predicate: Predicate) -> int:
        if predicate.start >= mention.end:
            return predicate.start - mention.end
        return max(0, mention.start - predicate.end)

    return min(predicates, key=gap).sort in _HOLDING


def _stamped(scene: Scene, date: Mention) -> bool:
    """Say whether a date belongs to a letter, a decision or a meeting named beside it."""
    before = scene.text[max(0, date.start - 40) : date.start]
    after = scene.text[date.end : date.end + 16]
    return bool(
        pattern("stamp", scene.cues.tongues).search(before)
        or pattern("stamp_after", scene.cues.tongues).match(after)
    )


def _official(scene: Scene, place: Mention) -> bool:
    """Say whether a country stands for its government, people or delegation."""
    before = scene.text[max(0, place.start - 40) : place.start].lower()
    after = scene.text[place.end : place.end + 14].lower()
    return bool(
        pattern("office_before", scene.cues.tongues).search(before)
        or pattern("office_after", scene.cues.tongues).match(after)
    )


def _appositions(
    scene: Scene, events: Sequence[Mention], dates: Sequence[Mention], places: Sequence[Mention]
) -> list[Draft]:
    """Return the events that are followed by their date in parentheses: `TDAG (12–16 May 2025)`."""
    drafts: list[Draft] = []
    for event in events:
        match = _IN_PARENTHESES.match(scene.text, event.end) if event.value else None
        if match is None:
            continue
        start, end = match.span(1)
        own_dates = scene.within(dates, start, end)
        own_places = scene.within(places, start, end)
        if len({date.value for date in own_dates}) != 1 or _other_words(
            scene, start, end, [*own_dates, *own_places]
        ):
            continue
        draft = Draft(event.value, event, event.start, match.end())
        draft.statements += date_statements(scene, own_dates, start, end)
        draft.statements += place_statements(scene, own_places, start, end)
        if not any(s.start == own_dates[0].start for other in drafts for s in other.statements):
            drafts.append(draft)
    return drafts


def _other_words(scene: Scene, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Say whether more than small words stand beside the mentions of a span."""
    rest = list(scene.text[start:end])
    for mention in mentions:
        for position in range(mention.start, mention.end):
            rest[position - start] = " "
    return len("".join(rest).split()) > 4


def _stated_dates(
    scene: Scene,
    start: int,
    end: int,
    events: Sequence[Mention],
    dates: Sequence[Mention],
    owner: str | None,
) -> list[Draft]:
    """Return the dates of the conference of a document that says `the dates are …` without its name."""
    cues = scene.cues.within("the_dates", start, end)
    after = [date for date in dates if cues and 0 <= date.start - cues[0].end <= 24]
    others = {event.value for event in events if event.value and "anaphor" not in event.flags}
    mention = next((event for event in scene.events if event.value == owner), None)
    if len(after) != 1 or others or mention is None:
        return []
    draft = Draft(mention.value, mention, start, end)
    draft.statements += date_statements(scene, after, start, end)
    status = status_statement(scene, start, end, after[0])
    draft.statements += [status] if status else []
    return [draft]


def _themes(
    scene: Scene,
    start: int,
    end: int,
    events: Sequence[Mention],
    antecedent: Mention | None,
    conference: str | None,
) -> list[Draft]:
    theme = theme_of(scene, start, end)
    if theme is None:
        return []
    outside = [e for e in events if e.value and not (theme.start <= e.start < theme.end)]
    conferences = [e for e in outside if e.role == "conference" or e.value == conference]
    chosen = conferences or outside
    if chosen and len({event.value for event in chosen}) > 1:
        return []
    owner = chosen[0] if chosen else antecedent
    if owner is None and conference is not None:
        owner = next((event for event in scene.events if event.value == conference), None)
    if owner is None:
        return []
    draft = Draft(owner.value, owner, start, end)
    draft.statements.append(statement(scene, Attribute.THEME, theme.text, theme))
    return [draft]


def _add_host(scene: Scene, start: int, end: int, drafts: list[Draft], conference: str | None) -> None:
    """Give the host that a sentence names to the event that the sentence is about."""
    host = host_of(scene, start, end)
    keys = {draft.key for draft in drafts if draft.kind is None}
    if host is None or len(keys) != 1:
        return
    draft = next(draft for draft in drafts if draft.kind is None)
    draft.statements.append(statement(scene, Attribute.HOST, host.text, host))
