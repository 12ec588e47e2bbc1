"""Who is asked: Rapporteur, its search alone, and the usual chain, each over the same documents."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence
from contextvars import copy_context
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console

from assistant.answer import Answer
from assistant.model_files import ModelUnusable
from assistant.models import chat_model
from assistant.settings import Settings
from evals.asking import Answering, Query, Search, Shelf, Shown, ask, look
from evals.cases import Case
from evals.keeping import keep_all
from evals.records import Record

if TYPE_CHECKING:
    from assistant.answering import Assistant
    from index.catalogue import Catalogue


def chat_option(model: str | None, no_model: bool) -> dict[str, Any]:
    """Return the setting that the model options of the command stand for; empty for the default."""
    return {"model": "none"} if no_model else {"model": model} if model else {}


def model_name(settings: Settings) -> str:
    """Return the name of the chat model that will be asked, `none` where it is not there.

    Raises ModelUnusable where one was named that cannot be used.
    """
    handle = chat_model(settings)
    return handle.model_name if handle else "none"


def build(documents: Path, index_dir: Path, console: Console) -> None:
    """Index a folder; files that cannot be read are named and left out."""
    from index.sync import ingest_paths

    with console.status(f"Indexing {documents} …"):
        summary = ingest_paths([documents], index_dir)
    console.print(
        f"Indexed {documents}: {summary.documents} documents, {summary.passages} passages in "
        f"{summary.seconds:.0f} s"
    )
    for source, reason in summary.failed:
        console.print(f"{source}: {reason}", style="red", markup=False)


def answer_all(
    cases: Sequence[Case], settings: Settings, day: date, out: Path, console: Console
) -> list[Record]:
    """Ask Rapporteur every question that results.jsonl does not hold yet; return all records."""
    from assistant.opening import open_assistant
    from index.search import Searcher

    with open_assistant(settings) as assistant, asyncio.Runner() as runner:
        shelf = shelf_of(assistant.index.catalogue)
        search = Searcher(assistant.index).search
        kept_in = out / "results.jsonl"
        return ask_all(cases, streaming(assistant, runner), shelf, search, day, kept_in, console)


def streaming(assistant: Assistant, runner: asyncio.Runner) -> Answering:
    """Return the assistant as something to ask, its snapshots shown as a reader of the page sees them."""

    def answering(query: Query, shown: Shown) -> Answer:
        async def last() -> Answer:
            stream = assistant.astream(query.question, query.turns, query.as_of)
            async for snapshot in stream:
                shown(snapshot)
            return snapshot

        # The runner has a context of its own; that of the caller counts model calls.
        return runner.run(last(), context=copy_context())

    return answering


def baseline_all(
    cases: Sequence[Case], settings: Settings, day: date, out: Path, console: Console
) -> list[Record]:
    """Ask the usual LangChain chain the same questions about the same documents."""
    from evals.baseline import Baseline

    shelf = indexed(settings)
    handle = chat_model(settings)
    model, name = (handle.get(), handle.model_name) if handle else (None, None)
    chain = Baseline(shelf.documents.values(), model, name)
    shelf = replace(shelf, passages=chain.passages)
    return ask_all(cases, chain.answer, shelf, chain.search, day, out / "baseline.jsonl", console)


def peer_all(
    name: str, cases: Sequence[Case], settings: Settings, day: date, out: Path, console: Console
) -> list[Record]:
    """Ask a peer, one of `evals.peers.PEERS`, the same questions about the same documents.

    Raises PeersMissing where the peers are not installed, ModelUnusable where no chat model behind an
    OpenAI-compatible endpoint is there, and PeerFailed where the peer can't be built.
    """
    from evals.peers.endpoint import served
    from evals.peers.process import setup_of, started
    from index.embedding import default_embedders

    if (handle := chat_model(settings)) is None:
        raise ModelUnusable(f"{name} needs a chat model; run `rapporteur models pull`")
    shelf = indexed(settings)
    with (
        served(default_embedders()[0]) as embedding,
        started(name, shelf.documents.values(), setup_of(handle.get(), embedding)) as peer,
    ):
        # A peer cuts its own passages, so that ranks over ours say nothing of it.
        shelf = replace(shelf, passages=())
        return ask_all(cases, peer.answer, shelf, None, day, out / f"{name}.jsonl", console)


def search_only(cases: Sequence[Case], settings: Settings, out: Path, console: Console) -> list[Record]:
    """Score only what the search returns for each question."""
    from index.opened import open_index
    from index.search import Searcher

    with open_index(settings.index) as index:
        shelf = shelf_of(index.catalogue)
        search = Searcher(index).search
        return keep_all(cases, lambda case: look(case, shelf, search), out / "retrieval.jsonl", console)


def indexed(settings: Settings) -> Shelf:
    """Return what the index holds."""
    from index.opened import open_index

    with open_index(settings.index) as index:
        return shelf_of(index.catalogue)


def shelf_of(catalogue: Catalogue) -> Shelf:
    """Return what a catalogue holds, as scoring needs it."""
    documents = catalogue.documents()
    sources = {item.id: [source.path for source in catalogue.sources(item.id)] for item in documents}
    return Shelf.of(documents, catalogue.passages(), sources)


def ask_all(
    cases: Sequence[Case],
    answering: Answering,
    shelf: Shelf,
    search: Search | None,
    day: date,
    kept_in: Path,
    console: Console,
) -> list[Record]:
    """Return the record of every case, in order; those that `kept_in` holds are not asked again."""
    return keep_all(cases, lambda case: ask(case, answering, shelf, search, day), kept_in, console)
