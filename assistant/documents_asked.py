"""The documents that a question is about: by their symbol, their title, or the conference they are of."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.event_keys import base, conference_of
from assistant.facts import Facts
from assistant.lexicon import plain
from ingest.documents import Document, DocumentKind
from ingest.events import EventKind


def documents_asked(facts: Facts) -> tuple[Document, ...]:
    """Return the documents that the question is about: by symbol, else those of its conferences."""
    symbols = facts.question.symbols
    if symbols:
        exact = [document for document in facts.documents.values() if _bears(document, symbols)]
        if exact:
            return tuple(exact)
    titled = [doc for doc in facts.documents.values() if _is_titled(facts, doc)]
    if titled:
        return tuple(titled)
    wanted = set(facts.subject.conferences)
    if not wanted:
        wanted = {owner for event in facts.subject.events if (owner := conference_of(event))}
    if wanted and not facts.subject.guessed:
        return tuple(doc for doc in facts.documents.values() if facts.main_conference[doc.id] in wanted)
    return tuple(facts.documents.values())


def letters_asked(facts: Facts) -> tuple[Document, ...]:
    """Return those of the documents asked for that are letters, in every language; all where none is.

    None where the question names letters by symbols that no document bears.
    """
    if facts.question.symbols and not is_held(facts):
        return ()
    asked = documents_asked(facts)
    known = [doc for doc in asked if doc.kind is DocumentKind.INVITATION]
    series = {doc.series for doc in known if doc.series}
    return tuple(doc for doc in asked if doc in known or doc.series in series) or asked


def in_one_language(facts: Facts, documents: Iterable[Document]) -> tuple[Document, ...]:
    """Keep one language version of each document: the asker's, else the English one, else the first."""
    kept: dict[str, Document] = {}
    for document in sorted(documents, key=lambda one: (one.language != facts.language, one.language != "en")):
        kept.setdefault(document.series or document.id, document)
    return tuple(kept.values())


def is_held(facts: Facts) -> bool:
    """Return whether a document bears one of the symbols that the question names."""
    return any(_bears(document, facts.question.symbols) for document in facts.documents.values())


def _is_titled(facts: Facts, document: Document) -> bool:
    """Return whether a document's title names a meeting asked about, in its edition."""
    named = facts.named_in_title(document)
    title = plain(document.title)
    edition = facts.main_conference[document.id]
    return any(
        (base(event.key) in named or any(len(n.text) > 5 and plain(n.text) in title for n in event.names))
        and (not event.parent or edition in (None, event.parent))
        for event in facts.subject.events
        if event.key not in facts.subject.conferences and event.kind is not EventKind.CONFERENCE
    )


def _bears(document: Document, asked: tuple[str, ...]) -> bool:
    own = document.symbol.upper().replace(" ", "") if document.symbol else ""
    bare = re.sub(r"-[ACEFRSX]$", "", own)
    return bool(own) and any(
        own == other or bare == other or own.endswith(other) for other in map(str.upper, asked)
    )
