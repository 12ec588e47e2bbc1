"""`/v1/chat/completions` and `/v1/models` as OpenAI's clients expect them, answered from the documents."""

from __future__ import annotations

import json
import time
import uuid
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import structlog
from fastapi import APIRouter, FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, StreamingResponse
from pydantic import BaseModel, Field, ValidationError

from assistant.answer import Answer, Method, Turn
from ingest.tokens import count

if TYPE_CHECKING:
    from assistant.answering import Assistant

log = structlog.get_logger()
MODEL = "rapporteur"


class Part(BaseModel):
    """A part of a message; only text is read."""

    type: str
    text: str = ""


class Message(BaseModel):
    """A message of the conversation."""

    role: str
    content: str | list[Part] | None = None

    @property
    def text(self) -> str:
        """The words of the message."""
        if isinstance(self.content, list):
            return "\n".join(part.text for part in self.content if part.type == "text")
        return self.content or ""


class Request_(BaseModel):
    """What a client asks; sampling options are accepted and change nothing."""

    messages: list[Message] = Field(min_length=1, max_length=200)
    model: str = MODEL
    stream: bool = False


def question_of(messages: list[Message]) -> tuple[str, tuple[Turn, ...]]:
    """Return the last user message, and the turns before it; the question is empty without any."""
    said = [message for message in messages if message.role in ("user", "assistant")]
    turns: list[Turn] = []
    asked: str | None = None
    for message in said:
        if message.role == "user":
            if asked is not None:
                turns.append(Turn(asked))
            asked = message.text
        elif asked is not None:
            turns.append(Turn(asked, message.text))
            asked = None
    return asked or "", tuple(turns)


def message_text(answer: Answer) -> str:
    """Return an answer with its notices, and its sources listed below, as Markdown."""
    return answer.text + after_text(answer)


def after_text(answer: Answer) -> str:
    """Return what stands below the text of an answer: notices and sources."""
    lines = [f"\n> {notice.text}" for notice in answer.notices]
    lines += [
        f"\n[{one.number}] {one.symbol or one.title or one.source} ({one.language}"
        f"{f', p. {one.page}' if one.page else ''}): “{' '.join(one.quote.split())}”"
        for one in answer.citations
    ]
    return "\n" + "\n".join(lines) if lines else ""


def completion(answer: Answer, identity: str, created: int, asked: str) -> dict[str, Any]:
    """Return an answer as a `chat.completion` object; `citations` and `rapporteur` are ours."""
    body = message_text(answer)
    read, written = count(asked), count(body)
    whole = answer.to_json()
    return {
        "id": identity,
        "object": "chat.completion",
        "created": created,
        "model": MODEL,
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": body, "citations": whole["citations"]},
                "finish_reason": "stop",
            }
        ],
        "usage": {"prompt_tokens": read, "completion_tokens": written, "total_tokens": read + written},
        "citations": whole["citations"],
        "rapporteur": whole,
    }


def settled(answer: Answer) -> str:
    """Return the start of a snapshot's text that later snapshots keep: what a model wrote so far."""
    if answer.final:
        return answer.text
    if answer.method is not Method.MODEL:
        return ""
    quoted = [claim.start for claim in answer.claims if claim.quoted]
    return answer.text[: min(quoted)].rstrip() if quoted else answer.text


async def chunks(snapshots: AsyncIterator[Answer], identity: str, created: int) -> AsyncIterator[str]:
    """Yield server-sent events: the text as it settles, then sources, then the structured citations."""

    def event(delta: dict[str, Any], finish: str | None = None, **more: Any) -> str:
        body = {
            "id": identity,
            "object": "chat.completion.chunk",
            "created": created,
            "model": MODEL,
            "choices": [{"index": 0, "delta": delta, "finish_reason": finish}],
            **more,
        }
        return f"data: {json.dumps(body, ensure_ascii=False)}\n\n"

    yield event({"role": "assistant", "content": ""})
    sent = ""
    async for answer in snapshots:
        said = settled(answer)
        if said.startswith(sent) and len(said) > len(sent):
            yield event({"content": said[len(sent) :]})
            sent = said
        elif answer.final and said != sent:
            yield event({"content": f"\n\n{said}"})
        if answer.final:
            rest = after_text(answer)
            if rest:
                yield event({"content": rest})
            whole = answer.to_json()
            yield event({}, "stop", citations=whole["citations"], rapporteur=whole)
    yield "data: [DONE]\n\n"


def error(message: str, status: int, kind: str = "invalid_request_error") -> JSONResponse:
    """Return an error as OpenAI's clients read it."""
    return JSONResponse({"error": {"message": message, "type": kind, "param": None, "code": None}}, status)


def add_openai_api(app: FastAPI, assistant: Assistant) -> None:
    """Add the two addresses to `app`."""
    router = APIRouter(prefix="/v1")

    @router.get("/models")
    def models() -> dict[str, Any]:
        return {
            "object": "list",
            "data": [{"id": MODEL, "object": "model", "created": 0, "owned_by": "rapporteur"}],
        }

    @router.post("/chat/completions", response_model=None)
    async def complete(request: Request) -> JSONResponse | StreamingResponse:
        try:
            asked = Request_.model_validate_json(await request.body())
        except (ValidationError, RequestValidationError) as wrong:
            return error(f"the request can't be read: {wrong}", 400)
        question, turns = question_of(asked.messages)
        if not question.strip():
            return error("the last message must be a question of role user", 400)
        identity, created = f"chatcmpl-{uuid.uuid4().hex}", int(time.time())
        snapshots = assistant.astream(question, history=turns)
        if asked.stream:
            return StreamingResponse(chunks(snapshots, identity, created), media_type="text/event-stream")
        try:
            last = [answer async for answer in snapshots][-1]
        except (OSError, RuntimeError) as failed:
            log.exception("completion failed")
            return error(f"the question could not be answered: {failed}", 500, "server_error")
        return JSONResponse(completion(last, identity, created, question))

    app.include_router(router)
