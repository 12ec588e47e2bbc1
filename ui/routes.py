"""The addresses of the page beside Gradio's: its parts, calendar files, ratings, and all others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, FastAPI, Query, Request, Response
from fastapi.responses import HTMLResponse, JSONResponse, PlainTextResponse

from assistant.calendar_file import to_ics
from assistant.examples import example_questions
from index.events import conflicts, ledger
from ingest.documents import Document
from ui.calendar import deadlines_ahead
from ui.calendar_page import calendar_html, deadline_cards
from ui.conflicts_page import conflicts_html
from ui.document_routes import document_routes
from ui.entries import Choice, Entry, chosen, entries, next_conference, offered
from ui.feedback import Rating, question_lines, store
from ui.library import Library, sample_folder
from ui.shelf import sign_in_html, welcome_html
from ui.staff import Staff, sign_in_routes
from ui.strings import DEFAULT_LANGUAGE
from ui.strings import known_language as tongue

if TYPE_CHECKING:
    from assistant.answering import Assistant

WELCOME_DEADLINES = 3


def add_routes(app: FastAPI, assistant: Assistant, library: Library, staff: Staff) -> None:
    """Add every address of the page to `app`."""
    app.include_router(_pages(assistant, staff))
    app.include_router(document_routes(assistant, library, staff))
    app.include_router(sign_in_routes(staff))


def _pages(assistant: Assistant, staff: Staff) -> APIRouter:
    router = APIRouter()
    catalogue = assistant.index.catalogue

    def dated(language: str) -> tuple[list[Entry], dict[str, Document]]:
        documents = {document.id: document for document in catalogue.summaries()}
        return entries(ledger(catalogue), documents, language), documents

    @router.get("/parts/welcome", response_class=HTMLResponse)
    def welcome(request: Request, language: str = DEFAULT_LANGUAGE) -> str:
        language = tongue(language)
        count = catalogue.counts()["documents"]
        questions = example_questions(ledger(catalogue), language) if count else []
        today = date.today()
        next_ones = deadlines_ahead(dated(language)[0], today)[:WELCOME_DEADLINES] if count else []
        cards = deadline_cards(next_ones, today, language) if next_ones else ""
        sample = sample_folder() is not None
        return welcome_html(questions, count, cards, sample, staff.allows(request), language)

    @router.get("/parts/calendar", response_class=HTMLResponse)
    def calendar(
        language: str = DEFAULT_LANGUAGE,
        conference: str | None = None,
        kind: str = "",
        place: str = "",
        month: str = "",
    ) -> str:
        every, _ = dated(tongue(language))
        shown = next_conference(every, date.today()) if conference is None else conference
        choice = offered(every, Choice(shown, kind, place, month))
        return calendar_html(every, choice, date.today(), tongue(language))

    @router.get("/parts/conflicts", response_class=HTMLResponse)
    def disagreements(request: Request, language: str = DEFAULT_LANGUAGE) -> str:
        if not staff.allows(request):
            return sign_in_html(tongue(language))
        documents = {document.id: document for document in catalogue.summaries()}
        return conflicts_html(conflicts(ledger(catalogue)), documents, tongue(language))

    @router.get("/calendar.ics")
    def calendar_file(
        key: Annotated[list[str] | None, Query()] = None,
        language: str = DEFAULT_LANGUAGE,
        conference: str = "",
        kind: str = "",
        place: str = "",
        month: str = "",
    ) -> Response:
        every, _ = dated(tongue(language))
        shown = chosen(every, Choice(conference, kind, place, month))
        wanted = set(key) if key else {entry.key for entry in shown}
        events = [event for event in ledger(catalogue) if event.key in wanted]
        documents = {document.id: document for document in catalogue.documents()}
        name = "event.ics" if len(events) == 1 else "events.ics"
        return Response(
            to_ics(events, documents, tongue(language)),
            media_type="text/calendar",
            headers={"Content-Disposition": f'attachment; filename="{name}"'},
        )

    @router.post("/feedback")
    def rate(rating: Rating) -> JSONResponse:
        store(rating, assistant.index.dir)
        return JSONResponse({"kept": True})

    @router.get("/feedback.jsonl")
    def ratings(request: Request) -> Response:
        staff.require(request)
        return PlainTextResponse(
            question_lines(assistant.index.dir),
            headers={"Content-Disposition": 'attachment; filename="feedback.jsonl"'},
        )

    return router
