"""Questions as they are typed: spoken words, exclusions, items by letter, days by number, bare nouns."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, facts_about, text_of

from assistant.answer import Status
from assistant.asks import Ask
from assistant.event_days import numbered_day
from assistant.exclusions import without_exclusions
from assistant.items_asked import item_asked
from assistant.lexicon import plain
from assistant.question import understand
from assistant.spelling import in_written_words

DAY = date(2034, 2, 1)
TEXTS = {
    "letter.md": """Letter PIL-34/002-E

Porto, 10 January 2034

Invitation to the World Pilot Assembly (WPAS-34)

The World Pilot Assembly (WPAS-34) will be held in Porto, Portugal, from 5 to 16 June 2034.

Before it the Tug Skippers Forum will be held in Porto, Portugal, from 2 to 4 June 2034.

# Annex 1 Draft agenda of WPAS-34

1) Election of the Chair

2) Dredging topics

a) Silt

b) Wrecks

3) Pilot boats in winter
""",
    "forum.md": """# Timetable of the Tug Skippers Forum

PIL-34/INF/9-E

20 January 2034

The Tug Skippers Forum is held in Porto, Portugal, from 2 to 4 June 2034. The Forum charges no fee.

| Date | Time | Session | Room |
|---|---|---|---|
| 2 June 2034 | 10:00-11:00 | Knots and lines | Room 1 |
| 3 June 2034 | 14:00-15:00 | Towing in ice | Room 2 |
""",
    "hotels.md": """# Hotels for WPAS-34

PIL-34/INF/10-E

21 January 2034

| Hotel | Single room per night | Distance |
|---|---|---|
| Anchor House | EUR 80 | 1 km |
| Gull Inn | EUR 60 | 2 km |
""",
}


def say(question: str, *history: str) -> tuple[str, Status]:
    draft = answered(TEXTS, question, *history, as_of=DAY)
    return text_of(draft), draft.status


def test_spoken_chinese_is_read_as_written() -> None:
    assert in_written_words("啥时候开，咋去，在哪儿？") == "什么时候开，怎么去，在哪里？"
    assert Ask.WHEN in understand(in_written_words("这会啥时候开")).asks


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("What is discussed in Riga, apart from the opening?", "What is discussed in Riga ?"),
        ("除开幕式外还讨论什么？", "还讨论什么？"),
        ("Что обсуждают, кроме открытия?", "Что обсуждают ?"),
        ("À part l'ouverture, que discute-t-on ?", "que discute-t-on ?"),
        ("Apart from that?", "Apart from that?"),
    ],
)
def test_what_is_excluded_is_no_part_of_the_question(question: str, left: str) -> None:
    assert without_exclusions(question)[0] == left


@pytest.mark.parametrize(
    "question", ["哪几个区域开会？", "这几位由谁提名？", "它是第几项？", "前几天谁来了？"]
)
def test_which_few_is_no_question_for_a_number(question: str) -> None:
    assert Ask.COUNT not in understand(question).asks


def test_how_many_is_one() -> None:
    assert Ask.COUNT in understand("一共有几个区域？").asks


def test_a_relative_pronoun_asks_for_nobody() -> None:
    assert Ask.WHO not in understand("De quand date la circulaire qui invite à Porto ?").asks
    assert Ask.WHO in understand("Qui invite à Porto ?").asks
    assert Ask.WHO in understand("Par qui est présidée la réunion ?").asks


@pytest.mark.parametrize(
    ("question", "before", "item"),
    [
        ("What is item 2 b)?", [], "2 b"),
        ("And letter b)?", ["What is item 2?", "What stands under a)?"], "2 b"),
        ("紧接着的那一项是什么？", ["议程第2项是什么？"], "3"),
        ("And the previous item?", ["What is item 2?"], "1"),
        ("And letter b)?", ["Where is it?"], None),
        ("Where is it?", ["What is item 2?"], None),
    ],
)
def test_items_by_letter_and_beside_the_last(question: str, before: list[str], item: str | None) -> None:
    assert item_asked(plain(question), [plain(one) for one in before]) == item


def test_a_sub_item_by_its_letter() -> None:
    assert "Wrecks" in say("What is item 2 b) of the WPAS-34 agenda?")[0]
    told, _ = say("And letter a)?", "What does item 2 of the WPAS-34 agenda deal with?")
    assert "Silt" in told
    assert "Wrecks" not in told


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("What is on at the Tug Skippers Forum on the second day?", "2034-06-03"),
        ("Tug Skippers Forum第三天做什么？", "2034-06-04"),
        ("¿Qué hay el primer día del Tug Skippers Forum?", "2034-06-02"),
        ("Что в последний день Tug Skippers Forum?", "2034-06-04"),
        ("What is on at the Tug Skippers Forum on the fifth day?", None),
        ("When is the Tug Skippers Forum?", None),
    ],
)
def test_days_are_counted_from_the_first(question: str, day: str | None) -> None:
    assert numbered_day(facts_about(TEXTS, question, as_of=DAY)) == day


def test_the_timetable_of_a_counted_day() -> None:
    told, status = say("What sessions are there on the second day of the Tug Skippers Forum?")
    assert status is Status.ANSWERED
    assert "Towing in ice" in told
    assert "Knots" not in told


def test_a_bare_noun_means_the_one_event_that_has_it() -> None:
    assert [e.key for e in facts_about(TEXTS, "When is the forum?", as_of=DAY).subject.events] == [
        "tug-skippers-forum"
    ]
    assert not facts_about(TEXTS, "When is the workshop?", as_of=DAY).subject.events


def test_a_duration_of_something_else_is_not_that_of_the_meeting() -> None:
    assert "12" in say("How many days does WPAS-34 last?")[0]
    told, status = say("How many days of quarantine are there before WPAS-34?")
    assert status is not Status.ANSWERED
    assert "12" not in told


def test_rooms_for_two_are_not_rooms_for_one() -> None:
    assert "80" in say("What does a single room at the Anchor House cost?")[0]
    told, status = say("What does a double room at the Anchor House cost?")
    assert status is not Status.ANSWERED
    assert "EUR 80" not in told or status is Status.PARTIAL


def test_a_follow_up_with_a_noun_of_its_own_does_not_repeat_the_question_before() -> None:
    before = understand("When is the Tug Skippers Forum?")
    assert Ask.WHEN in before.asks
    from assistant.answer import Turn

    turns = (Turn("When is the Tug Skippers Forum?"),)
    assert Ask.WHEN not in understand("Which senior officials is it meant for?", turns).asks
    assert Ask.WHEN in understand("And the assembly?", turns).asks


def test_a_month_is_no_leftover_and_a_wrong_town_is_corrected() -> None:
    told, _ = say("Will WPAS-34 be held in Riga in June again?")
    assert "Porto" in told
