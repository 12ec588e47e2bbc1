"""What an answer reads of the catalogue: its documents and mentions, kept until it changes."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from assistant.versions import in_language
from assistant.vocabulary import Vocabulary
from ingest.documents import Document
from ingest.events import Event
from ingest.mentions.mention import Mention

if TYPE_CHECKING:
    from index.catalogue import Catalogue

_KEPT_LEDGERS = 12


@dataclass(frozen=True, slots=True)
class Holdings:
    """The documents of a day, by id, and the mentions in them."""

    documents: dict[str, Document]
    mentions: tuple[Mention, ...]

    def as_of(self, day: date | None) -> Holdings:
        """Return what was issued by `day`; documents without a date always count."""
        if day is None:
            return self
        documents = {
            document.id: document
            for document in self.documents.values()
            if document.issued is None or document.issued <= day
        }
        return Holdings(
            documents, tuple(mention for mention in self.mentions if mention.document_id in documents)
        )


class Collection:
    """The holdings and the ledger of a catalogue, read again when it changes; safe from any thread."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._kept: tuple[int, Holdings] | None = None
        self._words: tuple[tuple[int, date | None], Vocabulary] | None = None
        self._events: dict[tuple[int, date | None, str], tuple[Event, ...]] = {}

    def holdings(self, day: date | None = None) -> Holdings:
        """Return what the catalogue holds now, as of `day` where one is given."""
        revision = self._catalogue.revision
        with self._lock:
            if self._kept is None or self._kept[0] != revision:
                documents = {document.id: document for document in self._catalogue.documents()}
                self._kept = revision, Holdings(documents, self._catalogue.mentions())
            return self._kept[1].as_of(day)

    def vocabulary(self, day: date | None, language: str) -> Vocabulary:
        """Return the words that questions are held against, kept with the ledger of the day."""
        events = self.events(day, language)
        revision = self._catalogue.revision
        with self._lock:
            kept = self._words
            if kept is None or kept[0] != (revision, day):
                held = self._kept[1].as_of(day) if self._kept else Holdings({}, ())
                kept = self._words = (revision, day), Vocabulary(held.documents, held.mentions, events)
            return kept[1]

    def events(self, day: date | None, language: str) -> tuple[Event, ...]:
        """Return the ledger as of `day` for a reader of `language`."""
        from index.events import ledger

        key = (self._catalogue.revision, day, language)
        with self._lock:
            if key in self._events:
                return self._events[key]
        documents = self.holdings(day).documents
        events = in_language(ledger(self._catalogue, day), language, documents)
        with self._lock:
            while len(self._events) >= _KEPT_LEDGERS:
                del self._events[next(iter(self._events))]
            self._events[key] = events
        return events
