"""Answers to which country hosts a conference."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.draft import Draft, plain_sentence
from assistant.facts import Facts
from assistant.leftover import leftover, residual
from assistant.lexicon import plain
from assistant.statements import place_sources, place_value
from assistant.venues import BUILDING
from ingest.events import Attribute

_CITY = re.compile(r"城市|\bcit(?:y|ies)\b|\bvilles?\b|\bciudad(?:es)?\b|\bгород\w*|مدين|مدن")


def host(facts: Facts) -> Draft | None:
    """Answer which country hosts, with the sentence that says so where more is asked."""
    question = facts.question
    if (
        not question.wants(Ask.HOST)
        or not question.wants(Ask.WHERE, Ask.WHO)
        or question.wants(Ask.WHEN, Ask.LIST)
    ):
        return None
    if _CITY.search(plain(question.text)) or BUILDING.search(plain(question.text)) or leftover(facts):
        return None
    rest = residual(facts) - {"government", "member_state"}
    if rest & {"receipt", "invitation", "host_agreement", "letter", "confirmation"}:
        return None
    said = []
    for event in facts.subject.events:
        country = event.value(Attribute.COUNTRY) or place_value(event)
        if country:
            text = facts.say("host", name=facts.name(event), place=facts.place(country))
            said.append(plain_sentence(text, *place_sources(event)[-1:]))
    if not said:
        return None
    return Draft(tuple(said), complete=not rest)
