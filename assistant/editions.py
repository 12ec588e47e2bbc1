"""Editions of conferences that a question names: by acronym, name, year, or as the one before another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from assistant.chronology import nearest_of, year_of
from assistant.event_keys import EDITION, base
from assistant.event_names import is_distinctive
from assistant.lexicon import plain
from assistant.numbered_editions import numbered, spelled_out, without_number
from assistant.question import Question
from assistant.whereabouts import is_held_in
from ingest.events import Attribute, Event, EventKind
from ingest.mentions.iso import span_of

_MEETINGS = frozenset(
    {EventKind.MEETING, EventKind.SESSION, EventKind.REGIONAL_MEETING, EventKind.INTERREGIONAL_MEETING}
)
_ACRONYM = re.compile(r"[^\W\d_]{2,10}-\d\d")
_NUMBERED = re.compile(r"[a-z]+-\d")
_BY_YEAR = re.compile(
    r"((?:19|20)\d\d)\s*年?的?(?:那|这|该)一?届|\bthe ((?:19|20)\d\d) (?:one|edition|conference)\b"
    r"|\b(?:celle|edition|conference) de ((?:19|20)\d\d)\b|\b(?:la|edicion|conferencia) de ((?:19|20)\d\d)\b"
    r"|\b(?:конференци\w+) ((?:19|20)\d\d) (?:г\.|года)",
    re.IGNORECASE,
)
"""An edition that is called by its year alone."""
_EDITIONS = re.compile(r"(?<![\d第-])((?:\d\d届?[和与及跟、])*\d\d)届")
_YEAR = re.compile(r"(?<![\d/.-])(20\d\d)(?![\d/-])")


def names_conference(series: Iterable[str]) -> bool:
    """Return whether one of some names in keys is that of a conference, not of a body or of meetings."""
    from ingest.mentions.vocabulary import series as known

    conferences = {one.key for one in known() if one.kind is EventKind.CONFERENCE}
    return not conferences.isdisjoint(series)


def named_editions(
    question: Question, events: tuple[Event, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return keys of the editions named, names of those that nothing is known of, bare series."""
    from ingest.mentions.names import find_event_names

    known = {event.key for event in events if event.kind is EventKind.CONFERENCE}
    known |= {event.key for event in events if EDITION.match(event.key) and event.kind not in _MEETINGS}
    known |= {event.parent for event in events if event.parent}
    others = {base(event.key) for event in events}
    found: list[str] = []
    unknown: list[str] = []
    series: list[str] = []
    text = question.text
    symbols = set(question.symbols)
    aliases = _acronyms(events)
    for mention in find_event_names(text, question.language):
        if any(mention.text in symbol for symbol in symbols):
            continue
        key = aliases.get(plain(mention.text)) or aliases.get(mention.value, mention.value)
        if EDITION.match(key):
            if key in known:
                found.append(key)
            elif key not in others:
                unknown.append(mention.text)
        elif _NUMBERED.fullmatch(key) and key not in others and _numbers(key, others):
            unknown.append(mention.text)
        elif "series" in mention.flags:
            series.append(key)
    told, untold = numbered(text, events)
    found += [key for key in (*told, *spelled_out(question, events)) if key not in found]
    unknown += untold
    found += [
        key for number in _counted(text) for key in sorted(filter(None, known)) if key.endswith(f"-{number}")
    ]
    found += [key for year in _BY_YEAR.findall(text) for key in _only_of_year(int("".join(year)), events)]
    series += [key for key in _aliases(question, events) if key not in series]
    bare = [key for key in series if not any(edition.startswith(f"{key}-") for edition in found)]
    years = [int(year) for year in _YEAR.findall(_without_dates(question))]
    for key in dict.fromkeys(bare):
        if not years and not found:
            found += [
                event.key
                for event in events
                if event.kind is EventKind.CONFERENCE
                and event.key.startswith(f"{key}-")
                and is_held_in(event, question.places)
            ]
        for year in years:
            match = _of_year(key, year, events)
            if match:
                found.append(match)
            elif _is_conference(key, events):
                unknown.append(f"{key.upper()} {year}")
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(unknown)), tuple(dict.fromkeys(bare))


