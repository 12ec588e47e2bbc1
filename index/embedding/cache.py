"""Files that can be made again, in the user's cache directory."""

from __future__ import annotations

import logging
import os
import tempfile
import zipfile
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np

Arrays = dict[str, np.ndarray[Any, Any]]
_log = logging.getLogger(__name__)


def cache_folder() -> Path:
    """Return `RAPPORTEUR_CACHE`, or `rapporteur` in the user's cache directory."""
    chosen = os.environ.get("RAPPORTEUR_CACHE")
    if chosen:
        return Path(chosen)
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rapporteur"


def cached_arrays(name: str, make: Callable[[], Arrays]) -> Arrays:
    """Return the arrays kept under `name`, or make and keep them; a damaged file is made again."""
    path = cache_folder() / name
    try:
        return load_arrays(path)
    except FileNotFoundError:
        pass
    except (OSError, ValueError, zipfile.BadZipFile) as error:
        _log.warning("%s can't be read and is made again: %s", path, error)
    made = make()
    try:
        save_arrays(path, made)
    except OSError as error:
        _log.warning("%s can't be written and will be made again: %s", path, error)
    return made


def load_arrays(path: Path, names: Sequence[str] | None = None) -> Arrays:
    """Read arrays of an `.npz` file: all, or those named.

    Raises OSError, ValueError, BadZipFile, and KeyError for a name that it does not have.
    """
    try:
        with np.load(path, allow_pickle=False) as stored:
            return {key: stored[key] for key in (stored.files if names is None else names)}
    except EOFError as error:
        raise ValueError(f"{path} is empty") from error


def save_arrays(path: Path, arrays: Arrays) -> None:
    """Write an `.npz` file, in one step for whoever reads it. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, **arrays)  # type: ignore[arg-type]
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
