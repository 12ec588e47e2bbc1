"""Time search over synthetic indexes of growing size: `python -m evals.bench_search 1000 10000`."""

from __future__ import annotations

import resource
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Annotated

import numpy as np
import typer
from rich.console import Console

from index.catalogue import Catalogue
from index.embedding import Embedder, default_embedders, unit_rows
from index.opened import open_index
from index.profile import terms_of
from index.search import Searcher
from ingest.documents import Document, Passage, content_id, passage_id

PER_DOCUMENT = 500
_WORDS = [
    "assembly",
    "budget",
    "chair",
    "contribution",
    "council",
    "deadline",
    "delegate",
    "election",
    "fellowship",
    "harbour",
    "interpretation",
    "lighthouse",
    "meeting",
    "opening",
    "plenary",
    "registration",
    "resolution",
    "signal",
    "summit",
    "venue",
]
_QUESTIONS = (
    "When is the deadline for registration?",
    "大会的截止日期是什么时候？",
    "Où se tient l'assemblée ?",
    "¿Quién preside la reunión?",
    "Какой бюджет утвердил совет?",
    "متى يبدأ الاجتماع؟",
)


def build(folder: Path, passages: int, embedders: tuple[Embedder, ...]) -> None:
    """Fill an index with passages of random words and random vectors, in two languages."""
    random = np.random.default_rng(passages)
    with Catalogue.open(folder, write=True) as catalogue:
        for number in range(0, passages, PER_DOCUMENT):
            language = "en" if number // PER_DOCUMENT % 2 else "zh"
            count = min(PER_DOCUMENT, passages - number)
            words = random.choice(_WORDS, size=(count, 30))
            texts = [
                " ".join(row) + f" {number + each} x{random.integers(passages)}"
                for each, row in enumerate(words)
            ]
            document = Document(
                content_id(str(number).encode()), f"{number}", "\n".join(texts), language=language
            )
            made, start = [], 0
            for ordinal, text in enumerate(texts):
                end = start + len(text)
                made.append(
                    Passage(
                        passage_id(document.id, start, end), document.id, ordinal, start, end, text, language
                    )
                )
                start = end + 1
            vectors = {
                each.name: unit_rows(random.normal(size=(count, each.dimension)).astype(np.float32))
                for each in embedders
            }
            catalogue.put(
                document, made, vectors, lexical_terms={each.id: " ".join(terms_of(each)) for each in made}
            )


def measure(passages: int, rounds: int) -> str:
    """Return one row: size, seconds to learn the index, p50 and p95 of a search, peak memory."""
    embedders = default_embedders()
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "index"
        build(folder, passages, embedders)
        with open_index(folder) as opened:
            searcher = Searcher(opened, embedders)
            began = time.perf_counter()
            searcher.search(_QUESTIONS[0])
            first = time.perf_counter() - began
            times = []
            for number in range(rounds):
                began = time.perf_counter()
                searcher.search(_QUESTIONS[number % len(_QUESTIONS)])
                times.append(1000 * (time.perf_counter() - began))
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    p95 = quantiles(times, n=20)[-1]
    return f"| {passages:,} | {first:.1f} s | {median(times):.0f} ms | {p95:.0f} ms | {peak:.0f} MB |"


def main(
    sizes: Annotated[list[int], typer.Argument(help="Numbers of passages.")],
    rounds: Annotated[int, typer.Option(min=2, help="Searches timed at each size.")] = 30,
) -> None:
    """Print a Markdown table of search times by size; the first search learns the index."""
    console = Console()
    console.print(
        "| passages | first search | p50 | p95 | peak memory |\n|---|---|---|---|---|", markup=False
    )
    for size in sizes:
        console.print(measure(size, rounds), markup=False)


if __name__ == "__main__":
    typer.run(main)
