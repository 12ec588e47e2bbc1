"""What is trained of the reranker, in PyTorch: `index.reranker.weights.Weights`, for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from evals.reranker.layers import Layer
from index.embedding.e5_onnx import LAYERS_BELOW, Tensors
from index.reranker.weights import Weights

TOKEN = 128
"""Numbers that a token is compared by."""
COUNTS = (30.0, 12.0, 3.0, 10.0, 39.5)
"""What each part counts at first: about what turns usual differences of cosines into odds."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Texts as the encoders read them: vectors of the second (texts, 512), and of each text the states
    of its tokens below e5's last layers.
    """

    use: Tensor
    below: tuple[Tensor, ...]

    def some(self, at: Sequence[int]) -> Encoded:
        """Return those of some texts."""
        return Encoded(self.use[torch.tensor(at)], tuple(self.below[each] for each in at))


class Network(nn.Module):
    """e5's last layers, the matrices and counts; every matrix begins as one that changes nothing, or keeps
    angles.
    """

    def __init__(self, weights: Tensors, use: int, dropout: float = 0.1) -> None:
        super().__init__()
        e5 = weights.sizes.hidden
        self.layers = nn.ModuleList(
            Layer(weights, f"l{at}", dropout) for at in range(LAYERS_BELOW, weights.sizes.layers)
        )
        self.e5, self.use, self.heading = (nn.Parameter(torch.eye(size)) for size in (e5, use, e5))
        self.asked = nn.Parameter(nn.init.orthogonal_(torch.empty(TOKEN, e5)))
        self.read = nn.Parameter(self.asked.detach().clone())
        self.weight = nn.Parameter(torch.zeros(e5 + 1))
        self.counts = nn.Parameter(torch.tensor(COUNTS))
        self.dropout = dropout

    def forward(self, questions: Encoded, sentences: Encoded, headings: Tensor) -> Tensor:
        """Return the log odds of each sentence for each question, (questions, sentences)."""
        asked, held = self._states(questions.below)
        states, tokens = self._states(sentences.below)
        weight = (asked @ self.weight[:-1] + self.weight[-1]).masked_fill(~held, -1e4).softmax(1)
        near = self._nearest(self._tokens(asked, self.asked), self._tokens(states, self.read), tokens)
        mean = _mean(asked, held)
        parts = [
            self._turned(mean, self.e5) @ _mean(states, tokens).T,
            self._turned(questions.use, self.use) @ sentences.use.T,
            self._turned(mean, self.heading) @ headings.T,
            (near * weight[:, :, None]).sum(1),
        ]
        odds = torch.stack(parts, 2) @ self.counts[:4]
        return torch.as_tensor(odds - self.counts[4])

    def bent(self) -> Tensor:
        """Return how far the square matrices are from changing nothing, to be kept small."""
        return torch.stack(
            [(each - torch.eye(len(each))).square().sum() / len(each) for each in self.square()]
        ).sum()

    def square(self) -> tuple[nn.Parameter, ...]:
        """Return the matrices for whole vectors."""
        return self.e5, self.use, self.heading

    def weights(self) -> Weights:
        """Return what was learned."""
        held = {name: each.detach().numpy() for name, each in self.named_parameters(recurse=False)}
        layers = [each.tensors() for each in self.layers if isinstance(each, Layer)]
        return Weights(**held, layers={name: one for each in layers for name, one in each.items()})

    def _states(self, below: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
        """Return the states of texts, (texts, tokens, 384), padded to the longest, and which are tokens."""
        padded = nn.utils.rnn.pad_sequence([each.float() for each in below], batch_first=True)
        lengths = torch.tensor(np.array([len(each) for each in below]))
        held = torch.arange(padded.shape[1]) < lengths[:, None]
        for layer in self.layers:
            padded = layer(padded, held)
        return padded, held

    def _turned(self, rows: Tensor, matrix: Tensor) -> Tensor:
        return functional.normalize(self._dropped(rows) @ matrix.T, dim=1)

    def _tokens(self, states: Tensor, matrix: Tensor) -> Tensor:
        return functional.normalize(self._dropped(states) @ matrix.T, dim=-1)

    def _nearest(self, asked: Tensor, read: Tensor, held: Tensor) -> Tensor:
        """Return for each token of each question how near the nearest of each sentence is."""
        near = asked.flatten(0, 1) @ read.flatten(0, 1).T
        near = near.view(*asked.shape[:2], *read.shape[:2])
        return near.masked_fill(~held, -2.0).amax(3)

    def _dropped(self, values: Tensor) -> Tensor:
        return functional.dropout(values, self.dropout, self.training)


def _mean(states: Tensor, held: Tensor) -> Tensor:
    """Return the mean of the states of each text's tokens as a unit vector."""
    return functional.normalize((states * held[:, :, None]).sum(1), dim=1)
