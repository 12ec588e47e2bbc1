"""What a reader yields: the parts of a document in reading order, before its text is laid out."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from ingest.documents import BlockKind, Document


@dataclass(frozen=True, slots=True)
class ElementCell:
    """One cell of a table row; `heads` are the heads above it, outermost first.

    A line that spans the whole table (`Monday 17 November`) counts as a head of the rows below it.
    """

    text: str
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Element:
    """A heading, paragraph, list item, table row or footnote, with its text.

    `level` is 1–9 for headings and the nesting depth (from 0) for items. `number` is set where
    the format numbers by itself, as shown (`2.1`, `a)`, `（一）`), and is not part of `text`.
    `page` counts from 1. `table` numbers the tables of one file from 1. A row has `cells` and no
    text; a cell merged over several rows stands in each of them. `text` may hold line breaks.
    """

    kind: BlockKind
    text: str
    level: int = 0
    number: str | None = None
    page: int | None = None
    cells: tuple[ElementCell, ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file inside a file: a member of an archive or an attachment of a message."""

    name: str
    content: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class FileContent:
    """One file as read: its elements, what the format says of it, and the files inside it.

    `plain` says that the format has no structure of its own: each element is one line of the
    text as it stands. `metadata` holds what the format states beside the text (title, author,
    created, language, header, encoding …). `problems` are the parts that could not be read.
    """

    elements: tuple[Element, ...]
    media_type: str
    pages: int | None = None
    metadata: dict[str, str] = field(default_factory=dict)
    attachments: tuple[Attachment, ...] = ()
    plain: bool = False
    problems: tuple[str, ...] = ()


class UnreadableFile(Exception):
    """A file that can't be read, and why."""

    def __init__(self, path: Path | str, reason: str) -> None:
        super().__init__(str(path), reason)
        self.path = Path(path)
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.path}: {self.reason}"


class PartlyUnreadable(UnreadableFile):
    """A file with parts that can't be read; `documents` are what came of the rest."""

    def __init__(self, path: Path | str, reason: str, documents: tuple[Document, ...]) -> None:
        super().__init__(path, reason)
        self.args = (str(path), reason, documents)
        self.documents = documents
