"""Drawn lines to tables: which lines belong together, and which cells they enclose."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.readers.drawn import Rule

_TOLERANCE = 3.0
_MAX_LINES = 1500
_MAX_CELLS = 20_000


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A table drawn with lines: column edges, row edges, and for each base cell the cell it is part of.

    `owner[row][column]` is the (row, column) of the top left base cell of the merged cell.
    """

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    owner: tuple[tuple[tuple[int, int], ...], ...]

    def cell_at(self, x: float, y: float) -> tuple[int, int] | None:
        """Return the cell that holds a point, None outside the table."""
        column, row = bisect_right(self.xs, x) - 1, bisect_right(self.ys, y) - 1
        if 0 <= column < len(self.xs) - 1 and 0 <= row < len(self.ys) - 1:
            return self.owner[row][column]
        return None

    def spans(self) -> dict[tuple[int, int], tuple[int, int]]:
        """Return for each cell how many rows and columns it spans."""
        ends: dict[tuple[int, int], tuple[int, int]] = {}
        for row, owners in enumerate(self.owner):
            for column, owner in enumerate(owners):
                down, right = ends.get(owner, (0, 0))
                ends[owner] = (max(down, row - owner[0] + 1), max(right, column - owner[1] + 1))
        return ends


def ruled_tables(rules: Sequence[Rule]) -> list[RuledTable]:
    """Return the tables of at least two columns and rows that the lines draw, from the top down."""
    horizontal = _merged([(r.top, r.x0, r.x1) for r in rules if r.x1 - r.x0 > r.bottom - r.top])
    vertical = _merged([(r.x0, r.top, r.bottom) for r in rules if r.bottom - r.top >= r.x1 - r.x0])
    if len(horizontal) + len(vertical) > _MAX_LINES:
        return []
    groups = list(range(len(horizontal) + len(vertical)))

    def root(index: int) -> int:
        while groups[index] != index:
            groups[index] = groups[groups[index]]
            index = groups[index]
        return index

    for i, (y, x0, x1) in enumerate(horizontal):
        for j, (x, y0, y1) in enumerate(vertical, start=len(horizontal)):
            crosses = x0 - _TOLERANCE <= x <= x1 + _TOLERANCE and y0 - _TOLERANCE <= y <= y1 + _TOLERANCE
            if crosses:
                groups[root(i)] = root(j)
    tables = []
    for group in sorted({root(index) for index in range(len(groups))}):
        across = [line for i, line in enumerate(horizontal) if root(i) == group]
        down = [line for j, line in enumerate(vertical, start=len(horizontal)) if root(j) == group]
        table = _table(across, down)
        if table:
            tables.append(table)
    return sorted(tables, key=lambda table: (table.ys[0], table.xs[0]))


def _merged(lines: list[tuple[float, float, float]]) -> list[tuple[float, float, float]]:
    """Return (position, start, end) lines with those that lie on one another joined."""
    snapped = _snap([position for position, _, _ in lines])
    by_position: dict[float, list[tuple[float, float]]] = {}
    for position, start, end in lines:
        by_position.setdefault(snapped[position], []).append((start, end))
    merged = []
    for position, stretches in sorted(by_position.items()):
        stretches.sort()
        start, end = stretches[0]
        for next_start, next_end in stretches[1:]:
            if next_start <= end + _TOLERANCE:
                end = max(end, next_end)
            else:
                merged.append((position, start, end))
                start, end = next_start, next_end
        merged.append((position, start, end))
    return merged


def _snap(values: Sequence[float]) -> dict[float, float]:
    """Return each value with the first of its neighbourhood, so that double lines become one."""
    snapped: dict[float, float] = {}
    anchor = None
    for value in sorted(set(values)):
        if anchor is None or value - anchor > _TOLERANCE:
            anchor = value
        snapped[value] = anchor
    return snapped


def _table(
    across: list[tuple[float, float, float]], down: list[tuple[float, float, float]]
) -> RuledTable | None:
    if len(across) < 2 or not down:
        return None
    edges = [x for x, _, _ in down] + [min(s for _, s, _ in across), max(e for _, _, e in across)]
    sides = [y for y, _, _ in across] + [min(s for _, s, _ in down), max(e for _, _, e in down)]
    xs, ys = sorted(set(_snap(edges).values())), sorted(set(_snap(sides).values()))
    columns, rows = len(xs) - 1, len(ys) - 1
    if columns < 2 or rows < 1 or columns * rows > _MAX_CELLS:
        return None
    owner = [[(row, column) for column in range(columns)] for row in range(rows)]

    def walled(lines: list[tuple[float, float, float]], position: float, start: float, end: float) -> bool:
        middle = (start + end) / 2
        return any(
            abs(at - position) <= _TOLERANCE and s - _TOLERANCE <= middle <= e + _TOLERANCE
            for at, s, e in lines
        )

    for row in range(rows):
        for column in range(columns):
            if column and not walled(down, xs[column], ys[row], ys[row + 1]):
                owner[row][column] = owner[row][column - 1]
            elif row and not walled(across, ys[row], xs[column], xs[column + 1]):
                above = owner[row - 1][column]
                # Only a cell that begins in this column goes on downwards; else the shape is no rectangle.
                if above[1] == column:
                    owner[row][column] = above
    if len({cell for cells in owner for cell in cells}) < 2:
        return None
    return RuledTable(tuple(xs), tuple(ys), tuple(tuple(cells) for cells in owner))
