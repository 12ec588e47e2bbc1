"""Which conference a document, and what it tells of, belongs to."""

from __future__ import annotations

import re
from collections import Counter

from ingest.drafts import Draft, Scene
from ingest.events import EDITION_KEY, EventKind
from ingest.mentions.mention import Mention
from ingest.predicates import pattern
from ingest.properties import qualifies

PREPARATORY = frozenset({EventKind.REGIONAL_MEETING, EventKind.INTERREGIONAL_MEETING})
_ALIAS_REACH = 60
_PREPARED = 60
_OF = re.compile(
    r"\s?\)?\s?(?:\([^)]{1,20}\)\s?)?(?:for|of|to|pour|de|du|au|à|para|del|al|к|ко|من أجل|ل)?\s?"
    r"(?:(?:the|la|le|el)\s|l')?"
    r"(?:(?:(?:لل|ل|ال)?(?:مؤتمر|منتدى|ملتقى|جمعية|قمة|ندوة)|conference|conférence|conferencia|конференци[а-я]+)\s)?",
    re.IGNORECASE,
)
_INCLUDES = re.compile(
    r"\)?的?(?:区域性?)?(?:筹备|准备)(?:工作|进程|过程|活动)?(?:中|里)?(?:还|也)?(?:包括|包含|涵盖|有|含)"
)
# How many times as often as any other a conference must be named for a document to be about it.
_DOMINANCE = 2


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
            if "edition" in event.flags and EDITION_KEY.search(event.value) and event.role not in PREPARATORY
        )
        # One of several in a list of meetings is not what the document is about.
        weights.update({key: count for key, count in named.items() if count > 1 or key == topic_of(scene)})
    if not weights:
        return None
    key = max(weights, key=lambda key: weights[key])
    return key if _is_about(scene, key) else None


def _is_about(scene: Scene, key: str) -> bool:
    """Say whether a document is about one conference, not a list or a report of several."""
    named = Counter(
        event.value
        for event in scene.events
        if "edition" in event.flags and event.role == EventKind.CONFERENCE and EDITION_KEY.search(event.value)
    )
    others = max((count for other, count in named.items() if other != key), default=0)
    if named[key] > _DOMINANCE * others:
        return True
    title = scene.document.title.strip()
    at = scene.document.text.find(title) if title else -1
    return at >= 0 and any(e.value == key for e in scene.within(scene.events, at, at + len(title)))


def topic_of(scene: Scene) -> str | None:
    """Return the one event that the title of a document names, None where it names none or several."""
    title = scene.document.title.strip()
    at = scene.document.text.find(title) if title else -1
    if at < 0:
        return None
    keys = [e.value for e in scene.within(scene.events, at, at + len(title)) if e.value]
    return keys[0] if len(set(keys)) == 1 else None


def owner_beside(scene: Scene, event: Mention) -> str | None:
    """Return the conference that the words right beside an event say it belongs to, None where none do.

    `the preparatory meeting for Africa (RPM-AFR) for WTDC-25`, WTDC-25的非洲区域筹备会议,
    `in preparation for WTDC-25, the meeting …`.
    """
    conferences = [
        other
        for other in scene.events
        if other.role not in PREPARATORY and "edition" in other.flags and other.value != event.value
    ]
    same = [
        other.end
        for other in scene.events
        if other.value == event.value and event.start <= other.start <= event.end + _ALIAS_REACH
    ]
    begins = min(
        (
            other.start
            for other in scene.events
            if other.value == event.value and 0 <= event.start - other.end <= _ALIAS_REACH
        ),
        default=event.start,
    )
    for other in conferences:
        if any(_OF.fullmatch(scene.text, end, other.start) for end in (event.end, *same)):
            return other.value
        if qualifies(scene, other, event):
            return other.value
        lead = scene.text[max(0, other.start - 24) : other.start]
        gap = scene.text[other.end : begins] if other.end <= begins else "."
        if len(gap) > _PREPARED or re.search(r"[.;。；\n]", gap):
            continue
        if pattern("prepares", scene.cues.tongues).search(lead) or _INCLUDES.match(gap):
            return other.value
    return None


def owner_near(scene: Scene, draft: Draft) -> str | None:
    """Return the one conference named in the sentence of a preparatory meeting, else last before it there.

    A sentence or list item that names two leaves it open.
    """
    begins = scene.text.rfind("\n", 0, draft.start) + 1
    for start, end in ((draft.start, draft.end), (begins, draft.start)):
        named = {
            event.value
            for event in scene.within(scene.events, start, end)
            if "edition" in event.flags and event.role not in PREPARATORY and event.value != draft.key
            if EDITION_KEY.search(event.value)
        }
        if named:
            return named.pop() if len(named) == 1 else None
    return None


def several(scene: Scene) -> bool:
    """Say whether a document names editions of several conferences."""
    return len({e.value for e in scene.events if "edition" in e.flags and e.role not in PREPARATORY}) > 1
