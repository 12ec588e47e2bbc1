"""Whether a sentence is about something else than what is asked: another event, edition, place or text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.asks import Ask
from assistant.draft import Source
from assistant.event_keys import base, conference_of, is_one_of
from assistant.expected import asks_edition
from assistant.facts import Facts
from assistant.leftover import residual
from assistant.lexicon import lexicon, listed, plain
from assistant.restating import references
from assistant.sentences import Unit, concepts
from assistant.wanting import asks_openly
from ingest.documents import BlockKind, Document
from ingest.events import EventKind
from ingest.mentions.mention import MentionKind
from ingest.mentions.places import find_places

DONE = listed("choice approval agreement decision_text authorisation proposal confirmation review receipt")
"""Concepts of what is done about a conference by the meeting of a body, which is named for that."""
_INFORMATION = frozenset({"information", "documents_available", "website"})
_LISTS = re.compile(r"、|包括|包含|,.*,|\binclu\w+|\bsuch as\b|\bcompr\w+|\bвключа\w+|(?:ي|ت)شمل")
"""Words and marks of a list, in small letters; a Chinese comma is none."""
_OF_TEXTS = listed("annex resolution decision_text recommendation article provision legal_basis convention")
PREPARATORY = listed("rpm irm youth_event round_table coordination site_visit")
_FIRST = re.compile(
    r"首[次个届]|第一[次届]|\bfirst\b|\bpremiere?\b|\bprimer[ao]?\b|\bперв\w+|(?<!\w)(?:ال)?اول(?:ي)?(?!\w)"
)


def is_about_another(facts: Facts, unit: Unit, *, follows: bool = False) -> bool:
    """Return whether a sentence is about other events than those asked about.

    It is about the events that it names itself, else about those of its heading, else of the title. Where it
    `follows` one about an event asked about, naming the conference that this is a part of changes nothing.
    """
    asked = {base(event.key) for event in facts.subject.events}
    if not asked or _names_the_text(facts, unit):
        return False
    document = facts.documents[unit.document_id]
    own = _events_in(facts, unit.document_id, unit.start, unit.end)
    heading = _heading(document, unit.block)
    conferences = {base(event.key) for event in facts.events if event.kind is EventKind.CONFERENCE}
    spoken = lexicon("names").names(facts.question.text)
    if residual(facts) & DONE:
        own -= keys_of_bodies(facts) - asked
    other = {key for key in own - conferences if _series(key) not in spoken}
    parts = {base(event.key) for event in facts.events if event.parent in asked}
    told = _names_edition(facts, unit) or (other <= parts and _has_all(facts, unit))
    if asked <= conferences and other and not told:
        return True
    if heading and not _names_edition(facts, unit) and _of_other_kind(facts, document.text[slice(*heading)]):
        return True
    if not own and heading:
        own = _events_in(facts, document.id, *heading)
    beside = spoken - {_series(key) for key in asked}
    spoken_of = {key for key in own - conferences if _series(key) in beside}
    own = own or facts.titled[document.id]
    if follows and own <= {conference_of(event) for event in facts.subject.events}:
        return False
    if not own or own & asked or spoken_of or (own <= parts and _has_all(facts, unit)):
        return False
    return not asked & {base(event.key) for event, _ in facts.read_in(unit.source)}


def _names_the_text(facts: Facts, unit: Unit) -> bool:
    """Return whether a sentence names a numbered text that the question names, whoever adopted it."""
    asked = {(kind, number) for kind, number, _ in references(facts.question.text)}
    return bool(asked) and bool(asked & {(kind, number) for kind, number, _ in references(unit.text)})


def _has_all(facts: Facts, unit: Unit) -> bool:
    """Return whether a sentence has the several things that are asked of a conference."""
    asked = residual(facts)
    return len(asked) > 1 and asked <= concepts(unit.text)


def keys_of_bodies(facts: Facts) -> set[str]:
    """Return the keys of the meetings of bodies, which decide about a conference and are no part of one."""
    return {base(e.key) for e in facts.events if e.kind is EventKind.MEETING and e.parent is None}


def _series(key: str) -> str:
    return re.split(r"[-:]", key)[0]


def is_elsewhere(facts: Facts, unit: Unit) -> bool:
    """Return whether a question gives a place instead of an event, and a sentence is about another place."""
    asked = {m.value for m in facts.question.places if m.kind is MentionKind.PLACE}
    if not asked or (facts.subject.events and not (facts.subject.guessed or facts.subject.inherited)):
        return False
    countries = {value.partition("/")[0] for value in asked}
    cities = {value for value in asked if "/" in value}
    own = {m.value for m in facts.inside(unit.source) if m.kind is MentionKind.PLACE}
    own = {value for value in own if re.match(r"[A-Z]{2}(?:/|$)", value)}
    if own:
        return not (own & cities or (not cities and {value[:2] for value in own} & countries))
    whole = Source(unit.document_id, 0, len(facts.documents[unit.document_id].text))
    there = {m.value for m in facts.inside(whole) if m.kind is MentionKind.PLACE}
    return not (there & asked or (not cities and {value[:2] for value in there} & countries))


def names_other_texts(facts: Facts, unit: Unit) -> bool:
    """Return whether a sentence names annexes or resolutions by number, and none of those asked about.

    Where the question takes something for granted, or asks whether it is so, the one meant may be another
    than the one named.
    """
    if facts.question.wants(Ask.PREMISE_CHECK) or not asks_openly(facts.question.text):
        return False
    asked = {(kind, number) for kind, number, _ in references(facts.question.text)}
    kinds = {kind for kind, _ in asked}
    own = {(kind, number) for kind, number, _ in references(unit.text) if kind in kinds}
    return bool(own) and not own & asked


def shares_more(matched: Iterable[str]) -> bool:
    """Return whether what a sentence has of a question tells more than that both speak of numbered texts."""
    shared = {feature.partition(":")[2] for feature in matched if feature.startswith(("concept:", "name:"))}
    return bool(shared - _OF_TEXTS)


def is_of_the_first(facts: Facts, unit: Unit) -> bool:
    """Return whether a later one of a series is asked about, and a sentence tells of the first."""
    asked = facts.question.ordinals
    if asks_edition(facts.question.text):
        return False
    return bool(asked) and 1 not in asked and bool(_FIRST.search(plain(unit.text)))


def is_left_out(facts: Facts, unit: Unit) -> bool:
    """Return whether a sentence tells only of what the question says that it is not about.

    One that lists things may list the others too.
    """
    if not facts.excluded:
        return False
    left_out = concepts(facts.excluded)
    places = {mention.value for mention in find_places(facts.excluded) if "/" in mention.value}
    named = {m.value for m in facts.inside(unit.source) if m.kind is MentionKind.PLACE and "/" in m.value}
    if places and named and named <= places:
        return True
    lists = bool(_LISTS.search(unit.text.casefold()))
    return bool(left_out) and left_out <= concepts(unit.text) and not lists


def is_of_another_edition(facts: Facts, unit: Unit) -> bool:
    """Return whether a sentence is of a document about another edition and names none asked about.

    One that says where information about meetings of a kind is, and names no edition, is about those of any
    where none was named.
    """
    subject = facts.subject
    kinds = lexicon("names").names(facts.question.text) & PREPARATORY
    informs = bool(facts.question.topics & _INFORMATION)
    unnamed = informs and not (subject.explicit or _names_edition(facts, unit))
    if unnamed and kinds & lexicon("names").names(unit.text):
        return False
    asked = {owner for event in subject.events if (owner := conference_of(event))}
    main = facts.main_conference[unit.document_id]
    if subject.guessed or not asked or main is None or main in asked:
        return False
    return not _events_in(facts, unit.document_id, unit.start, unit.end) & asked


def _names_edition(facts: Facts, unit: Unit) -> bool:
    return any(m.kind is MentionKind.EVENT and "edition" in m.flags for m in facts.inside(unit.source))


def _events_in(facts: Facts, document_id: str, start: int, end: int) -> frozenset[str]:
    found = facts.inside(Source(document_id, start, end))
    spelled = facts.named_in(facts.documents[document_id].text[start:end])
    return spelled | _known(facts, (base(m.value) for m in found if m.kind is MentionKind.EVENT and m.value))


def _known(facts: Facts, keys: Iterable[str]) -> frozenset[str]:
    """Keep the keys of events of the ledger; a series stands for each of its meetings and editions."""
    every = facts.event_keys
    found: set[str] = set()
    for key in keys:
        found |= {key} & every or {one for one in every if is_one_of(one, key)}
    return frozenset(found)


def _heading(document: Document, block: int) -> tuple[int, int] | None:
    return next(
        ((b.start, b.end) for b in reversed(document.blocks[:block]) if b.kind is BlockKind.HEADING), None
    )


def _of_other_kind(facts: Facts, heading: str) -> bool:
    """Return whether a section is about a kind of meeting that a question about conferences does not name."""
    if any(event.kind is not EventKind.CONFERENCE for event in facts.subject.events):
        return False
    return bool((lexicon("names").names(heading) - lexicon("names").names(facts.question.text)) & PREPARATORY)
