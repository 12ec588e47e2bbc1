"""Whether a sentence is to the point: about the event asked about, and about what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.asks import Ask
from assistant.event_keys import base
from assistant.expected import AGENTS, MEETINGS, names_person
from assistant.facts import Facts
from assistant.leftover import residual
from assistant.lexicon import lexicon, listed, plain
from assistant.offices import offices_asked
from assistant.other_matters import PREPARATORY, keys_of_bodies
from assistant.paragraphs_asked import asks_paragraph
from assistant.sentences import Unit, concepts
from ingest.mentions.mention import MentionKind

PRESIDES = re.compile(
    r"主持|\bpresid(?:e|es|ed|ing)\b|\bchaired\b|\bpresid(?:ee?|era|ent|ira|ido|ida)\b|\bпредседательств\w+"
    r"|تر[أا]س|يراس"
)
_NAMED_THINGS = listed(
    "hotel venue_place airport speakers sponsor fee budget headcount visa chair vice_chair"
)
_VAGUE = frozenset({Ask.PREMISE_CHECK, Ask.LIST, Ask.AGENDA, Ask.WHICH_EVENT, Ask.ROLE, Ask.RELATION})
"""Asks that a sentence which shares only the subject with a question never answers."""
_PAPERS = frozenset({"letter", "circular"})
_TOPICAL = ("concept:", "count:", "reference:", "token:", "number:", "symbol:", "name:", "date:")


def topical(facts: Facts, wanted: Iterable[str], aside: frozenset[str]) -> frozenset[str]:
    """Return what a question asks about its events: not their names, their place, nor how it is asked."""
    topics = (facts.question.topics if facts.question.wants(Ask.WHY) else residual(facts)) - aside
    if topics & _PAPERS and topics - _PAPERS - {"invitation"}:
        topics -= _PAPERS | {"invitation"}  # The paper that says it, not what it says.
    return frozenset(
        feature
        for feature in wanted
        if feature.startswith(_TOPICAL)
        and (not feature.startswith("concept:") or feature.removeprefix("concept:") in topics)
    )


def is_off_topic(facts: Facts, asked: frozenset[str], wanted: frozenset[str], found: Iterable[str]) -> bool:
    """Return whether what the sentences to quote have in common with the question is only its subject."""
    matched = frozenset(found)
    if asked:
        return 2 * len(asked & matched) < len(asked)
    concepts_asked = {feature for feature in wanted if feature.startswith("concept:")}
    if concepts_asked and concepts_asked <= matched:
        return False
    words = {feature for feature in wanted if feature.startswith("word:")}
    return bool(words) and not words & matched and not facts.question.asks - _VAGUE


def lacks_who(facts: Facts, shown: Iterable[Unit]) -> bool:
    """Return whether the question asks who, and the sentences name nobody who it could be."""
    question = facts.question
    if not question.wants(Ask.WHO, Ask.ROLE):
        return False
    units = tuple(shown)
    named = any(names_person(facts, unit) for unit in units)
    offices = offices_asked(facts)
    if "vice_chair" in offices and not named and not question.topics & {"nomination"}:
        return True
    if offices and named and not any(offices <= concepts(unit.text) for unit in units):
        return "vice_chair" in offices
    if offices:
        presides = [unit for unit in units if PRESIDES.search(plain(unit.text))]
        return not named and all(_is_of_meetings(facts, unit) for unit in presides)
    if question.wants(Ask.ROLE):
        return False
    if question.topics & {"openness", "participation"}:  # A meeting takes part in none.
        return not named and not any(concepts(unit.text) & (AGENTS | {"openness"}) for unit in units)
    return not named and not any(
        concepts(unit.text) & AGENTS
        or lexicon("names").names(unit.text) - MEETINGS
        or any(m.kind is MentionKind.PLACE for m in facts.inside(unit.source))
        for unit in units
    )


def _is_of_meetings(facts: Facts, unit: Unit) -> bool:
    """Return whether a sentence is about a kind of meeting, where only a body that decides is asked about."""
    bodies = keys_of_bodies(facts) & {base(event.key) for event in facts.subject.events}
    kinds = lexicon("names").names(unit.text) & PREPARATORY
    return len(bodies) == len(facts.subject.events) > 0 and bool(
        kinds - lexicon("names").names(facts.question.text)
    )


def lacks_theme(facts: Facts, shown: Iterable[Unit]) -> bool:
    """Return whether a theme is asked for and no sentence speaks of one."""
    return facts.question.wants(Ask.THEME) and not any(
        "theme" in lexicon("cues").names(unit.text) for unit in shown
    )


_SORTS = re.compile(
    r"哪[类种]|什么样|\b(?:what|which) (?:sorts?|kinds?|types?) of\b|\bquels? (?:types?|genres?|sortes?) d"
    r"|\bque (?:tipos?|clases?) de\b|\bкак\w+ (?:рода|типа)\b"
)
"""Words that ask of what kind something is, not what it is called; for `plain` text."""


def wants_name(facts: Facts) -> bool:
    """Return whether the question asks for the name of a thing that the documents only speak of."""
    question = facts.question
    own = plain(question.text)
    things = question.topics & _NAMED_THINGS
    if asks_paragraph(question.text):
        return False
    return (
        bool(things)
        and not _SORTS.search(own)
        and bool(
            re.search(
                r"哪(?:家|个|些|座)|名称|名单|都是谁|各是谁|叫什么|推荐"
                r"|\bwho are (?:the|they)\b|\bwhich\b|\bname|\brecommend(?!ation)|\bquels?\b|\bquelles?\b"
                r"|\bnom\b|\bque\b"
                r"|\bcual"
                r"|\bкак(?:о[йи]|ие|ая|ую)\b|\bназван|اي\b|اسم|ما هو|ما هي|موص[ىي]",
                own,
            )
        )
    )
