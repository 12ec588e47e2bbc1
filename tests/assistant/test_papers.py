"""What a paper says of itself and its meetings: annexes, whom they are open to, whom to bring, other numbers."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, facts_about, text_of

from assistant.again import asked_again
from assistant.other_matters import names_other_texts
from assistant.quantities import asked as asked_number_of
from assistant.sentences import units

DAY = date(2036, 1, 25)
OPEN = {
    "open.txt": """Letter LGH-36/020-E

Split, 20 January 2036

Subject: Preparations for the World Lighthouse Assembly (WLAS-36)

The World Lighthouse Assembly (WLAS-36) will be held in Split, Croatia, from 2 to 13 June 2036.

Member States are encouraged to include trainees in their delegations to WLAS-36.

An inter-regional meeting (IRM-1) is planned for WLAS-36, online, on 6 and 7 May 2036. IRM-1 is open to all keepers. Members are encouraged to include port authorities in their delegations.

Resolution 12 (Rev. Bergen, 2029) calls upon the Union to avoid religious holidays. Resolution 9 (Rev. Nairobi, 2033) sets up preparatory meetings.

The Council set the dates (see Annex B) and approved the draft agenda (see Annex C).

Annex 1: Draft agenda of WLAS-36

1) Lamps

2) Lenses

3) Other business
""",
}


def opened(question: str, *history: str) -> str:
    """Return the answer to a question about the paper above."""
    return text_of(answered(OPEN, question, *history, as_of=DAY))


@pytest.mark.parametrize(
    ("question", "held"),
    [
        ("What is in Annex 1?", "Draft agenda of WLAS-36"),
        ("附件1是什么内容？", "Draft agenda of WLAS-36"),
        ("What do annexes B and C contain? Annex B and Annex C?", "see Annex C"),
        ("Que contient l'annexe B ?", "see Annex B"),
    ],
)
def test_an_annex_holds_what_its_title_or_the_text_says(question: str, held: str) -> None:
    assert held in opened(question)


def test_of_an_annex_that_is_nowhere_spoken_of_nothing_is_told() -> None:
    assert "Draft agenda" not in opened("What is in Annex 4?")
    assert "Annex B" not in opened("What is in Annex 4?")


def test_of_two_language_versions_the_askers_is_quoted() -> None:
    versions = {
        f"LGH-36-030-{letter}.txt": f"LGH-36/030-{letter}\n\n{title}\n\n{annex}\n"
        for letter, title, annex in (
            ("E", "Preparations for the World Lighthouse Assembly (WLAS-36)", "Annex 1: List of lamps"),
            ("C", "世界灯塔大会（WLAS-36）的筹备工作", "附件1：灯具清单"),
        )
    }
    told = text_of(answered(versions, "What is in Annex 1?", as_of=DAY))
    assert "List of lamps" in told
    assert "灯具清单" not in told
    assert "灯具清单" in text_of(answered(versions, "附件1是什么内容？", as_of=DAY))


@pytest.mark.parametrize(
    "question", ["Who can attend IRM-1?", "谁可以参加IRM-1？", "¿Quién puede participar en la IRM-1?"]
)
def test_whom_a_meeting_is_open_to_is_quoted(question: str) -> None:
    assert "open to all keepers" in opened(question)


def test_whom_a_meeting_is_open_to_comes_with_its_form_where_that_is_asked() -> None:
    told = opened("Who can attend IRM-1, and is it online?")
    assert "open to all keepers" in told
    assert "online" in told


@pytest.mark.parametrize(
    ("question", "brought", "other"),
    [
        ("Whom should we include in our delegation to WLAS-36?", "trainees", "port authorities"),
        ("WLAS-36的代表团最好带上哪些人？", "trainees", "port authorities"),
        ("Who should be included in delegations to IRM-1?", "port authorities", "trainees"),
    ],
)
def test_whom_to_bring_is_told_of_the_meeting_asked_about(question: str, brought: str, other: str) -> None:
    told = opened(question)
    assert brought in told
    assert other not in told


def test_the_last_one_after_an_item_is_the_last_item() -> None:
    assert "Other business" in opened("and the last one?", "What is item 1 on the WLAS-36 agenda?")


@pytest.mark.parametrize(
    ("text", "before", "asked"),
    [
        ("and 9?", "What does Resolution 12 ask for?", "What does Resolution 9 ask for?"),
        ("那9号呢？", "第12号决议讲什么？", "第9号决议讲什么？"),
        ("and 9?", "Do Resolution 12 and Resolution 3 agree?", "and 9?"),
        ("and 9 June?", "What does Resolution 12 ask for?", "and 9 June?"),
        ("and 9?", "What is item 12?", "and 9?"),
    ],
)
def test_a_bare_number_asks_again_of_another_resolution(text: str, before: str, asked: str) -> None:
    assert asked_again(text, before) == asked


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("副主席如何产生、共几名？", {"vice_chair"}),
        ("副主席呢？几个，谁提名", {"vice_chair"}),
        ("What age must one be for the summit?", {"years"}),
        ("What is the number of the Council decision on the dates?", set()),
        ("How many decisions did the Council take?", {"decisions"}),
    ],
)
def test_what_is_counted_may_stand_before_the_question_for_its_number(text: str, things: set[str]) -> None:
    assert asked_number_of(text) == things


@pytest.mark.parametrize(
    ("question", "sentence", "other"),
    [
        ("What is said of Resolution 12?", "Resolution 9 ", True),
        ("What is said of Resolution 12?", "Resolution 12 ", False),
        ("Is it Resolution 12 that sets up meetings?", "Resolution 9 ", False),
        ("What is said of holidays?", "Resolution 9 ", False),
    ],
)
def test_a_sentence_about_another_numbered_text_is_about_something_else(
    question: str, sentence: str, other: bool
) -> None:
    facts = facts_about(OPEN, question, as_of=DAY)
    (document,) = facts.documents.values()
    unit = next(one for one in units(document) if one.text.startswith(sentence))
    assert names_other_texts(facts, unit) is other


# For whom a meeting is ----------------------------------------------------------------------------

CHANCES = {
    "chances.txt": """Letter LGH-36/021-E

