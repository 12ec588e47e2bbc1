"""What finding mentions costs beside embedding the same passages."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from evals.benchmarks.result import Cell, Result, Settings
from index.embedding import default_embedders
from ingest.document import build_documents
from ingest.documents import Document, Passage
from ingest.linking import read_events
from ingest.mentions import find_mentions
from ingest.passages import split

SAMPLE = Path(__file__).parent.parent / "corpus"
ROUNDS = 3


def measure(settings: Settings) -> Result:
    """Time mentions, events and the default embeddings of the passages of a folder, one process, in turn.

    `settings.folder` stands for the sample, `settings.rounds` for three; the median round counts.
    """
    documents = [
        document
        for path in sorted((settings.folder or SAMPLE).iterdir())
        if path.is_file()
        for document in build_documents(path, path.read_bytes())
    ]
    work = [(document, tuple(split(document))) for document in documents]
    texts = [passage.text for _, passages in work for passage in passages]
    rounds = settings.rounds or ROUNDS
    rows: list[dict[str, Cell]] = []

    def add(name: str, seconds: float) -> float:
        each = 1000 * seconds / max(1, len(texts))
        rows.append({"step": name, "seconds": seconds, "ms a passage": each})
        return seconds

    found = add("mentions", _median(rounds, partial(_mentions, work)))
    add("mentions and events", _median(rounds, partial(_events, work)))
    embedded = 0.0
    for embedder in default_embedders():
        embedder.embed_passages(texts[:2])
        seconds = _median(rounds, partial(embedder.embed_passages, texts))
        embedded += add(f"embedding, {embedder.name}", seconds)
    return Result(
        "Mentions beside embedding",
        rows,
        {"embedding ÷ mentions": embedded / found},
        (f"{len(texts)} passages of {len(documents)} documents, median of {rounds} rounds.",),
    )


def _mentions(work: list[tuple[Document, tuple[Passage, ...]]]) -> None:
    for document, passages in work:
        find_mentions(document, passages)


def _events(work: list[tuple[Document, tuple[Passage, ...]]]) -> None:
    for document, passages in work:
        read_events(document, passages, find_mentions(document, passages))


def _median(rounds: int, run: Callable[[], object]) -> float:
    taken = []
    for _ in range(rounds):
        started = time.perf_counter()
        run()
        taken.append(time.perf_counter() - started)
    return median(taken)
