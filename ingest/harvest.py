"""All that one file gives: its documents with their passages, mentions and event readings."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ingest.document import build_documents
from ingest.documents import Document, Passage
from ingest.elements import PartlyUnreadable
from ingest.events import Reading
from ingest.linking import read_events
from ingest.mentions import find_mentions
from ingest.mentions.mention import Mention
from ingest.passages import split

# Names this function for `ingest.sandbox`, which calls it in a process of its own.
TARGET = "ingest.harvest:harvest"


@dataclass(frozen=True, slots=True)
class Harvest:
    """One document and what was found in it."""

    document: Document
    passages: tuple[Passage, ...]
    mentions: tuple[Mention, ...]
    readings: tuple[Reading, ...]

    @property
    def id(self) -> str:
        """The document's id."""
        return self.document.id


class PartlyHarvested(PartlyUnreadable):
    """A file with parts that can't be read; `documents` are the harvests of the rest."""


def harvest(path: Path, content: bytes) -> list[Harvest]:
    """Return what the file at `path` with the bytes `content` gives, its own document first.

    Raises `UnreadableFile`, and `PartlyHarvested` where only a part of it can be read.
    """
    try:
        documents = build_documents(path, content)
    except PartlyUnreadable as error:
        harvests = tuple(_harvest(document) for document in error.documents)
        raise PartlyHarvested(path, error.reason, harvests) from error  # type: ignore[arg-type]
    return [_harvest(document) for document in documents]


def _harvest(document: Document) -> Harvest:
    passages = split(document)
    mentions = find_mentions(document, passages)
    return Harvest(document, passages, mentions, read_events(document, passages, mentions))
