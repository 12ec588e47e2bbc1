"""Events in tables: a row under its heads is one event, or a deadline, or a name of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.deadlines import link_deadlines, purpose_in
from ingest.documents import Block, BlockKind, Cell
from ingest.drafts import Draft, Scene, statement
from ingest.events import Attribute, EventKind, Modality, Statement
from ingest.mentions.described import slug
from ingest.mentions.mention import Mention, MentionKind
from ingest.modality import modality_of
from ingest.predicates import find
from ingest.properties import date_statements, is_reference, place_statements, status_statement

_HOURS = re.compile(r"(\d{1,2})[:.h](\d\d)\s?[-–—至到]\s?(\d{1,2})[:.h](\d\d)")
_NAME_HEAD = re.compile(
    r"会议|活动|事件|内容|议程|\bsession|\bactivity|\bevent|\bmeeting|\bséance|\bactivité|\bréunion|\bsesión|\bactividad"
    r"|\bреуни|заседани|мероприяти|الجلسة|النشاط|الاجتماع",
    re.IGNORECASE,
)
_ROOM_HEAD = re.compile(
    r"^(?:会场|会议室|会址|场地|场所|厅|rooms?|halls?|venue|salle|sala|sal[óo]n|зал|помещение|(?:ال)?قاعة)$",
    re.IGNORECASE,
)
_OPENING = re.compile(
    r"开放|开始|\bopen|\bouverture|\bapertura|\bоткрыт|\bначал|\bstart|\bdébut|\binicio|افتتاح|فتح|بدء",
    re.IGNORECASE,
)

_FIRST_OR_LAST = re.compile(
    r"开幕|闭幕|揭幕|\b(?:opening|opens|closing|closes|ouverture|clôture|apertura|inauguraci[óo]n|clausura)\b"
    r"|открыти|закрыти|افتتاح|اختتام|ختام",
    re.IGNORECASE,
)


def link_rows(scene: Scene, blocks: Sequence[Block], conference: str | None) -> list[Draft]:
    """Return the events of the table rows of a document, `conference` the one that it is about."""
    drafts: list[Draft] = []
    lead: Block | None = None
    for block in blocks:
        if block.kind is not BlockKind.ROW:
            lead = block
            continue
        drafts += _link_row(scene, block, lead, conference)
    return drafts


def _link_row(scene: Scene, row: Block, lead: Block | None, conference: str | None) -> list[Draft]:
    dates = [d for d in scene.within(scene.dates, row.start, row.end) if not _other_column(scene, row, d)]
    events = [
        event
        for event in scene.within(scene.events, row.start, row.end)
        if event.value and "anaphor" not in event.flags and not is_reference(scene, event)
    ]
    if not dates:
        return []
    deadlines = _deadline_row(scene, row, dates, lead, conference)
    if deadlines is not None:
        return deadlines
    timed = _timed(scene, row, dates)
    if not events:
        return _entry(scene, row, timed, conference)
    dates = timed
    first = next((cell for cell in row.cells if any(_in(cell, event) for event in events)), None)
    if first is not None:
        events = [event for event in events if _in(first, event)]
    if len({event.value for event in events}) != 1:
        return []
    key = events[0].value
    if first is not None and _opens_or_closes(scene, first, events[0], dates):
        return []
    if dates and "T" in dates[0].value and events[0].role in (EventKind.SESSION, EventKind.MEETING):
        key = f"{key}:{dates[0].value[:10]}"
    draft = Draft(key, events[0], row.start, row.end)
    if ":" in key:
        draft.parent, draft.name = conference, (events[0].start, events[0].end)
    modality = Modality.DECIDED
    if lead is not None:
        modality, _ = modality_of(scene, lead.start, lead.end)
    own, _ = modality_of(scene, row.start, row.end)
    modality = own if own is not Modality.DECIDED else modality
    statements = date_statements(scene, dates, row.start, row.end)
    statements += place_statements(scene, scene.within(scene.places, row.start, row.end), row.start, row.end)
    status = status_statement(scene, row.start, row.end, dates[0])
    if status is not None:
        statements.append(replace(status, value=str(modality)))
    draft.statements += [
        replace(s, modality=modality) if s.modality is Modality.DECIDED else s for s in statements
    ]
    if not any(s.attribute is Attribute.VENUE for s in statements):
        draft.statements += _room(scene, row)
    return [draft]


def _opens_or_closes(scene: Scene, cell: Cell, event: Mention, dates: Sequence[Mention]) -> bool:
    """Say whether a cell names the first or last day of a conference, which is not when it is held."""
    beside = scene.text[cell.start : event.start] + scene.text[event.end : cell.end]
    single = all("/" not in date.value for date in dates)
    return event.role == EventKind.CONFERENCE and single and bool(_FIRST_OR_LAST.search(beside))


def _room(scene: Scene, row: Block) -> list[Statement]:
    """Return the room that a row gives in a column of rooms."""
    for cell in row.cells:
        text = scene.document.text[cell.start : cell.end].strip()
        if text and cell.heads and _ROOM_HEAD.match(cell.heads[-1].strip()):
            room = Mention(MentionKind.PLACE, cell.start, cell.end, text, text)
            return [statement(scene, Attribute.VENUE, text, room)]
    return []


def _timed(scene: Scene, row: Block, dates: Sequence[Mention]) -> list[Mention]:
    """Return the day of a row with the hours that another cell gives: `10:00–11:30`."""
    if len(dates) != 1 or len(dates[0].value) != 10:
        return list(dates)
    for cell in row.cells:
        match = _HOURS.fullmatch(scene.text[cell.start : cell.end].strip())
        if match is not None and not _in(cell, dates[0]):
            day = dates[0].value
            value = "/".join(f"{day}T{int(h):02d}:{m}" for h, m in (match.group(1, 2), match.group(3, 4)))
            return [replace(dates[0], value=value)]
    return list(dates)


def _entry(scene: Scene, row: Block, dates: Sequence[Mention], conference: str | None) -> list[Draft]:
    """Return an entry of a timetable: the cell under `Session`, `Activity` … with its day and hours."""
    cell = next((c for c in row.cells if c.heads and _NAME_HEAD.search(c.heads[-1])), None)
    if cell is None or len(dates) != 1 or conference is None or any(_in(cell, date) for date in dates):
        return []
    text = scene.document.text[cell.start : cell.end].strip()
    if not re.search(r"[^\W\d_]{2}", text):
        return []
    mention = Mention(MentionKind.EVENT, cell.start, cell.end, text, slug(text))
    draft = Draft(f"{slug(text)}:{dates[0].value[:10]}", mention, row.start, row.end, kind=EventKind.SESSION)
    draft.parent = conference
    draft.name = (cell.start, cell.end)
    draft.statements += date_statements(scene, dates, row.start, row.end)
    draft.statements += _room(scene, row)
    return [draft] if draft.statements else []


def _in(cell: Cell, mention: Mention) -> bool:
    return cell.start <= mention.start < cell.end


def _other_column(scene: Scene, row: Block, date: Mention) -> bool:
    """Say whether a date stands in a column whose head makes it another date (report of, deadline)."""
    cell = next((cell for cell in row.cells if _in(cell, date)), None)
    heads = " ".join(cell.heads) if cell else ""
    return bool(re.search(r"报告|issued|published|adopted|签发|发布|通过", heads, re.IGNORECASE))


def _deadline_row(
    scene: Scene, row: Block, dates: Sequence[Mention], lead: Block | None, conference: str | None
) -> list[Draft] | None:
    """Return the deadline of a row that says so itself, in its heads or in the line above its table."""
    heads = " ".join(head for cell in row.cells for head in cell.heads)
    above = scene.text[lead.start : lead.end] if lead and lead.end - lead.start < 160 else ""
    said = scene.cues.within("deadline", row.start, row.end)
    if len(row.cells) < 2 and scene.cues.within("hold", row.start, row.end):
        return None
    title = find("deadline", scene.document.title)
    if not said and not title and not find("deadline", heads) and not find("deadline", above):
        return None
    if said and len(dates) > 1:
        return link_deadlines(scene, row.start, row.end, conference)
    date = dates[0]
    head = next((" ".join(cell.heads) for cell in row.cells if _in(cell, date)), "")
    if not said and not title and not find("deadline", above) and not find("deadline", head):
        return None
    rest = [cell for cell in row.cells if not _in(cell, date)]
    words = rest[0] if rest else Cell(row.start, row.end)
    purpose = purpose_in(scene.text, row.start, row.end)
    keys = {
        event.value
        for event in scene.within(scene.events, row.start, row.end)
        if event.value and not {"anaphor", "described"} & set(event.flags)
    }
    owner = keys.pop() if len(keys) == 1 else conference
    opening = bool(_OPENING.search(scene.text[words.start : words.end])) and not said
    name = purpose[0] if purpose else f"{scene.document.id[:8]}-{date.start}"
    sort, kind = ("opening", EventKind.OTHER) if opening else ("deadline", EventKind.DEADLINE)
    draft = Draft(f"{sort}:{name}", date, row.start, row.end, kind=kind, parent=owner)
    text = scene.document.text[words.start : words.end]
    span = Mention(MentionKind.EVENT, words.start, words.end, text, name)
    draft.statements += [
        statement(scene, Attribute.DATE, date.value, date),
        statement(scene, Attribute.PURPOSE, text, span),
    ]
    draft.name = (words.start, words.end)
    return [draft]
