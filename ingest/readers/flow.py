"""Stretches of text on a page to lines in reading order: columns, and tables without lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from ingest.readers.segments import Segment

_RTL = re.compile(r"[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_HAN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")
_MARKER = re.compile(
    r"(?:[•·▪‣◦●○■□–—*-]|\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5}|[а-яА-Я])[.)]|\d{1,3}(?:\.\d{1,3})+\.?"
    r"|[（(]?[一二三四五六七八九十]{1,3}[）)、.])"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of running text with its box; `bold` where most of it is.

    `note` is the mark of the footnote that begins here.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool = False
    size: float = 0.0
    note: str = ""


@dataclass(frozen=True, slots=True)
class LooseTable:
    """A table without drawn lines, as rows of cell texts."""

    rows: tuple[tuple[str, ...], ...]
    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Marker:
    """The place of something that is not text (a ruled table) in the flow."""

    index: int
    x0: float
    top: float
    x1: float
    bottom: float


Piece = Line | LooseTable | Marker
_Item = Segment | Marker


def flow(items: Sequence[_Item], depth: int = 0) -> list[Piece]:
    """Return the pieces of a page in reading order, column by column where it has columns."""
    gutter = _gutter(items) if depth < 2 else None
    if gutter is None:
        return _by_zones(items) if depth == 0 else _straight(_rows(items))
    pieces: list[Piece] = []
    bands = _bands(items, gutter)
    for at, band in enumerate(bands):
        if len(band) == 1 and band[0].x0 < gutter < band[0].x1:
            pieces.extend(_straight([band]))
            continue
        left = [item for item in band if item.x1 <= gutter]
        right = [item for item in band if item.x1 > gutter]
        first, second = (right, left) if _is_rtl(band) else (left, right)
        rest: list[_Item] = []
        if at + 1 < len(bands) and second:
            first, rest = _parted(first, max(item.bottom for item in second))
        for side in (first, second, rest):
            pieces.extend(flow(side, depth + 1))
    return pieces


def _by_zones(items: Sequence[_Item]) -> list[Piece]:
    """Return the pieces of a page without columns from top to foot; a part of it may have them.

    What stands above and below columns (a table without lines, an address) can hide them. Parts are
    told by a white stripe across the page.
    """
    zones: list[list[_Item]] = []
    foot = 0.0
    for item in sorted(items, key=lambda item: item.top):
        if not zones or item.top - foot > 0.8 * (item.bottom - item.top):
            zones.append([])
        zones[-1].append(item)
        foot = max(foot, item.bottom)
    pieces: list[Piece] = []
    straight: list[_Item] = []
    for zone in zones if len(zones) > 1 else ():
        if _gutter(zone) is None:
            straight.extend(zone)
            continue
        pieces.extend(_straight(_rows(straight)))
        pieces.extend(flow(zone, 1))
        straight = []
    return pieces + _straight(_rows(straight if len(zones) > 1 else items))


def _parted(column: Sequence[_Item], bottom: float) -> tuple[list[_Item], list[_Item]]:
    """Return a column up to the heading that stands below both columns, and what goes with what follows."""
    ordered = sorted(column, key=lambda item: item.top)
    parts = [item for item in ordered if isinstance(item, Segment)]
    if not parts:
        return ordered, []
    size, bold = median(part.size for part in parts), sum(part.bold for part in parts) * 2 > len(parts)
    for at, item in enumerate(ordered):
        heads = isinstance(item, Segment) and (item.size > 1.1 * size or (item.bold and not bold))
        if heads and item.top >= bottom:
            return ordered[:at], ordered[at:]
    return ordered, []


def _bands(items: Sequence[_Item], gutter: float) -> list[list[_Item]]:
    """Return the items from the top down: those that cross the gutter alone, those between together."""
    bands: list[list[_Item]] = [[]]
    for item in sorted(items, key=lambda item: (item.top + item.bottom) / 2):
        if item.x0 < gutter < item.x1:
            bands.extend(([item], []))
        else:
            bands[-1].append(item)
    return [band for band in bands if band]


def _rows(items: Sequence[_Item]) -> list[list[_Item]]:
    """Return the items side by side on the page, from the top down, each row from left to right."""
    rows: list[list[_Item]] = []
    edge = (0.0, 0.0)
    for item in sorted(items, key=lambda item: ((item.top + item.bottom) / 2, item.x0)):
        middle = (item.top + item.bottom) / 2
        if rows and edge[0] <= middle <= edge[1] and not isinstance(item, Marker):
            rows[-1].append(item)
        else:
            rows.append([item])
            quarter = 0.2 * (item.bottom - item.top)
            edge = (0.0, 0.0) if isinstance(item, Marker) else (item.top + quarter, item.bottom - quarter)
    for row in rows:
        row.sort(key=lambda item: item.x0)
    return rows


def _gutter(items: Sequence[_Item]) -> float | None:
    """Return the x between two columns of prose; None where there is one column, or a table."""
    if len(items) < 6:
        return None
    left, right = min(item.x0 for item in items), max(item.x1 for item in items)
    best, most = None, 0
    step = max(2.0, (right - left) / 200)
    for count in range(int(0.5 * (right - left) / step) + 1):
        x = left + 0.25 * (right - left) + count * step
        split = 0
        if sum(item.x0 < x < item.x1 for item in items) * 2 > len(items):
            continue
        for band in _bands(items, x):
            sides = Counter(item.x1 <= x for item in band)
            split += min(sides[True], sides[False])
        if split > most:
            best, most = x, split
    if best is None or most < 3:
        return None
    # A few lines side by side may be a table's; where they are long, they are prose.
    least = 20 if len(items) >= 12 and most >= 6 else 35
    bands = [band for band in _bands(items, best) if not any(i.x0 < best < i.x1 for i in band)]
    for wanted in (True, False):
        rows = _rows([item for band in bands for item in band if (item.x1 <= best) is wanted])
        texts = [item.text for row in rows for item in row if isinstance(item, Segment)]
        column = max(row[-1].x1 for row in rows) - min(row[0].x0 for row in rows)
        # Prose fills its column; the cells of a table don't.
        if not texts or median(row[-1].x1 - row[0].x0 for row in rows) < 0.7 * column:
            return None
        if median(len(text) * (2 if _HAN.search(text) else 1) for text in texts) < least:
            return None
    return best


def _is_rtl(items: Sequence[_Item]) -> bool:
    return reads_from_right("".join(item.text for item in items if isinstance(item, Segment)))


def reads_from_right(text: str) -> bool:
    """Return whether most letters of `text` are of a script that is written from right to left."""
    return len(_RTL.findall(text)) * 2 > sum(char.isalpha() for char in text) > 0


def _straight(rows: list[list[_Item]]) -> list[Piece]:
    """Return rows as lines and tables without ruling."""
    pieces: list[Piece] = []
    index = 0
    while index < len(rows):
        table, used = _loose_table(rows, index)
        if table:
            pieces.append(table)
            index += used
            continue
        pieces.extend(_line(rows[index]))
        index += 1
    return pieces


def _line(row: list[_Item]) -> list[Piece]:
    pieces: list[Piece] = [item for item in row if isinstance(item, Marker)]
    parts = [item for item in row if isinstance(item, Segment)]
    if parts:
        ordered = parts[::-1] if _is_rtl(parts) else parts
        text = " ".join(part.text for part in ordered)
        bold = all(part.bold for part in parts)
        tallest = max(parts, key=lambda part: len(part.text))
        note = next((part.note for part in parts if part.note), "")
        box = (parts[0].x0, tallest.top, parts[-1].x1, tallest.bottom)
        pieces.append(Line(text, *box, bold, tallest.size, note))
    return pieces


def _loose_table(rows: list[list[_Item]], start: int) -> tuple[LooseTable | None, int]:
    """Return the table that begins at a row and how many rows it takes."""
    run: list[list[Segment]] = []
    for row in rows[start:]:
        parts = [item for item in row if isinstance(item, Segment)]
        if len(parts) != len(row) or (run and parts[0].top - run[-1][0].bottom > 2.5 * parts[0].size):
            break
        if len(parts) < 2 and (not run or parts[0].x0 < run[0][1].x0 - 6):
            break
        run.append(parts)
    while run and len(run[-1]) < 2 and run[-1][0].top - run[-2][0].bottom > run[-1][0].size:
        run.pop()
    full = [parts for parts in run if len(parts) > 1]
    if len(full) < 3 or _is_rtl([part for parts in run for part in parts]):
        return None, 0
    if sum(bool(_MARKER.fullmatch(parts[0].text)) for parts in full) * 2 > len(full):
        return None, 0
    edges = _columns(run)
    if len(edges) < 2:
        return None, 0
    table: list[list[str]] = []
    above = [""] * len(edges)
    for at, parts in enumerate(run):
        columns = [
            max(i for i, x in enumerate(edges) if x <= part.x0 + 8) if part.x0 + 8 >= edges[0] else 0
            for part in parts
        ]
        if len(set(columns)) < len(columns):
            return None, 0
        if columns[0] == 0 or not table:
            table.append(above)
            above = [""] * len(edges)
        goes_in = above if columns[0] and _is_nearer_below(run, at) else table[-1]
        for column, part in zip(columns, parts, strict=True):
            goes_in[column] = f"{goes_in[column]} {part.text}".strip()
    if any(above):
        return None, 0
    texts = [text for row in table for text in row if text]
    widths = [median(len(text) for text in column) for column in zip(*table, strict=True)]
    if len(table) < 3 or median(len(text) for text in texts) > 60 or min(widths) > 25:
        return None, 0
    every = [part for parts in run for part in parts]
    box = (min(p.x0 for p in every), run[0][0].top, max(p.x1 for p in every), run[-1][0].bottom)
    return LooseTable(tuple(tuple(row) for row in table), *box), len(run)


def _is_nearer_below(run: list[list[Segment]], at: int) -> bool:
    """Return whether a line of a cell stands nearer to the next row: rows may be set to their middle."""
    if not 0 < at < len(run) - 1:
        return False
    return run[at + 1][0].top - run[at][0].bottom < run[at][0].top - run[at - 1][0].bottom - 1


def _columns(run: list[list[Segment]]) -> list[float]:
    """Return the left edges that at least 60 % of the rows of two or more parts share."""
    starts = sorted(part.x0 for parts in run if len(parts) > 1 for part in parts)
    need = 0.6 * sum(len(parts) > 1 for parts in run)
    edges: list[float] = []
    group: list[float] = []
    for x in [*starts, float("inf")]:
        if group and x - group[-1] > 6:
            if len(group) >= need:
                edges.append(group[0])
            group = []
        group.append(x)
    return edges
