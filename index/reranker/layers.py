"""The last layers of e5 as they were trained for the reranker."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from index.embedding.e5_int8 import in_threads
from index.embedding.e5_onnx import last_layers
from index.embedding.e5_weights import Sizes, Tensor
from index.embedding.embedder import Vectors


@dataclass(frozen=True, slots=True)
class Tensors:
    """Weights by name, `l9.q.w` (out, in) and the like, in a network of these sizes."""

    sizes: Sizes
    held: Mapping[str, Vectors]

    def tensor(self, name: str) -> Tensor:
        """Return a tensor, flat. Raises KeyError for a name that is not there."""
        return self.held[name].reshape(-1)


class LastLayers:
    """Reads on from the states that the layers below give; safe to use from any number of threads."""

    def __init__(self, sizes: Sizes, held: Mapping[str, Vectors]) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        model = last_layers(Tensors(sizes, held)).SerializeToString()
        self._session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])

    def states(self, below: Sequence[Vectors]) -> list[Vectors]:
        """Return the states of each text's tokens, (tokens, 384), from those of the layers below."""
        found = list(below)

        def run(batch: Sequence[int]) -> None:
            for place in batch:
                (states,) = self._session.run(["states"], {"below": below[place][None]})
                found[place] = np.asarray(states[0], dtype=np.float32)

        in_threads(run, [[place] for place in range(len(found))])
        return found
