"""How settled a statement is, read from the words around it."""

from __future__ import annotations

from ingest.drafts import Scene
from ingest.events import Modality

_ORDER = (
    ("cancelled", Modality.CANCELLED),
    ("tentative", Modality.TENTATIVE),
    ("planned", Modality.PLANNED),
    ("postponed", Modality.POSTPONED),
    ("held", Modality.HELD),
)


def modality_of(scene: Scene, start: int, end: int) -> tuple[Modality, tuple[int, int] | None]:
    """Return the modality that the cues in a span give, and the span of the cue.

    DECIDED without a cue. A postponement that is told as planned stays POSTPONED only where no
    weaker word stands with it.
    """
    dated = any(start <= date.start < end for date in scene.dates)
    for sort, modality in _ORDER:
        if sort == "cancelled" and dated and scene.cues.within("negated", start, end):
            continue
        cues = scene.cues.within(sort, start, end)
        if cues:
            return modality, (cues[0].start, cues[0].end)
    return Modality.DECIDED, None
