"""What a sentence says of a conference besides: its theme, its host, its dates without its name."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.drafts import Draft, Scene, statement
from ingest.events import Attribute
from ingest.mentions.mention import Mention
from ingest.properties import (
    date_statements,
    host_of,
    status_statement,
    theme_of,
)

_ITS = re.compile(
    r"其(?:大会)?主题|该届(?:大会)?的?主题|\b(?:its|whose) (?:main |central |overall |official )?theme\b"
    r"|\bson thème\b|\bsu (?:lema|tema)\b"
    r"|\b(?:его|её|ее) (?:тема|девиз)|(?:موضوعه|شعاره)(?:ا)?\b",
    re.IGNORECASE,
)
"""Words by which a theme is of the event spoken of before."""


def stated_dates(
    scene: Scene,
    start: int,
    end: int,
    events: Sequence[Mention],
    dates: Sequence[Mention],
    owner: str | None,
) -> list[Draft]:
    """Return the dates of the conference of a document that says `the dates are …` without its name."""
    cues = scene.cues.within("the_dates", start, end)
    after = [date for date in dates if cues and 0 <= date.start - cues[0].end <= 24]
    others = {event.value for event in events if event.value and "anaphor" not in event.flags}
    mention = next((event for event in scene.events if event.value == owner), None)
    if len(after) != 1 or others or mention is None:
        return []
    draft = Draft(mention.value, mention, start, end)
    draft.statements += date_statements(scene, after, start, end)
    status = status_statement(scene, start, end, after[0])
    draft.statements += [status] if status else []
    return [draft]


def themes(
    scene: Scene,
    start: int,
    end: int,
    events: Sequence[Mention],
    antecedent: Mention | None,
    conference: str | None,
) -> list[Draft]:
    theme = theme_of(scene, start, end)
    if theme is None:
        return []
    outside = [e for e in events if e.value and not (theme.start <= e.start < theme.end)]
    if _ITS.search(scene.text, start, theme.start):
        outside = [event for event in outside if event.end <= theme.start]
    conferences = [e for e in outside if e.role == "conference" or e.value == conference]
    chosen = conferences or outside
    if chosen and len({event.value for event in chosen}) > 1:
        return []
    owner = chosen[0] if chosen else antecedent
    if owner is None and conference is not None:
        owner = next((event for event in scene.events if event.value == conference), None)
    if owner is None:
        return []
    draft = Draft(owner.value, owner, start, end)
    draft.statements.append(statement(scene, Attribute.THEME, theme.text, theme))
    return [draft]


def add_host(scene: Scene, start: int, end: int, drafts: list[Draft], conference: str | None) -> None:
    """Give the host that a sentence names to the event that the sentence is about."""
    host = host_of(scene, start, end)
    keys = {draft.key for draft in drafts if draft.kind is None}
    if host is None or len(keys) != 1:
        return
    draft = next(draft for draft in drafts if draft.kind is None)
    draft.statements.append(statement(scene, Attribute.HOST, host.text, host))
