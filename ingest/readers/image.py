"""Pictures of text, read by RapidOCR where the `ocr` extra is installed."""

from __future__ import annotations

import io
import time
from dataclasses import replace
from pathlib import Path
from statistics import median
from typing import Any

from ingest.elements import FileContent, UnreadableFile
from ingest.readers.flow import Line, flow
from ingest.readers.paragraphs import body_size, letter_sizes, paragraphs, vocabulary
from ingest.readers.segments import Segment

_MAX_PIXELS = 40_000_000
_SECONDS = 24.0
_LEAST_SCORE = 0.5


class OcrMissing(Exception):
    """Text recognition is not installed; the message says how to install it."""


class Recogniser:
    """RapidOCR with its bundled models (Chinese and Latin script); it reads for 24 s at most."""

    def __init__(self) -> None:
        try:
            from rapidocr import RapidOCR
        except ImportError as error:
            raise OcrMissing("install text recognition with `pip install rapporteur[ocr]`") from error
        self._started = time.monotonic()
        self._longest = 0.0
        self._engine = RapidOCR(
            params={
                "Global.log_level": "error",
                "EngineConfig.onnxruntime.intra_op_num_threads": 1,
                "EngineConfig.onnxruntime.inter_op_num_threads": 1,
                "EngineConfig.onnxruntime.enable_cpu_mem_arena": False,
            }
        )

    def is_out_of_time(self) -> bool:
        """Return whether one more page could take longer than a file may."""
        return time.monotonic() - self._started + self._longest > _SECONDS

    def segments(self, picture: Any) -> list[Segment]:
        """Return the lines of text found in a PIL image, in pixels."""
        import numpy

        began = time.monotonic()
        result = self._engine(numpy.asarray(picture.convert("RGB")))
        self._longest = max(self._longest, time.monotonic() - began)
        if result.boxes is None or result.txts is None:
            return []
        found = []
        for box, text, score in zip(result.boxes, result.txts, result.scores, strict=True):
            if score >= _LEAST_SCORE and text.strip():
                xs, ys = [float(point[0]) for point in box], [float(point[1]) for point in box]
                box_of = (min(xs), min(ys), max(xs), max(ys))
                found.append(Segment(text.strip(), *box_of, size=box_of[3] - box_of[1]))
        # The boxes' heights vary with the letters in them: only a clear difference is another size.
        usual = median(segment.size for segment in found) if found else 0.0
        return [replace(s, size=usual) if 0.7 * usual < s.size < 1.4 * usual else s for s in found]


def read_image(path: Path, content: bytes) -> FileContent:
    """Return the text recognised in a picture. Raises UnreadableFile where OCR is not installed."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content)) as picture:
            width, height = picture.size
            if width * height > _MAX_PIXELS:
                raise UnreadableFile(path, f"is {width} x {height} pixels; at most {_MAX_PIXELS:,} are read")
            recogniser = Recogniser()
            shown = picture.convert("RGB")
            if max(shown.size) > 2500:
                shown.thumbnail((2500, 2500))
            found = recogniser.segments(shown)
    except OcrMissing as error:
        raise UnreadableFile(path, f"is a picture: {error}") from error
    except Image.DecompressionBombError as error:
        raise UnreadableFile(path, f"has too many pixels; at most {_MAX_PIXELS:,} are read") from error
    except UnidentifiedImageError as error:
        raise UnreadableFile(path, "is a damaged picture") from error
    except (OSError, SyntaxError, ValueError) as error:
        raise UnreadableFile(path, f"is a damaged picture: {error}") from error
    lines = [(1, piece) for piece in flow(found) if isinstance(piece, Line)]
    only = [line for _, line in lines]
    elements = paragraphs(lines, body_size(letter_sizes(found)), [], vocabulary(only))
    if not elements:
        raise UnreadableFile(path, "shows no text that can be recognised")
    return FileContent(tuple(elements), "image/*", pages=1, metadata={"recognised": "rapidocr"})
