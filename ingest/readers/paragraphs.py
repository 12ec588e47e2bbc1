"""Lines of a page to paragraphs, headings and items; words divided at line ends made whole."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from ingest.documents import BlockKind
from ingest.elements import Element
from ingest.readers.flow import Line, reads_from_right
from ingest.readers.segments import Segment

_HAN = re.compile(r"[\u2e80-\u9fff\uff00-\uffef\u3000-\u303f]")
_BULLET = re.compile(r"[•·▪‣◦●○■□∙]\s*|[–—*-]\s+(?=\S)")
_START = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,3})*[.)、．]?\s+\S|\(?(?:[a-zA-Zа-яА-Я]|[ivx]{1,5}|\d{1,3})\)\s*\S|[一二三四五六七八九十]{1,3}[、.．]"
    r"|[（(][一二三四五六七八九十]{1,3}[）)]|第[一二三四五六七八九十百\d]+[条章节部]|附件\s*[\d一二三四五六七八九十]"
    r"|(?:annex|annexe|anexo|приложение|ملحق|item|article)\s+[\dIVXА-Я]{1,4}\b)",
    re.I,
)
_END = re.compile(r"[.。！？!?;；:：؟]['\"”’»）)\]]?\s*$")
_DIVIDED = re.compile(r"(\w+)[-\u00ad\u2010]$")
_FULL = 0.85
"""Share of the way to the right-most letter that a line reaches which fills the measure."""


def body_size(letters: Counter[float]) -> float:
    """Return the font size of most letters, 1 where there are none."""
    return letters.most_common(1)[0][0] if letters else 1.0


def letter_sizes(segments: Iterable[Segment]) -> Counter[float]:
    """Return how many letters there are of each font size, to the half point."""
    counts: Counter[float] = Counter()
    for segment in segments:
        counts[round(segment.size * 2) / 2] += len(segment.text)
    return counts


def vocabulary(lines: Iterable[Line]) -> frozenset[str]:
    """Return the words of the document, hyphenated ones whole, to tell how a divided word is written."""
    words: set[str] = set()
    for line in lines:
        words.update(word.lower() for word in re.findall(r"\w+(?:-\w+)*", line.text))
    return frozenset(words)


def ends_sentence(text: str) -> bool:
    """Return whether nothing is missing after `text`."""
    return bool(_END.search(text))


def join_lines(lines: Sequence[str], words: frozenset[str]) -> str:
    """Return lines as one text: divided words mended, Chinese without spaces between lines."""
    parts: list[str] = []
    for line in (line.strip() for line in lines):
        if not line:
            continue
        last = parts[-1] if parts else ""
        divided = _DIVIDED.search(last[-80:])
        if not last:
            parts.append(line)
        elif divided and line[0].islower():
            following = re.match(r"\w*", line)
            rest = following.group(0) if following else ""
            hyphenated = f"{divided.group(1)}-{rest}".lower() in words
            whole = f"{divided.group(1)}{rest}".lower() in words
            parts[-1] = last[:-1] + ("-" if hyphenated and not whole else "")
            parts.append(line)
        elif last[-1] == "\u00ad":
            parts[-1] = last[:-1] + "-"
            parts.append(line)
        elif _is_close(last, line):
            parts.append(line)
        else:
            parts.extend((" ", line))
    text = "".join(parts)
    return text.replace("\u00ad", "-" if text.endswith("\u00ad") else "")


def _is_close(text: str, line: str) -> bool:
    """Return whether no space stands between two lines: in Chinese, and within `12-` `14 May`."""
    ends, begins = text[-1], line[:1]
    if _HAN.match(ends) or _HAN.match(begins):
        return bool(_HAN.match(ends) and _HAN.match(begins)) or _is_han_date(text, line)
    return ends == "-" and begins.isdigit() and text[-2:-1].isdigit()


def _is_han_date(text: str, line: str) -> bool:
    return (text[-1].isdigit() and line[0] in "年月日号號时時届屆") or (
        line[0].isdigit() and text[-1] in "年月至于自第"
    )


def paragraphs(
    lines: Sequence[tuple[int, Line]], body: float, sizes: Sequence[int], words: frozenset[str]
) -> list[Element]:
    """Return (page, line) pairs as elements; `sizes` are the heights of headings, largest first."""
    groups: list[list[tuple[int, Line]]] = []
    lines = _from_the_left(lines)
    right = max((line.x1 for _, line in lines), default=0.0)
    pitch = _pitch(lines)
    for page, line in lines:
        if groups and _goes_on(groups[-1], page, line, right, pitch):
            groups[-1].append((page, line))
        else:
            groups.append([(page, line)])
    return [_element(group, body, sizes, words) for group in groups]


def _from_the_left(lines: Sequence[tuple[int, Line]]) -> Sequence[tuple[int, Line]]:
    """Return lines of a right-to-left text as in a mirror, so that they all begin at the left."""
    if not reads_from_right("".join(line.text for _, line in lines)):
        return lines
    edge = max(line.x1 for _, line in lines) + min(line.x0 for _, line in lines)
    return [(page, replace(line, x0=edge - line.x1, x1=edge - line.x0)) for page, line in lines]


def _pitch(lines: Sequence[tuple[int, Line]]) -> float:
    """Return the usual distance from line to line in units of the letters' height.

    What follows a line that fills the measure is nearly always its own paragraph, so where there are
    such lines only they count: a letterhead or a list has more steps between paragraphs than within.
    """
    steps = [
        (round((below.top - above.top) / above.size, 1), above.x1)
        for (page, above), (next_page, below) in itertools.pairwise(lines)
        if page == next_page and 0 < below.top - above.top < 3 * above.size and above.size > 0
    ]
    if not steps:
        return 1.3
    edge = _FULL * max(line.x1 for _, line in lines)
    counts = Counter(step for step, end in steps if end >= edge) or Counter(step for step, _ in steps)
    common = [step for step, count in counts.items() if count >= max(counts.values()) * 0.4]
    return min(common)


def _goes_on(group: list[tuple[int, Line]], page: int, line: Line, right: float, pitch: float) -> bool:
    last_page, last = group[-1]
    first = group[0][1]
    if abs(line.size - last.size) > 0.12 * max(last.size, 1) or line.bold != last.bold:
        # A bold word alone in a line of prose is no heading.
        if abs(line.size - last.size) > 0.12 * max(last.size, 1) or ends_sentence(last.text):
            return False
        if len(group) == 1 or line.bold:
            return False
    if line.note or _START.match(line.text) or _BULLET.match(line.text):
        return False
    near = [entry for _, entry in group[-20:]]
    width = max(entry.x1 for entry in near) - min(entry.x0 for entry in near)
    if page != last_page or line.top < last.top:
        # Over a page or column: only a sentence that has not ended goes on.
        return not ends_sentence(last.text) and last.size <= 1.15 * line.size and not last.bold
    step = line.top - last.top
    if len(group) > 1 and group[-2][0] == page and last.top > group[-2][1].top:
        if step > last.top - group[-2][1].top + 0.35 * last.size:
            return False
    elif step > max(pitch + 0.35, 1.62) * last.size:
        return False
    indent = line.x0 - last.x0
    if len(group) > 1 and abs(indent) > 1.2 * line.size and line.x0 > first.x0 + 0.5 * line.size:
        return False
    short = last.x1 < first.x0 + 0.8 * max(width, 1) if len(group) > 1 else last.x1 < 0.75 * right
    return not (short and ends_sentence(last.text))


def _element(
    group: list[tuple[int, Line]], body: float, sizes: Sequence[int], words: frozenset[str]
) -> Element:
    page, first = group[0]
    text = join_lines([line.text for _, line in group], words)
    if first.note:
        return Element(BlockKind.FOOTNOTE, text, number=first.note, page=page)
    bullet = _BULLET.match(text)
    if bullet:
        return Element(BlockKind.ITEM, text[bullet.end() :].strip() or text, page=page)
    if first.size > 1.15 * body and len(text) < 300:
        level = 1 + min(sum(size > round(first.size) for size in sizes), 8)
        return Element(BlockKind.HEADING, text, level, page=page)
    if (
        all(line.bold for _, line in group)
        and len(text) <= 120
        and not re.search(r"[.。;；:：,，]\s*$", text)
    ):
        return Element(BlockKind.HEADING, text, min(len(sizes) + 1, 9), page=page)
    return Element(BlockKind.PARAGRAPH, text, page=page)
