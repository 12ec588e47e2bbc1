"""From mentions to events: which date, place and format a document gives to which event."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ingest.clauses import clauses, sentences
from ingest.documents import Block, BlockKind, Document, Passage
from ingest.events import Attribute, EventKind, EventName, Modality, Reading, Statement
from ingest.mentions.mention import Mention, MentionKind, Precision
from ingest.mentions.vocabulary import level
from ingest.modality import modality_of
from ingest.predicates import Predicate, find, pattern

_REFERENCE_REACH = 48
_IN_PARENTHESES = re.compile(r"\s?\)?\s?(?:\([A-ZА-ЯЁ][\w -]{1,14}\))?\s?\(([^()]{4,80})\)")


@dataclass(slots=True)
class Draft:
    """One event as the current unit tells it, before statements of the whole document are gathered."""

    key: str
    mention: Mention
    start: int
    end: int
    statements: list[Statement] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Scene:
    """A document with its mentions, as the linker needs them."""

    document: Document
    text: str
    events: tuple[Mention, ...]
    dates: tuple[Mention, ...]
    places: tuple[Mention, ...]
    guarded: tuple[tuple[int, int], ...]

    def within(self, mentions: Iterable[Mention], start: int, end: int) -> list[Mention]:
        """Return those of `mentions` that lie in the span."""
        return [mention for mention in mentions if start <= mention.start and mention.end <= end]


def read_events(
    document: Document, passages: Sequence[Passage], mentions: Sequence[Mention]
) -> tuple[Reading, ...]:
    """Return the events that a document tells of, one reading for each event and place it is told.

    Only what stands in one sentence, list item, table row or heading with its paragraph is
    linked; where it is not clear which event a date or a place belongs to, nothing is.
    """
    from ingest.readings import assemble
    from ingest.rows import link_rows

    scene = _scene(document, mentions)
    drafts: list[Draft] = []
    blocks = document.blocks or (Block(BlockKind.PARAGRAPH, 0, len(document.text)),)
    heading: Block | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            heading = block
        if block.kind is not BlockKind.ROW:
            drafts += _link_block(scene, block, heading)
    drafts += link_rows(scene, blocks)
    return assemble(document, passages, scene, drafts)


def _scene(document: Document, mentions: Sequence[Mention]) -> Scene:
    guarded = tuple(
        (mention.start, mention.end)
        for mention in mentions
        if mention.kind in (MentionKind.RESOLUTION, MentionKind.SYMBOL, MentionKind.CONTACT)
    )
    events = tuple(m for m in mentions if m.kind is MentionKind.EVENT)
    names = [(m.start, m.end) for m in events]

    def free(mention: Mention) -> bool:
        return not any(a < mention.end and mention.start < b for a, b in (*guarded, *names))

    dates = tuple(
        m
        for m in mentions
        if m.kind is MentionKind.DATE
        and m.precision is not Precision.YEAR
        and free(m)
        and not m.value.startswith("-")
        and "damaged" not in m.flags
    )
    places = tuple(
        m for m in mentions if m.kind is MentionKind.PLACE and free(m) and "in_title" not in m.flags
    )
    return Scene(document, level(document.text), events, dates, places, guarded)


def _link_block(scene: Scene, block: Block, heading: Block | None) -> list[Draft]:
    drafts: list[Draft] = []
    antecedent: Mention | None = None
    for start, end in sentences(scene.text, block.start, block.end):
        found, antecedent = link_sentence(scene, start, end, antecedent)
        drafts += found
    return drafts


def link_sentence(
    scene: Scene, start: int, end: int, antecedent: Mention | None = None
) -> tuple[list[Draft], Mention | None]:
    """Return the events of one sentence and the event that a following `it` would mean."""
    events = scene.within(scene.events, start, end)
    dates = scene.within(scene.dates, start, end)
    places = scene.within(scene.places, start, end)
    drafts = _appositions(scene, events, dates, places)
    used = {statement.start for draft in drafts for statement in draft.statements}
    dates = [date for date in dates if date.start not in used]
    places = [place for place in places if place.start not in used]
    predicates = _predicates(scene, start, end, [*events, *dates, *places])
    spans = [(m.start, m.end) for m in (*events, *dates, *places)]
    subject: Mention | None = None
    for a, b in clauses(scene.text, start, end, spans, [p.start for p in predicates]):
        for segment in _segments(scene, a, b, predicates, events):
            found, subject = _link_segment(
                scene, segment, predicates, events, dates, places, subject, antecedent
            )
            drafts += found
    named = [event for event in events if event.value]
    return drafts, subject or (named[0] if len({e.value for e in named}) == 1 else None)


def _predicates(scene: Scene, start: int, end: int, mentions: Sequence[Mention]) -> list[Predicate]:
    found = [p for sort in ("hold", "host", "other") for p in find(sort, scene.text, start, end)]
    free = [p for p in found if not any(m.start <= p.start and p.end <= m.end for m in mentions)]
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
    holding = [p for p in predicates if p.sort in ("hold", "host") and start <= p.start < end]
    cuts = []
    for first, second in pairwise(holding):
        between = [
            e for e in events if first.end <= e.start and e.end <= second.start and not is_reference(scene, e)
        ]
        if between:
            cuts.append(between[0].start)
    edges = [start, *cuts, end]
    return list(pairwise(edges))


def is_reference(scene: Scene, event: Mention) -> bool:
    """Say whether an event only places or qualifies another (`before WTDC-25`, WTDC-21的议程)."""
    before = scene.text[max(0, event.start - _REFERENCE_REACH) : event.start]
    after = scene.text[event.end : event.end + 24]
    return bool(pattern("before_event").search(before) or pattern("after_event").match(after))


def _link_segment(
    scene: Scene,
    segment: tuple[int, int],
    predicates: Sequence[Predicate],
    events: Sequence[Mention],
    dates: Sequence[Mention],
    places: Sequence[Mention],
    previous: Mention | None,
    antecedent: Mention | None,
) -> tuple[list[Draft], Mention | None]:
    start, end = segment
    here = [p for p in predicates if start <= p.start < end]
    holding = [p for p in here if p.sort in ("hold", "host")]
    inside = [event for event in events if start <= event.start and event.end <= end]
    if not holding:
        return [], previous
    subject = _subject(scene, holding, inside)
    if subject is None and not [e for e in inside if not is_reference(scene, e)]:
        subject = previous or antecedent
    if subject is None or not subject.value:
        return [], previous
    draft = Draft(subject.value, subject, start, end)
    own_dates = [
        date
        for date in dates
        if start <= date.start
        and date.end <= end
        and _governed(scene, date, here)
        and not _stamped(scene, date)
        and not find("deadline", scene.text, max(start, date.start - 16), min(end, date.end + 8))
    ]
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
    return [draft], subject


def _subject(scene: Scene, holding: Sequence[Predicate], events: Sequence[Mention]) -> Mention | None:
    """Return the event that is held: the object of `host`, else what stands before the verb."""
    verb = holding[-1]
    free = [
        event
        for event in events
        if not is_reference(scene, event) or any(0 <= event.start - p.end <= 6 for p in holding)
    ]
    if verb.sort == "host":
        after = [event for event in free if event.start >= verb.start]
        if after:
            return after[0]
    first = holding[0]
    before = _nested_out(scene, [event for event in free if event.end <= first.start + 2])
    keys = {event.value for event in before}
    if len(keys) == 1:
        return before[0]
    if len(keys) > 1:
        return None
    after = _nested_out(scene, [event for event in free if event.start >= first.start])
    keys = {event.value for event in after}
    return after[0] if len(keys) == 1 else None


def _nested_out(scene: Scene, events: list[Mention]) -> list[Mention]:
    """Drop unresolved nouns right beside a name (`TDAG meeting`), keep the others."""
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
            stretch = scene.text[mention.end : predicate.start]
        else:
            stretch = scene.text[predicate.end : mention.start]
        return len(stretch)

    nearest = min(predicates, key=gap)
    return nearest.sort in ("hold", "host")


def _stamped(scene: Scene, date: Mention) -> bool:
    before = scene.text[max(0, date.start - 40) : date.start]
    after = scene.text[date.end : date.end + 16]
    return bool(pattern("stamp").search(before) or pattern("stamp_after").match(after))


def _official(scene: Scene, place: Mention) -> bool:
    """Say whether a country stands for its government, people or delegation."""
    before = scene.text[max(0, place.start - 40) : place.start].lower()
    after = scene.text[place.end : place.end + 14].lower()
    return bool(pattern("office_before").search(before) or pattern("office_after").match(after))


def date_statements(scene: Scene, dates: Sequence[Mention], start: int, end: int) -> list[Statement]:
    """Return the statements of a unit's dates; of several that differ none, unless one is the former."""
    current: list[Mention] = []
    former: list[Mention] = []
    for date in dates:
        lead = scene.text[max(start, date.start - 28) : date.start]
        (former if pattern("former").search(lead) else current).append(date)
    if len({date.value for date in current}) > 1:
        return []
    modality, _ = modality_of(scene.text, start, end)
    return [
        *(_statement(scene, Attribute.DATE, date.value, date, modality) for date in current),
        *(
            replace(
                _statement(scene, Attribute.DATE, date.value, date, Modality.POSTPONED),
                flags=(*date.flags, "former"),
            )
            for date in former
        ),
    ]


