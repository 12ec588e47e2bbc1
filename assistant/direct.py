"""What a chosen sentence answers in a word: a reference, a document, a number, an amount."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.draft import Sentence
from assistant.expected import NUMBERED, amounts
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.paragraphs import paragraphs_of
from assistant.paragraphs_asked import asks_paragraph
from assistant.phrases import join
from assistant.quantities import asked as asked_number_of
from assistant.quantities import head_counts, numbers_of, without
from assistant.records import record_at
from assistant.restating import dated_word, references
from assistant.sentences import Unit
from ingest.mentions.mention import MentionKind

_REFERENCES = ("resolution", "decision", "recommendation", "article", "provision", "annex")
_MOST = 3
"""References or documents named before the quotation."""


def direct(facts: Facts, kinds: Iterable[str], units: Sequence[Unit]) -> tuple[Sentence, ...]:
    """Return what the sentences give of the kinds asked for, each with the sentence that gives it.

    Empty for kinds that a quotation says as well: reasons, languages, persons.
    """
    asked = frozenset(kinds)
    said = [*_references(facts, asked, units), *_documents(facts, asked, units)]
    if asks_paragraph(facts.question.text):
        said += paragraphs_of(facts, units[:1])
    for unit in units:
        number = _number(facts, unit) if "number" in asked else None
        if number:
            said.append(Sentence(facts.say("number_is", n=number), (unit.source,)))
            break
    for unit in units:
        found = amounts(unit.text) if "amount" in asked else []
        if found:
            text = facts.say("amount_is", n=join(found[:_MOST], facts.language))
            said.append(Sentence(text, (unit.source,)))
            break
    return tuple(said)


def _references(facts: Facts, asked: frozenset[str], units: Sequence[Unit]) -> list[Sentence]:
    named = {(kind, number) for kind, number, _ in references(facts.question.text)}
    for unit in units:
        found = [
            dated_word(kind, number, written, facts.language)
            for kind, number, written in references(unit.text)
            if kind in asked & frozenset(_REFERENCES) and (kind, number) not in named
        ]
        if found:
            what = join(list(dict.fromkeys(found))[:_MOST], facts.language)
            return [Sentence(facts.say("reference_is", what=what), (unit.source,))]
    return []


def _documents(facts: Facts, asked: frozenset[str], units: Sequence[Unit]) -> list[Sentence]:
    """Return which document says it, and the documents that it names."""
    if "document" not in asked or not units:
        return []
    unit = units[0]
    own = facts.documents[unit.document_id].symbol
    known = plain(facts.question.text)
    found = [own] if own else []
    found += [m.value for m in facts.inside(unit.source) if m.kind is MentionKind.SYMBOL]
    shown = [one for one in dict.fromkeys(found) if plain(one) not in known][:_MOST]
    if not shown:
        return []
    return [Sentence(facts.say("document_is", symbol=join(shown, facts.language)), (unit.source,))]


def _number(facts: Facts, unit: Unit) -> str | None:
    """Return the number of the things asked for that a sentence or a table row gives."""
    things = asked_number_of(facts.question.text)
    row = record_at(facts.documents[unit.document_id], unit.start)
    if row is not None:
        return next((one.text for one in row.fields if things & head_counts(one)), None)
    spans = [
        (m.start - unit.start, m.end - unit.start) for m in facts.inside(unit.source) if m.kind in NUMBERED
    ]
    return next(iter(numbers_of(without(unit.text, spans), things)), None)
