"""Agendas in versions and languages, timetables by session and day, tables of hotels, counted things."""

from __future__ import annotations

import re
from datetime import date

import pytest
from samples import answered, facts_about, text_of

from assistant.agendas import versions_asked
from assistant.answer import NoticeKind, Status

DAY = date(2034, 3, 1)
LETTER = """Letter GHO-34/002-E

Porto, 10 January 2034

Invitation to the World Harbour Assembly (WHAB-34)

The World Harbour Assembly (WHAB-34) will be held in Porto, Portugal, from 5 to 16 June 2034.

The cost of the Assembly may not exceed 640 000 euros. At WHAB-30, 87 Member States and 512 delegates took part.

# Annex 1 Draft agenda of WHAB-34

1) Election of the Chair

2) Dredging topics

a) Silt

b) Wrecks

3) Pilot boats in winter
"""
AGENDA = """# Draft agenda of the World Harbour Assembly

Document WHAB-34/1-E

1 February 2034

| Item | Title | Committee |
|---|---|---|
| 1 | Election of the Chair | Plenary |
| 2 | Dredging topics | Committee 2 |
| 3 | Pilot boats in winter | Committee 3 |
"""
REVISED = """# Revised draft agenda of the World Harbour Assembly

Document WHAB-34/1(Rev.1)-E

20 February 2034

This document cancels and replaces document WHAB-34/1.

| Item | Title | Committee |
|---|---|---|
| 1 | Election of the Chair | Plenary |
| 2 | Dredging topics | Committee 2 |
| 3 | Mooring of tankers | Committee 4 |
| 4 | Pilot boats in winter | Committee 3 |
"""
REVISED_ZH = """# 世界港口全会议程草案（修订版）

文件 WHAB-34/1(Rev.1)-C

2034年2月20日

本文件取消并取代文件WHAB-34/1。

| 议项 | 标题 | 审议机构 |
|---|---|---|
| 1 | 选举主席 | 全体会议 |
| 2 | 疏浚题目 | 第2委员会 |
| 3 | 油轮系泊 | 第4委员会 |
| 4 | 冬季引航艇 | 第3委员会 |
"""
REGIONAL = """# Réunion régionale de consultation pour l'Afrique (RCM-AFR)

Lettre GHO-34/005-F

Porto, le 12 février 2034

La réunion régionale de consultation pour l'Afrique (RCM-AFR), préparatoire à la WHAB-34, se tiendra à Dakar (Sénégal) les 4 et 5 avril 2034.

L'interprétation sera assurée en français et en anglais.

## Ordre du jour

1. Ouverture
2. Balises du fleuve
3. Divers
"""
TIMETABLE = """# WHAB-34 时间安排

文件 WHAB-34/INF/4-C，2034年2月25日

波尔图当地时间（UTC+1）

| 日期 | 时间 | 会议 | 会场 |
|---|---|---|---|
| 2034年6月5日（星期一） | 10:00-11:30 | 开幕式 | 海豚厅 |
| 2034年6月6日（星期二） | 09:30-12:30 | 第2委员会 | 3号会议室 |
| 2034年6月7日（星期三） | 14:30-17:30 | 第4委员会 | 5号会议室 |
| 2034年6月16日（星期五） | 15:00-16:30 | 闭幕式 | 海豚厅 |
"""
HOTELS = """# Information for participants in WHAB-34

Document WHAB-34/INF/1-E

15 February 2034

## Hotels

| Hotel | Distance from the venue | Single room per night |
|---|---|---|
| Anchor House | 300 m | EUR 1,140 |
| Bollard Inn | 1.5 km | EUR 95 |

## Visit

A visit to the old dock takes place on 10 June 2034. There are 35 places.
"""
TEXTS = {
    "letter.md": LETTER,
    "agenda.md": AGENDA,
    "revised.md": REVISED,
    "revised-zh.md": REVISED_ZH,
    "regional.md": REGIONAL,
    "timetable.md": TIMETABLE,
    "hotels.md": HOTELS,
}


def said(question: str) -> str:
    return text_of(answered(TEXTS, question, as_of=DAY))


@pytest.mark.parametrize(
    ("question", "items", "absent"),
    [
        ("What is the agenda of the Assembly?", "Mooring of tankers", "油轮系泊"),
        ("What is the agenda of WHAB-34?", "Mooring of tankers", "Balises"),
        ("WHAB-34的议程是什么？", "油轮系泊", "Mooring"),
        ("Quel est l'ordre du jour de la WHAB-34 ?", "Mooring of tankers", "Balises"),
        ("Quel est l'ordre du jour de la réunion régionale pour l'Afrique ?", "Balises du fleuve", "Mooring"),
    ],
)
def test_one_agenda_answers_in_the_version_that_stands(question: str, items: str, absent: str) -> None:
    text = said(question)
    assert items in text
    assert absent not in text


def test_a_replaced_agenda_is_noticed_and_given_where_it_is_asked_for() -> None:
    draft = answered(TEXTS, "What is item 3 of the agenda of WHAB-34?", as_of=DAY)
    assert "Mooring of tankers" in text_of(draft)
    assert NoticeKind.SUPERSEDED in {remark.kind for remark in draft.remarks}
    assert "Pilot boats" in said("What was item 3 of the original agenda of WHAB-34?")


