"""What linking works on: a document with its mentions, and the events drafted from it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from ingest.documents import Document
from ingest.events import Attribute, EventKind, EventName, Modality, Statement
from ingest.mentions.mention import Mention, MentionKind, Precision
from ingest.mentions.vocabulary import level
from ingest.orders import readable
from ingest.predicates import Cues

_AND = re.compile(r"\s*(?:and|et|y|e|и|و|和|及|、|,|&|ainsi que)?\s*(?:le|el|the|on)?\s*", re.IGNORECASE)
_ANAPHORIC = frozenset({"anaphor", "nominal"})


@dataclass(slots=True)
class Draft:
    """One event as one unit of text tells it; `mention` is what names it (a date for a deadline).

    `kind`, `parent` and `name` (a span) are set where they do not follow from the mention.
    """

    key: str
    mention: Mention
    start: int
    end: int
    statements: list[Statement] = field(default_factory=list)
    kind: EventKind | None = None
    parent: str | None = None
    name: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class Scene:
    """A document with its mentions, as the linker needs them; `text` is levelled, offsets unchanged."""

    document: Document
    text: str
    events: tuple[Mention, ...]
    dates: tuple[Mention, ...]
    places: tuple[Mention, ...]
    guarded: tuple[tuple[int, int], ...]
    cues: Cues

    def within(self, mentions: Iterable[Mention], start: int, end: int) -> list[Mention]:
        """Return those of `mentions` that lie in the span."""
        return [mention for mention in mentions if start <= mention.start and mention.end <= end]


def set_scene(document: Document, mentions: Sequence[Mention]) -> Scene:
    """Return the scene of a document: dates and places inside names, symbols and titles are left out."""
    guarded = tuple(
        (mention.start, mention.end)
        for mention in mentions
        if mention.kind in (MentionKind.RESOLUTION, MentionKind.SYMBOL, MentionKind.CONTACT)
    )
    events = tuple(m for m in mentions if m.kind is MentionKind.EVENT)
    taken = sorted((*guarded, *((m.start, m.end) for m in events)))

    def free(mention: Mention) -> bool:
        return not any(a < mention.end and mention.start < b for a, b in taken)

    dates = tuple(
        m
        for m in mentions
        if m.kind is MentionKind.DATE
        and m.precision is not Precision.YEAR
        and not m.value.startswith("-")
        and "damaged" not in m.flags
        and free(m)
    )
    places = tuple(
        m for m in mentions if m.kind is MentionKind.PLACE and "in_title" not in m.flags and free(m)
    )
    text = level(readable(document).text)
    return Scene(
        document,
        text,
        events,
        _joined(document.text, text, dates),
        places,
        guarded,
        Cues(text, document.language),
    )


def _joined(original: str, text: str, dates: Sequence[Mention]) -> tuple[Mention, ...]:
    """Return the dates with days that follow each other (`8 and 9 April`) made one range."""
    found: list[Mention] = []
    for found_date in dates:
        last = found[-1] if found else None
        if (
            last is not None
            and _AND.fullmatch(text, last.end, found_date.start)
            and len(last.value.split("/")[-1]) == len(found_date.value) == 10
            and _next_day(last.value.split("/")[-1]) == found_date.value
        ):
            value = f"{last.value.split('/')[0]}/{found_date.value}"
            found[-1] = replace(
                last, end=found_date.end, text=original[last.start : found_date.end], value=value
            )
        else:
            found.append(found_date)
    return tuple(found)


def _next_day(value: str) -> str:
    return (date.fromisoformat(value) + timedelta(days=1)).isoformat()


def statement(
    scene: Scene,
    attribute: Attribute,
    value: str,
    mention: Mention,
    modality: Modality = Modality.DECIDED,
    flags: tuple[str, ...] = (),
) -> Statement:
    """Return the statement that a mention makes."""
    return Statement(
        attribute,
        value,
        scene.document.text[mention.start : mention.end],
        mention.start,
        mention.end,
        scene.document.id,
        issued=scene.document.issued,
        modality=modality,
        flags=(*(flag for flag in mention.flags if mention.kind is not MentionKind.EVENT), *flags),
        zone=mention.zone,
    )


def names_of(scene: Scene, key: str) -> tuple[EventName, ...]:
    """Return the names that a document uses for an event, each where it first stands."""
    found: dict[str, EventName] = {}
    own = [event for event in scene.events if event.value == key]
    if any("edition" in event.flags for event in own):
        own = [event for event in own if "series" not in event.flags or not event.text.isupper()]
    for event in own:
        if not _ANAPHORIC & set(event.flags):
            text = event.text.strip()
            if re.search(r"\w", text):
                name = EventName(text, scene.document.language, scene.document.id, event.start, event.end)
                found.setdefault(text, name)
    return tuple(found.values())


def kind_of(scene: Scene, key: str, mention: Mention) -> EventKind:
    """Return the kind that the mentions of an event carry."""
    kinds = [event.role for event in scene.events if event.value == key and "anaphor" not in event.flags]
    role = kinds[0] if kinds else mention.role
    return EventKind(str(role)) if role in EventKind.__members__.values() else EventKind.OTHER
