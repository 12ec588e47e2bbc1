"""Indexes of any size whose texts and vectors are drawn, not embedded.

Texts are words of invented vocabularies in six languages, as frequent as Zipf's law has it. A
passage's vector lies between those of two everyday questions of its language, with noise, so
that vectors of one language lie together as an encoder's do.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from index.catalogue import Catalogue
from index.embedding import Embedder, Symmetric, Vectors, Warmed, unit_rows
from index.profile import terms_of
from index.typical import typical_questions
from ingest.documents import Document, Passage, content_id, passage_id

PER_DOCUMENT = 100
WORDS = 60
VOCABULARY = 30_000
NOISE = 0.6
# Letters of the invented words, and how many documents in a hundred are in the language.
LANGUAGES = {
    "en": ("bcdfglmnprst aeiou", 40),
    "zh": ("", 30),
    "fr": ("bcdflmnprstv aeioué", 8),
    "es": ("bcdflmnprstv aeiouó", 8),
    "ru": ("бвгдклмнпрст аеиоу", 7),
    "ar": ("بتجدرسشعفقلمن اوي", 7),
}


class Drawn:
    """An encoder whose questions are embedded and whose passages are drawn."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self.name, self.dimension = embedder.name, embedder.dimension
        self.fingerprint = embedder.fingerprint
        if isinstance(embedder, Symmetric):
            self.symmetric = embedder.symmetric

    def warm(self) -> None:
        """Make the encoder ready for questions."""
        if isinstance(self._embedder, Warmed):
            self._embedder.warm()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Draw vectors for many texts; embed a few, as a search does with a question's words."""
        if len(texts) <= 64:
            return self._embedder.embed_passages(texts)
        random = np.random.default_rng(len(texts))
        return unit_rows(random.normal(size=(len(texts), self.dimension)).astype(np.float32))

    def embed_query(self, text: str) -> Vectors:
        """Embed a question."""
        return self._embedder.embed_query(text)


def build(folder: Path, passages: int, embedders: Sequence[Embedder]) -> None:
    """Fill a catalogue with passages; the same ones for the same number."""
    random = np.random.default_rng(passages)
    words = {language: _vocabulary(language, letters) for language, (letters, _) in LANGUAGES.items()}
    around = {
        (each.name, language): np.stack([each.embed_query(question) for question in questions])
        for each in embedders
        for language, questions in typical_questions().items()
    }
    shares = np.array([share for _, share in LANGUAGES.values()]) / 100
    with Catalogue.open(folder, write=True) as catalogue:
        for number in range(-(-passages // PER_DOCUMENT)):
            language = str(random.choice(list(LANGUAGES), p=shares))
            count = min(PER_DOCUMENT, passages - number * PER_DOCUMENT)
            texts = _texts(random, words[language], count, "" if language == "zh" else " ")
            document, made = _document(f"{passages}/{number}", language, texts)
            vectors = {each.name: between(random, around[each.name, language], count) for each in embedders}
            catalogue.put(
                document,
                made,
                vectors,
                lexical_terms={each.id: " ".join(terms_of(each)) for each in made},
                fingerprints={each.name: each.fingerprint for each in embedders},
                sentences={each.name: _sentences(random, vectors[each.name]) for each in embedders},
            )


def changed_document(number: int) -> tuple[Document, list[Passage]]:
    """Return a document of 20 passages, another one for another number."""
    random = np.random.default_rng(number % 1_000_003)
    return _document(
        f"changed/{number}", "en", _texts(random, _vocabulary("en", LANGUAGES["en"][0]), 20, " ")
    )


def questions(language_words: int = 3) -> list[str]:
    """Return the everyday questions of all languages, each with invented words that passages have."""
    asked = []
    for language, everyday in typical_questions().items():
        words = _vocabulary(language, LANGUAGES[language][0])
        for number, question in enumerate(everyday):
            rare = [words[(number + 1) * 37 * each % len(words)] for each in range(1, language_words + 1)]
            asked.append(f"{question} {' '.join(rare)}")
    order = np.random.default_rng(0).permutation(len(asked))
    return [asked[each] for each in order]


def _vocabulary(language: str, letters: str) -> list[str]:
    random = np.random.default_rng(sum(map(ord, language)))
    if not letters:
        codes = random.integers(0x4E00, 0x8FFF, size=(2 * VOCABULARY, 2))
        return list(dict.fromkeys(chr(first) + chr(second) for first, second in codes))[:VOCABULARY]
    consonants, vowels = letters.split()
    found: dict[str, None] = {}
    while len(found) < VOCABULARY:
        syllables = random.integers(2, 5)
        found[
            "".join(
                consonants[random.integers(len(consonants))] + vowels[random.integers(len(vowels))]
                for _ in range(syllables)
            )
        ] = None
    return list(found)


def _texts(random: np.random.Generator, words: list[str], count: int, joint: str) -> list[str]:
    # Zipf's law: the n-th word is drawn in proportion to 1/n.
    ranks = np.exp(random.random((count, WORDS)) * np.log(len(words))).astype(int) - 1
    years = random.integers(1990, 2030, size=count)
    return [
        joint.join(words[each] for each in row) + f" {year}" for row, year in zip(ranks, years, strict=True)
    ]


def _document(name: str, language: str, texts: Sequence[str]) -> tuple[Document, list[Passage]]:
    document = Document(content_id(name.encode()), name, "\n".join(texts), language=language)
    made, start = [], 0
    for ordinal, text in enumerate(texts):
        end = start + len(text)
        made.append(
            Passage(passage_id(document.id, start, end), document.id, ordinal, start, end, text, language)
        )
        start = end + 1
    return document, made


def _sentences(random: np.random.Generator, vectors: Vectors) -> list[Vectors]:
    noise = random.normal(scale=NOISE / np.sqrt(vectors.shape[1]), size=(len(vectors), 5, vectors.shape[1]))
    return list(unit_rows(vectors[:, None, :] + noise.astype(np.float32)))


def between(random: np.random.Generator, points: Vectors, count: int) -> Vectors:
    """Draw unit vectors, each between two of the `points`, with noise."""
    first, second = random.integers(len(points), size=(2, count))
    share = random.random((count, 1)).astype(np.float32)
    noise = random.normal(scale=NOISE / np.sqrt(points.shape[1]), size=(count, points.shape[1]))
    return unit_rows(share * points[first] + (1 - share) * points[second] + noise.astype(np.float32))
