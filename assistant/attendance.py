"""Who may take part in a meeting: the sentence that says whom it is open to."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.documents_asked import in_one_language
from assistant.draft import Draft
from assistant.facts import Facts
from assistant.features import unit_features
from assistant.lexicon import plain
from assistant.quotation import quoted
from assistant.sentences import units
from assistant.time_and_place import form_told

_OPEN_TO = re.compile(
    r"[对向].{1,20}开放|仅限.{2,20}(?:参加|出席)|\b(?:open|closed|limited|restricted) to\b"
    r"|\b(?:ouvert|reserve)\w* (?:a|aux?)\b|\b(?:abiert|reservad)[ao]s? a\b"
    r"|\bоткрыт\w* для\b|\bтолько для\b|مفتوح\w* (?:ل|امام)"
)
"""Words that say whom a meeting is open to; for `plain` text."""
_ASKED = frozenset({Ask.WHO, Ask.LIST, Ask.ROLE, Ask.FORMAT, Ask.PREMISE_CHECK})
_TOPICS = frozenset({"openness", "participation", "member_state", "sector_member"})
MOST = 2


def attendance(facts: Facts) -> Draft | None:
    """Quote whom the meetings asked about are open to; None where that is not asked or nowhere said."""
    question, subject = facts.question, facts.subject
    asked = question.wants(Ask.WHO, Ask.PREMISE_CHECK)
    if "openness" not in question.topics or not asked or question.asks - _ASKED:
        return None
    if not subject.events or subject.guessed or question.topics - _TOPICS:
        return None
    found = [
        unit
        for document in in_one_language(facts, facts.documents.values())
        for unit in units(document)
        if _OPEN_TO.search(plain(unit.text)) and "event:" in unit_features(facts, unit)
    ][:MOST]
    said = [sentence for unit in found for sentence in quoted(facts, unit.source)]
    if not said:
        return None
    formed = question.wants(Ask.FORMAT)
    forms = [one for event in subject.events for one in form_told(facts, event)] if formed else []
    return Draft((*said, *forms), complete=bool(forms) or not formed)
