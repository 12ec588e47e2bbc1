"""Who presides over a meeting: the sentence about it that says so."""

from __future__ import annotations

from assistant.asks import Ask
from assistant.attendance import about_meetings
from assistant.draft import Draft
from assistant.facts import Facts
from assistant.leftover import residual
from assistant.lexicon import plain
from assistant.quotation import quoted_all
from assistant.relevance import PRESIDES
from ingest.events import EventKind

_CHAIRING = frozenset({"chair", "nomination", "member_state"})


def chairing(facts: Facts) -> Draft | None:
    """Quote who presides over the meetings asked about; None where that is not asked or not said.

    A conference elects its chair, which is another question.
    """
    question, subject = facts.question, facts.subject
    if "chair" not in question.topics or not question.wants(Ask.WHO) or question.asks - {Ask.WHO, Ask.ROLE}:
        return None
    if not subject.events or subject.guessed or residual(facts) - _CHAIRING:
        return None
    if any(event.kind is EventKind.CONFERENCE or event.parent is None for event in subject.events):
        return None  # A conference, or a body: its chair is not one of a meeting.
    found = [unit for unit in about_meetings(facts) if PRESIDES.search(plain(unit.text))]
    said = quoted_all(facts, found[:1])
    return Draft(said) if said else None
