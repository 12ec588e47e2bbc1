"""The reranker: whether a sentence answers a question, across languages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from evals.reranker.layers import Layer
from evals.reranker.lessons import Lesson, read_lessons
from index.embedding import E5, USE
from index.embedding.e5 import WEIGHTS
from index.embedding.e5_onnx import LAYERS_BELOW
from index.embedding.e5_weights import Weights
from index.embedding.wheels import model_file
from index.reranker import Reranker
from index.reranker.layers import LastLayers
from index.reranker.weights import mean_of, trained

KEPT_BACK = [lesson for lesson in read_lessons() if lesson.kept_back]


@pytest.fixture(scope="module")
def encoder() -> E5:
    made = E5()
    assert made.load_bulk()
    return made


@pytest.fixture(scope="module")
def reranker(encoder: E5) -> Reranker:
    return Reranker(encoder.bulk, USE())


def _scores(reranker: Reranker, lesson: Lesson) -> list[float]:
    return reranker.scores(lesson.question, [(each.heading, each.text) for each in lesson.sentences])


def test_it_finds_the_answer_in_texts_it_never_read_far_more_often_than_likeness_does(
    encoder: E5, reranker: Reranker
) -> None:
    asked = [lesson for lesson in KEPT_BACK[::26] if lesson.answers]
    across = [lesson.language != lesson.sentences_language for lesson in asked]
    assert len(asked) > 30
    assert sum(across) > 15
    right = like = 0
    for lesson in asked:
        right += int(np.argmax(_scores(reranker, lesson))) in lesson.answers
        rows = encoder.embed_passages([each.text for each in lesson.sentences])
        like += int(np.argmax(rows @ encoder.embed_query(lesson.question))) in lesson.answers
    assert right / len(asked) > like / len(asked) + 0.1
    assert right / len(asked) > 0.78


def test_what_no_sentence_answers_scores_lower_than_what_one_does(reranker: Reranker) -> None:
    best = {True: [0.0], False: [0.0]}
    for lesson in KEPT_BACK[::13]:
        best[bool(lesson.answers)].append(max(_scores(reranker, lesson)))
    assert len(best[False]) > 5
    assert np.median(best[True]) > np.median(best[False]) + 1


def test_scores_are_those_of_the_sentences_in_whatever_order(reranker: Reranker) -> None:
    lesson = KEPT_BACK[3]
    pairs = [(each.heading, each.text) for each in lesson.sentences]
    forward, back = reranker.scores(lesson.question, pairs), reranker.scores(lesson.question, pairs[::-1])
    assert forward == back[::-1]
    assert reranker.scores(lesson.question, []) == []


def test_what_was_read_before_and_what_stands_beside_a_sentence_change_no_score(encoder: E5) -> None:
    """A killed evaluation that goes on must answer as it would have done."""
    pairs = [
        ("Youth forum", f"It opens on {day} May in room {day * 7}, {'later ' * day}.") for day in range(1, 9)
    ]
    together = Reranker(encoder.bulk, USE()).scores("When does the youth forum open?", pairs)
    alone = [
        Reranker(encoder.bulk, USE()).scores("When does the youth forum open?", [pair])[0] for pair in pairs
    ]
    np.testing.assert_allclose(together, alone, atol=1e-4)


def test_a_heading_that_is_asked_about_counts(reranker: Reranker) -> None:
    sentence = "It takes place from 3 to 5 May in the Old Library."
    (near,) = reranker.scores("When is the youth forum?", [("Youth forum", sentence)])
    (far,) = reranker.scores("When is the youth forum?", [("Meeting of treasurers", sentence)])
    assert near > far + 0.2


def test_a_sentence_of_any_length_and_an_empty_heading_are_read(reranker: Reranker) -> None:
    long = "The hall is closed. " * 200
    found = reranker.scores("Is the hall open?" * 40, [("", long), ("x" * 900, "ok"), ("", "")])
    assert np.isfinite(found).all()


def test_a_sentence_is_read_once_and_few_are_kept(
    reranker: Reranker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.reranker.KEPT", 3)
    before = reranker.scores("Where?", [("", f"Room {number}.") for number in range(5)])
    assert list(reranker._kept) == ["Room 2.", "Room 3.", "Room 4."]

    def refuse(*_: object) -> None:
        raise AssertionError("read again")

    with monkeypatch.context() as patch:
        patch.setattr(reranker.second, "embed_passages", refuse)
        with pytest.raises(AssertionError, match="read again"):
            reranker.scores("What?", [("", "Room 1.")])
    again = reranker.scores("Where?", [("", "Room 4.")])
    np.testing.assert_allclose(again, before[4:], atol=0.3)


def test_weights_that_are_missing_are_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"gone\.npz"):
        trained(tmp_path / "gone.npz")


def test_the_last_layers_as_they_come_lead_to_the_vector_of_the_encoder(encoder: E5) -> None:
    texts = ["passage: The hall closes at ten.", "passage: 会议厅十点关门，请准时离开。"]
    weights = Weights(model_file(*WEIGHTS)[0])
    layers = [Layer(weights, f"l{at}").tensors() for at in range(LAYERS_BELOW, weights.sizes.layers)]
    plain = LastLayers(weights.sizes, {name: one for each in layers for name, one in each.items()})
    below = encoder.bulk.below(texts, 120)
    for text, held, states in zip(texts, below, plain.states(below), strict=True):
        assert held.shape == states.shape
        assert 5 < len(states) < 30
        assert mean_of(states) @ encoder.bulk.embed([text])[0] > 0.998
    (short,) = encoder.bulk.below(texts[:1], 4)
    assert len(short) == 6


def test_layers_of_other_sizes_are_refused(encoder: E5) -> None:
    with pytest.raises(KeyError):
        LastLayers(encoder.bulk.sizes, {})
