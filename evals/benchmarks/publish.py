"""Time until one changed document is stored and found again, by size of the index."""

from __future__ import annotations

import shutil
import tempfile
import time
from pathlib import Path
from statistics import median

from evals.benchmarks.result import Cell, Result, Settings
from evals.benchmarks.search import index_of
from evals.benchmarks.synthetic import Drawn, changed_document
from index.catalogue import Catalogue
from index.embedding import Embedder, default_embedders
from index.indexing import index_passages, prepare
from index.opened import store_of

SIZES = (1_000, 10_000)
ROUNDS = 5


def measure(settings: Settings) -> Result:
    """Replace one document again and again, and publish and prepare after each time."""
    embedders = tuple(Drawn(each) for each in default_embedders())
    rows = [
        _row(size, settings.rounds or ROUNDS, embedders, settings.work) for size in settings.sizes or SIZES
    ]
    first, last = rows[0], rows[-1]
    ratios = {}
    if len(rows) > 1:
        for name in ("small change s", "all s"):
            ratios[f"{name} at {last['passages']:,} over {first['passages']:,} passages"] = float(
                last[name] or 0
            ) / float(first[name] or 1)
    return Result(
        "Publishing after one changed document",
        rows,
        ratios,
        (
            "small change: put, publish and prepare, as an ingest of one document ends.",
            "all: what the same takes where nothing may wait and the generation is grown (`now`).",
        ),
    )


def _row(size: int, rounds: int, embedders: tuple[Embedder, ...], work: Path | None) -> dict[str, Cell]:
    with tempfile.TemporaryDirectory(dir=work) as temporary:
        folder = Path(temporary) / "index"
        shutil.copytree(index_of(size, embedders, work or Path(temporary)), folder)
        with Catalogue.open(folder, write=True) as catalogue:
            small = [_change(catalogue, folder, number, embedders) for number in range(rounds)]
            began = time.perf_counter()
            made = store_of(folder).publish(catalogue, now=True)
            everything = time.perf_counter() - began
    return {
        "passages": size,
        "small change s": median(small),
        "all s": everything,
        "how": made.how,
    }


def _change(catalogue: Catalogue, folder: Path, number: int, embedders: tuple[Embedder, ...]) -> float:
    document, passages = changed_document(number)
    indexed = index_passages(passages, embedders)
    before = changed_document(number - 1)[0].id
    began = time.perf_counter()
    catalogue.put(
        document,
        passages,
        indexed.vectors,
        lexical_terms=indexed.lexical_terms,
        fingerprints=indexed.fingerprints,
        sentences=indexed.sentences,
    )
    catalogue.remove(before)
    store_of(folder).publish(catalogue)
    prepare(catalogue, embedders)
    return time.perf_counter() - began
