"""One file to its documents: its own, and those of the files inside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from ingest.documents import Document, Fact, content_id
from ingest.elements import FileContent, PartlyUnreadable, UnreadableFile
from ingest.han import simplified
from ingest.identity import flat, identify
from ingest.orders import find_orders, without_orders
from ingest.readers import read_file
from ingest.structure import lay_out

MAX_DEPTH = 3
MAX_DOCUMENTS = 2_000
# Lines, paragraphs and table rows of one document: some two thousand pages. What has more is a log or a
# dump; it would be read within the limits, and then hold up the embedding of all others for an hour.
MAX_ELEMENTS = 100_000


def build_documents(path: Path, content: bytes) -> list[Document]:
    """Return the documents in the file at `path` with the bytes `content`, its own first.

    A message gives itself and its attachments, an archive its members; their source is the path
    of the file, a slash and their name. The same bytes under two names give two documents with one
    id. Raises `UnreadableFile`; where only files inside it can't
    be read, `PartlyUnreadable`, which holds the documents that could.
    """
    problems: list[str] = []
    found = list(_documents(path, content, 0, problems))
    if problems:
        reason = "; ".join(problems)
        if not found:
            raise UnreadableFile(path, reason)
        raise PartlyUnreadable(path, reason, tuple(found))
    if not found:
        raise UnreadableFile(path, "holds no text")
    return found


def _documents(path: Path, content: bytes, depth: int, problems: list[str]) -> Iterable[Document]:
    file = read_file(path, content)
    problems.extend(file.problems)
    if len(file.elements) > MAX_ELEMENTS:
        raise UnreadableFile(
            path,
            f"has {len(file.elements):,} lines, paragraphs and rows; at most {MAX_ELEMENTS:,} are read:"
            " divide it",
        )
    if file.elements:
        document = _document(path, content, file)
        if document.text.strip():
            yield document
        elif not file.attachments:
            raise UnreadableFile(path, "holds no text")
    if file.attachments and depth >= MAX_DEPTH:
        problems.append(f"{path.name}: files nested deeper than {MAX_DEPTH} are not opened")
        return
    for attachment in file.attachments[:MAX_DOCUMENTS]:
        inner = path / attachment.name
        try:
            yield from _documents(inner, attachment.content, depth + 1, problems)
        except UnreadableFile as error:
            problems.append(f"{attachment.name}: {error.reason}")


def _document(path: Path, content: bytes, file: FileContent) -> Document:
    text, blocks = lay_out(file.elements, file.plain)
    orders = find_orders(text, blocks)
    standing = without_orders(text, orders)
    identity = identify(simplified(standing), blocks, file.metadata)
    facts = tuple(_as_written(fact, standing) for fact in identity.facts)
    return Document(
        id=content_id(content),
        source=str(path),
        text=text,
        blocks=blocks,
        title=next((fact.value for fact in facts if fact.name == "title"), identity.title),
        symbol=identity.symbol,
        issued=identity.issued,
        language=identity.language,
        kind=identity.kind,
        status=identity.status,
        series=identity.series,
        revision=identity.revision,
        facts=facts,
        relations=identity.relations,
        media_type=file.media_type,
        pages=file.pages,
        orders=orders,
    )


def _as_written(fact: Fact, text: str) -> Fact:
    """Return a title in the characters that the document writes it in."""
    return replace(fact, value=flat(fact.span.of(text))) if fact.name == "title" else fact
