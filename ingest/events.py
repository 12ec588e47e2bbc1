"""What documents say of events, as data: statements, readings and the merged event."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

EDITION_KEY = re.compile(r"-\d{2}$|^(?!(?:irm|rpm)-)[a-zа-яё]{2,11}-\d$")
"""How the key of an edition ends, without the conference it may belong to: `wtdc-25`, `cop-9`; `irm-1` is
a meeting of a series."""


class EventKind(StrEnum):
    """What happens."""

    CONFERENCE = "conference"
    SESSION = "session"
    REGIONAL_MEETING = "regional_meeting"
    INTERREGIONAL_MEETING = "interregional_meeting"
    MEETING = "meeting"
    YOUTH_EVENT = "youth_event"
    ROUND_TABLE = "round_table"
    CEREMONY = "ceremony"
    WORKSHOP = "workshop"
    DEADLINE = "deadline"
    SITE_VISIT = "site_visit"
    CONSULTATION = "consultation"
    OTHER = "other"


class Modality(StrEnum):
    """How settled a statement is, in the words around it."""

    DECIDED = "decided"
    PLANNED = "planned"
    TENTATIVE = "tentative"
    HELD = "held"
    POSTPONED = "postponed"
    CANCELLED = "cancelled"


class Attribute(StrEnum):
    """What a statement is about."""

    DATE = "date"
    CITY = "city"
    COUNTRY = "country"
    VENUE = "venue"
    FORMAT = "format"
    HOST = "host"
    THEME = "theme"
    STATUS = "status"
    REGION = "region"
    PURPOSE = "purpose"


@dataclass(frozen=True, slots=True)
class Statement:
    """One attribute of one event, as one document gives it.

    `value` is normalised as in `Mention.value` (a date, `AZ/baku`, `AZ`, `online`, free text
    for theme, host and purpose); `text == document.text[start:end]` is the span that says it.
    `flags` are the mention's; `former` marks a value that the document itself says no longer holds.
    `zone` is the time zone of a date with a time.
    """

    attribute: Attribute
    value: str
    text: str
    start: int
    end: int
    document_id: str
    passage_id: str = ""
    issued: date | None = None
    modality: Modality = Modality.DECIDED
    flags: tuple[str, ...] = ()
    zone: str | None = None


@dataclass(frozen=True, slots=True)
class EventName:
    """A name or acronym of an event as written in one document."""

    text: str
    language: str
    document_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reading:
    """An event as one document tells it. `key` is `wtdc-25`, `rpm-asp@wtdc-25` or a slug.

    `parent` is the key of the conference that the event belongs to; `anchor` the span of the
    sentence, list item or row that it was read from.
    """

    key: str
    kind: EventKind
    document_id: str
    names: tuple[EventName, ...]
    statements: tuple[Statement, ...]
    start: int
    end: int
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A value of an event's attribute with every statement that gives it, newest first."""

    value: str
    statements: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Attributed:
    """What the documents say of one attribute.

    `current` is what stands; `superseded` what a later revision or correction replaced, newest
    first; `conflicting` what other documents say without such a relation; `discrepant` what
    another language version of the same symbol says.
    """

    current: Value
    superseded: tuple[Value, ...] = ()
    conflicting: tuple[Value, ...] = ()
    discrepant: tuple[Value, ...] = ()


@dataclass(frozen=True, slots=True)
class Event:
    """An event of the ledger: the readings of all documents, merged."""

    key: str
    kind: EventKind
    names: tuple[EventName, ...]
    attributes: dict[Attribute, Attributed] = field(default_factory=dict)
    parent: str | None = None
    readings: tuple[Reading, ...] = ()

    def value(self, attribute: Attribute) -> str | None:
        """Return the current value of `attribute`, or None where no document gives it."""
        found = self.attributes.get(attribute)
        return found.current.value if found else None

    def name(self, language: str) -> str:
        """Return the name to show in `language`: that language's longest, else the shortest of any."""
        own = [name.text for name in self.names if name.language == language]
        if own:
            return max(own, key=len)
        return min((name.text for name in self.names), key=len, default=self.key.upper())
