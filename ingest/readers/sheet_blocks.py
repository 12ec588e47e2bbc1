"""The tables of a sheet: blocks of cells that empty rows and columns set apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ingest.readers.grid import GridCell


def blocks(cells: Sequence[GridCell]) -> list[list[GridCell]]:
    """Return the cells of each table, a lone title over one by itself, all columns moved to the left.

    An empty row ends a table. An empty column does where what stands beside it has other rows or the
    same heads once more; else it is a gap within one table.
    """
    found: list[list[GridCell]] = []
    for rows in _bands(cells):
        for part in _beside(rows):
            for block in _bands(part):
                titles = _titles(block)
                found.extend([title] for title in titles)
                rest = [cell for cell in block if cell not in titles]
                if rest:
                    found.append(_to_the_left(rest))
    return found


def _bands(cells: Sequence[GridCell]) -> list[list[GridCell]]:
    """Return the cells of each run of rows that no empty row divides."""
    found: list[list[GridCell]] = []
    end = -2
    for cell in sorted(cells, key=lambda cell: (cell.row, cell.column)):
        if cell.row > end + 1:
            found.append([])
        found[-1].append(cell)
        end = max(end, cell.row + cell.rowspan - 1)
    return found


def _titles(block: Sequence[GridCell]) -> list[GridCell]:
    """Return the lone cells over wider rows: titles of the block and not its head row."""
    rows: dict[int, list[GridCell]] = {}
    for cell in block:
        rows.setdefault(cell.row, []).append(cell)
    titles: list[GridCell] = []
    order = sorted(rows)
    widest = max(len(row) for row in rows.values())
    for row in order[:-1]:
        if len(rows[row]) > 1 or rows[row][0].rowspan > 1 or widest < 2:
            break
        titles.extend(rows[row])
    return titles


def _beside(block: list[GridCell]) -> list[list[GridCell]]:
    """Return the tables that stand side by side in a block of rows, from the left."""
    titles = _titles(block)
    rest = [cell for cell in block if cell not in titles]
    used = {cell.column + right for cell in rest for right in range(cell.colspan)}
    for gap in sorted(set(range(min(used), max(used))) - used):
        left = [cell for cell in rest if cell.column < gap]
        right = [cell for cell in rest if cell.column > gap]
        if _columns(left) > 1 and _columns(right) > 1 and _are_apart(left, right):
            return [[*titles, *left], *_beside(right)]
    return [block]


def _columns(cells: Sequence[GridCell]) -> int:
    return len({cell.column + right for cell in cells for right in range(cell.colspan)})


def _are_apart(left: Sequence[GridCell], right: Sequence[GridCell]) -> bool:
    def extent(cells: Sequence[GridCell]) -> tuple[int, int]:
        return min(cell.row for cell in cells), max(cell.row + cell.rowspan for cell in cells)

    def first(cells: Sequence[GridCell]) -> list[str]:
        return [cell.text for cell in cells if cell.row == extent(cells)[0]]

    return extent(left) != extent(right) or first(left) == first(right)


def _to_the_left(block: Sequence[GridCell]) -> list[GridCell]:
    used = sorted({cell.column + right for cell in block for right in range(cell.colspan)})
    columns = {column: index for index, column in enumerate(used)}
    return [replace(cell, column=columns[cell.column]) for cell in block]
