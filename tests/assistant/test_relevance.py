"""Which sentence is quoted, and when none is: over texts that were ingested for real."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, text_of

from assistant.answer import Status

TEXTS = {
    "africa.txt": """HS-31/006-E

Lisbon, 3 February 2031

Regional Preparatory Meeting for Africa (RPM-AFR)

The Regional Preparatory Meeting for Africa (RPM-AFR), preparatory to WHCC-31, will be held in Accra, Ghana, on 3 and 4 March 2031.

There is no registration fee. The working languages are English and French.
""",
    "europe.txt": """HS-31/007-E

Lisbon, 5 February 2031

Regional Preparatory Meeting for Europe (RPM-EUR)

The Regional Preparatory Meeting for Europe (RPM-EUR), preparatory to WHCC-31, will be held in Riga, Latvia, on 10 and 11 March 2031.

Delegates will visit the lighthouse on the first evening.
""",
    "report.md": """# Preparations for the World Harbour Conference (WHCC-31)

WHCC-31/INF/2-E

6 February 2031

## 1 Background

The World Harbour Conference (WHCC-31) will be held in Lisbon, Portugal, from 5 to 9 May 2031.

King Manuel Airport lies 12 km north of Lisbon. Badges are handed out in the North Hall.

## 2 Inter-regional meetings

Two online meetings are planned. The Chair-designate will preside over both.
""",
    "old.md": """# Summary report of the World Harbour Conference (WHCC-27)

WHCC-27/80-E

10 April 2027

The World Harbour Conference (WHCC-27) was held in Panama City, Panama, from 8 to 12 March 2027.

Ms Ana Beltrán was elected Chair of the Conference.

| Meeting | Dates | City | Participants |
|---|---|---|---|
| RPM-EUR | 4-5 February 2027 | Gdansk (Poland) | 104 |
""",
}
DAY = date(2031, 2, 20)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("RPM-AFR使用哪些语言？", "working languages"),
        ("Faut-il payer des frais pour la RPM-AFR ?", "no registration fee"),
        ("参加阿克拉会议要交费吗？", "no registration fee"),
        ("Who was elected Chair of WHCC-27?", "Ana Beltrán"),
        ("里斯本的机场在哪里？", "King Manuel Airport"),
        ("Где выдают бейджи на WHCC-31?", "North Hall"),
    ],
)
def test_the_sentence_about_what_is_asked_is_quoted(question: str, quote: str) -> None:
    draft = answered(TEXTS, question, as_of=DAY)
    assert quote in text_of(draft)
    assert draft.status is Status.ANSWERED


@pytest.mark.parametrize(
    ("question", "never"),
    [
        ("RPM-EUR使用哪些语言？", "English and French"),
        ("Is there a registration fee for RPM-EUR?", "no registration fee"),
        ("Who will chair WHCC-31?", "preside"),
        ("谁将主持WHCC-31？", "preside"),
        ("Why was RPM-EUR postponed?", "Riga"),
        ("What is the theme of RPM-EUR?", "Riga"),
        ("How many participants are expected at RPM-EUR?", "104"),
        ("What voltage is used in Lisbon?", "Portugal"),
        ("Quelle est la tension électrique à Lisbonne ?", "5 to 9 May"),
        ("Who was elected Vice-Chair of WHCC-31?", "Beltrán"),
    ],
)
def test_a_sentence_that_shares_only_the_subject_is_no_answer(question: str, never: str) -> None:
    draft = answered(TEXTS, question, as_of=DAY)
    assert draft.status is Status.NOT_FOUND
    said = [sentence.text for sentence in draft.sentences if not sentence.quoted]
    assert never not in " ".join(said)
