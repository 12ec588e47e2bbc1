"""Answers, documents and findings as a terminal shows them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from assistant.answer import Answer, Citation
from ingest.documents import Document

if TYPE_CHECKING:
    from index.catalogue import Catalogue

MARKS = {True: "✓", False: "·"}


def show_answer(answer: Answer, console: Console) -> None:
    """Print an answer, its notices, and what each citation number points to."""
    if answer.resolved:
        console.print(Text(f"↪ {answer.resolved}", style="dim"))
    console.print(Text(answer.text))
    for notice in answer.notices:
        numbers = "".join(f" [{number}]" for number in notice.citations)
        console.print(Text(f"! {notice.text}{numbers}", style="yellow"))
    if answer.citations:
        console.print()
    for citation in answer.citations:
        console.print(Text(f"[{citation.number}] {place_of(citation)}", style="bold"))
        console.print(Padding(Text(citation.quote), (0, 0, 0, 4)))
    made = f"{answer.status} by {answer.method}" + (f" ({answer.model})" if answer.model else "")
    seconds = answer.timing.total_ms / 1000
    console.print(Text(f"\n{made}, as of {answer.as_of.isoformat()}, {seconds:.1f} s", style="dim"))


def place_of(citation: Citation) -> str:
    """Return document, page and characters of a citation in one line."""
    named = " · ".join(part for part in (citation.symbol, citation.title) if part) or citation.source
    page = f", p. {citation.page}" if citation.page else ""
    where = f"{Path(citation.source).name}{page}, characters {citation.start}–{citation.end}"
    return f"{named} ({citation.language}) — {where}"


def find_document(catalogue: Catalogue, name: str) -> Document:
    """Return the document with this id, symbol, source path or file name; raises LookupError."""
    summaries = catalogue.summaries()
    ways: tuple[Callable[[Document], bool], ...] = (
        lambda document: document.id == name,
        lambda document: (document.symbol or "").casefold() == name.casefold(),
        lambda document: document.source == name or Path(document.source).name == name,
    )
    for fits in ways:
        found = [document for document in summaries if fits(document)]
        if len(found) == 1:
            return catalogue.document(found[0].id)
        if found:
            ids = ", ".join(f"{document.id} ({document.language})" for document in found)
            raise LookupError(f"{name!r} names {len(found)} documents; give one of the ids {ids}")
    raise LookupError(f"no document {name!r} is indexed; `rapporteur documents list` shows those that are")


def _facts(document: Document) -> dict[str, str | int | None]:
    return {
        "id": document.id,
        "symbol": document.symbol,
        "language": document.language,
        "kind": str(document.kind),
        "status": str(document.status),
        "issued": document.issued.isoformat() if document.issued else None,
        "pages": document.pages,
        "title": document.title,
        "source": document.source,
    }


def show_documents(catalogue: Catalogue, console: Console, *, as_json: bool = False) -> None:
    """Print the indexed documents, versions of one another together."""
    summaries = sorted(
        catalogue.summaries(),
        key=lambda document: (document.series or "~", document.revision, document.source),
    )
    if as_json:
        rows = [_facts(document) for document in summaries]
        console.file.write(json.dumps(rows, ensure_ascii=False, indent=2) + "\n")
        return
    table = Table("symbol", "lang", "issued", "kind", "status", "title", "file")
    for document in summaries:
        facts = _facts(document)
        cells = (facts[name] or "–" for name in ("symbol", "language", "issued", "kind", "status", "title"))
        table.add_row(*(str(cell) for cell in cells), Path(document.source).name)
    console.print(table)
    console.print(f"{len(summaries)} documents")


def show_document(document: Document, catalogue: Catalogue, console: Console) -> None:
    """Print what a document says of itself, how it stands to others, and its text."""
    for name, value in _facts(document).items():
        console.print(Text(f"{name:>9}  {'–' if value is None else value}"))
    for source in catalogue.sources(document.id)[1:]:
        console.print(Text(f"{'also':>9}  {source.path}"))
    for relation in document.relations:
        console.print(Text(f"{relation.kind.value.replace('_', ' '):>9}  {relation.target}"))
    console.print()
    console.print(Text(document.text))


def show_examination(folder: Path, console: Console, *, repair: bool) -> int:
    """Examine an index, repair it where asked, print what was found; return the exit code."""
    from index.doctor import examine
    from index.doctor import repair as put_right

    done: tuple[str, ...] = ()
    if repair:
        mended = put_right(folder)
        done, findings = mended.done, list(mended.left)
    else:
        findings = examine(folder)
    for what in done:
        console.print(Text(f"repaired: {what}", style="green"))
    for finding in findings:
        console.print(Text(f"problem: {finding.problem}", style="red"))
        remedy = f"--repair would {finding.remedy}" if finding.remedy else "it can't be repaired here"
        console.print(Text(f"         {remedy}"))
    if not findings:
        console.print(f"{folder} is sound")
    return 3 if findings else 0
