"""Agenda items: number, text, the item above and the part of the agenda."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.documents import Block, BlockKind, Document
from ingest.mentions.mention import Mention, MentionKind

_AGENDA = re.compile(
    r"议程|议事日程|\bagenda\b|ordre du jour|orden del día|повестк[а-я]+ дня|جدول (?:ال)?أعمال", re.IGNORECASE
)
_AMONG_OTHERS = re.compile(
    r"日期|地点|会期|\bdates?\b|\bvenue\b|\blieu\b|\bfechas?\b|\blugar\b|\bсрок|\bмест|تاريخ|مكان",
    re.IGNORECASE,
)
_ABOUT_AGENDA = 60
_MARK = re.compile(
    r"[-–•*]?\s*(?:\(?\d{1,3}(?:\.\d{1,3})*[.)、．]?|[（(]?[A-Za-zА-Яа-я一二三四五六七八九十]{1,3}[.)）、])\s*"
)
_LETTER = re.compile(r"[a-zа-я]")
"""A small letter numbers what belongs to the item before it, whether or not it is indented."""
_PLAIN_NUMBER = re.compile(r"\(?(\d{1,3}(?:\.\d{1,3})*)[.)、．]?$")


def find_agenda_items(document: Document) -> list[Mention]:
    """Return the items of the agendas of a document, in order.

    An agenda begins at a heading (or the title) that says so and ends at the next heading of the
    same or a higher level that has no items under it. `part` is the heading inside the agenda that
    an item stands under, `parent` the number of the item above a sub-item; `role` is `item` or
    `sub_item`, and a part's own heading is given with role `part`.
    """
    blocks = document.blocks
    found: list[Mention] = []
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if _opens_agenda(document, block):
            end = _agenda_end(document, at)
            found += _items(document, blocks[at + 1 : end])
            at = max(end, at + 1)
        else:
            at += 1
    if not found and _AGENDA.search(document.title or ""):
        items = _items(document, blocks)
        numbers = [mention.number for mention in items if mention.role == "item"]
        found = items if len(numbers) > 2 and numbers[0] == "1" else []
    return found


def _opens_agenda(document: Document, block: Block) -> bool:
    text = document.text[block.start : block.end]
    if _AMONG_OTHERS.search(text):
        return False
    if block.kind is BlockKind.HEADING:
        return bool(_AGENDA.search(text))
    return (
        block.kind is BlockKind.PARAGRAPH
        and len(text) <= _ABOUT_AGENDA
        and bool(_AGENDA.search(text))
        and not re.search(r"[。.!?]\s*$", text)
    )


def _agenda_end(document: Document, at: int) -> int:
    """Return the index of the first block after the agenda that block `at` opens."""
    blocks = document.blocks
    opened = blocks[at]
    level = opened.level if opened.kind is BlockKind.HEADING else 0
    last_item = at
    for index in range(at + 1, len(blocks)):
        block = blocks[index]
        if block.kind is BlockKind.HEADING and level and block.level <= level:
            return index
        if block.kind is BlockKind.HEADING and not level and not _is_part(blocks, index):
            return index
        if block.kind is BlockKind.PARAGRAPH and block.number is None and last_item > at:
            break
        if _is_item(block):
            last_item = index
    return last_item + 1


def _is_item(block: Block) -> bool:
    if block.kind is BlockKind.ROW:
        return len(block.cells) > 1 and any(cell.heads for cell in block.cells)
    return block.number is not None and block.kind in (BlockKind.ITEM, BlockKind.PARAGRAPH)


def _is_part(blocks: tuple[Block, ...], index: int) -> bool:
    return index + 1 < len(blocks) and _is_item(blocks[index + 1])


def _items(document: Document, blocks: tuple[Block, ...]) -> list[Mention]:
    found: list[Mention] = []
    part: str | None = None
    above: list[tuple[int, str]] = []
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    has_items = any(_is_item(block) for block in blocks)
    for block in blocks:
        if block.kind is BlockKind.HEADING and _AGENDA.search(document.text[block.start : block.end]):
            continue
        if block.kind is BlockKind.HEADING:
            numbered = not has_items and block.number is not None
            if numbered or has_items:
                mention = _mention(
                    document, block, "item" if numbered else "part", None, part if numbered else None
                )
                part = part if numbered else mention.value
                above = []
                found.append(mention)
            continue
        if not _is_item(block):
            continue
        if block.kind is BlockKind.ROW:
            row = _row(document, block, part)
            found += [row] if row is not None else []
            continue
        while above and above[-1][0] >= _depth(block):
            above.pop()
        parent = above[-1][1] if above else None
        found.append(_mention(document, block, "sub_item" if parent else "item", parent, part))
        above.append((_depth(block), found[-1].number or ""))
    if headings and not any(mention.role == "item" for mention in found):
        return []
    return _with_parts(found)


def _with_parts(items: list[Mention]) -> list[Mention]:
    """Make top items parts where the numbers of the items below count on from one to the next."""
    top = [mention for mention in items if mention.parent is None and mention.role == "item"]
    below = [m for m in items if m.parent is not None and (m.number or "").isdigit()]
    parents = {mention.number for mention in top}
    counted = [int(m.number or 0) for m in below if m.parent in parents]
    if len(top) < 2 or any((m.number or "0").isdigit() for m in top) or len(counted) < len(top):
        return items
    if counted != list(range(1, len(counted) + 1)):
        return items
    titles = {mention.number: mention.value for mention in top}
    part: str | None = None
    found = []
    for mention in items:
        if mention in top:
            part = titles[mention.number]
            found.append(replace(mention, role="part", part=None))
        elif mention.parent in parents and (mention.number or "").isdigit():
            found.append(replace(mention, role="item", parent=None, part=part))
        else:
            found.append(replace(mention, part=part))
    return found


def _row(document: Document, block: Block, part: str | None) -> Mention | None:
    """Return the item of a table row: a number in its first cell, the item's text in the next."""
    first, second = block.cells[0], block.cells[1]
    number = document.text[first.start : first.end].strip()
    if not re.fullmatch(r"\d{1,3}(?:\.\d{1,2})*[.)]?", number):
        return None
    text = document.text[second.start : second.end]
    if not re.search(r"[^\W\d_]{2}", text):
        return None
    value = re.sub(r"\s+", " ", text).strip()
    shown = number.rstrip(".)")
    return Mention(
        MentionKind.AGENDA_ITEM, second.start, second.end, text, value, role="item", number=shown, part=part
    )


def _depth(block: Block) -> int:
    number = (block.number or "").strip("()（）.、")
    return block.level + number.count(".") + bool(_LETTER.fullmatch(number))


def _mention(document: Document, block: Block, role: str, parent: str | None, part: str | None) -> Mention:
    text = document.text[block.start : block.end]
    number = block.number or ""
    at = text.find(number) if number else -1
    start = block.start
    if 0 <= at <= 4:
        start += at + len(number)
    while start < block.end and document.text[start] in " \t\n.、)）:：-–":
        start += 1
    end = block.end
    while end > start and document.text[end - 1].isspace():
        end -= 1
    plain = _PLAIN_NUMBER.match(number)
    shown = plain.group(1) if plain else number.strip("()（）.、． ")
    value = re.sub(r"\s+", " ", document.text[start:end]).strip(" *")
    return Mention(
        MentionKind.AGENDA_ITEM,
        start,
        end,
        document.text[start:end],
        value,
        role=role,
        number=shown or None,
        parent=parent,
        part=part,
    )
