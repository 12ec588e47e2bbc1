"""How much of the golden set is read right: cells, headings, numbers and pages."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

WHAT = ("cells", "headings", "numbers", "pages")
Elements = Sequence[tuple[Any, ...]]


def shares(pairs: Iterable[tuple[Elements, Elements]]) -> dict[str, tuple[int, int]]:
    """Return for each of `WHAT` how many are right, of all that are expected or were found in error.

    A pair is what a file holds and what was read. A cell is right with its text and all its heads, a
    heading with its level, a number with the item that it numbers, a page with the element on it.
    """
    right = dict.fromkeys(WHAT, 0)
    total = dict.fromkeys(WHAT, 0)
    for expected, found in pairs:
        wanted, read = _facts(expected), _facts(found)
        for what in WHAT:
            right[what] += (wanted[what] & read[what]).total()
            total[what] += (wanted[what] | read[what]).total()
    return {what: (right[what], total[what]) for what in WHAT}


def _facts(elements: Elements) -> dict[str, Counter[Any]]:
    found: dict[str, Counter[Any]] = {what: Counter() for what in WHAT}
    for element in elements:
        kind, *rest = element
        page = rest.pop() if rest and isinstance(rest[-1], str) and rest[-1].startswith("@") else None
        if kind == "r":
            found["cells"].update(rest)
            words: Any = tuple(cell[0] for cell in rest)
        elif kind == "h":
            found["headings"][(rest[0], rest[1])] += 1
            words = rest[1]
            if len(rest) > 2:
                found["numbers"][(rest[2], words)] += 1
        else:
            words = rest[-1]
            if kind in "in" and rest[-2] is not None:
                found["numbers"][(rest[-2], words)] += 1
        if page:
            found["pages"][(page, words)] += 1
    return found
