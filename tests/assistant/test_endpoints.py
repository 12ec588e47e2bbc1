"""A chat model behind an endpoint that is slow, breaks, is down, or comes back: a real server on loopback."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from pydantic import SecretStr

from assistant.models import ChatModelHandle, chat_model
from assistant.settings import Settings


class _Endpoint(ThreadingHTTPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, port: int, plan: list[str]) -> None:
        super().__init__(("127.0.0.1", port), _Answers)
        self.plan = plan
        self.asked = 0
        self.left = threading.Event()


class _Answers(BaseHTTPRequestHandler):
    server: _Endpoint
    protocol_version = "HTTP/1.0"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_POST(self) -> None:
        self.rfile.read(int(self.headers["content-length"]))
        step = self.server.plan[min(self.server.asked, len(self.server.plan) - 1)]
        self.server.asked += 1
        if step == "broken":
            self.send_error(500)
            return
        if step == "silent":
            time.sleep(3)
            return
        self.send_response(200)
        self.send_header("content-type", "text/event-stream")
        self.end_headers()
        try:
            for word in ("The ", "harbour ", "is ", "open. ") * (500 if step == "endless" else 1):
                delta = {"index": 0, "delta": {"role": "assistant", "content": word}}
                chunk = {"id": "1", "object": "chat.completion.chunk", "created": 1, "model": "m"}
                self.wfile.write(f"data: {json.dumps({**chunk, 'choices': [delta]})}\n\n".encode())
                self.wfile.flush()
                time.sleep(0.01 if step == "endless" else 0)
            self.wfile.write(b"data: [DONE]\n\n")
        except OSError:
            self.server.left.set()


@contextmanager
def _serving(plan: list[str], port: int = 0) -> Iterator[_Endpoint]:
    server = _Endpoint(port, plan)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()


def _model(port: int) -> ChatModelHandle:
    settings = Settings(
        model="openai:m",
        base_url=f"http://127.0.0.1:{port}/v1",
        api_key=SecretStr("none"),
        connect_s=0.5,
        first_token_s=0.5,
    )
    handle = chat_model(settings)
    assert handle is not None
    return handle


async def _text(handle: ChatModelHandle) -> str:
    return "".join([str(chunk.content) async for chunk in handle.astream("Is the harbour open?")])


def test_what_breaks_once_is_asked_once_more() -> None:
    with _serving(["broken", "fine"]) as server:
        assert asyncio.run(_text(_model(server.server_port))) == "The harbour is open. "
        assert server.asked == 2


def test_what_breaks_again_is_given_up() -> None:
    with _serving(["broken"]) as server:
        with pytest.raises(Exception, match=r"500"):
            asyncio.run(_text(_model(server.server_port)))
        assert server.asked == 2


def test_an_endpoint_that_says_nothing_is_not_waited_for() -> None:
    with _serving(["silent"]) as server:
        started = time.monotonic()
        with pytest.raises(Exception, match=r"[Tt]imed out"):
            asyncio.run(_text(_model(server.server_port)))
        assert time.monotonic() - started < 5


def test_an_endpoint_that_comes_back_is_used_again_without_a_restart() -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    handle = _model(port)
    with pytest.raises(Exception, match=r"[Cc]onnection"):
        asyncio.run(_text(handle))
    with _serving(["fine"], port):
        assert asyncio.run(_text(handle)) == "The harbour is open. "


def test_a_reader_who_leaves_ends_the_request() -> None:
    async def first_words(handle: ChatModelHandle) -> None:
        stream = handle.astream("Is the harbour open?")
        async for _ in stream:
            break
        await stream.aclose()  # type: ignore[attr-defined]

    with _serving(["endless"]) as server:
        asyncio.run(first_words(_model(server.server_port)))
        assert server.left.wait(5)
