"""Two questions in one message: told apart, answered one after the other, or left whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answer import Method, Status
from assistant.answering import Assistant
from assistant.compound import joined, questions_in
from assistant.draft import Draft, Sentence, Source

NOTE = """# Information for participants of the World Pilot Congress (WPCO-31)

WPCO-31/INF/1-E

6 February 2031

The World Pilot Congress (WPCO-31) will be held in Porto, Portugal, from 5 to 9 May 2031.

Lorries with deliveries use the third gate. The left-luggage office closes at 20:00.

Umbrellas are lent at the kiosk beside the tram stop.
"""


@pytest.mark.parametrize(
    ("message", "parts"),
    [
        ("Which gate do lorries use? Where are umbrellas lent?", 2),
        ("货车走哪个门？雨伞在哪里借？", 2),
        ("Quelle porte pour les camions ? Où sont prêtés les parapluies ?", 2),
        ("أي بوابة للشاحنات؟ أين تعار المظلات؟", 2),
        ("Which gate do lorries use?", 0),
        ("It is in Porto, right? Really?", 0),
        ("大会在波尔图开，对吗？是吗？", 0),
        ("We come by lorry. Which gate do we use?", 0),
        ("Who? When? Where? How many rooms are there? Which gate?", 0),
    ],
)
def test_questions_are_told_apart_where_each_asks_for_something(message: str, parts: int) -> None:
    assert len(questions_in(message)) == parts


def draft(text: str, status: Status, method: Method = Method.QUOTE) -> Draft:
    return Draft((Sentence(text, (Source("d", 0, 3),)),), method=method, status=status)


def test_a_part_that_stays_open_makes_the_answer_partial() -> None:
    one, two = draft("A.", Status.ANSWERED), draft("B?", Status.NOT_FOUND)
    made = joined([one, two], [None, None])
    assert made is not None
    assert made.status is Status.PARTIAL
    assert [sentence.text for sentence in made.sentences] == ["A.", "B?"]


def test_answers_to_parts_follow_each_other_once() -> None:
    two, three = (draft(text, Status.ANSWERED) for text in "BC")
    gap = draft("?", Status.NOT_FOUND)
    assert joined([gap, gap], [None, None]) is None
    both = joined([two, three, two], [None] * 3)
    assert both is not None
    assert both.status is Status.ANSWERED
    assert [sentence.text for sentence in both.sentences] == ["B", "C"]


def test_both_questions_of_a_message_are_answered(tmp_path: Path) -> None:
    from assistant.opening import open_assistant
    from assistant.settings import Settings
    from index.sync import ingest_paths

    (tmp_path / "note.md").write_text(NOTE, "utf-8")
    ingest_paths([tmp_path / "note.md"], tmp_path / "index")
    with open_assistant(Settings(index=tmp_path / "index", model="none")) as assistant:
        assert isinstance(assistant, Assistant)
        answer = assistant.ask("Which gate do lorries with deliveries use? Where are umbrellas lent?")
    assert "third gate" in answer.text
    assert "kiosk" in answer.text
    assert {citation.quote for citation in answer.citations} >= {
        "Umbrellas are lent at the kiosk beside the tram stop."
    }
    assert all(claim.verified for claim in answer.claims if claim.quoted)


def test_a_part_that_was_declined_is_answered_where_its_best_sentence_is_quoted() -> None:
    one, two = draft("A.", Status.ANSWERED), draft("Not stated.", Status.NOT_FOUND)
    made = joined([one, two], [None, Source("d", 0, 3)])
    assert made is not None
    assert made.status is Status.ANSWERED
    assert [sentence.text for sentence in made.sentences] == ["A."]
    apart = joined([one, two], [None, Source("d", 9, 12)])
    assert apart is not None
    assert apart.status is Status.PARTIAL
