"""The web server: the page, on this machine, with nothing fetched from elsewhere."""

from __future__ import annotations

import os
import socket
import threading
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

if TYPE_CHECKING:
    from fastapi import FastAPI

    from assistant.answering import Assistant
    from ui.accounts import Accounts

WRONG_USE = 2


def port_is_free(host: str, port: int) -> bool:
    """Return whether a server can listen on `host`:`port`."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def application(assistant: Assistant, accounts: Accounts | None = None, chroma: str | None = None) -> FastAPI:
    """Return the ASGI application over an open assistant; with `accounts`, documents are for staff."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio as gr
    from fastapi import FastAPI
    from starlette.middleware.gzip import GZipMiddleware

    from ui.app import build, theme
    from ui.delivery import head_links, own_files, static_routes
    from ui.hardening import Hardened
    from ui.library import Library
    from ui.openai_api import add_openai_api
    from ui.routes import add_routes
    from ui.staff import Staff

    files = own_files()
    app = FastAPI(title="Rapporteur", docs_url=None, redoc_url=None)
    app.add_middleware(Hardened, head=head_links(files))
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=5)
    app.router.routes.extend(static_routes(files))
    add_routes(app, assistant, Library(assistant.index, chroma), Staff(accounts))
    add_openai_api(app, assistant)

    mounted: FastAPI = gr.mount_gradio_app(
        app,
        build(assistant),
        path="",
        theme=theme(),
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        show_error=False,
        pwa=False,
        max_file_size="1mb",
    )
    return mounted


def make_index(folder: Path) -> None:
    """Make an empty index where there is none, so that documents can be added from the page."""
    from index.catalogue import Catalogue

    if not (folder / "catalogue.sqlite").exists():
        with Catalogue.open(folder, write=True):
            pass


def warm(assistant: Assistant) -> None:
    """Load in the background what the first question needs."""
    from index.events import ledger

    def read() -> None:
        ledger(assistant.index.catalogue)
        assistant.searcher.warm()

    load = getattr(assistant.chat_model, "warm", None)
    if load is not None:
        load()
    threading.Thread(target=read, name="warm", daemon=True).start()


def serve(
    index: Annotated[
        Path | None,
        typer.Option(
            "--index", help="Folder of the index.", envvar="RAPPORTEUR_INDEX", show_default="index-data"
        ),
    ] = None,
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", min=1, max=65535)] = 7860,
    model: Annotated[
        str | None,
        typer.Option(help="embedded, none, a .gguf file, or provider:name such as ollama:qwen3."),
    ] = None,
    auth: Annotated[
        Path | None,
        typer.Option(help="File of accounts, a line name:password each; documents are then for them only."),
    ] = None,
) -> None:
    """Serve the web page, on http://127.0.0.1:7860 unless told otherwise."""
    from ui.accounts import Accounts, AccountsUnusable

    if not port_is_free(host, port):
        typer.echo(
            f"rapporteur: port {port} on {host} is in use; "
            f"give another with --port (make run PORT={port + 1})",
            err=True,
        )
        raise typer.Exit(WRONG_USE)
    try:
        accounts = Accounts.read(auth) if auth else None
    except AccountsUnusable as error:
        typer.echo(f"rapporteur: {error}", err=True)
        raise typer.Exit(WRONG_USE) from error
    from assistant.opening import open_assistant
    from assistant.settings import Settings

    options: dict[str, Any] = {"index": index, "model": model}
    settings = Settings(**{name: value for name, value in options.items() if value is not None})
    make_index(settings.index)
    with open_assistant(settings) as assistant:
        import uvicorn

        warm(assistant)
        app = application(assistant, accounts, settings.chroma)
        typer.echo(f"Rapporteur is on http://{host}:{port} (Ctrl-C stops it)")
        uvicorn.run(app, host=host, port=port, log_level="warning", timeout_graceful_shutdown=3)
