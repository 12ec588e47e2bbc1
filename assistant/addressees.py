"""Whom a letter is addressed to: the line at its head that says so."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.documents_asked import letters_asked
from assistant.draft import Draft, Source
from assistant.facts import Facts
from assistant.lexicon import lexicon, plain
from assistant.quotation import quoted
from ingest.documents import Document

_ASKED = re.compile(
    r"收[件信文](?:方|人|单位|者)|致[函信文][^，,。？?]{0,3}(?:对象|方)|抬头|(?:发|寄|写|送|致)给?了?(?:谁|哪|什么人|何人)|(?:以|的)谁为收"
    r"|\baddressees?\b|\brecipients?\b"
    r"|\b(?:who|whom|which \w+(?: \w+)?) (?:is|was|are|were|did) [^?]{0,60}\b(?:sent|addressed|written"
    r"|directed|send|write) to\b"
    r"|\bto (?:whom|which) [^?]{0,80}\b(?:sent|addressed|written|directed|send|write|go(?:es)?)\b"
    r"|\bdestinataires?\b|\ba qui (?:est|etait|a|fut|sont) [^?]{0,40}\b(?:adressee?|envoyee?|destinee?)"
    r"|\bdestinatari[oa]s?\b"
    r"|\ba quien(?:es)? (?:va|esta|fue|se) [^?]{0,40}\b(?:dirig|envi|destin)|\bадресат"
    r"|\bкому (?:\w+ ){0,3}(?:адресован|направлен|отправлен|предназначен)"
    r"|المرسل اليه|الي من (?:\w+ ){0,3}(?:وجه|ارسل|توجه)|موجهه? الي من|من المخاطب"
)
"""Words that ask whom a letter is to; for `plain` text."""
_LINE = re.compile(
    r"^(?:[^\n]{0,60}?\s)?(致\s*[:：]?\s*[^\n:：]{2,120})$"
    r"|^((?:To|À|Aux?|A las?|Al|A los|Para|Destinataires?|Destinatarios?|Addressees?|Кому|Адресат\w*|إلى)"
    r"\s*[:：]\s*[^\n]{2,200})$",
    re.MULTILINE,
)
_HEAD = 1500
"""Characters at the beginning of a letter among which the line is looked for."""
_LETTERS = frozenset({"letter", "circular", "invitation"})


def addressee(facts: Facts) -> Draft | None:
    """Quote the line that says whom a letter is to; None where that is not asked or no line says it."""
    own = plain(facts.question.text)
    spoken = lexicon("concepts").names(facts.question.text) | facts.question.topics
    if facts.question.wants(Ask.EMAIL, Ask.TELEPHONE, Ask.FAX):
        return None
    if not _ASKED.search(own) or not (spoken & _LETTERS or facts.question.symbols):
        return None
    told: dict[str, Document] = {}
    for document in letters_asked(facts):
        key = document.series or document.id
        if _line(document) and (key not in told or document.language == facts.language):
            told[key] = document
    said = [sentence for one in told.values() if (line := _line(one)) for sentence in quoted(facts, line)]
    return Draft(tuple(said)) if said else None


def _line(document: Document) -> Source | None:
    match = _LINE.search(document.text, 0, _HEAD)
    if match is None:
        return None
    start, end = match.span(match.lastindex or 0)
    return Source(document.id, start, end)
