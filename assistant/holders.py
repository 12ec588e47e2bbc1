"""Who holds an office: those who sign letters with it."""

from __future__ import annotations

import re
from datetime import date

from assistant.asks import Ask
from assistant.draft import Draft, Sentence, Source
from assistant.facts import Facts
from assistant.offices import offices_asked
from assistant.quotation import quoted
from assistant.sentences import concepts
from ingest.documents import Document
from ingest.mentions.mention import Mention, MentionKind

_LONGEST = 40
"""Characters of a line that is no more than an office."""


def holder(facts: Facts) -> Draft | None:
    """Quote the signature of the one who signs the latest letter with the office asked about; else None."""
    question = facts.question
    offices = offices_asked(facts)
    alone = len(offices) == 1 and question.topics == offices and not facts.subject.named
    if not alone or question.asks - {Ask.WHO, Ask.ROLE, Ask.PREMISE_CHECK} or not question.asks:
        return None
    said = signature(facts, next(iter(offices)))
    return Draft(said) if said else None


def signature(facts: Facts, office: str) -> tuple[Sentence, ...]:
    """Return name and office under the latest letter signed with an office, quoted; none where none is."""
    signed = [
        (facts.documents[one.document_id], span)
        for one in facts.of_kind(MentionKind.PERSON)
        if one.role == "signatory" and (span := _with_office(facts.documents[one.document_id], one, office))
    ]
    if not signed:
        return ()
    _, span = max(signed, key=lambda pair: (pair[0].issued or date.min, pair[0].language == facts.language))
    return tuple(quoted(facts, span))


def _with_office(document: Document, person: Mention, office: str) -> Source | None:
    """Return the span of a name and the line above or below it that gives an office, None where none does."""
    lines = [match.span() for match in re.finditer(r"[^\n]*\S[^\n]*", document.text)]
    at = next((n for n, (start, end) in enumerate(lines) if start <= person.start < end), None)
    if at is None:
        return None
    for start, end in (*lines[max(at - 1, 0) : at], *lines[at + 1 : at + 2]):
        line = document.text[start:end].strip()
        if len(line) <= _LONGEST and office in concepts(line):
            return Source(document.id, min(start, person.start), max(end, person.end))
    return None
