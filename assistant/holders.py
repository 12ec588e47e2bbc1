"""Who holds an office: those who sign letters with it."""

from __future__ import annotations

from datetime import date

from assistant.asks import Ask
from assistant.draft import Draft, Sentence, Source
from assistant.facts import Facts
from assistant.offices import offices_asked
from assistant.quotation import quoted
from assistant.sentences import concepts
from ingest.documents import Block, Document
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
    at = next((n for n, block in enumerate(document.blocks) if block.start <= person.start < block.end), None)
    if at is None:
        return None
    beside: list[Block] = [document.blocks[n] for n in (at - 1, at + 1) if 0 <= n < len(document.blocks)]
    for start, end in [(one.start, one.end) for one in beside] + _lines(document.text, person):
        line = document.text[start:end].strip()
        if 0 < len(line) <= _LONGEST and office in concepts(line):
            return Source(document.id, min(start, person.start), max(end, person.end))
    return None


def _lines(text: str, person: Mention) -> list[tuple[int, int]]:
    """Return the spans of the lines above and below a name."""
    begins = text.rfind("\n", 0, person.start) + 1
    ends = text.find("\n", person.end)
    above = (text.rfind("\n", 0, max(begins - 1, 0)) + 1, max(begins - 1, 0))
    if ends < 0:
        return [above]
    below = text.find("\n", ends + 1)
    return [above, (ends + 1, below if below >= 0 else len(text))]
