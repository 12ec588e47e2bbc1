"""Rivals: another date where a date is missing, another place where a place is, and nothing else."""

from __future__ import annotations

import pytest

from evals.cases import NOT_STATED, Case, Expected, Source
from evals.rivals import rivals
from evals.variants import date_variants

DATE = Expected("2027-06-07/2027-06-18", date_variants("2027-06-07/2027-06-18"))
CITY = Expected("Durban", ("Durban", "德班"))
ROOM = Expected("Room 3", ("Room 3",))


def case(*expected: Expected, question: str = "When?", quote: str = "announced on 12 October 2026") -> Case:
    return Case("1", "en", question, "date", expected, evidence=(Source("a.txt", quote),))


@pytest.mark.parametrize(
    ("asked", "answer", "found"),
    [
        (case(DATE), "From 4 to 15 March 2024.", ["4 to 15 March 2024"]),
        (case(DATE), "In Riga, Latvia.", []),
        (case(DATE), "It was announced on 12 October 2026.", []),
        (case(DATE), "From 7 to 18 June 2027, and 4 March 2024.", []),
        (case(CITY), "In Riga.", ["Riga"]),
        (case(CITY), "On 4 March 2024.", []),
        (case(ROOM), "On 4 March 2024 in Riga.", []),
        (case(DATE, question="Is it on 4 March 2024?"), "On 4 March 2024.", []),
        (case(Expected(NOT_STATED, ())), "On 4 March 2024.", ["4 March 2024"]),
    ],
)
def test_what_stands_in_the_stead_of_a_fact(asked: Case, answer: str, found: list[str]) -> None:
    told = rivals(asked, answer)
    assert [any(part in item or item in part for item in told) for part in found] == [True] * len(found)
    assert bool(told) is bool(found)
