"""Quoting a span of a document, with what it says restated in the asker's language."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.asks import Ask
from assistant.draft import Sentence, Source
from assistant.facts import Facts
from assistant.languages import languages_named
from assistant.phrases import join
from assistant.restating import restated, restated_terms
from assistant.sentences import Unit, sentence_span

_PLAIN = frozenset({Ask.WHEN, Ask.WHERE, Ask.DEADLINE, Ask.START, Ask.END, Ask.COUNT, Ask.SYMBOL})
_NAMING = frozenset({Ask.WHO, Ask.LIST, Ask.ROLE, Ask.WHY, Ask.CONFIRMED})
"""What needs no terms said again, unless one of these is asked too."""


def quoted(facts: Facts, source: Source, *, restate: bool = True, lead: bool = True) -> list[Sentence]:
    """Return a span as a quotation and, in another language, its dates, places and references after it.

    `lead` says whose words they are before them.
    """
    document = facts.documents[source.document_id]
    quote = shown(document.text[source.start : source.end])
    text = facts.say("quote", quote=quote) if lead else facts.say("quotation", quote=quote)
    said = [Sentence(text, (source,), quoted=True)]
    if restate:
        values = restated(facts, source)
        if values:
            told = frozenset(languages_named(document.text[source.start : source.end], facts.language))
            text = facts.say("restated", facts=join(values, facts.language))
            said.append(Sentence(text, (source,), derived=told))
        asked = facts.question.asks & _PLAIN and not facts.question.asks & _NAMING
        terms = (
            []
            if asked
            else [term for term in restated_terms(facts, source) if not any(term in one for one in values)]
        )
        if terms:
            said.append(Sentence(facts.say("terms", facts=join(terms, facts.language)), (source,)))
    return said


def quoted_all(facts: Facts, found: Iterable[Unit]) -> tuple[Sentence, ...]:
    """Return sentences of documents as quotations, one after the other."""
    return tuple(sentence for unit in found for sentence in quoted(facts, unit.source))


def shown(text: str) -> str:
    """Return a quotation as one line, emphasis marks and line ends of the source left out."""
    joined = re.sub(r"(?<=[\u3000-\u9fff])\s*\n\s*(?=[\u3000-\u9fff])", "", text)
    return re.sub(r"\s+", " ", joined).replace("**", "").strip()


def sentence_around(facts: Facts, source: Source) -> Source:
    """Return the whole sentence (or table row, or item) that a span stands in."""
    return sentence_span(facts.documents[source.document_id], source)
