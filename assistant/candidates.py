"""The sentences that may answer a question: of the documents, editions and meetings that it is about."""

from __future__ import annotations

import re

from assistant.event_keys import EDITION, base
from assistant.facts import Facts
from assistant.lexicon import lexicon, plain
from assistant.other_matters import is_of_another_edition
from assistant.restating import references
from assistant.sentences import Unit, is_head_row, units
from ingest.mentions.mention import MentionKind
from ingest.mentions.names import find_event_names
from ingest.mentions.vocabulary import regions

_REGIONAL = re.compile(r"rpm-[a-z]{3}$")
_NUMBERED = frozenset({"resolution", "decision", "recommendation"})
_OF_TABLE = re.compile(
    r"(?:一览|列|图|统计|表格|下)表|表[格中里]|\b(?:table|columns?)\b|\btableau\b|\bcolonnes?\b|\bcuadro\b|\btabla\b"
    r"|\bтаблиц\w+|الجدول"
)
"""Words for a table, whose heads say what it gives; for `plain` text."""
MOST_READ = 60
"""Documents that are read whole for sentences; of more, only those that search found."""


def candidates(facts: Facts, near: frozenset[str]) -> list[Unit]:
    """Return the sentences to choose from; of many documents those in `near` only, by id."""
    wanted = _editions_asked(facts)
    parts = _regional_meetings(facts.question.text, facts.question.language)
    texts = _texts(facts.question.text)
    heads = bool(_OF_TABLE.search(plain(facts.question.text)))
    found = []
    for document in facts.documents.values():
        if near and len(facts.documents) > MOST_READ and document.id not in near:
            continue
        other = wanted and facts.main_conference[document.id] not in wanted
        for unit in units(document):
            if is_head_row(document, unit) and not heads:
                continue
            if other and not wanted & _editions_in(facts, unit):
                continue
            if is_of_another_edition(facts, unit) and not (texts and texts & _texts(unit.text)):
                continue
            if parts and (own := _regional_keys(facts, unit)):
                named = _editions_in(facts, unit)
                if not own & parts or (wanted and named and not named & wanted):
                    continue
            found.append(unit)
    return found


def _texts(text: str) -> set[tuple[str, str]]:
    """Return the resolutions and decisions that a text names, whatever edition its sentences are of."""
    return {(kind, number) for kind, number, _ in references(text) if kind in _NUMBERED}


def _editions_asked(facts: Facts) -> set[str]:
    """Return the editions that the question names, also those that no document tells of."""
    if facts.subject.explicit:
        return set(facts.subject.conferences)
    return {plain(name) for name in facts.subject.unknown if EDITION.match(plain(name))}


def _regional_meetings(text: str, language: str) -> set[str]:
    """Return the keys of the regional meetings that a text names with their region: `rpm-afr`."""
    found = {base(mention.value) for mention in find_event_names(text, language)}
    if "rpm" in lexicon("names").names(text):
        found |= {f"rpm-{code}" for code, pattern in regions() if pattern.search(text)}
    return {key for key in found if _REGIONAL.match(key)}


def _regional_keys(facts: Facts, unit: Unit) -> set[str]:
    events = (m for m in facts.inside(unit.source) if m.kind is MentionKind.EVENT)
    return {key for key in (base(mention.value) for mention in events) if _REGIONAL.match(key)}


def _editions_in(facts: Facts, unit: Unit) -> set[str]:
    return {
        base(mention.value)
        for mention in facts.inside(unit.source)
        if mention.kind is MentionKind.EVENT and "edition" in mention.flags
    }
