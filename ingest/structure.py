"""The text of a document and the blocks that it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.documents import Block, BlockKind, Cell
from ingest.elements import Element
from ingest.lines import Line, label_of, split_lines, unwrap, width, wrap_width
from ingest.numbering import Style, read_markers
from ingest.outline import Entry, outline
from ingest.tables import FlatTable, find_tables, heads_for


def lay_out(elements: Sequence[Element], plain: bool) -> tuple[str, tuple[Block, ...]]:
    """Return the text of a document and its blocks, in order and without overlap.

    With `plain` the elements are lines and the text is exactly these lines: headings, numbered
    paragraphs, items and flattened tables are found in them. Otherwise the elements are laid
    out one a line, table cells joined by ` | `, automatic numbers written out.
    """
    if plain:
        text = "\n".join(element.text for element in elements)
        return text, lay_out_plain(text)
    return _lay_out_elements(elements)


def lay_out_plain(text: str) -> tuple[Block, ...]:
    """Return the blocks of plain text; every character that is not white space is in one."""
    lines = split_lines(text)
    tables = find_tables(text, lines)
    blocks: list[Block] = []
    prose: list[Line] = []
    in_table = {n for table in tables for n in range(table.first, table.last)}
    limit = wrap_width([line for n, line in enumerate(lines) if n not in in_table])
    at = 0
    for table in tables:
        prose.extend(_rejoin(text, lines[at : table.first], limit))
        at = table.last
    prose.extend(_rejoin(text, lines[at:], limit))
    others = [table.rows[0][0][0] for table in tables if table.rows]
    blocks.extend(_block(entry) for entry in outline(prose, others=others))
    for number, table in enumerate(tables, start=1):
        blocks.extend(_rows(table, number, text))
    return tuple(sorted(blocks, key=lambda block: block.start))


def _rejoin(text: str, lines: Sequence[Line], limit: int | None) -> list[Line]:
    """Return `lines` with wrapped paragraphs joined and labels broken over two lines mended.

    A letterhead may put the value between the halves of its label (`电子：a@b\\n邮件：`); the
    empty second half is no heading but belongs to the line before it.
    """
    joined: list[Line] = []
    for at, line in enumerate(unwrap(text, lines, limit)):
        previous = joined[-1] if joined else None
        label = label_of(line.text)
        if previous and not line.blank_before and label and not label[1] and line.blank_after:
            before = label_of(previous.text)
            if before and before[1] and at and width(line.text) <= 16:
                joined[-1] = Line(
                    text[previous.start : line.end],
                    previous.start,
                    line.end,
                    previous.indent,
                    previous.blank_before,
                    line.blank_after,
                )
                continue
        joined.append(line)
    return joined


def _block(entry: Entry) -> Block:
    return Block(entry.kind, entry.line.start, entry.line.end, entry.level, entry.number)


def _rows(table: FlatTable, number: int, text: str) -> list[Block]:
    rows = [table.heads, *table.rows] if table.heads else list(table.rows)
    blocks: list[Block] = []
    for row in rows:
        heads = ((),) * len(row) if row is table.heads else heads_for(table, row, text)
        cells = tuple(Cell(start, end, own) for (start, end), own in zip(row, heads, strict=True))
        blocks.append(Block(BlockKind.ROW, row[0][0], row[-1][1], cells=cells, table=number))
    return blocks


# Elements of other formats ------------------------------------------------------------------------


def _lay_out_elements(elements: Sequence[Element]) -> tuple[str, tuple[Block, ...]]:
    parts: list[str] = []
    length = 0
    blocks: list[Block] = []
    previous: Element | None = None
    for element in elements:
        cells = [cell.text.strip() for cell in element.cells] if element.kind is BlockKind.ROW else []
        shown = " | ".join(cells) if cells else _numbered(element)
        if not shown.strip(" |"):
            continue
        gap = "" if not parts else ("\n" if _close(previous, element) else "\n\n")
        start = length + len(gap)
        parts.extend((gap, shown))
        length = start + len(shown)
        spans: list[Cell] = []
        at = start
        for text, cell in zip(cells, element.cells, strict=False):
            spans.append(Cell(at, at + len(text), tuple(cell.heads)))
            at += len(text) + 3
        level = max(1, min(element.level or 1, 9)) if element.kind is BlockKind.HEADING else element.level
        blocks.append(
            Block(
                element.kind, start, length, level, element.number, element.page, tuple(spans), element.table
            )
        )
        previous = element
    text = "".join(parts)
    return text, _with_typed_numbers(text, blocks)


def _numbered(element: Element) -> str:
    text = element.text.strip()
    if element.number and not text.startswith(element.number):
        return f"{element.number} {text}"
    return text


def _close(previous: Element | None, element: Element) -> bool:
    """Return whether two elements stand on neighbouring lines: items of a list, rows of a table."""
    if previous is None or previous.kind is not element.kind:
        return False
    if element.kind is BlockKind.ROW:
        return previous.table == element.table
    return element.kind in (BlockKind.ITEM, BlockKind.FOOTNOTE)


def _with_typed_numbers(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return `blocks` with the numbering, headings and annexes that were typed, not styled."""
    styled = any(block.kind is BlockKind.HEADING for block in blocks)
    loose = [n for n, block in enumerate(blocks) if block.kind is BlockKind.PARAGRAPH]
    lines = [Line(text[blocks[n].start : blocks[n].end], blocks[n].start, blocks[n].end) for n in loose]
    result = list(blocks)
    others = [block.start for block in blocks if block.kind is not BlockKind.PARAGRAPH]
    entries = outline(lines, others=others, typed_headings=not styled)
    for n, entry in zip(loose, entries, strict=True):
        block = blocks[n]
        number = block.number or entry.number
        result[n] = replace(block, kind=entry.kind, level=entry.level, number=number)
    for n, block in enumerate(blocks):
        if block.kind in (BlockKind.HEADING, BlockKind.ITEM) and block.number is None:
            result[n] = replace(block, number=_first_number(text[block.start : block.end]))
    return tuple(result)


def _first_number(text: str) -> str | None:
    found = [marker for marker in read_markers(text) if marker.style is not Style.BULLET]
    return found[0].number if found else None
