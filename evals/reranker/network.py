"""What is trained of the reranker, in PyTorch: `index.reranker.weights.Weights`, for many at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional

from index.reranker.weights import Weights

TOKEN = 128
"""Numbers that a token is compared by."""
COUNTS = (30.0, 12.0, 3.0, 10.0, 39.5)
"""What each part counts at first: about what turns usual differences of cosines into odds."""


@dataclass(frozen=True, slots=True)
class Encoded:
    """Texts as the encoders read them: vectors (texts, …), and the states of each text's tokens."""

    e5: Tensor
    use: Tensor
    states: tuple[Tensor, ...]

    def some(self, at: Sequence[int]) -> Encoded:
        """Return those of some texts."""
        chosen = torch.tensor(at)
        return Encoded(self.e5[chosen], self.use[chosen], tuple(self.states[each] for each in at))


class Network(nn.Module):
    """The matrices and counts; every matrix begins as one that changes nothing, or keeps angles."""

    def __init__(self, e5: int, use: int, dropout: float = 0.1) -> None:
        super().__init__()
        self.e5, self.use, self.heading = (nn.Parameter(torch.eye(size)) for size in (e5, use, e5))
        self.asked = nn.Parameter(nn.init.orthogonal_(torch.empty(TOKEN, e5)))
        self.read = nn.Parameter(self.asked.detach().clone())
        self.weight = nn.Parameter(torch.zeros(e5 + 1))
        self.counts = nn.Parameter(torch.tensor(COUNTS))
        self.dropout = dropout

    def forward(self, questions: Encoded, sentences: Encoded, headings: Tensor) -> Tensor:
        """Return the log odds of each sentence for each question, (questions, sentences)."""
        asked, held = _padded(questions.states)
        weight = (asked @ self.weight[:-1] + self.weight[-1]).masked_fill(~held, -1e4).softmax(1)
        near = self._nearest(self._tokens(asked, self.asked), sentences.states)
        parts = [
            self._turned(questions.e5, self.e5) @ sentences.e5.T,
            self._turned(questions.use, self.use) @ sentences.use.T,
            self._turned(questions.e5, self.heading) @ headings.T,
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
        return Weights(**{name: each.detach().numpy() for name, each in self.named_parameters()})

    def _turned(self, rows: Tensor, matrix: Tensor) -> Tensor:
        return functional.normalize(self._dropped(rows) @ matrix.T, dim=1)

    def _tokens(self, states: Tensor, matrix: Tensor) -> Tensor:
        return functional.normalize(self._dropped(states) @ matrix.T, dim=-1)

    def _nearest(self, asked: Tensor, sentences: Sequence[Tensor]) -> Tensor:
        """Return for each token of each question how near the nearest of each sentence is."""
        states, held = _padded(sentences)
        read = self._tokens(states, self.read)
        near = asked.flatten(0, 1) @ read.flatten(0, 1).T
        near = near.view(*asked.shape[:2], *read.shape[:2])
        return near.masked_fill(~held, -2.0).amax(3)

    def _dropped(self, values: Tensor) -> Tensor:
        return functional.dropout(values, self.dropout, self.training)


def _padded(states: Sequence[Tensor]) -> tuple[Tensor, Tensor]:
    """Return states (texts, tokens, 384), padded to the longest, and which are tokens."""
    padded = nn.utils.rnn.pad_sequence([each.float() for each in states], batch_first=True)
    lengths = torch.tensor(np.array([len(each) for each in states]))
    return padded, torch.arange(padded.shape[1]) < lengths[:, None]
