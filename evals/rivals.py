"""Dates and places that an answer states in the stead of those that it should."""

from __future__ import annotations

import re

from evals.cases import NOT_STATED, Case
from evals.comparing import without_markers
from evals.metrics import meets
from ingest.mentions.mention import Precision

ISO_DAY = re.compile(r"\d{4}-\d\d")
LEADING = 8
"""Variants of a fact that are read for places; further ones are other spellings."""


def rivals(case: Case, answer: str) -> list[str]:
    """Return, as written, the dates and places of `answer` that stand in the stead of a missing fact.

    Where a date is missing, dates that question, facts and evidence lack; where a place is missing,
    such places; where the answer should say that nothing is stated, both. A date to the day or
    month is known when it overlaps a known one (a yearless one in any year that is known), a place
    when it names a known city or country. Years alone are not looked at.
    """
    from ingest.mentions.dates import find_dates
    from ingest.mentions.places import find_places

    missing = [item for item in case.expected if not meets(item, answer)]
    leading = "\n".join(variant for item in missing for variant in item.any_of[:LEADING])
    unstated = any(item.norm == NOT_STATED for item in missing)
    known = "\n".join(
        [
            case.question,
            *(turn.question for turn in case.history),
            *(source.quote for source in case.evidence),
            *(variant for item in case.expected for variant in item.any_of[:LEADING]),
        ]
    )
    text = without_markers(answer)
    foreign: list[str] = []
    if unstated or any(ISO_DAY.match(item.norm) for item in missing) or find_dates(leading):
        foreign += _foreign_dates(text, known, {item.norm for item in case.expected})
    if unstated or find_places(leading):
        foreign += _foreign_places(text, known)
    return foreign


def _foreign_dates(text: str, known: str, norms: set[str]) -> list[str]:
    from ingest.mentions.dates import find_dates

    days = {norm for norm in norms if ISO_DAY.match(norm)}
    days |= {mention.value for mention in find_dates(known) if mention.precision is not Precision.YEAR}
    return [
        mention.text
        for mention in find_dates(text)
        if mention.precision is not Precision.YEAR and not _is_known(mention.value, days)
    ]


def _foreign_places(text: str, known: str) -> list[str]:
    from ingest.mentions.places import find_places, same_place

    places = {mention.value for mention in find_places(known)}
    return [
        mention.text
        for mention in find_places(text)
        if not any(mention.value == place or same_place(mention.value, place) for place in places)
    ]


def _is_known(value: str, days: set[str]) -> bool:
    from ingest.mentions.iso import is_complete, overlaps, with_year

    complete = [day for day in days if is_complete(day)]
    if value in days:
        return True
    if is_complete(value):
        return any(overlaps(value, day) for day in complete) or (
            value[:4].isdigit()
            and any(overlaps(value, with_year(day, int(value[:4]))) for day in days if day.startswith("--"))
        )
    years = {int(day[:4]) for day in complete}
    return any(overlaps(with_year(value, year), day) for year in years for day in complete)
