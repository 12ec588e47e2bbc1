"""An answer before its citations are numbered: sentences, each with the spans that carry it."""

from __future__ import annotations

from dataclasses import dataclass, field

from assistant.answer import Method, NoticeKind, Status
from ingest.events import Statement
from ingest.mentions.mention import Mention


@dataclass(frozen=True, slots=True, order=True)
class Source:
    """Characters `start` to `end` of a document that carry a sentence."""

    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of an answer.

    `quoted` where its `quote` is the document's own words; `derived` are numbers that code computed
    from what the sources say (a duration, a count) and that no source spells out. `bullet` puts it
    on its own line as an item of a list. `claims` is False for wording that states no fact.
    """

    text: str
    sources: tuple[Source, ...] = ()
    quoted: bool = False
    derived: frozenset[str] = frozenset()
    bullet: bool = False
    claims: bool = True
    verified: bool | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A notice before its citations are numbered."""

    kind: NoticeKind
    text: str
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Draft:
    """What an answerer proposes to say; `complete` is False where the question asks for more."""

    sentences: tuple[Sentence, ...]
    method: Method = Method.LEDGER
    status: Status = Status.ANSWERED
    remarks: tuple[Remark, ...] = field(default=())
    complete: bool = True


def from_statement(statement: Statement) -> Source:
    """Return the span of a statement of the ledger."""
    return Source(statement.document_id, statement.start, statement.end)


def from_mention(mention: Mention) -> Source:
    """Return the span of a mention."""
    return Source(mention.document_id, mention.start, mention.end)


def plain_sentence(text: str, *cited: Source, **options: object) -> Sentence:
    """Return a sentence with its sources, doubles dropped."""
    return Sentence(text[:1].upper() + text[1:], tuple(dict.fromkeys(cited)), **options)  # type: ignore[arg-type]