def place_statements(scene: Scene, places: Sequence[Mention], start: int, end: int) -> list[Statement]:
    """Return city, country, venue and format of a unit; nothing where two cities stand in it."""
    modality, _ = modality_of(scene.text, start, end)
    found: list[Statement] = []
    cities = [place for place in places if "/" in place.value and ":" not in place.value]
    countries = [place for place in places if "/" not in place.value and len(place.value) == 2]
    if len({city.value for city in cities}) > 1:
        cities, countries = [], []
    for city in cities:
        found.append(_statement(scene, Attribute.CITY, city.value, city, modality))
        found.append(_statement(scene, Attribute.COUNTRY, city.value.partition("/")[0], city, modality))
    codes = {city.value.partition("/")[0] for city in cities}
    if not codes and len({country.value for country in countries}) > 1:
        countries = []
    for country in countries:
        if not codes or country.value in codes:
            found.append(_statement(scene, Attribute.COUNTRY, country.value, country, modality))
    for place in places:
        if place.value in ("online", "hybrid", "in_person"):
            found.append(_statement(scene, Attribute.FORMAT, place.value, place, modality))
        elif place.value.startswith("venue:"):
            found.append(
                _statement(scene, Attribute.VENUE, place.value.removeprefix("venue:"), place, modality)
            )
    return found


