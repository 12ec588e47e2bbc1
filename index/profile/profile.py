"""What is known of an index's languages: samples of vectors, and terms."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

import numpy as np

from index.embedding import Steps, Vectors
from index.lexical import EXACT, JOINT, stop_words, terms
from index.sentences import Sentences
from ingest.documents import Passage


@dataclass(slots=True)
class Terms:
    """The terms of one language: in how many passages each occurs; `words`, sorted, have `vectors`."""

    frequency: dict[str, int] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    vectors: Steps = field(default_factory=lambda: np.zeros((0, 0), dtype=np.int16))
    passages: int = 0
    length: int = 0

    @property
    def mean_length(self) -> float:
        """Mean number of terms of a passage."""
        return self.length / self.passages if self.passages else 1.0


@dataclass(slots=True)
class Profile:
    """Samples of vectors and sentences by (embedder, language), terms by language, their documents.

    `names` counts the acronyms in brackets with the names before them; `gone` is the number of
    documents that are no longer there but still counted.
    """

    identity: str = ""
    documents: dict[str, int] = field(default_factory=dict)
    gone: int = 0
    names: Counter[tuple[str, str]] = field(default_factory=Counter)
    samples: dict[tuple[str, str], Vectors] = field(default_factory=dict)
    sentences: dict[tuple[str, str], Sentences] = field(default_factory=dict)
    terms: dict[str, Terms] = field(default_factory=dict)

    def languages(self) -> tuple[str, ...]:
        """Return the languages that the index has passages of."""
        return tuple(sorted(self.terms))


def terms_of(passage: Passage) -> list[str]:
    """Return the terms by which a passage is found: those of its context and its text."""
    return terms(f"{passage.context}\n{passage.text}" if passage.context else passage.text)


def translatable(term: str) -> bool:
    """Return whether a term may have a translation: a word, not a number, symbol or single character."""
    return (
        len(term) > 1
        and len(term) <= 30
        and not term.startswith(EXACT)
        and JOINT not in term
        and not term.isdigit()
        and term not in stop_words()
    )
