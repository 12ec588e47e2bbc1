"""The web server: the page, on this machine, with nothing fetched from elsewhere."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Annotated, Any

import typer

WRONG_USE = 2
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; "
        "style-src 'self' 'unsafe-inline'; "
        "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self' ws: wss:; "
        "frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


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


def application(assistant: Any) -> Any:
    """Return the ASGI application over an open assistant."""
    os.environ["GRADIO_ANALYTICS_ENABLED"] = "False"
    os.environ.setdefault("HF_HUB_OFFLINE", "1")
    import gradio as gr
    from fastapi import FastAPI, Request, Response

    from ui.app import STYLE, build, theme

    app = FastAPI(title="Rapporteur", docs_url=None, redoc_url=None)

    @app.middleware("http")
    async def harden(request: Request, go_on: Any) -> Response:
        response: Response = await go_on(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response

    page = build(assistant)
    return gr.mount_gradio_app(
        app,
        page,
        path="",
        theme=theme(),
        css_paths=STYLE,
        footer_links=[],
        run_history=False,
        enable_monitoring=False,
        ssr_mode=False,
        show_error=False,
        pwa=False,
    )


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
) -> None:
    """Serve the web page, on http://127.0.0.1:7860 unless told otherwise."""
    if not port_is_free(host, port):
        typer.echo(
            f"rapporteur: port {port} on {host} is in use; "
            f"give another with --port (make run PORT={port + 1})",
            err=True,
        )
        raise typer.Exit(WRONG_USE)
    from assistant.opening import open_assistant
    from assistant.settings import Settings

    options = {"index": index, "model": model}
    settings = Settings(**{name: value for name, value in options.items() if value is not None})  # type: ignore[arg-type]
    with open_assistant(settings) as assistant:
        import uvicorn

        typer.echo(f"Rapporteur is on http://{host}:{port} (Ctrl-C stops it)")
        uvicorn.run(application(assistant), host=host, port=port, log_level="warning")
