"""What an answer reads of the catalogue: its documents and mentions, kept until it changes."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from ingest.documents import Document
from ingest.mentions.mention import Mention

if TYPE_CHECKING:
    from index.catalogue import Catalogue


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
    """The holdings of a catalogue, read again when its revision grows; safe from any thread."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._lock = threading.Lock()
        self._kept: tuple[int, Holdings] | None = None

    def holdings(self, day: date | None = None) -> Holdings:
        """Return what the catalogue holds now, as of `day` where one is given."""
        revision = self._catalogue.revision
        with self._lock:
            if self._kept is None or self._kept[0] != revision:
                documents = {document.id: document for document in self._catalogue.documents()}
                self._kept = revision, Holdings(documents, self._catalogue.mentions())
            return self._kept[1].as_of(day)
