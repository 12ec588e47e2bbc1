"""Dates and places that an answer states though nothing it was asked or should say holds them."""

from __future__ import annotations

from evals.cases import Case
from evals.comparing import without_markers


def rivals(case: Case, answer: str) -> list[str]:
    """Return, as written, the dates and places of `answer` that question, facts and evidence lack.

    A date is known when it overlaps a known one; a place when it names the same city or country.
    """
    from ingest.mentions.dates import find_dates, overlaps
    from ingest.mentions.places import find_places, same_place

    known = "\n".join(
        [
            case.question,
            *(turn.question for turn in case.history),
            *(source.quote for source in case.evidence),
            *(variant for item in case.expected for variant in item.any_of),
        ]
    )
    text = without_markers(answer)
    days = {mention.value for mention in find_dates(known)}
    foreign = [
        mention.text
        for mention in find_dates(text)
        if not any(mention.value == day or overlaps(mention.value, day) for day in days)
    ]
    places = {mention.value for mention in find_places(known)}
    foreign += [
        mention.text
        for mention in find_places(text)
        if not any(mention.value == place or same_place(mention.value, place) for place in places)
    ]
    return foreign
