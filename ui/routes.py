"""The addresses of the page beside Gradio's: parts of the page, documents, calendar files, sign-in."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from fastapi import APIRouter, FastAPI, Form, HTTPException, Query, Request, Response, UploadFile
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, PlainTextResponse, StreamingResponse
from starlette.concurrency import run_in_threadpool

from assistant.calendar_file import to_ics
from assistant.examples import example_questions
from index.events import conflicts, ledger
from ingest.documents import Document
from ui.accounts import COOKIE, LASTS, Accounts
from ui.calendar_page import calendar_html
from ui.conflicts_page import conflicts_html
from ui.entries import Choice, Entry, chosen, entries, next_conference
from ui.feedback import Rating, question_lines, store
from ui.library import LARGEST_FILE, Library, LibraryBusy, sample_folder
from ui.reading import panel_html, versions
from ui.shelf import shelf_html, sign_in_html, welcome_html
from ui.strings import DEFAULT_LANGUAGE, LANGUAGES, text

if TYPE_CHECKING:
    from assistant.chain import Assistant

_CHUNK = 1 << 20


class Staff:
    """Who counts as staff: everyone where there are no accounts, else who has signed in."""

    def __init__(self, accounts: Accounts | None) -> None:
        self.accounts = accounts

    def allows(self, request: Request) -> bool:
        """Return whether a request comes from staff."""
        return self.accounts is None or self.accounts.signed_in(request.cookies.get(COOKIE)) is not None

    def require(self, request: Request) -> None:
        """Raise 401 where a request does not come from staff."""
        if not self.allows(request):
            raise HTTPException(401, "sign in first")


def tongue(language: str) -> str:
    """Return a language of the interface: the one named, else the default."""
    return language if language in LANGUAGES else DEFAULT_LANGUAGE


def add_routes(app: FastAPI, assistant: Assistant, library: Library, staff: Staff) -> None:
    """Add every address of the page to `app`."""
    app.include_router(_pages(assistant, staff))
    app.include_router(_documents(assistant, library, staff))
    app.include_router(_accounts(staff))


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
        return welcome_html(questions, count, sample_folder() is not None, staff.allows(request), language)

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
        return calendar_html(every, Choice(shown, kind, place, month), date.today(), tongue(language))

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


def _documents(assistant: Assistant, library: Library, staff: Staff) -> APIRouter:
    router = APIRouter()
    catalogue = assistant.index.catalogue

    def found(document_id: str) -> Document:
        try:
            return catalogue.document(document_id)
        except LookupError:
            raise HTTPException(404, "this document is not indexed") from None

    @router.get("/parts/documents", response_class=HTMLResponse)
    def shelf(request: Request, language: str = DEFAULT_LANGUAGE, query: str = "") -> str:
        if not staff.allows(request):
            return sign_in_html(tongue(language))
        passages = catalogue.counts()["passages"]
        signs_out = staff.accounts is not None
        return shelf_html(catalogue.summaries(), passages, query, tongue(language), signs_out=signs_out)

    @router.get("/reading/{document_id}", response_class=HTMLResponse)
    def reading(
        request: Request,
        document_id: str,
        start: int = 0,
        end: int = 0,
        beside: str = "",
        language: str = DEFAULT_LANGUAGE,
    ) -> str:
        document = found(document_id)
        others = versions(document, catalogue.summaries())
        other = found(beside) if beside in {one.id for one in others} else None
        page = next((p.page for p in catalogue.passages(document_id) if p.start <= start < p.end), None)
        return panel_html(document, start, end, others, other, tongue(language), page, staff.allows(request))

    @router.get("/reading/{document_id}/page.png")
    def picture(document_id: str, page: int, start: int = 0, end: int = 0) -> Response:
        from ui.pictures import PageUnavailable, page_picture

        document = found(document_id)
        try:
            made = page_picture(library.original(document_id), page, document.text[start:end])
        except (PageUnavailable, KeyError) as error:
            raise HTTPException(404, str(error)) from error
        return Response(made, media_type="image/png")

    @router.get("/originals/{document_id}")
    def original(request: Request, document_id: str) -> FileResponse:
        staff.require(request)
        found(document_id)
        try:
            path = library.original(document_id)
        except KeyError:
            raise HTTPException(404, "the original file is no longer where it was") from None
        return FileResponse(path, media_type="application/octet-stream", filename=path.name)

    def progress(paths: Sequence[Path]) -> StreamingResponse:
        try:
            steps = library.add(paths)
        except LibraryBusy:
            raise HTTPException(409, text("busy", DEFAULT_LANGUAGE)) from None
        return StreamingResponse(_lines(steps), media_type="application/x-ndjson")

    @router.post("/documents")
    async def upload(request: Request, files: list[UploadFile]) -> StreamingResponse:
        staff.require(request)
        kept = []
        for file in files:
            try:
                path = library.upload_path(file.filename or "")
            except ValueError as error:
                raise HTTPException(422, str(error)) from error
            await _save(file, path)
            kept.append(path)
        return await run_in_threadpool(progress, kept)

    @router.post("/documents/sample")
    def sample(request: Request) -> StreamingResponse:
        staff.require(request)
        folder = sample_folder()
        if folder is None:
            raise HTTPException(404, "the sample documents are not installed")
        return progress([folder])

    @router.post("/documents/{document_id}")
    def again(request: Request, document_id: str) -> StreamingResponse:
        staff.require(request)
        try:
            return progress([library.original(document_id)])
        except KeyError:
            raise HTTPException(404, "the original file is no longer where it was") from None

    @router.delete("/documents/{document_id}")
    def remove(request: Request, document_id: str) -> JSONResponse:
        staff.require(request)
        found(document_id)
        try:
            library.remove(document_id)
        except LibraryBusy:
            raise HTTPException(409, text("busy", DEFAULT_LANGUAGE)) from None
        return JSONResponse({"removed": document_id})

    return router


async def _save(file: UploadFile, path: Path) -> None:
    """Write an uploaded file. Raises 413 for one that is too large."""
    size = 0
    with open(path, "wb") as kept:
        while chunk := await file.read(_CHUNK):
            size += len(chunk)
            if size > LARGEST_FILE:
                path.unlink()
                raise HTTPException(413, f"{path.name} is larger than {LARGEST_FILE >> 20} MiB")
            await run_in_threadpool(kept.write, chunk)


def _lines(steps: Iterator[dict[str, Any]]) -> Iterator[str]:
    for step in steps:
        yield json.dumps(step, ensure_ascii=False) + "\n"


def _accounts(staff: Staff) -> APIRouter:
    router = APIRouter()

    @router.post("/sign-in")
    def sign_in(
        request: Request, name: Annotated[str, Form()], password: Annotated[str, Form()]
    ) -> JSONResponse:
        if staff.accounts is None or not staff.accounts.matches(name, password):
            raise HTTPException(401, "name or password is not right")
        response = JSONResponse({"signed_in": name})
        secure = request.url.scheme == "https"
        session = staff.accounts.session(name)
        response.set_cookie(COOKIE, session, max_age=LASTS, httponly=True, samesite="strict", secure=secure)
        return response

    @router.post("/sign-out")
    def sign_out() -> JSONResponse:
        response = JSONResponse({"signed_in": None})
        response.delete_cookie(COOKIE)
        return response

    return router
