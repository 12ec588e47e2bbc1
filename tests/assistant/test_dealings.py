"""What papers tell of dealings: letters, approvals, agreements, who fills offices; meetings next in a series."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, facts_about, text_of

from assistant.asks import Ask
from assistant.offices import offices_asked
from assistant.question import understand

DAY = date(2036, 3, 1)
LETTER = """Letter LGH-36/041-E

Split, 20 January 2036

Subject: Invitation to the World Lighthouse Assembly (WLAS-36)

The World Lighthouse Assembly (WLAS-36) will be held in Split, Croatia, from 2 to 13 June 2036.

The draft agenda of WLAS-36 was approved by the Board of Keepers on 4 December 2035 and will be submitted to the Council. A revised version may be sent to the Council after its next meeting.

I very much look forward to your contributions, so that WLAS-36 becomes an assembly of brighter coasts.

[signed]

林海生

Annex 1: Draft agenda

Draft agenda of the World Lighthouse Assembly (WLAS-36)

- 1) Reports
- 2) Lamps
- 3) Fog signals
- 4) Other business
"""
PAPER = """Document LGB-36/7-E

10 February 2036

Preparations for the World Lighthouse Assembly (WLAS-36)

1.1 On 12 May 2034 the Secretary-General received the invitation of the Government of Croatia. In a letter of 3 July 2034 the Minister of the Sea confirmed it. A further letter of 9 August 2034 proposed the days of June 2036.

1.2 The Host Country Agreement is in the final stage of signature.

1.3 Resolution 12 (Rev. Bergen, 2029) asks members to paint their lighthouses. No. 77 of the Charter provides that an assembly is held every six years.

1.4 On the recommendation of the Board of Keepers, a Chair-designate will preside over both meetings. Each coast has also been invited to name a spokesperson.

1.5 The Regional Preparatory Meeting for Africa (RPM-AFR), preparatory to WLAS-36, was held in Accra, Ghana, on 13 and 14 January 2036.

1.6 The Regional Preparatory Meeting for Europe (RPM-EUR), preparatory to WLAS-36, was held in Riga, Latvia, on 20 and 21 January 2036.

