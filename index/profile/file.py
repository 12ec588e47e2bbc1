"""The profile beside the catalogue: `retrieval.npz`, which may be deleted."""

from __future__ import annotations

import logging
import zipfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np

from index.embedding import Steps, in_steps
from index.embedding.cache import Arrays, load_arrays, save_arrays
from index.profile.profile import Profile, Terms
from index.sentences import Sentences

FILE = "retrieval.npz"
_log = logging.getLogger(__name__)


def load(folder: Path, identity: str) -> Profile:
    """Return the profile that is kept, or an empty one where it is damaged or of something else."""
    path = folder / FILE
    try:
        if _identity(path) == identity:
            return _parse(load_arrays(path), identity)
    except FileNotFoundError:
        pass
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        _log.warning("%s can't be read and is made again: %s", path, error)
    return Profile(identity)


def documents(folder: Path, identity: str) -> dict[str, int]:
    """Return the documents, with their revisions, that the kept profile is of; none where there is none."""
    path = folder / FILE
    try:
        if _identity(path) == identity:
            return _documents(load_arrays(path, ("documents",)))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        _log.info("%s can't be read: %s", path, error)
    return {}


def save(folder: Path, profile: Profile) -> None:
    """Write the profile, in one step for whoever reads it; where that is impossible, say so in the log."""
    path = folder / FILE
    try:
        save_arrays(path, _dump(profile))
    except OSError as error:
        _log.info("%s can't be written and will be made again: %s", path, error)


def _identity(path: Path) -> str:
    return str(load_arrays(path, ("identity",))["identity"])


def _documents(arrays: Arrays) -> dict[str, int]:
    lines = (line.split("\t") for line in arrays["documents"].tolist())
    return {document_id: int(revision) for document_id, revision in lines}


def _dump(profile: Profile) -> Arrays:
    arrays: Arrays = {
        "identity": np.array(profile.identity),
        "documents": np.array([f"{each}\t{revision}" for each, revision in profile.documents.items()]),
        "gone": np.array(profile.gone),
        "names": _pack("\t".join(pair) for pair in profile.names),
        "names/count": np.array(list(profile.names.values()), dtype=np.int32),
    }
    for (embedder, language), rows in profile.samples.items():
        arrays[f"sample/{embedder}/{language}"] = rows.astype(np.float16)
    for (embedder, language), sentences in profile.sentences.items():
        arrays[f"sentences/{embedder}/{language}/rows"] = sentences.rows.astype(np.float16)
        arrays[f"sentences/{embedder}/{language}/starts"] = sentences.starts
    for language, held in profile.terms.items():
        arrays[f"terms/{language}/words"] = _pack(held.words)
        arrays[f"terms/{language}/steps"] = held.vectors
        arrays[f"terms/{language}/all"] = _pack(held.frequency)
        arrays[f"terms/{language}/frequency"] = np.array(list(held.frequency.values()), dtype=np.int32)
        arrays[f"terms/{language}/size"] = np.array([held.passages, held.length])
    return arrays


def _parse(arrays: Arrays, identity: str) -> Profile:
    pairs = [tuple(line.split("\t")) for line in _unpack(arrays["names"])]
    profile = Profile(identity, _documents(arrays), int(arrays["gone"]))
    profile.names = Counter(dict(zip(pairs, arrays["names/count"].tolist(), strict=True)))  # type: ignore[arg-type]
    for key, rows in arrays.items():
        kind, *rest = key.split("/")
        if kind == "sample":
            profile.samples[rest[0], rest[1]] = rows.astype(np.float32)
        elif kind == "sentences" and rest[2] == "starts":
            sample = arrays[key.removesuffix("starts") + "rows"].astype(np.float32)
            profile.sentences[rest[0], rest[1]] = Sentences(sample, rows)
        elif kind == "terms" and rest[1] == "size":
            language = rest[0]
            frequency = arrays[f"terms/{language}/frequency"].tolist()
            profile.terms[language] = Terms(
                frequency=dict(zip(_unpack(arrays[f"terms/{language}/all"]), frequency, strict=True)),
                words=_unpack(arrays[f"terms/{language}/words"]),
                vectors=_steps(arrays, language),
                passages=int(rows[0]),
                length=int(rows[1]),
            )
    return profile


def _steps(arrays: Arrays, language: str) -> Steps:
    """Return the vectors of a language's words, which older files have as half floats."""
    steps = arrays.get(f"terms/{language}/steps")
    return in_steps(arrays[f"terms/{language}/vectors"]) if steps is None else steps


def _pack(words: Iterable[str]) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return np.frombuffer("\n".join(words).encode(), dtype=np.uint8)


def _unpack(packed: np.ndarray[Any, np.dtype[Any]]) -> list[str]:
    text = np.asarray(packed, dtype=np.uint8).tobytes().decode()
    return text.split("\n") if text else []
