"""What PDFium knows of a page: its characters with their boxes, and the lines drawn on it."""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

_MAX_PATHS = 4000
_SHORTEST_RULE = 4.0
_SOFT_HYPHEN = "\u00ad"


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


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text on one line with no wide gap in it; `size` is the height of its letters."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    bold: bool = False
    place: object = None

    @property
    def size(self) -> float:
        return self.bottom - self.top


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
    bold, last_size, high = False, -1.0, 0
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
        size = abs(ya - yb)
        if abs(size - last_size) > 0.01 or not found or found[-1].char in " \n":
            angle = pdfium.FPDFText_GetCharAngle(raw, index) % (math.pi / 2)
            if 0.2 < angle < math.pi / 2 - 0.2:
                continue
            bold, last_size = _is_bold(pdfium, raw, index), size
        found.append(Glyph(char, min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb), bold, True))
    return found


def _is_bold(pdfium: Any, raw: Any, index: int) -> bool:
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, index, name, 128, ctypes.byref(flags))
    lower = name.value.lower()
    return any(word in lower for word in (b"bold", b"black", b"heavy", b"simhei")) or bool(
        flags.value & 1 << 18
    )


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
                )
            )
        run.clear()

    last: Glyph | None = None
    for glyph in found:
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
