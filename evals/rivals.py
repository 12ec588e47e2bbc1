"""Dates and places that an answer states though nothing it was asked or should say holds them."""

from __future__ import annotations

from evals.cases import Case
from evals.comparing import without_markers
from ingest.mentions.mention import Precision

LEADING = 8
"""Variants of a fact that are read for places; further ones are other spellings."""


def rivals(case: Case, answer: str) -> list[str]:
    """Return, as written, the dates and places of `answer` that question, facts and evidence lack.

    A date to the day or month is known when it overlaps a known one (a yearless one in any year
    that is known), a place when it names a known city or country. Years alone are not looked at.
    """
    from ingest.mentions.dates import find_dates
    from ingest.mentions.places import find_places, same_place

    text = without_markers(answer)
    known = "\n".join(
        [
            case.question,
            *(turn.question for turn in case.history),
            *(source.quote for source in case.evidence),
            *(variant for item in case.expected for variant in item.any_of[:LEADING]),
        ]
    )
    days = {item.norm for item in case.expected}
    days |= {mention.value for mention in find_dates(known) if mention.precision is not Precision.YEAR}
    foreign = [
        mention.text
        for mention in find_dates(text)
        if mention.precision is not Precision.YEAR and not _is_known(mention.value, days)
    ]
    places = {mention.value for mention in find_places(known)}
    foreign += [
        mention.text
        for mention in find_places(text)
        if not any(mention.value == place or same_place(mention.value, place) for place in places)
    ]
    return foreign


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
