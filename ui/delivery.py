"""The scripts and styles of the page: compressed once, kept by browsers under names that change with them."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from starlette.responses import Response
from starlette.routing import Route

if TYPE_CHECKING:
    from starlette.requests import Request

OWN = Path(__file__).parent / "browser"
SCRIPT, STYLE = "page.js", "page.css"
# Joined in this order, so that the browser waits for one file.
STYLES = ("base.css", "asking.css", "sources.css", "reader.css", "calendar.css", "documents.css")
_FOR_GOOD = {"Cache-Control": "public, max-age=31536000, immutable", "Vary": "Accept-Encoding"}


def own_files() -> dict[str, bytes]:
    """Return the page's own scripts, and its styles as one file."""
    scripts = {path.name: path.read_bytes() for path in sorted(OWN.glob("*.js"))}
    return {**scripts, STYLE: b"\n".join((OWN / name).read_bytes() for name in STYLES)}


def head_links(files: dict[str, bytes]) -> bytes:
    """Return what the page's head says so that its own scripts and styles are loaded, all at once."""
    at = f"page/{_version(files)}"
    modules = [name for name in files if name.endswith(".js") and name != SCRIPT]
    loads = "".join(f'<link rel="modulepreload" href="{at}/{name}">' for name in modules)
    own = f'<link rel="stylesheet" href="{at}/{STYLE}"><script type="module" src="{at}/{SCRIPT}"></script>'
    return f"{own}{loads}".encode()


def static_routes(files: dict[str, bytes]) -> list[Route]:
    """Return the addresses of the page's own files, and of Gradio's, which are served from memory here."""
    import gradio

    gradio_files = Path(gradio.__file__).parent / "templates" / "frontend" / "assets"
    version = _version(files)

    @cache
    def own(name: str) -> tuple[bytes, bytes]:
        return files[name], gzip.compress(files[name])

    @cache
    def foreign(name: str) -> tuple[bytes, bytes]:
        body = (gradio_files / name).read_bytes()
        return body, gzip.compress(body)

    async def own_file(request: Request) -> Response:
        name = request.path_params["name"]
        if request.path_params["version"] != version or name not in files:
            return Response(status_code=404)
        return _answer(request, name, *own(name))

    def gradio_file(request: Request) -> Response:
        name = request.path_params["name"]
        if not (gradio_files / name).is_file():
            return Response(status_code=404)
        return _answer(request, name, *foreign(name))

    return [Route("/page/{version}/{name}", own_file), Route("/assets/{name}", gradio_file)]


def _version(files: dict[str, bytes]) -> str:
    total = hashlib.sha256()
    for name, body in files.items():
        total.update(f"{name} {len(body)} ".encode() + body)
    return total.hexdigest()[:12]


def _answer(request: Request, name: str, plain: bytes, packed: bytes) -> Response:
    kind = "text/javascript" if name.endswith(".js") else mimetypes.guess_type(name)[0]
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=kind, headers={**_FOR_GOOD, "Content-Encoding": "gzip"})
    return Response(plain, media_type=kind, headers=_FOR_GOOD)
