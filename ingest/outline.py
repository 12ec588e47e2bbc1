"""How lines hang together: headings, items and paragraphs, and how deep each stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.documents import BlockKind
from ingest.headings import BRACKETS, Headings
from ingest.lines import Line, ends_sentence, width
from ingest.numbering import Marker, Style, read_markers

LABEL_LEVEL = 9


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with the part that it plays."""

    line: Line
    kind: BlockKind
    level: int = 0
    number: str | None = None


@dataclass(slots=True)
class _Sequences:
    """The last number of each way of numbering, to tell a number from a word like one."""

    last: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def choose(self, candidates: Sequence[Marker], coming: set[tuple[str, tuple[int, ...]]]) -> Marker | None:
        """Return the reading that goes on with what came before, or begins something.

        A bare `1` begins a list only where its `2` or `1.1` is among the `coming` ones.
        """
        for marker in candidates:
            if self.last.get(marker.key) is not None and marker.follows(self._before(marker)):
                return self._took(marker)
        for marker in candidates:
            starts = marker.values[-1:] == (1,) and bool(
                {(marker.key, (*marker.values[:-1], 2)), (f"{marker.style}2", (1, 1))} & coming
            )
            if not marker.weak or starts or (marker.pointed and marker.follows(self._before(marker))):
                return self._took(marker)
        return None

    def _before(self, marker: Marker) -> tuple[int, ...] | None:
        return (
            self.last.get(str(marker.style)) if marker.style is Style.DECIMAL else self.last.get(marker.key)
        )

    def _took(self, marker: Marker) -> Marker:
        if marker.style is Style.ANNEX:
            self.last.clear()
        self.last[marker.key] = marker.values
        self.last[str(marker.style)] = marker.values
        return marker


def outline(lines: Sequence[Line], *, others: Sequence[int] = (), typed_headings: bool = True) -> list[Entry]:
    """Return each of `lines` with its kind, level and number.

    `others` are the offsets of what stands between them (tables), in order. With `typed_headings`
    False only numbers, items and annexes are told, since the format has said which lines are
    headings.
    """
    sequences = _Sequences()
    candidates = [read_markers(line.text) for line in lines]
    coming = {(marker.key, marker.values) for found in candidates for marker in found}
    markers = [sequences.choose(found, coming) for found in candidates]
    entries: list[Entry] = []
    open_headings: list[str] = []
    items = _Items()
    for line, marker, key in zip(
        lines, markers, Headings(lines, markers, others, typed_headings).keys(), strict=True
    ):
        number = marker.number if marker and marker.style is not Style.BULLET else None
        if key is not None:
            level = LABEL_LEVEL if key == "label" else _level(open_headings, key)
            entries.append(Entry(line, BlockKind.HEADING, level, number))
            items.close()
        elif marker and (marker.style in BRACKETS or marker.bulleted or _is_item(line, marker)):
            entries.append(Entry(line, BlockKind.ITEM, items.level(marker, line), number))
        else:
            entries.append(Entry(line, BlockKind.PARAGRAPH, 0, number))
            items.close()
    return entries


def _level(open_headings: list[str], key: str) -> int:
    """Open a heading of the kind `key` and return its level, from 1 to 8."""
    if key.startswith("markdown"):
        depth = int(key[-1])
        del open_headings[depth - 1 :]
        open_headings.extend([key] * (depth - len(open_headings)))
        return depth
    if key in (Style.ANNEX, "title"):
        open_headings.clear()
    if key in open_headings:
        del open_headings[open_headings.index(key) + 1 :]
    else:
        if key.startswith(Style.DECIMAL):
            depth = int(key[len(Style.DECIMAL) :])
            open_headings[:] = [
                other
                for other in open_headings
                if not (other.startswith(Style.DECIMAL) and int(other[len(Style.DECIMAL) :]) > depth)
            ]
        open_headings.append(key)
    return min(len(open_headings), LABEL_LEVEL - 1)


def _is_item(line: Line, marker: Marker) -> bool:
    """Return whether a numbered line that is no heading is an item and not a numbered paragraph."""
    if marker.style is Style.DECIMAL and len(marker.values) > 1:
        return False
    return not ends_sentence(line.text) or width(line.text) < 80


@dataclass(slots=True)
class _Items:
    """The open lists, outermost first: what their items share, and their indent."""

    open: list[tuple[str, int]] = field(default_factory=list)

    def close(self) -> None:
        """Close the lists."""
        self.open = []

    def level(self, marker: Marker, line: Line) -> int:
        """Return the nesting depth of the item that `marker` begins."""
        indent = width(line.indent.expandtabs(4))
        keys = [key for key, _ in self.open]
        if marker.style is Style.BULLET:
            while self.open and self.open[-1][1] > indent:
                self.open.pop()
            if not (self.open and self.open[-1][0] == marker.key and self.open[-1][1] >= indent):
                self.open.append((marker.key, indent))
        elif marker.key in keys:
            depth = keys.index(marker.key)
            self.open[depth:] = [(marker.key, indent)]
        else:
            self.open.append((marker.key, indent))
        return len(self.open) - 1
