"""What taking part, a room and a conference cost: the fee or that there is none, who pays, the budget."""

from __future__ import annotations

import re
from collections.abc import Callable

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

_OF_FEES = frozenset({"fee", "registration", "participation", "youth", "budget", "delegation"})
"""Concepts of a question for the fee of an event; any other is of something else that costs."""
_TAKES_PART = re.compile(
    r"(?:参加|参会|出席|注册|报名)[^，,。？?]{0,12}(?:多少钱|交钱|要钱|收钱|花钱|免费)"
    r"|(?:多少钱|免费)[^，,。？?]{0,6}(?:参加|参会|注册|报名)"
    r"|\bcuanto (?:cuesta\w*|hay que pagar|se paga)\b[^?]{0,24}(?:inscri\w+|particip\w+|asist\w+)"
    r"|\bhow much\b[^?]*\bpay\b[^?]*\b(?:take part|attend|participat\w+|register|join)\b"
    r"|\bсколько (?:стоит|платить|надо платить)\b[^?]{0,24}(?:участ\w+|регистрац\w+)"
)
"""Words for what taking part costs, without a word for a fee; for `plain` text."""
_OF_BUDGETS = frozenset({"budget", "council", "decision_text", "hosting", "approval", "ceiling"})
"""Concepts of a question for what a conference may cost; any other is of something else."""
_PAYS = frozenset({"pay", "paid", "payer", "pagar", "платить", "交", "多少钱"})
"""Words of a question for paying, which say no more of what a fee is for."""
_LODGING = frozenset({"accommodation", "hotel"})
_WHO_PAYS = re.compile(
    r"谁(?:来|负责|出|付|承担)|(?:由谁|谁来)[^，,。？?]{0,6}(?:出钱|付|承担|负责)|自费|自理|包不包|包住"
    r"|\bwho (?:pays|covers|bears|finances)\b|\bpaid (?:for )?by\b|\bat (?:my|our"
    r"|whose) (?:own )?(?:expense|cost)\b"
    r"|\bqui (?:paie|paye|prend en charge)\b|\bquien (?:paga|cubre|corre con)\b|\bкто (?:платит|оплачивает)\b"
    r"|من (?:يدفع|يتحمل)"
)
_PAID_BY = re.compile(
    r"自理|自付|自费|自行(?:承担|负担|支付)|由[^，,。]{1,12}(?:承担|支付|负担)|\b(?:own|their) (?:expense"
    r"|cost)\b|\bpay for\b"
    r"|\b(?:is|are) paid by\b|\bborne by\b|\ba (?:la|leur) (?:propre )?charge\b|\ba leurs frais\b"
    r"|\bpor cuenta\b"
    r"|\bcorre\w* a cargo\b|\bоплачива\w+|\bза сч[её]т\b|علي نفقه"
)
"""Words that ask, and that say, who pays; for `plain` text."""
_SHOWN = 2
"""Sentences quoted at most."""
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
    return _quoted(facts, lambda unit: "fee" in concepts(unit.text) and _tells_fee(facts, unit))


def lodging(facts: Facts) -> Draft | None:
    """Quote who pays for accommodation at the event asked about; None where no document says."""
    question = facts.question
    asked = question.topics & _LODGING and _WHO_PAYS.search(plain(question.text))
    if not asked or question.topics - _LODGING - _OF_FEES:
        return None
    return _quoted(
        facts,
        lambda unit: (
            bool(concepts(unit.text) & _LODGING)
            and bool(_PAID_BY.search(plain(unit.text)))
            and not is_about_another(facts, unit)
        ),
    )


def budget(facts: Facts) -> Draft | None:
    """Quote what the documents say that a conference may cost; None where they say nothing."""
    topics = facts.question.topics
    if "budget" not in topics or topics - _OF_BUDGETS or facts.question.wants(*_OTHERS) or leftover(facts):
        return None
    return _quoted(
        facts,
        lambda unit: (
            "budget" in concepts(unit.text) and bool(amounts(unit.text)) and _is_of_event(facts, unit)
        ),
    )


def _quoted(facts: Facts, tells: Callable[[Unit], bool]) -> Draft | None:
    """Quote the first sentences of the documents asked about that tell it, those in the asker's language."""
    found = [
        unit
        for document in documents_asked(facts)
        for unit in units(document)
        if not is_head_row(document, unit) and tells(unit)
    ]
    own = [unit for unit in found if unit.language == facts.language] or found
    said = quoted_all(facts, own[:_SHOWN])
    return Draft(said, method=Method.QUOTE) if said else None


def _tells_fee(facts: Facts, unit: Unit) -> bool:
    """Return whether a sentence gives a sum for the event asked about, or says that it costs nothing."""
    return bool(amounts(unit.text) or says_free(unit)) and _is_of_event(facts, unit)


def _is_of_event(facts: Facts, unit: Unit) -> bool:
    """Return whether a sentence is about the event asked about, not about what else costs something."""
    if concepts(unit.text) & _ASIDE or is_about_another(facts, unit) or is_elsewhere(facts, unit):
        return False
    conferences = {conference_of(event) for event in facts.subject.events}
    return not facts.subject.guessed or facts.main_conference[unit.document_id] in conferences
