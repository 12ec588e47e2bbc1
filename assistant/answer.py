"""The answer and its parts, as every caller sees them."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any


class Status(StrEnum):
    """Whether the question was answered."""

    ANSWERED = "answered"
    PARTIAL = "partial"
    NOT_FOUND = "not_found"


class Method(StrEnum):
    """How the answer was made."""

    LEDGER = "ledger"
    QUOTE = "quote"
    MODEL = "model"


class NoticeKind(StrEnum):
    """What a reader must know besides the answer."""

    CONFLICT = "conflict"
    SUPERSEDED = "superseded"
    TENTATIVE = "tentative"
    PAST = "past"
    LANGUAGE = "language"
    MODEL = "model"
    RESOLVED = "resolved"
    PREMISE = "premise"


@dataclass(frozen=True, slots=True)
class Citation:
    """Where a document says it: `quote == document.text[start:end]`, always."""

    number: int
    document_id: str
    source: str
    title: str
    symbol: str | None
    language: str
    page: int | None
    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence of the answer (`Answer.text[start:end]`) and the numbers of its citations.

    `verified` is True only where every date, number, place, name, symbol and edition in it
    was found in what it cites; `quoted` where the sentence is the document's own words.
    """

    text: str
    start: int
    end: int
    verified: bool
    citations: tuple[int, ...]
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Notice:
    """Something besides the answer that the reader must see."""

    kind: NoticeKind
    text: str
    citations: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Timing:
    """Milliseconds to the end of the search, to the first cited fact, and in all."""

    search_ms: float = 0.0
    first_ms: float = 0.0
    total_ms: float = 0.0


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says; a refusal is an Answer with status `not_found`.

    `question` is as asked, `resolved` the question that was answered where a follow-up was completed
    from the conversation or misspelt words were taken for others. `final` is False for the snapshots
    that come while an answer streams.
    """

    question: str
    language: str
    as_of: date
    text: str
    status: Status
    method: Method
    model: str | None = None
    claims: tuple[Claim, ...] = ()
    citations: tuple[Citation, ...] = ()
    notices: tuple[Notice, ...] = ()
    timing: Timing = field(default_factory=Timing)
    resolved: str | None = None
    final: bool = True

    def to_json(self) -> dict[str, Any]:
        """Return the documented JSON object (see docs/json.md)."""
        return {
            "question": self.question,
            "language": self.language,
            "as_of": self.as_of.isoformat(),
            "answer": self.text,
            "status": str(self.status),
            "method": str(self.method),
            "model": self.model,
            "claims": [
                {
                    "text": claim.text,
                    "start": claim.start,
                    "end": claim.end,
                    "verified": claim.verified,
                    "citations": list(claim.citations),
                }
                for claim in self.claims
            ],
            "citations": [asdict(citation) for citation in self.citations],
            "notices": [
                {"kind": str(notice.kind), "text": notice.text, "citations": list(notice.citations)}
                for notice in self.notices
            ],
            "timing": asdict(self.timing),
            **({"resolved": self.resolved} if self.resolved else {}),
        }

    def __add__(self, later: Answer) -> Answer:
        """Return the later of two snapshots, which holds all of the earlier; LangChain adds a stream up."""
        return later


@dataclass(frozen=True, slots=True)
class Turn:
    """One earlier exchange of the conversation; `answer` is None where it was not kept."""

    question: str
    answer: str | None = None
