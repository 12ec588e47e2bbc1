"""Time of a search by size of the index, beside the usual LangChain and Chroma retriever."""

from __future__ import annotations

import resource
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from evals.benchmarks.result import Cell, Result, Settings, percentile
from evals.benchmarks.synthetic import Drawn, build, questions
from evals.benchmarks.usual_search import usual_search
from index.catalogue import Catalogue
from index.embedding import Embedder, default_embedders
from index.indexing import prepare
from index.opened import open_index, store_of
from index.search import Searcher

SIZES = (1_000, 10_000)
ROUNDS = 96


def measure(settings: Settings) -> Result:
    """Time single searches of warm indexes, one after the other, questions in six languages."""
    embedders = tuple(Drawn(each) for each in default_embedders())
    rows = [
        _row(size, settings.rounds or ROUNDS, embedders, settings.work) for size in settings.sizes or SIZES
    ]
    ratios = {
        f"{name} at {rows[-1]['passages']:,} over {rows[0]['passages']:,} passages": _over(rows, name)
        for name in ("p50 ms", "p95 ms", "processor p50 ms")
        if len(rows) > 1
    }
    ratios |= {
        f"p50 over the usual retriever's at {row['passages']:,} passages": _ratio(
            row["p50 ms"], row["usual p50 ms"]
        )
        for row in rows
    }
    return Result(
        "Search",
        rows,
        ratios,
        notes=(
            "Two encoders, lexical search and translation; six languages; drawn texts and vectors.",
            "processor: time of all threads on processors, which other programs change little.",
            "The first pass over 96 different questions.",
            "usual: LangChain's Chroma retriever, 4 nearest by e5 alone, the same vectors and questions.",
            "open: until the first answer of a prepared index, with models and vectors loaded.",
        ),
    )


def index_of(size: int, embedders: tuple[Embedder, ...], work: Path) -> Path:
    """Return a published and prepared index of so many drawn passages, made where it is missing."""
    folder = work / f"passages-{size}"
    if not (folder / "retrieval.npz").exists():
        build(folder, size, embedders)
        with Catalogue.open(folder, write=True) as catalogue:
            store_of(folder).publish(catalogue, now=True)
            prepare(catalogue, embedders)
    return folder


def _row(size: int, rounds: int, embedders: tuple[Embedder, ...], work: Path | None) -> dict[str, Cell]:
    with tempfile.TemporaryDirectory() as temporary:
        folder = index_of(size, embedders, work or Path(temporary))
        with open_index(folder) as opened:
            began = time.perf_counter()
            searcher = Searcher(opened, embedders)
            searcher.warm()
            first = time.perf_counter() - began
            times, worked = _timed(searcher.search, rounds)
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
            usual, usual_worked = _timed(usual_search(opened.catalogue, embedders[0]), rounds)
    return {
        "passages": size,
        "open s": first,
        "p50 ms": median(times),
        "p95 ms": percentile(times, 0.95),
        "processor p50 ms": median(worked),
        "processor p95 ms": percentile(worked, 0.95),
        "usual p50 ms": median(usual),
        "usual p95 ms": percentile(usual, 0.95),
        "usual processor p50 ms": median(usual_worked),
        "memory MB": memory,
    }


def _timed(search: Callable[[str], object], rounds: int) -> tuple[list[float], list[float]]:
    """Return the milliseconds of each search, by the clock and on processors."""
    asked = questions()
    times, worked = [], []
    for number in range(rounds):
        began, before = time.perf_counter(), time.process_time()
        search(asked[number % len(asked)])
        times.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - before))
    return times, worked


def _over(rows: list[dict[str, Cell]], name: str) -> float:
    return _ratio(rows[-1][name], rows[0][name])


def _ratio(one: Cell, other: Cell) -> float:
    return float(one or 0) / float(other or 1)
