"""Questions after others: what they take over, and what they ask whole though others came before."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, facts_about, text_of

from assistant.asked import search_text
from assistant.asks import Ask

DAY = date(2034, 1, 25)
TEXTS = {
    "letter.txt": """Letter PIL-34/002-E

Porto, 10 January 2034

Invitation to the World Pilot Assembly (WPAS-34)

The World Pilot Assembly (WPAS-34) will be held in Porto, Portugal, from 5 to 16 June 2034.

The Young Pilots Summit will be held in Porto, Portugal, on 3 June 2034.

The Round Table on Tugs will be held in Porto, Portugal, on 7 and 8 June 2034.

The Host Country Agreement is in the final stage of signature.

Council adopted Decision 12 on the exact dates of the Assembly.

# Annex 1 Draft agenda of WPAS-34

1) Silt

2) Wrecks
""",
    "old.txt": """Letter PIL-30/001-E

Lagos, 8 January 2030

Invitation to the World Pilot Assembly (WPAS-30)

The World Pilot Assembly (WPAS-30) will be held in Lagos, Nigeria, from 3 to 7 June 2030.

The Young Pilots Forum will be held in Lagos, Nigeria, on 1 June 2030.
""",
    "meetings.txt": """Letter PIL-34/005-E

Porto, 20 January 2034

Meetings that prepare WPAS-34

The Regional Preparatory Meeting for Africa (RPM-AFR), preparatory to WPAS-34, will be held in Accra, Ghana, on 13 and 14 February 2034.

The Regional Preparatory Meeting for Europe (RPM-EUR), preparatory to WPAS-34, will be held in Riga, Latvia, on 10 and 11 April 2034.

Two inter-regional meetings (IRM) are planned for WPAS-34, both online: IRM-1 on 6 and 7 March 2034 and IRM-2 on 3 and 4 April 2034.
""",
}


def said(question: str, *history: str) -> str:
    return text_of(answered(TEXTS, question, *history, as_of=DAY))


def keys(question: str, *history: str) -> list[str]:
    events = facts_about(TEXTS, question, *history, as_of=DAY).subject.events
    return [event.key.partition("@")[0] for event in events]


def test_meetings_that_the_conference_spoken_of_does_not_have_are_another_s() -> None:
    assert "IRM-1" in said("Are the IRMs online or in person?", "When is WPAS-30?")
    assert "Accra" in said("Where is the African preparatory meeting?", "When is WPAS-30?")


def test_the_first_item_of_an_agenda_is_not_the_first_meeting() -> None:
    told = said("What is the first item of the WPAS-34 agenda?", "When are the IRMs?")
    assert "Silt" in told
    assert "IRM" not in told


def test_which_one_after_how_many_asks_for_that_one() -> None:
    told = said("Which one is in Europe?", "How many RPMs are there for WPAS-34?")
    assert "Riga" in told
    assert "Accra" not in told


def test_a_whole_question_takes_over_no_ask() -> None:
    told = said("Is WPAS-34 in Accra?", "By when must contributions reach WPAS-34?")
    assert "not Accra" in told
    asked = facts_about(
        TEXTS, "Is the Young Pilots Summit before or after WPAS-34?", "Who signed it?", as_of=DAY
    )
    assert Ask.SIGNATORY not in asked.question.asks


def test_a_thing_of_the_conference_is_not_asked_of_the_meeting_spoken_of_last() -> None:
    for question in ("Has the Host Country Agreement been signed?", "What does Decision 12 say?"):
        facts = facts_about(TEXTS, question, "When is RPM-AFR for WPAS-34?", as_of=DAY)
        assert [event.key for event in facts.subject.events] == ["wpas-34"]
        assert search_text(facts) == question
    leaning = facts_about(TEXTS, "Who chairs it?", "When is RPM-AFR for WPAS-34?", as_of=DAY)
    assert search_text(leaning) == "When is RPM-AFR for WPAS-34? Who chairs it?"


def test_it_and_a_named_event_are_set_against_each_other() -> None:
    told = said("Was it before the Young Pilots Summit?", "When is the Round Table on Tugs?")
    assert "7–8 June 2034" in told
    assert "3 June 2034" in told


@pytest.mark.parametrize("which", ["Which is earlier?", "哪个更早？", "Lequel est le plus tôt ?"])
def test_which_is_earlier_means_the_two_spoken_of(which: str) -> None:
    before = ("When is the Young Pilots Summit?", "When is the Round Table on Tugs?")
    assert len(keys(which, *before)) == 2
    assert len(keys(which, before[0])) == 1


def test_the_one_at_a_place_is_of_the_kind_spoken_of() -> None:
    assert keys("And the one in Lagos?", "When is the Young Pilots Summit in Porto?") == [
        "young-pilots-forum"
    ]
    assert keys("And the one in Lagos?", "When is the Young Pilots Summit in Porto?") == keys(
        "When is the Young Pilots Forum in Lagos?"
    )


def test_what_is_held_before_it_is_named_not_compared() -> None:
    told = said("那在它之前举办的青年活动呢？", "WPAS-34什么时候举行？")
    assert "2034年6月3日" in told
    assert "波尔图" in told


def test_a_body_that_is_named_is_asked_about_and_not_the_meeting_spoken_of() -> None:
    texts = TEXTS | {
        "report.txt": "The draft agenda of WPAS-34 goes to TDAG (9 to 11 April 2034).\n\nTDAG met on 3 May 2032.\n"
    }
    told = text_of(answered(texts, "When does TDAG meet?", "When is RPM-AFR for WPAS-34?", as_of=DAY))
    assert "9–11 April 2034" in told
    assert "3 May 2032" in told
    assert "February" not in told
    one = text_of(answered(texts, "When did TDAG meet in 2032?", as_of=DAY))
    assert "3 May 2032" in one
    assert "April" not in one


def test_the_one_of_a_year_is_of_the_kind_spoken_of() -> None:
    assert keys("¿Y el de 2030?", "¿Cuándo es el Young Pilots Summit de 2034?") == ["young-pilots-forum"]


def test_how_far_two_days_lie_apart_is_not_how_long_one_lasts() -> None:
    for question in ("How many days after RPM-AFR is RPM-EUR?", "RPM-EUR比RPM-AFR晚多少天？"):
        assert Ask.DURATION not in facts_about(TEXTS, question, as_of=DAY).question.asks
    assert Ask.DURATION in facts_about(TEXTS, "How many days does WPAS-34 last?", as_of=DAY).question.asks


def test_that_no_further_meeting_is_to_come_is_said() -> None:
    told = text_of(answered(TEXTS, "When is the next RPM?", as_of=date(2035, 1, 1)))
    assert "April 2034" not in told.split("nearest")[0]
    assert "Accra" in text_of(answered(TEXTS, "When is the next RPM?", as_of=DAY))


@pytest.mark.parametrize("who", ["Who chose it?", "Qui l'a choisi ?", "由谁选定的？"])
def test_who_chose_it_after_the_theme_asks_who_chose_the_theme(who: str) -> None:
    asked = facts_about(TEXTS, who, "What is the theme of WPAS-34?", as_of=DAY).question.asks
    assert {Ask.WHO, Ask.THEME} <= asked
    assert Ask.THEME not in facts_about(TEXTS, who, "When is WPAS-34?", as_of=DAY).question.asks
