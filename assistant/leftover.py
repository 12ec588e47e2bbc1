"""The topics and words of a question that nothing understood accounts for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant import neighbours
from assistant.facts import Facts
from assistant.features import generic, without_generic
from assistant.idle_words import say_nothing
from assistant.lexicon import lexicon, plain
from assistant.question import SET_PHRASES
from assistant.sayers import SOURCE
from assistant.standing import MOVED, changes_of
from assistant.venues import BUILDING, written_as
from ingest.events import Attribute, EventKind
from ingest.mentions.names import find_event_names
from ingest.mentions.vocabulary import regions

_OWN_TOPICS = {
    EventKind.YOUTH_EVENT: {"youth", "celebration", "generations", "high_level"},
    EventKind.ROUND_TABLE: {"partnership", "high_level"},
    EventKind.SITE_VISIT: {"site_visit", "first_of_kind", "venue_place"},
    EventKind.REGIONAL_MEETING: {"preparation", "regional_initiatives", "consultation"},
    EventKind.INTERREGIONAL_MEETING: {"preparation", "consultation"},
    EventKind.MEETING: {"preparation", "consensus", "advisory_group", "council"},
}


_CLAUSE = re.compile(r"(?:[^,，;；。！!?？:：\n—–.-]|(?<=\w)[-.:,](?=\w))+")
"""A stretch of a question between marks that end a clause."""

_CHATTER = re.compile(
    r"我|咱|想|\b(?:i|i'm|i'd|my|we|our|us|hi|hello)\b|\b(?:je|j'ai|mon|ma|mes|nous|notre|nos)\b|\bj'"
    r"|\b(?:yo|mi|mis|nuestr[oa]s?|necesito|quiero|tengo)\b|\b(?:я|мы|мне|нам|мои|наш\w*|хочу)\b"
    r"|(?<!\w)(?:انا|نحن|اريد|نريد|لدي|احجز)(?!\w)"
)
"""Words by which the asker tells of himself."""


def residual(facts: Facts) -> frozenset[str]:
    """Return the topics of a question that neither its asks nor the names of its events account for.

    What only a clause has in which the asker tells of himself is left out.
    """
    own: set[str] = {"next_edition"}
    for event in facts.subject.events:
        own |= _OWN_TOPICS.get(event.kind, set())
        for name in event.names:
            own |= lexicon("concepts").names(name.text)
        own |= changes_of(event)
    kept = _clauses(facts)
    spoken = {
        term.name
        for term in lexicon("concepts").find(facts.question.text)
        if not any(start <= term.start < end for start, end in kept)
    }
    said = {
        term.name
        for term in lexicon("concepts").find(facts.question.text)
        if any(start <= term.start < end for start, end in kept)
    }
    return facts.question.topics - own - (spoken - said)


def leftover(facts: Facts) -> tuple[str, ...]:
    """Return what is left of a question without its cues, names, dates, places and generic words.

    Where anything is left, the question asks for more than a name's date and place. Clauses that
    neither ask nor name an event (`I am booking flights, …`) are left out, and words without which the
    question means the same.
    """
    found = _unaccounted(facts)
    return () if found and say_nothing(facts, found) else found


def names_left(facts: Facts) -> frozenset[str]:
    """Return the names (words with a capital in a sentence) of which nothing is known, as `plain` text."""
    names = re.findall(r"(?<=[\w,] )[A-ZÀ-ÝА-ЯЁ][\w'’-]+", facts.question.text)
    return frozenset(leftover(facts)) & frozenset(map(plain, names))


def _unaccounted(facts: Facts) -> tuple[str, ...]:
    question = facts.question
    own = plain(question.text)
    text = list(_without(own, _names(facts)))
    for pattern in (MOVED, BUILDING, SET_PHRASES, SOURCE, *neighbours.WORDS):
        for match in pattern.finditer(own):
            text[match.start() : match.end()] = " " * (match.end() - match.start())
    for table in ("cues", "names", "concepts"):
        for term in lexicon(table).find(question.text):
            text[term.start : term.end] = " " * (term.end - term.start)
    kept = _clauses(facts)
    left = " ".join("".join(text[a:b]) for a, b in kept)
    words = re.findall(r"[^\W\d_\u3400-\u9fff]{2,}", left)
    called = _words_of_names(facts)
    found = [
        word for word in words if word not in generic() and not _inflected(word) and word[:6] not in called
    ]
    for run in re.findall(r"[\u3400-\u9fff]+", left):
        found += [part for part in without_generic(run).split() if len(part) >= 2]
    return tuple(found)


def _clauses(facts: Facts) -> list[tuple[int, int]]:
    """Return where the clauses of a question lie, without those in which the asker only tells of himself."""
    question = facts.question
    own = plain(question.text)
    named = _without(own, _names(facts))
    told = {at for at, (new, old) in enumerate(zip(named, own, strict=True)) if new != old}
    for table in ("cues", "names"):
        for term in lexicon(table).find(question.text):
            told |= set(range(term.start, term.end))
    every = [match.span() for match in _CLAUSE.finditer(own)]
    kept = [(a, b) for a, b in every if not _CHATTER.search(own[a:b]) or not told.isdisjoint(range(a, b))]
    return kept or [(0, len(own))]


def _words_of_names(facts: Facts) -> frozenset[str]:
    """Return the beginnings of the words that the events asked about are called by, in any language."""
    found: set[str] = set()
    for event in facts.subject.events:
        key = event.key.partition("@")[0]
        series = lexicon("names").entries.get(key.partition("-")[0], {})
        names = [name.text for name in event.names] + [one for group in series.values() for one in group]
        found |= {word[:6] for name in (*names, key) for word in re.findall(r"[^\W\d_]{3,}", plain(name))}
    return frozenset(found)


def _names(facts: Facts) -> Iterable[str]:
    question = facts.question
    yield from (mention.text for mention in (*question.dates, *question.places))
    yield from question.symbols
    yield from facts.subject.unknown
    if facts.window:
        yield facts.window.words
    keys = {event.key.partition("@")[0] for event in facts.events}
    for mention in find_event_names(question.text, question.language):
        if "proper" not in mention.flags or mention.value in keys:
            yield mention.text
    for _, pattern in regions():
        yield from (match.group() for match in pattern.finditer(question.text))
    for event in facts.subject.events:
        for attribute in (Attribute.CITY, Attribute.COUNTRY, Attribute.VENUE):
            yield from written_as(facts, event, attribute)
    for event in (*facts.subject.events, *facts.events):
        yield from (name.text for name in event.names)
        yield event.key.partition("@")[0]


def _without(text: str, names: Iterable[str]) -> str:
    for name in sorted({plain(name) for name in names if len(name) > 1}, key=len, reverse=True):
        text = text.replace(name, " " * len(name))
    return re.sub(r"[a-zа-я]{2,8}-\d{2,4}", lambda match: " " * len(match.group()), text)


def _inflected(word: str) -> bool:
    """Return whether an Arabic word is a generic one with its article or prepositions before it."""
    bare = re.sub(r"^[وفبكل]{0,2}(?:ال|لل)?", "", word)
    return bare in generic() or f"ال{bare}" in generic()
