"""What a question asks for in a word comes before the sentence that gives it."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, text_of

from assistant.quantities import asked, numbers_of

DAY = date(2031, 1, 10)
TEXTS = {
    "letter.md": (
        "世界港口通信大会（WHCC-31）的筹备\n\n文件 HSG-30/7-C\n\n"
        "第44号决议（2026年，波尔图，修订版）要求会议期间避开主要节日。\n\n"
        "大会将任命三名副主席，由成员国、部门成员和学术界提名。\n\n"
        "WHCC-31将于2031年5月5日至9日在葡萄牙里斯本举行。\n"
    ),
}


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("Which resolution asks to avoid holidays?", "Resolution 44 (2026)"),
        ("Quelle résolution demande d'éviter les fêtes ?", "Résolution 44 (2026)"),
        ("How many vice-chairs will be appointed?", "The number given: 3."),
        ("¿Cuántos vicepresidentes se nombrarán?", "Número indicado: 3."),
    ],
)
def test_a_reference_or_a_number_is_said_before_the_quotation(question: str, first: str) -> None:
    said = text_of(answered(TEXTS, question, as_of=DAY))
    assert said.startswith(first)
    assert "第44号决议" in said or "三名副主席" in said


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("任命几名副主席？", "vice_chair"),
        ("Сколько региональных совещаний?", "rpm"),
        ("How many young delegates may come?", "people"),
    ],
)
def test_the_thing_asked_the_number_of_is_known(question: str, thing: str) -> None:
    assert thing in asked(question)


def test_a_number_is_of_the_thing_named_beside_it() -> None:
    assert numbers_of("两个区域会议和六名副主席", ["vice_chair"]) == ("6",)
    assert asked("会议几点开始？") == frozenset()
