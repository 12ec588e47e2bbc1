"""Editions of conferences that a question names: by acronym, name, year, or as the one before another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from assistant.chronology import first_day, last_day, nearest_of, year_of
from assistant.event_keys import EDITION, base
from assistant.event_names import is_distinctive
from assistant.lexicon import plain
from assistant.ordinals import LATIN
from assistant.question import Question
from assistant.whereabouts import is_held_in
from ingest.events import Attribute, Event, EventKind, EventName
from ingest.mentions.iso import span_of

_PREVIOUS = re.compile(
    r"上一?届|前一?届|上一?次大会|[上前]一?轮"
    r"|\b(?:previous|last|preceding|former) (?:edition|conference|assembly|one)\b"
    r"|\bthe (?:edition |conference |one )?before (?:it|that)\b|\bthe one before\b"
    r"|\b(?:edition|conference|assemblee) precedente\b|\bprecedente (?:edition|conference|assemblee)\b"
    r"|\b(?:edicion|conferencia|asamblea) anterior\b|\banterior (?:edicion|conferencia|asamblea)\b"
    r"|\b(?:предыдущ|прошл)\w+ (?:конференц|ассамбле|созыв)\w*|(?:الدوره|المؤتمر|الجمعيه) السابقه?"
)
_PREVIOUS_ALONE = re.compile(
    r"\bprevious\b|\bprecedente?\b|\banterior\b|\bпредыдущ\w+|\bпрошл\w+|(?<!\w)(?:و|ف)?السابقه?(?!\w)"
    r"|上一?次|前一?次"
)
_FOLLOWING = re.compile(
    r"下一?届|下一?次|\b(?:next|following) (?:edition|conference|assembly|one)\b|\bthe one after\b"
    r"|\b(?:prochaine|suivante)\b|\b(?:siguiente|proxima)\b|\bследующ\w+|(?<!\w)(?:و|ف)?(?:ال)?(?:تاليه?"
    r"|مقبله?|قادمه?)(?!\w)"
)
_MEETINGS = frozenset(
    {EventKind.MEETING, EventKind.SESSION, EventKind.REGIONAL_MEETING, EventKind.INTERREGIONAL_MEETING}
)
_BEYOND = re.compile(
    r"(?:之后|以后|[a-z]-\d\d后)的?(?:那|下)?一?届|再下一?届|后一届|\bnext (?:\w+ )?after\b"
    r"|\bprochaine? (?:\w+ )?apres\b|\b(?:siguiente|proxim[ao]) (?:\w+ )?(?:despues|tras)\b"
    r"|\bследующ\w+ (?:\w+ )?после\b|\bafter the (?:one|edition|conference (?:in|of|that|which))\b"
    r"|\bthe (?:edition|conference|one) after\b"
    r"|\bwho (?:hosts|will host) (?:after|next)\b|\b(?:l'edition|la conference|celle) (?:d'apres"
    r"|qui suit(?:ra)?|apres)\b"
    r"|\b(?:la (?:edicion|conferencia)|la) (?:siguiente|posterior|que sigue) a\b|\bdespues de la de\b"
    r"|\b(?:конференци\w+|созыв\w*),? (?:после|следующ\w+ за)\b|(?:الدوره|المؤتمر) (?:الذي يلي"
    r"|التاليه? ل|بعد)"
)
"""What names the edition after one that the question itself gives."""
NEXT = re.compile(
    r"下一?届|下一?次|接下来(?:轮到)?|\b(?:coming|comes|up) next\b|\bnext\b|\bprochaine?\b"
    r"|\bproxim[ao]\b|\bследующ\w+"
    r"|(?:القادم|المقبل)[هة]?"
)
"""Words of a question that ask for what comes first of several that are to come; for `plain` text."""
NEXT_ONE = re.compile(
    rf"{NEXT.pattern}|下一?[个场项]|最近的?(?:一?[个场次项]|截止|会)|接下来|最先|\b(?:nearest|soonest)\b"
    r"|\bближайш\w+|(?:ال)?تالي[هة]?"
)
"""Words that ask for the one thing to come first, of whatever kind; for `plain` text."""
COMING = re.compile(
    r"接下来|即将|将要|后续|今后|还有哪些|\bupcoming\b|\bcoming up\b|\b(?:still )?(?:ahead|to come"
    r"|remaining)\b"
    r"|\ba venir\b|\bproxim[ao]s\b|\bprochaine?s\b|\bпредстоящ\w+|القادمه|المقبله"
)
"""Words that ask for what is to come; for `plain` text."""
WORDS = (_PREVIOUS, _PREVIOUS_ALONE, _FOLLOWING, NEXT)
"""What names the edition beside another, for `plain` text."""
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
    told, untold = _numbered(text, events)
    found += [key for key in (*told, *_spelled_out(question, events)) if key not in found]
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


_NTH = re.compile(
    rf"^(?:(?:第[一二三四五六七八九十\d]{{1,3}}|首)届|(?:the )?(?:{LATIN}|\d{{1,2}}(?:st|nd|rd|th|e|er"
    rf"|re))[\w-]* )"
)
_ONE_DIGIT = re.compile(r"(?<![A-Za-z\d/.@-])([A-Z]{2,11}|[А-ЯЁ]{2,10})-(\d)(?![A-Za-z\d/-])")
"""An acronym with an edition of one digit, which without a ledger could be anything: `COP-9`, `SC-3`."""


def _numbered(text: str, events: Iterable[Event]) -> tuple[list[str], list[str]]:
    """Return the keys of editions of one digit that a question names, and the names of those not known.

    Only of acronyms of which the ledger has another edition.
    """
    known = {event.key for event in events if EDITION.match(event.key)}
    series = {key.rpartition("-")[0] for key in known}
    named = [(match.group(), match.group().lower()) for match in _ONE_DIGIT.finditer(text.upper())]
    of_series = [(name, key) for name, key in named if key.rpartition("-")[0] in series]
    return [key for _, key in of_series if key in known], [
        name for name, key in of_series if key not in known
    ]


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
        and any(name in text and is_distinctive(name) for name in map(_without_number, event.names))
    ]


def _spelled_out(question: Question, events: Iterable[Event]) -> list[str]:
    """Return the keys of the editions whose whole name is in the question, number and all."""
    text = plain(question.text)
    conferences = (one for one in events if one.kind is EventKind.CONFERENCE and EDITION.match(one.key))
    return [
        event.key
        for event in conferences
        if any(plain(n.text) in text and _without_number(n) != plain(n.text) for n in event.names)
    ]


def _without_number(name: EventName) -> str:
    """Return a name without the ordinal before it, as `plain` text: the Fourth Forum, 第四届论坛."""
    return _NTH.sub("", plain(name.text))


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


def names_neighbour(text: str, *, follows: bool) -> tuple[int, str]:
    """Return -1 where a question asks about the edition before, 1 about the one after, else 0; and its words.

    Words that could mean anything (`the previous one`, `the next conference`) count only where the
    question `follows` one about an edition.
    """
    own = plain(text)
    before = _PREVIOUS.search(own) or (_PREVIOUS_ALONE.search(own) if follows else None)
    if before:
        return -1, before.group()
    after = _FOLLOWING.search(own) if follows else None
    return (1, after.group()) if after else (0, "")


def names_beyond(text: str) -> str:
    """Return the words by which a question asks for the edition after the one that it names, or none."""
    found = _BEYOND.search(plain(text))
    return found.group() if found else ""


def neighbour(step: int, current: tuple[str, ...], events: tuple[Event, ...], as_of: date) -> str | None:
    """Return the key of the edition `step` from the `current` one, None where no document gives one.

    Without a current one the last that was over on `as_of` is the previous conference.
    """
    editions = sorted(
        (event for event in events if event.kind is EventKind.CONFERENCE and first_day(event) is not None),
        key=lambda event: first_day(event) or date.max,
    )
    if not current:
        over = [event.key for event in editions if last_day(event) < as_of]
        return over[-1] if over else None
    key = current[0]
    series = [event.key for event in editions if event.key.rpartition("-")[0] == key.rpartition("-")[0]]
    at = series.index(key) + step if key in series else -1
    return series[at] if 0 <= at < len(series) else None