def _statement(
    scene: Scene, attribute: Attribute, value: str, mention: Mention, modality: Modality
) -> Statement:
    return Statement(
        attribute,
        value,
        scene.document.text[mention.start : mention.end],
        mention.start,
        mention.end,
        scene.document.id,
        issued=scene.document.issued,
        modality=modality,
        flags=tuple(flag for flag in mention.flags if flag != "edition"),
        zone=mention.zone,
    )


def _appositions(
    scene: Scene, events: Sequence[Mention], dates: Sequence[Mention], places: Sequence[Mention]
) -> list[Draft]:
    """Return the events that are followed by their date in parentheses: `TDAG (12–16 May 2025)`."""
    drafts = []
    for event in events:
        if not event.value:
            continue
        match = _IN_PARENTHESES.match(scene.text, event.end)
        if not match:
            continue
        start, end = match.span(1)
        own_dates = scene.within(dates, start, end)
        own_places = scene.within(places, start, end)
        if len({date.value for date in own_dates}) != 1 or _other_words(
            scene, start, end, own_dates, own_places
        ):
            continue
        draft = Draft(event.value, event, event.start, match.end())
        draft.statements += date_statements(scene, own_dates, start, end)
        draft.statements += place_statements(scene, own_places, start, end)
        drafts.append(draft)
    return drafts


def _other_words(
    scene: Scene, start: int, end: int, dates: Sequence[Mention], places: Sequence[Mention]
) -> bool:
    """Say whether more than small words stand beside the dates and places of a span."""
    rest = list(scene.text[start:end])
    for mention in (*dates, *places):
        for position in range(mention.start, mention.end):
            rest[position - start] = " "
    return len("".join(rest).split()) > 4


def names_of(scene: Scene, key: str) -> tuple[EventName, ...]:
    """Return the names that a document uses for an event, each where it first stands."""
    found: dict[str, EventName] = {}
    for event in scene.events:
        if event.value == key and not {"anaphor", "nominal"} & set(event.flags):
            text = event.text.strip()
            found.setdefault(
                text, EventName(text, scene.document.language, scene.document.id, event.start, event.end)
            )
    return tuple(found.values())


def kind_of(mention: Mention) -> EventKind:
    """Return the kind that an event mention carries."""
    return EventKind(mention.role) if mention.role else EventKind.OTHER
