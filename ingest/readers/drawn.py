"""The straight lines drawn on a page, as PDFium tells of them."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import Any

from ingest.readers.glyphs import Turn

_MAX_PATHS = 4000
_SHORTEST_RULE = 4.0


@dataclass(frozen=True, slots=True)
class Rule:
    """A horizontal or vertical line drawn on the page."""

    x0: float
    top: float
    x1: float
    bottom: float


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
        its: list[Rule] = []
        _add_lines(pdfium, thing, turn, its)
        # What is only filled is a rule where it is thin, or a frame; else it is the ground of a row.
        if stroke.value or not _is_ground(its):
            found.extend(its)
    return found


def _is_ground(edges: list[Rule]) -> bool:
    """Return whether the edges are those of one rectangle, wide and high."""
    across = {round(rule.top, 1) for rule in edges if rule.x1 - rule.x0 > rule.bottom - rule.top}
    down = {round(rule.x0, 1) for rule in edges if rule.x1 - rule.x0 <= rule.bottom - rule.top}
    return len(across) == len(down) == 2 and len(edges) <= 4


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
