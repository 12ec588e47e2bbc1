"""What a generation is held against before it is published."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from storage_samples import put

from index.catalogue import Catalogue
from index.vectors import Generations, VectorsDamaged, chroma


def publish(folder: Path) -> None:
    with Catalogue.open(folder, write=True) as catalogue:
        for number in range(6):
            put(catalogue, number, passages=20)
        Generations(folder).publish(catalogue)


def test_vectors_that_are_not_what_was_put_in_are_not_published(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add = chroma.add

    def turned(collection: Any, ids: list[str], matrix: Any) -> None:
        add(collection, ids, matrix[::-1].copy())

    monkeypatch.setattr(chroma, "add", turned)
    with pytest.raises(VectorsDamaged, match="not what was put in"):
        publish(tmp_path)


@pytest.mark.parametrize(
    ("missing", "exhaustive", "published"), [(1, 10, True), (1, 1000, False), (6, 10, False)]
)
def test_a_graph_may_miss_a_few_of_a_large_shelf_and_none_of_a_small_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: int, exhaustive: int, published: bool
) -> None:
    nearest, missed = chroma.nearest, []

    def forgetful(collection: Any, vector: Any, k: int) -> list[tuple[str, float]]:
        found = nearest(collection, vector, k)
        if k > 1 and len(missed) < missing:
            missed.append(found[0])
            return found[1:]
        return found

    monkeypatch.setattr(chroma, "nearest", forgetful)
    monkeypatch.setattr(chroma, "EXHAUSTIVE", exhaustive)
    if published:
        publish(tmp_path)
    else:
        with pytest.raises(VectorsDamaged, match="do not find themselves"):
            publish(tmp_path)
    assert len(missed) == missing
