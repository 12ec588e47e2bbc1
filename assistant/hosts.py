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


_GOVERNMENTS = re.compile(
    r"哪[些国个两][^，,。？?]{0,3}政府|\b(?:which|what) governments?\b|\bquels? gouvernements?\b"
    r"|\b(?:que|cuales) gobiernos?\b|\bкак\w+ правительств\w+|اي (?:حكومه|حكومات)"
)
"""Words that ask whose governments invited to several conferences; for `plain` text."""


def host(facts: Facts) -> Draft | None:
    """Answer which country hosts, with the sentence that says so where more is asked."""
    question = facts.question
    each = len(facts.subject.events) > 1 and bool(_GOVERNMENTS.search(plain(question.text)))
    who = question.wants(Ask.WHERE, Ask.WHO) or each
    if not question.wants(Ask.HOST) or not who or question.wants(Ask.WHEN):
        return None
    if question.wants(Ask.LIST) and not each:
        return None
    before = question.earlier[-1].text if question.inherited else ""
    in_city = _CITY.search(plain(f"{before} {question.text}"))
    if in_city or BUILDING.search(plain(question.text)) or leftover(facts):
        return None
    rest = residual(facts) - {"government", "member_state"} - ({"invitation"} if each else set())
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