def _counted(text: str) -> list[str]:
    """Return the two digits by which Chinese talk calls editions: 21和25届."""
    return [number for run in _EDITIONS.findall(text) for number in re.findall(r"\d\d", run)]


def _numbers(key: str, others: set[str]) -> bool:
    """Return whether the meetings of a series are known by number: `irm-1`, where `irm-3` is asked for."""
    series = key.rpartition("-")[0]
    return any(_NUMBERED.fullmatch(one) and one.rpartition("-")[0] == series for one in others)


def _aliases(question: Question, events: tuple[Event, ...]) -> list[str]:
    """Return the series of the conferences whose full name, as some document writes it, is in the
    question."""
    text = plain(question.text)
    return [
        event.key.rpartition("-")[0]
        for event in events
        if event.kind is EventKind.CONFERENCE
        and EDITION.match(event.key)
        and any(name in text and is_distinctive(name) for name in map(without_number, event.names))
    ]


def _acronyms(events: tuple[Event, ...]) -> dict[str, str]:
    """Return the keys of conferences by the acronyms that other languages have for them (`ВКРЭ-25`)."""
    return {
        spelled: event.key
        for event in events
        if event.kind is EventKind.CONFERENCE and EDITION.match(event.key)
        for name in event.names
        if _ACRONYM.fullmatch(spelled := plain(name.text))
    }


def named_years(question: Question) -> tuple[int, ...]:
    """Return the years that a question names by themselves, outside its dates."""
    return tuple(int(year) for year in _YEAR.findall(_without_dates(question)))


def _without_dates(question: Question) -> str:
    text = question.text
    for mention in question.dates:
        text = text.replace(mention.text, " ")
    return text


def _only_of_year(year: int, events: tuple[Event, ...]) -> list[str]:
    """Return the one conference whose edition is of a year, none where several series have one."""
    series = {
        e.key.rpartition("-")[0] for e in events if e.kind is EventKind.CONFERENCE and EDITION.match(e.key)
    }
    found = [key for one in sorted(series) if (key := _of_year(one, year, events))]
    return found if len(found) == 1 else []


def _is_conference(series: str, events: tuple[Event, ...]) -> bool:
    return any(event.kind is EventKind.CONFERENCE and event.key.startswith(f"{series}-") for event in events)


def _of_year(series: str, year: int, events: tuple[Event, ...]) -> str | None:
    editions = [
        event for event in events if event.kind is EventKind.CONFERENCE and event.key.startswith(f"{series}-")
    ]
    for event in editions:
        when = event.value(Attribute.DATE)
        if when and not when.startswith("--") and span_of(when)[0].year == year:
            return event.key
    wanted = f"{series}-{year % 100:02d}"
    if not editions:
        editions = [event for event in events if event.key == wanted and year_of(event) == year]
    return next((event.key for event in editions if event.key == wanted), None)


def of_edition(question: Question, events: tuple[Event, ...], as_of: date) -> tuple[Event, ...]:
    """Keep one of several editions of the same meeting: of the year asked for, else the one next to
    `as_of`."""
    years = {int(year) for year in _YEAR.findall(_without_dates(question))}
    kept: list[Event] = []
    for key in dict.fromkeys(base(event.key) for event in events):
        same = [event for event in events if base(event.key) == key]
        dated = [event for event in same if year_of(event) in years]
        if dated:
            same = dated
        elif len(same) > 1 and len({event.parent for event in same}) == len(same):
            same = list(nearest_of(same, as_of))[:1]
        kept += same
    if years and any(year_of(event) in years for event in kept):
        kept = [event for event in kept if year_of(event) in years]
    return tuple(event for event in events if event in kept)
