"""Events in lines without a verb: titles with a date line under them, labelled lines, listed events."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.deadlines import without_purposes
from ingest.documents import Block, BlockKind
from ingest.drafts import Draft, Scene
from ingest.mentions.mention import Mention
from ingest.properties import date_statements, is_reference, place_statements

_LONGEST = 220
_FULL_STOP = re.compile(r"(?:。|(?<!\w\.\w)\.)\s*$")
_DATE_LABEL = (
    r"会期|日期和地点|时间和地点|举办日期|举行日期|会议日期|大会日期|日期|时间|dates? and (?:place"
    r"|venue|location)|dates?"
    r"|when|dates? et lieu|quand|fechas?(?: y lugar)?|cuándo|сроки(?: и место)?(?: проведения)?"
    r"|дат[аы](?: и место)?(?: проведения)?"
    r"|время(?: и место)?(?: проведения)?|(?:ال)?تاريخ(?: و(?:ال)?مكان)?|(?:ال)?موعد(?: و(?:ال)?مكان)?"
    r"|(?:ال)?تواريخ"
)
_PLACE_LABEL = (
    r"地点|会址|举办地点|会场|venue|place|location|where|city|lieu|où|lugar|sede|ciudad"
    r"|место(?: проведения)?|город"
    r"|(?:ال)?مكان(?: (?:ال)?انعقاد)?|(?:ال)?مقر|(?:ال)?موقع"
)
_LABEL = re.compile(
    rf"\s*(?:[-–•*]\s*)?(?:(?P<date>{_DATE_LABEL})|(?P<place>{_PLACE_LABEL}))(?:[^\n:：]{{0,40}})?\s*[:：]",
    re.IGNORECASE,
)


def link_headlines(scene: Scene, blocks: Sequence[Block], conference: str | None) -> list[Draft]:
    """Return the events of blocks that hold no sentence.

    A block that names one event and one date beside places is that event's. A block of only
    places and a date belongs to the event of the title right above it, unless it may be where
    and when the document was issued. `Dates:` and `Venue:` belong to the event of their heading.
    """
    drafts: list[Draft] = []
    heading: Block | None = None
    for at, block in enumerate(blocks):
        if block.kind is BlockKind.HEADING:
            heading = block
        if block.kind in (BlockKind.ROW, BlockKind.FOOTNOTE):
            continue
        found = _labelled(scene, blocks, at, heading, conference) or _under(scene, blocks, at)
        lines = [found] if found is not None else _lines(scene, block)
        drafts += [line for line in lines if line is not None]
    return drafts


def _lines(scene: Scene, block: Block) -> list[Draft | None]:
    """Return the event of a block, or of each of its lines where these list one event each."""
    if "\n" not in scene.text[block.start : block.end]:
        return [_one_line(scene, block)]
    lines, at = [], block.start
    for line in scene.text[block.start : block.end].split("\n"):
        lines.append(replace(block, start=at, end=at + len(line)))
        at += len(line) + 1
    if any(_verbal(scene, line, scene.within(scene.events, line.start, line.end)) for line in lines):
        return []
    return [_one_line(scene, line) for line in lines]


def _one_line(scene: Scene, block: Block) -> Draft | None:
    """Return the event of a line such as `RPM-AFR: Nairobi, 8–9 April 2025`."""
    if block.end - block.start > _LONGEST:
        return None
    dates = scene.within(scene.dates, block.start, block.end)
    keyed = scene.within(scene.events, block.start, block.end)
    if not dates or not keyed or _verbal(scene, block, keyed):
        return None
    if len({event.value for event in keyed}) > 1:
        keyed = [event for event in keyed if not is_reference(scene, event)]
    if len({event.value for event in keyed}) != 1 or not keyed[0].value:
        return None
    if any(is_reference(scene, event) for event in keyed) or _may_be_issue(scene, dates):
        return None
    ends = bool(_FULL_STOP.search(scene.text, block.start, block.end))
    if ends and _words_left(scene, block, [*dates, *keyed]) > 1:
        return None
    if block.kind is BlockKind.PARAGRAPH and _words_left(scene, block, [*dates, *keyed]) > 6:
        return None
    return _filled(scene, keyed[0], block, dates)


def _under(scene: Scene, blocks: Sequence[Block], at: int) -> Draft | None:
    """Return the event of the title above a line of only places and a date."""
    block = blocks[at]
    if block.end - block.start > _LONGEST:
        return None
    dates = scene.within(scene.dates, block.start, block.end)
    if len(dates) != 1 or scene.within(scene.events, block.start, block.end) or _verbal(scene, block, []):
        return None
    sentence = "。" in scene.text[block.start : block.end]
    if sentence or _words_left(scene, block, dates) > 2 or _may_be_issue(scene, dates):
        return None
    for above in reversed(blocks[max(0, at - 4) : at]):
        if above.end - above.start > _LONGEST or above.kind is BlockKind.ROW or _verbal(scene, above, []):
            return None
        events = [e for e in scene.within(scene.events, above.start, above.end) if e.value]
        if events:
            if len({event.value for event in events}) > 1:
                return None
            return _filled(scene, events[0], block, dates)
    return None


def _labelled(
    scene: Scene, blocks: Sequence[Block], at: int, heading: Block | None, conference: str | None
) -> Draft | None:
    """Return what a line such as `Venue: …` says of the event of its heading."""
    block = blocks[at]
    label = _LABEL.match(scene.text, block.start, block.end)
    if label is None or scene.cues.within("deadline", block.start, label.end()):
        return None
    own = [e for e in scene.within(scene.events, block.start, label.end()) if e.value]
    events = own or [
        e for e in (scene.within(scene.events, heading.start, heading.end) if heading else ()) if e.value
    ]
    near = blocks[max(0, at - 2) : at + 3]
    paired = any(
        (other := _LABEL.match(scene.text, b.start, b.end)) is not None
        and bool(other["date"]) != bool(label["date"])
        for b in near
    )
    if not events and paired and conference:
        events = [e for e in scene.events if e.value == conference][:1]
    if len({event.value for event in events}) != 1:
        return None
    dates = scene.within(scene.dates, label.end(), block.end) if label["date"] else []
    if _may_be_issue(scene, dates) and not own:
        return None
    if label["date"] and not paired and not own and heading is None:
        return None
    return _filled(scene, events[0], block, dates)


def _filled(scene: Scene, event: Mention, block: Block, dates: Sequence[Mention]) -> Draft | None:
    draft = Draft(event.value, event, min(event.start, block.start), max(event.end, block.end))
    places = scene.within(scene.places, block.start, block.end)
    draft.statements += date_statements(scene, dates, block.start, block.end)
    draft.statements += place_statements(scene, places, block.start, block.end)
    kept = without_purposes(scene, block.start, block.end, [draft])
    return draft if kept and draft.statements else None


def _verbal(scene: Scene, block: Block, events: Sequence[Mention]) -> bool:
    """Say whether a block has a verb, a deadline or a full stop: then it is a sentence."""
    spans = [(event.start, event.end) for event in events]
    for sort in ("hold", "host", "other", "deadline", "former"):
        for cue in scene.cues.within(sort, block.start, block.end):
            if not any(a <= cue.start and cue.end <= b for a, b in spans):
                return True
    return bool(re.search(r"。\s*\S|[a-zа-я]{3}\.\s+\S", scene.text[block.start : block.end]))


def _may_be_issue(scene: Scene, dates: Sequence[Mention]) -> bool:
    """Say whether a single day may be when the document was issued."""
    issued = scene.document.issued
    for date in dates:
        if "/" not in date.value and (issued is None or date.value[:10] == issued.isoformat()):
            return True
    return False


def _words_left(scene: Scene, block: Block, mentions: Sequence[Mention]) -> int:
    """Return how many words of a block are in none of the mentions nor its places."""
    rest = list(scene.text[block.start : block.end])
    for mention in (*mentions, *scene.within(scene.places, block.start, block.end)):
        for position in range(mention.start, mention.end):
            rest[position - block.start] = " "
    text = "".join(rest)
    return len(re.findall(r"[^\W\d_]+", re.sub(r"[\u4e00-\u9fff]", " ", text))) + len(
        re.findall(r"[\u4e00-\u9fff]{1,2}", text)
    )
