"""The building and the address that an event is held in."""

from __future__ import annotations

import re

from assistant.draft import Source, from_mention, from_statement
from assistant.facts import Facts, place_sources, sentence_around, sources
from assistant.lexicon import plain
from ingest.events import Attribute, Event
from ingest.mentions.mention import MentionKind

BUILDING = re.compile(
    r"会址|场馆|会场|场所|会议中心|哪[座栋幢]楼?|建筑|[哪什]么?个?(?:大?厅|会议室)|什么地点|具体地点|具体在"
    r"|\bbuilding\b|\bvenue\b|convention cent|conference cent|exhibition cent"
    r"|\bpremises\b|\bhall\b"
    r"|\bbatiment\b|centre de conf|centre des cong|\bsalle\b|\brecinto\b|\bedificio\b|centro de conv"
    r"|\bздани\w+|\bплощадк\w+|конгресс|مبني|قاعه|مركز"
)
"""Words of a question that ask for the building and not only the city; for `plain` text."""


def asks_building(facts: Facts, event: Event) -> bool:
    """Return whether a building is asked for: by such a word, or by asking where in a named city."""
    city = event.value(Attribute.CITY)
    named = any(place.value == city for place in facts.question.places)
    return named or bool(BUILDING.search(plain(facts.question.text)))


def venue(facts: Facts, event: Event) -> tuple[str, tuple[Source, ...]] | None:
    """Return the building that an event is held in, as written: of the ledger, else of its own sentence."""
    given = event.attributes.get(Attribute.VENUE)
    if given:
        told = given.current.statements
        own = next((s for s in told if facts.documents[s.document_id].language == facts.language), told[0])
        return own.text, (from_statement(own),)
    for source in (*sources(event, Attribute.DATE), *place_sources(event)):
        for mention in facts.inside(sentence_around(facts, source)):
            if mention.kind is MentionKind.PLACE and mention.value.startswith("venue:"):
                return mention.text, (from_mention(mention),)
    return None
