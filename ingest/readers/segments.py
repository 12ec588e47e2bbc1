"""Characters of a page to stretches of text, each in the order that it is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ingest.readers.glyphs import Glyph

_RTL = re.compile(r"[\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text on one line with no wide gap in it; `size` is its font size in points.

    `note` is the mark of the footnote that begins here.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool = False
    place: object = None
    size: float = 0.0
    note: str = ""


def segments(found: Iterable[Glyph], place: Callable[[float, float], object]) -> list[Segment]:
    """Return the glyphs as stretches that break at line ends, wide gaps and the borders of `place`.

    `place` tells of a point in which table cell it lies, None for outside.
    """
    done: list[Segment] = []
    run: list[Glyph] = []
    where: object = None

    def close() -> None:
        boxed = [glyph for glyph in run if glyph.boxed]
        text = "".join(glyph.char for glyph in run).strip()
        if _RTL.search(text):
            text = _logical(run)
        if text and boxed:
            bold = sum(glyph.bold for glyph in boxed) * 2 > len(boxed)
            tops, bottoms = sorted(g.top for g in boxed), sorted(g.bottom for g in boxed)
            middle = len(boxed) // 2
            done.append(
                Segment(
                    text,
                    min(g.x0 for g in boxed),
                    tops[middle],
                    max(g.x1 for g in boxed),
                    bottoms[middle],
                    bold,
                    where,
                    sorted(g.size for g in boxed)[middle],
                    next((g.note for g in boxed if g.note), ""),
                )
            )
        run.clear()

    last: Glyph | None = None
    for glyph in _by_sight(found):
        if glyph.char == "\n":
            close()
            last = None
            continue
        if not glyph.boxed:
            if run:
                run.append(glyph)
            continue
        here = place((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)
        if last is not None and (here != where or _apart(last, glyph)):
            close()
        where = here
        run.append(glyph)
        last = glyph
    close()
    return done


def _by_sight(found: Iterable[Glyph]) -> list[Glyph]:
    """Return the glyphs with each line that holds right-to-left script in order from left to right.

    The order in the file is no guide there: some programs write such lines as seen, some as read.
    """
    lines: list[list[Glyph]] = [[]]
    level: Glyph | None = None
    for glyph in found:
        if glyph.boxed:
            if level is not None and not _level(level, glyph):
                lines.append([])
            level = glyph
        lines[-1].append(glyph)
    ordered: list[Glyph] = []
    for line in lines:
        if any(_RTL.match(glyph.char) for glyph in line):
            # Equal boxes are the letters of one ligature, which come as read.
            placed = (glyph for glyph in line if glyph.boxed or glyph.x1 > 0)
            ordered.extend(sorted(placed, key=lambda glyph: (glyph.x0 + glyph.x1) / 2))
        else:
            ordered.extend(line)
        ordered.append(Glyph("\n"))
    return ordered


def _level(one: Glyph, two: Glyph) -> bool:
    size = max(min(one.bottom - one.top, two.bottom - two.top), 1.0)
    return abs((one.top + one.bottom) / 2 - (two.top + two.bottom) / 2) <= 0.5 * size


def _logical(line: Sequence[Glyph]) -> str:
    """Return a line of glyphs, seen from left to right, as it is read from right to left."""
    words: list[list[Glyph]] = []
    spaced = False
    for glyph in line:
        if not glyph.boxed:
            spaced = True
            continue
        # A space that was typed may be a narrow one; without one, letters have to stand well apart.
        least = (0.1 if spaced else 0.2) * max(glyph.size, 1.0)
        if not words or glyph.x0 - words[-1][-1].x1 > least:
            words.append([])
        words[-1].append(glyph)
        spaced = False
    read: list[str] = []
    latin: list[str] = []
    for word in reversed(words):
        text = "".join(glyph.char for glyph in word)
        if not _RTL.search(text) and any(char.isalnum() for char in text):
            # A full stop after a number is seen at its left.
            bare = text.lstrip(".,:;!")
            latin.append(bare + text[: len(text) - len(bare)])
            continue
        read.extend(reversed(latin))
        latin.clear()
        read.append(_turned(word))
    read.extend(reversed(latin))
    return " ".join(read)


def _turned(word: Sequence[Glyph]) -> str:
    """Return a word's letters from right to left, digits and Latin letters within it from left to right."""
    parts: list[str] = []
    held = ""
    ligature: list[Glyph] = []
    letters: list[str] = []
    for glyph in word:
        if ligature and abs(glyph.x0 - ligature[-1].x0) < 0.01 and abs(glyph.x1 - ligature[-1].x1) < 0.01:
            letters[-1] += glyph.char
        else:
            letters.append(glyph.char)
        ligature = [glyph]
    for letter in reversed(letters):
        if letter.isdigit() or (letter.isascii() and letter.isalpha()) or (held and letter in ".,:/-"):
            held = letter + held
            continue
        parts.append(held)
        held = ""
        parts.append(letter.translate(_MIRRORED))
    parts.append(held)
    return "".join(parts)


def _apart(last: Glyph, glyph: Glyph) -> bool:
    size = max(min(last.bottom - last.top, glyph.bottom - glyph.top), 1.0)
    if abs((last.top + last.bottom) / 2 - (glyph.top + glyph.bottom) / 2) > 0.6 * size:
        return True
    return max(glyph.x0 - last.x1, last.x0 - glyph.x1) > 1.1 * size
