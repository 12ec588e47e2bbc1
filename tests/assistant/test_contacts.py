"""Whom to contact about what, over letters that were ingested for real."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, text_of

from assistant.answer import Status

TEXTS = {
    "invitation.txt": """World Harbour Union

Lisbon, 15 January 2031

HS-31/004-E

Contact: Ms Marta Oliveira
Telephone: +351 21 555 0101
Fax: +351 21 555 0102
E-mail: whcc@union.example

Subject: Invitation to the World Harbour Conference (WHCC-31)

Dear Sir or Madam,

The World Harbour Conference (WHCC-31) will be held in Lisbon, Portugal, from 5 to 9 May 2031.

Yours faithfully,

Lin Haisheng
""",
    "regional.txt": """HS-31/006-S

Lisboa, 3 de febrero de 2031

Reunión preparatoria regional para África (RPM-AFR)

La reunión preparatoria regional para África (RPM-AFR), preparatoria de la WHCC-31, se celebrará los días 3 y 4 de marzo de 2031 en Accra (Ghana).

Contacto: Sra. Lucía Serrano, teléfono +34 91 555 0177, correo electrónico afr@union.example.
""",
    "information.md": """# Information for participants

World Harbour Conference (WHCC-31), Lisbon, 5–9 May 2031

Document WHCC-31/INF/1-E

## 1 Visas

Support letters for a visa are issued on request to visa@union.example.

## 2 Contact

Host country liaison: Mr Rui Tavares, telephone +351 21 555 0199, e-mail rui@host.example.
""",
    "deadlines.md": """# Deadlines for the World Harbour Conference (WHCC-31)

HS-31/008-E

| What | Date | Where to send |
|---|---|---|
| Applications for fellowships | 5 February 2031 | grants@union.example |
| Booking of exhibition space | 3 March 2031 | expo@union.example |
""",
}
DAY = date(2031, 2, 10)


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("Who is the contact for the invitation to WHCC-31?", "Marta Oliveira"),
        ("WHCC-31邀请函的传真号码是多少？", "+351 21 555 0102"),
        ("Who can I phone about RPM-AFR, and on what number?", "+34 91 555 0177"),
        ("阿克拉会议找谁联系，电话是多少？", "+34 91 555 0177"),
        ("Qui est l'agent de liaison du pays hôte de la WHCC-31 ?", "Rui Tavares"),
        ("WHCC-31东道国联络官是谁？", "Rui Tavares"),
        ("К какому адресу электронной почты обращаться за визой?", "visa@union.example"),
        ("¿A qué correo electrónico se envían las solicitudes de beca?", "grants@union.example"),
        ("ما هو البريد الإلكتروني لحجز مساحة في المعرض؟", "expo@union.example"),
        ("What is Rui Tavares's telephone number?", "+351 21 555 0199"),
    ],
)
def test_the_contact_for_what_is_asked_is_given_and_no_other(question: str, value: str) -> None:
    draft = answered(TEXTS, question, as_of=DAY)
    said = text_of(draft)
    assert value in said
    others = {"555 0101", "555 0177", "555 0199", "visa@", "grants@", "expo@", "Oliveira", "Tavares"}
    near = {"+34 91 555 0177": {"555 0177"}, "Rui Tavares": {"555 0199", "Tavares"},
            "+351 21 555 0199": {"555 0199", "Tavares"}, "Marta Oliveira": {"555 0101", "Oliveira"}}  # fmt: skip
    assert not [
        other for other in others - near.get(value, {value[:5], value[:6], value[:7]}) if other in said
    ]


def test_a_follow_up_keeps_to_the_contact_before_it() -> None:
    draft = answered(TEXTS, "电话是多少？", "WHCC-31东道国联络官是谁？", as_of=DAY)
    assert "555 0199" in text_of(draft)
    assert "555 0101" not in text_of(draft)


@pytest.mark.parametrize(
    "question",
    [
        "What is the telephone number of the hotel?",
        "机场班车的联系电话是多少？",
        "What is the telephone number of Lin Haisheng?",
        "What is the phone number of the Anchor Lodge?",
        "Who is the liaison of RPM-AFR?",
    ],
)
def test_no_contact_is_given_for_what_none_is_for(question: str) -> None:
    draft = answered(TEXTS, question, as_of=DAY)
    assert draft.status is Status.NOT_FOUND
    assert "555" not in text_of(draft)
