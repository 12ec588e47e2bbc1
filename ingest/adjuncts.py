"""Dates that stand beside their event without a verb between: in parentheses, listed, right after it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.drafts import Draft, Scene
from ingest.events import Modality, Statement
from ingest.mentions.mention import Mention
from ingest.modality import modality_of
from ingest.predicates import Predicate, pattern
from ingest.properties import (
    date_statements,
    is_former,
    is_moved,
    is_reference,
    place_statements,
    status_statement,
)

# How far after the parentheses `remains to be confirmed` still tells of what stands in them.
_TOLD_AFTER = 40
_IN_PARENTHESES = re.compile(
    r"\s?\)?\s?(?:\([A-ZА-ЯЁ][\w -]{1,14}\))?\s?\(((?:[^()]|\([^()]{2,40}\)){4,110})\)"
)


def beside_verb(
    scene: Scene, start: int, end: int, holding: Sequence[Predicate], dates: list[Mention]
) -> list[Mention]:
    """Return of several dates that differ the one right after the verb, and those it replaces."""
    if len({date.value for date in dates}) < 2 or is_moved(scene, start, end):
        return dates
    after = [
        date
        for date in dates
        if any(
            verb.end <= date.start
            and small_words(scene, verb.end, date.start, scene.within(scene.places, verb.end, date.start))
            for verb in holding
        )
    ]
    if len({date.value for date in after}) != 1:
        return dates
    return [date for date in dates if date in after or is_former(scene, date)]


def respectively(
    scene: Scene,
    start: int,
    end: int,
    events: Sequence[Mention],
    dates: Sequence[Mention],
) -> list[Draft]:
    """Return events paired with dates: `A and B on D1 and D2, respectively`, `A on D1, B on D2`."""
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


def adjuncts(scene: Scene, start: int, events: Sequence[Mention], dates: Sequence[Mention]) -> list[Draft]:
    """Return events that their place and date follow at once: `a meeting in Trieste on 12 April`."""
    drafts: list[Draft] = []
    for event in events:
        date = next((date for date in dates if date.start >= event.end), None)
        if date is None or not event.value or is_reference(scene, event) or date.start - event.end > 200:
            continue
        between = [other for other in events if event.end <= other.start < date.start]
        if any(other.value != event.value and not is_reference(scene, other) for other in between):
            continue
        if len(re.findall(r"[^\W\d_]", scene.text[start : event.start])) > 5:
            continue
        places = scene.within(scene.places, event.end, min(len(scene.text), date.end + 40))
        named = max([event, *between], key=lambda other: other.end).end
        if small_words(scene, named, date.start, places):
            draft = Draft(event.value, event, event.start, date.end)
            draft.statements += date_statements(scene, [date], event.start, date.end)
            own = [
                place
                for place in places
                if place.end <= date.start or small_words(scene, date.end, place.start, places)
            ]
            draft.statements += place_statements(scene, own, event.start, date.end)
            drafts.append(draft)
    return drafts


def small_words(scene: Scene, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Say whether only prepositions, punctuation and `mentions` fill a span."""
    rest = list(scene.text[start:end])
    for mention in mentions:
        for position in range(max(start, mention.start), min(end, mention.end)):
            rest[position - start] = " "
    return bool(pattern("adjunct").fullmatch("".join(rest)))


def appositions(
    scene: Scene, events: Sequence[Mention], dates: Sequence[Mention], places: Sequence[Mention], limit: int
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
        draft.statements = _unsettled(scene, draft.statements, start, min(limit, end + _TOLD_AFTER))
        if not any(s.start == own_dates[0].start for other in drafts for s in other.statements):
            drafts.append(draft)
    return drafts


def _unsettled(scene: Scene, statements: list[Statement], start: int, end: int) -> list[Statement]:
    """Return statements as tentative where the words in or after the parentheses leave them open."""
    modality, _ = modality_of(scene, start, end)
    status = status_statement(scene, start, end, None)
    if modality is not Modality.TENTATIVE or status is None:
        return statements
    return [*(replace(one, modality=modality) for one in statements), status]


def _other_words(scene: Scene, start: int, end: int, mentions: Sequence[Mention]) -> bool:
    """Say whether more than small words stand beside the mentions of a span."""
    rest = list(scene.text[start:end])
    for mention in mentions:
        for position in range(mention.start, mention.end):
            rest[position - start] = " "
    return len("".join(rest).split()) > 4
