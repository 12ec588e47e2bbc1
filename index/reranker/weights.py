"""The trained weights of the reranker, and the score that they give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path

import numpy as np

from index.embedding.cache import Arrays, load_arrays, save_arrays
from index.embedding.embedder import Vectors, unit_rows

FILE = Path(__file__).parent / "weights.npz"


@dataclass(frozen=True, slots=True)
class Weights:
    """Matrices (out, in) for the vectors of a question and for tokens, and what each part counts.

    `e5` (384, 384), `use` (512, 512) and `heading` (384, 384) turn a question's vectors,
    `asked` and `read` (128, 384) the states of the question's tokens and of a sentence's; `weight`
    (385,) weighs a token of the question by its state, its last number added. `counts` (5,) is what
    the cosines of e5, of the second encoder, of the heading and of the tokens count, and what is
    taken off in the end. `layers` are the last layers of e5, by name, matrices (out, in).
    """

    e5: Vectors
    use: Vectors
    heading: Vectors
    asked: Vectors
    read: Vectors
    weight: Vectors
    counts: Vectors
    layers: Mapping[str, Vectors]

    def question(self, states: Vectors, other: Vectors) -> Asked:
        """Return a question by its tokens' states (tokens, 384) and its vector by the second encoder."""
        mean = mean_of(states)
        weight = states @ self.weight[:-1] + self.weight[-1]
        weight = np.exp(weight - weight.max())
        return Asked(
            self,
            unit_rows(self.e5 @ mean),
            unit_rows(self.use @ other),
            unit_rows(self.heading @ mean),
            unit_rows(states @ self.asked.T),
            weight / weight.sum(),
        )

    def sentence(self, states: Vectors) -> Vectors:
        """Return the tokens of a sentence as they are compared, (tokens, 128)."""
        return unit_rows(states @ self.read.T)

    def save(self, path: Path = FILE) -> None:
        """Write the weights, matrices in half precision, those of the layers in 8 bits. Raises OSError."""
        arrays: Arrays = {name: np.asarray(getattr(self, name)) for name in _MATRICES}
        arrays = {k: v.astype(np.float16 if v.ndim == 2 else np.float32) for k, v in arrays.items()}
        for name, tensor in self.layers.items():
            if tensor.ndim < 2:
                arrays[name] = tensor.astype(np.float32)
                continue
            scale = np.maximum(np.abs(tensor).max(axis=1), 1e-9) / 127.0
            arrays[name] = np.round(tensor / scale[:, None]).astype(np.int8)
            arrays[f"{name}{_SCALE}"] = scale.astype(np.float32)
        save_arrays(path, arrays)


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, ready to be compared: unit vectors, tokens (tokens, 128) and the weights of these."""

    weights: Weights
    e5: Vectors
    use: Vectors
    heading: Vectors
    tokens: Vectors
    weight: Vectors

    def score(self, e5: Vectors, use: Vectors, heading: Vectors, tokens: Vectors) -> float:
        """Return the log odds that a sentence with these vectors and tokens answers."""
        nearest = (self.tokens @ tokens.T).max(axis=1)
        parts = np.array([self.e5 @ e5, self.use @ use, self.heading @ heading, self.weight @ nearest, -1.0])
        return float(parts @ self.weights.counts)


@cache
def trained(path: Path = FILE) -> Weights:
    """Read the weights that come with the project. Raises OSError and KeyError."""
    arrays = load_arrays(path)
    layers = {
        name: held.astype(np.float32) * arrays[f"{name}{_SCALE}"][:, None] if held.dtype == np.int8 else held
        for name, held in arrays.items()
        if name not in _MATRICES and not name.endswith(_SCALE)
    }
    return Weights(**{name: arrays[name].astype(np.float32) for name in _MATRICES}, layers=layers)


def mean_of(states: Vectors) -> Vectors:
    """Return the mean of the states of a text's tokens as a unit vector."""
    return unit_rows(states.mean(axis=0))


_SCALE = ".scale"
"""What the name of a matrix's scales ends in: 8 bits, with a scale an output."""
_MATRICES = tuple(field.name for field in fields(Weights) if field.name != "layers")
