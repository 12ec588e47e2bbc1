"""Small shelves are searched in memory, and find what the published part would."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from storage_samples import put

from index.catalogue import Catalogue
from index.vectors import Shelf, Vectors
from index.vectors.building import Rows, read
from index.vectors.scanned import Scan, Scanned, scanned
from index.vectors.store import Held


class Asked:
    """A part that holds what a catalogue held when it was made, and notes which shelves are asked."""

    def __init__(self, catalogue: Catalogue) -> None:
        documents, rows = read(catalogue, None)
        self.documents: Mapping[str, Held] = documents
        self.rows: Rows = rows
        self.asked: list[Shelf] = []

    def nearest(self, shelf: Shelf, vector: NDArray[Any], k: int) -> list[tuple[str, float]]:
        self.asked.append(shelf)
        ids, rows = self.rows[shelf]
        scores = np.stack(rows) @ vector
        return [(ids[each], float(scores[each])) for each in np.argsort(-scores)[:k]]

    def superseded(self) -> bool:
        return False


def test_the_nearest_of_a_scan_are_the_exact_nearest() -> None:
    rng = np.random.default_rng(0)
    # As an encoder's, vectors differ in a few directions and have a little of all others.
    matrix = rng.normal(size=(6_000, 40)) @ rng.normal(size=(40, 256)) + rng.normal(size=(6_000, 256))
    matrix = (matrix / np.linalg.norm(matrix, axis=1, keepdims=True)).astype(np.float32)
    ids = [f"{each:04}" for each in range(len(matrix))]
    scan = Scan.of(ids, [matrix[:2_500], matrix[2_500:]])
    assert scan.coarse.shape == (6_000, 96)
    for vector in matrix[::1_000] + matrix[1::1_000]:
        unit = vector / np.linalg.norm(vector)
        exact = matrix @ unit
        found = scan.nearest(unit, 50)
        assert {ids[each] for each in np.argsort(-exact)[:45]} <= {each for each, _ in found}
        assert [each for _, each in found] == pytest.approx(np.sort(exact)[:-51:-1], abs=1e-4)
    assert len(scan.nearest(matrix[0], 7_000)) == 6_000


def test_vectors_as_near_as_each_other_are_in_order_of_their_ids() -> None:
    scan = Scan.of(["b", "c", "a"], [np.eye(3, dtype=np.float32)[[0, 1, 0]]])
    assert [each for each, _ in scan.nearest(np.array([1, 0, 0], dtype=np.float32), 2)] == ["a", "b"]


def test_only_large_shelves_are_asked_of_the_part(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        put(catalogue, 1, passages=40)
        put(catalogue, 2, passages=12)
        part = Asked(catalogue)
        sizes = {shelf: len(ids) for shelf, (ids, _) in part.rows.items()}
        most = sorted(sizes.values())[len(sizes) // 2]
        held = scanned(catalogue, part, most)
        assert isinstance(held, Scanned)
        for shelf, (ids, rows) in part.rows.items():
            near = held.nearest(shelf, rows[3], 5)
            assert near[0] == (ids[3], pytest.approx(1, abs=1e-4))
            assert [each for each, _ in near] == [
                each for each, _ in Asked(catalogue).nearest(shelf, rows[3], 5)
            ]
        assert set(part.asked) == {shelf for shelf, size in sizes.items() if size > most}
        assert 0 < len(part.asked) < len(sizes)


def test_what_changed_is_never_found_as_it_was(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        first = put(catalogue, 1, passages=9)
        put(catalogue, 2, passages=9)
        part = Asked(catalogue)
        found = Vectors(catalogue, lambda: part)
        _, matrix = catalogue.vectors("wide")
        before = [found.query("wide", None, vector, 6) for vector in matrix]
        assert part.asked
        part.asked.clear()
        found.warm()
        for vector, expected in zip(matrix, before, strict=True):
            near = found.query("wide", None, vector, 6)
            assert [each for each, _ in near] == [each for each, _ in expected]
            assert [each for _, each in near] == pytest.approx([each for _, each in expected], abs=1e-4)
        put(catalogue, 1, version=1, passages=9)
        put(catalogue, 3)
        now = {each.id: each for each in catalogue.passages()}
        assert not any(each.document_id == first.id for each in now.values())
        ids, matrix = catalogue.vectors("wide")
        for passage_id, vector in zip(ids, matrix, strict=True):
            near = found.query("wide", None, vector, 30)
            assert near[0][0] == passage_id
            assert {each for each, _ in near} <= now.keys()
        assert found.pending()
        found.warm()
        assert part.asked == []
