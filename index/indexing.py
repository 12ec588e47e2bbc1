"""What is worked out of passages so that search finds them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from index.catalogue import Catalogue
from index.embedding import Embedder, Vectors
from index.profile import refresh_profile, terms_of
from index.sentences import sentence_texts
from ingest.documents import Passage

# Raised when passages are worked out into more or other than before: 2 added sentences.
INDEXING_VERSION = "2"


@dataclass(frozen=True, slots=True)
class Indexed:
    """What search needs of passages, in their order: as `Catalogue.put` takes it."""

    vectors: dict[str, Vectors]
    sentences: dict[str, list[Vectors]]
    lexical_terms: dict[str, str]
    fingerprints: dict[str, str]


def index_passages(passages: Sequence[Passage], embedders: Sequence[Embedder]) -> Indexed:
    """Embed passages (context and text) and their sentences by every encoder, and cut them into terms."""
    texts = [
        f"{passage.context}\n{passage.text}" if passage.context else passage.text for passage in passages
    ]
    pieces = [sentence_texts(passage.text) for passage in passages]
    vectors, sentences = {}, {}
    for embedder in embedders:
        vectors[embedder.name] = whole = embedder.embed_passages(texts)
        rows = embedder.embed_passages([each for piece in pieces for each in piece])
        ends = list(accumulate(len(piece) for piece in pieces))
        sentences[embedder.name] = [
            rows[end - len(piece) : end] if piece else whole[at : at + 1]
            for at, (piece, end) in enumerate(zip(pieces, ends, strict=True))
        ]
    return Indexed(
        vectors=vectors,
        sentences=sentences,
        lexical_terms={passage.id: " ".join(terms_of(passage)) for passage in passages},
        fingerprints={embedder.name: embedder.fingerprint for embedder in embedders},
    )


def prepare(catalogue: Catalogue, embedders: Sequence[Embedder]) -> None:
    """Bring what search keeps beside the catalogue up to date, after documents changed."""
    refresh_profile(catalogue, next((each for each in embedders if each.name == "use"), None))
