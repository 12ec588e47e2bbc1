"""A letter and a list of deadlines of an invented assembly about tides."""

from __future__ import annotations

from datetime import date

DAY = date(2038, 2, 10)
LETTER = """Letter TID-38/004-E

Bergen, 12 January 2038

Contact: Nils Aas
Telephone: +47 55 555 0100

Invitation to the World Tide Assembly (WTAS-38)

The World Tide Assembly (WTAS-38) will be held in Malmö, Sweden, from 7 to 18 June 2038.

The expenditure for WTAS-38 may not exceed 640 000 euros. There is no registration fee for WTAS-38.

Maren Holm

Secretary-General

Annex 1 Draft agenda of WTAS-38

1) Opening

2) Tide tables
"""
DATES = """# Deadlines for the World Tide Assembly (WTAS-38)

TID-38/007-E

22 January 2038

| What | Date | Where to send |
|---|---|---|
| Proposals from Member States | 1 February 2038 | papers@tides.example |
| Requests for visa support letters | 26 February 2038 | visa@tides.example |
| Hotel rooms at the conference rate | 30 April 2038 | stay@tides.example |
"""
