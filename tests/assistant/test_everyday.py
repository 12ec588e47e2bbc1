"""What a newcomer asks first: what is next, what it costs, who is who, what has changed."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, text_of
from tides import DATES, DAY, LETTER

from assistant.answer import Method, NoticeKind, Status

REGIONAL = """Lettre TID-38/006-F

Bergen, le 20 janvier 2038

La réunion régionale de consultation pour l'Afrique (RCM-AFR), préparatoire à la WTAS-38, se tiendra à Dakar (Sénégal) les 4 et 5 mars 2038.

Des frais d'inscription de 50 euros sont à payer pour la RCM-AFR.
"""
OLD = """# Report of the World Tide Assembly (WTAS-34)

WTAS-34/90-E

30 June 2034

The World Tide Assembly (WTAS-34) was held in Gdansk, Poland, from 5 to 16 June 2034.

Ole Berg

Secretary-General
"""
TIMES = """# WTAS-34: time plan

WTAS-34/INF/4-E, 20 May 2034

| Date | Time | Meeting | Room |
|---|---|---|---|
| 5 June 2034 (Monday) | 10:00–11:00 | Opening ceremony | Hall B |
"""
TEXTS = {"letter.txt": LETTER, "regional.txt": REGIONAL, "dates.md": DATES, "old.md": OLD, "times.md": TIMES}


def said(question: str, *history: str, as_of: date = DAY) -> str:
    return text_of(answered(TEXTS, question, *history, as_of=as_of))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What's happening next?", "4–5 March 2038"),
        ("下一个会议是什么？", "2038年3月4日至5日"),
        ("When is the next meeting?", "4–5 March 2038"),
        ("下一届大会什么时候开？", "2038年6月7日至18日"),
    ],
)
def test_the_next_event_is_the_first_to_come(question: str, words: str) -> None:
    assert words in said(question)


def test_the_next_deadline_is_one_that_is_not_over() -> None:
    one = said("What is the next deadline?")
    assert "26 February 2038" in one
    assert "1 February 2038" not in one.replace("26 February", "")
    assert "30 April" not in one
    coming = said("Which deadlines are coming up?")
    assert "26 February 2038" in coming
    assert "30 April 2038" in coming
    assert "proposals" not in coming
    assert "1 February 2038" in said("What are the deadlines for WTAS-38?")


@pytest.mark.parametrize(
    ("question", "words", "never"),
    [
        ("How much does it cost to attend?", "no registration fee", "640 000"),
        ("参加大会要交多少钱？", "no registration fee", "640 000"),
        ("¿Cuánto cuesta la inscripción en la WTAS-38?", "no registration fee", "50"),
        ("What is the fee of RCM-AFR?", "50 euros", "no registration fee"),
        ("What is the budget of WTAS-38?", "640 000", "fee"),
        ("大会的预算是多少？", "640 000", "fee"),
    ],
)
def test_a_fee_is_what_the_event_asked_about_takes(question: str, words: str, never: str) -> None:
    draft = answered(TEXTS, question, as_of=DAY)
    assert draft.status is Status.ANSWERED
    assert draft.method is Method.QUOTE
    assert words in text_of(draft)
    assert never not in text_of(draft)


def test_the_fee_of_an_earlier_conference_is_none_of_the_next() -> None:
    earlier = """# Report of the World Tide Assembly (WTAS-30)

WTAS-30/90-E

30 June 2030

Every delegate paid a registration fee of 90 euros.
"""
    draft = answered(TEXTS | {"earlier.md": earlier}, "How much does it cost to attend?", as_of=DAY)
    assert "no registration fee" in text_of(draft)
    assert "90 euros" not in text_of(draft)


def test_a_fee_that_no_sentence_gives_is_not_told() -> None:
    draft = answered(TEXTS, "Was there a fee for WTAS-34?", as_of=DAY)
    assert "registration fee" not in text_of(draft)
    assert draft.status is Status.NOT_FOUND


@pytest.mark.parametrize(
    "question", ["Who is the Secretary-General?", "秘书长是谁？", "Кто генеральный секретарь?"]
)
def test_who_signs_the_latest_letter_with_an_office_holds_it(question: str) -> None:
    assert "Maren Holm" in said(question)
    assert "Ole Berg" not in said(question)


def test_who_is_taken_for_the_holder_of_an_office_is_told_beside_the_holder() -> None:
    told = said("Is Nils Aas the Secretary-General?")
    assert "contact person" in told
    assert "Maren Holm" in told


def test_an_office_that_nobody_signs_with_is_not_filled() -> None:
    assert "Holm" not in said("Who is the Director?")


def test_an_address_for_what_is_asked_is_a_contact_though_it_has_no_person() -> None:
    told = said("Who do I contact about visas?")
    assert "visa@tides.example" in told
    assert "Nils Aas" not in told


def test_whose_opening_it_is_is_said_where_no_edition_is_named() -> None:
    draft = answered(TEXTS, "What time does the opening ceremony start?", as_of=DAY)
    assert "10:00–11:00" in text_of(draft)
    assert any(one.kind is NoticeKind.PREMISE and "WTAS-34" in one.text for one in draft.remarks)
    named = answered(TEXTS, "What time does the opening ceremony of WTAS-34 start?", as_of=DAY)
    assert not any(one.kind is NoticeKind.PREMISE for one in named.remarks)


def test_whether_one_can_attend_online_is_no_matter_of_online_registration() -> None:
    told = said("Can I attend online?")
    assert "WTAS-38" in told
    assert "format" in told
