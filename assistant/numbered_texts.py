"""What resolutions, decisions, articles and provisions say: the sentences that name them by number."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.documents_asked import in_one_language
from assistant.draft import Draft
from assistant.facts import Facts
from assistant.lexicon import listed, plain
from assistant.quotation import quoted_all
from assistant.restating import references
from assistant.sentences import concepts, units

NUMBERED = frozenset({"resolution", "decision", "recommendation", "opinion", "article", "provision"})
ABOUT = re.compile(
    r"(?:提出|有)了?(?:什么|哪些|何)(?:要求|规定)"
    r"|(?:讲|说|写|定|规定|决定|通过|呼吁|要求|涉及|关于|管)(?:了|的是|的)?(?:什么|啥|哪些)|(?:什么|啥)内容"
    r"|内容(?:是|为)?(?:什么|啥)"
    r"|\bwhat (?:is|are|was|were|does|do|did)\b[^?]{0,40}\b(?:about|say|says|provide|require|call for|ask for"
    r"|state|deal with"
    r"|concern|stipulate|decide|cover|contain)\b|\bwhat['’]?s\b[^?]{0,40}\babout\b"
    r"|\bque (?:dit|prevoit|prescrit|demande|decide)\b|\bde quoi (?:parle|traite)\b|\bsur quoi porte\b"
    r"|\bde que (?:va|trata|habla)\b|\bque (?:dice|dispone|establece|pide|decide)\b"
    r"|\bо чем\b|\bчто (?:говор|предусматр|предписыв|требу|гласит)\w*|(?:ماذا|عما|عم) (?:ي|ت)(?:قول|نص"
    r"|تناول|تحدث)"
)
"""Words that ask what a text says; for `plain` text."""
_OF_TEXTS = listed(
    "resolution decision_text recommendation article provision legal_basis revision letter invitation "
    "circular required_action purpose convention statutory_period proposal inclusion_of_content"
)
"""Topics that say nothing of what a text is about."""
MOST = 2
"""Sentences that are quoted at most."""


def numbered_texts(facts: Facts) -> Draft | None:
    """Quote the sentences that name the numbered texts asked about; None where what they say is not asked.

    None too where something besides is asked, or a text is nowhere named.
    """
    question = facts.question
    said = references(question.text)
    if not said and question.earlier and not facts.subject.explicit:
        said = references(question.earlier[-1].text)
    named = {(kind, number): written for kind, number, written in said if kind in NUMBERED}
    wording = "article" in question.topics and not any(kind == "article" for kind, _ in named)
    if not named or wording or not ABOUT.search(plain(question.text)) or question.item:
        return None
    if question.asks - {Ask.LIST, Ask.PREMISE_CHECK, Ask.AGENDA} and not question.inherited:
        return None
    found = [
        unit
        for document in in_one_language(facts, facts.documents.values())
        for unit in units(document)
        if named.keys() & {(kind, number) for kind, number, _ in references(unit.text)}
    ][: MOST * len(named)]
    told = {(kind, number) for unit in found for kind, number, _ in references(unit.text)}
    spoken = frozenset[str]().union(*(concepts(unit.text) for unit in found))
    if not named.keys() <= told or question.topics - spoken - _OF_TEXTS:
        return None
    return Draft(quoted_all(facts, found))
