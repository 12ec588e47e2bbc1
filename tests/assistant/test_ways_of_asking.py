"""The same fact asked for in other ways: by place, by what is next, by what a name leaves open."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, facts_about, text_of

from assistant.answer import Status
from assistant.asks import Ask
from assistant.question import understand
from assistant.ranking import choose

LETTER = """Letter PIL-34/002-E

Porto, 10 January 2034

Invitation to the World Pilot Assembly (WPAS-34)

The World Pilot Assembly (WPAS-34) will be held in Porto, Portugal, from 5 to 16 June 2034.

Before it the Young Pilots Day will be held in Porto, Portugal, on 3 June 2034.

Two inter-regional meetings (IRM) are planned, both online: IRM-1 on 6 and 7 March 2034 and IRM-2 on 3 and 4 April 2034.

Contact: Ms Rita Vaz, telephone +351 22 555 0101, e-mail wpas34@pilots.example.

Host country liaison: Mr Nuno Pinto, telephone +351 22 555 0107, e-mail liaison@wpas34.example.

# Annex 1 Draft agenda of WPAS-34

1) Election of the Chair

2) Dredging topics

a) Silt

b) Wrecks

3) Pilot boats in winter
"""
REGIONAL = """Letter PIL-34/005-E

Porto, 20 January 2034

Regional Preparatory Meeting for Africa (RPM-AFR)

The Regional Preparatory Meeting for Africa (RPM-AFR), preparatory to WPAS-34, will be held in Accra, Ghana, on 13 and 14 February 2034.

# Agenda of RPM-AFR

1) Opening

2) Lagoon dredging

3) Other business
"""
EUROPE = """Letter PIL-34/006-E

Porto, 21 January 2034

Regional Preparatory Meeting for Europe (RPM-EUR)

The Regional Preparatory Meeting for Europe (RPM-EUR), preparatory to WPAS-34, will be held in Riga, Latvia, on 10 and 11 April 2034.
"""
OLD = """# Timetable of the World Pilot Assembly (WPAS-30)

Document WPAS-30/INF/4-E

3 February 2030

The World Pilot Assembly (WPAS-30) is held in Cork, Ireland, from 4 to 8 March 2030.

| Date | Time | Session | Room |
|---|---|---|---|
| 4 March 2030 | 10:00-11:00 | Opening ceremony | Room 1 |
| 8 March 2030 | 16:00-17:00 | Closing ceremony | Room 9 |
"""
NEW = """# Timetable of the World Pilot Assembly (WPAS-34)

Document WPAS-34/INF/4-E

3 February 2034

| Date | Time | Session | Room |
|---|---|---|---|
| 5 June 2034 | 10:00-11:00 | Opening ceremony | Douro Hall |
| 16 June 2034 | 15:00-16:00 | Closing ceremony | Douro Hall |
"""
TEXTS = {"letter.txt": LETTER, "africa.txt": REGIONAL, "europe.txt": EUROPE, "old.md": OLD, "new.md": NEW}
SIGNED = (
    """Letter PIL-34/009-E

Porto, 10 January 2034

Invitation to the World Pilot Assembly (WPAS-34)

The World Pilot Assembly (WPAS-34) will be held in Porto, Portugal, from 5 to 16 June 2034.

Yours faithfully,

(signed)

Rosa Lima
Secretary-General
""",
    """PIL-34/009-C号通函

2034年1月10日，波尔图

事由：邀请出席世界领航大会（WPAS-34）

世界领航大会（WPAS-34）将于2034年6月5日至16日在葡萄牙波尔图举行。

顺致敬意！

[原件已签]

