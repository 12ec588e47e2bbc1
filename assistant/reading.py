"""Reading the best sentences closely: how near each is to the question in meaning, and whether it answers."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Protocol

from assistant.choice import STRONG, Ranked
from assistant.draft import Source
from assistant.event_keys import series_of
from assistant.facts import Facts
from assistant.fit import SUREST
from assistant.sentences import Unit, heading_of, units
from ingest.events import Event
from ingest.mentions.mention import MentionKind

_TAKES_UP = re.compile(
    r"[这该此其]|上述|(?:It|They|These|Such|Those|This)\b|(?:Ces|Ceux-ci)\b|(?:Estos|Estas|Dichos|Dichas|Tales)\b"
    r"|(?:Эти|Такие)\b|هذه ال"
)
"""How a sentence opens that takes up what the one before it names."""
_LONGEST_BEFORE = 160
"""Characters of the sentence before that is read along."""
MOST_COMPARED = 32
"""Sentences that are compared by meaning: those that fit best by words."""


class Reading(Protocol):
    """A question held against sentences, each with its language (`index.reading.Reading`)."""

    def wording(self, sentences: Sequence[tuple[str, str]]) -> Sequence[float]: ...

    def meaning(self, sentences: Sequence[tuple[str, str]]) -> Sequence[float]: ...

    def answering(self, sentences: Sequence[tuple[str, str]]) -> Sequence[float] | None: ...


def read_closely(
    facts: Facts, ranked: list[Ranked], reading: Reading | None, taken_over: Collection[Source]
) -> list[Ranked]:
    """Return sentences in order again once the best are compared by meaning, and read whether they answer.

    Those that are not read count as those that answer least of all.
    """
    if reading is None or not ranked:
        return ranked
    best, rest = ranked[:MOST_COMPARED], ranked[MOST_COMPARED:]
    near = reading.meaning([(one.unit.text, one.unit.language) for one in best])
    headed = [
        (heading_of(facts.documents[one.unit.document_id], one.unit), _spelled_out(facts, one, taken_over))
        for one in best
    ]
    again = [
        replace(one, signs=replace(one.signs, meaning=max(-3.0, min(6.0, value))))
        for one, value in zip(best, near, strict=True)
    ]
    odds = reading.answering(headed)
    if odds is not None:
        held = [max(-SUREST, min(SUREST, answers)) for answers in odds]
        again = [_answering(one, answers) for one, answers in zip(again, held, strict=True)]
        rest = [_answering(one, min(held)) for one in rest]
    own = [one for one in again if not (one.signs.other or one.signs.aside) and one.signs.strength >= STRONG]
    return [*sorted(again, key=lambda one: (bool(own) and one.signs.other, -one.score)), *rest]


def _spelled_out(facts: Facts, one: Ranked, taken_over: Collection[Source]) -> str:
    """Return a sentence to be read alone: with the name of the event that it only points to (`it`).

    One that points to something else is read with the sentence before it.
    """
    text = one.unit.text
    event = _one_event(facts)
    if one.unit.source not in taken_over or "event:" not in one.matched or event is None:
        return _with_before(facts, one.unit)
    owner = (event.parent or event.key).partition("-")[0]
    said = [m.value for m in facts.inside(one.unit.source) if m.kind is MentionKind.EVENT and m.value]
    if any(value.partition("-")[0] != owner for value in said) or any(n.text in text for n in event.names):
        return text  # It names an event itself.
    names = event.names
    own = [name.text for name in names if name.language == one.unit.language] or [n.text for n in names]
    return f"{min(own, key=len)}: {text}" if own else text


def _with_before(facts: Facts, unit: Unit) -> str:
    """Return a sentence after the one that it takes up (`these`, `such`), where that is in its paragraph."""
    if not _TAKES_UP.match(unit.text):
        return unit.text
    before = [one for one in units(facts.documents[unit.document_id]) if one.end <= unit.start]
    if not before or before[-1].block != unit.block or len(before[-1].text) > _LONGEST_BEFORE:
        return unit.text
    return f"{before[-1].text} {unit.text}"


def _one_event(facts: Facts) -> Event | None:
    """Return the one event asked about, or the one series that all of them are of."""
    events = facts.subject.events
    if len(events) == 1:
        return events[0]
    series = {found.key: found for event in events if (found := series_of(event, facts.events))}
    return next(iter(series.values())) if len(series) == 1 else None


def _answering(one: Ranked, answers: float) -> Ranked:
    return replace(one, signs=replace(one.signs, answer=answers))
