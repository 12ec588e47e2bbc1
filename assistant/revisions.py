"""Days of the ledger that a later version of their document may have changed, though nobody read to what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from assistant.agendas import replaces
from assistant.answer import Status
from assistant.draft import Draft, Sentence, Source
from assistant.event_keys import EDITION, base, conference_of
from assistant.facts import Facts
from assistant.quotation import quoted
from assistant.sentences import Unit, units
from ingest.documents import BlockKind, Document, RelationKind
from ingest.events import Attribute, Event
from ingest.mentions.mention import MentionKind

_DAY = len("2027-06-01")
MOST_SHOWN = 2
"""Sentences of the later version that are shown."""


def doubted(facts: Facts, draft: Draft) -> Draft:
    """Return a draft with the days unverified that a later version of their document may have changed.

    It may have where it gives days that the ledger does not read, and none of the same event; its sentences
    with them are shown.
    """
    shown: dict[Source, Unit] = {}
    said: list[Sentence] = []
    for sentence in draft.sentences:
        units_of = [unit for source in sentence.sources for unit in _open_days(facts, source)]
        shown |= {unit.source: unit for unit in units_of[:MOST_SHOWN]}
        said.append(replace(sentence, verified=False) if units_of else sentence)
    if not shown:
        return draft
    document = facts.documents[next(iter(shown)).document_id]
    said.append(Sentence(facts.say("revised_by", document=facts.document_name(document)), claims=False))
    for source in list(shown)[:MOST_SHOWN]:
        said += [replace(one, verified=False) for one in quoted(facts, source, lead=False)]
    return replace(draft, sentences=tuple(said), status=Status.PARTIAL)


def _open_days(facts: Facts, source: Source) -> list[Unit]:
    """Return the sentences with unread days in the later versions of what a span gives the days of."""
    days = [event for event, one in facts.stated.get(source, ()) if one.attribute is Attribute.DATE]
    return [
        unit
        for event in days
        for later in _later(facts, facts.documents[source.document_id])
        if not _confirms(event, later)
        for unit in units(later)
        if _may_date(facts, unit, event)
    ]


def _later(facts: Facts, document: Document) -> Iterator[Document]:
    """Yield the documents that are later versions of one, or say that they replace or correct it."""
    for other in facts.documents.values():
        if replaces(other, document) or any(
            one.kind is RelationKind.CORRECTS and one.target in (document.symbol, document.series)
            for one in other.relations
        ):
            yield other


def _confirms(event: Event, later: Document) -> bool:
    """Return whether a later version, or a document after it, gives the days that stand."""
    given = event.attributes[Attribute.DATE]
    values = (given.current, *given.superseded, *given.conflicting, *given.discrepant)
    if any(one.document_id == later.id for value in values for one in value.statements):
        return True
    return any(one.issued and later.issued and one.issued > later.issued for one in given.current.statements)


def _may_date(facts: Facts, unit: Unit, event: Event) -> bool:
    """Return whether a sentence gives a day that the ledger does not read, of the event or of none named."""
    if unit.kind is BlockKind.HEADING:
        return False
    own = [(fact.span.start, fact.span.end) for fact in facts.documents[unit.document_id].facts]
    read = [(one.start, one.end) for _, one in facts.read_in(unit.source)]
    inside = facts.inside(unit.source)
    free = any(
        m.kind is MentionKind.DATE
        and len(m.value) >= _DAY
        and m.value != event.value(Attribute.DATE)
        and not any(start < m.end and m.start < end for start, end in (*own, *read))
        for m in inside
    )
    named = {base(m.value) for m in inside if m.kind is MentionKind.EVENT and EDITION.match(base(m.value))}
    return free and (not named or conference_of(event) in named or base(event.key) in named)