罗莎·利马
秘书长
""",
)
DAY = date(2034, 3, 1)


@pytest.mark.parametrize(
    ("question", "said", "never"),
    [
        # A session of the edition that the question dates, and of both where two are named.
        ("2030年3月那次大会的闭幕式在哪个厅？", "Room 9", "Douro"),
        ("When do the closing ceremonies of WPAS-30 and WPAS-34 begin?", "16:00", "\0"),
        ("When do the closing ceremonies of WPAS-30 and WPAS-34 begin?", "15:00", "\0"),
        # Items by what they are about, and what is below one.
        ("“Dredging topics”这一项分成哪些分题？", "Wrecks", "winter"),
        ("Which committee or item of the WPAS-34 agenda takes dredging?", "Dredging topics", "winter"),
        ("What will be discussed in Accra?", "Lagoon dredging", "Douro"),
        ("De quoi va-t-on parler à Accra ?", "Lagoon dredging", "Douro"),
        # The host country's own contact.
        ("WPAS-34东道国的联络邮箱？", "liaison@wpas34.example", "wpas34@pilots"),
        # What is next, and what is on at a place.
        ("Which regional preparatory meeting comes next?", "10–11 April 2034", "Accra"),
        ("接下来轮到哪个区域的筹备会？什么时候开？", "2034年4月10日", "2月13日"),
        # A wrong date given for a conference that is not named.
        ("I read that the conference is from 12 to 23 June 2034. Is that right?", "5–16 June 2034", "Yes"),
        # The building is not known: said so, beside what is.
        ("WPAS-34在哪座会展中心举行？", "会址", "Douro"),
    ],
)
def test_it_is_answered(question: str, said: str, never: str) -> None:
    draft = answered(TEXTS, question, as_of=DAY)
    assert draft.status is not Status.NOT_FOUND, text_of(draft)
    assert said in text_of(draft)
    assert never not in text_of(draft)


def test_what_is_on_today_where_the_asker_is() -> None:
    draft = answered(TEXTS, "I am in Porto. What is on here today?", as_of=date(2034, 6, 3))
    assert "3 June 2034" in text_of(draft)
    assert "Accra" not in text_of(draft)


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("When is IRM-3?", "IRM-3"),
        ("IRM-3定在哪几天？", "IRM-3"),
        ("Which country hosts the edition after the one in Portugal?", "WPAS-34"),
        ("Quel pays accueillera l'édition d'après Porto ?", "WPAS-34"),
        ("波尔图大会之后的那一届在哪个国家举行？", "WPAS-34"),
    ],
)
def test_what_comes_after_the_last_is_not_stated(question: str, name: str) -> None:
    draft = answered(TEXTS, question, as_of=DAY)
    assert draft.status is Status.NOT_FOUND
    assert name in text_of(draft)
    assert not any(sentence.verified for sentence in draft.sentences)


@pytest.mark.parametrize(
    "question",
    [
        "How do I get to the venue?",
        "去会场怎么走？",
        "Comment se rendre au centre de conférences ?",
        "¿Cómo llegar al centro de convenciones?",
        "Как добраться до места проведения?",
    ],
)
def test_the_way_to_a_place_is_not_the_place(question: str) -> None:
    assert Ask.WHERE not in understand(question).asks


@pytest.mark.parametrize(
    "question",
    [
        "When is the RPM-EUR for WPAS-34 held?",
        "Où se tient la réunion régionale pour l'Europe pour WPAS-34 ?",
    ],
)
def test_a_regional_meeting_of_another_conference_is_no_answer(question: str) -> None:
    texts = {
        "letter.txt": LETTER,
        "report.md": """# Report on preparations for WPAS-34

Document WPAS-34/INF/9-E

5 February 2034

Preparations for WPAS-34 are on time. WPAS-34 is in Porto. Members of WPAS-34 are informed of other meetings.

Members of the region are invited to the Regional Preparatory Meeting for Europe (RPM-EUR) for WHAC-34, to be held in Riga, Latvia, on 26 March 2034.
""",
    }
    ranked = choose(facts_about(texts, question, as_of=DAY), None).ranked
    assert not any("Riga" in one.unit.text for one in ranked)
    own = choose(facts_about(texts, question.replace("WPAS-34", "WHAC-34"), as_of=DAY), None).ranked
    assert "Riga" in own[0].unit.text


def test_one_language_version_of_a_signature_is_told() -> None:
    letters = {f"letter-{at}.txt": text for at, text in enumerate(SIGNED)}
    told = text_of(answered(letters, "¿Quién firma la carta PIL-34/009?", as_of=DAY))
    assert "Rosa Lima" in told
    assert "罗莎" not in told
    assert "罗莎" in text_of(answered(letters, "PIL-34/009号通函由谁签发？", as_of=DAY))


def test_a_question_for_something_else_is_not_answered_with_the_date_it_gives() -> None:
    draft = answered(TEXTS, "6月5日那个大会要选出什么？", as_of=DAY)
    assert not any("是的" in sentence.text for sentence in draft.sentences)