Split, 20 January 2036

Subject: Events of the World Lighthouse Assembly (WLAS-36)

The World Lighthouse Assembly (WLAS-36) will be held in Split, Croatia, from 2 to 13 June 2036.

The Round Table on Lamps will be held in Split, Croatia, on 4 and 5 June 2036. This event will offer port captains and shipowners the opportunity to make pledges.

The Young Keepers Summit will be held in Split, Croatia, on 29 and 30 May 2036. Lunch is served at noon.
""",
}


@pytest.mark.parametrize(
    "question",
    [
        "Who is the Round Table on Lamps for?",
        "What kinds of people is the Round Table on Lamps meant for?",
        "Who can attend the Round Table on Lamps?",
        "A qui s'adresse la Round Table on Lamps ?",
    ],
)
def test_a_meeting_is_for_those_to_whom_it_offers_something(question: str) -> None:
    assert "port captains" in text_of(answered(CHANCES, question, as_of=DAY))


def test_for_whom_another_meeting_is_is_not_told() -> None:
    assert "port captains" not in text_of(
        answered(CHANCES, "Who is the Young Keepers Summit for?", as_of=DAY)
    )


def test_for_whom_it_is_may_be_asked_after_the_day() -> None:
    told = text_of(answered(CHANCES, "And who is it for?", "When is the Round Table on Lamps?", as_of=DAY))
    assert "port captains" in told


# What becomes of an agenda, sub-items ---------------------------------------------------------------


def test_what_becomes_of_an_agenda_that_is_not_held_is_not_refused_as_its_items() -> None:
    texts = {
        "draft.txt": "The World Lighthouse Assembly (WLAS-36) will be held in Split, Croatia, from 2 to 13 June "
        "2036. The draft agenda of WLAS-36 can still change after the Board of Keepers has met.\n"
    }
    told = text_of(answered(texts, "Can the draft agenda of WLAS-36 still change?", as_of=DAY))
    assert "can still change after" in told


def test_a_sub_item_is_told_with_the_number_of_its_item() -> None:
    texts = {
        "agenda.txt": """The World Lighthouse Assembly (WLAS-36) will be held in Split, Croatia, from 2 to 13 June 2036.

Annex 1

Draft agenda of the World Lighthouse Assembly (WLAS-36)

- 1) Reports
- 2) Optics
 - a) Lenses and prisms
 - b) Working methods
- 3) Other business
"""
    }
    told = text_of(answered(texts, "Which agenda item of WLAS-36 deals with prisms?", as_of=DAY))
    assert "item 2 a)" in told


# Quotations whose days were replaced --------------------------------------------------------------

MOVED = {
    "letter.txt": """Letter LGH-36/030-E

Split, 20 January 2036

Subject: Events of the World Lighthouse Assembly (WLAS-36)

The World Lighthouse Assembly (WLAS-36) will be held in Split, Croatia, from 2 to 13 June 2036.

The Young Keepers Summit will be held in Split, Croatia, on 29 and 30 May 2036; each delegation may name two keepers under the age of 30.
""",
    "corrigendum.txt": """Letter LGH-36/030(Corr.1)-E

Split, 3 February 2036

Corrigendum to letter LGH-36/030

The Young Keepers Summit, which was to be held on 29 and 30 May 2036, is postponed and will be held in Split, Croatia, on 30 and 31 May 2036.
""",
}


def test_a_quotation_with_days_that_were_replaced_is_followed_by_those_that_stand() -> None:
    told = text_of(
        answered(
            MOVED,
            "Each delegation may name two keepers under the age of 30 for the Young Keepers Summit of 29 and 30 May"
            " 2036, has that changed?",
            as_of=DAY,
        )
    )
    assert "two keepers" in told
    assert "now 30–31 May 2036" in told
