"""The edition before or after the one that a conversation is about."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, facts_about, text_of

from assistant.answer import Status

TEXTS = {
    "old.txt": """HS-27/003-E

Panama City, 12 January 2027

Invitation to the World Harbour Conference (WHCC-27)

The World Harbour Conference (WHCC-27) will be held in Panama City, Panama, from 8 to 12 March 2027.

The theme of this edition is “Ports that listen”.
""",
    "new.txt": """HS-31/004-E

Lisbon, 15 January 2031

Invitation to the World Harbour Conference (WHCC-31)

The World Harbour Conference (WHCC-31) will be held in Lisbon, Portugal, from 5 to 9 May 2031.

The theme of this edition is “Every harbour heard”.
""",
}
DAY = date(2031, 2, 1)


@pytest.mark.parametrize(
    ("before", "question", "key"),
    [
        ("When is WHCC-31?", "And the previous one?", "whcc-27"),
        ("WHCC-31是哪几天？", "那上一届呢？", "whcc-27"),
        ("Où se tient la WHCC-31 ?", "Et l'édition précédente ?", "whcc-27"),
        ("¿Dónde se celebra la WHCC-31?", "¿Y la anterior?", "whcc-27"),
        ("Где пройдет WHCC-31?", "А предыдущая?", "whcc-27"),
        ("أين يعقد WHCC-31؟", "والسابق؟", "whcc-27"),
        ("Where was WHCC-27 held?", "And the next one?", "whcc-31"),
        ("WHCC-27在哪里举行？", "下一届呢？", "whcc-31"),
        (None, "What was the theme of the previous conference?", "whcc-27"),
        (None, "上一届大会在哪里举行？", "whcc-27"),
        (None, "上一届大会（WHCC-31）的主题是什么？", "whcc-31"),
    ],
)
def test_the_edition_beside_is_found(before: str | None, question: str, key: str) -> None:
    facts = facts_about(TEXTS, question, *([before] if before else ()), as_of=DAY)
    assert [event.key for event in facts.subject.events] == [key]


def test_the_answer_is_about_the_edition_beside() -> None:
    said = text_of(answered(TEXTS, "And the previous one?", "When is WHCC-31?", as_of=DAY))
    assert "8–12 March 2027" in said
    assert "2031" not in said


def test_an_edition_that_no_document_gives_is_declined() -> None:
    draft = answered(TEXTS, "下一届呢？", "WHCC-31在哪里举行？", as_of=DAY)
    assert draft.status is Status.NOT_FOUND
    assert "里斯本" not in text_of(draft)


def test_an_edition_named_in_cyrillic_is_itself_and_its_meetings_its_own() -> None:
    texts = {
        **TEXTS,
        "ru.txt": "Всемирная конференция по гаваням (ВКГА-31) состоится 5–9 мая 2031 года в Лиме, Перу.\n\n"
        "Региональное подготовительное собрание для Африки (RPM-AFR) к ВКГА-31 пройдет 3 марта 2031 года"
        " в Дакаре, Сенегал.",
        "other.txt": "The Regional Preparatory Meeting for Africa (RPM-AFR) for the World Sail Forum (WSF-31)"
        " will be held in Rabat, Morocco, on 4 April 2031.",
    }
    said = text_of(answered(texts, "Где пройдет RPM-AFR к ВКГА-31?", as_of=DAY))
    assert "Дакар" in said
    assert "Рабат" not in said


def test_a_regional_meeting_of_an_unknown_edition_is_not_that_of_another() -> None:
    other = {
        "other.txt": "The Regional Preparatory Meeting for Africa (RPM-AFR) for the World Sail Forum (WSF-31)"
        " will be held in Rabat, Morocco, on 4 April 2031."
    }
    draft = answered(other, "Where will RPM-AFR for ABCD-31 be held?", as_of=DAY)
    assert draft.status is Status.NOT_FOUND
    assert "Rabat" not in text_of(draft)


@pytest.mark.parametrize(
    "question",
    [
        "Каковы сроки проведения WHCC-31?",
        "Подскажите, пожалуйста, когда намечено провести WHCC-31?",
        "ما هي تواريخ انعقاد WHCC-31؟",
        "أريد معرفة مواعيد WHCC-31.",
        "Je voudrais savoir à quelles dates est programmée WHCC-31.",
        "Quisiera saber en qué fechas se llevará a cabo WHCC-31.",
        "On what day does WHCC-31 open?",
    ],
)
def test_polite_and_formal_words_ask_for_no_more(question: str) -> None:
    said = text_of(answered(TEXTS, question, as_of=DAY))
    assert "2031" in said
    assert "2027" not in said


def test_what_another_conference_or_region_does_is_not_quoted() -> None:
    texts = {
        "a.txt": "The World Sail Forum (WSF-31) will be held in Lima, Peru, from 3 to 5 June 2031.\n\n"
        "The Regional Preparatory Meeting for Africa (RPM-AFR) for WSF-31 will be held in Rabat, Morocco, on"
        " 4 April 2031.",
        "b.txt": "The Regional Preparatory Meeting for Europe (RPM-EUR) for the World Rope Forum (WRF-31) will be"
        " held in Athens, Greece, on 9 April 2031.",
    }
    draft = answered(texts, "When is the regional preparatory meeting for Europe for WSF-31?", as_of=DAY)
    assert draft.status is Status.NOT_FOUND
    assert not {"Rabat", "Athens"} & set(text_of(draft).replace(",", " ").split())


def test_a_regional_meeting_is_told_without_its_conference_s_own_days() -> None:
    texts = {
        "a.txt": "The International Seminar on Sails (ISS-31) will be held in Lima, Peru, from 3 to 5 June 2031.\n\n"
        "The Regional Preparatory Meeting for Africa (RPM-AFR) for ISS-31 will be held in Rabat, Morocco, on"
        " 4 April 2031.",
    }
    said = text_of(answered(texts, "When is RPM-AFR for ISS-31?", as_of=DAY))
    assert "4 April 2031" in said
    assert "Lima" not in said


def test_a_meeting_that_no_document_tells_of_is_not_answered_by_its_conference() -> None:
    told = {
        **TEXTS,
        "other.txt": """HS-31/009-E

