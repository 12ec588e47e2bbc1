"""A world of invented conferences whose truth is known: its documents, and questions about them.

    python -m evals.universe --seed 1 --documents 200 --questions 2000 --out runs/universe

How things are said stands in the tables beside these modules, not in their code: `phrasings-*.tsv`
for the statements of documents, `held-back-*.tsv` for those that are used only for scoring.
"""

from __future__ import annotations

from evals.universe.documents import Paper, papers, write
from evals.universe.questions import Query, queries
from evals.universe.world import Conference, World, make

__all__ = ["Conference", "Paper", "Query", "World", "make", "papers", "queries", "write"]
