"""How much each sign counts that a sentence answers a question, and how sure the best one is.

The weights were fitted by maximum likelihood of the sentence that holds the evidence among all candidates of
its question (conditional logit, L2 of 0.01, coverage set to 1; `outdated` set by hand). UNREAD: on 292
questions about two collections in six languages; on either half alone the weights differ by less than a third
of the largest. RANK: on half of 2,081 questions about nineteen collections, among them those that no
sentence answers, for which `none of them` is one more candidate.
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
    "wording": 2.79,
    "passage": 0.96,
    "kind": 0.42,
    "aside": -0.64,
    "other": -1.17,
    "form": 0.26,
    "outdated": -0.5,
    "answer": 0.32,
}
"""Weights of the signs where it has."""

NONE = -0.04
"""The score of `none of them`, by RANK."""

SCALE, SCALE_UNREAD = 1.03, 2.3
"""What a unit of a score is worth in the fitted models, in logits."""

STRENGTH = {"wording": 0.5, "kind": 0.1, "aside": -0.25, "other": -0.25}
"""Weights on top of coverage, which counts one."""
