"""Gradio's named endpoints for programs: `/ask` and `/events`."""

from __future__ import annotations

import asyncio
from datetime import date
from typing import TYPE_CHECKING, Any

import gradio as gr

from index.events import ledger

if TYPE_CHECKING:
    from assistant.answering import Assistant


def add_endpoints(assistant: Assistant) -> None:
    """Add the endpoints to the Gradio page that is being built."""

    async def ask(question: str, language: str = "", as_of: str = "") -> dict[str, Any]:
        """Answer a question from the documents, with citations.

        Args:
            question: In Chinese, English, French, Spanish, Russian or Arabic.
            language: ISO 639-1 tag of the answer's language; empty for the question's.
            as_of: Day (2027-01-31) whose documents are asked; empty for today's.
        """
        day = _day(as_of)
        answer = await asyncio.to_thread(assistant.ask, question, (), day, language or None)
        return answer.to_json()

    def events(start: str = "", end: str = "", name: str = "", as_of: str = "") -> list[dict[str, Any]]:
        """List the events of the ledger with every source.

        Args:
            start: First day (2027-01-31); empty for any.
            end: Last day; empty for any.
            name: Part of a name or acronym; empty for any.
            as_of: Day whose documents count; empty for all.
        """
        return list_events(assistant, start, end, name, as_of)

    gr.api(ask, api_name="ask", concurrency_limit=8)
    gr.api(events, api_name="events", concurrency_limit=8)


def list_events(assistant: Assistant, start: str, end: str, name: str, as_of: str) -> list[dict[str, Any]]:
    """Return the events that match, as `rapporteur events --json` writes them.

    Raises ValueError for a day that is not written as 2027-01-31.
    """
    from assistant.event_filter import select
    from assistant.event_json import to_json

    catalogue = assistant.index.catalogue
    documents = {document.id: document for document in catalogue.summaries()}
    found = select(ledger(catalogue, _day(as_of)), start=_day(start), end=_day(end), name=name or None)
    return [to_json(event, documents) for event in found]


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise gr.Error(f"{written!r} is no day; write it as 2027-01-31") from None
