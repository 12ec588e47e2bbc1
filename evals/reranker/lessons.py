"""The lessons that the reranker is trained on: questions, the sentences of a text, those that answer.

A file of `lessons` is a text of our own invention and questions about it:

    doc: name
    lang: zh
    title: …
    # a heading
    1 A sentence.
    2 | or a row | of a table
    ? en 1,2 : a question that either sentence answers
    ? zh - : a question that none answers
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

LESSONS = Path(__file__).parent / "lessons"
KEPT_BACK = 12
"""Every so many texts, one is not trained on, but measured on."""
_QUESTION = re.compile(r"\? (\w\w) (-|\d+(?:,\d+)*) : (.+)")
_SENTENCE = re.compile(r"(\d+) (.+)")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence and the heading it stands under, empty where there is none."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class Lesson:
    """A question and sentences; `answers` are the positions of those that answer it, none if empty.

    `kept_back` lessons are for measuring.
    """

    question: str
    language: str
    sentences: tuple[Sentence, ...]
    answers: tuple[int, ...]
    sentences_language: str
    kept_back: bool = False


def read_lessons(folder: Path = LESSONS) -> list[Lesson]:
    """Read the lessons of every text of a folder, in order. Raises OSError and ValueError."""
    found = []
    for number, path in enumerate(sorted(folder.glob("*.txt")), start=1):
        found += list(_of_text(path, number % KEPT_BACK == 0))
    return found


def _of_text(path: Path, kept_back: bool) -> Iterator[Lesson]:
    heading = language = ""
    sentences: list[Sentence] = []
    asked: list[tuple[str, str, str]] = []
    for line in filter(None, map(str.strip, path.read_text("utf-8").splitlines())):
        if line.startswith("# "):
            heading = line.removeprefix("# ")
        elif question := _QUESTION.fullmatch(line):
            asked.append((question[1], question[2], question[3]))
        elif sentence := _SENTENCE.fullmatch(line):
            sentences.append(Sentence(heading, sentence[2]))
        elif line.startswith("lang: "):
            language = line.removeprefix("lang: ")
        elif not line.startswith(("doc: ", "title: ")):
            raise ValueError(f"{path.name}: {line!r} is no heading, numbered sentence or question")
    for of, numbers, text in asked:
        answers = () if numbers == "-" else tuple(int(each) - 1 for each in numbers.split(","))
        if any(not 0 <= each < len(sentences) for each in answers):
            raise ValueError(f"{path.name}: {text!r} is answered by {numbers} of {len(sentences)} sentences")
        yield Lesson(text, of, tuple(sentences), answers, language, kept_back)
