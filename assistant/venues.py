"""The building and the address that an event is held in."""

from __future__ import annotations

import re

from assistant.answer import Method
from assistant.asks import Ask
from assistant.chronology import nearest_of
from assistant.documents_asked import documents_asked
from assistant.draft import Draft, Source, from_mention, from_statement
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.quotation import quoted, sentence_around
from assistant.sentences import units
from assistant.statements import place_sources, sources
from ingest.events import Attribute, Event, EventKind
from ingest.mentions.mention import MentionKind
from ingest.mentions.places import place_name

BUILDING = re.compile(
    r"会址|场馆|会馆|会展中心|展览馆|体育馆|哪[一]?[座栋幢个]?[^，,。？?]{0,4}(?:中心|大楼|宫)|会场|场所|会议中心|哪[座栋幢]楼?|建筑|[哪什]么?个?(?:大?厅|会议室)|什么地点|具体地点|具体在"
    r"|学校|大学|学院|酒店里?举|\b(?:university|school|academy|hotel)\b|\buniversit\w+|\bescuela\b|\becole\b"
    r"|\bуниверситет\w*|\bпомещени\w*|جامعه|كليه"
    r"|\bbuilding\b|\bvenue\b|convention cent|conference cent|exhibition cent"
    r"|\bpremises\b|\bhall\b"
    r"|\bbatiment\b|centre de conf|centre des cong|\bsalle\b|\brecinto\b|\bedificio\b|centro de conv"
    r"|\bздани\w+|\bплощадк\w+|конгресс|مبني|قاعه|مركز"
)
"""Words of a question that ask for the building and not only the city; for `plain` text."""


_ADDRESS = re.compile(
    r"\d+[A-Za-z]?,? (?:[A-Z][\w'’.-]+ ){1,4}"
    r"(?:Street|St\.?|Avenue|Ave\.?|Road|Rd\.?|Boulevard|Square|Lane|Drive|Way|Quay)"
    r"|(?:\d+,? )?(?:[Rr]ue|[Aa]venue|[Bb]oulevard|[Pp]lace|[Qq]uai) (?:de |du |des |d'|de la )?[A-Z][\w'’-]+"
    r"|(?:Calle|Avenida|Avda\.|Paseo|Plaza|Rambla) [^.;\n|]{3,50}\d+"
    r"|(?:ул\.|улиц\w+|проспект\w*|пр\.|площад\w+|наб\.) ?[А-ЯЁ«][^.;\n|]{2,40}\d+"
    r"|[\u4e00-\u9fff]{2,12}(?:路|街|大道|大街|巷)\s?\d+\s?号|(?:شارع|طريق) [^.;\n|]{3,40}"
)


def address(facts: Facts) -> Draft | None:
    """Answer where a building stands: the sentence that gives a street, of the documents asked about."""
    question = facts.question
    if "postal_address" not in question.topics or question.wants(Ask.EMAIL, Ask.URL):
        return None
    for event in facts.subject.events or _nearby(facts):
        found = venue(facts, event)
        names = {plain(name) for name in (*written_as(facts, event, Attribute.VENUE), *(found or ())[:1])}
        for document in documents_asked(facts) if facts.subject.explicit else facts.documents.values():
            for unit in units(document):
                told = plain(unit.text)
                if _ADDRESS.search(unit.text) and any(name in told for name in names):
                    return Draft(tuple(quoted(facts, unit.source, restate=False)), method=Method.QUOTE)
    return None


def _nearby(facts: Facts) -> tuple[Event, ...]:
    """Return the conferences that are held where the question says, the next one first."""
    places = {place.value for place in facts.question.places}
    held = [event for event in facts.events if event.value(Attribute.CITY) in places]
    return nearest_of([event for event in held if event.kind is EventKind.CONFERENCE], facts.as_of)


def asks_building(facts: Facts, event: Event) -> bool:
    """Return whether a building is asked for: by such a word, or by asking where in a named city."""
    text = plain(facts.question.text)
    named = any(plain(name) in text for name in written_as(facts, event, Attribute.CITY))
    return named or bool(BUILDING.search(text))


def written_as(facts: Facts, event: Event, attribute: Attribute) -> frozenset[str]:
    """Return how documents write the place of an event, and how the language to answer in names it."""
    given = event.attributes.get(attribute)
    if given is None:
        return frozenset()
    shown = {place_name(given.current.value, facts.language), place_name(given.current.value, "en")}
    return frozenset(shown | {statement.text for statement in given.current.statements})


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
