"""Writes the sample corpus, `evals/corpus/`, from the Markdown in `evals/sources/`.

    python -m evals.write_corpus [NAME ...]

A source is named after the file it becomes (`CL-26-031-E.pdf.md` → `CL-26-031-E.pdf`). It may hold
headings, paragraphs, `**bold**`, `- ` items and pipe tables; in a presentation `## ` begins a slide, in a
workbook a sheet, and a message begins with its headers. PDF files are printed by Chromium.
"""

from __future__ import annotations

import sys
from pathlib import Path

from evals.corpus_formats import WRITERS

SOURCES = Path(__file__).with_name("sources")
CORPUS = Path(__file__).with_name("corpus")
LANGUAGE_OF_LETTER = {"C": "zh", "E": "en", "F": "fr", "S": "es", "R": "ru", "A": "ar"}


def write(source: Path, folder: Path) -> Path:
    """Write the document of one source into `folder` and return its path."""
    target = folder / source.name.removesuffix(".md")
    language = LANGUAGE_OF_LETTER[target.stem[-1]]
    WRITERS[target.suffix](source.read_text("utf-8"), target, language)
    return target


def main(names: list[str]) -> None:
    """Write the named documents, or all of them."""
    CORPUS.mkdir(exist_ok=True)
    for source in sorted(SOURCES.glob("*.md")):
        if not names or source.name.removesuffix(".md") in names:
            sys.stdout.write(f"{write(source, CORPUS).name}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
