"""Ask the assistant the questions about the texts that the reranker was not trained on, a text at a time.

    python -m evals.reranker.answering --every 4

Each text becomes an index of its own; an answer hits where a passage that it shows overlaps a sentence that
answers. Facts are not looked at: whether what is shown is the right place is.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import track
from rich.table import Table

from assistant.answer import Answer, Status
from evals.reranker.lessons import Lesson, Sentence, read_lessons

AS_OF = date(2026, 11, 30)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a question was answered: `outcome` says whether and how, `milliseconds` how soon."""

    lesson: Lesson
    outcome: str
    milliseconds: float


def as_markdown(sentences: Sequence[Sentence]) -> str:
    """Return the sentences of a text, each a paragraph, under their headings."""
    parts: list[str] = []
    for heading, below in groupby(sentences, key=lambda each: each.heading):
        parts += [f"## {heading}"] if heading else []
        parts += [each.text for each in below]
    return "\n\n".join(parts) + "\n"


def outcome_of(answer: Answer, lesson: Lesson) -> str:
    """Return `answered`, `offered` or `declined`, and whether a passage shown is one that answers."""
    said = {Status.ANSWERED: "answered", Status.PARTIAL: "offered"}.get(answer.status, "declined")
    if not lesson.answers:
        return f"unanswerable, {said}"
    if said == "declined":
        return said
    wanted = [_squeezed(lesson.sentences[at].text) for at in lesson.answers]
    shown = [_squeezed(each.quote) for each in answer.citations]
    hit = any(one in other or other in one for one in wanted for other in shown if other)
    return f"{said}, {'right' if hit else 'wrong'} place"


def asked(lessons: Sequence[Lesson], console: Console) -> Iterator[Verdict]:
    """Index each text and ask its questions, without a chat model."""
    from assistant.answering import Assistant
    from index.embedding import default_embedders
    from index.opened import open_index
    from index.search import Searcher
    from index.sync import ingest_paths

    encoders = default_embedders()
    for sentences, own in track(_by_text(lessons).items(), "Asking", console=console):
        with TemporaryDirectory(prefix="rapporteur-lessons-") as name:
            folder = Path(name)
            (folder / "text.md").write_text(as_markdown(sentences), "utf-8")
            ingest_paths([folder / "text.md"], folder / "index", embedders=encoders, workers=1)
            with open_index(folder / "index") as index:
                assistant = Assistant(index, Searcher(index, encoders))
                for lesson in own:
                    answer = assistant.ask(lesson.question, as_of=AS_OF)
                    yield Verdict(lesson, outcome_of(answer, lesson), answer.timing.first_ms)


def _by_text(lessons: Sequence[Lesson]) -> dict[tuple[Sentence, ...], list[Lesson]]:
    texts: dict[tuple[Sentence, ...], list[Lesson]] = {}
    for lesson in lessons:
        texts.setdefault(lesson.sentences, []).append(lesson)
    return texts


def _squeezed(text: str) -> str:
    return "".join(text.split())


def main(every: Annotated[int, typer.Option(min=1, help="Ask only each n-th question.")] = 1) -> None:
    """Say how the questions about texts that were kept back are answered."""
    console = Console(stderr=True)
    lessons = [lesson for lesson in read_lessons() if lesson.kept_back][::every]
    verdicts = list(asked(lessons, console))
    table = Table("outcome", "questions", "share")
    for outcome, count in sorted(Counter(each.outcome for each in verdicts).items()):
        same = [each for each in verdicts if bool(each.lesson.answers) != outcome.startswith("unans")]
        table.add_row(outcome, str(count), f"{count / len(same):.1%}")
    Console().print(table)
    console.print(f"first cited fact: {median(each.milliseconds for each in verdicts):.0f} ms (median)")


if __name__ == "__main__":
    typer.run(main)
