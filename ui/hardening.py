"""What keeps the page shut: headers, nonces for its own scripts, and no writing from other sites."""

from __future__ import annotations

import re
import secrets
from collections.abc import MutableMapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import JSONResponse

if TYPE_CHECKING:
    from starlette.types import ASGIApp, Receive, Scope, Send

# Scripts need the nonce or come from here. 'unsafe-eval' is for Gradio's HTML component alone, which
# compiles its template (ours is `${value}`, never a document's words) by Handlebars and Function().
POLICY = (
    "default-src 'self'; script-src 'self' 'nonce-{nonce}' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'none'; "
    "frame-ancestors 'self'; base-uri 'self'; form-action 'self'; object-src 'none'"
)
# What is not the page itself holds no script at all, so that a document opened by its address runs none.
SHUT = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'; "
    "base-uri 'none'; form-action 'none'"
)
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
_SCRIPT = re.compile(rb"<script(?=[\s>])")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


def from_elsewhere(origin: str | None, host: str | None) -> bool:
    """Return whether a browser sent a request from the page of another site."""
    return origin is not None and urlsplit(origin).netloc != (host or "")


class Hardened:
    """An ASGI application with the headers on every response; what other sites' pages send is refused.

    `head` is put at the end of the page's head: put in here and not by Gradio, it is there from the start.
    """

    def __init__(self, app: ASGIApp, head: bytes) -> None:
        self.app, self.head = app, head

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        sent = Headers(scope=scope)
        if scope["method"] not in _SAFE_METHODS and from_elsewhere(sent.get("origin"), sent.get("host")):
            refusal = JSONResponse({"error": "requests from other sites are refused"}, 403)
            await refusal(scope, receive, send)
            return
        await self.app(scope, receive, _Answer(scope, send, self.head))


class _Answer:
    """One response on its way out; the page itself waits until it is whole."""

    def __init__(self, scope: Scope, send: Send, head: bytes) -> None:
        self.send, self.head = send, head
        self.is_page = scope["path"].removeprefix(scope.get("root_path", "")) in ("", "/")
        self.start: MutableMapping[str, Any] | None = None
        self.parts: list[bytes] = []

    async def __call__(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            await self._begin(message)
        elif self.start is None or message["type"] != "http.response.body":
            await self.send(message)
        else:
            self.parts.append(message.get("body", b""))
            if not message.get("more_body", False):
                await self._page(self.start)

    async def _begin(self, message: MutableMapping[str, Any]) -> None:
        headers = MutableHeaders(scope=message)
        for name, value in HEADERS.items():
            headers.setdefault(name, value)
        if self.is_page and headers.get("content-type", "").startswith("text/html"):
            self.start = message
            return
        headers["Content-Security-Policy"] = SHUT
        await self.send(message)

    async def _page(self, start: MutableMapping[str, Any]) -> None:
        nonce = secrets.token_urlsafe(16)
        body = b"".join(self.parts).replace(b"</head>", self.head + b"</head>", 1)
        body = _SCRIPT.sub(b'<script nonce="' + nonce.encode() + b'"', body)
        headers = MutableHeaders(scope=start)
        headers["Content-Security-Policy"] = POLICY.format(nonce=nonce)
        headers["Content-Length"] = str(len(body))
        await self.send(start)
        await self.send({"type": "http.response.body", "body": body})
