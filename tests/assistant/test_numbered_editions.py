"""Editions by number: the third conference is not the fourth, and `BOG-4` is one as `WTDC-25` is."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, facts_about, text_of

from assistant.answer import Status
from assistant.numbered_editions import tells_of_another

DAY = date(2036, 1, 10)
NOTICE = """Notice 12/2036

4 January 2036

Fourth World Bog Conference (BOG-4): information

The Fourth World Bog Conference (BOG-4) will be held in Bishkek, Kyrgyzstan, from 4 to 12 September 2036.

The Third Bog Youth Summit (BYS-3) will be held in Bishkek from 31 August to 2 September 2036. BYS-3 brings together 150 young people.

The chair of BOG-4 is to be Ms Gulnara Osmonova. The deadline for registration for BOG-4 is 1 August 2036.
"""
CHINESE = """第12号通知

2036年1月4日

第五届世界沼泽大会（WSC-5）将于2036年10月13日至17日在丹吉尔举行。

第三届青年沼泽峰会（YSC-3）将于2036年10月10日至11日在丹吉尔大学举行。
"""


def told(question: str) -> str:
    return text_of(answered({"notice.txt": NOTICE, "tongzhi.txt": CHINESE}, question, as_of=DAY))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("When is BOG-4?", "4–12 September 2036"),
        ("when is bog-4", "4–12 September 2036"),
        ("When is the Fourth World Bog Conference?", "4–12 September 2036"),
        ("When is the World Bog Conference?", "4–12 September 2036"),
        ("By when must one register for BOG-4?", "1 August 2036"),
        ("When is BYS-3?", "31 August to 2 September 2036"),
        ("WSC-5在哪里举行？", "丹吉尔"),
        ("YSC-3在哪开?", "10月10日至11日"),
        ("第三届青年沼泽峰会在哪开的？", "丹吉尔"),
    ],
)
def test_an_edition_of_one_digit_is_known_by_acronym_and_by_name(question: str, words: str) -> None:
    text = told(question)
    assert words in text
    facts = facts_about({"notice.txt": NOTICE, "tongzhi.txt": CHINESE}, question, as_of=DAY)
    assert facts.subject.explicit or "the World Bog Conference" in question
    assert len(facts.subject.events) == 1


@pytest.mark.parametrize(
    "question",
    [
        "When is BOG-3?",
        "When was the Third World Bog Conference?",
        "Where was the Second Bog Youth Summit?",
        "How many young people took part in BYS-2?",
        "第二届青年沼泽峰会在哪开的？",
        "第四届世界沼泽大会在哪里举行？",
    ],
)
def test_what_is_of_one_edition_is_not_told_of_another(question: str) -> None:
    draft = answered({"notice.txt": NOTICE, "tongzhi.txt": CHINESE}, question, as_of=DAY)
    assert draft.status is Status.NOT_FOUND


@pytest.mark.parametrize(
    ("asked", "text", "another"),
    [
        ("第二届青年峰会在哪？", "第三届青年峰会在丹吉尔举行。", True),
        ("第二届青年峰会在哪？", "第二届和第三届青年峰会都在丹吉尔举行。", False),
        ("第二届青年峰会在哪？", "第五届世界大会在丹吉尔举行。", False),
        ("Where was the second summit?", "The third summit meets in Riga.", True),
        ("Where was the second summit?", "The third conference meets in Riga.", False),
        ("Is the third conference longer than the fourth?", "The fourth conference lasts nine days.", False),
        ("第二届青年峰会在哪？", "第三届气候峰会在丹吉尔举行。", False),
        ("Combien de personnes à la deuxième Conférence ?", "第三届缔约方大会选举主席。", True),
        ("Combien de personnes à la deuxième Conférence ?", "第三届青年峰会选举主席。", False),
        ("第七次大会在哪？", "第六次大会在里加举行。", True),
        ("第七次会议在哪？", "第六次会议在里加举行。", False),
        ("Who came to MYS-2?", "MYS-3 brings together 150 people.", True),
        ("Who came to MYS-2?", "MYS-3 is larger than MYS-2.", False),
        ("Who came to MYS-2?", "WMC-4 opens on Monday.", False),
    ],
)
def test_a_text_tells_of_another_edition_where_it_names_that_alone(
    asked: str, text: str, another: bool
) -> None:
    assert tells_of_another(asked, text) is another


def test_the_meetings_of_a_numbered_series_keep_their_conference() -> None:
    facts = facts_about({"notice.txt": NOTICE}, "When is BOG-4?", as_of=DAY)
    owners = {event.key: event.parent for event in facts.events}
    assert owners["bog-4"] is None
    assert owners["deadline:registration@bog-4"] == "bog-4"


PARTIES = """Resolution 8/2

3 March 2036

The Conference of the Parties decides that its ninth session follows the eighth one.

The Eighth Conference of the Parties will be held in Riga, Latvia, from 4 to 12 November 2038. Registration for the Eighth Conference closes on 1 August 2038.

It brought together 96 delegates of 17 members at the invitation of Italy.
"""


@pytest.mark.parametrize(
    "question",
    [
        "When is the Ninth Conference of the Parties?",
        "第九届缔约方大会哪一年开？",
        "By when must one register for the youth day?",
        "How many delegates came from Croatia?",
    ],
)
def test_what_is_said_of_something_beside_it_is_no_answer(question: str) -> None:
    draft = answered({"parties.txt": PARTIES}, question, as_of=DAY)
    assert draft.status is not Status.ANSWERED


def test_what_is_said_of_it_is() -> None:
    assert "2038" in text_of(
        answered({"parties.txt": PARTIES}, "When is the Eighth Conference of the Parties?", as_of=DAY)
    )
