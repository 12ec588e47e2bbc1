"""Letters that the documents only cite: the day that stands beside their symbol."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asks import Ask
from assistant.documents_asked import is_held
from assistant.draft import Draft, Source, plain_sentence
from assistant.facts import Facts
from assistant.refusals import decline
from ingest.mentions.mention import Mention, MentionKind

_BESIDE = re.compile(
    r"[\s(（第号的]*(?:(?:circular|letter|of|dated|du|de|la|lettre|carta|от|письмо|بتاريخ|المؤرخة|通函|公函)"
    r"[\s(（第号]*)*",
    re.IGNORECASE,
)
"""What may stand between a symbol and its day: `2024年6月24日第24/38号通函`, `CL-24/38 of 24 June 2024`."""
_DAY = len("2024-06-24")


def cited(facts: Facts) -> Draft | None:
    """Answer when a letter was sent that no document is but some cite; None where that is not asked.

    A day elsewhere in the sentence that cites it is not taken for its day.
    """
    question = facts.question
    if not question.symbols or not question.wants(Ask.ISSUED) or is_held(facts):
        return None
    said = [
        plain_sentence(
            facts.say("issued", document=facts.say("letter", symbol=symbol.text), date=facts.day(day.value)),
            Source(symbol.document_id, min(symbol.start, day.start), max(symbol.end, day.end)),
        )
        for symbol, day in _dated(facts)
    ]
    return Draft(tuple(dict.fromkeys(said))) if said else decline(facts, "issued")


def _dated(facts: Facts) -> Iterator[tuple[Mention, Mention]]:
    asked = facts.question.symbols
    days = [m for m in facts.of_kind(MentionKind.DATE) if len(m.value) == _DAY]
    for symbol in facts.of_kind(MentionKind.SYMBOL):
        if not any(symbol.value.upper().endswith(one.upper()) for one in asked):
            continue
        text = facts.documents[symbol.document_id].text
        for day in days:
            first, second = sorted((symbol, day), key=lambda one: one.start)
            if day.document_id == symbol.document_id and _BESIDE.fullmatch(text, first.end, second.start):
                yield symbol, day
