"""The addresses of documents: reading, originals, adding, reading again, removing."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from fastapi import APIRouter, HTTPException, Request, Response, UploadFile
from fastapi.responses import FileResponse, HTMLResponse, JSONResponse, StreamingResponse
from starlette.concurrency import run_in_threadpool

from ingest.documents import Document
from ui.library import LARGEST_FILE, Library, LibraryBusy, sample_folder
from ui.reading import panel_html
from ui.shelf import shelf_html, sign_in_html
from ui.staff import Staff
from ui.strings import DEFAULT_LANGUAGE, known_language, text
from ui.versions import versions

if TYPE_CHECKING:
    from assistant.answering import Assistant

_CHUNK = 1 << 20


def document_routes(assistant: Assistant, library: Library, staff: Staff) -> APIRouter:
    """Return the addresses of documents."""
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
            return sign_in_html(known_language(language))
        passages = catalogue.counts()["passages"]
        signs_out = staff.accounts is not None
        return shelf_html(
            catalogue.summaries(),
            passages,
            catalogue.stored_times(),
            query,
            known_language(language),
            signs_out=signs_out,
        )

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
        return panel_html(
            document, start, end, others, other, known_language(language), page, staff.allows(request)
        )

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

    def progress(begin: Callable[[], Iterator[dict[str, Any]]]) -> StreamingResponse:
        try:
            steps = begin()
        except LibraryBusy:
            raise HTTPException(409, text("busy", DEFAULT_LANGUAGE)) from None
        # Each line must leave at once, so it is not compressed.
        as_it_is = {"Content-Encoding": "identity"}
        return StreamingResponse(_lines(steps), media_type="application/x-ndjson", headers=as_it_is)

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
        return await run_in_threadpool(progress, lambda: library.add(kept))

    @router.post("/documents/sample")
    def sample(request: Request) -> StreamingResponse:
        staff.require(request)
        folder = sample_folder()
        if folder is None:
            raise HTTPException(404, "the sample documents are not installed")
        return progress(lambda: library.add([folder]))

    @router.post("/documents/{document_id}")
    def again(request: Request, document_id: str) -> StreamingResponse:
        staff.require(request)
        try:
            return progress(lambda: library.again(document_id))
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
