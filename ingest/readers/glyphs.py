"""What PDFium knows of a page's characters: what they are and their boxes."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

_HAN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """A character and its box in points, from the top left of the page as shown; spaces may have none.

    `note` is the mark of the footnote that begins here.
    """

    char: str
    x0: float = 0.0
    top: float = 0.0
    x1: float = 0.0
    bottom: float = 0.0
    bold: bool = False
    boxed: bool = False
    size: float = 0.0
    note: str = ""


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
            # PDFium's own, not the file's: has the size of nothing.
            if pdfium.FPDFText_IsGenerated(raw, index) == 1:
                found.append(Glyph(" ", size=-1.0))
            elif pdfium.FPDFText_GetLooseCharBox(raw, index, reference):
                (xa, _), (xb, _) = turn(box.left, box.top), turn(box.right, box.bottom)
                found.append(Glyph(" ", min(xa, xb), x1=max(xa, xb)))
            else:
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
    return _without_set_off(found)


def _without_set_off(found: Sequence[Glyph]) -> list[Glyph]:
    """Return the glyphs without spaces that nobody typed: numbers are set a little off in Chinese."""
    kept: list[Glyph] = []
    for at, glyph in enumerate(found):
        if glyph.size < 0 and 0 < at < len(found) - 1:
            before, after = found[at - 1], found[at + 1]
            pair = sorted((before.char, after.char), key=lambda char: bool(_HAN.match(char)))
            if (
                pair[0].isalnum()
                and _HAN.match(pair[1])
                and after.x0 - before.x1 < 0.4 * max(after.size, 1.0)
            ):
                continue
        kept.append(glyph)
    return kept


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
