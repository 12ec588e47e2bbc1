"""What the answerers of one question share: the ledger, the documents, the mentions, the day."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from assistant.asks import Ask
from assistant.draft import Source, from_statement
from assistant.event_keys import OCCURRENCE, base
from assistant.event_names import show_name
from assistant.lexicon import plain
from assistant.phrases import date_text, phrase, place_text, weekday_text
from assistant.question import Question
from assistant.subject import Subject
from assistant.windows import Window, window_of
from ingest.documents import Document, DocumentKind
from ingest.events import EDITION_KEY, Attribute, Event, EventKind, Statement
from ingest.mentions.iso import span_of
from ingest.mentions.mention import Mention, MentionKind

_NAME_IN_TITLE = 5
"""Characters that a name has at least to be looked for in titles."""


@dataclass(frozen=True)
class Facts:
    """A question, what it is about, and everything typed that the index holds.

    `documents` and `mentions` hold only what was issued by `as_of`.
    """

    question: Question
    subject: Subject
    events: tuple[Event, ...]
    documents: Mapping[str, Document]
    mentions: tuple[Mention, ...] = field(repr=False)
    as_of: date
    alike: Callable[[str, str], float] | None = field(default=None, repr=False, compare=False)
    """How near two wordings are in meaning, to 1; None where no encoder is at hand."""
    written: Callable[[str], bool] | None = field(default=None, repr=False, compare=False)
    """Whether a document has a word, as `plain` text, or one that begins as it does."""
    excluded: str = ""
    """What the question says that it is not about (`apart from the opening`), which is not in its text."""

    @property
    def language(self) -> str:
        """The language to answer in."""
        return self.question.language

    @property
    def leans(self) -> bool:
        """Whether the question leans on the one before it."""
        question = self.question
        leaning = question.follows or question.inherited or self.subject.inherited
        return bool(question.earlier) and leaning and not question.stands_alone

    @cached_property
    def window(self) -> Window | None:
        """The period relative to the day of the question that it gives (`next month`), None where none."""
        return window_of(self.question.text, self.as_of)

    def say(self, key: str, **values: object) -> str:
        """Return the sentence `key` in the language to answer in."""
        return phrase(key, self.language, **values)

    def name(self, event: Event) -> str:
        """Return the name of an event to show."""
        return show_name(event, self.language, self.question.text)

    def day(self, value: str) -> str:
        """Return an ISO date or range in the language to answer in; with days of the week if asked."""
        text = date_text(value, self.language)
        if not self.question.wants(Ask.WEEKDAY) or value.startswith("--") or len(value) < len("2025-11-17"):
            return text
        ends = dict.fromkeys(span_of(value))
        return f"{text} ({', '.join(weekday_text(end, self.language) for end in ends)})"

    def place(self, value: str) -> str:
        """Return a place in the language to answer in."""
        return place_text(value, self.language)

    def of_kind(self, kind: MentionKind, *roles: str) -> tuple[Mention, ...]:
        """Return the mentions of a kind, in the order of the documents, with one of `roles` if given."""
        return tuple(
            mention
            for mention in self.mentions
            if mention.kind is kind and (not roles or mention.role in roles)
        )

    @cached_property
    def _by_document(self) -> dict[str, list[Mention]]:
        found: dict[str, list[Mention]] = {}
        for mention in sorted(self.mentions, key=lambda one: one.start):
            found.setdefault(mention.document_id, []).append(mention)
        return found

    def inside(self, source: Source) -> list[Mention]:
        """Return the mentions that start inside a span, in order."""
        mentions = self._by_document.get(source.document_id, [])
        low = bisect_left(mentions, source.start, key=lambda one: one.start)
        high = bisect_left(mentions, source.end, key=lambda one: one.start)
        return mentions[low:high]

    @cached_property
    def stated(self) -> dict[Source, list[tuple[Event, Statement]]]:
        """What the ledger reads from each span: the event and the statement."""
        found: dict[Source, list[tuple[Event, Statement]]] = {}
        for event in self.events:
            for given in event.attributes.values():
                for value in (given.current, *given.superseded, *given.conflicting, *given.discrepant):
                    for one in value.statements:
                        found.setdefault(from_statement(one), []).append((event, one))
        return found

    def read_in(self, source: Source) -> list[tuple[Event, Statement]]:
        """Return what the ledger reads inside a span, or from the very span: the event and the statement."""
        return [
            pair
            for one in self._stated_by_document.get(source.document_id, ())
            if source.start <= one.start and one.end <= source.end
            for pair in self.stated[one]
        ]

    @cached_property
    def _stated_by_document(self) -> dict[str, list[Source]]:
        found: dict[str, list[Source]] = {}
        for one in self.stated:
            found.setdefault(one.document_id, []).append(one)
        return found

    @cached_property
    def main_conference(self) -> dict[str, str | None]:
        """Which edition each document is about: the one in its title, else the one it names most."""
        found: dict[str, str | None] = {}
        for document in self.documents.values():
            counts: dict[str, float] = {}
            title = document.title
            for mention in self._by_document.get(document.id, []):
                if mention.kind is not MentionKind.EVENT:
                    continue
                key = base(mention.value)
                if not EDITION_KEY.search(key) or mention.role != "conference":
                    continue
                counts[key] = counts.get(key, 0) + 1 + (20 if mention.text in title else 0)
            found[document.id] = (
                max(counts, key=lambda key: counts[key]) if counts else self._conference_of_unnamed(document)
            )
        return found

    def _conference_of_unnamed(self, document: Document) -> str | None:
        """Return the edition of a document whose words name none: of its symbol, else of its dates."""
        editions = [event for event in self.events if event.kind is EventKind.CONFERENCE]
        symbol = (document.symbol or "").casefold()
        own = [event.key for event in editions if symbol.startswith((f"{event.key}/", f"{event.key}-"))]
        if not own:
            dates = {m.value for m in self._by_document.get(document.id, []) if m.kind is MentionKind.DATE}
            own = [
                event.key
                for event in editions
                if "/" in (event.value(Attribute.DATE) or "") and event.value(Attribute.DATE) in dates
            ]
        return own[0] if len(own) == 1 else None

    @cached_property
    def titled_by_event(self) -> frozenset[str]:
        """The ids of the documents whose title names a meeting asked about, other than a conference."""
        meetings = [event for event in self.subject.events if event.key not in self.subject.conferences]
        own = {base(event.key) for event in meetings}
        called = {
            plain(name.text) for event in meetings for name in event.names if len(name.text) >= _NAME_IN_TITLE
        }
        return frozenset(
            doc.id
            for doc in self.documents.values()
            if own & {base(key) for key in self._in_title(doc)}
            or any(name in plain(doc.title) for name in called)
        )

    def _in_title(self, document: Document) -> set[str]:
        """Return the keys of the events that a document's title names."""
        span = next((fact.span for fact in document.facts if fact.name == "title"), None)
        if span is None:
            return set()
        named = self.inside(Source(document.id, span.start, span.end))
        return {mention.value for mention in named if mention.kind is MentionKind.EVENT}

    def named_in_title(self, document: Document) -> frozenset[str]:
        """Return the keys of the events that a document's title names, without their conference."""
        return frozenset(base(key) for key in self._in_title(document) if key)

    @cached_property
    def titled(self) -> dict[str, frozenset[str]]:
        """Which events the title of each document names, by keys without their conference."""
        return {
            document.id: (self.named_in_title(document) & self.event_keys) | self.named_in(document.title)
            for document in self.documents.values()
        }

    def named_in(self, text: str) -> frozenset[str]:
        """Return the keys of the meetings whose name a text spells out; editions go by their mentions."""
        own = plain(text)
        return frozenset(key for key, name in self._spelled if name in own)

    @cached_property
    def _spelled(self) -> tuple[tuple[str, str], ...]:
        """The names that belong to one meeting alone, by its key: not `regional meeting`."""
        every = [
            (base(event.key), plain(name.text))
            for event in self.events
            if event.kind not in (EventKind.DEADLINE, EventKind.CONFERENCE, EventKind.OTHER)
            and not event.key.startswith(OCCURRENCE)
            for name in event.names
            if len(name.text) > 5
        ]
        return tuple(
            (key, name)
            for key, name in every
            if not any(name in other and one != key for one, other in every)
        )

    @cached_property
    def event_keys(self) -> frozenset[str]:
        """The keys of every event of the ledger, without their conference; deadlines left out."""
        return frozenset(base(event.key) for event in self.events if event.kind is not EventKind.DEADLINE)

    def document_name(self, document: Document) -> str:
        """Return how to call a document: its symbol, else its title."""
        if document.symbol:
            key = "letter" if document.kind is DocumentKind.INVITATION else None
            return self.say(key, symbol=document.symbol) if key else document.symbol
        return document.title or self.say("this_document")

    def label(self, *names: str) -> str:
        """Return what was asked for as words: `the dates and the place`."""
        separator = {"zh": "、", "ar": "، "}.get(self.language, ", ")
        return separator.join(self.say(f"label_{name}") for name in names)
