"""The words of a question that nothing understood accounts for."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant import editions
from assistant.facts import Facts
from assistant.features import generic, without_generic
from assistant.lexicon import lexicon, plain
from assistant.standing import MOVED
from assistant.venues import BUILDING, written_as
from ingest.events import Attribute
from ingest.mentions.names import find_event_names
from ingest.mentions.vocabulary import regions


def leftover(facts: Facts) -> tuple[str, ...]:
    """Return what is left of a question without its cues, names, dates, places and generic words.

    Where anything is left, the question asks for more than a name's date and place.
    """
    question = facts.question
    text = list(_without(plain(question.text), _names(facts)))
    for pattern in (MOVED, BUILDING, *editions.WORDS):
        for match in pattern.finditer(plain(question.text)):
            text[match.start() : match.end()] = " " * (match.end() - match.start())
    for table in ("cues", "names", "concepts"):
        for term in lexicon(table).find(question.text):
            text[term.start : term.end] = " " * (term.end - term.start)
    left = "".join(text)
    words = re.findall(r"[^\W\d_\u3400-\u9fff]{2,}", left)
    found = [word for word in words if word not in generic() and not _inflected(word)]
    for run in re.findall(r"[\u3400-\u9fff]+", left):
        found += [part for part in without_generic(run).split() if len(part) >= 2]
    return tuple(found)


def _names(facts: Facts) -> Iterable[str]:
    question = facts.question
    yield from (mention.text for mention in (*question.dates, *question.places))
    yield from question.symbols
    yield from facts.subject.unknown
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