def test_language_versions_are_one_version() -> None:
    versions = versions_asked(facts_about(TEXTS, "WHAB-34的议程有几项？", as_of=DAY))
    assert sorted(one.document.language for one in versions[0].agendas) == ["en", "zh"]
    assert "4" in said("WHAB-34的议程有几项？")
    assert "4" in said("كم عدد بنود جدول أعمال WHAB-34؟")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Which item deals with pilot boats in winter?", "Agenda item 4"),
        ("冬季引航艇是第几项议程？", "第4项"),
        ("Which committee takes the item on tankers?", "Committee 4"),
        ("Which items does Committee 2 handle?", "Dredging topics"),
        ("What is the third item on the agenda of WHAB-34?", "Mooring of tankers"),
        ("WHAB-34议程新增了哪一项？", "油轮系泊"),
        ("What is the last item on the agenda of WHAB-34?", "Pilot boats"),
        ("What are the sub-items of item 2 of the agenda?", "Wrecks"),
    ],
)
def test_items_are_found(question: str, expected: str) -> None:
    assert expected in said(question)


def test_an_item_about_something_else_is_not_made_up() -> None:
    assert "Agenda item" not in said("Which item deals with submarine volcanoes?")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        (
            "When does Committee 4 meet during WHAB-34, and in which room?",
            ("7 June 2034 14:30–17:30", "5号会议室"),
        ),
        ("第四委员会什么时候开会，在哪个会议室？", ("2034年6月7日 14:30–17:30", "5号会议室")),
        ("À quelle heure commence la cérémonie d'ouverture de la WHAB-34 ?", ("10:00",)),
        ("В какой день и в каком зале проходит церемония закрытия WHAB-34?", ("16 июня 2034", "海豚厅")),
        ("¿Cuándo se reúne la Comisión 2 durante la WHAB-34?", ("6 de junio de 2034 09:30",)),
        ("متى تجتمع اللجنة 2 خلال WHAB-34؟", ("6 يونيو 2034 09:30",)),
        ("6月5日有什么会议？", ("开幕式",)),
    ],
)
def test_sessions_are_read_from_timetables(question: str, expected: tuple[str, ...]) -> None:
    draft = answered(TEXTS, question, as_of=DAY)
    assert all(part in text_of(draft) for part in expected)
    assert all(sentence.verified for sentence in draft.sentences)


def test_the_conference_is_not_given_for_a_session_that_no_timetable_has() -> None:
    assert "5–16 June" not in said("When does Committee 7 meet during WHAB-34?")


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("List the hotels recommended for WHAB-34.", ("Anchor House", "Bollard Inn")),
        ("List the hotels for participants in Porto.", ("Anchor House", "Bollard Inn")),
        ("Перечислите гостиницы для участников в Порту", ("Anchor House", "Bollard Inn")),
        ("Anchor House和Bollard Inn哪个更便宜？", ("最低的是Bollard Inn", "95")),
        ("¿Qué hotel está más cerca de la sede?", ("Anchor House", "300 m")),
        ("Combien de personnes ont participé à la WHAB-30 ?", ("512",)),
        ("有多少个成员国出席了WHAB-30？", ("87",)),
        ("How many places are there on the visit to the old dock?", ("35",)),
        ("WHAB-34的经费上限是多少欧元？", ("640 000",)),
        ("达喀尔会议提供哪些语言的口译？", ("français", "anglais")),
        ("Which time zone does the WHAB-34 time plan use?", ("UTC+1",)),
    ],
)
def test_tables_and_numbers_answer(question: str, expected: tuple[str, ...]) -> None:
    text = said(question)
    assert all(part in text for part in expected)


@pytest.mark.parametrize(
    "question",
    [
        "Which hotel is closest to the airport?",
        "哪家酒店离机场最近？",
        "Какая гостиница ближе всего к аэропорту?",
    ],
)
def test_how_far_from_the_venue_is_not_how_far_from_the_airport(question: str) -> None:
    assert answered(TEXTS, question, as_of=DAY).status is Status.NOT_FOUND


def test_what_no_document_counts_is_declined() -> None:
    draft = answered(TEXTS, "How many resolutions did WHAB-34 adopt?", as_of=DAY)
    assert draft.status is Status.NOT_FOUND


@pytest.mark.parametrize("question", ["What changed in the agenda of WHAB-34?", "WHAB-34的议程改了什么？"])
def test_what_changed_in_an_agenda_is_what_is_new_in_it(question: str) -> None:
    draft = answered(TEXTS, question, as_of=DAY)
    assert "油轮系泊" in text_of(draft) or "Mooring of tankers" in text_of(draft)
    assert "Dredging" not in text_of(draft)
    assert any(remark.kind is NoticeKind.SUPERSEDED for remark in draft.remarks)


def test_both_versions_of_an_agenda_are_counted_where_both_are_asked_for() -> None:
    told = text_of(
        answered(
            TEXTS, "How many items are there before and after the revision of the WHAB-34 agenda?", as_of=DAY
        )
    )
    assert re.search(r"WHAB-34/1-E\D* 3 .*\(Rev\.1\)-E\D* 4 ", told)
