"""What PDFium knows of a page: its characters with their boxes, and the lines drawn on it."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

_MAX_PATHS = 4000
_SHORTEST_RULE = 4.0
_RTL = re.compile(r"[\u0590-\u065f\u066a-\u06ef\u06fa-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MIRRORED = str.maketrans("()[]{}«»<>", ")(][}{»«><")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box in points, from the top left of the page as shown; spaces may have none."""

    char: str
    x0: float = 0.0
    top: float = 0.0
    x1: float = 0.0
    bottom: float = 0.0
    bold: bool = False
    boxed: bool = False
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text on one line with no wide gap in it; `size` is its font size in points."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool = False
    place: object = None
    size: float = 0.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line drawn on the page."""

    x0: float
    top: float
    x1: float
    bottom: float


Turn = Callable[[float, float], tuple[float, float]]


def turner(page: Any) -> tuple[Turn, float, float]:
    """Return the map from PDF space to the page as shown, and the shown width and height in points."""
    left, bottom, right, top = page.get_cropbox() or page.get_mediabox()
    width, height = right - left, top - bottom
    rotation = page.get_rotation() % 360
    if rotation == 90:
        return (lambda x, y: (y - bottom, x - left)), height, width
    if rotation == 180:
        return (lambda x, y: (right - x, y - bottom)), width, height
    if rotation == 270:
        return (lambda x, y: (top - y, right - x)), height, width
    return (lambda x, y: (x - left, top - y)), width, height


def glyphs(page: Any, turn: Turn) -> list[Glyph]:
    """Return the characters of a page in the order of its content, without slanted watermarks."""
    import pypdfium2.raw as pdfium

    text_page = page.get_textpage()
    raw = text_page.raw
    box = pdfium.FS_RECTF()
    reference = ctypes.byref(box)
    found: list[Glyph] = []
    x, y = ctypes.c_double(), ctypes.c_double()
    bold, slanted, last_stated, size, high = False, False, -1.0, 1.0, 0
    for index in range(text_page.count_chars()):
        code = pdfium.FPDFText_GetUnicode(raw, index)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0xFFFD
            high = 0
        if code in (10, 13):
            found.append(Glyph("\n"))
            continue
        if code == 2 or pdfium.FPDFText_IsHyphen(raw, index) == 1:
            code = 0xAD
        if code in (0, 0xFFFE, 0xFFFF) or (code < 32 and code != 9) or 0xD800 <= code < 0xE000:
            continue
        char = chr(code)
        if char.isspace():
            found.append(Glyph(" "))
            continue
        if not pdfium.FPDFText_GetLooseCharBox(raw, index, reference):
            found.append(Glyph(char))
            continue
        (xa, ya), (xb, yb) = turn(box.left, box.top), turn(box.right, box.bottom)
        stated = pdfium.FPDFText_GetFontSize(raw, index)
        if stated != last_stated or not found or found[-1].char in " \n":
            angle = pdfium.FPDFText_GetCharAngle(raw, index) % (math.pi / 2)
            slanted = 0.2 < angle < math.pi / 2 - 0.2
            bold, last_stated = _is_bold(pdfium, raw, index), stated
            size = _font_size(pdfium, raw, index) or abs(ya - yb)
        if slanted:
            continue
        left, right, top, bottom = min(xa, xb), max(xa, xb), min(ya, yb), max(ya, yb)
        if pdfium.FPDFText_GetCharOrigin(raw, index, ctypes.byref(x), ctypes.byref(y)):
            # Boxes hug the glyph in some fonts; from the base line, a line's letters are level.
            across, base = turn(x.value, y.value)
            if left - size <= across <= right + size and top - size <= base <= bottom + size:
                top, bottom = base - 0.8 * size, base + 0.2 * size
        found.append(Glyph(char, left, top, right, bottom, bold, True, size))
    return found


def _is_bold(pdfium: Any, raw: Any, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, index, name, 128, ctypes.byref(flags))
    lower = name.value.lower()
    return any(word in lower for word in (b"bold", b"black", b"heavy", b"simhei")) or bool(
        flags.value & 1 << 18
    )


def _font_size(pdfium: Any, raw: Any, index: int) -> float:
    matrix = pdfium.FS_MATRIX()
    if not pdfium.FPDFText_GetMatrix(raw, index, ctypes.byref(matrix)):
        return 0.0
    return float(pdfium.FPDFText_GetFontSize(raw, index) * math.hypot(matrix.c, matrix.d))


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
            text = _logical(boxed)
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
            ordered.extend(sorted((g for g in line if g.boxed), key=lambda g: (g.x0 + g.x1) / 2))
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
    for glyph in line:
        if not words or glyph.x0 - words[-1][-1].x1 > 0.16 * max(glyph.size, 1.0):
            words.append([])
        words[-1].append(glyph)
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


def rules(page: Any, turn: Turn) -> list[Rule]:
    """Return the horizontal and vertical lines of a page; none where it is a drawing of thousands."""
    import pypdfium2.raw as pdfium

    found: list[Rule] = []
    for count, thing in enumerate(page.get_objects(filter=(pdfium.FPDF_PAGEOBJ_PATH,), max_depth=1)):
        if count > _MAX_PATHS:
            return []
        fill, stroke = ctypes.c_int(), ctypes.c_int()
        pdfium.FPDFPath_GetDrawMode(thing.raw, ctypes.byref(fill), ctypes.byref(stroke))
        if not (fill.value or stroke.value):
            continue
        _add_lines(pdfium, thing, turn, found)
    return found


def _add_lines(pdfium: Any, thing: Any, turn: Turn, found: list[Rule]) -> None:
    a, b, c, d, e, f = thing.get_matrix().get()
    x, y = ctypes.c_float(), ctypes.c_float()
    start = here = (0.0, 0.0)

    def line(one: tuple[float, float], two: tuple[float, float]) -> None:
        width, height = abs(one[0] - two[0]), abs(one[1] - two[1])
        if (height <= 1.5 and width >= _SHORTEST_RULE) or (width <= 1.5 and height >= _SHORTEST_RULE):
            xs, ys = sorted((one[0], two[0])), sorted((one[1], two[1]))
            found.append(Rule(xs[0], ys[0], xs[1], ys[1]))

    for index in range(min(pdfium.FPDFPath_CountSegments(thing.raw), 2000)):
        piece = pdfium.FPDFPath_GetPathSegment(thing.raw, index)
        pdfium.FPDFPathSegment_GetPoint(piece, ctypes.byref(x), ctypes.byref(y))
        point = turn(a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = pdfium.FPDFPathSegment_GetType(piece)
        if kind == pdfium.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == pdfium.FPDF_SEGMENT_LINETO:
            line(here, point)
        here = point
        if pdfium.FPDFPathSegment_GetClose(piece):
            line(point, start)
            here = start
