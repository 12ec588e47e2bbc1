"""Measure the program: `python -m evals.bench search --sizes 1000,10000 --out search.json`."""

from __future__ import annotations

import json
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from evals.benchmarks.result import Result, Settings

# A benchmark: a module of evals.benchmarks with `measure(settings: Settings) -> Result`.
BENCHMARKS = {
    "ingest": "ingest of a folder, beside the usual LangChain way; its memory by the number of files",
    "ingest_memory": "peak memory of ingest by the number of files, with an encoder that costs nothing",
    "mentions": "finding mentions and events, beside embedding the same passages",
    "search": "time of a search by size of the index, beside the usual LangChain retriever",
    "embedding": "tokens a second beside sentence-transformers in 32 bits",
    "publish": "time to publish one changed document by size of the index",
    "vectors": "time of a query of the vector store alone by how many vectors it holds",
    "readers": "searches at once from several threads",
}


def measure(name: str, settings: Settings) -> Result:
    """Run one benchmark. Raises ValueError for a name that is none of `BENCHMARKS`."""
    if name not in BENCHMARKS:
        raise ValueError(f"{name!r} is no benchmark; there are {', '.join(BENCHMARKS)}")
    result: Result = import_module(f"evals.benchmarks.{name}").measure(settings)
    return result


def _numbers(text: str | None) -> tuple[int, ...] | None:
    try:
        return tuple(int(each.replace("_", "")) for each in text.split(",")) if text else None
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no list of numbers such as 1000,10000") from None


def main(
    names: Annotated[list[str], typer.Argument(help=f"One or more of {', '.join(BENCHMARKS)}; or `all`.")],
    sizes: Annotated[str | None, typer.Option(help="Numbers with commas between, as 1000,10000.")] = None,
    rounds: Annotated[int | None, typer.Option(min=2, help="How often each thing is timed.")] = None,
    folder: Annotated[Path | None, typer.Option(help="Documents or texts to measure on.")] = None,
    work: Annotated[Path | None, typer.Option(help="Folder for indexes, kept for the next run.")] = None,
    out: Annotated[Path | None, typer.Option(help="Write the figures to this file as JSON.")] = None,
) -> None:
    """Measure, print a table for each benchmark, and its ratios within this run."""
    chosen = list(BENCHMARKS) if names == ["all"] else names
    unknown = [name for name in chosen if name not in BENCHMARKS]
    if unknown:
        raise typer.BadParameter(f"{unknown[0]!r} is no benchmark; there are {', '.join(BENCHMARKS)}")
    settings = Settings(_numbers(sizes), rounds, folder, work)
    console = Console()
    results = {}
    for name in chosen:
        found = measure(name, settings)
        results[name] = found.as_dict()
        console.print(found.markdown(), markup=False, soft_wrap=True)
        if out is not None:
            out.write_text(json.dumps(results, ensure_ascii=False, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    typer.run(main)
