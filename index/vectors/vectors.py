"""Nearest passages: what is published, and exactly what came since."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.catalogue import Catalogue
from index.vectors.scanned import Scanned, scanned
from index.vectors.store import Part, Shelf, difference, owner

Found = list[tuple[str, float]]
_DEEPEST = 2_000
_REMEMBERED = 32


@dataclass(frozen=True, slots=True)
class _Matrix:
    """Passage ids and their unit vectors."""

    ids: tuple[str, ...]
    rows: NDArray[np.float32]

    def nearest(self, vector: NDArray[np.float32], k: int, allow: frozenset[str] | None = None) -> Found:
        """Return the exact `k` nearest, of the documents `allow` where given, best first, ties by id."""
        scores = self.rows @ vector
        if allow is not None:
            inside = [place for place, each in enumerate(self.ids) if owner(each) in allow]
            return sorted(((self.ids[i], float(scores[i])) for i in inside), key=_order)[:k]
        best = np.argpartition(-scores, k - 1)[:k] if k < len(scores) else np.arange(len(scores))
        return sorted(((self.ids[i], float(scores[i])) for i in best), key=_order)


_NONE = _Matrix((), np.zeros((0, 0), dtype=np.float32))


@dataclass(frozen=True, slots=True)
class _State:
    """A published part, and what the catalogue changed since.

    `held` says how many vectors each document has in a shelf of the part, without those that
    changed; `counts` is of the part and the changes together.
    """

    revision: int
    part: Part
    stale: frozenset[str]
    published: Mapping[Shelf, int]
    stale_counts: Mapping[Shelf, int]
    held: Mapping[Shelf, Mapping[str, int]]
    fresh: Mapping[Shelf, _Matrix]
    counts: Mapping[Shelf, int]


class Vectors:
    """Every passage's vectors as the catalogue has them now; safe to ask from any thread.

    The published part is searched by its graph, changes since then exactly, so that an answer
    never lags behind the catalogue, whether or not a newer part has been published.
    """

    def __init__(self, catalogue: Catalogue, open_part: Callable[[], Part]) -> None:
        self._catalogue = catalogue
        self._open_part = open_part
        self._changing = threading.Lock()
        self._exact: OrderedDict[tuple[Any, ...], _Matrix] = OrderedDict()
        self._scanning = False
        self._state = self._read(open_part())

    def warm(self) -> None:
        """Read small shelves into memory, where they are searched sooner than in the published part."""
        with self._changing:
            self._scanning = True
            if not isinstance(self._state.part, Scanned):
                self._state = self._read(self._prepared(self._state.part))

    def query(
        self,
        embedder: str,
        language: str | None,
        vector: NDArray[Any],
        k: int,
        allow: frozenset[str] | None = None,
    ) -> Found:
        """Return up to `k` (passage id, cosine similarity), best first.

        `language` None searches all of them. `allow` restricts the result to those documents.
        """
        languages = self.languages(embedder) if language is None else (language,)
        found = self.query_each(embedder, languages, vector, k, allow)
        return sorted((each for near in found.values() for each in near), key=_order)[:k]

    def query_each(
        self,
        embedder: str,
        languages: Sequence[str],
        vector: NDArray[Any],
        k: int,
        allow: frozenset[str] | None = None,
    ) -> dict[str, Found]:
        """Return what `query` returns for each of some languages, all as of one moment."""
        state = self._now()
        unit = _unit(np.asarray(vector, dtype=np.float32).reshape(1, -1))[0]
        return {each: self._query_shelf(state, (embedder, each), unit, k, allow) for each in languages}

    def languages(self, embedder: str) -> tuple[str, ...]:
        """Return the languages of which an embedder has vectors."""
        return tuple(sorted(language for name, language in self.counts() if name == embedder))

    def counts(self) -> dict[Shelf, int]:
        """Return how many vectors there are by (embedder, language)."""
        return dict(self._now().counts)

    def pending(self) -> int:
        """Return how many vectors are searched exactly because they came after the published part."""
        return sum(len(matrix.ids) for matrix in self._now().fresh.values())

    def _query_shelf(
        self, state: _State, shelf: Shelf, unit: NDArray[np.float32], k: int, allow: frozenset[str] | None
    ) -> Found:
        fresh = state.fresh.get(shelf)
        found: Found = fresh.nearest(unit, k, allow) if fresh else []
        there = wanted = state.published.get(shelf, 0)
        depth = min(k + min(state.stale_counts.get(shelf, 0), k), there)
        if allow is not None:
            counts = state.held.get(shelf, {})
            documents = frozenset(counts.keys() & allow)
            wanted = sum(counts[each] for each in documents)
            if wanted <= _DEEPEST or 2 * k * there > _DEEPEST * wanted:
                found += self._matrix(state, shelf, documents).nearest(unit, k) if documents else []
                return sorted(found, key=_order)[:k]
            depth = min(there, max(depth, 2 * k * there // wanted))
        while depth > 0:
            near = state.part.nearest(shelf, unit, depth)
            good = near
            if state.stale or allow is not None:
                good = [
                    each
                    for each in near
                    if (document := owner(each[0])) not in state.stale
                    and (allow is None or document in allow)
                ]
            if len(good) >= min(k, wanted) or depth >= there or len(near) < depth:
                found += good
                break
            depth = min(depth * 2, there)
        return sorted(found, key=_order)[:k]

    def _matrix(self, state: _State, shelf: Shelf, documents: frozenset[str]) -> _Matrix:
        key = (state.revision, shelf, documents)
        with self._changing:
            kept = self._exact.get(key)
        if kept is None:
            kept = _load(self._catalogue, shelf[0], sorted(documents)).get(shelf, _NONE)
            with self._changing:
                self._exact[key] = kept
                while len(self._exact) > _REMEMBERED:
                    self._exact.popitem(last=False)
        return kept

    def _now(self) -> _State:
        state = self._state
        if not self._old(state):
            return state
        with self._changing:
            if self._old(self._state):
                part = self._state.part
                self._state = self._read(self._prepared(self._open_part()) if part.superseded() else part)
            return self._state

    def _prepared(self, part: Part) -> Part:
        return scanned(self._catalogue, part) if self._scanning else part

    def _old(self, state: _State) -> bool:
        if state.revision != self._catalogue.revision:
            return True
        return bool(state.fresh or state.stale) and state.part.superseded()

    def _read(self, part: Part) -> _State:
        revision = self._catalogue.revision
        add, out = difference(self._catalogue, part.documents)
        published: dict[Shelf, int] = {}
        stale: dict[Shelf, int] = {}
        held: dict[Shelf, dict[str, int]] = {}
        gone = frozenset(out)
        for document_id, kept in part.documents.items():
            for shelf, count in kept.counts.items():
                published[shelf] = published.get(shelf, 0) + count
                if document_id in gone:
                    stale[shelf] = stale.get(shelf, 0) + count
                else:
                    held.setdefault(shelf, {})[document_id] = count
        fresh: dict[Shelf, _Matrix] = {}
        if add:
            for embedder in self._catalogue.embedders():
                fresh |= _load(self._catalogue, embedder, add)
        counts = {
            shelf: published.get(shelf, 0)
            - stale.get(shelf, 0)
            + (len(fresh[shelf].ids) if shelf in fresh else 0)
            for shelf in {*published, *fresh}
        }
        counts = {shelf: count for shelf, count in counts.items() if count}
        return _State(revision, part, gone, published, stale, held, fresh, counts)


def _load(catalogue: Catalogue, embedder: str, document_ids: list[str]) -> dict[Shelf, _Matrix]:
    ids: dict[Shelf, list[str]] = {}
    rows: dict[Shelf, list[NDArray[np.float32]]] = {}
    for _, passage_ids, languages, matrix in catalogue.vector_groups(embedder, document_ids):
        for passage_id, language, row in zip(passage_ids, languages, matrix, strict=True):
            ids.setdefault((embedder, language), []).append(passage_id)
            rows.setdefault((embedder, language), []).append(row)
    return {shelf: _Matrix(tuple(ids[shelf]), _unit(np.stack(rows[shelf]))) for shelf in ids}


def _unit(rows: NDArray[np.float32]) -> NDArray[np.float32]:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.ascontiguousarray(rows / np.maximum(lengths, 1e-12), dtype=np.float32)


def _order(each: tuple[str, float]) -> tuple[float, str]:
    return -each[1], each[0]
