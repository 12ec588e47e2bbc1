"""Typed, normalised spans: dates, places, names, symbols, contacts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents import Document, Passage
from ingest.mentions.mention import Mention


def find_mentions(document: Document, passages: Sequence[Passage]) -> tuple[Mention, ...]:
    """Return every mention of a document in order of its start.

    Spans count characters of `Document.text`; each mention names its document and the passage
    that it starts in (empty where no passage covers it).
    """
    from ingest.mentions.agenda import find_agenda_items
    from ingest.mentions.contacts import find_contacts
    from ingest.mentions.names import find_event_names
    from ingest.mentions.people import find_people
    from ingest.mentions.places import find_places
    from ingest.mentions.resolutions import find_resolutions
    from ingest.symbols import find_symbols

    text, language = document.text, document.language
    year = document.issued.year if document.issued else None
    names = find_event_names(text, language)
    found = [
        *_dates(text, language, year, names),
        *find_places(text),
        *find_contacts(text),
        *names,
        *find_symbols(text),
        *find_resolutions(text),
        *find_people(text),
        *find_agenda_items(document),
    ]
    ordered = sorted(passages, key=lambda passage: passage.start)
    starts = [passage.start for passage in ordered]

    def located(mention: Mention) -> Mention:
        at = bisect_right(starts, mention.start) - 1
        inside = at >= 0 and mention.start < ordered[at].end
        return replace(mention, document_id=document.id, passage_id=ordered[at].id if inside else "")

    return tuple(sorted(map(located, found), key=lambda mention: (mention.start, -mention.end)))


def _dates(text: str, language: str, year: int | None, names: Sequence[Mention]) -> list[Mention]:
    """Return the dates of a text, the digits of editions (`WTDC-25`) never read as part of one."""
    from ingest.mentions.dates import find_dates

    hidden = list(text)
    for name in names:
        if "edition" in name.flags:
            for at in range(name.start, name.end):
                if text[at].isdigit():
                    hidden[at] = "x"
    return [
        replace(date, text=text[date.start : date.end])
        for date in find_dates("".join(hidden), language, year=year)
    ]
