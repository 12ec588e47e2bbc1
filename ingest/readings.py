"""Drafts of a document put together as readings: keys under their conference, names, kinds, regions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents import Document, Passage
from ingest.drafts import Draft, Scene, kind_of, names_of
from ingest.events import Attribute, EventKind, EventName, Reading, Statement
from ingest.mentions.mention import Mention
from ingest.mentions.vocabulary import region_of
from ingest.predicates import pattern
from ingest.properties import qualifies

_ALONE = frozenset({EventKind.CONFERENCE})
_BODY = re.compile(r"^(tdag|rag|tsag|council)(?:-(\d\d))?$")
_PREPARATORY = frozenset({EventKind.REGIONAL_MEETING, EventKind.INTERREGIONAL_MEETING})
_ALIAS_REACH = 60
_PREPARED = 60
_OF = re.compile(
    r"\s?\)?\s?(?:\([^)]{1,20}\)\s?)?(?:for|of|to|pour|de|du|au|à|para|del|al|к|ко|من أجل|ل)?\s?"
    r"(?:(?:the|la|le|el)\s|l')?",
    re.IGNORECASE,
)
_REGIONS = ("arb", "asp", "eur", "ams", "afr", "cis")


def assemble(
    document: Document, passages: Sequence[Passage], scene: Scene, drafts: Sequence[Draft]
) -> tuple[Reading, ...]:
    """Return the readings of a document, in order of where they stand."""
    conference = main_conference(scene)
    ordered = sorted(passages, key=lambda passage: passage.start)
    readings = []
    for draft in drafts:
        if draft.statements:
            readings.append(_reading(document, ordered, scene, draft, conference))
    return tuple(sorted(readings, key=lambda reading: (reading.start, reading.key)))


def main_conference(scene: Scene) -> str | None:
    """Return the key of the conference that a document is about, None where there is none."""
    weights: Counter[str] = Counter()
    for event in scene.events:
        if event.value and event.role == EventKind.CONFERENCE and {"edition", "proper"} & set(event.flags):
            weights[event.value] += (3 if event.start < 800 else 1) * (2 if "edition" in event.flags else 1)
    if not weights:
        named = Counter(
            event.value
            for event in scene.events
            if "edition" in event.flags
            and re.search(r"-\d\d$", event.value)
            and event.role not in _PREPARATORY
        )
        # One of several in a list of meetings is not what the document is about.
        weights.update({key: count for key, count in named.items() if count > 1 or key == topic_of(scene)})
    return max(weights, key=lambda key: weights[key]) if weights else None


def topic_of(scene: Scene) -> str | None:
    """Return the one event that the title of a document names, None where it names none or several."""
    title = scene.document.title.strip()
    at = scene.document.text.find(title) if title else -1
    if at < 0:
        return None
    keys = [e.value for e in scene.within(scene.events, at, at + len(title)) if e.value]
    return keys[0] if len(set(keys)) == 1 else None


def _reading(
    document: Document,
    passages: Sequence[Passage],
    scene: Scene,
    draft: Draft,
    conference: str | None,
) -> Reading:
    kind = draft.kind or kind_of(scene, draft.key.partition(":")[0], draft.mention)
    base = _dated_body(scene, draft)
    if kind in _PREPARATORY:
        conference = owner_beside(scene, draft.mention) or conference
    parent = draft.parent if draft.parent else _parent(base, kind, draft.mention, conference)
    if parent and draft.parent and parent != conference:
        home = _parent(parent, kind_of(scene, parent, draft.mention), draft.mention, conference)
        parent = f"{parent}@{home}" if home else parent
    key = f"{base}@{parent}" if parent else base
    names = names_of(scene, draft.key)
    if draft.name is not None:
        a, b = draft.name
        names = (EventName(" ".join(document.text[a:b].split()), document.language, document.id, a, b),)
    elif not names and draft.mention.text:
        mention = draft.mention
        names = (EventName(mention.text, document.language, document.id, mention.start, mention.end),)
    statements = [*draft.statements, *_region(scene, draft, kind)]
    return Reading(
        key,
        kind,
        document.id,
        names,
        tuple(_placed(statement, passages) for statement in statements),
        draft.start,
        draft.end,
        parent,
    )


def owner_beside(scene: Scene, event: Mention) -> str | None:
    """Return the conference that the words right beside an event say it belongs to, None where none do.

    `the preparatory meeting for Africa (RPM-AFR) for WTDC-25`, WTDC-25的非洲区域筹备会议,
    `in preparation for WTDC-25, the meeting …`.
    """
    conferences = [
        other
        for other in scene.events
        if other.role not in _PREPARATORY and "edition" in other.flags and other.value != event.value
    ]
    same = [
        other.end
        for other in scene.events
        if other.value == event.value and event.start <= other.start <= event.end + _ALIAS_REACH
    ]
    for other in conferences:
        if any(_OF.fullmatch(scene.text, end, other.start) for end in (event.end, *same)):
            return other.value
        if qualifies(scene, other, event):
            return other.value
        lead = scene.text[max(0, other.start - 24) : other.start]
        gap = scene.text[other.end : event.start] if other.end <= event.start else "."
        if (
            len(gap) <= _PREPARED
            and not re.search(r"[.;。；\n]", gap)
            and (pattern("prepares", scene.cues.tongues).search(lead))
        ):
            return other.value
    return None


def _dated_body(scene: Scene, draft: Draft) -> str:
    """Return the key; what has no edition of its own where others of its series do goes by its first day."""
    match = _BODY.match(draft.key)
    dates = [s.value for s in draft.statements if s.attribute is Attribute.DATE]
    if match is None and dates and "series" in draft.mention.flags and draft.kind is None:
        edition = re.compile(re.escape(draft.key) + r"-\d\d$")
        if any(edition.match(event.value) for event in scene.events):
            return f"{draft.key}:{dates[0].split('/')[0]}"
    if match is None or not dates:
        return draft.key
    if match.group(2) and dates[0][2:4] == match.group(2):
        return draft.key
    return f"{match.group(1)}:{dates[0].split('/')[0]}"


def _parent(base: str, kind: EventKind, mention: Mention, conference: str | None) -> str | None:
    """Return the conference that an event belongs to; conferences and bodies belong to none."""
    if conference is None or base == conference or _BODY.match(base) or ":" in base:
        return None
    if kind in _ALONE or (kind in (EventKind.MEETING, EventKind.SESSION) and "proper" in mention.flags):
        return None
    if "edition" in mention.flags and re.search(r"-\d\d$", base):
        return None
    return conference


def _region(scene: Scene, draft: Draft, kind: EventKind) -> list[Statement]:
    code = draft.key.rpartition("-")[2]
    mention = draft.mention
    if code not in _REGIONS or not draft.key.startswith("rpm-"):
        code = region_of(mention.text) or "" if kind is EventKind.REGIONAL_MEETING else ""
    if not code:
        return []
    return [
        Statement(
            Attribute.REGION,
            code,
            mention.text,
            mention.start,
            mention.end,
            scene.document.id,
            issued=scene.document.issued,
        )
    ]


def _placed(statement: Statement, passages: Sequence[Passage]) -> Statement:
    at = bisect_right([passage.start for passage in passages], statement.start) - 1
    inside = at >= 0 and statement.start < passages[at].end
    return replace(statement, passage_id=passages[at].id) if inside else statement
