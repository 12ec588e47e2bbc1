"""Tables with merged cells to rows that can each be read alone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ingest.documents import BlockKind
from ingest.elements import Element, ElementCell

_MAX_COLUMNS = 1000
_HEAD_LENGTH = 80
_YEAR = re.compile(r"(?:19|20)\d\d(?:\s*[年г]\.?)?")


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell as the format gives it: top left corner, how far it spans, whether marked as a head."""

    row: int
    column: int
    text: str
    rowspan: int = 1
    colspan: int = 1
    head: bool = False


def table_rows(
    cells: Sequence[GridCell],
    table: int,
    page: int | None = None,
    pages: Mapping[int, int] | None = None,
) -> list[Element]:
    """Return the rows of a table with each cell's heads; merged cells stand in every row they span.

    Head rows are those that the format marks; where it marks none, a first row of short, distinct
    labels over data. Rows without any text are left out. `pages` gives the page of each row of a
    table that goes on over several.
    """
    grid = _filled(cells)
    bodies = [row for row in sorted(grid) if any(cell.text for cell in grid[row].values())]
    if not bodies:
        return []
    width = 1 + max(max(grid[row]) for row in bodies)
    rows: list[Element] = []
    at = pages or {}
    bands: list[str] = []
    position = 0
    while position < len(bodies) and _is_band(grid[bodies[position]], width):
        bands = [_only(grid[bodies[position]]).text]
        rows.append(_row(grid[bodies[position]], {}, (), table, at.get(bodies[position], page)))
        position += 1
    depth = _head_depth([grid[row] for row in bodies[position:]])
    heads: dict[int, tuple[str, ...]] = {}
    for row in bodies[position : position + depth]:
        for column, cell in grid[row].items():
            above = heads.get(column, ())
            if cell.text and cell.text not in above:
                heads[column] = (*above, cell.text)
        rows.append(_row(grid[row], {}, (), table, at.get(row, page)))
    for row in bodies[position + depth :]:
        if width > 1 and _is_band(grid[row], width):
            bands = [_only(grid[row]).text]
            rows.append(_row(grid[row], {}, (), table, at.get(row, page)))
        else:
            rows.append(_row(grid[row], heads, tuple(bands), table, at.get(row, page)))
    return rows


def _filled(cells: Sequence[GridCell]) -> dict[int, dict[int, GridCell]]:
    grid: dict[int, dict[int, GridCell]] = {}
    last = max((cell.row for cell in cells), default=0)
    for cell in cells:
        for row in range(cell.row, min(cell.row + max(1, cell.rowspan), last + 1)):
            columns = grid.setdefault(row, {})
            for column in range(cell.column, min(cell.column + max(1, cell.colspan), _MAX_COLUMNS)):
                columns.setdefault(column, cell)
    return grid


def _only(row: dict[int, GridCell]) -> GridCell:
    return next(cell for cell in row.values() if cell.text)


def _is_band(row: dict[int, GridCell], width: int) -> bool:
    """Return whether one cell spans the whole row, as a day or part title does."""
    if width < 2:
        return False
    cell = next(iter(row.values()))
    return cell.colspan >= width and cell.rowspan == 1 and bool(cell.text)


def _head_depth(rows: list[dict[int, GridCell]]) -> int:
    if len(rows) < 2:
        return 0
    depth = 0
    for row in rows:
        if not all(cell.head for cell in row.values() if cell.text):
            break
        depth += 1
    if depth == len(rows):
        return 1
    if not depth:
        if not _looks_like_heads(rows):
            return 0
        depth = 1
    last = list({id(cell): cell for cell in rows[depth - 1].values()}.values())
    covered = max(_first_row(rows, cell) + cell.rowspan for cell in last)
    if covered > depth:
        depth = covered
    elif any(cell.colspan > 1 and cell.text for cell in last) and len(rows) > depth + 1:
        below = [cell for cell in rows[depth].values() if cell.text]
        if below and all(_is_label(cell.text) for cell in below):
            depth += 1
    return depth if depth < len(rows) else 0


def _first_row(rows: list[dict[int, GridCell]], cell: GridCell) -> int:
    """Return the first of `rows` that a cell stands in."""
    return next(at for at, row in enumerate(rows) if any(other is cell for other in row.values()))


def _is_label(text: str) -> bool:
    return (
        len(text) <= _HEAD_LENGTH
        and not text.endswith((":", "："))
        and not re.search(r"\d{2}|\d[:：.]\d", text)
    )


def _looks_like_heads(rows: list[dict[int, GridCell]]) -> bool:
    first = rows[0]
    cells = list({id(cell): cell for cell in first.values()}.values())
    texts = [cell.text for cell in cells if cell.text]
    days = sum(1 for text in texts if re.search(r"\d", text))
    if len(set(texts)) != len(texts) or not texts:
        return False
    if any(len(text) > _HEAD_LENGTH or text.endswith((":", "：")) for text in texts):
        return False
    if len(first) >= 3:
        # A timetable: the first column holds times, the head row a day for each other column.
        timed = [row.get(0) for row in rows[1:]]
        if all(cell is None or not cell.text or _is_time(cell.text) for cell in timed) and not _is_time(
            cells[0].text
        ):
            return len(texts) >= len(cells) - 1
        return (days == 0 or _are_years(rows)) and len(texts) >= len(cells) - 1
    if days:
        return False
    for column, cell in first.items():
        below = [row[column].text for row in rows[1:] if column in row and row[column].text]
        if cell.text and below and all(re.search(r"\d", text) for text in below):
            return True
    return False


def _are_years(rows: list[dict[int, GridCell]]) -> bool:
    """Return whether years head all columns but the first, over something else than years."""
    heads, *others = rows
    lead, *rest = (heads[column].text for column in sorted(heads))
    below = {cell.text for row in others for column, cell in row.items() if column != min(heads)}
    named = not re.search(r"\d", lead) and len(rest) > 1
    return named and all(map(_YEAR.fullmatch, rest)) and not any(map(_YEAR.fullmatch, below))


def _is_time(text: str) -> bool:
    return bool(re.match(r"\s*[\d٠-٩０-９]{1,2}\s*[:：h.时點点]\s*[\d٠-٩０-９]{0,2}", text))


def _row(
    row: dict[int, GridCell],
    heads: dict[int, tuple[str, ...]],
    bands: tuple[str, ...],
    table: int,
    page: int | None,
) -> Element:
    cells: list[ElementCell] = []
    seen: set[int] = set()
    for column in sorted(row):
        cell = row[column]
        if id(cell) in seen:
            continue
        seen.add(id(cell))
        over: list[str] = []
        for covered in range(column, column + max(1, cell.colspan)):
            over.extend(head for head in heads.get(covered, ()) if head not in over)
        cells.append(ElementCell(cell.text, (*bands, *over)))
    return Element(BlockKind.ROW, "", page=page, cells=tuple(cells), table=table)
