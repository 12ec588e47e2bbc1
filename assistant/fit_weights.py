"""How much each sign counts that a sentence answers a question, and how sure the best one is.

The weights were fitted by maximum likelihood of the sentence that holds the evidence among all candidates of
its question (conditional logit, L2 of 0.01, coverage set to 1; `outdated` set by hand). UNREAD: on 292
questions about two collections in six languages; on either half alone the weights differ by less than a third
of the largest. RANK: on 701 questions about fifteen collections, among them those that no sentence answers,
for which `none of them` is one more candidate.
STRENGTH decides whether the best sentence is quoted as the answer; it leaves out what compares sentences
with each other only.
"""

from __future__ import annotations

UNREAD = {
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
"""Weights of the signs of `assistant.fit.Signs` where the reranker has not read the sentences."""

RANK = {
    "coverage": 1.0,
    "wording": 2.16,
    "passage": 0.95,
    "kind": 0.58,
    "aside": -0.51,
    "other": -0.66,
    "form": 0.15,
    "outdated": -0.5,
    "answer": 0.29,
}
"""Weights of the signs where it has."""

NONE = 0.97
"""The score of `none of them`, by RANK."""

SCALE, SCALE_UNREAD = 1.38, 2.3
"""What a unit of a score is worth in the fitted models, in logits."""

STRENGTH = {"wording": 0.5, "kind": 0.1, "aside": -0.25, "other": -0.25}
"""Weights on top of coverage, which counts one."""
