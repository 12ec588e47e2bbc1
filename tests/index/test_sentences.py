"""Sentences of passages: how they are cut, kept and held against a question."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from index.catalogue import Catalogue, CatalogueDamaged
from index.fusion import Spread
from index.sentences import MOST, Sentences, sentence_scales, sentence_scores, sentence_texts
from ingest.documents import Document, Passage, content_id, passage_id


def test_sentences_are_cut_in_any_script_and_a_single_one_is_not_kept_apart() -> None:
    assert sentence_texts(
        "大会将于2026年6月1日在阿克拉开幕，请各国代表团准时参加。注册于五月二日截止，逾期不予受理。"
    ) == [
        "大会将于2026年6月1日在阿克拉开幕，请各国代表团准时参加。",
        "注册于五月二日截止，逾期不予受理。",
    ]
    assert sentence_texts("Lunch is served on the terrace from noon until two o'clock every day.") == []
    assert sentence_texts("") == []


def test_short_sentences_join_the_next_and_many_are_joined_to_few() -> None:
    short = "Yes. No. The delegates shall present their credentials to the secretariat on arrival."
    assert sentence_texts(short) == []
    many = " ".join(f"Participant number {each} comes from a country far away." for each in range(40))
    found = sentence_texts(many)
    assert len(found) <= MOST
    assert " ".join(found) == many


def put(folder: Path, sentences: list[np.ndarray]) -> list[str]:
    text = "one two three"
    document = Document(content_id(b"d"), "d", text, language="en")
    passages = [
        Passage(passage_id(document.id, start, end), document.id, ordinal, start, end, text[start:end], "en")
        for ordinal, (start, end) in enumerate([(0, 3), (4, 7), (8, 13)])
    ]
    with Catalogue.open(folder, write=True) as catalogue:
        catalogue.put(document, passages, {"e": np.eye(3, dtype=np.float32)}, sentences={"e": sentences})
    return [passage.id for passage in passages]


SENTENCES = [
    np.array([[1, 0, 0], [0, 1, 0]], dtype=np.float32),
    np.array([[0.6, 0, 0.8]], dtype=np.float32),
    np.array([[-1, 0, 0], [0, -1, 0], [0, 0, 1]], dtype=np.float32),
]


def test_what_is_kept_points_where_it_pointed_and_goes_with_its_document(tmp_path: Path) -> None:
    ids = put(tmp_path, SENTENCES)
    with Catalogue.open(tmp_path, write=True) as catalogue:
        stored = catalogue.sentences(ids)["e"]
        for each, matrix in zip(ids, SENTENCES, strict=True):
            np.testing.assert_allclose(Sentences.of([stored[each]]).rows, matrix, atol=0.01)
        assert catalogue.problems() == []
        catalogue.remove(content_id(b"d"))
        assert catalogue.sentences(ids) == {}


def test_a_flipped_byte_in_a_sentence_is_noticed(tmp_path: Path) -> None:
    ids = put(tmp_path, SENTENCES)
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as connection:
        connection.execute("UPDATE sentences SET data = x'7f0000007f01' WHERE passage_id = ?", (ids[0],))
    connection.close()
    with Catalogue.open(tmp_path) as catalogue:
        with pytest.raises(CatalogueDamaged):
            catalogue.sentences(ids)
        assert any("sentences" in each for each in catalogue.problems())


def test_an_index_of_the_first_version_is_read_without_and_brought_up_by_its_writer(tmp_path: Path) -> None:
    ids = put(tmp_path, SENTENCES)
    with sqlite3.connect(tmp_path / "catalogue.sqlite") as connection:
        connection.executescript("DROP TABLE sentences; PRAGMA user_version = 1")
    connection.close()
    with Catalogue.open(tmp_path) as catalogue:
        assert catalogue.sentences(ids) == {}
        assert catalogue.problems() == []
        assert [passage.id for passage in catalogue.passages()] == ids
    put(tmp_path, SENTENCES)
    with Catalogue.open(tmp_path) as catalogue:
        assert catalogue.sentences(ids)["e"].keys() == set(ids)


def test_a_passage_counts_by_its_nearest_sentence_on_the_scale_of_its_language() -> None:
    stored = {
        each: np.round(matrix * 127).astype(np.int8) for each, matrix in zip("abc", SENTENCES, strict=True)
    }
    vector = np.array([0, 0, 1], dtype=np.float32)
    scores = sentence_scores(stored, dict.fromkeys("abc", "en"), vector, {"en": Spread(0.5, 0.25)})
    assert scores == pytest.approx({"a": -2.0, "b": 1.2, "c": 2.0}, abs=0.02)
    assert sentence_scores(stored, dict.fromkeys("abc", "fr"), vector, {"en": Spread(0.5, 0.25)}) == {}


def test_a_language_that_is_nearer_as_a_whole_has_a_scale_of_its_own() -> None:
    random = np.random.default_rng(0)
    vector = np.array([1, 0, 0], dtype=np.float32)
    near, far = random.normal(size=(2, 300, 2, 3)).astype(np.float32)
    sample = {"en": Sentences.of(near + np.array([4, 0, 0], dtype=np.float32)), "zh": Sentences.of(far)}
    scales = sentence_scales(sample, vector, {"en": 300, "zh": 300})
    assert scales["en"].mean > scales["zh"].mean + 0.2
    same = sentence_scales(sample, vector, {"en": 300, "zh": 300}, by_language=False)
    assert same["en"] == same["zh"]
