"""What keeps the page shut: headers, nonces for its own scripts, and no writing from other sites."""

from __future__ import annotations

import re
import secrets
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from fastapi import FastAPI, Request, Response

# Gradio evaluates its own templates, hence 'unsafe-eval'; scripts in the page need the nonce.
POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'none'; "
    "frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
# Put in here, not by Gradio: it would come late, and with its selectors rewritten.
_HEAD = b'<link rel="stylesheet" href="page.css"><script src="page.js" defer></script></head>'
_SCRIPT = re.compile(rb"<script(?=[\s>])")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def from_elsewhere(origin: str | None, host: str | None) -> bool:
    """Return whether a browser sent a request from the page of another site."""
    return origin is not None and urlsplit(origin).netloc != (host or "")


def harden(app: FastAPI) -> None:
    """Add the headers to every response of `app`, and refuse what other sites' pages send to it."""
    from fastapi.responses import JSONResponse

    @app.middleware("http")
    async def _harden(request: Request, go_on: Callable[[Request], Awaitable[Response]]) -> Response:
        origin = request.headers.get("origin")
        if request.method not in _SAFE_METHODS and from_elsewhere(origin, request.headers.get("host")):
            return JSONResponse({"error": "requests from other sites are refused"}, 403)
        response = await go_on(request)
        nonce = secrets.token_urlsafe(16)
        if response.headers.get("content-type", "").startswith("text/html"):
            response = await _with_nonce(response, nonce)
        response.headers["Content-Security-Policy"] = POLICY.format(nonce=nonce)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        return response


async def _with_nonce(response: Response, nonce: str) -> Response:
    """Return an HTML response with the page's own style and script, its script elements with the nonce."""
    from fastapi.responses import Response as Made

    body = b"".join([part async for part in response.body_iterator])  # type: ignore[attr-defined]
    body = body.replace(b"</head>", _HEAD, 1)
    body = _SCRIPT.sub(b'<script nonce="' + nonce.encode() + b'"', body)
    headers = {name: value for name, value in response.headers.items() if name != "content-length"}
    return Made(body, response.status_code, headers)
