"""Periods relative to the day of a question, and what is said of them: on, over, still open, days left."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, facts_about, text_of

from assistant.answer import Status
from assistant.windows import window_of

DAY = date(2031, 3, 5)
TEXTS = {
    "plan.txt": """HS-31/010-E

Lisbon, 15 January 2031

Preparation of the World Harbour Conference (WHCC-31)

The World Harbour Conference (WHCC-31) will be held in Lisbon, Portugal, from 5 to 9 May 2031.

| Meeting | Dates | Place |
|---|---|---|
| RPM-AFR | 4–5 February 2031 | Accra, Ghana |
| RPM-EUR | 11–12 March 2031 | Vienna, Austria |
| RPM-ASP | 8–9 April 2031 | Hanoi, Viet Nam |

Registration for WHCC-31 closes on 1 March 2031. Proposals should be sent by 4 April 2031.
"""
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("下个月有哪些会议", "2031-04-01/2031-04-30"),
        ("What is on next month?", "2031-04-01/2031-04-30"),
        ("за следующий месяц", "2031-04-01/2031-04-30"),
        ("le mois prochain", "2031-04-01/2031-04-30"),
        ("el próximo mes", "2031-04-01/2031-04-30"),
        ("الشهر القادم", "2031-04-01/2031-04-30"),
        ("本周", "2031-03-03/2031-03-09"),
        ("на этой неделе", "2031-03-03/2031-03-09"),
        ("in the coming two weeks", "2031-03-05/2031-03-19"),
        ("未来两周", "2031-03-05/2031-03-19"),
        ("dans les deux prochaines semaines", "2031-03-05/2031-03-19"),
        ("within two months", "2031-03-05/2031-05-05"),
        ("tomorrow", "2031-03-06"),
        ("去年", "2030-01-01/2030-12-31"),
    ],
)
def test_a_period_is_held_against_the_day(text: str, value: str) -> None:
    window = window_of(text, DAY)
    assert window is not None
    assert window.value == value


@pytest.mark.parametrize(
    "text", ["في أي يوم يعقد", "距今天最近的会议", "When is WHCC-31?", "10 March 2031", "اليوم الأول"]
)
def test_what_gives_no_period_gives_none(text: str) -> None:
    assert window_of(text, DAY) is None


def test_only_the_meetings_of_the_period_are_listed() -> None:
    said = text_of(answered(TEXTS, "下个月的区域筹备会议有哪些？", as_of=DAY))
    assert "河内" in said
    assert "维也纳" not in said
    assert "2031年4月1日至30日" in said


def test_a_period_without_meetings_says_so_and_names_the_next() -> None:
    draft = answered(TEXTS, "Which regional preparatory meetings are there this week?", as_of=DAY)
    assert draft.status is Status.NOT_FOUND
    assert "RPM-EUR" in text_of(draft)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Is the RPM for Africa already over?", "already over"),
        ("Is RPM-EUR over yet?", "Not yet"),
        ("RPM-AFR已经结束了吗？", "已经结束"),
        ("Can I still register for WHCC-31?", "it is closed"),
        ("How many days are left until WHCC-31?", "61 days"),
        ("Is it too late to submit proposals for WHCC-31?", "still open"),
    ],
)
def test_how_things_stand_on_the_day(question: str, words: str) -> None:
    draft = answered(TEXTS, question, as_of=DAY)
    assert words in text_of(draft)
    assert all(sentence.verified for sentence in draft.sentences if sentence.claims)


@pytest.mark.parametrize(
    ("question", "key"),
    [
        ("When is the Vienna meeting?", "rpm-eur@whcc-31"),
        ("维也纳的会是哪天？", "rpm-eur@whcc-31"),
        ("Quand a lieu la réunion de Hanoï ?", "rpm-asp@whcc-31"),
        ("What are the dates of the conference in Lisbon?", "whcc-31"),
        ("When is the Lisbon conference?", "whcc-31"),
    ],
)
def test_a_place_stands_for_the_meeting_held_there(question: str, key: str) -> None:
    facts = facts_about(TEXTS, question, as_of=DAY)
    assert [event.key for event in facts.subject.events] == [key]


def test_a_place_beside_a_pronoun_is_a_value_to_check() -> None:
    facts = facts_about(TEXTS, "Is it in Vienna?", "When is WHCC-31?", as_of=DAY)
    assert [event.key for event in facts.subject.events] == ["whcc-31"]


def test_a_year_without_an_edition_is_not_answered_for_another() -> None:
    draft = answered(TEXTS, "Where is the 2029 conference held?", as_of=DAY)
    assert draft.status is Status.NOT_FOUND
    assert "Lisbon" not in text_of(draft)


def test_the_day_of_the_week_is_told_where_it_is_asked() -> None:
    said = text_of(answered(TEXTS, "On which day of the week does WHCC-31 start?", as_of=DAY))
    assert "Monday" in said


def test_chatter_before_the_question_asks_for_nothing() -> None:
    said = text_of(answered(TEXTS, "I am booking my flight tickets, when exactly is WHCC-31?", as_of=DAY))
    assert "5–9 May 2031" in said


DETAILS = """# Deadlines for the World Harbour Conference (WHCC-31)

1 December 2030

The World Harbour Conference (WHCC-31) will be held in Lisbon, Portugal, from 5 to 9 May 2031.

| What | Date |
|---|---|
| Opening of online registration | 10 January 2031 |
"""
CLOSES = "| Close of online registration | 1 March 2031 |\n"


@pytest.mark.parametrize(
    ("question", "day", "closes", "words"),
    [
        ("Is registration for WHCC-31 still open?", date(2031, 1, 2), True, "Not yet"),
        ("Has registration for WHCC-31 opened yet?", date(2031, 1, 2), False, "Not yet"),
        ("WHCC-31的注册开始了吗？", date(2031, 1, 2), True, "还没有"),
        ("Is registration for WHCC-31 still open?", date(2031, 2, 1), True, "still open"),
        ("Is registration for WHCC-31 still open?", date(2031, 2, 1), False, "has opened"),
        ("WHCC-31的注册还开放吗？", date(2031, 2, 1), False, "已经开放"),
        ("Is registration for WHCC-31 still open?", date(2031, 3, 5), True, "closed"),
        ("Is registration for WHCC-31 still open?", date(2031, 3, 5), False, "has opened"),
        ("How many days until registration for WHCC-31 opens?", date(2031, 1, 2), True, "8 days"),
        ("How many days until registration for WHCC-31 opens?", date(2031, 2, 1), True, "still open"),
    ],
)
def test_the_day_on_which_something_opens_closes_nothing(
    question: str, day: date, closes: bool, words: str
) -> None:
    draft = answered({"details.md": DETAILS + CLOSES * closes}, question, as_of=day)
    assert words in text_of(draft)
    assert closes or "closed" not in text_of(draft)
    assert all(sentence.verified for sentence in draft.sentences if sentence.claims)
