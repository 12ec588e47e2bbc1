"""The middle of each language's questions in an encoder's space, from a few everyday questions.

Questions of one language lie together in the space of a multilingual encoder, away from those
of another. Taking their mean from a question leaves what it asks rather than what it is written
in, which is worth several points where the answer is in another language.
"""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

import numpy as np

from index.embedding import Embedder, Vectors
from index.embedding.cache import cached_arrays
from index.lexical import query_terms


@lru_cache(maxsize=1)
def typical_questions() -> dict[str, tuple[str, ...]]:
    """Return the same everyday questions by language."""
    found: dict[str, list[str]] = {}
    for line in Path(__file__).with_name("typical_questions.tsv").read_text("utf-8").splitlines():
        language, question = line.split("\t")
        found.setdefault(language, []).append(question)
    return {language: tuple(questions) for language, questions in found.items()}


def question_centres(embedder: Embedder) -> dict[str, Vectors]:
    """Return the mean question vector by language, and of all of them under `und`.

    They are computed once an encoder, and kept in the user's cache.
    """
    questions = typical_questions()
    digest = hashlib.sha256(f"{embedder.fingerprint}\n{questions}".encode()).hexdigest()[:16]
    return cached_arrays(f"questions-{embedder.name}-{digest}.npz", lambda: _centres(embedder))


def word_centres(encoder: Embedder) -> dict[str, Vectors]:
    """Return the mean vector of the words of everyday questions by language, and `und` as above."""
    questions = typical_questions()
    digest = hashlib.sha256(f"{encoder.fingerprint}\n{questions}".encode()).hexdigest()[:16]
    return cached_arrays(f"words-{encoder.name}-{digest}.npz", lambda: _word_centres(encoder))


def _word_centres(encoder: Embedder) -> dict[str, Vectors]:
    means = {
        language: encoder.embed_passages(sorted({w for q in questions for w in query_terms(q)})).mean(axis=0)
        for language, questions in typical_questions().items()
    }
    means["und"] = np.mean(list(means.values()), axis=0)
    return {language: np.asarray(mean, dtype=np.float32) for language, mean in means.items()}


def _centres(embedder: Embedder) -> dict[str, Vectors]:
    means = {
        language: np.mean([embedder.embed_query(question) for question in questions], axis=0)
        for language, questions in typical_questions().items()
    }
    means["und"] = np.mean(list(means.values()), axis=0)
    return {language: np.asarray(mean, dtype=np.float32) for language, mean in means.items()}
