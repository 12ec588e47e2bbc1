"""From mentions to events: which date, place and format a document gives to which event."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.adjuncts import adjuncts, appositions, beside_verb, respectively
from ingest.asides import add_host, stated_dates, themes
from ingest.bodies import link_bodies
from ingest.changes import changes
from ingest.clauses import clauses, sentences
from ingest.corrections import corrections
from ingest.deadlines import link_deadlines, without_purposes
from ingest.documents import Block, BlockKind, Document, Passage
from ingest.drafts import Draft, Scene, set_scene
from ingest.events import Attribute, Modality, Reading
from ingest.headlines import link_headlines
from ingest.mentions.mention import Mention
from ingest.occurrences import link_occurrences
from ingest.opening_days import opening_days
from ingest.owners import main_conference, topic_of
from ingest.plain import seat, sole_range
from ingest.predicates import Predicate
from ingest.properties import (
    date_statements,
    place_statements,
    status_statement,
)
from ingest.readings import assemble
from ingest.rows import link_rows
from ingest.sections import in_sections, owner_under, with_heading
from ingest.segments import HOLDING, find_predicates, governed, official, segments, stamped
from ingest.subjects import beside, held_subject, opening_subject, sole, without_subject

_POINTS_BACK = re.compile(
    r"其(?!他|它|中|余)|\b(?:its|it)\b|\b(?:son|sa|il|elle) (?=\w)|\b(?:su|sus)\b|\b(?:его|её|ее|он|она"
    r"|оно)\b",
    re.IGNORECASE,
)
"""How a paragraph begins that goes on about the event of the one before it."""


def read_events(
    document: Document, passages: Sequence[Passage], mentions: Sequence[Mention]
) -> tuple[Reading, ...]:
    """Return the events that a document tells of, one reading for each place where it tells of one.

    Only what stands in one sentence, list item, table row or heading with its paragraph is
    linked; where it is not clear which event a date or a place belongs to, nothing is, nor is what
    speaks to a machine.
    """
    scene = set_scene(document, mentions)
    conference = main_conference(scene)
    blocks = document.blocks or (Block(BlockKind.PARAGRAPH, 0, len(document.text)),)
    scene = in_sections(scene, blocks, conference)
    drafts = [*link_rows(scene, blocks, conference)]
    last: Mention | None = None
    for block, heading in with_heading(blocks):
        if block.kind is BlockKind.ROW:
            continue
        before = last if block is not heading and _POINTS_BACK.match(scene.text, block.start) else None
        found, last = _link_block(scene, block, heading, owner_under(scene, heading) or conference, before)
        drafts += found
    taken = {(s.attribute, s.start) for draft in drafts for s in draft.statements}
    for draft in link_headlines(scene, blocks, conference):
        if not any((s.attribute, s.start) in taken for s in draft.statements):
            drafts.append(draft)
    used = {s.start for draft in drafts for s in draft.statements if s.attribute is Attribute.DATE}
    drafts += link_occurrences(scene, used)
    return assemble(document, passages, scene, drafts)


def _link_block(
    scene: Scene, block: Block, heading: Block | None, conference: str | None, before: Mention | None
) -> tuple[list[Draft], Mention | None]:
    """Return the events of a block, and the one that a paragraph after it which begins with `its` means."""
    drafts: list[Draft] = []
    antecedent = before or _under_heading(scene, heading)
    for start, end in sentences(scene.text, block.start, block.end):
        found, antecedent = link_sentence(scene, start, end, antecedent, conference)
        drafts += found
    return drafts, antecedent


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
    drafts, taken = opening_days(scene, start, end, events, dates, places)
    if not taken:
        drafts = link_deadlines(scene, start, end, antecedent.value if antecedent else owner)
    if not drafts and not taken:
        drafts = corrections(scene, start, end, events, dates, owner)
    if not drafts and not taken:
        drafts, taken = changes(scene, start, end, events, dates)
    dates = [date for date in dates if date not in taken]
    drafts += [
        *appositions(scene, events, dates, places, end),
        *link_bodies(scene, events, dates, start, end),
    ]
    used = {s.start for draft in drafts for s in draft.statements}
    dates = [date for date in dates if date.start not in used]
    places = [place for place in places if place.start not in used]
    named = [place for place in places if place.value not in ("online", "hybrid", "in_person")]
    predicates = find_predicates(scene, start, end, [*events, *dates, *named])
    spans = [(m.start, m.end) for m in (*events, *dates, *places)]
    subject: Mention | None = None
    only = sole(scene, events)
    for a, b in clauses(scene.text, start, end, spans, [p.start for p in predicates]):
        for segment in segments(scene, a, b, predicates, events):
            fallback = subject or only or antecedent
            found, linked = _link_segment(scene, segment, predicates, events, dates, places, fallback)
            subject = linked or subject
            drafts += found
    if not any(s.attribute is Attribute.DATE for draft in drafts for s in draft.statements):
        drafts += sole_range(scene, start, end, events, dates, places)
    if not any(s.attribute is Attribute.CITY for draft in drafts for s in draft.statements):
        drafts += seat(scene, start, end, events, places)
    drafts += stated_dates(scene, start, end, events, dates, owner) if not drafts else []
    drafts = without_purposes(scene, start, end, drafts)
    drafts += themes(scene, start, end, events, antecedent, conference)
    add_host(scene, start, end, drafts, conference)
    return drafts, subject or opening_subject(scene, start, events) or (None if events else antecedent)


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
    holding = [p for p in here if p.sort in HOLDING]
    inside = [event for event in events if start <= event.start and event.end <= end]
    if not holding:
        if here:
            return [], None
        own = [d for d in dates if start <= d.start and d.end <= end and not stamped(scene, d)]
        paired = respectively(scene, start, end, inside, own)
        return paired or adjuncts(scene, start, inside, own), None
    own_dates = [
        date
        for date in dates
        if start <= date.start
        and date.end <= end
        and governed(scene, date, here)
        and not stamped(scene, date)
    ]
    paired = respectively(scene, start, end, inside, own_dates)
    if paired:
        return paired, None
    subject = beside(scene, start, holding[0], events) or held_subject(scene, holding, inside)
    if subject is None and without_subject(scene, start, holding[0], inside):
        subject = previous
    if subject is None or not subject.value:
        return [], None
    if len({date.value for date in own_dates}) > 1 and subject.end <= holding[0].start:
        own_dates = [date for date in own_dates if date.start >= subject.end]
    own_dates = beside_verb(scene, start, end, holding, own_dates)
    draft = Draft(subject.value, subject, min(start, subject.start), max(end, subject.end))
    own_places = [
        place
        for place in places
        if start <= place.start
        and place.end <= end
        and governed(scene, place, here)
        and not official(scene, place)
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
