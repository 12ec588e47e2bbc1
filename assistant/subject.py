"""Which events a question is about: editions, meetings of a series, regions, what came before."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from assistant.editions import names_neighbour, neighbour
from assistant.lexicon import Term, lexicon, plain
from assistant.phrases import has_phrase, phrase
from assistant.question import Question
from ingest.events import Attribute, Event, EventKind
from ingest.mentions.iso import span_of

_EDITION = re.compile(r"^(?P<series>[a-z]+(?:-[a-z]+)*)-(?P<edition>\d{2})$")
_KINDS = {
    "youth_event": EventKind.YOUTH_EVENT,
    "round_table": EventKind.ROUND_TABLE,
    "site_visit": EventKind.SITE_VISIT,
}
_ACRONYM = re.compile(r"[^\W\d_]{2,10}-\d\d")
_SERIES_KEY = re.compile(r"(?:rpm|irm)-")
_SERIES_KINDS = {
    "rpm": (EventKind.REGIONAL_MEETING,),
    "irm": (EventKind.INTERREGIONAL_MEETING, EventKind.CONSULTATION),
}
_THE_CONFERENCE = re.compile(
    r"大会|会议|\bconference\b|\bconference\b|\bconferencia\b|\bконференц|المؤتمر|\bmeeting\b|\breunion\b"
    r"|\bсобрани"
)
_ASKS_WHAT = re.compile(
    r"什么|哪(?:个|些|次|场|几)|会议|\bmeetings?\b|\breunion\w*\b|\bсобрани|\bсовещани|اجتماع|\bwhat\b|\bwhich\b"
    r"|\bquels?\b|\bquelles?\b|\bque\b|\bcual(?:es)?\b|\bкак\w+\b|\bчто\b|ماذا|\bما\b|\bاي\b"
)
_YEAR = re.compile(r"(?<![\d/.-])(20\d\d)(?![\d/-])")
OCCURRENCE = "occurrence:"
"""How keys of dated happenings begin (a letter was sent, a decision taken): they have no name to ask by."""
OPENING = "opening:"
"""How keys of the days begin on which something opens that a deadline ends."""
MARK = 5
"""Letters that a name in Latin script has at least to stand for a name in another script."""
_SCRIPTS = {
    "zh": re.compile(r"[\u3400-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
}
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z]*\d?[A-Za-z]*[A-Z\d][A-Za-z\d]*")


@dataclass(frozen=True, slots=True)
class Subject:
    """What a question is about.

    `events` are the events asked for, in the order of the question; `conferences` the keys of the
    editions that they belong to; `unknown` names of editions or meetings that no document gives
    facts of, as written; `guessed` is true where the edition was not named; `inherited` where the
    events come from an earlier question; `by_value` where the question gave only a place or a date;
    `explicit` where the edition was named, now or in the conversation.
    """

    events: tuple[Event, ...] = ()
    conferences: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    guessed: bool = False
    inherited: bool = False
    by_value: bool = False
    explicit: bool = False

    @property
    def named(self) -> bool:
        """Whether the question itself names what it is about."""
        return bool(self.events or self.unknown) and not self.guessed


def base(key: str) -> str:
    """Return a key without the conference it belongs to: `rpm-asp@wtdc-25` → `rpm-asp`."""
    return key.partition("@")[0]


def conference_of(event: Event) -> str | None:
    """Return the key of the conference that `event` is or belongs to."""
    return event.parent or (event.key if event.kind is EventKind.CONFERENCE else None)


def find_subject(question: Question, events: tuple[Event, ...], as_of: date) -> Subject:
    """Return what `question` is about, with what its earlier questions were about carried over."""
    events = tuple(event for event in events if not event.key.startswith(OCCURRENCE))
    before: Subject | None = None
    for earlier in question.earlier:
        before = _find(replace(earlier, earlier=()), events, before, as_of)
    return _find(question, events, before, as_of)


def _find(question: Question, events: tuple[Event, ...], before: Subject | None, as_of: date) -> Subject:
    conferences, unknown, series = _editions(question, events)
    step, words = names_neighbour(question.text, follows=before is not None)
    if step and not conferences and not unknown:
        current = before.conferences if before else ()
        beside = neighbour(step, current, events, as_of)
        if beside is None:
            return Subject(unknown=(f"{words} ({current[0].upper()})" if current else words,))
        conferences = (beside,)
    context = conferences or (before.conferences if before else ())
    named = _by_name(question, events)
    if conferences:
        named = tuple(event for event in named if event.parent is None or event.parent in conferences)
    parts = _sub_events(question, events, context)
    if parts is not None:
        named = tuple(event for event in named if event in parts or not _SERIES_KEY.match(event.key))
    if parts is not None and not parts and not named and not unknown:
        return Subject(conferences=context, unknown=(_kind_words(question),))
    if before and parts is None and not conferences and not named and not unknown:
        parts = _other_region(question, events, before)
    chosen = _unique([*(parts or ()), *named])
    if before and before.events and question.ordinal and not parts:
        sibling = _sibling(before.events, question.ordinal, events)
        if sibling:
            return Subject((sibling,), before.conferences, inherited=True)
    if chosen:
        chosen = _of_edition(question, chosen, as_of)
        if len({conference_of(event) for event in chosen}) > 1 and not conferences:
            chosen = _together(chosen)
        owners = context or tuple(dict.fromkeys(filter(None, map(conference_of, chosen))))
        inherited = not conferences and before is not None
        return Subject(chosen, owners, unknown, inherited=inherited, explicit=bool(context))
    if conferences or unknown:
        return Subject(_with_keys(events, conferences), conferences, unknown, explicit=bool(conferences))
    at_place = _at_place_or_date(question, events)
    if before and (before.events or before.unknown) and not at_place:
        return replace(before, inherited=True)
    if at_place and not series:
        return Subject(at_place, by_value=True)
    return _guess(question, events, series, as_of)


def _of_edition(question: Question, events: tuple[Event, ...], as_of: date) -> tuple[Event, ...]:
    """Keep one of several editions of the same meeting: of the year asked for, else the one next to
    `as_of`."""
    years = {int(year) for year in _YEAR.findall(_without_dates(question))}
    kept: list[Event] = []
    for key in dict.fromkeys(base(event.key) for event in events):
        same = [event for event in events if base(event.key) == key]
        dated = [event for event in same if _year(event) in years]
        if dated:
            same = dated
        elif len(same) > 1 and len({event.parent for event in same}) == len(same):
            same = list(nearest_of(same, as_of))[:1]
        kept += same
    if years and any(_year(event) in years for event in kept):
        kept = [event for event in kept if _year(event) in years]
    return tuple(event for event in events if event in kept)


def _year(event: Event) -> int | None:
    value = event.value(Attribute.DATE)
    return span_of(value)[0].year if value and not value.startswith("--") else None


def _editions(
    question: Question, events: tuple[Event, ...]
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return keys of the editions named, names of those that nothing is known of, bare series."""
    from ingest.mentions.names import find_event_names

    known = {event.key for event in events if event.kind is EventKind.CONFERENCE}
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
        key = aliases.get(mention.value, mention.value)
        if _EDITION.match(key):
            if key in known:
                found.append(key)
            elif key not in others:
                unknown.append(mention.text)
        elif "series" in mention.flags:
            series.append(key)
    series += [key for key in _aliases(question, events) if key not in series]
    bare = [key for key in series if not any(edition.startswith(f"{key}-") for edition in found)]
    years = [int(year) for year in _YEAR.findall(_without_dates(question))]
    for key in dict.fromkeys(bare):
        for year in years:
            match = _of_year(key, year, events)
            if match:
                found.append(match)
            elif _is_conference(key, events):
                unknown.append(f"{key.upper()} {year}")
    return tuple(dict.fromkeys(found)), tuple(dict.fromkeys(unknown)), tuple(dict.fromkeys(bare))


