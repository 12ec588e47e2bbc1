"""The resolutions and decisions that a document cites: how many, and which."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.documents_asked import documents_asked, in_one_language
from assistant.draft import Draft, Source, plain_sentence
from assistant.facts import Facts
from assistant.lexicon import listed, plain
from assistant.quotation import quoted
from assistant.restating import dated_word, references
from assistant.sentences import units

_NOUNS = {
    "resolution": r"决议|\bresolutions\b|\bresoluciones\b|\bрезолюци[ий]\b|(?:ال)?قرارات",
    "decision": r"(?<!哪些)决定|\bdecisions\b|\bdecisiones\b|\bрешени[ий]\b|(?:ال)?مقررات",
}
_CITED = (
    r"提到|提了|提及|引用|援引|引述|涉及|列出|点到|\bcit(?:e|es|ed|ing)\b|\bmention(?:s|ed)?\b"
    r"|\brefer(?:s|red)?\b|\bquot(?:e|es|ed)\b"
    r"|\bname(?:s|d)\b|\bcitee?s?\b|\bmentionn\w+|\bcita\w*\b|\bmenciona\w*\b|\bупом\w+|\bцитир\w+"
    r"|\bссыла\w+|ورد|ذكر|يشير|تشير|اشار"
)
_WHICH = (
    r"哪|几[项个份]|多少|什么|\bhow many\b|\bwhich\b|\bwhat\b|\bquel\w*\b|\bcombien\b|\bque\b|\bcuant\w+"
    r"|\bcuales\b|\bкак\w+\b|\bсколько\b"
    r"|(?<!\w)(?:كم|ما|اي)(?!\w)"
)
"""Words for what papers cite, for citing, and for asking; for `plain` text."""
_SAID_IN = listed(
    "letter circular invitation resolution decision_text annex preparation legal_basis draft agenda"
)
"""Concepts of where texts are cited, which narrow nothing."""


def texts_cited(facts: Facts) -> Draft | None:
    """Name the resolutions or decisions that the one document asked about cites, without those left out.

    None where that is not asked, a text is named by number, or another topic narrows what is asked.
    """
    question, own = facts.question, plain(facts.question.text)
    if not (re.search(_CITED, own) and re.search(_WHICH, own)) or references(question.text) or question.item:
        return None
    if question.topics - _SAID_IN:
        return None
    kinds = [kind for kind, noun in _NOUNS.items() if re.search(noun, own)]
    documents = in_one_language(facts, documents_asked(facts))
    if len(kinds) != 1 or len(documents) != 1 or question.wants(Ask.WHY, Ask.WHO, Ask.WHEN, Ask.WHERE):
        return None
    left_out = {(kind, number) for kind, number, _ in references(facts.excluded)}
    found: dict[str, tuple[str, Source]] = {}
    for unit in units(documents[0]):
        for kind, number, written in references(unit.text):
            if kind == kinds[0] and (kind, number) not in left_out:
                found.setdefault(number, (written, unit.source))
    if not found:
        return None
    if len(found) == 1:
        ((_, source),) = found.values()
        return Draft(tuple(quoted(facts, source)))
    named = [
        plain_sentence(dated_word(kinds[0], number, written, facts.language), source, bullet=True)
        for number, (written, source) in found.items()
    ]
    counted = facts.say("count_texts", n=len(found))
    sources = tuple(source for _, source in found.values())
    return Draft((plain_sentence(counted, *sources, derived=frozenset({str(len(found))})), *named))
