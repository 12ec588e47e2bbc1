"""Typed, normalised spans: dates, places, names, symbols, contacts."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from ingest.documents import Document, Passage
from ingest.mentions.mention import Mention
from ingest.orders import readable

_NEAR = 400


def find_mentions(document: Document, passages: Sequence[Passage]) -> tuple[Mention, ...]:
    """Return every mention of a document in order of its start.

    Spans count characters of `Document.text`; each mention names its document and the passage
    that it starts in (empty where no passage covers it). What speaks to a machine has none; traditional
    characters are read as simplified, but `text` is as written.
    """
    from ingest.mentions.agenda import find_agenda_items
    from ingest.mentions.contacts import find_contacts
    from ingest.mentions.names import find_event_names
    from ingest.mentions.people import find_people
    from ingest.mentions.places import find_places
    from ingest.mentions.resolutions import find_resolutions
    from ingest.symbols import find_symbols

    document, original = readable(document), document.text
    text, language = document.text, document.language
    names = find_event_names(text, language)
    found = [
        *_dates(text, language, document.issued, names),
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
        written = original[mention.start : mention.end]
        passage = ordered[at].id if inside else ""
        return replace(mention, text=written, document_id=document.id, passage_id=passage)

    return tuple(sorted(map(located, found), key=lambda mention: (mention.start, -mention.end)))


def _dates(text: str, language: str, issued: date | None, names: Sequence[Mention]) -> list[Mention]:
    """Return the dates of a text, the digits of editions (`WTDC-25`) never read as part of one.

    A date without a year takes that of the date before it in its sentence or shortly before
    that, else the year in which it next comes round after the day of issue; all are flagged.
    """
    from ingest.mentions.dates import find_dates
    from ingest.mentions.iso import with_year

    hidden = list(text)
    for name in names:
        if "edition" in name.flags:
            for at in range(name.start, name.end):
                if text[at].isdigit():
                    hidden[at] = "x"
    found: list[Mention] = []
    for mention in find_dates("".join(hidden), language):
        value, flags = mention.value, mention.flags
        if value.startswith("--"):
            near = next((d for d in reversed(found) if not d.value.startswith("-")), None)
            if near is not None and mention.start - near.end <= _NEAR and "|" not in near.value:
                value = with_year(value, int(near.value.split("/")[-1][:4]))
            elif issued is not None:
                value = with_year(value, issued.year)
                if value[:10] < issued.isoformat()[: len(value[:10])]:
                    value = with_year(mention.value, issued.year + 1)
            flags = flags if value == mention.value else (*flags, "inferred_year")
        text_of = text[mention.start : mention.end]
        found.append(replace(mention, text=text_of, value=value, flags=flags))
    return found
