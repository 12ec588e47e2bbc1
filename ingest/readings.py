"""Drafts of a document put together as readings: keys under their conference, names, kinds, regions."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents import Document, Passage
from ingest.events import Attribute, EventKind, Reading, Statement
from ingest.linking import Draft, Scene, kind_of, names_of
from ingest.mentions.mention import Mention
from ingest.mentions.vocabulary import region_of

_OWN = frozenset({EventKind.CONFERENCE, EventKind.MEETING, EventKind.SESSION})


def assemble(
    document: Document, passages: Sequence[Passage], scene: Scene, drafts: Sequence[Draft]
) -> tuple[Reading, ...]:
    """Return the readings of a document, in order of where they stand."""
    conference = main_conference(scene)
    readings = []
    for draft in drafts:
        if not draft.statements:
            continue
        kind = _kind(scene, draft.key, draft.mention)
        parent = conference if kind not in _OWN or "rpm" in draft.key else None
        key = draft.key
        if parent and parent != key and not key.endswith(parent):
            key = f"{key}@{parent}"
        else:
            parent = None
        statements = [*draft.statements, *_region(document, draft)]
        readings.append(
            Reading(
                key,
                kind,
                document.id,
                names_of(scene, draft.key),
                tuple(_placed(statement, passages) for statement in statements),
                draft.start,
                draft.end,
                parent,
            )
        )
    return tuple(sorted(readings, key=lambda reading: reading.start))


def main_conference(scene: Scene) -> str | None:
    """Return the key of the conference that a document is about, None where there is none."""
    weights: Counter[str] = Counter()
    for event in scene.events:
        if event.value and event.role == EventKind.CONFERENCE and {"edition", "proper"} & set(event.flags):
            weights[event.value] += 3 if event.start < 800 else 1
    return max(weights, key=lambda key: weights[key]) if weights else None


def _kind(scene: Scene, key: str, mention: Mention) -> EventKind:
    kinds = [kind_of(event) for event in scene.events if event.value == key and "anaphor" not in event.flags]
    return kinds[0] if kinds else kind_of(mention)


def _region(document: Document, draft: Draft) -> list[Statement]:
    code = draft.key.rpartition("-")[2]
    if not draft.key.startswith("rpm-") or code not in ("arb", "asp", "eur", "ams", "afr", "cis"):
        return []
    mention = draft.mention
    return [
        Statement(
            Attribute.REGION,
            code,
            mention.text,
            mention.start,
            mention.end,
            document.id,
            issued=document.issued,
        )
    ]


def _placed(statement: Statement, passages: Sequence[Passage]) -> Statement:
    for passage in passages:
        if passage.start <= statement.start < passage.end:
            return replace(statement, passage_id=passage.id)
    return statement


__all__ = ["assemble", "main_conference", "region_of"]
