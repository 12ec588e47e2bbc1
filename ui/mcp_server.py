"""Rapporteur as tools of the Model Context Protocol, over standard input and output."""

from __future__ import annotations

import asyncio
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from index.events import ledger
from ingest.documents import Document

if TYPE_CHECKING:
    from mcp.server.mcpserver import MCPServer

    from assistant.answering import Assistant

WRONG_USE = 2


def make_server(assistant: Assistant) -> MCPServer:
    """Return the server with its tools `ask`, `events` and `documents`. Raises ImportError without `mcp`."""
    from mcp.server.mcpserver import MCPServer

    server = MCPServer(
        "rapporteur",
        instructions="Cited answers about conferences from their own documents; quote the citations.",
    )

    @server.tool()
    async def ask(question: str, language: str = "", as_of: str = "") -> dict[str, Any]:
        """Answer a question about dates, venues, agendas, deadlines or contacts of conferences.

        `citations` quote the documents; `language` is an ISO 639-1 tag or empty for the question's,
        `as_of` a day (2027-01-31) whose documents are asked, or empty for today's.
        """
        answer = await asyncio.to_thread(assistant.ask, question, (), _day(as_of), language or None)
        return answer.to_json()

    @server.tool()
    def events(start: str = "", end: str = "", name: str = "", as_of: str = "") -> list[dict[str, Any]]:
        """List what happens when and where, with the document that says so; days as 2027-01-31 or empty."""
        from assistant.event_filter import select
        from assistant.event_json import to_json

        documents = {document.id: document for document in assistant.index.catalogue.summaries()}
        every = ledger(assistant.index.catalogue, _day(as_of))
        found = select(every, start=_day(start), end=_day(end), name=name or None)
        return [to_json(event, documents) for event in found]

    @server.tool()
    def documents(query: str = "") -> list[dict[str, Any]]:
        """List the indexed documents whose symbol, title or file name holds the words of `query`."""
        from ui.shelf import matching

        return [_summary(one) for one in matching(assistant.index.catalogue.summaries(), query)]

    return server


def _summary(document: Document) -> dict[str, Any]:
    return {
        "id": document.id,
        "symbol": document.symbol,
        "title": document.title,
        "language": document.language,
        "issued": document.issued.isoformat() if document.issued else None,
        "kind": str(document.kind),
        "status": str(document.status),
        "file": Path(document.source).name,
    }


def _day(written: str) -> date | None:
    try:
        return date.fromisoformat(written) if written else None
    except ValueError:
        raise ValueError(f"{written!r} is no day; write it as 2027-01-31") from None


def run(
    index: Annotated[
        Path | None, typer.Option("--index", help="Folder of the index.", envvar="RAPPORTEUR_INDEX")
    ] = None,
    model: Annotated[
        str | None, typer.Option(help="Chat model; none for ledger and quotations only.")
    ] = None,
) -> None:
    """Speak MCP over standard input and output."""
    from assistant.opening import open_assistant
    from assistant.settings import Settings
    from index.opened import IndexUnusable

    options: dict[str, Any] = {"index": index, "model": model}
    settings = Settings(**{name: value for name, value in options.items() if value is not None})
    try:
        with open_assistant(settings) as assistant:
            make_server(assistant).run("stdio")
    except (ImportError, IndexUnusable) as error:
        remedy = "; pip install 'rapporteur[mcp]'" if isinstance(error, ImportError) else ""
        typer.echo(f"rapporteur: {error}{remedy}", err=True)
        raise typer.Exit(WRONG_USE) from error


if __name__ == "__main__":
    typer.run(run)
