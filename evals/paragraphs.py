"""Parallel paragraphs in two languages and questions about them, as XQuAD gives them, as an index."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from index.catalogue import Catalogue
from index.embedding import Embedder
from index.indexing import index_passages
from ingest.documents import Document, Passage, content_id, passage_id


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, its parallel one in the other language, and its passage's id."""

    id: str
    language: str
    text: str
    parallel: str

    @property
    def document_id(self) -> str:
        """The id of the document that the paragraph becomes."""
        return content_id(self.id.encode())

    @property
    def passage_id(self) -> str:
        """The id of the passage that the paragraph becomes."""
        return passage_id(self.document_id, 0, len(self.text))


@dataclass(frozen=True, slots=True)
class Question:
    """A question and the paragraph of its own language that answers it."""

    id: str
    language: str
    text: str
    paragraph: str


def read(folder: Path) -> tuple[dict[str, Paragraph], list[Question]]:
    """Read the paragraphs, by id, and the questions of a folder. Raises OSError and KeyError."""
    rows = list(_lines(folder / "corpus.jsonl"))
    languages = list(dict.fromkeys(row["lang"] for row in rows))
    by_language = [[row for row in rows if row["lang"] == language] for language in languages]
    if len(by_language) != 2 or len(by_language[0]) != len(by_language[1]):
        raise ValueError(
            f"{folder}: paragraphs of two languages, as many of each, are needed; has {languages}"
        )
    paragraphs = {}
    for pair in zip(*by_language, strict=True):
        for row, other in (pair, pair[::-1]):
            paragraphs[row["doc_id"]] = Paragraph(row["doc_id"], row["lang"], row["text"], other["doc_id"])
    questions = [
        Question(row["id"], row["lang"], row["question"], row["doc_id"])
        for row in _lines(folder / "questions.jsonl")
    ]
    return paragraphs, questions


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with path.open(encoding="utf-8") as file:
        yield from (json.loads(line) for line in file if line.strip())


def build(folder: Path, paragraphs: Mapping[str, Paragraph], embedders: Sequence[Embedder]) -> None:
    """Index each paragraph as a document of one passage."""
    made = []
    for paragraph in paragraphs.values():
        document = Document(paragraph.document_id, paragraph.id, paragraph.text, language=paragraph.language)
        passage = Passage(
            paragraph.passage_id,
            document.id,
            0,
            0,
            len(paragraph.text),
            paragraph.text,
            paragraph.language,
        )
        made.append((document, passage))
    indexed = index_passages([passage for _, passage in made], embedders)
    with Catalogue.open(folder, write=True) as catalogue:
        for row, (document, passage) in enumerate(made):
            catalogue.put(
                document,
                [passage],
                {name: matrix[row : row + 1] for name, matrix in indexed.vectors.items()},
                lexical_terms=indexed.lexical_terms,
                fingerprints=indexed.fingerprints,
                sentences={name: each[row : row + 1] for name, each in indexed.sentences.items()},
            )
