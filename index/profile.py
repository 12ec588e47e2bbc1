"""What an index holds of each language: a sample of its vectors, and its terms with theirs.

Derived from the catalogue and kept beside it in `retrieval.npz`, which may be deleted.
"""

from __future__ import annotations

import logging
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from index.catalogue import Catalogue
from index.embedding import Embedder, Vectors
from index.embedding.cache import Arrays, load_arrays, save_arrays
from index.lexical import EXACT, JOINT, stop_words, terms
from ingest.documents import Passage

FILE = "retrieval.npz"
SAMPLE = 400
MOST_TERMS = 40_000
_log = logging.getLogger(__name__)


@dataclass(slots=True)
class Terms:
    """The terms of one language: in how many passages each occurs, and its vector."""

    frequency: dict[str, int] = field(default_factory=dict)
    words: list[str] = field(default_factory=list)
    vectors: Vectors = field(default_factory=lambda: np.zeros((0, 0), dtype=np.float32))
    passages: int = 0
    length: int = 0

    @property
    def mean_length(self) -> float:
        """Mean number of terms of a passage."""
        return self.length / self.passages if self.passages else 1.0


@dataclass(slots=True)
class Profile:
    """Samples by (embedder, language), terms by language, and the documents they come from."""

    identity: str = ""
    documents: dict[str, int] = field(default_factory=dict)
    samples: dict[tuple[str, str], Vectors] = field(default_factory=dict)
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


def current_profile(catalogue: Catalogue, encoder: Embedder | None, *, save: bool = True) -> Profile:
    """Return the profile of the catalogue as it is now, brought up to date from what was kept.

    Only documents that are new are read; `encoder` embeds their new terms (without one, no
    terms are kept). With `save` the result is written for the next time, where that is possible.
    """
    path = catalogue.folder / FILE
    wanted = catalogue.document_revisions()
    kept = _load(path, _identity(catalogue, encoder))
    if kept.documents == wanted:
        return kept
    if set(kept.documents.items()) - set(wanted.items()):
        kept = Profile(identity=kept.identity, terms=kept.terms)
        for held in kept.terms.values():
            held.frequency, held.passages, held.length = {}, 0, 0
    new = [each for each in wanted if each not in kept.documents]
    _add_terms(kept, (passage for each in new for passage in catalogue.passages(each)))
    if encoder is not None:
        _embed_terms(kept, encoder)
    kept.samples = _samples(catalogue)
    kept.documents = wanted
    if save:
        try:
            save_arrays(path, _dump(kept))
        except OSError as error:
            _log.info("%s can't be written and will be made again: %s", path, error)
    return kept


def _identity(catalogue: Catalogue, encoder: Embedder | None) -> str:
    made_by = encoder.fingerprint if encoder else ""
    return f"1|{catalogue.meta('index_id')}|{made_by}|{sorted(catalogue.fingerprints().items())}"


def _add_terms(profile: Profile, passages: Iterable[Passage]) -> None:
    for passage in passages:
        held = profile.terms.setdefault(passage.language, Terms())
        found = terms_of(passage)
        held.passages += 1
        held.length += len(found)
        for term in set(found):
            held.frequency[term] = held.frequency.get(term, 0) + 1


def _embed_terms(profile: Profile, encoder: Embedder) -> None:
    for held in profile.terms.values():
        known = dict(zip(held.words, held.vectors, strict=True))
        common = Counter({t: n for t, n in held.frequency.items() if translatable(t)}).most_common(MOST_TERMS)
        held.words = sorted(term for term, _ in common)
        new = [word for word in held.words if word not in known]
        known |= dict(zip(new, encoder.embed_passages(new), strict=True))
        held.vectors = np.stack([known[word] for word in held.words]) if held.words else Terms().vectors


def _samples(catalogue: Catalogue) -> dict[tuple[str, str], Vectors]:
    """Return up to `SAMPLE` vectors of each language, evenly over the documents."""
    found: dict[tuple[str, str], list[Vectors]] = {}
    for embedder in catalogue.embedders():
        for _, _, languages, matrix in catalogue.vector_groups(embedder):
            for language in dict.fromkeys(languages):
                rows = matrix[[each == language for each in languages]]
                found.setdefault((embedder, language), []).append(rows)
    return {shelf: _even(np.concatenate(parts)) for shelf, parts in found.items()}


def _even(rows: Vectors) -> Vectors:
    if len(rows) <= SAMPLE:
        return rows
    chosen: Vectors = rows[np.linspace(0, len(rows) - 1, SAMPLE).astype(int)]
    return chosen


# The file ---------------------------------------------------------------------------------------


def _dump(profile: Profile) -> Arrays:
    arrays: Arrays = {
        "identity": np.array(profile.identity),
        "documents": np.array([f"{each}\t{revision}" for each, revision in profile.documents.items()]),
    }
    for (embedder, language), rows in profile.samples.items():
        arrays[f"sample/{embedder}/{language}"] = rows.astype(np.float16)
    for language, held in profile.terms.items():
        arrays[f"terms/{language}/words"] = _pack(held.words)
        arrays[f"terms/{language}/vectors"] = held.vectors.astype(np.float16)
        arrays[f"terms/{language}/all"] = _pack(held.frequency)
        arrays[f"terms/{language}/frequency"] = np.array(list(held.frequency.values()), dtype=np.int32)
        arrays[f"terms/{language}/size"] = np.array([held.passages, held.length])
    return arrays


def _load(path: Path, identity: str) -> Profile:
    try:
        arrays = load_arrays(path)
        if str(arrays["identity"]) != identity:
            return Profile(identity)
        return _parse(arrays, identity)
    except FileNotFoundError:
        return Profile(identity)
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        _log.warning("%s can't be read and is made again: %s", path, error)
        return Profile(identity)


def _parse(arrays: Arrays, identity: str) -> Profile:
    profile = Profile(identity)
    for line in arrays["documents"].tolist():
        document_id, revision = line.split("\t")
        profile.documents[document_id] = int(revision)
    for key, rows in arrays.items():
        kind, *rest = key.split("/")
        if kind == "sample":
            profile.samples[rest[0], rest[1]] = rows.astype(np.float32)
        elif kind == "terms" and rest[1] == "size":
            language = rest[0]
            frequency = arrays[f"terms/{language}/frequency"].tolist()
            profile.terms[language] = Terms(
                frequency=dict(zip(_unpack(arrays[f"terms/{language}/all"]), frequency, strict=True)),
                words=_unpack(arrays[f"terms/{language}/words"]),
                vectors=arrays[f"terms/{language}/vectors"].astype(np.float32),
                passages=int(rows[0]),
                length=int(rows[1]),
            )
    return profile


def _pack(words: Iterable[str]) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _unpack(packed: Sequence[int] | np.ndarray[tuple[int], np.dtype[np.uint8]]) -> list[str]:
    text = bytes(np.asarray(packed, dtype=np.uint8)).decode()
    return text.split("\n") if text else []
