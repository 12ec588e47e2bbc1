"""Nearest vectors by how many there are: time, what a graph misses, memory, and building.

Only the store of vectors is measured, one encoder's dimensions, a collection a language as in an
index, so that numbers of passages that take days to embed can be reached.
"""

from __future__ import annotations

import multiprocessing
import os
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np

from evals.benchmarks.result import Cell, Result, Settings, percentile
from evals.benchmarks.synthetic import LANGUAGES, between
from index.candidates import EXAMINED
from index.embedding import Vectors, unit_rows
from index.search import DEPTH
from index.vectors import chroma

SIZES = (10_000, 100_000)
ROUNDS = 96
DIMENSION = 384
MIDDLES = 60
CHUNK = 5_000


def measure(settings: Settings) -> Result:
    """Query the collections of all languages, one after the other, of each number of vectors."""
    rows: list[dict[str, Cell]] = []
    with tempfile.TemporaryDirectory() as temporary:
        work = settings.work or Path(temporary)
        for size in settings.sizes or SIZES:
            folder = work / f"vectors-{size}"
            built = _apart(_build, folder, size) if not folder.exists() else None
            found = _apart(_measured, folder, size, settings.rounds or ROUNDS)
            rows.append({"vectors": size, "built s": built, **found})
    first, last = rows[0], rows[-1]
    return Result(
        "Nearest vectors",
        rows,
        {
            f"{name} at {last['vectors']:,} over {first['vectors']:,} vectors": float(last[name] or 0)
            / float(first[name] or 1)
            for name in ("p50 ms", "p95 ms", "processor p50 ms")
        },
        notes=(
            f"Unit vectors of {DIMENSION} numbers in six collections; a query asks each for {DEPTH}.",
            f"found: share of the {EXAMINED} nearest of each collection that the graph finds, 12 queries.",
            "memory: what the process holds after the queries less before the vectors were opened.",
        ),
    )


def sizes(size: int) -> dict[str, int]:
    """Return how many vectors each language has, together `size`."""
    shares = {language: size * share // 100 for language, (_, share) in LANGUAGES.items()}
    shares["en"] += size - sum(shares.values())
    return shares


def _apart(task: Any, *given: Any) -> Any:
    """Run a function in a process of its own, whose memory nothing else has touched."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(task, *given).result()


def _chunks(language: str, count: int) -> Iterator[tuple[int, Vectors]]:
    """Yield where each chunk of a language's vectors starts, and the chunk; always the same."""
    points = _points(language)
    for start in range(0, count, CHUNK):
        random = np.random.default_rng([start, *language.encode()])
        yield start, between(random, points, min(CHUNK, count - start))


def _points(language: str) -> Vectors:
    """Return middles that lie together, as an encoder puts what is in one language."""
    random = np.random.default_rng([7, *language.encode()])
    middle = random.normal(size=DIMENSION)
    return unit_rows((middle + random.normal(size=(MIDDLES, DIMENSION))).astype(np.float32))


def _build(folder: Path, size: int) -> float:
    began = time.perf_counter()
    beside = folder.with_suffix(".new")
    beside.mkdir(parents=True)
    client = chroma.local(beside)
    for language, count in sizes(size).items():
        collection = chroma.create(client, language * 2, count)
        for start, rows in _chunks(language, count):
            chroma.add(collection, [f"{language}:{start + each}" for each in range(len(rows))], rows)
    client.close()
    beside.rename(folder)
    return time.perf_counter() - began


def _measured(folder: Path, size: int, rounds: int) -> dict[str, Cell]:
    counts = {language: count for language, count in sizes(size).items() if count}
    asked = np.concatenate(
        [between(np.random.default_rng(1), _points(each), rounds // len(counts) + 1) for each in counts]
    )
    asked = asked[np.random.default_rng(2).permutation(len(asked))]
    before = _resident_mb()
    client = chroma.local(folder)
    collections = {language: chroma.get(client, language * 2) for language in counts}
    for collection in collections.values():
        chroma.nearest(collection, asked[-1], DEPTH)
    times, worked, shares = [], [], []
    nearest = {}
    for number, vector in enumerate(asked[:rounds]):
        began, busy = time.perf_counter(), time.process_time()
        nearest[number] = {each: chroma.nearest(held, vector, DEPTH) for each, held in collections.items()}
        times.append(1000 * (time.perf_counter() - began))
        worked.append(1000 * (time.process_time() - busy))
    memory = _resident_mb() - before if before else None
    for language, count in counts.items():
        for number, exact in enumerate(_exactly(language, count, asked[:12])):
            ids = {each for each, _ in nearest[number][language][:EXAMINED]} if number in nearest else exact
            shares.append(len(ids & exact) / len(exact))
    client.close()
    return {
        "p50 ms": median(times),
        "p95 ms": percentile(times, 0.95),
        "processor p50 ms": median(worked),
        "processor p95 ms": percentile(worked, 0.95),
        "found": float(np.mean(shares)),
        "memory MB": memory,
        "disk MB": sum(each.stat().st_size for each in folder.rglob("*") if each.is_file()) / 2**20,
    }


def _exactly(language: str, count: int, asked: Vectors) -> list[set[str]]:
    """Return for each question the ids of the nearest vectors of a language."""
    best = [(np.zeros(0), np.zeros(0, dtype=int)) for _ in asked]
    for start, rows in _chunks(language, count):
        for number, scores in enumerate(asked @ rows.T):
            values = np.concatenate([best[number][0], scores])
            places = np.concatenate([best[number][1], start + np.arange(len(scores))])
            order = np.argsort(-values)[:EXAMINED]
            best[number] = values[order], places[order]
    return [{f"{language}:{each}" for each in places} for _, places in best]


def _resident_mb() -> float:
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:
        return 0.0
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
