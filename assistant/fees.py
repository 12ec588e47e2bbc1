"""What it costs to take part, a fee or that there is none, and what a conference may cost."""

from __future__ import annotations

import re

from assistant.answer import Method
from assistant.asks import Ask
from assistant.documents_asked import documents_asked
from assistant.draft import Draft
from assistant.event_keys import conference_of
from assistant.expected import amounts
from assistant.facts import Facts
from assistant.leftover import leftover
from assistant.lexicon import plain
from assistant.other_matters import is_about_another, is_elsewhere
from assistant.quotation import quoted_all
from assistant.sentences import Unit, concepts, is_head_row, units
from assistant.wanting import says_free

_OF_FEES = frozenset({"fee", "registration", "participation", "youth", "budget"})
"""Concepts of a question for the fee of an event; any other is of something else that costs."""
_TAKES_PART = re.compile(
    r"(?:参加|参会|出席|注册|报名)[^，,。？?]{0,12}(?:多少钱|交钱|要钱|收钱|花钱|免费)"
    r"|(?:多少钱|免费)[^，,。？?]{0,6}(?:参加|参会|注册|报名)"
    r"|\bcuanto (?:cuesta\w*|hay que pagar|se paga)\b[^?]{0,24}(?:inscri\w+|particip\w+|asist\w+)"
    r"|\bсколько (?:стоит|платить|надо платить)\b[^?]{0,24}(?:участ\w+|регистрац\w+)"
)
"""Words for what taking part costs, without a word for a fee; for `plain` text."""
_OF_BUDGETS = frozenset({"budget", "council", "decision_text", "hosting", "approval"})
"""Concepts of a question for what a conference may cost; any other is of something else."""
_PAYS = frozenset({"pay", "paid", "payer", "pagar", "платить", "交", "多少钱"})
"""Words of a question for paying, which say no more of what a fee is for."""
_OTHERS = (Ask.WHEN, Ask.DEADLINE, Ask.WHY, Ask.WHO)
_ASIDE = frozenset({"hotel", "accommodation", "exhibition", "fellowship", "travel", "visa"})
"""Concepts of sentences about what else costs something."""


def fee(facts: Facts) -> Draft | None:
    """Quote what the documents say of the fee of the event asked about; None where they say nothing."""
    question = facts.question
    asked = "fee" in question.topics or _TAKES_PART.search(plain(question.text))
    if not asked or question.topics - _OF_FEES or question.wants(*_OTHERS):
        return None
    more = [word for word in leftover(facts) if word not in _PAYS]
    if more and not question.topics & {"registration", "participation"}:
        return None  # What something else costs.
    return _quoted(facts, "fee", free=True)


def budget(facts: Facts) -> Draft | None:
    """Quote what the documents say that a conference may cost; None where they say nothing."""
    topics = facts.question.topics
    if "budget" not in topics or topics - _OF_BUDGETS or facts.question.wants(*_OTHERS) or leftover(facts):
        return None
    return _quoted(facts, "budget")


def _quoted(facts: Facts, concept: str, *, free: bool = False) -> Draft | None:
    found = [
        unit
        for document in documents_asked(facts)
        for unit in units(document)
        if not is_head_row(document, unit)
        and concept in concepts(unit.text)
        and (amounts(unit.text) or (free and says_free(unit)))
        and _is_of_event(facts, unit)
    ]
    own = [unit for unit in found if unit.language == facts.language] or found
    said = quoted_all(facts, own[:2])
    return Draft(said, method=Method.QUOTE) if said else None


def _is_of_event(facts: Facts, unit: Unit) -> bool:
    """Return whether a sentence is about the event asked about, not about what else costs something."""
    if concepts(unit.text) & _ASIDE or is_about_another(facts, unit) or is_elsewhere(facts, unit):
        return False
    conferences = {conference_of(event) for event in facts.subject.events}
    return not facts.subject.guessed or facts.main_conference[unit.document_id] in conferences
