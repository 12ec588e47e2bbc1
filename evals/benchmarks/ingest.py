"""Ingest of a folder, beside the usual LangChain way, and its memory by the number of files."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

from evals.benchmarks.memory import Watch
from evals.benchmarks.result import Cell, Result, Settings
from ingest.tokens import count

SIZES = (100, 400)
OURS, USUAL = "Rapporteur", "LangChain"
_WEIGHTS = "multilingual-e5-small"


def measure(settings: Settings) -> Result:
    """Ingest the first size both ways, in turn, then the others ours; each run is a process of its own."""
    sizes = settings.sizes or SIZES
    with tempfile.TemporaryDirectory() as temporary:
        work = settings.work or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        _prepare(work)
        first = settings.folder or documents(sizes[0], work)
        runs: dict[str, list[tuple[dict[str, Any], dict[str, Any]]]] = {OURS: [], USUAL: []}
        for _ in range(settings.rounds or 1):
            for way, found in runs.items():
                found.append(_both_runs(way, first, work))
        rows = [
            _row(way, [run[0] for run in found], [run[1] for run in found]) for way, found in runs.items()
        ]
        for size in sizes[1:]:
            fresh, again = _both_runs(OURS, documents(size, work), work)
            rows.append(_row(OURS, [fresh], [again]))
    ours, usual = rows[0], rows[1]
    ratios = {
        f"{name}, {OURS} over {USUAL}": _over(ours, usual, name)
        for name in ("files/s", "passages/s", "tokens/s")
    }
    ratios["no-change s, LangChain over Rapporteur"] = _over(usual, ours, "no change s")
    if len(rows) > 2:
        ratios[f"peak memory at {rows[-1]['files']} over {ours['files']} files"] = _over(
            rows[-1], ours, "peak MB"
        )
    return Result(
        "Ingest",
        rows,
        ratios,
        notes=(
            "End to end from the start of the process, models loaded; the same weights, fp32 in LangChain.",
            "tokens/s: tokens of all that is embedded (with overlap or headings), by the chat model's count.",
            f"{OURS} embeds by two encoders, and finds dates, places and events as well.",
            "LangChain: loaders like TextLoader, Docx2txtLoader and BSHTMLLoader, chunks of 500 with 50 of"
            " overlap, Chroma; the run without changes by its indexing API.",
            "peak MB: all processes together, what they share counted once.",
        ),
    )


def documents(size: int, work: Path) -> Path:
    """Return a folder of so many generated documents in four formats and six languages."""
    from evals.universe import make, papers, write

    folder = work / f"documents-{size}"
    if not folder.exists():
        beside = folder.with_suffix(".new")
        beside.mkdir()
        write(beside, papers(make(1, max(2, size // 3)), size)[:size])
        beside.rename(folder)
    return folder


def _prepare(work: Path) -> None:
    """Make what is made once a machine: our fast weights, and the standard ones for the usual way."""
    from evals.benchmarks.standard_bert import write
    from index.embedding import E5

    E5().load_bulk()
    if not (work / _WEIGHTS / "config.json").exists():
        write(work / _WEIGHTS)


def _both_runs(way: str, folder: Path, work: Path) -> tuple[dict[str, Any], dict[str, Any]]:
    with tempfile.TemporaryDirectory(dir=work) as index:
        return _run(way, folder, Path(index), work), _run(way, folder, Path(index), work)


def _run(way: str, folder: Path, index: Path, work: Path) -> dict[str, Any]:
    """Return what one run of one way tells, with its time and memory."""
    command = [sys.executable, "-m", __name__, way, str(folder), str(index), str(work / _WEIGHTS)]
    began = time.perf_counter()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        watch = Watch(process.pid)
        out, said = process.communicate()
        watch.stop()
    seconds = time.perf_counter() - began
    if process.returncode:
        raise RuntimeError(f"{way} ended with {process.returncode}: {said.decode(errors='replace')[-500:]}")
    told = json.loads(out.splitlines()[-1])
    return {**told, "seconds": seconds - told["counting_seconds"], "peak": watch.peak_mb}


def _row(way: str, runs: Sequence[dict[str, Any]], again: Sequence[dict[str, Any]]) -> dict[str, Cell]:
    seconds = median(run["seconds"] for run in runs)
    last = runs[-1]
    return {
        "way": way,
        "files": last["files"],
        "passages": last["passages"],
        "seconds": seconds,
        "files/s": last["files"] / seconds,
        "passages/s": last["passages"] / seconds,
        "tokens/s": last["tokens"] / seconds,
        "embedding %": 100 * median(run["embedding_seconds"] / run["seconds"] for run in runs),
        "no change s": median(run["seconds"] for run in again),
        "peak MB": max((run["peak"] for run in runs if run["peak"]), default=None),
    }


def _over(one: dict[str, Cell], other: dict[str, Cell], name: str) -> float:
    return float(one[name] or 0) / float(other[name] or 1)


def _ours(folder: Path, index: Path, _: Path) -> dict[str, Any]:
    from index.catalogue import Catalogue
    from index.sync import ingest_paths

    done = ingest_paths([folder], index)
    began = time.perf_counter()
    with Catalogue.open(index) as catalogue:
        tokens = sum(
            passage.tokens + count(passage.context)
            for document in (catalogue.document_revisions() if done.embedded else ())
            for passage in catalogue.passages(document)
        )
    return {
        "files": done.added + done.unchanged,
        "passages": done.passages,
        "tokens": tokens,
        "embedding_seconds": done.embedding_seconds,
        "counting_seconds": time.perf_counter() - began,
    }


def _usual(folder: Path, index: Path, weights: Path) -> dict[str, Any]:
    from evals.benchmarks.usual_ingest import ingest

    done = ingest(folder, index, weights)
    began = time.perf_counter()
    tokens = sum(map(count, done.pop("embedded")))
    return {**done, "tokens": tokens, "counting_seconds": time.perf_counter() - began}


WAYS: dict[str, Callable[[Path, Path, Path], dict[str, Any]]] = {OURS: _ours, USUAL: _usual}

if __name__ == "__main__":
    way, *places = sys.argv[1:]
    sys.stdout.write(json.dumps(WAYS[way](*map(Path, places))) + "\n")
