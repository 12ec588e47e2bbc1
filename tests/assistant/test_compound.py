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


PLAN = """# Preparations for the World Harbour Assembly (WHAB-34)

The World Harbour Assembly (WHAB-34) will be held in Porto, Portugal, from 5 to 16 June 2034.

The Regional Preparatory Meeting for Europe (RPM-EUR), preparatory to WHAB-34, was held in Riga, Latvia, on 20 and 21 January 2034.

The Regional Preparatory Meeting for Africa (RPM-AFR), preparatory to WHAB-34, was held in Accra, Ghana, on 3 and 4 February 2034.

The RPM coordination meeting will be held online on 12 March 2034 to examine the reports of the regional preparatory meetings.

Resolution 12 (Rev. Bergen, 2029) asks members to paint their harbours.

- 1) Silt
- 2) Wrecks
"""


@pytest.mark.parametrize(
    ("question", "before", "told"),
    [
        (
            "Is it held online? On which day?",
            "Which meeting examines the reports of the regional preparatory meetings?",
            ("12 March 2034",),
        ),
        (
            "And when and where was it revised?",
            "Which resolution asks members to paint their harbours?",
            ("Resolution 12", "Bergen", "2029"),
        ),
        (
            "Which resolution asks members to paint their harbours? And when and where was it revised?",
            None,
            ("Resolution 12", "Bergen", "2029"),
        ),
    ],
)
def test_what_an_answer_named_is_meant_by_what_comes_after(
    tmp_path: Path, question: str, before: str | None, told: tuple[str, ...]
) -> None:
    from assistant.answer import Turn
    from assistant.opening import open_assistant
    from assistant.settings import Settings
    from index.sync import ingest_paths

    (tmp_path / "plan.md").write_text(PLAN, "utf-8")
    ingest_paths([tmp_path / "plan.md"], tmp_path / "index")
    with open_assistant(Settings(index=tmp_path / "index", model="none")) as assistant:
        answer = assistant.ask(question, (Turn(before),) if before else ())
    assert all(one in answer.text for one in told)
    assert "Accra" not in answer.text
    assert "Riga" not in answer.text


@pytest.mark.parametrize(
    ("message", "pieces"),
    [
        ("Which paragraph mentions the hotels, and who went to see them?", 2),
        ("峰会叫什么名称，旨在促进什么？", 2),
        ("Quel article le dit, et quand a-t-il été révisé ?", 2),
        ("How many resolutions are cited, and which ones?", 0),
        ("Where is it held, in Riga or in Split?", 0),
        ("In Riga, which hotel is nearest?", 0),
        ("灯塔会和灯船会分别在哪里举行？", 2),
        ("灯塔会与灯船会哪天开始？", 2),
        ("灯塔会和灯船会有什么关系？", 0),
        ("WPCO-31与会补贴申请的截止日期是什么时候？", 0),
        ("参与青年论坛的日期是什么时候？", 0),
    ],
)
def test_questions_joined_by_a_comma_are_told_apart_only_where_that_is_wanted(
    message: str, pieces: int
) -> None:
    assert len(questions_in(message, joined=True)) == pieces
    assert questions_in(message) == ()


def test_what_is_asked_of_two_things_is_asked_of_each() -> None:
    parts = questions_in("灯塔会的报告和灯船会各工作组的成果分别在哪里？", joined=True)
    assert parts == ("灯塔会的报告在哪里？", "灯船会各工作组的成果在哪里？")
