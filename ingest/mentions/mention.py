"""A typed, normalised span of a document."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class MentionKind(StrEnum):
    """What a mention names."""

    DATE = "date"
    PLACE = "place"
    EVENT = "event"
    SYMBOL = "symbol"
    RESOLUTION = "resolution"
    CONTACT = "contact"
    PERSON = "person"
    BODY = "body"
    AGENDA_ITEM = "agenda_item"
    NUMBER = "number"


class Precision(StrEnum):
    """How exactly a date is given."""

    YEAR = "year"
    MONTH = "month"
    PART_OF_MONTH = "part_of_month"
    DAY = "day"
    MINUTE = "minute"


@dataclass(frozen=True, slots=True)
class Mention:
    """A span of a document's text and what it says, normalised.

    `start` and `end` count characters of the text that was searched (of `Document.text`
    once stored) and `text` is exactly those characters. `value` by kind:

    - date: `2022-06-06`, `2022-06-06/2022-06-16`, `2025-11` (month), `2025-11-17T09:30`,
      `2025-11-17T09:30/2025-11-17T12:30`, `--06-06` where the year is unknown; both days included.
    - place: `AZ` (country), `AZ/baku` (city), `online`, `hybrid`, `in_person`, `venue:<name as written>`.
    - event: the event key, lower case: `wtdc-25`, `rpm-asp`, or a slug of the name.
    - symbol: `CL-22/007`, spaces removed, upper case. resolution: `Resolution 31 (Kigali, 2022)`.
    - contact: the number or address; `role` says telephone, fax, email or url.
    - person: the name; `role` as written. body: its acronym or name. number: digits.
    - agenda_item: the item's text; `number` its number, `parent` the number of the item above
      it, `part` the title of the part of the agenda it stands in.

    `flags` may hold `inferred_year`, `ambiguous` (10/06/2025), `weekday_mismatch`, `damaged`,
    `open_start`, `open_end`. `zone` is an IANA name or `UTC±hh:mm` where the text gives one.
    """

    kind: MentionKind
    start: int
    end: int
    text: str
    value: str
    precision: Precision | None = None
    role: str | None = None
    number: str | None = None
    parent: str | None = None
    part: str | None = None
    zone: str | None = None
    flags: tuple[str, ...] = ()
    document_id: str = ""
    passage_id: str = ""
