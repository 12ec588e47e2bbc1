"""Events in tables: a row under its heads is one event, or continues the one that heads the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.documents import Block, BlockKind
from ingest.events import Modality
from ingest.linking import Draft, Scene, date_statements, place_statements
from ingest.modality import modality_of


def link_rows(scene: Scene, blocks: Sequence[Block]) -> list[Draft]:
    """Return the events of the table rows of a document."""
    drafts: list[Draft] = []
    lead: Block | None = None
    for block in blocks:
        if block.kind is not BlockKind.ROW:
            lead = block
            continue
        drafts += _link_row(scene, block, lead)
    return drafts


def _link_row(scene: Scene, row: Block, lead: Block | None) -> list[Draft]:
    events = [event for event in scene.within(scene.events, row.start, row.end) if event.value]
    dates = scene.within(scene.dates, row.start, row.end)
    if not events or not dates:
        return []
    cells = row.cells or ()
    first = next(
        (cell for cell in cells if any(cell.start <= event.start < cell.end for event in events)), None
    )
    if first is not None:
        events = [event for event in events if first.start <= event.start < first.end]
    if len({event.value for event in events}) != 1:
        return []
    draft = Draft(events[0].value, events[0], row.start, row.end)
    modality = Modality.DECIDED
    if lead is not None:
        modality, _ = modality_of(scene.text, lead.start, lead.end)
    own, _ = modality_of(scene.text, row.start, row.end)
    modality = own if own is not Modality.DECIDED else modality
    statements = date_statements(scene, dates, row.start, row.end)
    statements += place_statements(scene, scene.within(scene.places, row.start, row.end), row.start, row.end)
    draft.statements += [
        replace(s, modality=modality) if s.modality is Modality.DECIDED else s for s in statements
    ]
    return [draft]