def _aliases(question: Question, events: tuple[Event, ...]) -> list[str]:
    """Return the series of the conferences whose full name, as some document writes it, is in the
    question."""
    text = plain(question.text)
    return [
        event.key.rpartition("-")[0]
        for event in events
        if event.kind is EventKind.CONFERENCE
        and _EDITION.match(event.key)
        and any(plain(n.text) in text and _is_distinctive(plain(n.text)) for n in event.names)
    ]


def _acronyms(events: tuple[Event, ...]) -> dict[str, str]:
    """Return the keys of conferences by the acronyms that other languages have for them (`ВКРЭ-25`)."""
    return {
        spelled: event.key
        for event in events
        if event.kind is EventKind.CONFERENCE and _EDITION.match(event.key)
        for name in event.names
        if _ACRONYM.fullmatch(spelled := plain(name.text))
    }


def _without_dates(question: Question) -> str:
    text = question.text
    for mention in question.dates:
        text = text.replace(mention.text, " ")
    return text


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
    return next((event.key for event in editions if event.key == f"{series}-{year % 100:02d}"), None)


def _by_name(question: Question, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the events one of whose names stands in the question, longest names first."""
    text = plain(question.text)
    found: list[tuple[int, int, Event]] = []
    for event in events:
        if event.kind is EventKind.CONFERENCE and _EDITION.match(event.key):
            continue
        if event.kind is EventKind.DEADLINE or event.key.startswith(OPENING):
            continue
        for name in event.names:
            spelled = plain(name.text)
            at = text.find(spelled)
            if at >= 0 and _is_distinctive(spelled) and _whole(text, at, at + len(spelled)):
                found.append((at, at + len(spelled), event))
    kept = [
        one
        for one in found
        if not any(
            other[0] <= one[0] and one[1] <= other[1] and other[1] - other[0] > one[1] - one[0]
            for other in found
        )
    ]
    return _unique(event for _, _, event in sorted(kept, key=lambda one: one[0]))


def _is_distinctive(name: str) -> bool:
    if re.search(r"[\u3400-\u9fff]", name):
        return len(name) >= 5
    return len(name) >= 8 or bool(re.search(r"[a-z]+-\w+", name))


def _whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    edge = re.compile(r"[a-z0-9\u0400-\u04ff]")
    return not (edge.match(text[start]) and edge.match(before)) and not (
        edge.match(text[end - 1]) and edge.match(after)
    )


def _sub_events(
    question: Question, events: tuple[Event, ...], conferences: tuple[str, ...]
) -> tuple[Event, ...] | None:
    """Return the meetings that kind words name, None where there are no such words."""
    from ingest.mentions.vocabulary import regions

    names = lexicon("names")
    terms = sorted(names.find(question.text), key=lambda term: term.start)
    kinds = list(
        dict.fromkeys(term.name for term in terms if term.name in (*_KINDS, *_SERIES_KINDS, "coordination"))
    )
    codes = [code for code, pattern in regions() if pattern.search(question.text)]
    found: list[Event] = []
    asked = False
    if any(
        one.name == "irm" and _overlap(one, other) for one in terms for other in terms if other.name == "rpm"
    ):
        kinds = [kind for kind in kinds if kind != "rpm"]
    for kind in kinds:
        if kind in _KINDS:
            matching = _of_noun(question, [event for event in events if event.kind is _KINDS[kind]])
            if kind == "site_visit" and not matching:
                continue
        elif kind == "coordination":
            matching = [event for event in events if "coordination" in event.key]
            if not matching:
                continue
        elif "coordination" in kinds and kind == "rpm":
            continue
        else:
            matching = _of_series(kind, question, events, codes)
        asked = True
        within = [event for event in matching if conference_of(event) in conferences]
        found += within if conferences else matching
    if not asked:
        return None
    return _unique(found)


def _overlap(one: Term, other: Term) -> bool:
    return one.start < other.end and other.start < one.end + 1


def _of_noun(question: Question, events: list[Event]) -> list[Event]:
    """Keep the events whose names have the noun that the question has (a summit, a celebration), if any
    has."""
    nouns = _nouns(question.text, question.language)
    same = [
        event for event in events if any(nouns & _nouns(name.text, name.language) for name in event.names)
    ]
    return same or events


def _nouns(text: str, language: str) -> frozenset[str]:
    from ingest.mentions.vocabulary import LANGUAGES, heads

    tongue = language if language in LANGUAGES else "en"
    pattern, table = heads(tongue)
    found = {table[name].concept for match in pattern.finditer(text) for name in table if match.group(name)}
    return frozenset(found - {"meeting", "session", "conference"})


def _of_series(kind: str, question: Question, events: tuple[Event, ...], codes: list[str]) -> list[Event]:
    members = [event for event in events if re.match(rf"{kind}-\w+$", base(event.key))]
    if not members:
        members = [event for event in events if event.kind in _SERIES_KINDS[kind]]
    exact = [event for event in members if _named_exactly(base(event.key), plain(question.text))]
    if exact:
        return exact
    if kind == "rpm":
        if codes:
            return [event for event in members if base(event.key).rpartition("-")[2] in codes]
        here = [event for event in members if _held_in(event, question)]
        return here or members
    if question.ordinal:
        return [event for event in members if base(event.key).endswith(f"-{question.ordinal}")] or members
    return members


def _named_exactly(key: str, text: str) -> bool:
    return bool(re.search(rf"(?<![a-z\d]){re.escape(key)}(?![a-z\d])", text))


def _held_in(event: Event, question: Question) -> bool:
    from ingest.mentions.places import same_place

    own = [value for value in map(event.value, (Attribute.CITY, Attribute.COUNTRY)) if value]
    return any(same_place(place.value, value) for place in question.places for value in own)


def _at_place_or_date(question: Question, events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Return the events that are where and when the question says, for questions that ask what is."""
    found = list(events)
    exact = [
        mention.value
        for mention in question.dates
        if all(len(part) >= len("2025-11") and part[0] != "-" for part in mention.value.split("/"))
    ]
    if not (question.places or exact) or not _ASKS_WHAT.search(plain(question.text)):
        return ()
    if question.places:
        found = [event for event in found if _held_in(event, question)]
    for value in exact:
        found = [event for event in found if _on(event, value)]
    return tuple(found)


def _on(event: Event, value: str) -> bool:
    from ingest.mentions.iso import overlaps

    own = event.value(Attribute.DATE)
    return bool(own) and not str(own).startswith("--") and overlaps(str(own), value)


def _sibling(current: tuple[Event, ...], ordinal: int, events: tuple[Event, ...]) -> Event | None:
    """Return the `ordinal`-th meeting of the series that the last answer was about."""
    for event in current:
        match = re.match(r"(.+)-\d+$", base(event.key))
        if match and event.kind is not EventKind.CONFERENCE:
            wanted = f"{match.group(1)}-{ordinal}"
            return next(
                (other for other in events if base(other.key) == wanted and other.parent == event.parent),
                None,
            )
    if len(current) >= ordinal > 0 and len(current) > 1:
        return in_order(current)[ordinal - 1]
    return None


def _together(events: tuple[Event, ...]) -> tuple[Event, ...]:
    """Keep the events of the one conference that has an event of every kind asked for, if there is one."""
    kinds = {event.kind for event in events}
    if len(kinds) < 2:
        return events
    for conference in dict.fromkeys(map(conference_of, events)):
        mine = tuple(event for event in events if conference_of(event) == conference)
        if {event.kind for event in mine} == kinds:
            return mine
    return events


def _guess(question: Question, events: tuple[Event, ...], series: tuple[str, ...], as_of: date) -> Subject:
    conferences = [
        event
        for event in events
        if event.kind is EventKind.CONFERENCE and event.attributes and _EDITION.match(event.key)
    ]
    if series:
        own = [event for event in conferences if any(event.key.startswith(f"{key}-") for key in series)]
        if own:
            ranked = nearest_of(own, as_of)
            return Subject(ranked, tuple(event.key for event in ranked), guessed=True)
        bodies = [
            event for event in events if any(re.match(rf"{key}[-:]", base(event.key)) for key in series)
        ]
        if bodies:
            return Subject(tuple(bodies), (), guessed=len(bodies) > 1)
    if _THE_CONFERENCE.search(plain(question.text)) and conferences:
        ranked = nearest_of(conferences, as_of)
        return Subject(ranked, tuple(event.key for event in ranked), guessed=True)
    return Subject()


def nearest_of(events: list[Event], as_of: date) -> tuple[Event, ...]:
    """Return events with the next one as of `as_of` first, then the latest past ones."""

    def order(event: Event) -> tuple[int, int]:
        value = event.value(Attribute.DATE)
        if not value or value.startswith("--"):
            return 2, 0
        first, last = span_of(value)
        return (0, first.toordinal()) if last >= as_of else (1, -last.toordinal())

    return tuple(sorted(events, key=order))


def in_order(events: Iterable[Event]) -> tuple[Event, ...]:
    """Return events by their first day, those without a date last."""

    def first(event: Event) -> int:
        value = event.value(Attribute.DATE)
        return span_of(value)[0].toordinal() if value and not value.startswith("--") else 10**7

    return tuple(sorted(events, key=first))


def _with_keys(events: tuple[Event, ...], keys: tuple[str, ...]) -> tuple[Event, ...]:
    return _unique(event for key in keys for event in events if event.key == key)


def _unique(events: Iterable[Event]) -> tuple[Event, ...]:
    return tuple({event.key: event for event in events}.values())


def _kind_words(question: Question) -> str:
    terms = [term for term in lexicon("names").find(question.text) if term.name in (*_KINDS, *_SERIES_KINDS)]
    text = plain(question.text)
    return (
        text[min(term.start for term in terms) : max(term.end for term in terms)] if terms else question.text
    )


def show_name(event: Event, language: str, asked: str = "") -> str:
    """Return the name to show of `event` in `language`.

    An edition keeps its acronym (with the one the asker used before it: `CMDT-21 (WTDC-21)`); other
    names without one in the language are given as written, after what kind of event it is.
    """
    own = [name.text for name in event.names]
    key = base(event.key)
    acronym = next((name for name in own if plain(name) == key and name.isascii()), None)
    if acronym or _EDITION.match(key):
        acronym = acronym or key.upper()
        return _with_asked(acronym, key, asked) + _region(key, language)
    if re.match(r"(rpm|irm)-\w+$", key):
        return key.upper() + _region(key, language)
    same = [name.text for name in event.names if name.language == language]
    written = [text for text in same if _SCRIPTS[language].search(text)] if language in _SCRIPTS else []
    if same:
        return max(written or same, key=len)
    longest = max(own, key=len, default=key)
    latin = _LATIN_NAME.search(longest)
    shown = latin.group() if latin and len(latin.group()) >= MARK else longest
    kind = "kind_coordination" if "coordination" in key else f"kind_{event.kind}"
    if not has_phrase(kind):
        kind = "kind_meeting"
    return f"{phrase(kind, language)} “{shown}”"


def _other_region(question: Question, events: tuple[Event, ...], before: Subject) -> tuple[Event, ...] | None:
    """Return the meeting of another region, where the last one was of a region and only that is named now."""
    from ingest.mentions.vocabulary import region_of

    code = region_of(question.text)
    if not code or not any(event.kind is EventKind.REGIONAL_MEETING for event in before.events):
        return None
    parents = {event.parent for event in before.events}
    series = {base(event.key).partition("-")[0] for event in before.events}
    keys = {f"{one}-{code}" for one in series}
    return tuple(e for e in events if base(e.key) in keys and e.parent in parents) or None


def _with_asked(acronym: str, key: str, asked: str) -> str:
    from ingest.mentions.names import find_event_names

    for mention in find_event_names(asked):
        if mention.value == key and re.fullmatch(r"[A-ZА-ЯЁ]{2,8}[- ]\d{2,4}", mention.text):
            return mention.text if mention.text == acronym else f"{mention.text} ({acronym})"
    return acronym


def _region(key: str, language: str) -> str:
    code = key.partition("-")[2]
    name = f"region_{code}"
    if not has_phrase(name):
        return ""
    return f"（{phrase(name, language)}）" if language == "zh" else f" ({phrase(name, language)})"
