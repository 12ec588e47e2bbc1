"""Meetings of bodies that are known by their day: `TDAG在2020年11月23日的会议`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.drafts import Draft, Scene, statement
from ingest.events import Attribute, EventKind
from ingest.mentions.mention import Mention

_REACH = 60
_BETWEEN = re.compile(
    r"[\s,()的]*(?:(?:on|of|held|from|at|in|du|de|le|les|tenue|del|el|celebrada|от|состоявш\w+ся|который|прошл\w+|с|в|في"
    r"|المعقود|الذي|عقد|于|在|召开|举行|das)[\s,()的]*)*"
)
_MEETING_CONCEPTS = frozenset({"meeting", "session"})


def link_bodies(
    scene: Scene, events: Sequence[Mention], dates: Sequence[Mention], start: int, end: int
) -> list[Draft]:
    """Return the meetings of advisory groups and councils that a sentence dates.

    The word for the meeting must stand beside the date, the body before it in the same sentence.
    """
    drafts: list[Draft] = []
    meetings = [e for e in events if e.role in (EventKind.MEETING, EventKind.SESSION)]
    for date in dates:
        beside = next((m for m in meetings if "nominal" in m.flags and _adjacent(scene, m, date)), None)
        named = next(
            (m for m in meetings if m.value and "described" not in m.flags and _adjacent(scene, m, date)),
            None,
        )
        body = next(
            (
                m
                for m in reversed(meetings)
                if m.value and m.end <= date.start and date.start - m.end <= _REACH
            ),
            None,
        )
        if body is None and beside is not None:
            body = next(
                (m for m in meetings if m.value and m.start >= beside.end and m.start - beside.end <= 12),
                None,
            )
        owner = named if named and ("会" in named.text or " " in named.text) else body if beside else None
        if owner is None or not _is_body(owner.value):
            continue
        draft = Draft(owner.value, owner, start, end, kind=EventKind.MEETING)
        draft.statements.append(statement(scene, Attribute.DATE, date.value, date))
        drafts.append(draft)
    return drafts


def _is_body(key: str) -> bool:
    return re.sub(r"-\d\d$", "", key) in ("tdag", "rag", "tsag", "council")


def _adjacent(scene: Scene, meeting: Mention, date: Mention) -> bool:
    a, b = (meeting.end, date.start) if meeting.end <= date.start else (date.end, meeting.start)
    return 0 <= b - a <= 24 and bool(_BETWEEN.fullmatch(scene.text, a, b))
