"""The types that ingest produces: documents, their blocks, and the passages cut from them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class BlockKind(StrEnum):
    """What a run of text is in the layout of its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"
    FOOTNOTE = "footnote"


class DocumentKind(StrEnum):
    """What a conference sends; `OTHER` where the document does not show what it is."""

    INVITATION = "invitation"
    AGENDA = "agenda"
    INFORMATION = "information"
    REPORT = "report"
    DECISION = "decision"
    TIMETABLE = "timetable"
    MINUTES = "minutes"
    CORRIGENDUM = "corrigendum"
    OTHER = "other"


class DocumentStatus(StrEnum):
    """How final a document says it is; `UNKNOWN` where it does not say."""

    DRAFT = "draft"
    PROVISIONAL = "provisional"
    REVISED = "revised"
    FINAL = "final"
    CANCELLED = "cancelled"
    UNKNOWN = "unknown"


class RelationKind(StrEnum):
    """How one document stands to another."""

    REVISES = "revises"
    CORRECTS = "corrects"
    ADDS_TO = "adds_to"
    REPLACES = "replaces"
    TRANSLATION_OF = "translation_of"
    ANNEX_OF = "annex_of"
    REFERS_TO = "refers_to"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of `Document.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row; `heads` are the column heads above it, outermost first."""

    start: int
    end: int
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, paragraph, list item, table row or footnote, as a span of `Document.text`.

    `level` is 1–9 for headings and the nesting depth (from 0) for items. `number` is the
    numbering as shown (`2.1`, `a)`, `附件 1`), `page` counts from 1 where the format has pages,
    `table` numbers the tables of a document from 1 so that the rows of one stay together.
    """

    kind: BlockKind
    start: int
    end: int
    level: int = 0
    number: str | None = None
    page: int | None = None
    cells: tuple[Cell, ...] = ()
    table: int | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a document says of itself (title, symbol, issued …) and where it says so."""

    name: str
    value: str
    span: Span


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation to the document with symbol `target`; `span` is where it is stated."""

    kind: RelationKind
    target: str
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """One conference document as read: its text, layout and what it says of itself.

    `id` is a hash of the file's bytes, so that the same file under two names is one document.
    `text` is the only text there is: every span, quote and citation counts its characters.
    `series` is the symbol without revision and language (`TDAG-25/2(Rev.1)-C` → `TDAG-25/2`):
    documents that share it are versions or language versions of each other. `revision` is
    the number in `Rev.N` (0 for the original). `orders` are the stretches that speak to a machine:
    nothing is read from them, quoted of them or shown to a chat model.
    """

    id: str
    source: str
    text: str
    blocks: tuple[Block, ...] = ()
    title: str = ""
    symbol: str | None = None
    issued: date | None = None
    language: str = "und"
    kind: DocumentKind = DocumentKind.OTHER
    status: DocumentStatus = DocumentStatus.UNKNOWN
    series: str | None = None
    revision: int = 0
    facts: tuple[Fact, ...] = ()
    relations: tuple[Relation, ...] = ()
    media_type: str = "text/plain"
    pages: int | None = None
    orders: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A citable stretch of a document: `text == document.text[start:end]`, always.

    `heading_path` runs from the outermost heading to the nearest. `context` is what the
    embedding sees before the text (title, symbol, date, headings, column heads) and is
    never part of `text`. `tokens` counts `text` alone.
    """

    id: str
    document_id: str
    ordinal: int
    start: int
    end: int
    text: str
    language: str
    heading_path: tuple[str, ...] = ()
    page: int | None = None
    tokens: int = 0
    context: str = field(default="", compare=False)


def content_id(content: bytes) -> str:
    """Return the document id of a file's bytes: the first 16 hex digits of their SHA-256."""
    return hashlib.sha256(content).hexdigest()[:16]


def passage_id(document_id: str, start: int, end: int) -> str:
    """Return the id of the passage that spans `start` to `end` of a document."""
    return f"{document_id}:{start}-{end}"
