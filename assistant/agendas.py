"""The agendas that documents give: whose each one is, which version stands, in which language."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cmp_to_key

from assistant.documents_asked import documents_asked
from assistant.draft import Source
from assistant.event_keys import base
from assistant.facts import Facts
from assistant.items_asked import WHICH_ITEM
from assistant.lexicon import plain
from assistant.sessions import sessions
from ingest.documents import Document, DocumentKind, RelationKind
from ingest.events import EventKind
from ingest.mentions.mention import Mention, MentionKind

_FALLBACK = ("en", "fr", "es", "ru", "zh", "ar")
"""Languages in which an agenda is given where there is none in the asker's, best first."""
_REPLACING = frozenset({RelationKind.REVISES, RelationKind.REPLACES})


@dataclass(frozen=True)
class Agenda:
    """The items of one document's agenda; `owners` are the keys of the events that it may be of."""

    document: Document
    items: tuple[Mention, ...]
    owners: tuple[str, ...]

    @property
    def top(self) -> tuple[Mention, ...]:
        """The numbered items, without parts and sub-items."""
        return tuple(item for item in self.items if item.role == "item")

    @property
    def parts(self) -> tuple[Mention, ...]:
        """The parts that the items are grouped in, none where they are not."""
        return tuple(item for item in self.items if item.role == "part")


@dataclass(frozen=True)
class Version:
    """An agenda as it stood at one time: the same text in one or more languages."""

    agendas: tuple[Agenda, ...]

    def best(self, language: str) -> Agenda:
        """Return the agenda in `language`, else in the first language of a fixed order."""
        order = (language, *_FALLBACK)
        return min(
            self.agendas,
            key=lambda one: order.index(one.document.language) if one.document.language in order else 9,
        )


def agendas(facts: Facts) -> tuple[Agenda, ...]:
    """Return the agenda of each document that has one."""
    items: dict[str, list[Mention]] = {}
    for mention in facts.of_kind(MentionKind.AGENDA_ITEM):
        items.setdefault(mention.document_id, []).append(mention)
    found = []
    for document_id, own in items.items():
        document = facts.documents[document_id]
        own.sort(key=lambda item: item.start)
        found.append(Agenda(document, tuple(own), _owners(facts, document, own[0].start)))
    return tuple(found)


def _owners(facts: Facts, document: Document, first: int) -> tuple[str, ...]:
    """Return the events whose agenda a document gives: of the line above it, its title, or its main one."""
    above = [block for block in document.blocks if block.end <= first][-3:]
    spans = [Source(document.id, block.start, block.end) for block in reversed(above)]
    title = next((fact.span for fact in document.facts if fact.name == "title"), None)
    spans += [Source(document.id, title.start, title.end)] if title else []
    for span in spans:
        named = {m.value: m.role for m in facts.inside(span) if m.kind is MentionKind.EVENT and m.value}
        own = [key for key, role in named.items() if base(key) in _known(facts)]
        smaller = [key for key in own if named[key] != EventKind.CONFERENCE]
        if own:
            return tuple(base(key) for key in smaller or own)
    main = facts.main_conference.get(document.id)
    return (main,) if main else ()


def _known(facts: Facts) -> frozenset[str]:
    return frozenset(base(event.key) for event in facts.events)


def versions_asked(facts: Facts) -> tuple[Version, ...]:
    """Return the versions of the agenda that a question is about, the one that stands first.

    A document named by its symbol is taken as it is. Otherwise a meeting's own agenda is wanted where
    a meeting is asked about, else the conference's: of the first conference asked about that has one.
    """
    found = agendas(facts)
    if facts.question.symbols:
        named = {document.id for document in documents_asked(facts)}
        exact = [one for one in found if one.document.id in named]
        if exact:
            return _versions(exact)
    for wanted in _wanted(facts):
        own = [one for one in found if any(_is_of(facts, one, event) for event in wanted)]
        if own:
            return _versions(own) if len({one.owners for one in own}) == 1 or len(wanted) == 1 else ()
    bodies = all(event.kind is EventKind.MEETING for event in facts.subject.events)
    about = not facts.subject.explicit and bool(WHICH_ITEM.search(plain(facts.question.text)))
    numbered = about or (facts.question.item and (facts.subject.guessed or bodies))
    if not numbered and (facts.subject.events or facts.subject.conferences or facts.subject.unknown):
        return ()
    return _versions(_of_conferences(facts, found)) or _versions(found)


def _wanted(facts: Facts) -> Iterable[tuple[tuple[str, str | None], ...]]:
    """Return the events whose agenda would answer, each with its conference, best first."""
    subject = facts.subject
    own = [
        event
        for event in subject.events
        if event.key not in subject.conferences and not any(sessions(name.text) for name in event.names)
    ]
    if own:
        yield tuple((base(event.key), event.parent) for event in own)
        return
    yield from (((base(key), None),) for key in subject.conferences)


def _is_of(facts: Facts, agenda: Agenda, wanted: tuple[str, str | None]) -> bool:
    key, conference = wanted
    main = facts.main_conference.get(agenda.document.id)
    return key in agenda.owners and (conference is None or main is None or main == conference)


def _of_conferences(facts: Facts, found: Sequence[Agenda]) -> list[Agenda]:
    """Return the agendas of the conference whose agenda is newest."""
    conferences = {event.key for event in facts.events if event.kind is EventKind.CONFERENCE}
    own = [one for one in found if conferences & set(one.owners)]
    newest = max(own, key=lambda one: _issued(one.document), default=None)
    return [one for one in own if newest and set(one.owners) & set(newest.owners)]


def _versions(found: Sequence[Agenda]) -> tuple[Version, ...]:
    groups: dict[tuple[str, int], list[Agenda]] = {}
    for one in found:
        key = one.document.series or one.document.id
        groups.setdefault((key, one.document.revision), []).append(one)
    ordered = sorted(groups.values(), key=cmp_to_key(_against))
    return tuple(Version(tuple(group)) for group in ordered)


def _against(one: list[Agenda], other: list[Agenda]) -> int:
    """Order two versions: what replaces the other first, then an agenda of its own, then the newest."""
    if replaces(one[0].document, other[0].document):
        return -1
    if replaces(other[0].document, one[0].document):
        return 1
    ranks = [
        (group[0].document.kind is DocumentKind.AGENDA, max(_issued(agenda.document) for agenda in group))
        for group in (one, other)
    ]
    return -1 if ranks[0] > ranks[1] else int(ranks[0] < ranks[1])


def replaces(one: Document, other: Document) -> bool:
    """Return whether `one` says that it replaces `other`, or is a later revision of it."""
    if one.series and one.series == other.series:
        return one.revision > other.revision
    own = {name for name in (other.symbol, other.series) if name}
    return any(relation.kind in _REPLACING and relation.target in own for relation in one.relations)


def _issued(document: Document) -> int:
    return document.issued.toordinal() if document.issued else 0
