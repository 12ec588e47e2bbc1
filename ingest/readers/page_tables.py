"""Tables of a PDF that go on over the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from ingest.readers.flow import reads_from_right
from ingest.readers.grid import GridCell
from ingest.readers.paragraphs import ends_sentence, join_lines
from ingest.readers.ruling import RuledTable

_SAME = 6.0
"""Points that a column's edge may move from page to page."""


@dataclass(slots=True)
class OpenTable:
    """The table that may go on over the page: its columns' edges, its cells so far, the page of each row."""

    xs: tuple[float, ...]
    cells: list[GridCell]
    pages: dict[int, int]

    @classmethod
    def of(cls, table: RuledTable, texts: Mapping[tuple[int, int], str], page: int) -> OpenTable:
        """Return the table that begins with a ruled one."""
        return cls(table.xs, _cells(table, texts), dict.fromkeys(range(len(table.ys)), page))

    def in_reading_order(self) -> list[GridCell]:
        """Return the cells with the first column first, which stands at the right of an Arabic table."""
        if not reads_from_right("".join(cell.text for cell in self.cells)):
            return self.cells
        width = max(cell.column + cell.colspan for cell in self.cells)
        return [replace(cell, column=width - cell.column - cell.colspan) for cell in self.cells]

    def has_columns(self, table: RuledTable) -> bool:
        """Return whether a table on the next page has its columns where this one has them."""
        return len(self.xs) == len(table.xs) and all(
            abs(one - two) < _SAME for one, two in zip(self.xs, table.xs, strict=True)
        )

    def go_on(self, table: RuledTable, texts: Mapping[tuple[int, int], str], page: int) -> None:
        """Add the part on the next page without the heads that it repeats, and make a broken row whole."""
        offset = max(cell.row for cell in self.cells) + 1
        first: dict[int, list[str]] = {}
        for cell in self.cells:
            first.setdefault(cell.row, []).append(cell.text)
        coming: dict[int, list[GridCell]] = {}
        for cell in _cells(table, texts):
            coming.setdefault(cell.row, []).append(cell)
        again = 0
        while (
            again < offset
            and [c.text for c in coming.get(again, ())] == first.get(again)
            and any(first[again])
        ):
            again += 1
        if again in coming and self._completes(coming[again], offset - 1):
            again += 1
        for row in range(again, max(coming) + 1):
            self.cells.extend(replace(cell, row=row - again + offset) for cell in coming.get(row, ()))
            self.pages[row - again + offset] = page

    def _completes(self, coming: list[GridCell], last: int) -> bool:
        """Complete the last row where the page broke within it; return whether it did.

        What comes is the rest of a row where it has nothing in its first column and goes on with a
        sentence or name in few others; a row under a merged cell fills all the others.
        """
        texts = {cell.column: cell.text for cell in coming if cell.text}
        before = {cell.column: at for at, cell in enumerate(self.cells) if cell.row == last}
        if not texts or 0 in texts or 2 * len(texts) > len(coming):
            return False
        for column, text in texts.items():
            above = self.cells[before[column]].text if column in before else ""
            if not above or ends_sentence(above) or text[0].isupper():
                return False
        for column, text in texts.items():
            held = self.cells[before[column]]
            self.cells[before[column]] = replace(held, text=join_lines([held.text, text], frozenset()))
        return True


def _cells(table: RuledTable, texts: Mapping[tuple[int, int], str]) -> list[GridCell]:
    return [
        GridCell(row, column, texts.get((row, column), ""), down, right)
        for (row, column), (down, right) in sorted(table.spans().items())
    ]
