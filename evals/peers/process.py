"""A peer as something to ask: a process in the peers' environment, spoken to in JSON lines."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from langchain_core.language_models import BaseChatModel

from assistant.answer import Answer, Citation
from assistant.model_files import ModelUnusable
from assistant.models import CONTEXT_TOKENS
from evals.asking import Query, Shown, citation_of, unverified
from evals.comparing import locate
from evals.peers import PEERS
from evals.peers.install import interpreter
from ingest.documents import Document

WORKER = Path(__file__).with_name("worker.py")
QUIET = {"HAYSTACK_TELEMETRY_ENABLED": "False", "TOKENIZERS_PARALLELISM": "false", "PYTHONPATH": ""}


class PeerFailed(RuntimeError):
    """A peer could not be built or could not answer; the message is its own."""


class Peer:
    """Asks a peer's process; what it says has no verified claim, and cites what it says it read."""

    def __init__(self, name: str, said: IO[str], heard: IO[str], documents: Iterable[Document]) -> None:
        self.name = name
        self._said, self._heard = said, heard
        self._documents = {item.id: item for item in documents}

    def answer(self, query: Query, shown: Shown) -> Answer:
        """Return the peer's answer to the question alone (it knows no conversation and no day).

        Raises PeerFailed where it has none.
        """
        self._tell({"question": query.question})
        text = ""
        for row in self.replies():
            if "piece" in row:
                text += row["piece"]
                shown(self._told(query, text, ()))
            else:
                return self._told(query, row["text"], row["sources"])
        raise PeerFailed(f"{self.name} ended without an answer.")

    def build(self, setup: Mapping[str, Any]) -> None:
        """Let the peer index the documents; raises PeerFailed where it can't."""
        documents = [{"id": item.id, "text": item.text} for item in self._documents.values()]
        self._tell({**setup, "documents": documents})
        if next(self.replies(), None) is None:
            raise PeerFailed(f"{self.name} ended before it was ready.")

    def replies(self) -> Iterator[dict[str, Any]]:
        """Yield what the process says; raises PeerFailed where that is an error."""
        for line in self._heard:
            row = json.loads(line)
            if "error" in row:
                raise PeerFailed(f"{self.name}: {row['error']}")
            yield row

    def _tell(self, row: Mapping[str, Any]) -> None:
        self._said.write(json.dumps(row, ensure_ascii=False) + "\n")
        self._said.flush()

    def _told(self, query: Query, text: str, sources: Sequence[Mapping[str, Any]]) -> Answer:
        citations = tuple(
            citation
            for number, source in enumerate(sources, start=1)
            if source["cited"] and (citation := self._citation(number, source)) is not None
        )
        return unverified(query, text, citations, self.name)

    def _citation(self, number: int, source: Mapping[str, Any]) -> Citation | None:
        document = self._documents[source["document"]]
        span = locate(document.text, source["text"])
        return None if span is None else citation_of(document, number, *span)


def setup_of(model: BaseChatModel, embedding: str) -> dict[str, Any]:
    """Return what a peer needs to know of a chat model and of the address of an embedding.

    Raises ModelUnusable where the model is not behind an OpenAI-compatible endpoint.
    """
    address, key = getattr(model, "openai_api_base", None), getattr(model, "openai_api_key", None)
    if not address:
        raise ModelUnusable("a peer needs a chat model behind an OpenAI-compatible endpoint; name another")
    return {
        "embedding": embedding,
        "chat": address,
        "key": key.get_secret_value() if key else "none",
        "model": getattr(model, "model_name", ""),
        "context": CONTEXT_TOKENS,
    }


@contextmanager
def started(name: str, documents: Iterable[Document], setup: Mapping[str, Any]) -> Iterator[Peer]:
    """Give a peer that has indexed `documents`; `setup` is what `worker` reads beside them.

    Raises PeersMissing where the environment is not there and PeerFailed where the peer can't be built.
    """
    with subprocess.Popen(
        [str(interpreter()), str(WORKER), PEERS[name]],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        env={**os.environ, **QUIET},
    ) as process:
        try:
            said, heard = cast("IO[str]", process.stdin), cast("IO[str]", process.stdout)
            peer = Peer(name, said, heard, documents)
            peer.build(setup)
            yield peer
        finally:
            process.kill()
