"""Score search alone on parallel paragraphs: the answer in another language than the question.

    python -m evals.retrieval FOLDER [--every N] [--translate] [--out FILE]

FOLDER holds `corpus.jsonl` (`doc_id`, `lang`, `text`; the n-th paragraph of one language is the
n-th of the other) and `questions.jsonl` (`id`, `lang`, `question`, `doc_id`), as XQuAD gives them.
All paragraphs lie in one index. Across: the question's own-language paragraph is masked, so that
only its translation answers. Same: the translation is masked. Even questions are for tuning;
figures are of the odd ones.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Annotated

import typer
from rich.console import Console

from assistant.models import ChatModelHandle, chat_model
from assistant.settings import Settings
from assistant.translation import translated
from evals.paragraphs import Paragraph, Question, build, read
from index.embedding import Embedder, Vectors, default_embedders
from index.evidence import Evidence
from index.opened import open_index
from index.recipe import Recipe
from index.search import Searcher

DEPTH = 10


@dataclass(frozen=True, slots=True)
class Scores:
    """Means over questions, in 0–1, for one direction."""

    questions: int
    hit_1: float
    hit_5: float
    mrr_10: float


class Remembering:
    """An encoder that keeps the questions it has embedded, so that rows of a table share them."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._kept: dict[str, Vectors] = {}
        self.name, self.fingerprint = embedder.name, embedder.fingerprint
        self.dimension = embedder.dimension

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Embed texts as the encoder does."""
        return self._embedder.embed_passages(texts)

    def embed_query(self, text: str) -> Vectors:
        """Embed a question once."""
        if text not in self._kept:
            self._kept[text] = self._embedder.embed_query(text)
        return self._kept[text]


def score(ranks: Sequence[int | None]) -> Scores:
    """Return hit@1, hit@5 and MRR@10 of ranks counted from 1, None for not found."""
    total = max(len(ranks), 1)
    found = [rank for rank in ranks if rank is not None]
    return Scores(
        len(ranks),
        sum(rank == 1 for rank in found) / total,
        sum(rank <= 5 for rank in found) / total,
        sum(1 / rank for rank in found if rank <= 10) / total,
    )


def rank_of(found: Sequence[Evidence], wanted: str, masked: str) -> int | None:
    """Return the rank of passage `wanted` with `masked` taken out, None where it is not there."""
    order = [evidence.passage.id for evidence in found if evidence.passage.id != masked]
    return order.index(wanted) + 1 if wanted in order else None


def run(
    search: Callable[[str], list[Evidence]],
    paragraphs: Mapping[str, Paragraph],
    questions: Sequence[Question],
) -> tuple[dict[str, Scores], list[float]]:
    """Ask every question once; return scores by direction (`en→zh`, `en→en`) and milliseconds."""
    ranks: dict[str, list[int | None]] = {}
    times = []
    for question in questions:
        began = time.perf_counter()
        found = search(question.text)
        times.append(1000 * (time.perf_counter() - began))
        own = paragraphs[question.paragraph]
        other = paragraphs[own.parallel]
        across = ranks.setdefault(f"{own.language}→{other.language}", [])
        across.append(rank_of(found, other.passage_id, own.passage_id))
        same = ranks.setdefault(f"{own.language}→{own.language}", [])
        same.append(rank_of(found, own.passage_id, other.passage_id))
    return {direction: score(each) for direction, each in sorted(ranks.items())}, times


RECIPES: dict[str, Recipe] = {
    "all parts": Recipe(),
    "without sentences": Recipe(whole=1.0, sentence=0.0),
    "without translated wording": Recipe(translate=False),
    "without any wording": Recipe(wording=0.0, edition=0.0),
    "without the centring of questions": Recipe(centre=False),
    "without scales by language": Recipe(standardise=False),
    "without e5": Recipe(encoders={"e5": 0.0}),
    "without use (no translation either)": Recipe(encoders={"use": 0.0}, translate=False),
    "e5 alone, as usual": Recipe(
        1.0, 0.0, 0.0, 0.0, encoders={"use": 0.0}, centre=False, standardise=False, translate=False
    ),
}


TRANSLATED = "and the question translated by the chat model"


def translating(
    searcher: Searcher, model: ChatModelHandle, questions: Sequence[Question]
) -> Callable[[str], list[Evidence]]:
    """Return a search by each question and its translation into the other language of the paragraphs."""
    own = {question.text: question.language for question in questions}
    languages = set(own.values())

    def search(text: str) -> list[Evidence]:
        (other,) = languages - {own[text]}
        translation = translated(model, text, other)
        if translation is None:
            return searcher.search(text, DEPTH + 1)
        return searcher.search_again(text, translation, DEPTH + 1)

    return search


def table(results: Mapping[str, Mapping[str, Scores]]) -> str:
    """Return a Markdown table: a row a recipe, hit@1 / hit@5 / MRR@10 in per cent by direction."""
    directions = list(next(iter(results.values())))
    lines = ["| | " + " | ".join(directions) + " |", "|---|" + "---|" * len(directions)]
    for name, scores in results.items():
        cells = [
            f"{100 * each.hit_1:.1f} / {100 * each.hit_5:.1f} / {100 * each.mrr_10:.1f}"
            for each in scores.values()
        ]
        lines.append(f"| {name} | " + " | ".join(cells) + " |")
    return "\n".join(lines)


def measure(
    folder: Path,
    *,
    every: int = 1,
    only: Sequence[str] = (),
    index: Path | None = None,
    tuning: bool = False,
    model: ChatModelHandle | None = None,
) -> str:
    """Index a folder's paragraphs, ask its questions by each recipe, and return the report in Markdown.

    `every` N asks each N-th question only; `only` names recipes; `index` is a folder to keep the
    index in; `tuning` asks the half that is for tuning; `model` translates each question in one more row.
    """
    paragraphs, questions = read(folder)
    positions: dict[str, int] = {}
    asked = []
    for question in questions:
        position = positions[question.language] = positions.get(question.language, -1) + 1
        if position % 2 == (0 if tuning else 1) and position // 2 % every == 0:
            asked.append(question)
    embedders = [Remembering(embedder) for embedder in default_embedders()]
    with tempfile.TemporaryDirectory() as temporary:
        place = index or Path(temporary) / "index"
        if not (place / "catalogue.sqlite").exists():
            build(place, paragraphs, embedders)
        with open_index(place) as opened:
            results: dict[str, Mapping[str, Scores]] = {}
            times: list[float] = []
            for name, recipe in RECIPES.items():
                if only and name not in only:
                    continue
                searcher = Searcher(opened, embedders, recipe=recipe)
                results[name], took = run(
                    lambda text, searcher=searcher: searcher.search(text, DEPTH + 1),  # type: ignore[misc]
                    paragraphs,
                    asked,
                )
                times = times or took
            if model is not None:
                both = translating(Searcher(opened, embedders), model, asked)
                results[TRANSLATED], _ = run(both, paragraphs, asked)
    p95 = quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return (
        f"{len(paragraphs)} paragraphs, {len(asked)} questions; hit@1 / hit@5 / MRR@10 in per cent.\n\n"
        f"{table(results)}\n\n"
        f"One search with all parts: median {median(times):.0f} ms, p95 {p95:.0f} ms.\n"
    )


def main(
    folder: Annotated[Path, typer.Argument(help="Folder with corpus.jsonl and questions.jsonl.")],
    every: Annotated[int, typer.Option(min=1, help="Ask each N-th question only.")] = 1,
    only: Annotated[list[str] | None, typer.Option(help="Only this recipe (repeatable).")] = None,
    index: Annotated[Path | None, typer.Option(help="Folder to keep the index in.")] = None,
    tuning: Annotated[bool, typer.Option("--tuning", help="Ask the half that is for tuning.")] = False,
    translate: Annotated[
        bool, typer.Option("--translate", help="Also with each question translated by the chat model.")
    ] = False,
    out: Annotated[Path | None, typer.Option(help="Write the table to this file too.")] = None,
) -> None:
    """Score search alone, with each part left out in turn."""
    model = chat_model(Settings()) if translate else None
    if translate and model is None:
        raise typer.BadParameter("there is no chat model; fetch one with `rapporteur models pull`")
    found = measure(folder, every=every, only=only or (), index=index, tuning=tuning, model=model)
    if out is not None:
        out.write_text(found, "utf-8")
    Console().print(found, markup=False, soft_wrap=True)


if __name__ == "__main__":
    typer.run(main)
