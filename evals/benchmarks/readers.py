"""Searches a second and their times with several readers at once."""

from __future__ import annotations

import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median

from evals.benchmarks.result import Cell, Result, Settings, percentile
from evals.benchmarks.search import index_of
from evals.benchmarks.synthetic import Drawn, questions
from index.embedding import default_embedders
from index.opened import open_index
from index.search import Searcher

SIZE = 10_000
READERS = (1, 2, 4, 8)
ROUNDS = 96


def measure(settings: Settings) -> Result:
    """Ask one searcher from more and more threads, each without a pause."""
    embedders = tuple(Drawn(each) for each in default_embedders())
    size = (settings.sizes or (SIZE,))[0]
    with tempfile.TemporaryDirectory() as temporary:
        folder = index_of(size, embedders, settings.work or Path(temporary))
        rows = _rows(folder, embedders, settings.rounds or ROUNDS)
    first, last = rows[0], rows[-1]
    return Result(
        "Readers at once",
        rows,
        {
            f"{name} with {last['readers']} readers over 1": float(last[name] or 0) / float(first[name] or 1)
            for name in ("searches/s", "p95 ms")
        },
        (f"{size:,} drawn passages in six languages; threads of one process.",),
    )


def _rows(folder: Path, embedders: tuple[Drawn, ...], rounds: int) -> list[dict[str, Cell]]:
    with open_index(folder) as opened:
        searcher = Searcher(opened, embedders)
        searcher.warm()
        return [_row(searcher, readers, rounds) for readers in READERS]


def _row(searcher: Searcher, readers: int, rounds: int) -> dict[str, Cell]:
    asked = questions()

    def timed(number: int) -> float:
        began = time.perf_counter()
        searcher.search(asked[number % len(asked)])
        return 1000 * (time.perf_counter() - began)

    began = time.perf_counter()
    with ThreadPoolExecutor(readers) as pool:
        times = list(pool.map(timed, range(rounds)))
    seconds = time.perf_counter() - began
    return {
        "readers": readers,
        "searches/s": rounds / seconds,
        "p50 ms": median(times),
        "p95 ms": percentile(times, 0.95),
    }
