"""Corrections: `for 3–7 May read 4–8 May`, the date that a sentence puts in the place of another."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.drafts import Draft, Scene, statement
from ingest.events import Attribute, Modality
from ingest.mentions.mention import Mention
from ingest.properties import is_former

_REACH = 30
_BREAK = re.compile(r"[.;。；](?=\s|$)")


def corrections(
    scene: Scene, start: int, end: int, events: Sequence[Mention], dates: Sequence[Mention], owner: str | None
) -> list[Draft]:
    """Return the event whose date one sentence corrects, with the new date and the former one.

    The event is the one that the sentence names, or the document's `owner` where it names none;
    nothing is returned where it is not clear which date is to be read.
    """
    cues = scene.cues.within("read", start, end)
    if not cues or not dates:
        return []
    keys = {event.value for event in events if event.value and "anaphor" not in event.flags}
    key = next(iter(keys), owner) if len(keys) <= 1 else None
    mention = next((event for event in (*events, *scene.events) if event.value == key), None)
    cue = cues[-1]
    after = [date for date in dates if date.start >= cue.end]
    if key is None or mention is None or not after or after[0].start - cue.end > _REACH:
        return []
    new = after[0]
    old = [date for date in dates if date is not new and date.value != new.value]
    if _BREAK.search(scene.text, cue.end, new.start) or any(
        date.start >= cue.end and not is_former(scene, date) for date in old
    ):
        return []
    draft = Draft(key, mention, start, end)
    draft.statements.append(statement(scene, Attribute.DATE, new.value, new, Modality.DECIDED))
    draft.statements += [
        statement(scene, Attribute.DATE, date.value, date, Modality.POSTPONED, ("former",)) for date in old
    ]
    return [draft]
