"""Whether a sentence is to the point: about the event asked about, and about what is asked of it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.facts import Facts
from assistant.lexicon import lexicon, listed, plain
from assistant.question import Ask
from assistant.sentences import Unit, concepts
from assistant.subject import base, conference_of
from ingest.documents import BlockKind, Document
from ingest.events import EventKind
from ingest.mentions.mention import MentionKind

OFFICES = listed("minister secretary_general director chair vice_chair spokesperson")
_AGENTS = listed(
    "council advisory_group secretary_general government member_state sector_member bureau "
    "general_secretariat regional_organization director minister chair delegation regulator"
)
"""Concepts that can be who does something."""
_PRESIDES = re.compile(
    r"主持|\bpresid(?:e|es|ed|ing)\b|\bchaired\b|\bpresid(?:ee?|era|ent|ira|ido|ida)\b|\bпредседательств\w+|ترأس|يراس"
)
_NAMED = re.compile(
    r"先生|女士|博士|(?<!\w)(?:Mr|Mrs|Ms|Dr|H\.E|M|Mme|Sr|Sra|[Гг]-н|[Гг]-жа|Prof)\.?\s+[A-ZÀ-ÝА-ЯЁ]|السيدة?\s"
)
_MEETINGS = listed("rpm irm youth_event round_table coordination site_visit")
_TOPICAL = ("concept:", "count:", "reference:", "token:", "number:", "symbol:", "name:", "date:")


def topical(facts: Facts, wanted: Iterable[str], aside: frozenset[str]) -> frozenset[str]:
    """Return what a question asks about its events: not their names, their place, nor how it is asked."""
    from assistant.ledger import residual

    topics = (facts.question.topics if facts.question.wants(Ask.WHY) else residual(facts)) - aside
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
    words = {feature for feature in wanted if feature.startswith("word:")}
    return bool(words) and not words & matched and not facts.question.asks - {Ask.PREMISE_CHECK, Ask.LIST}


def is_about_another(facts: Facts, unit: Unit) -> bool:
    """Return whether a sentence is about other events than those asked about.

    It is about the events that it names itself, else about those of its heading, else of the title.
    """
    asked = {base(event.key) for event in facts.subject.events}
    if not asked:
        return False
    document = facts.documents[unit.document_id]
    own = _events_in(facts, unit.document_id, unit.start, unit.end)
    heading = _heading(document, unit.block)
    conferences = {base(event.key) for event in facts.events if event.kind is EventKind.CONFERENCE}
    if asked <= conferences and own - conferences and not _names_edition(facts, unit):
        return True
    if heading and not _names_edition(facts, unit) and _of_other_kind(facts, document.text[slice(*heading)]):
        return True
    if not own and heading:
        own = _events_in(facts, document.id, *heading)
    own = own or facts.titled[document.id]
    return bool(own) and not own & asked


def is_of_another_edition(facts: Facts, unit: Unit) -> bool:
    """Return whether a sentence is of a document about another edition and names none asked about."""
    subject = facts.subject
    asked = {owner for event in subject.events if (owner := conference_of(event))}
    main = facts.main_conference[unit.document_id]
    if subject.guessed or not asked or main is None or main in asked:
        return False
    return not _events_in(facts, unit.document_id, unit.start, unit.end) & asked


def _names_edition(facts: Facts, unit: Unit) -> bool:
    return any(m.kind is MentionKind.EVENT and "edition" in m.flags for m in facts.inside(unit.source))


def _events_in(facts: Facts, document_id: str, start: int, end: int) -> frozenset[str]:
    from assistant.draft import Source

    found = facts.inside(Source(document_id, start, end))
    spelled = facts.named_in(facts.documents[document_id].text[start:end])
    return spelled | _known(facts, (base(m.value) for m in found if m.kind is MentionKind.EVENT and m.value))


def _known(facts: Facts, keys: Iterable[str]) -> frozenset[str]:
    """Keep the keys of events of the ledger; a series stands for each of its meetings and editions."""
    every = facts.event_keys
    found: set[str] = set()
    for key in keys:
        found |= {key} & every or {one for one in every if one.startswith(f"{key}-")}
    return frozenset(found)


def _heading(document: Document, block: int) -> tuple[int, int] | None:
    return next(
        ((b.start, b.end) for b in reversed(document.blocks[:block]) if b.kind is BlockKind.HEADING), None
    )


def _of_other_kind(facts: Facts, heading: str) -> bool:
    """Return whether a section is about a kind of meeting that a question about conferences does not name."""
    if any(event.kind is not EventKind.CONFERENCE for event in facts.subject.events):
        return False
    return bool((lexicon("names").names(heading) - lexicon("names").names(facts.question.text)) & _MEETINGS)


def lacks_who(facts: Facts, shown: Iterable[Unit]) -> bool:
    """Return whether the question asks who, and the sentences name nobody who it could be."""
    question = facts.question
    if not question.wants(Ask.WHO, Ask.ROLE):
        return False
    units = tuple(shown)
    named = any(_names_person(facts, unit) for unit in units)
    if question.topics & OFFICES:
        return not named and not any(_PRESIDES.search(plain(unit.text)) for unit in units)
    if question.wants(Ask.ROLE):
        return False
    return not named and not any(
        concepts(unit.text) & _AGENTS
        or lexicon("names").names(unit.text)
        or any(m.kind in (MentionKind.EVENT, MentionKind.PLACE) for m in facts.inside(unit.source))
        for unit in units
    )


def _names_person(facts: Facts, unit: Unit) -> bool:
    return bool(_NAMED.search(unit.text)) or any(
        mention.kind is MentionKind.PERSON for mention in facts.inside(unit.source)
    )


def lacks_theme(facts: Facts, shown: Iterable[Unit]) -> bool:
    """Return whether a theme is asked for and no sentence speaks of one."""
    return facts.question.wants(Ask.THEME) and not any(
        "theme" in lexicon("cues").names(unit.text) for unit in shown
    )
