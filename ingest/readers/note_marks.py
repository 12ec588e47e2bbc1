"""The raised marks on a page that lead to its footnotes, kept out of the words and numbers beside them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from ingest.readers.glyphs import Glyph

_SIGNS = "*†‡"
_SMALL = 0.8
"""Most that a mark measures, by the size of the text beside it."""
_RAISED = 0.1
"""Least that its base line lies above that of the text, by the text's size."""


def with_notes(found: Sequence[Glyph]) -> list[Glyph]:
    """Return the glyphs of a page without the marks of its footnotes.

    The first glyph of a footnote carries its mark as `note`. A mark that no footnote begins with
    stays, since it may be an exponent, but never as one more digit of a number.
    """
    runs = list(_runs(found))
    notes = {_text(found, run): run for run in runs if _before(found, run) is None}
    kept = list(found)
    for run in reversed(runs):
        mark, before = _text(found, run), _before(found, run)
        if notes.get(mark) == run:
            first = _beside(found, run.stop - 1, 1)
            if first is not None:
                kept[first] = replace(kept[first], note=mark)
            kept[run.start : run.stop] = []
        elif before is not None and mark in notes:
            kept[run.start : run.stop] = []
        elif before is not None and before.char.isdigit():
            kept.insert(run.start, Glyph(" "))
    return kept


def _text(found: Sequence[Glyph], run: range) -> str:
    return "".join(found[at].char for at in run)


def _runs(found: Sequence[Glyph]) -> Iterator[range]:
    """Yield where marks stand: digits or signs, raised and small beside what they follow or lead."""
    at = 0
    while at < len(found):
        end = at
        while end < len(found) and _may_be_mark(found[end]) and _alike(found[at], found[end]):
            end += 1
        if at < end <= at + 2 and any(
            other is not None and _is_raised(found[at], found[other])
            for other in (_beside(found, at, -1), _beside(found, end - 1, 1))
        ):
            yield range(at, end)
        at = max(end, at + 1)


def _may_be_mark(glyph: Glyph) -> bool:
    return glyph.boxed and (glyph.char in _SIGNS or (glyph.char.isascii() and glyph.char.isdigit()))


def _alike(one: Glyph, two: Glyph) -> bool:
    return one.size == two.size and one.bottom == two.bottom


def _beside(found: Sequence[Glyph], at: int, step: int) -> int | None:
    """Return the place of the next glyph with a box, where it is on the same line and near."""
    other = at + step
    while 0 <= other < len(found) and not found[other].boxed:
        other += step
    if not 0 <= other < len(found):
        return None
    one, two = found[at], found[other]
    size = max(one.size, two.size)
    gap = max(two.x0 - one.x1, one.x0 - two.x1)
    return other if gap <= size and abs(_base(one) - _base(two)) <= 0.6 * size else None


def _before(found: Sequence[Glyph], run: range) -> Glyph | None:
    """Return the glyph that a mark follows, None where it begins a line."""
    at = _beside(found, run.start, -1)
    return None if at is None else found[at]


def _base(glyph: Glyph) -> float:
    return glyph.bottom - 0.2 * glyph.size


def _is_raised(mark: Glyph, text: Glyph) -> bool:
    return mark.size <= _SMALL * text.size and _base(text) - _base(mark) >= _RAISED * text.size
