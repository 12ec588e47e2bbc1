"""Whose section it is: what stands under a heading that names one edition of a conference is about that."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.documents import Block, BlockKind
from ingest.drafts import Scene
from ingest.events import EDITION_KEY, EventKind


def owner_under(scene: Scene, heading: Block | None) -> str | None:
    """Return the key of the one edition of a conference that a heading names, None where it is not one."""
    if heading is None:
        return None
    named = {
        event.value
        for event in scene.within(scene.events, heading.start, heading.end)
        if "edition" in event.flags and event.role == EventKind.CONFERENCE and EDITION_KEY.search(event.value)
    }
    return named.pop() if len(named) == 1 else None


def with_heading(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None]]:
    """Yield each block with the heading it stands under; a heading stands under itself."""
    heading: Block | None = None
    for block in blocks:
        if block.kind is BlockKind.HEADING:
            heading = block
        yield block, heading


def in_sections(scene: Scene, blocks: Sequence[Block], conference: str | None) -> Scene:
    """Return the scene with names without edition, and `the Conference`, meaning that of their heading.

    `conference` is what the document is about, which such words mean elsewhere.
    """
    if conference is None:
        return scene
    meant = {}
    for block, heading in with_heading(blocks):
        owner = owner_under(scene, heading)
        if owner is None or owner == conference:
            continue
        for event in scene.within(scene.events, block.start, block.end):
            general = "anaphor" in event.flags or ("series" in event.flags and _alike(owner, conference))
            if general and event.value == conference:
                meant[event.start] = owner
    events = tuple(
        replace(event, value=meant[event.start]) if event.start in meant else event for event in scene.events
    )
    return replace(scene, events=events)


def _alike(one: str, other: str) -> bool:
    """Return whether two keys are of editions of one conference."""
    return one.rpartition("-")[0] == other.rpartition("-")[0]
