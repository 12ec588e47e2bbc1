"""Drafts of a document put together as readings: keys under their conference, names, kinds, regions."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents import Document, Passage
from ingest.drafts import Draft, Scene, kind_of, names_of
from ingest.events import Attribute, EventKind, EventName, Reading, Statement
from ingest.mentions.mention import Mention
from ingest.mentions.vocabulary import region_of
from ingest.owners import PREPARATORY, main_conference, owner_beside, owner_near, several

_ALONE = frozenset({EventKind.CONFERENCE})
_BODY = re.compile(r"^(tdag|rag|tsag|council)(?:-(\d\d))?$")
_REGIONS = ("arb", "asp", "eur", "ams", "afr", "cis")


def assemble(
    document: Document, passages: Sequence[Passage], scene: Scene, drafts: Sequence[Draft]
) -> tuple[Reading, ...]:
    """Return the readings of a document, in order of where they stand."""
    conference = main_conference(scene)
    ordered = sorted(passages, key=lambda passage: passage.start)
    found = [_reading(document, ordered, scene, draft, conference) for draft in drafts if draft.statements]
    readings = [reading for reading in found if reading is not None]
    return tuple(sorted(readings, key=lambda reading: (reading.start, reading.key)))


def _reading(
    document: Document,
    passages: Sequence[Passage],
    scene: Scene,
    draft: Draft,
    conference: str | None,
) -> Reading | None:
    """Return a draft as a reading, None for a preparatory meeting that may be of several conferences."""
    kind = draft.kind or kind_of(scene, draft.key.partition(":")[0], draft.mention)
    base = _dated_body(scene, draft)
    if kind in PREPARATORY:
        conference = owner_beside(scene, draft.mention) or owner_near(scene, draft) or conference
        if conference is None and several(scene):
            return None
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
