"""The conversation as the browser keeps it: checked when it comes back, since anyone can edit it there."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, Field, TypeAdapter, ValidationError

from assistant.answer import Answer, Turn

MOST_TURNS = 40


class KeptCitation(BaseModel, frozen=True):
    """A citation as `Answer.to_json` writes it."""

    number: int
    document_id: str
    source: str
    title: str
    symbol: str | None = None
    language: str
    page: int | None = None
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    quote: str


class KeptClaim(BaseModel):
    """A sentence of the answer; `quoted` where it is the document's own words."""

    text: str
    start: int = Field(ge=0)
    end: int = Field(ge=0)
    verified: bool
    citations: list[int] = []
    quoted: bool = False


class KeptNotice(BaseModel):
    """A notice of the answer."""

    kind: str
    text: str
    citations: list[int] = []


class KeptAnswer(BaseModel):
    """An answer; `final` is False where it was stopped on its way."""

    question: str
    language: str
    as_of: str
    answer: str
    status: Literal["answered", "partial", "not_found"]
    method: Literal["ledger", "quote", "model"]
    model: str | None = None
    claims: list[KeptClaim] = []
    citations: list[KeptCitation] = []
    notices: list[KeptNotice] = []
    resolved: str | None = None
    final: bool = True


class Exchange(BaseModel):
    """A question with its answer, or with the one line that says why there is none."""

    question: str = Field(max_length=8_000)
    answer: KeptAnswer | None = None
    failed: str | None = None
    follow_ups: list[str] = []

    @property
    def stopped(self) -> bool:
        """Whether the answer did not come to its end."""
        return self.answer is not None and not self.answer.final


_KEPT = TypeAdapter(list[Exchange])


def restore(kept: Any) -> list[Exchange]:
    """Return the conversation from what a browser kept; what is not one gives an empty one."""
    try:
        return _KEPT.validate_python(kept or [])[-MOST_TURNS:]
    except ValidationError:
        return []


def keep(turns: list[Exchange]) -> list[dict[str, Any]]:
    """Return the conversation as JSON values for the browser."""
    return [turn.model_dump(exclude_defaults=True) for turn in turns[-MOST_TURNS:]]


def kept_answer(answer: Answer) -> KeptAnswer:
    """Return an answer as the conversation keeps it."""
    made = KeptAnswer.model_validate(answer.to_json() | {"final": answer.final})
    for claim, own in zip(made.claims, answer.claims, strict=True):
        claim.quoted = own.quoted
    return made


def history(turns: list[Exchange]) -> tuple[Turn, ...]:
    """Return the earlier turns as the assistant takes them."""
    return tuple(Turn(turn.question, turn.answer.answer if turn.answer else None) for turn in turns)
