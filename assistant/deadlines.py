"""Deadlines: a dated one of the ledger, a sentence that gives one, or that it will be told later."""

from __future__ import annotations

import re

from assistant.draft import Draft, Sentence
from assistant.facts import Facts, plain_sentence, sources
from assistant.leftover import leftover
from assistant.lexicon import lexicon, plain
from assistant.phrases import has_phrase
from assistant.question import Ask
from assistant.refusals import decline, later
from assistant.sentences import Unit, concepts, units
from assistant.standing import notices
from assistant.subject import OPENING, base, in_order, nearest_of
from ingest.deadlines import purposes_of
from ingest.events import Attribute, Event, EventKind

_GENERAL = {"participation", "practical_details"}
_OPENS = re.compile(
    r"开放|开始|开通|\bopens?\b|\bopening\b|\bstarts?\b|\bbegins?\b|\bouvr|\bouvert|\bdebut|\bcommence|\babre|\babrir"
    r"|\bcomienza|\bempieza|\binicia|\bоткр|\bначин|\bначн|يفتح|تفتح|افتتاح|فتح|يبدا|تبدا|بدء"
)
MOST_SHOWN = 8
"""Deadlines named in one answer."""


def deadline(facts: Facts) -> Draft | None:
    """Answer by when something must be done, or when it opens, for the conference asked about."""
    wanted = purposes_of(facts.question.text)
    if not _is_asked(facts, wanted):
        return None
    dated = _dated(facts, wanted)
    if dated:
        return _told(facts, dated)
    topics = facts.question.topics - _GENERAL or facts.question.topics
    for unit in _mentioning(facts, topics):
        if not _has_day(unit.text):
            return later(facts, "deadline", source=unit.source)
        return None
    return decline(facts, "deadline")


def _is_asked(facts: Facts, wanted: frozenset[str]) -> bool:
    """Return whether a deadline is asked for: by name, or by when something with a deadline ends or opens."""
    question = facts.question
    if question.wants(Ask.DEADLINE):
        return True
    if not wanted or not question.wants(Ask.WHEN, Ask.END, Ask.LAST, Ask.START):
        return False
    return question.wants(Ask.END, Ask.LAST) or bool(_OPENS.search(plain(question.text)))


def _dated(facts: Facts, wanted: frozenset[str]) -> list[Event]:
    """Return the deadlines of what is asked about that serve a purpose asked for, in order of their days."""
    opening = not facts.question.wants(Ask.DEADLINE, Ask.END) and _OPENS.search(plain(facts.question.text))
    sort = "opening:" if opening else "deadline:"
    scope = [e for e in _in_scope(facts) if e.key.startswith(sort) and e.value(Attribute.DATE)]
    if wanted:
        scope = [event for event in scope if wanted & served(facts, event)]
        direct = [event for event in scope if base(event.key).partition(":")[2] in wanted]
        scope = direct or scope
    elif facts.question.topics - _GENERAL:
        topics = facts.question.topics - _GENERAL
        scope = [event for event in scope if topics & concepts(_words(facts, event))]
    elif leftover(facts):
        scope = []
    return list(in_order(scope))[:MOST_SHOWN]


def served(facts: Facts, event: Event) -> frozenset[str]:
    """Return what a deadline is for: the purposes that its sentences or rows name."""
    return purposes_of(_words(facts, event))


def _words(facts: Facts, event: Event) -> str:
    texts = [name.text for name in event.names]
    texts += [facts.documents[one.document_id].text[one.start : one.end] for one in event.readings]
    return " ".join(texts)


def _in_scope(facts: Facts) -> list[Event]:
    """Return the deadlines of the meetings asked about, else of their conferences, else of the next one."""
    subject = facts.subject
    own = {event.key for event in subject.events if event.kind is not EventKind.DEADLINE}
    wanted = own - set(subject.conferences) or set(subject.conferences)
    if subject.guessed:
        wanted = {event.key for event in subject.events[:1]}
    found = [e for e in facts.events if e.kind is EventKind.DEADLINE or base(e.key).startswith(OPENING)]
    if not wanted:
        conferences = [event for event in facts.events if event.kind is EventKind.CONFERENCE]
        wanted = {event.key for event in nearest_of(conferences, facts.as_of)[:1]}
    return [event for event in found if event.parent in wanted or not event.parent]


def _told(facts: Facts, dated: list[Event]) -> Draft:
    said: list[Sentence] = []
    for event in dated:
        text = facts.say("line", name=_name(facts, event), facts=facts.day(str(event.value(Attribute.DATE))))
        said.append(plain_sentence(text, *sources(event, Attribute.DATE), bullet=len(dated) > 1))
    remarks = notices(facts, dated[0], _name(facts, dated[0])) if len(dated) == 1 else []
    return Draft(tuple(said), remarks=tuple(remarks))


def _name(facts: Facts, event: Event) -> str:
    """Return a deadline's name in the language to answer in: what it is for and whose it is."""
    sort, _, purpose = base(event.key).partition(":")
    key = f"purpose_{purpose.replace('-', '_')}"
    if not has_phrase(key):
        return facts.say(f"{sort}_named", what=f"“{facts.name(event)}”", whose="")
    owner = next((other for other in facts.events if other.key == event.parent), None)
    whose = facts.say("whose", name=facts.name(owner)) if owner else ""
    return facts.say(f"{sort}_named", what=facts.say(key), whose=whose)


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
