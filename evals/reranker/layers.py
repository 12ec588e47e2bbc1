"""A layer of e5 in PyTorch, to be trained; what it computes is what `index.embedding.e5_onnx` builds."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from index.embedding.e5_onnx import Tensors
from index.embedding.embedder import Vectors

_LINEAR, _NORMS = ("q", "k", "v", "ao", "fi", "fo"), ("aln", "oln")


class Layer(nn.Module):
    """Self-attention and a feed-forward network, each with a residual connection and a norm after it."""

    def __init__(self, weights: Tensors, name: str, dropout: float = 0.1) -> None:
        super().__init__()
        self.name, self.dropout, self.heads = name, dropout, weights.sizes.heads
        self.linear = nn.ModuleDict({part: _linear(weights, f"{name}.{part}") for part in _LINEAR})
        self.norms = nn.ModuleDict({part: _norm(weights, f"{name}.{part}") for part in _NORMS})

    def forward(self, states: Tensor, held: Tensor) -> Tensor:
        """Return the states after this layer, (texts, tokens, 384); `held` says which are tokens."""
        shape = (*states.shape[:2], self.heads, states.shape[2] // self.heads)

        def heads(part: str) -> Tensor:
            return torch.as_tensor(self.linear[part](states)).view(shape).transpose(1, 2)

        mixed = functional.scaled_dot_product_attention(
            heads("q"), heads("k"), heads("v"), attn_mask=held[:, None, None, :]
        )
        attended = self.linear["ao"](mixed.transpose(1, 2).reshape(states.shape))
        states = self.norms["aln"](states + self._dropped(attended))
        inner = self.linear["fo"](functional.gelu(self.linear["fi"](states)))
        return torch.as_tensor(self.norms["oln"](states + self._dropped(inner)))

    def tensors(self) -> dict[str, Vectors]:
        """Return what was learned by the names of `index.embedding.e5_weights`."""
        found = {}
        for part, module in (*self.linear.items(), *self.norms.items()):
            for suffix, value in (("w", module.weight), ("b", module.bias)):
                found[f"{self.name}.{part}.{suffix}"] = torch.as_tensor(value).detach().numpy()
        return found

    def _dropped(self, values: Tensor) -> Tensor:
        return functional.dropout(values, self.dropout, self.training)


def _linear(weights: Tensors, name: str) -> nn.Linear:
    bias = weights.tensor(f"{name}.b")
    matrix = weights.tensor(f"{name}.w").reshape(bias.size, -1)
    made = nn.Linear(matrix.shape[1], matrix.shape[0])
    made.weight.data, made.bias.data = torch.from_numpy(np.array(matrix)), torch.from_numpy(np.array(bias))
    return made


def _norm(weights: Tensors, name: str) -> nn.LayerNorm:
    made = nn.LayerNorm(weights.sizes.hidden, eps=weights.sizes.epsilon)
    for suffix, value in (("w", made.weight), ("b", made.bias)):
        value.data = torch.from_numpy(np.array(weights.tensor(f"{name}.{suffix}")))
    return made
