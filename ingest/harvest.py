"""All that one file gives: its documents with their passages, mentions and event readings."""

from __future__ import annotations

from collections.abc import Sequence
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

# Characters up to which events are looked for: about 400 pages, and a third of the time that a file has.
MAX_FOR_EVENTS = 1_000_000
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

    Raises `UnreadableFile`, and `PartlyHarvested` where only a part of it can be read; a document
    whose events can't be read is kept for searching.
    """
    problems: list[str] = []
    try:
        documents: Sequence[Document] = build_documents(path, content)
    except PartlyUnreadable as error:
        documents = error.documents
        problems.append(error.reason)
    harvests = tuple(_harvest(document, problems) for document in documents)
    if problems:
        raise PartlyHarvested(path, "; ".join(problems), harvests)  # type: ignore[arg-type]
    return list(harvests)


def _harvest(document: Document, problems: list[str]) -> Harvest:
    passages = split(document)
    mentions: tuple[Mention, ...] = ()
    readings: tuple[Reading, ...] = ()
    if len(document.text) > MAX_FOR_EVENTS:
        problems.append(
            f"is too long for its dates and events to be read ({len(document.text):,} characters; at most"
            f" {MAX_FOR_EVENTS:,}); it can be searched"
        )
        return Harvest(document, passages, mentions, readings)
    try:
        mentions = find_mentions(document, passages)
        readings = read_events(document, passages, mentions)
    except (ArithmeticError, LookupError, RecursionError, TypeError, ValueError) as error:
        problems.append(f"its events can't be read: {type(error).__name__}: {error}")
    return Harvest(document, passages, mentions, readings)
