"""Lessons for the reranker, and its training on them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest
import torch

from assistant.answer import Answer, Citation, Method, Status
from evals.reranker.answering import as_markdown, outcome_of
from evals.reranker.lessons import KEPT_BACK, LESSONS, Lesson, Sentence, read_lessons
from evals.reranker.train import School, loss_of, measured, school, train
from index.embedding import E5, USE
from index.reranker import Reranker
from index.reranker.weights import trained

TEXT = """doc: a
lang: en
title: A note
# Meals
1 Lunch is at noon.
2 Dinner is at eight in the garden.
# Rooms
3 The garden closes at ten.
? en 1 : when do we eat at midday
? zh 2,3 : 花园几点关？
? fr - : Où dort-on ?
"""


def test_a_text_gives_its_questions_with_sentences_under_their_headings(tmp_path: Path) -> None:
    (tmp_path / "001.txt").write_text(TEXT, "utf-8")
    first, second, third = read_lessons(tmp_path)
    assert first.question == "when do we eat at midday"
    assert first.sentences[2] == Sentence("Rooms", "The garden closes at ten.")
    assert (first.answers, second.answers, third.answers) == ((0,), (1, 2), ())
    assert (second.language, second.sentences_language) == ("zh", "en")
    assert not first.kept_back


@pytest.mark.parametrize(
    ("line", "message"), [("? en 9 : what", "9 of 3 sentences"), ("Lunch", "'Lunch' is no heading")]
)
def test_a_line_that_is_wrong_is_named(tmp_path: Path, line: str, message: str) -> None:
    (tmp_path / "001.txt").write_text(f"{TEXT}{line}\n", "utf-8")
    with pytest.raises(ValueError, match=message):
        read_lessons(tmp_path)


def test_lessons_are_of_six_languages_and_some_are_kept_back() -> None:
    lessons = read_lessons()
    assert {lesson.language for lesson in lessons} == {"ar", "en", "es", "fr", "ru", "zh"}
    assert {lesson.sentences_language for lesson in lessons} == {"ar", "en", "es", "fr", "ru", "zh"}
    texts = len(list(LESSONS.glob("*.txt")))
    assert len({lesson.sentences for lesson in lessons if lesson.kept_back}) == texts // KEPT_BACK
    assert sum(lesson.language != lesson.sentences_language for lesson in lessons) > len(lessons) / 2
    assert 0.05 < sum(not lesson.answers for lesson in lessons) / len(lessons) < 0.2


def test_loss_falls_with_the_odds_of_an_answer_and_rises_with_those_of_others() -> None:
    right, wrong = torch.tensor([4.0, -4.0]), torch.tensor([-4.0, 4.0])
    assert loss_of(right, [0]) < 0.1 < 4 < loss_of(wrong, [0])
    assert loss_of(right, [0, 1]) <= loss_of(right, [0])
    assert loss_of(wrong, []) > loss_of(torch.tensor([-4.0, -4.0]), [])


@pytest.fixture(scope="module")
def small() -> tuple[School, E5]:
    encoder, other = E5(), USE()
    assert encoder.load_bulk()
    lessons = [lesson for lesson in read_lessons() if not lesson.kept_back][:80]
    return school(lessons, encoder, other), encoder


def _right(found: dict[str, tuple[int, float]]) -> float:
    answered = [each for kind, each in found.items() if kind != "unanswerable"]
    return sum(count * share for count, share in answered) / sum(count for count, _ in answered)


def test_training_learns_its_lessons_and_what_is_written_scores_as_what_was_trained(
    small: tuple[School, E5], tmp_path: Path
) -> None:
    lessons, encoder = small
    untrained, network = train(lessons, epochs=0), train(lessons, epochs=6)
    before, after = (measured(each, lessons, kept_back=False) for each in (untrained, network))
    assert {kind: count for kind, (count, _) in before.items()} == {kind: n for kind, (n, _) in after.items()}
    assert _right(after) > _right(before) + 0.05
    network.weights().save(tmp_path / "w.npz")
    reranker = Reranker(encoder.bulk, USE(), trained(tmp_path / "w.npz"))
    lesson = lessons.lessons[0]
    with torch.no_grad():
        own = lessons.odds(network, [0])[0].numpy()
    read = reranker.scores(lesson.question, [(each.heading, each.text) for each in lesson.sentences])
    np.testing.assert_allclose(own, read, atol=0.4)


def test_the_network_and_the_reranker_score_alike(small: tuple[School, E5]) -> None:
    lessons, encoder = small
    network = train(lessons, epochs=0)
    lesson = lessons.lessons[3]
    with torch.no_grad():
        own = lessons.odds(network, [3])[0].numpy()
    reranker = Reranker(encoder.bulk, USE(), network.weights())
    read = reranker.scores(lesson.question, [(each.heading, each.text) for each in lesson.sentences])
    np.testing.assert_allclose(own, read, atol=0.4)
    assert own.std() > 0.5


def test_a_text_is_written_with_its_headings_once() -> None:
    text = as_markdown((Sentence("", "A."), Sentence("Meals", "B."), Sentence("Meals", "C.")))
    assert text == "A.\n\n## Meals\n\nB.\n\nC.\n"


@pytest.mark.parametrize(
    ("status", "quote", "answers", "outcome"),
    [
        (Status.ANSWERED, "Lunch is  at noon.", (0,), "answered, right place"),
        (Status.ANSWERED, "at noon", (0,), "answered, right place"),
        (Status.PARTIAL, "The garden closes.", (0,), "offered, wrong place"),
        (Status.PARTIAL, "", (0,), "offered, wrong place"),
        (Status.NOT_FOUND, "Lunch is at noon.", (0,), "declined"),
        (Status.NOT_FOUND, "Lunch is at noon.", (), "unanswerable, declined"),
        (Status.ANSWERED, "Lunch is at noon.", (), "unanswerable, answered"),
    ],
)
def test_an_answer_hits_where_it_shows_a_sentence_that_answers(
    status: Status, quote: str, answers: tuple[int, ...], outcome: str
) -> None:
    lesson = Lesson("When?", "en", (Sentence("", "Lunch is at noon."),), answers, "en")
    shown = (Citation(1, "d", "a.md", "a", None, "en", None, 0, len(quote), quote),)
    answer = Answer("When?", "en", date(2026, 1, 1), "…", status, Method.QUOTE, citations=shown)
    assert outcome_of(answer, lesson) == outcome
