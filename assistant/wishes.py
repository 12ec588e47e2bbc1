"""What a letter's writer hopes for: the sentences in the first person that say so."""

from __future__ import annotations

import re

from assistant.documents_asked import in_one_language, letters_asked
from assistant.draft import Draft
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.persons import is_named
from assistant.quotation import quoted_all
from assistant.sentences import units
from ingest.mentions.mention import MentionKind

_WISHES = r"希望|期待|期望|盼"
_HOPE = r"(?:hop|want|expect|wish)(?:e|es|s|ed)?|look(?:s|ing)? forward"
_HOPES = re.compile(
    rf"{_WISHES}|\b(?:{_HOPE})\b|\b(?:espere|souhaite|espera|desea|надеется|ожидает|желает)\b|يامل|يتوقع"
)
_WRITER = r"签发人|签署人|秘书长|写信人|信[中里函]|来信|通函|邀请[信函]|函中"
_LETTER = r"letter|invitation|circular|signatory|secretary-general|author|writer"
_ASKED = re.compile(
    rf"(?:{_WRITER})[^，,。；;？?]{{0,20}}(?:{_WISHES})"
    rf"|(?:{_WISHES})[^，,。；;？?]{{0,20}}(?:怎样|什么样|如何|成为什么|办成|开成)"
    rf"|\b(?:what|how|which)\b[^?]{{0,50}}\b(?:{_LETTER})\b[^?]{{0,40}}\b(?:{_HOPE})\b"
    r"|\b(?:quel\w*|que|qu'est-ce que|comment)\b[^?]{0,60}\b(?:espere|souhaite|attend)\w*"
    r"|\bque\b[^?]{0,60}\b(?:espera|desea)\w*"
    r"|\b(?:чего|что|какой|какую)\b[^?]{0,60}\b(?:надеется|ожидает|желает)\b"
    r"|(?:ماذا|ما الذي)[^?؟]{0,40}(?:يامل|يتوقع|يتطلع)"
)
"""Words that ask what the writer of a letter hopes for; for `plain` text."""
_SAID = re.compile(
    r"(?:我|本人)[^，,。；;]{0,6}(?:期待|希望|盼)|\bi (?:\w+ ){0,2}(?:look forward|hope|trust"
    r"|am looking forward)\b"
    r"|\bje (?:\w+ ){0,2}(?:espere|souhaite|me rejouis|compte sur)\b|\b(?:espero|deseo|quedo a la espera)\b"
    r"|\b(?:надеюсь|рассчитываю|с нетерпением жду)\b|(?<!\w)(?:اتطلع|امل|ارجو ان)(?!\w)"
)
"""Words by which the writer says so; for `plain` text."""
MOST = 2
"""Sentences that are quoted at most."""


def wishes(facts: Facts) -> Draft | None:
    """Quote what the writer of a letter hopes for; None where that is not asked or no letter says it."""
    people = facts.of_kind(MentionKind.PERSON, "signatory")
    question = facts.question.text
    named = any(is_named(one.value, question) for one in people)
    own = plain(question)
    if not (_ASKED.search(own) or (named and _HOPES.search(own))):
        return None
    found = [
        unit
        for document in in_one_language(facts, letters_asked(facts))
        for unit in units(document)
        if _SAID.search(plain(unit.text))
    ]
    said = quoted_all(facts, found[:MOST])
    return Draft(said) if said else None
