"""Messages that tell something before they ask: what is told, what is asked, and the answer to that."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from tides import DAY, LETTER

from assistant.answer import Status, Turn
from assistant.answering import Assistant
from assistant.preambles import told_and_asked
from index.opened import open_index
from index.search import Searcher
from index.sync import ingest_paths

PAPER = """Document TID-38/021-E

7 February 2038

Preparations for the World Tide Assembly (WTAS-38)

WTAS-38 will be held in Malmö, Sweden, from 7 to 18 June 2038.

The draft agenda of WTAS-38 goes to the Tide Advisory Group (1–3 March 2038) for approval. A revised version may be submitted to the Board after that.

The Regional Preparatory Meeting for Africa (RPM-AFR), preparatory to WTAS-38, will be held in Maputo, Mozambique, on 8 and 9 March 2038.

The Youth Tide Forum will be held in Malmö, Sweden, on 6 June 2038, before WTAS-38. The Forum will include talks between generations and a boat race.
"""
OLDER = """Letter TID-34/002-E

3 February 2034

Invitation to the World Tide Assembly (WTAS-34)

WTAS-34 will be held in Lisbon, Portugal, from 5 to 16 June 2034. The draft agenda of WTAS-34 was approved by the Board on 4 January 2034.
"""


@pytest.mark.parametrize(
    ("text", "told", "asked"),
    [
        ("I write for Samoa. Who signs the letter?", "I write for Samoa.", "Who signs the letter?"),
        ("Who signs the letter? My boss needs it.", "", "Who signs the letter?"),
        ("Je suis délégué et je voudrais savoir qui signe.", "Je suis délégué et je", "qui signe."),
        (
            "我是青年代表，打算去马尔默参加青年活动，那天有什么安排？",
            "我是青年代表，打算去马尔默参加青年活动",
            "那天有什么安排？",
        ),
        ("Soy delegada y quisiera saber quién firma la carta.", "Soy delegada y", "quién firma la carta."),
        ("Я делегат и хотел бы узнать, кто подписал письмо.", "Я делегат и", "кто подписал письмо."),
        ("أنا مندوب وأودّ أن أعرف من وقع الرسالة؟", "أنا مندوب و", "من وقع الرسالة؟"),
    ],
)
def test_what_is_told_and_what_is_asked(text: str, told: str, asked: str) -> None:
    assert told_and_asked(text) == (told, asked)


@pytest.mark.parametrize(
    "text",
    [
        "When and where is WTAS-38 held?",
        "在马尔默举行的大会，哪天开幕？",
        "If I register late, what happens?",
        "WTAS-38",
        "Is there anything for young people before it, in the same city?",
    ],
)
def test_a_question_with_a_comma_tells_nothing_of_the_asker(text: str) -> None:
    found = told_and_asked(text)
    assert found is None or found == ("", text)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("tides")
    for name, text in {"paper.txt": PAPER, "letter.txt": LETTER, "older.txt": OLDER}.items():
        (folder / name).write_text(text, "utf-8")
    ingest_paths([folder], folder / "index", workers=1)
    with open_index(folder / "index") as index:
        yield Assistant(index, Searcher(index))


@pytest.mark.parametrize(
    ("question", "history", "words"),
    [
        (
            "I am a young delegate and plan to come to the Youth Tide Forum in Malmö a day early."
            " What will it include?",
            (),
            "boat race",
        ),
        (
            "Thank you. And is there anything organised for young people just before it, in the same city?",
            ("When is WTAS-38?",),
            "6 June 2038",
        ),
        ("Muy bien. ¿Y de qué trata el punto siguiente?", ("What is item 1 of the WTAS-38 agenda?",), "Tide tables"),
    ],
)  # fmt: skip
def test_the_question_is_answered_after_what_is_told(
    assistant: Assistant, question: str, history: tuple[str, ...], words: str
) -> None:
    answer = assistant.ask(question, [Turn(each, None) for each in history], as_of=DAY)
    assert answer.status is Status.ANSWERED
    assert words in answer.text
    assert answer.question == question


def test_what_nobody_says_stays_declined_after_a_preamble(assistant: Assistant) -> None:
    question = "I am the delegate of Samoa and I would like to know how much the daily allowance in Malmö is."
    assert assistant.ask(question, as_of=DAY).status is not Status.ANSWERED


def test_the_way_of_an_agenda_is_that_of_the_edition_asked_about(assistant: Assistant) -> None:
    question = (
        "Is there still room to change the draft agenda of WTAS-38, or can a revised version be submitted?"
    )
    answer = assistant.ask(question, as_of=DAY)
    assert "after that" in answer.text
    assert "2034" not in answer.text
