"""The first and the last day of an event, told apart: `opens on 7 June and closes on 18 June`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as day

from ingest.deadlines import purpose_in
from ingest.drafts import Draft, Scene, statement
from ingest.events import Attribute
from ingest.mentions.mention import Mention
from ingest.modality import modality_of
from ingest.predicates import Predicate
from ingest.properties import is_moved, place_statements, status_statement
from ingest.subjects import sole, spoken_of

_LONGEST = 60


def opening_days(
    scene: Scene,
    start: int,
    end: int,
    events: Sequence[Mention],
    dates: Sequence[Mention],
    places: Sequence[Mention],
) -> tuple[list[Draft], list[Mention]]:
    """Return the event whose first and last day a sentence gives, and the dates that nothing else may take.

    The range is one statement from the first day's words to the last day's. The last day alone is no
    date of an event, so that it is taken and gives nothing.
    """
    closes = _free(scene, "closes", start, end)
    keys = {event.value for event in events if event.value}
    mention = next((e for e in events if e.value), None) if len(keys) == 1 else sole(scene, events)
    if not closes or mention is None or purpose_in(scene.text, start, end) is not None:
        return [], []
    opens = _free(scene, "opens", start, end)
    own = [event for event in events if event.value == mention.value]
    verb = min((cue.start for cue in (*opens, *closes)), default=end)
    if not any(spoken_of(scene, start, event, verb) for event in own):
        return [], []
    days = [date for date in dates if len(date.value) == 10]
    if len(dates) == 1 and len(days) == 1 and not opens and _near(closes, days[0]):
        return [], list(dates)
    if len(days) != 2 or len(dates) != 2 or is_moved(scene, start, end):
        return [], []
    first, last = days
    length = (day.fromisoformat(last.value) - day.fromisoformat(first.value)).days
    opened = any(cue.start < last.start for cue in opens)
    closed = any(cue.start >= first.end for cue in closes)
    if not opened or not closed or not 0 < length <= _LONGEST:
        return [], []
    text = scene.document.text[first.start : last.end]
    flags = tuple(dict.fromkeys((*first.flags, *last.flags)))
    whole = replace(first, end=last.end, text=text, value=f"{first.value}/{last.value}", flags=flags)
    draft = Draft(mention.value, mention, min(start, mention.start), max(end, mention.end))
    modality, _ = modality_of(scene, start, end)
    draft.statements.append(statement(scene, Attribute.DATE, whole.value, whole, modality))
    draft.statements += place_statements(scene, places, start, end)
    status = status_statement(scene, start, end, whole)
    draft.statements += [status] if status else []
    return [draft], list(dates)


def _free(scene: Scene, sort: str, start: int, end: int) -> list[Predicate]:
    """Return the cues of a class that are no part of an event's name (`closing ceremony`)."""
    names = [(event.start, event.end) for event in scene.events]
    cues = scene.cues.within(sort, start, end)
    return [cue for cue in cues if not any(a <= cue.start and cue.end <= b for a, b in names)]


def _near(cues: Sequence[Predicate], date: Mention) -> bool:
    """Say whether one of the cues stands beside a date."""
    return any(0 <= date.start - cue.end <= 40 or 0 <= cue.start - date.end <= 6 for cue in cues)
