"""Plain text as lines, and lines as the paragraphs that they were wrapped from."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.numbering import read_markers

SENTENCE_END = "。．.!?！？…；;؟۔"
LONG_LINE = 50
"""Columns from which a line that breaks off in mid-sentence is taken to be wrapped by hand."""
_CLOSING = "”’\"'）)》」』】]»*"
_LABEL = re.compile(
    r"^[ \t]*(?:[-•*][ \t]+)?(?P<label>[^\W\d_][^\d:：\n。！？!?]{0,40}?)[ \t]*[:：](?![/\\])(?P<rest>.*)$",
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line or wrapped paragraph: its text is `document[start:end]`, without white space around it.

    `indent` is the white space before it, `blank_before` whether an empty line comes before it.
    """

    text: str
    start: int
    end: int
    indent: str = ""
    blank_before: bool = True
    blank_after: bool = True


def width(text: str) -> int:
    """Return the width of `text` in columns: 2 for each wide (Chinese) character."""
    if text.isascii():
        return len(text)
    return len(text) + sum(1 for character in text if unicodedata.east_asian_width(character) in "WF")


def ends_sentence(text: str) -> bool:
    """Return whether `text` ends as a sentence does, closing quotes and brackets left aside."""
    return text.rstrip().rstrip(_CLOSING).endswith(tuple(SENTENCE_END))


SALUTATION = re.compile(
    r"(?:尊敬的|敬爱的|各位|Dear |Excellency|Madam|Monsieur|Messieurs|Chère?s? |Estimad|Excelen|Distinguid"
    r"|Muy señor|Señor"
    r"|Уважаем|Многоуважаем|Ваше Превосх|حضرة|السيد|السادة|سعادة|معالي|تحية)"
)


def label_of(text: str) -> tuple[str, str] | None:
    """Return the label and value of a line such as `电话： +41 …` or `Fax: …`, None where it is none.

    The value may be empty (`参考文件：`).
    """
    match = _LABEL.match(text)
    if not match or width(match.group("label")) > 40 or len(match.group("label").split()) > 5:
        return None
    return match.group("label").strip(" *"), match.group("rest").strip()


def split_lines(text: str) -> list[Line]:
    """Return the lines of `text` that are not blank."""
    found: list[Line] = []
    at = 0
    blank = True
    for raw in text.split("\n"):
        content = raw.strip()
        if content:
            start = at + len(raw) - len(raw.lstrip())
            found.append(Line(content, start, start + len(content), raw[: start - at], blank, False))
        elif found and not found[-1].blank_after:
            last = found[-1]
            found[-1] = Line(last.text, last.start, last.end, last.indent, last.blank_before, True)
        blank = not content
        at += len(raw) + 1
    if found and not found[-1].blank_after:
        last = found[-1]
        found[-1] = Line(last.text, last.start, last.end, last.indent, last.blank_before, True)
    return found


def wrap_width(lines: Sequence[Line]) -> int | None:
    """Return the column at which `lines` are wrapped by hand, None where they are not.

    Wrapped text has no line far over the limit, and many lines close under it that end in
    mid-sentence with a line right after them.
    """
    widths = sorted(width(line.indent.expandtabs(4)) + width(line.text) for line in lines)
    if len(widths) < 4:
        return None
    limit = widths[-1 - len(widths) // 50]
    if not 50 <= limit <= 110:
        return None
    full = [line for line in lines if not line.blank_after and width(line.text) >= 0.72 * limit]
    broken = [line for line in full if not ends_sentence(line.text)]
    return limit if len(broken) >= 3 and len(broken) * 2 >= len(full) else None


def unwrap(text: str, lines: Sequence[Line], limit: int | None) -> list[Line]:
    """Return `lines` with those joined that were wrapped from one paragraph at column `limit`.

    Without a limit only a long line that breaks off before a small letter goes on in the next.
    """
    joined: list[Line] = []
    last_width = 0
    for line in lines:
        previous = joined[-1] if joined else None
        if previous and _goes_on(previous, line, last_width, limit):
            joined[-1] = Line(
                text[previous.start : line.end],
                previous.start,
                line.end,
                previous.indent,
                previous.blank_before,
                line.blank_after,
            )
        else:
            joined.append(line)
        last_width = width(line.indent.expandtabs(4)) + width(line.text)
    return joined


def _goes_on(previous: Line, line: Line, last_width: int, limit: int | None) -> bool:
    if line.blank_before or label_of(line.text):
        return False
    markers = read_markers(line.text)
    if markers and (not all(marker.weak for marker in markers) or ends_sentence(previous.text)):
        return False
    if limit is None:
        breaks_off = last_width >= LONG_LINE and not ends_sentence(previous.text)
        return breaks_off and line.text[:1].islower()
    first_word = width(line.text.split()[0]) if width(line.text.split()[0]) < 25 else 2
    return last_width + first_word + 1 > 0.9 * limit or (
        last_width >= 0.6 * limit and not ends_sentence(previous.text) and not line.text[:1].isupper()
    )
