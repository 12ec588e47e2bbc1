"""Deadlines, changes, disagreements and buildings, asked of small letters read by the real ingest."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from assistant import ledger
from assistant.citations import compose
from assistant.facts import Facts
from assistant.question import understand
from assistant.subject import find_subject
from assistant.verify import verify
from ingest.document import build_documents
from ingest.documents import Document
from ingest.events import Attribute, Event, Reading
from ingest.linking import read_events
from ingest.mentions import find_mentions
from ingest.mentions.mention import Mention
from ingest.merging import merge
from ingest.passages import split

INVITATION = """World Glacier Organization

Circular letter GL-30/011-E

Bergen, 4 March 2030

Subject: World Glacier Conference (WGC-30)

The World Glacier Conference (WGC-30) will be held in Bergen, Norway, from 2 to 6 September 2030, at the \
Fjordlight Congress Hall, 7 Harbour Street, Bergen.

Proposals from Member States should reach the Secretariat by 14 June 2030. Requests for visa support letters \
should be sent no later than 5 July 2030. Registration closes on 9 August 2030.

The Young Climbers Forum will take place on 30 and 31 August 2030 in Bergen. The list of delegates must be \
sent by 1 August 2030.

In a letter of 3 May 2028 the Government of Norway offered to host the Conference.
"""
MOVED = """国际冰川组织

GL-30/019 号通函

2030年5月20日，卑尔根

事由：世界冰川大会（WGC-30）：青年登山者论坛（Young Climbers Forum）延期

青年登山者论坛（Young Climbers Forum）原定于2030年8月30日至31日举行，现推迟至2030年9月7日至8日在挪威卑尔根理工大学举行。

本通函取代GL-30/011号通函所载日期。成员国提案的截止日期相应改为2030年6月21日。
"""
REGIONAL_E = """Document GAG-30/2-E

10 January 2030

Preparations for the World Glacier Conference (WGC-30)

1 Regional meetings

Meeting | Dates | Place

- RGM-AFR: Nantes, France, 11–12 February 2030
- Workshop on rock glaciers: Gdansk, Poland, 5 March 2030
"""
REGIONAL_C = """文件 GAG-30/2-C

2030年1月10日

世界冰川大会（WGC-30）的筹备

1 区域会议

- RGM-AFR：法国南特，2030年2月12日至13日
"""
DAY = date(2030, 6, 1)


@cache
def archive() -> tuple[dict[str, Document], tuple[Mention, ...], tuple[Event, ...]]:
    """Return the letters as ingest reads them, with their mentions and events."""
    documents: dict[str, Document] = {}
    mentions: list[Mention] = []
    readings: list[Reading] = []
    for name, text in (
        ("a.txt", INVITATION), ("b.txt", MOVED), ("c.md", REGIONAL_E), ("d.md", REGIONAL_C)
    ):  # fmt: skip
        document = build_documents(Path(name), text.encode())[0]
        passages = split(document)
        found = find_mentions(document, passages)
        documents[document.id] = document
        mentions += found
        readings += read_events(document, passages, found)
    return documents, tuple(mentions), merge(readings, documents)


def ask(text: str) -> str:
    """Return what the ledger answers, verified; empty where it leaves the question to the documents."""
    documents, mentions, events = archive()
    question = understand(text)
    facts = Facts(question, find_subject(question, events, DAY), events, documents, mentions, DAY)
    draft = ledger.answer(facts)
    return compose(verify(draft, facts), documents, facts.language).text if draft else ""


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("What is the deadline for proposals to WGC-30?", "21 June 2030"),
        ("WGC-30提案的截止日期是哪天？", "2030年6月21日"),
        ("Quelle est la date limite de soumission des propositions à la WGC-30 ?", "21 juin 2030"),
        ("Hasta cuándo se pueden enviar propuestas a la WGC-30?", "21 de junio de 2030"),
        ("До какого числа можно подать предложения на WGC-30?", "21 июня 2030"),
        ("ما هو الموعد النهائي لتقديم المقترحات إلى WGC-30؟", "21 يونيو 2030"),
        ("申请签证协助函的最后期限是哪天？", "2030年7月5日"),
        ("Until when can delegates register for WGC-30?", "9 August 2030"),
        ("青年登山者论坛的代表名单最晚何时提交？", "2030年8月1日"),
    ],
)
def test_a_deadline_is_found_by_what_it_is_for_in_any_language(question: str, day: str) -> None:
    answer = ask(question)
    assert day in answer
    others = {"21 June 2030", "5 July 2030", "9 August 2030", "2030年7月5日", "2030年8月9日"} - {day}
    assert not any(other in answer for other in others)


def test_what_was_before_a_change_is_told_with_what_is_now() -> None:
    for question in (
        "When was the Young Climbers Forum originally planned?",
        "青年登山者论坛原定什么时候？",
        "На какие даты перенесен Young Climbers Forum?",
    ):
        answer = ask(question)
        assert any(
            old in answer for old in ("30–31 August 2030", "2030年8月30日至31日", "30–31 августа 2030")
        )
        assert any(new in answer for new in ("7–8 September 2030", "2030年9月7日至8日", "7–8 сентября 2030"))


def test_the_building_is_told_where_it_is_asked_for_or_the_city_is_known() -> None:
    assert "Fjordlight Congress Hall" in ask("In which building is WGC-30 held?")
    assert "Fjordlight Congress Hall" in ask("Where in Bergen does WGC-30 meet?")
    assert "卑尔根理工大学" in ask("青年登山者论坛在哪所大学举行？")
    assert "7 Harbour Street" in ask("What is the street address of the WGC-30 venue?")


def test_a_deadline_that_moves_leaves_the_days_of_the_conference_alone() -> None:
    _, _, events = archive()
    conference = next(event for event in events if event.key == "wgc-30")
    found = conference.attributes[Attribute.DATE]
    assert found.current.value == "2030-09-02/2030-09-06"
    assert not (*found.superseded, *found.conflicting, *found.discrepant)


def test_language_versions_that_differ_are_both_told() -> None:
    answer = ask("When will RGM-AFR be held?")
    assert "11–12 February 2030" in answer
    assert "12–13 February 2030" in answer


def test_what_a_name_does_not_cover_is_not_answered_with_the_dates_of_the_event() -> None:
    for question in (
        "When did Norway offer to host WGC-30?",
        "When will the WGC-30 souvenir stamp be printed?",
        "WGC-30的会议费要在什么时候交？",
    ):
        assert "2–6 September 2030" not in ask(question)
        assert "2030年9月2日至6日" not in ask(question)


def test_small_towns_and_lines_of_a_calendar_are_read() -> None:
    _, _, events = archive()
    workshop = next(event for event in events if event.key.startswith("workshop-on-rock-glaciers"))
    assert workshop.value("date") == "2030-03-05"  # type: ignore[arg-type]
    assert workshop.value("city") == "PL/gdansk"  # type: ignore[arg-type]


def test_the_day_of_issue_is_that_of_the_letter_and_not_of_its_language() -> None:
    assert "4 March 2030" in ask("On which day was circular letter GL-30/011 issued?")
