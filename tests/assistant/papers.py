"""A letter and a paper about an invented assembly, and what is answered from them."""

from __future__ import annotations

from datetime import date

from samples import answered, text_of

DAY = date(2036, 3, 1)
PAPER = """Document LGB-36/7-E

10 February 2036

Preparations for the World Lighthouse Assembly (WLAS-36)

1 Background

1.1 The World Lighthouse Assembly (WLAS-36) will be held in Split, Croatia, from 2 to 13 June 2036.

1.2 Resolution 12 (Rev. Bergen, 2029) asks members to avoid the holidays of sailors.

2 Preparations

2.1 These include logistics, transport, security and lodging of the keepers.

2.2 Under Resolution 9 (Rev. Nairobi, 2033), preparatory meetings were held. Resolution 9 (Rev. Nairobi, 2033) is to be reviewed.

2.3 The Regional Preparatory Meeting for Africa (RPM-AFR), preparatory to WLAS-36, was held in Accra, Ghana, on 13 and 14 January 2036.

2.4 The Regional Preparatory Meeting for Europe (RPM-EUR), preparatory to WLAS-36, was held in Riga, Latvia, on 20 to 22 January 2036.

2.5 The Regional Preparatory Meeting for the Americas (RPM-AMS), preparatory to WLAS-36, was held in Lima, Peru, on 3 and 4 January 2036.

2.6 Regional organizations will nominate a vice-chair. They are also invited to name a spokesperson.

2.7 The Board of Keepers met on 4 December 2035 and settled the colours.
"""
LETTER = """Letter LGH-36/041-E

Split, 20 January 2036

Contact: Ana Babić
Telephone: +385 21 555 0100
E-mail: wlas@lights.example

Subject: Invitation to the World Lighthouse Assembly (WLAS-36)

At the kind invitation of the Government of Croatia, the World Lighthouse Assembly (WLAS-36) will be held in Split, Croatia, from 2 to 13 June 2036.

The draft agenda was approved by the Board of Keepers on 4 December 2035 and will be submitted to the 2036 session of the Council.

The Youth Light Festival will be held on 1 June 2036 in Split. It is the first such festival.

[signed]

林海生

Annex 1: Draft agenda of WLAS-36

- 1) Reports
- 2) The Bergen Declaration
- 3) Lamps
  - a) oil
  - b) gas
"""
TEXTS = {"paper.txt": PAPER}
BOTH = {"paper.txt": PAPER, "letter.txt": LETTER}


def said(question: str, *history: str, texts: dict[str, str] = BOTH) -> str:
    """Return the answer to a question about the papers above."""
    return text_of(answered(texts, question, *history, as_of=DAY))