1.7 The Regional Preparatory Meeting for the Americas (RPM-AMS), preparatory to WLAS-36, was held in Lima, Peru, on 3 and 4 February 2036.
"""
TEXTS = {"letter.txt": LETTER, "paper.txt": PAPER}


def said(question: str, *history: str) -> str:
    return text_of(answered(TEXTS, question, *history, as_of=DAY))


@pytest.mark.parametrize(
    "question",
    [
        "What letters did Croatia send about hosting WLAS-36?",
        "克罗地亚方面就主办WLAS-36的往来有哪几个日期？",
        "Quelles lettres la Croatie a-t-elle envoyées pour WLAS-36 ?",
    ],
)
def test_letters_to_and_fro_are_told_in_their_order(question: str) -> None:
    text = said(question)
    assert text.index("12 May 2034") < text.index("3 July 2034") < text.index("9 August 2034")


@pytest.mark.parametrize(
    "question", ["When was the Host Country Agreement signed?", "东道国协议是哪天签的？"]
)
def test_an_agreement_not_signed_yet_has_no_day_and_its_stage_is_quoted(question: str) -> None:
    text = said(question)
    assert "final stage" in text
    assert "signature" in text or "签署日期" in text
    assert "12 May" not in text


def test_an_agreement_is_not_spoken_of_where_another_event_is_asked_about() -> None:
    assert "final stage" not in said("When is RPM-EUR and who signed the Host Country Agreement of RPM-EUR?")


@pytest.mark.parametrize(
    "question",
    [
        "What does the letter hope WLAS-36 will become?",
        "What does Haisheng Lin hope for?",
        "邀请函希望把大会办成什么样？",
    ],
)
def test_what_a_writer_hopes_for_is_quoted(question: str) -> None:
    assert "brighter coasts" in said(question)


@pytest.mark.parametrize(
    "question",
    [
        "Who approved the draft agenda of WLAS-36?",
        "WLAS-36议程草案还要经谁批准？",
        "Can the agenda of WLAS-36 still be revised?",
    ],
)
def test_the_way_of_a_draft_agenda_is_told(question: str) -> None:
    text = said(question)
    assert "Board of Keepers" in text
    assert "revised version" in text


def test_an_item_about_approval_is_no_approval_of_the_agenda() -> None:
    assert "Board of Keepers" not in said("Which agenda item of WLAS-36 is about lamps that were approved?")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What is Resolution 12 about?", "paint their lighthouses"),
        ("12号决议讲什么？", "paint their lighthouses"),
        ("What does No. 77 of the Charter provide?", "every six years"),
    ],
)
def test_what_a_numbered_text_says_is_quoted(question: str, words: str) -> None:
    assert words in said(question)


def test_a_numbered_text_may_be_asked_for_by_another_number() -> None:
    assert "paint" in said("¿y la 12?", "¿De qué va la Resolución 11?")


@pytest.mark.parametrize(
    ("question", "history", "city"),
    [
        ("Which RPM came right after RPM-EUR?", (), "Lima"),
        ("Which RPM came right before RPM-EUR?", (), "Accra"),
        ("RPM-EUR在哪个RPM之后举行？", (), "阿克拉"),
        ("紧接着它之后的是哪个区域的？", ("欧洲区域的RPM是哪天开的？",), "利马"),
        ("Which one comes next?", ("When is RPM-AFR?",), "Riga"),
    ],
)
def test_the_meeting_next_in_a_series_is_told(question: str, history: tuple[str, ...], city: str) -> None:
    text = said(question, *history)
    assert city in text
    assert sum(one in text for one in ("Accra", "Riga", "Lima", "阿克拉", "里加", "利马")) == 1


def test_nothing_comes_after_the_last_of_a_series() -> None:
    text = said("Which RPM came right after RPM-AMS?")
    assert "Accra" not in text
    assert "Riga" not in text


def test_another_region_is_named_in_small_letters() -> None:
    assert "Riga" in said("what about the europe one?", "When is RPM-AFR?")


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What is item 2? And item 4?", ("Lamps", "Other business")),
        ("What is agenda item 2 of WLAS-36 and what's 3?", ("Lamps", "Fog signals")),
        ("WLAS-36议程第1项是什么？第3项呢？", ("Reports", "Fog signals")),
    ],
)
def test_further_items_are_told_too(question: str, items: tuple[str, ...]) -> None:
    text = said(question)
    assert all(item in text for item in items)


@pytest.mark.parametrize(
    "question", ["Can I attend WLAS-36 online?", "Is remote participation possible at WLAS-36?"]
)
def test_whether_one_can_attend_from_afar_is_the_form_of_a_meeting(question: str) -> None:
    text = said(question)
    assert "format" in text
    assert "ot stated" in text


@pytest.mark.parametrize(
    ("question", "offices"),
    [
        ("Who is the spokesperson?", {"spokesperson"}),
        ("Who was invited to name a spokesperson?", set()),
        ("谁是发言代表？", {"spokesperson"}),
        ("谁来确定发言代表？", set()),
        ("On whose recommendation is the chair appointed?", set()),
        ("Who was appointed chair?", {"chair"}),
    ],
)
def test_who_fills_an_office_is_not_who_holds_it(question: str, offices: set[str]) -> None:
    assert offices_asked(facts_about(TEXTS, question, as_of=DAY)) == offices


def test_the_letter_after_the_one_spoken_of_is_told_alone() -> None:
    text = said(
        "And the letter after that one, what did it propose?",
        "What did the Minister confirm in the letter of 3 July 2034?",
    )
    assert "9 August 2034" in text
    assert "12 May" not in text


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("When are the three RPMs RPM-EUR and RPM-AFR?", True),
        ("When are the two meetings RPM-EUR and RPM-AFR?", False),
    ],
)
def test_another_number_of_meetings_than_there_are_is_corrected(question: str, told: bool) -> None:
    assert ("There are 2" in said(question)) is told


@pytest.mark.parametrize(
    ("question", "item"),
    [
        ("And two items further down?", "Other business"),
        ("再往后数两项呢？", "Other business"),
        ("And the next item?", "Fog signals"),
    ],
)
def test_items_are_counted_from_the_one_before(question: str, item: str) -> None:
    assert item in said(question, "What is agenda item 2 of WLAS-36?")


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What are the reference documents?", "Not applicable"),
        ("What does the paper give under action required?", "note the plan"),
        ("参考文件一栏写的是什么？", "Not applicable"),
    ],
)
def test_what_stands_under_a_label_is_quoted(question: str, words: str) -> None:
    head = "Summary:\nThis paper tells of lamps.\nAction required:\nThe Board is invited to note the plan.\nReferences:\nNot applicable\n\n"
    texts = {"head.txt": head + PAPER, "letter.txt": LETTER}
    assert words in text_of(answered(texts, question, as_of=DAY))


def test_the_number_of_a_signatory_is_not_that_of_the_contact() -> None:
    letter = LETTER.replace("Subject:", "Contact: Ms Ines Farolo\nTelephone: +385 21 555 0100\n\nSubject:")
    texts = {"letter.txt": letter}
    assert "555 0100" in text_of(answered(texts, "What is the telephone number of Ms Farolo?", as_of=DAY))
    assert "555 0100" not in text_of(answered(texts, "What is Haisheng Lin's telephone number?", as_of=DAY))
    assert "555 0100" in text_of(
        answered(texts, "Which phone number does the letter of Haisheng Lin give?", as_of=DAY)
    )


def test_bodies_and_meetings_presided_over() -> None:
    text = said("Who presides over RPM-EUR and RPM-AFR?")
    assert "Lima" not in text


def test_the_number_of_a_resolution_is_no_item_of_an_agenda() -> None:
    assert "Fog" not in said("关于灯塔油漆的决议是第几号？")
    assert not understand("那份决议是第几号？").asks & {Ask.WHEN}


@pytest.mark.parametrize(
    "question", ["这份文件交上来，是想让理事会做什么？", "What is the Board supposed to do with the paper?"]
)
def test_what_a_body_is_to_do_with_a_paper_stands_under_a_label(question: str) -> None:
    texts = {"head.txt": "Action required:\nThe Board is invited to note the plan.\n\n" + PAPER}
    assert "note the plan" in text_of(answered(texts, question, as_of=DAY))


@pytest.mark.parametrize(
    "question",
    [
        "The WLAS-36 invitation was issued as letter LGH-36/040, right?",
        "WLAS-36的邀请函是LGH-36/040号，对吗？",
    ],
)
def test_the_letter_that_invites_is_told_where_another_is_taken_for_it(question: str) -> None:
    assert "LGH-36/041" in said(question)


def test_a_contact_of_another_conference_is_not_one_of_this() -> None:
    letter = LETTER.replace("Subject:", "Contact: Ms Ines Farolo\n\nSubject:")
    other = PAPER.replace("WLAS-36", "WLAS-40").replace("LGB-36", "LGB-40")
    texts = {"letter.txt": letter, "other.txt": other}
    text = text_of(answered(texts, "Is Ines Farolo the contact of WLAS-40?", as_of=DAY))
    assert "ot stated" in text
    assert "ot stated" not in text_of(answered(texts, "Is Ines Farolo the contact of WLAS-36?", as_of=DAY))


def test_a_meeting_told_by_what_it_comes_after_is_that_meeting() -> None:
    text = said("What are the dates of RPM-EUR, the one right after the World Lighthouse Assembly WLAS-36?")
    assert "Lima" not in text
    assert "Accra" not in text
