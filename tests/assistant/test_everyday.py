"""What a newcomer asks first: what is next, what it costs, who is who, what has changed."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, facts_about, text_of

from assistant.answer import Method, NoticeKind, Status
from assistant.certainty import is_dateline
from assistant.sayers import without_sayer
from assistant.sentences import units

DAY = date(2038, 2, 10)
LETTER = """Letter TID-38/004-E

Bergen, 12 January 2038

Contact: Nils Aas
Telephone: +47 55 555 0100

Invitation to the World Tide Assembly (WTAS-38)

The World Tide Assembly (WTAS-38) will be held in Malmö, Sweden, from 7 to 18 June 2038.

The expenditure for WTAS-38 may not exceed 640 000 euros. There is no registration fee for WTAS-38.

Maren Holm

Secretary-General

Annex 1 Draft agenda of WTAS-38

1) Opening

2) Tide tables
"""
REGIONAL = """Lettre TID-38/006-F

Bergen, le 20 janvier 2038

La réunion régionale de consultation pour l'Afrique (RCM-AFR), préparatoire à la WTAS-38, se tiendra à Dakar (Sénégal) les 4 et 5 mars 2038.

Des frais d'inscription de 50 euros sont à payer pour la RCM-AFR.
"""
DATES = """# Deadlines for the World Tide Assembly (WTAS-38)

TID-38/007-E

22 January 2038

| What | Date | Where to send |
|---|---|---|
| Proposals from Member States | 1 February 2038 | papers@tides.example |
| Requests for visa support letters | 26 February 2038 | visa@tides.example |
| Hotel rooms at the conference rate | 30 April 2038 | stay@tides.example |
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