Lisbon, 1 February 2031

Invitation to the World Lighthouse Symposium (WLS-31)

The World Lighthouse Symposium (WLS-31) will be held in Porto, Portugal, from 2 to 4 June 2031.

The Regional Preparatory Meeting for Africa (RPM-AFR) for WLS-31 will be held in Dakar, Senegal, on 3 March 2031.
""",
    }
    for question in (
        "When is RPM-AFR for WHCC-31?",
        "在哪里举行WHCC-31的RPM-AFR？",
        "Où se tiendra la RPM-AFR pour la WHCC-31 ?",
    ):
        answer = answered(told, question, as_of=DAY)
        assert answer.status is Status.NOT_FOUND, question
    assert "Dakar" in text_of(answered(told, "Where is RPM-AFR for WLS-31?", as_of=DAY))


def test_the_acronym_of_a_conference_is_no_code_of_a_region() -> None:
    told = {
        "meetings.txt": """HS-31/011-E

Lisbon, 1 March 2031

Preparatory meetings for the Assembly on Maritime Signals (AMS-31)

The Assembly on Maritime Signals (AMS-31) will be held in Porto, Portugal, from 2 to 4 June 2031.

The Regional Preparatory Meeting for the Americas (RPM-AMS) for AMS-31 will be held in Lima, Peru, on 3 April 2031.

The Regional Preparatory Meeting for Africa (RPM-AFR) for AMS-31 will be held in Dakar, Senegal, on 7 April 2031.
"""
    }
    said = text_of(
        answered(told, "When is the regional preparatory meeting for Africa for AMS-31?", as_of=DAY)
    )
    assert "7 April 2031" in said
    assert "3 April" not in said
