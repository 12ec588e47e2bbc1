"""Every date and place of the two real documents, listed by hand: recall and precision of at least 98 %."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from ingest.mentions.contacts import find_contacts
from ingest.mentions.dates import find_dates
from ingest.mentions.places import find_places

CORPUS = Path(__file__).parents[4] / "shared" / "corpus"
LETTER = "000_5fc555876e3ccc0c.txt"
PAPER = "003_bd709cd47b760d20.txt"

DATES = {
    LETTER: """
        2022-02-22 2022-06-06/2022-06-16 2020-11-23 2022-06-02/2022-06-04 2022-06-07/2022-06-09 2017
        2021-11-08/2021-11-12 2022 2022 2022/2025 2024/2027 2022/2025 2014
    """,
    PAPER: """
        2025 2025-11-17/2025-11-28 2014 2024-03-15 2024-04-03 2025-11:end 2024-04-26
        2025-11-17/2025-11-28 2025-05-12/2025-05-16 2024 2025-11-17/2025-11-28 2024-09 2024-06-24 2025-11-16
        2025-02-10/2025-02-14 2022 2025-02-04/2025-02-05 2025-02-25/2025-02-26 2025-03-20/2025-03-21
        2025-04-01/2025-04-02 2025-04-08/2025-04-09 2025-04-24/2025-04-25 2025-05-12 2022
        2025-07-14/2025-07-15 2025-09-29/2025-09-30
    """,
}
PLACES = {
    LETTER: """
        CH/geneva RW RW RW/kigali RW RW/kigali AR/buenos-aires:in_title AR/buenos-aires:in_title
        AR/buenos-aires:in_title ET/addis-ababa:in_title AE/dubai:in_title
    """,
    PAPER: """
        AZ AZ/baku KR/busan:in_title AZ AZ AZ/baku AZ AZ/baku AZ/baku RW/kigali:in_title
        RW/kigali:in_title JO JO/amman HU HU/budapest TH TH/bangkok PY PY/asuncion KE KE/nairobi KG KG/bishkek
        in_person RW/kigali:in_title online online
    """,
}
CONTACTS = {
    LETTER: "telephone:+41_22_730_5131 fax:+41_22_730_5484 email:wtdc@itu.int",
    PAPER: "",
}


def _agreement(expected: str, found: list[str]) -> tuple[float, float]:
    wanted, given = Counter(expected.split()), Counter(found)
    hits = (wanted & given).total()
    return (
        hits / wanted.total() if wanted else 1.0,
        hits / given.total() if given else 1.0,
    )


@pytest.mark.skipif(not CORPUS.is_dir(), reason="the real documents are not beside the repository")
@pytest.mark.parametrize("name", [LETTER, PAPER])
def test_dates_places_and_contacts_of_real_documents(name: str) -> None:
    text = (CORPUS / name).read_text(encoding="utf-8")
    dates = [":".join((mention.value, *mention.flags)) for mention in find_dates(text, "zh")]
    places = [":".join((mention.value, *mention.flags)) for mention in find_places(text)]
    contacts = [f"{mention.role}:{mention.value}".replace(" ", "_") for mention in find_contacts(text)]
    for expected, found in ((DATES, dates), (PLACES, places), (CONTACTS, contacts)):
        recall, precision = _agreement(expected[name], found)
        assert recall >= 0.98, Counter(expected[name].split()) - Counter(found)
        assert precision >= 0.98, Counter(found) - Counter(expected[name].split())
