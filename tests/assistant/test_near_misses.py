"""What comes near to a question and is not what is asked: another meeting, day, number, office or paper."""

from __future__ import annotations

import pytest
from samples import answered, facts_about, text_of
from tides import DATES, DAY, LETTER

from assistant.answer import Status
from assistant.certainty import is_dateline
from assistant.costs import lodging
from assistant.sayers import without_sayer
from assistant.sentences import units

VISIT = """Document TID-38/012-E

4 February 2038

Preparations for the World Tide Assembly (WTAS-38)

The first site visit for WTAS-38 was held from 10 to 14 January 2038.

The Regional Preparatory Meeting for Asia and the Pacific (RPM-ASP), preparatory to WTAS-38, will be held in Suva, Fiji, on 1 and 2 April 2038.

The Minister of Harbours of Sweden offered Malmö in a letter of 3 May 2036. By Resolution 12 (Bergen, 2030) delegations include young pilots.
"""


def told(question: str, *history: str) -> str:
    return text_of(answered({"letter.txt": LETTER, "visit.txt": VISIT}, question, *history, as_of=DAY))


@pytest.mark.parametrize(
    ("question", "history"),
    [
        ("WTAS-38的第二次实地考察是哪几天？", ()),
        ("And the second site visit?", ("When was the first site visit for WTAS-38?",)),
    ],
)
def test_a_second_visit_is_not_the_first(question: str, history: tuple[str, ...]) -> None:
    assert "2038" not in told(question, *history).replace("WTAS-38", "")
    assert "10–14 January 2038" in told("When was the first site visit for WTAS-38?")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When is the Oceanian meeting for WTAS-38?", "Not stated"),
        ("When is the Asian meeting for WTAS-38?", "1–2 April 2038"),
        ("When is the regional prep meeting for WTAS-38?", "1–2 April 2038"),
    ],
)
def test_a_meeting_for_a_conference_is_not_the_conference(question: str, words: str) -> None:
    assert words in told(question)
    assert "7–18 June 2038" not in told(question)


def test_the_name_of_who_holds_an_office_is_not_told_without_one() -> None:
    assert "3 May 2036" not in told("What is the name of Sweden's harbour minister?").split("nearest")[0]


def test_the_line_of_a_letter_with_its_day_gives_no_other_day() -> None:
    draft = answered(
        {"letter.txt": LETTER}, "On which days does the 2038 session of the Board take place?", as_of=DAY
    )
    assert draft.status is not Status.ANSWERED
    facts = facts_about({"letter.txt": LETTER}, "On which days does the Board meet?", as_of=DAY)
    lines = [unit.text for one in facts.documents.values() for unit in units(one) if is_dateline(facts, unit)]
    assert lines == ["Bergen, 12 January 2038"]


def test_who_cites_a_text_is_not_what_is_asked() -> None:
    assert without_sayer("Which resolution does the Secretary-General cite for pilots?").startswith(
        "Which resolution does  cite"
    )
    assert without_sayer("秘书长鼓励代表团纳入谁？") == "鼓励代表团纳入谁？"
    assert without_sayer("秘书长是谁？") == "秘书长是谁？"


PLAN = """# WTAS-38: time plan (draft)

WTAS-38/INF/3-E, 5 February 2038

| Date | Time | Meeting | Room |
|---|---|---|---|
| 7 June 2038 (Monday) | 10:00–11:00 | Opening ceremony | Hall A |

Participants in WTAS-38 pay for accommodation themselves, at their own expense.
"""
HOTELS = """# Information for participants in WTAS-38

WTAS-38/INF/1-E, 6 February 2038

WTAS-38 will be held in Malmö, Sweden, from 7 to 18 June 2038, at the Tide Convention Centre.

Accommodation in Malmö is scarce in June.

| Hotel | Distance from the venue |
|---|---|
| Anchor Inn | 300 m |
"""
ALL = {"letter.txt": LETTER, "plan.md": PLAN, "hotels.md": HOTELS, "dates.md": DATES}


def of_all(question: str, *history: str) -> str:
    return text_of(answered(ALL, question, *history, as_of=DAY))


@pytest.mark.parametrize(
    "question", ["Is the time plan of WTAS-38 final, or still a draft?", "大会的日程是最终版吗？"]
)
def test_a_paper_whose_title_calls_it_a_draft_is_not_final(question: str) -> None:
    assert "time plan (draft)" in of_all(question)
    final = ALL | {"plan.md": PLAN.replace(" (draft)", "")}
    assert answered(final, question, as_of=DAY).status is not Status.ANSWERED


@pytest.mark.parametrize("question", ["Who pays for accommodation at WTAS-38?", "大会期间住宿谁出钱？"])
def test_who_pays_for_accommodation_is_who_a_sentence_says(question: str) -> None:
    assert "at their own expense" in of_all(question)
    silent = {"letter.txt": LETTER, "hotels.md": HOTELS}
    assert lodging(facts_about(silent, question, as_of=DAY)) is None


def test_the_number_of_a_hotel_is_not_that_of_the_letter() -> None:
    assert "+47 55 555 0100" not in of_all("What is the phone number of the Anchor Inn in Malmö?")
    assert "+47 55 555 0100" in of_all("What is the phone number in letter TID-38/004?")


def test_how_many_seats_a_hall_has_is_not_when_it_opens() -> None:
    assert "10:00" not in of_all("How many seats has the hall of the opening ceremony?").split("nearest")[0]
    assert "10:00" in of_all("At what time is the opening ceremony?")


def test_the_venue_is_told_beside_the_city_that_is_not_the_one_named() -> None:
    told = of_all("WTAS-38 is in Gdansk, what is the venue called?")
    assert "Malmö" in told
    assert "Tide Convention Centre" in told


def test_an_agenda_is_not_listed_for_a_meeting_that_is_not_known() -> None:
    assert "Tide tables" not in of_all("Что стоит в повестке совещания в Хрюковске?")
    assert "Tide tables" in of_all("What is on the agenda of WTAS-38?")


def test_which_states_asked_for_an_item_is_not_the_item() -> None:
    assert "Tide tables" not in of_all("Which States wanted the item on tide tables?").split("nearest")[0]


def test_days_left_are_counted_to_the_deadline_of_what_is_asked() -> None:
    assert "16 days" in of_all("How many days do we have left to ask for a visa letter for WTAS-38?")


@pytest.mark.parametrize(
    ("question", "history", "words", "never"),
    [
        (
            "What is the date of the letter by which Sweden invited the Assembly?",
            (),
            "not stated",
            "12 January",
        ),
        ("What is the date of letter TID-38/004?", (), "12 January 2038", "not stated"),
        ("Who confirmed the dates of WTAS-38?", (), "", "settled"),
        ("Are the dates of WTAS-38 settled?", (), "settled", "not stated"),
        ("Which of the meetings fell in April 2038?", (), "1–2 April 2038", "June"),
    ],
)
def test_what_is_asked_about_is_told_and_not_its_neighbour(
    question: str, history: tuple[str, ...], words: str, never: str
) -> None:
    answer = told(question, *history)
    assert words.lower() in answer.lower()
    assert never.lower() not in answer.lower()


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What is WTAS?", "World Tide Assembly (WTAS-38)"),
        ("What does RPM stand for?", "not stated"),
        ("什么是WTAS？", "World Tide Assembly (WTAS-38)"),
        ("Что такое QQQ?", "не указано"),
    ],
)
def test_an_acronym_is_told_by_the_sentence_that_names_it(question: str, words: str) -> None:
    assert words in told(question)
