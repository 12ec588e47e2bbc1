"""Whether quoted sentences settle a question for a date, a place or a deadline.

A sentence that holds a date may be about another event, give the day of something else, one of several
days, or one that no longer stands. Where the question is about an event that the documents know, it counts as
the answer only if none of this is so; else it can be offered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from assistant.asks import Ask
from assistant.choice import Choice, likelihoods
from assistant.deadlines import is_asked, purposes_asked
from assistant.draft import Source
from assistant.event_keys import EDITION, base, conference_of
from assistant.expected import PRECISE, holds
from assistant.facts import Facts
from assistant.leftover import leftover, residual
from assistant.lexicon import lexicon
from assistant.meetings import of_bodies
from assistant.other_matters import DONE
from assistant.sentences import Unit, concepts
from assistant.standing import outdated
from ingest.deadlines import purposes_of
from ingest.documents import BlockKind
from ingest.events import Attribute, EventKind
from ingest.mentions.mention import Mention, MentionKind
from ingest.mentions.names import find_event_names

_VALUES = frozenset({"date", "place", "deadline"})
_REFERENCES = PRECISE | {"document"}
_MANY = (Ask.LIST, Ask.COUNT, Ask.WHICH_EVENT, Ask.COMPARE, Ask.DISAGREE, Ask.LONGER, Ask.EARLIER)
"""Asks that several values answer."""
_ATTRIBUTES = {"date": Attribute.DATE, "place": Attribute.CITY}
_DATELINE = 40
"""Characters of a line that is no more than a day and a place."""
_DAY = len("2027-06")
_REGIONAL = re.compile(r"[a-z]{3}-[a-z]{3}$")
"""Keys of the meetings of a region: `rpm-afr`."""


def is_certain(facts: Facts, kinds: frozenset[str], shown: Sequence[Unit]) -> bool:
    """Return whether sentences give just the date, place or deadline that is asked for, as it stands.

    True where none of them is asked for, or of no event that the documents know. Where the very reference is
    asked for too (which circular, of what date), the sentence that has it may give other days besides.
    """
    asked = kinds & _VALUES | ({"deadline"} if is_asked(facts) else frozenset())
    editions = _editions_asked(facts)
    if not asked or not editions or facts.subject.guessed:
        return True
    holding = [unit for unit in shown if any(holds(facts, unit, kind) for kind in asked)]
    return (
        bool(holding)
        and (bool(kinds & _REFERENCES) or _agree(facts, asked, shown))
        and all(_is_read(facts, asked, unit) or _is_of(facts, unit, editions) for unit in holding)
        and all(_serves(facts, asked, unit) for unit in holding)
        and not any(outdated(facts, unit.source) for unit in shown)
    )


def agreed(facts: Facts, choice: Choice) -> float:
    """Return the probability that the best sentence or one that says the same answers, 0–1.

    Two say the same where the ledger reads from both what stands of the events asked about: their dates
    where a date is asked for, their cities where a place is.
    """
    asked = choice.kinds & _ATTRIBUTES.keys()
    if not choice.ranked or not asked or choice.kinds - asked or facts.subject.guessed:
        return choice.likelihood
    read = [not one.signs.other and _is_read(facts, asked, one.unit) for one in choice.ranked]
    shares = likelihoods(choice.ranked)
    return sum(share for share, alike in zip(shares, read, strict=True) if alike) if read[0] else shares[0]


def _editions_asked(facts: Facts) -> frozenset[str]:
    owners = {owner for event in facts.subject.events if (owner := conference_of(event))}
    return frozenset(owners | set(facts.subject.conferences) | _of_bodies_named(facts))


def _of_bodies_named(facts: Facts) -> set[str]:
    """Return the keys of the meetings of the bodies that a question names (an advisory group)."""
    named = lexicon("names").names(facts.question.text)
    return {base(event.key) for event in of_bodies(named, facts.events)}


def _is_read(facts: Facts, asked: frozenset[str], unit: Unit) -> bool:
    """Return whether the ledger reads from a sentence what stands of the events asked about."""
    keys = {event.key for event in facts.subject.events}
    wanted = {_ATTRIBUTES[kind] for kind in asked & _ATTRIBUTES.keys()}
    read = {
        one.attribute
        for event, one in facts.read_in(unit.source)
        if event.key in keys and one.value == event.value(one.attribute)
    }
    return bool(wanted) and wanted <= read


def _agree(facts: Facts, asked: frozenset[str], shown: Sequence[Unit]) -> bool:
    """Return whether sentences give one value of each kind asked for, or what stands of the events."""
    if facts.question.wants(*_MANY):
        return True
    days = frozenset[str]().union(*(_days(facts, unit) for unit in shown))
    stand = {event.value(Attribute.DATE) for event in facts.subject.events}
    if asked & {"date", "deadline"} and len(days) > 1 and not days <= stand:
        return False
    return "place" not in asked or len(_places(facts, shown)) <= 1


def _days(facts: Facts, unit: Unit) -> frozenset[str]:
    """Return the days that a sentence gives besides those that the question does; where the ledger reads some
    of the event asked about, these."""
    keys = {event.key for event in facts.subject.events}
    read = [(event, one) for event, one in facts.read_in(unit.source) if one.attribute is Attribute.DATE]
    own = frozenset(one.value for event, one in read if event.key in keys)
    if own:
        return own
    given = {m.value for m in facts.question.dates}
    free = {m.value for m in _free_days(facts, unit)}
    return frozenset((free | {one.value for _, one in read}) - given)


def _places(facts: Facts, shown: Iterable[Unit]) -> frozenset[str]:
    """Return the cities that sentences name, and the countries of which they name none."""
    found = {
        m.value
        for unit in shown
        for m in facts.inside(unit.source)
        if m.kind is MentionKind.PLACE and re.match(r"[A-Z]{2}(?:/|$)", m.value)
    }
    return frozenset(one for one in found if not any(other.startswith(f"{one}/") for other in found))


def _is_of(facts: Facts, unit: Unit, editions: frozenset[str]) -> bool:
    """Return whether a sentence is of the edition and the meeting asked about, and of no other.

    It is of what it names itself, else of what its heading names, else of what its document does.
    """
    document = facts.documents[unit.document_id]
    heading = next((b for b in reversed(document.blocks[: unit.block]) if b.kind is BlockKind.HEADING), None)
    own = _named(facts, unit.source)
    above = _named(facts, Source(document.id, heading.start, heading.end)) if heading else frozenset()
    of = _editions(own) or _editions(above) or _edition_of(facts, unit.document_id)
    wanted = _meetings_asked(facts)
    meetings = _meetings(facts, own)
    spoken_of = meetings or _meetings(facts, above) or facts.titled[document.id]
    if of - editions or not (of or _are_held_once(facts, spoken_of & wanted)):
        return False
    if wanted:
        return bool(spoken_of & wanted) and not {key for key in meetings if _REGIONAL.match(key)} - wanted
    return not meetings or bool(residual(facts) or leftover(facts))


def _named(facts: Facts, source: Source) -> frozenset[str]:
    named = {base(m.value) for m in facts.inside(source) if m.kind is MentionKind.EVENT and m.value}
    text = facts.documents[source.document_id].text[source.start : source.end]
    return frozenset(named | facts.named_in(text))


def _editions(keys: Iterable[str]) -> frozenset[str]:
    return frozenset(key for key in keys if EDITION.match(key))


def _edition_of(facts: Facts, document_id: str) -> frozenset[str]:
    main = facts.main_conference[document_id]
    return frozenset({main} if main else ())


def _meetings(facts: Facts, keys: Iterable[str]) -> frozenset[str]:
    """Return the keys of meetings that are no conferences: of the ledger, or of a region."""
    conferences = {base(event.key) for event in facts.events if event.kind is EventKind.CONFERENCE}
    return frozenset(
        key for key in keys if key not in conferences and (key in facts.event_keys or _REGIONAL.match(key))
    )


def _are_held_once(facts: Facts, keys: frozenset[str]) -> bool:
    """Return whether the ledger knows one meeting alone by each of some keys, which are at least one."""
    known = [base(event.key) for event in facts.events]
    return bool(keys) and all(known.count(key) == 1 for key in keys)


def _meetings_asked(facts: Facts) -> frozenset[str]:
    """Return the keys of the meetings asked about that are no conferences."""
    named = {base(m.value) for m in find_event_names(facts.question.text, facts.question.language)}
    asked = {base(event.key) for event in facts.subject.events if event.kind is not EventKind.CONFERENCE}
    return frozenset(asked | {key for key in named if _REGIONAL.match(key)})


def dates_another(facts: Facts, unit: Unit) -> bool:
    """Return whether all days in a sentence are those of events, and something else is asked.

    That is the opening of another event, or the day of what was done (a receipt), of which it has no word.
    """
    read = [(event, one) for event, one in facts.read_in(unit.source) if one.attribute is Attribute.DATE]
    if any(event.kind is EventKind.DEADLINE for event, _ in read):
        return False
    if not read or has_free_day(facts, unit):
        return False
    keys = {event.key for event in facts.subject.events}
    if facts.question.wants(Ask.START, Ask.END) and not any(event.key in keys for event, _ in read):
        return True
    done = residual(facts) & DONE
    return bool(done) and not done & concepts(unit.text)


def has_free_day(facts: Facts, unit: Unit) -> bool:
    """Return whether a sentence gives a day that the ledger does not read as that of an event."""
    return bool(_free_days(facts, unit))


def _free_days(facts: Facts, unit: Unit) -> list[Mention]:
    spans = [(one.start, one.end) for _, one in facts.read_in(unit.source) if one.attribute is Attribute.DATE]
    return [
        m
        for m in facts.inside(unit.source)
        if m.kind is MentionKind.DATE
        and len(m.value) >= _DAY
        and not any(start <= m.start < end for start, end in spans)
    ]


def is_dateline(facts: Facts, unit: Unit) -> bool:
    """Return whether a sentence is but the line that gives day and place of its document."""
    issued = facts.documents[unit.document_id].issued
    days = [m.value for m in facts.inside(unit.source) if m.kind is MentionKind.DATE]
    short = len(unit.text.strip()) <= _DATELINE
    return short and issued is not None and days == [issued.isoformat()] and not facts.read_in(unit.source)


def _serves(facts: Facts, asked: frozenset[str], unit: Unit) -> bool:
    """Return whether a sentence gives a deadline where one is asked for, of what is to be done, else none."""
    read = {event.kind for event, one in facts.read_in(unit.source) if one.attribute is Attribute.DATE}
    sets = read == {EventKind.DEADLINE} or (not read and holds(facts, unit, "deadline"))
    if "deadline" not in asked:
        return not sets or bool(residual(facts) or leftover(facts))
    wanted = purposes_asked(facts)
    return (sets or EventKind.DEADLINE in read) and (not wanted or bool(wanted & purposes_of(unit.text)))
