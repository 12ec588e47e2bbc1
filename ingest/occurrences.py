"""Dated happenings that are no event of their own: an invitation received, a letter signed."""

from __future__ import annotations

import re
from collections.abc import Collection

from ingest.clauses import sentences
from ingest.documents import BlockKind
from ingest.drafts import Draft, Scene, statement
from ingest.events import Attribute, EventKind
from ingest.mentions.mention import Mention, MentionKind

_LONGEST = 600


_NUMBER = re.compile(r"\s*(?:\d{1,3}(?:\.\d{1,3})*[.)]?|[a-z]\)|[-–•*])?\s+(?=\S)")


def link_occurrences(scene: Scene, used: Collection[int]) -> list[Draft]:
    """Return a draft for each date of a sentence that no event has taken (`used` are its offsets).

    Its purpose is the whole sentence, so that a question about what happened finds the day.
    """
    drafts: list[Draft] = []
    for block in scene.document.blocks:
        if block.kind is BlockKind.ROW:
            continue
        dates = [d for d in scene.within(scene.dates, block.start, block.end) if d.start not in used]
        if not dates:
            continue
        for start, end in sentences(scene.text, block.start, block.end):
            own = [date for date in dates if start <= date.start and date.end <= end]
            if not own or not scene.cues.within("other", start, end):
                continue
            start = _after_number(scene.text, start, end)
            stop = min(end, start + _LONGEST)
            while stop > start and scene.text[stop - 1].isspace():
                stop -= 1
            whole = Mention(MentionKind.EVENT, start, stop, scene.document.text[start:stop], "")
            for date in own:
                key = f"occurrence:{scene.document.id[:8]}-{date.start}"
                draft = Draft(key, date, start, stop, kind=EventKind.OTHER)
                draft.statements = [
                    statement(scene, Attribute.DATE, date.value, date),
                    statement(scene, Attribute.PURPOSE, scene.document.text[start:stop], whole),
                ]
                drafts.append(draft)
    return drafts


def _after_number(text: str, start: int, end: int) -> int:
    """Return where a sentence begins after the white space and number of its paragraph."""
    match = _NUMBER.match(text, start, end)
    return match.end() if match else start
