"""How much each sign counts that a sentence answers a question, and how sure the best one is.

RANK was fitted by maximum likelihood of the sentence that holds the evidence among all candidates of
its question (conditional logit, L2 of 0.01, coverage set to 1), on 292 questions about two collections
in six languages; fitted on either half alone, the weights differ by less than a third of the largest.
`outdated` was set by hand.
STRENGTH decides whether the best sentence is quoted as the answer; it leaves out what compares sentences
with each other only.
"""

from __future__ import annotations

RANK = {
    "coverage": 1.0,
    "wording": 0.21,
    "meaning": 0.14,
    "passage": 0.52,
    "kind": 0.53,
    "aside": -0.33,
    "other": -0.49,
    "form": -0.24,
    "outdated": -0.5,
}
"""Weights of the signs of `assistant.fit.Signs`, on the scale of its coverage."""

SCALE = 2.3
"""What a unit of those weights is worth in the fitted model, in logits."""

STRENGTH = {"wording": 0.5, "kind": 0.1, "aside": -0.25, "other": -0.25}
"""Weights on top of coverage, which counts one."""
