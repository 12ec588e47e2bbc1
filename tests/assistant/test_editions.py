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
