"""Tables of the documents as records: a row with the head of each of its cells."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from assistant.draft import Source
from ingest.documents import BlockKind, Document
from ingest.orders import readable


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of a record: `text` is characters `start` to `end` of the document, `head` its column's."""

    head: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Record:
    """A row of a table; `above` holds the nearest headings and lines before its table, nearest first."""

    document_id: str
    table: int
    start: int
    end: int
    fields: tuple[Field, ...]
    above: tuple[Source, ...]

    @property
    def source(self) -> Source:
        """The span of the row."""
        return Source(self.document_id, self.start, self.end)


def records(document: Document) -> tuple[Record, ...]:
    """Return the rows of a document's tables that stand under heads, in order."""
    return _records(document.id, document)


@lru_cache(maxsize=512)
def _records(_: str, document: Document) -> tuple[Record, ...]:
    found: list[Record] = []
    above: list[Source] = []
    document = readable(document)
    for block in document.blocks:
        if block.kind is not BlockKind.ROW:
            above = [Source(document.id, block.start, block.end), *above[:2]]
            continue
        fields = tuple(
            Field(
                cell.heads[-1] if cell.heads else "",
                _text(document, cell.start, cell.end),
                cell.start,
                cell.end,
            )
            for cell in block.cells
        )
        if any(field.head for field in fields):
            found.append(Record(document.id, block.table or 0, block.start, block.end, fields, tuple(above)))
    return tuple(found)


def _text(document: Document, start: int, end: int) -> str:
    return re.sub(r"\s+", " ", document.text[start:end]).strip()


def record_at(document: Document, start: int) -> Record | None:
    """Return the row that character `start` of a document stands in."""
    return next((one for one in records(document) if one.start <= start < one.end), None)
