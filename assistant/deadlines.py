"""Deadlines: a dated one of the ledger, a sentence that gives one, or that it will be told later."""

from __future__ import annotations

from assistant.draft import Draft
from assistant.facts import Facts, plain_sentence, sources
from assistant.lexicon import lexicon
from assistant.question import Ask
from assistant.refusals import decline, later
from assistant.sentences import Unit, concepts, units
from ingest.events import Attribute, Event, EventKind

_GENERAL = {"participation", "practical_details"}


def deadline(facts: Facts) -> Draft | None:
    """Answer by when something must be done for the conference asked about."""
    if not facts.question.wants(Ask.DEADLINE):
        return None
    topics = facts.question.topics - _GENERAL or facts.question.topics
    dated = _dated(facts, topics)
    if dated:
        said = [
            plain_sentence(
                facts.say("line", name=facts.name(event), facts=facts.day(str(event.value(Attribute.DATE)))),
                *sources(event, Attribute.DATE),
                bullet=len(dated) > 1,
            )
            for event in dated
        ]
        return Draft(tuple(said))
    for unit in _mentioning(facts, topics):
        if not _has_day(unit.text):
            return later(facts, "deadline", source=unit.source)
        return None
    return decline(facts, "deadline")


def _dated(facts: Facts, topics: frozenset[str]) -> list[Event]:
    own = {event.key for event in facts.subject.events}
    wanted = own if own - set(facts.subject.conferences) else set(facts.subject.conferences)
    if facts.subject.guessed:
        wanted = {event.key for event in facts.subject.events[:1]}
    found = []
    for event in facts.events:
        if event.kind is not EventKind.DEADLINE or not event.value(Attribute.DATE):
            continue
        if wanted and event.parent and event.parent not in wanted:
            continue
        words = " ".join(
            [name.text for name in event.names]
            + [
                facts.documents[reading.document_id].text[reading.start : reading.end]
                for reading in event.readings
            ]
        )
        if topics & concepts(words):
            found.append(event)
    return found


def _mentioning(facts: Facts, topics: frozenset[str]) -> list[Unit]:
    """Return the sentences that speak of a deadline of what is asked, in the documents asked about."""
    return [
        unit
        for document in facts.documents_asked()
        for unit in units(document)
        if topics & concepts(unit.text) and Ask.DEADLINE in lexicon("cues").names(unit.text)
    ]


def _has_day(text: str) -> bool:
    from ingest.mentions.dates import find_dates

    return any(len(mention.value) >= 7 for mention in find_dates(text))
