"""What search knows of a large index, brought along with each small change to it."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

import pytest

from index.catalogue import Catalogue
from index.embedding import E5, USE, Embedder
from index.indexing import index_passages, prepare
from index.opened import open_index
from index.profile import learning
from index.search import Searcher
from ingest.documents import Document, Passage, content_id, passage_id

HALLS = ["north", "south", "east", "west", "upper", "lower", "green", "blue"]


@lru_cache(maxsize=1)
def embedders() -> tuple[Embedder, ...]:
    return (E5(bulk=False), USE())


def put(catalogue: Catalogue, name: str, text: str, language: str = "en") -> None:
    document = Document(content_id(name.encode()), name, text, language=language)
    made = [
        Passage(passage_id(document.id, 0, len(text)), document.id, 0, 0, len(text), text, language),
    ]
    indexed = index_passages(made, embedders())
    catalogue.put(
        document,
        made,
        indexed.vectors,
        lexical_terms=indexed.lexical_terms,
        fingerprints=indexed.fingerprints,
        sentences=indexed.sentences,
    )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A large index, as indexes of tests go: a quarter of it may change before it is learnt again."""
    monkeypatch.setattr(learning, "MANY", 4)
    monkeypatch.setattr(learning, "LITTLE", 0.25)
    with Catalogue.open(tmp_path, write=True) as catalogue:
        for hall in HALLS:
            put(catalogue, hall, f"The committee on budgets meets in the {hall} hall at nine.")
        prepare(catalogue, embedders())
    return tmp_path


def names(searcher: Searcher, question: str, k: int = 1) -> list[str]:
    by_id = {each.id: each.source for each in searcher.summaries()}
    return [by_id[each.passage.document_id] for each in searcher.search(question, k)]


def test_a_small_change_is_found_at_once_without_learning_all_again(folder: Path) -> None:
    with open_index(folder) as opened:
        searcher = Searcher(opened, embedders())
        assert names(searcher, "Who meets in the green hall?") == ["green"]
        before = searcher._learner.now()
        with Catalogue.open(folder, write=True) as catalogue:
            put(catalogue, "new", "The Zanzibar protocol (ZP-31) is signed on the roof.")
        assert names(searcher, "Where is ZP-31 signed?") == ["new"]
        after = searcher._learner.now()
        assert after.revision > before.revision
        assert after.translator is before.translator
        assert after.profile.terms["en"].frequency["zanzibar"] == 1
        assert after.profile.terms["en"].passages == len(HALLS) + 1
        assert {each.source for each in after.summaries} == {*HALLS, "new"}
        with Catalogue.open(folder, write=True) as catalogue:
            catalogue.remove(content_id(b"new"))
        assert "new" not in names(searcher, "Where is ZP-31 signed?", 9)
        assert {each.source for each in searcher.summaries()} == set(HALLS)


def test_a_new_language_is_learnt_however_small_the_change(folder: Path) -> None:
    with open_index(folder) as opened:
        searcher = Searcher(opened, embedders())
        before = searcher._learner.now()
        with Catalogue.open(folder, write=True) as catalogue:
            put(catalogue, "zh", "午餐在露台供应。", "zh")
        assert names(searcher, "Where is lunch served?") == ["zh"]
        after = searcher._learner.now()
        assert after.translator is not before.translator
        assert ("e5", "zh") in after.profile.samples


def test_many_changes_are_learnt(folder: Path) -> None:
    with open_index(folder) as opened:
        searcher = Searcher(opened, embedders())
        before = searcher._learner.now()
        for number in range(4):
            with Catalogue.open(folder, write=True) as catalogue:
                put(catalogue, f"new {number}", f"Delegate {number} takes the ferry to Zanzibar.")
            assert names(searcher, f"What does delegate {number} take?") == [f"new {number}"]
        after = searcher._learner.now()
        assert after.translator is not before.translator
        assert "zanzibar" in after.profile.terms["en"].words
