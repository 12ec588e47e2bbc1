"""What the head of a letter says: which part of the organization sends it, and to whom it goes."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, text_of

DAY = date(2036, 1, 25)
HEADED = {
    "headed.txt": """International Lighthouse Union

Bureau of Lamps (BL)

Split, 10 January 2036

Reference: LGH-36/007 - BL/OPS

To: All maritime administrations

Subject: Invitation to the World Lighthouse Assembly (WLAS-36)

The World Lighthouse Assembly (WLAS-36) will be held in Split, Croatia, from 2 to 13 June 2036. The assembly gives the Bureau of Lenses its orders.

Vesna Horvat
Secretary-General
""",
}


def headed(question: str) -> str:
    """Return the answer to a question about the letter above."""
    return text_of(answered(HEADED, question, as_of=DAY))


@pytest.mark.parametrize(
    "question",
    [
        "Which bureau sent letter LGH-36/007?",
        "From which part of the Union does the invitation letter come?",
        "邀请函LGH-36/007是由哪个部门发出的？",
        "De quel service émane la lettre LGH-36/007 ?",
        "¿Qué oficina envió la carta LGH-36/007?",
        "Какое подразделение направило письмо LGH-36/007?",
        "من أي مكتب صدرت الرسالة LGH-36/007؟",
    ],
)
def test_the_part_that_sends_a_letter_is_named_at_its_head(question: str) -> None:
    told = headed(question)
    assert "Bureau of Lamps" in told
    assert "BL/OPS" in told
    assert "Lenses" not in told


def test_who_sends_a_letter_and_to_whom_are_told_together() -> None:
    told = headed("To whom is letter LGH-36/007 addressed, and from which part of the Union?")
    assert "All maritime administrations" in told
    assert "Bureau of Lamps" in told


@pytest.mark.parametrize(
    "question",
    ["To whom is letter LGH-36/007 addressed?", "When was letter LGH-36/007 sent?", "Who signed the letter?"],
)
def test_the_part_that_sends_a_letter_is_not_told_where_it_is_not_asked(question: str) -> None:
    assert "Bureau of Lamps" not in headed(question)
