"""Offices that persons hold: which of them a question asks the holder of."""

from __future__ import annotations

import re

from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.question import OFFICES

_FILLS = re.compile(
    r"谁(?:来|负责|有权|可以?|能|会|将|要|去)*(?:确定|决定|定(?!于|在)|指定|任命|提名|推荐|选定|挑选|选)(?!为|成|当|出的)"
    r"|(?:请|邀请)谁(?:来|去)?(?:确定|指定|任命|提名|推荐)"
    r"|\bwho (?:(?:will|can|should|may|must|shall|is to|has to|gets to) )?(?:appoint|nominat|identif"
    r"|designat|determin|decid|select"
    r"|choos|chose|propos)\w*\b"
    r"|\bwho (?:was|were|is|are|has been|have been) (?:also )?(?:asked|invited|requested|called|tasked) "
    r"|\b(?:on|at|by) whose (?:recommendation|proposal|advice|nomination|suggestion)\b|(?:根据|按照?"
    r"|由)谁的?(?:建议|提议|提名)"
    r"|\bпо чь(?:ей|ему) (?:рекомендаци|предложени)\w+|\bsur (?:la )?(?:recommandation|proposition) de qui\b"
    r"|\bpor recomendacion de quien\b"
    r"|\bqui (?:va |doit |peut |a )?(?:nomm|design|propos|chois)\w+|\bqui (?:est|a ete|sont"
    r"|ont ete) (?:invite|prie"
    r"|charge)\w*"
    r"|\bquien(?:es)? (?:debe |puede |va a )?(?:nombr|design|propon|propus|elig|eleg)\w+"
    r"|\bкто (?:должен |может |будет )?(?:назнач|предлаг|предлож|выбир|выбер|определ|выдвиг)\w+"
    r"|\bкого (?:просят"
    r"|попросили|просили)"
    r"|من (?:الذي )?(?:يعين|عين|يرشح|رشح|يسمي|يختار|اختار)"
)
"""Words that ask who fills an office rather than who holds it; for `plain` text."""


def offices_asked(facts: Facts) -> frozenset[str]:
    """Return the offices of which a question asks who holds them; none where it asks who fills them."""
    question = facts.question
    return frozenset() if _FILLS.search(plain(question.text)) else question.topics & OFFICES
