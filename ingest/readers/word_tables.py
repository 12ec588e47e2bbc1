"""Tables of WordprocessingML as cells in a grid."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from ingest.readers.grid import GridCell
from ingest.readers.numbering import W
from ingest.readers.word_styles import Styles, is_on, value

_MAX_SPAN = 100


def is_layout(cells: Sequence[Sequence[Any]]) -> bool:
    """Return whether a table only frames things (one column) or puts tables side by side (one row)."""
    if all(len(row) <= 1 for row in cells):
        return True
    return len(cells) == 1 and any(
        len(row.findall(f"{W}tc")) > 1 for cell in cells[0] for row in cell.iterfind(f"{W}tbl/{W}tr")
    )


def grid(
    table: Any,
    rows: Sequence[Any],
    cells: Sequence[Sequence[Any]],
    styles: Styles,
    text_of: Callable[[Any], str],
) -> list[GridCell]:
    """Return the cells of `rows` (`w:tr`) with their spans; heads are marked, bold or set off by style."""
    placed: list[GridCell] = []
    open_merges: dict[int, int] = {}
    set_off = styles.sets_off_first_row(table)
    for index, (row, its_cells) in enumerate(zip(rows, cells, strict=True)):
        before = value(row, f"{W}trPr/{W}gridBefore")
        column = int(before) if before and before.isdigit() else 0
        head = is_on(row.find(f"{W}trPr/{W}tblHeader")) or (set_off and not index)
        for cell in its_cells:
            span = value(cell, f"{W}tcPr/{W}gridSpan")
            colspan = max(1, min(int(span), _MAX_SPAN)) if span and span.isdigit() else 1
            down, across = cell.find(f"{W}tcPr/{W}vMerge"), cell.find(f"{W}tcPr/{W}hMerge")
            last = placed[-1] if placed else None
            if _goes_on(down) and column in open_merges:
                held = placed[open_merges[column]]
                placed[open_merges[column]] = replace(held, rowspan=index - held.row + 1)
            elif _goes_on(across) and last is not None and last.row == index:
                placed[-1] = replace(last, colspan=min(last.colspan + colspan, _MAX_SPAN))
            else:
                open_merges.pop(column, None)
                if down is not None:
                    open_merges[column] = len(placed)
                marked = head or (not index and _is_bold(cell, styles))
                placed.append(GridCell(index, column, text_of(cell), 1, colspan, marked))
            column += colspan
    first = [cell for cell in placed if cell.row == 0 and cell.text]
    if not all(cell.head for cell in first):
        placed = [replace(cell, head=False) for cell in placed]
    return placed


def _goes_on(merge: Any) -> bool:
    return merge is not None and merge.get(f"{W}val") in (None, "continue")


def _is_bold(cell: Any, styles: Styles) -> bool:
    runs = [
        (paragraph, run)
        for paragraph in cell.iter(f"{W}p")
        for run in paragraph.iter(f"{W}r")
        if any((text.text or "").strip() for text in run.iterfind(f"{W}t"))
    ]
    return bool(runs) and all(styles.is_bold(paragraph, run) for paragraph, run in runs)
