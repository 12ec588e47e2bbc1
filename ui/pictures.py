"""A page of a PDF as a picture, with a quote marked on it."""

from __future__ import annotations

import io
import threading
from pathlib import Path

SCALE = 1.6
_INK = (255, 209, 51, 110)
# PDFium may not be entered by two threads at once.
_pdfium = threading.Lock()


class PageUnavailable(ValueError):
    """There is no such page to show."""


def page_picture(path: Path, page: int, quote: str = "") -> bytes:
    """Return page `page` (from 1) of a PDF as PNG; each line of `quote` found on it is marked.

    Raises PageUnavailable where the file is no PDF or has no such page.
    """
    import pypdfium2 as pdfium
    from PIL import Image, ImageDraw

    with _pdfium:
        try:
            document = pdfium.PdfDocument(path)
        except (pdfium.PdfiumError, OSError) as error:
            raise PageUnavailable(f"{path.name} can't be shown as pages: {error}") from error
        try:
            if not 1 <= page <= len(document):
                raise PageUnavailable(f"{path.name} has {len(document)} pages, not {page}")
            shown = document[page - 1]
            picture = shown.render(scale=SCALE).to_pil().convert("RGBA")
            height = shown.get_height()
            boxes = [box for line in quote.splitlines() for box in _boxes(shown.get_textpage(), line.strip())]
        finally:
            document.close()
    ink = Image.new("RGBA", picture.size, (0, 0, 0, 0))
    draw = ImageDraw.Draw(ink)
    for left, bottom, right, top in boxes:
        corners = [
            left * SCALE - 2,
            (height - top) * SCALE - 2,
            right * SCALE + 2,
            (height - bottom) * SCALE + 2,
        ]
        draw.rectangle(corners, fill=_INK)
    out = io.BytesIO()
    Image.alpha_composite(picture, ink).convert("RGB").save(out, "PNG", optimize=True)
    return out.getvalue()


def _boxes(text_page: object, line: str) -> list[tuple[float, float, float, float]]:
    """Return the rectangles (left, bottom, right, top; points) of the first place where `line` stands."""
    if not line:
        return []
    found = text_page.search(line).get_next()  # type: ignore[attr-defined]
    if found is None:
        return []
    at, count = found
    rectangles = text_page.count_rects(at, count)  # type: ignore[attr-defined]
    return [text_page.get_rect(number) for number in range(rectangles)]  # type: ignore[attr-defined]
