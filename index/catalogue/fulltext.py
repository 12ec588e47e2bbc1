"""Passages that hold a question's terms, ranked by the full-text index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from index.catalogue.reading import among

Connection = sqlite3.Connection
Language = TypeVar("Language", str, str | None)
RANKED_ROWS = 3_000


class Ranked(NamedTuple):
    """Rows of passages and their BM25 scores, above 0."""

    rows: NDArray[np.int64]
    scores: NDArray[np.float64]


def search(
    connection: Connection,
    wanted: Mapping[Language, Sequence[str]],
    k: int,
    document_ids: frozenset[str] | None,
) -> dict[Language, list[tuple[str, float]]]:
    """Return for each language (None: any) and its terms up to `k` (passage id, BM25 score), best first.

    Ranking takes 3–20 µs a row, so every term is ranked once for all languages, and common terms are
    left out once the rarer ones have `RANKED_ROWS`.
    """
    counts = frequencies(connection, [term for terms in wanted.values() for term in terms])
    telling = {language: _telling(terms, counts) for language, terms in wanted.items()}
    ranked = {
        term: _holding(connection, term)
        for term in dict.fromkeys(term for terms in telling.values() for term in terms)
    }
    known: dict[int, tuple[str, str] | None] = {}
    return {
        language: _best(connection, [ranked[term] for term in terms], k, document_ids, language, known)
        for language, terms in telling.items()
    }


def frequencies(connection: Connection, terms: Sequence[str]) -> dict[str, int]:
    """Return for each term how many passages hold it."""
    lower = {term: term.lower() for term in terms}
    found = connection.execute(
        "SELECT term, doc FROM vocabulary WHERE term IN (SELECT value FROM json_each(?))",
        [json.dumps(sorted(set(lower.values())))],
    )
    counts: dict[str, int] = dict(found.fetchall())
    return {term: counts.get(lower[term], 0) for term in terms}


def _telling(terms: Sequence[str], counts: Mapping[str, int]) -> list[str]:
    """Return the rarest terms, as many as can be ranked in time."""
    given = [term for term in dict.fromkeys(terms) if term.strip()]
    kept: list[str] = []
    rows = 0
    for term in sorted(given, key=lambda each: counts[each]):
        rows += counts[term]
        if kept and rows > RANKED_ROWS:
            break
        kept.append(term)
    return kept


def _holding(connection: Connection, term: str) -> Ranked:
    quoted = term.replace('"', '""')
    found = connection.execute(
        "SELECT rowid, -bm25(lexical) FROM lexical WHERE lexical MATCH ?", [f'"{quoted}"']
    ).fetchall()
    rows, scores = zip(*found, strict=True) if found else ((), ())
    return Ranked(np.array(rows, dtype=np.int64), np.array(scores, dtype=np.float64))


def _together(ranked: Sequence[Ranked]) -> Ranked:
    """Add up what each term gives, as BM25 of all of them does; best first, ties by row."""
    if not ranked:
        return Ranked(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.float64))
    rows, places = np.unique(np.concatenate([each.rows for each in ranked]), return_inverse=True)
    scores = np.zeros(len(rows), dtype=np.float64)
    np.add.at(scores, places, np.concatenate([each.scores for each in ranked]))
    order = np.argsort(-scores, kind="stable")
    return Ranked(rows[order], scores[order])


def _best(
    connection: Connection,
    by_term: Sequence[Ranked],
    k: int,
    document_ids: frozenset[str] | None,
    language: str | None,
    known: dict[int, tuple[str, str] | None],
) -> list[tuple[str, float]]:
    """Return the first `k` that are of the language and among the documents.

    `known` holds the id and language of the rows that were looked up, None for those of other documents.
    """
    # To look up what a row is of costs more than to rank it, so only the best are looked at.
    ranked = _together(by_term)
    condition, documents = among("document_id", document_ids)
    found: list[tuple[str, float]] = []
    start, some = 0, 4 * k
    while start < len(ranked.rows) and len(found) < k:
        rows = ranked.rows[start : start + some].tolist()
        new = [row for row in rows if row not in known]
        known |= dict.fromkeys(new)
        for row, passage_id, of in connection.execute(
            "SELECT rowid, id, language FROM passages"
            f" WHERE rowid IN (SELECT value FROM json_each(?)) AND {condition}",
            [json.dumps(new), *documents],
        ):
            known[row] = (passage_id, of)
        for row, score in zip(rows, ranked.scores[start : start + some].tolist(), strict=True):
            passage = known[row]
            if passage is not None and language in (None, passage[1]):
                found.append((passage[0], score))
        start, some = start + some, 2 * some
    return found[:k]
