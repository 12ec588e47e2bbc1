"""The commands `rapporteur documents`: list, show and remove what is indexed."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.console import Console

from assistant.options import IndexOption, settings_with

documents_app = typer.Typer(help="List, show and remove indexed documents.", no_args_is_help=True)


@documents_app.command("list")
def documents_list(
    index: IndexOption = None, as_json: Annotated[bool, typer.Option("--json")] = False
) -> None:
    """List what is indexed, in which languages and versions."""
    from assistant.showing import show_documents
    from index.opened import open_index

    with open_index(settings_with(index=index).index) as opened:
        show_documents(opened.catalogue, Console(highlight=False), as_json=as_json)


@documents_app.command("show")
def documents_show(document: str, index: IndexOption = None) -> None:
    """Show one document, named by id, symbol or file name: what it says of itself, and its text."""
    from assistant.showing import find_document, show_document
    from index.opened import open_index

    with open_index(settings_with(index=index).index) as opened:
        show_document(find_document(opened.catalogue, document), opened.catalogue, Console(highlight=False))


@documents_app.command("remove")
def documents_remove(document: str, index: IndexOption = None) -> None:
    """Remove one document, named by id, symbol or file name, from the index (its file stays)."""
    from assistant.showing import find_document
    from index.removal import remove_documents

    folder = settings_with(index=index).index
    from index.opened import open_index

    with open_index(folder) as opened:
        found = find_document(opened.catalogue, document)
    remove_documents([found.id], folder)
    typer.echo(f"removed {found.source} ({found.id})")
