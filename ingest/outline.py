"""Which lines are headings, items and paragraphs, and how deep each stands."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingest.documents import BlockKind
from ingest.lines import Line, ends_sentence, label_of, width
from ingest.numbering import Marker, Style, read_markers

_MARKDOWN = re.compile(r"^(#{1,6})[ \t]+\S")
_UNDERLINE = re.compile(r"^(={3,}|-{3,}|─{3,}|_{3,})$")
_BOLD = re.compile(r"^\*\*[^*]+\*\*[:：]?$")
_ENCLOSED = re.compile(r"^[\[【(（].*[\])）】]$")
_BRACKETS = (Style.NUMBER_BRACKET, Style.LETTER_BRACKET, Style.ROMAN_BRACKET)
_HEADING_WIDTH = 110
LABEL_LEVEL = 9

_SECTION_WORD = re.compile(
    r"^(?:背景|引言|前言|概要|摘要|概述|目的|结论|建议|议程|日程|议程草案|会址|地点|注册|报名|住宿|签证|交通|联系方式|时间表|参考文件|其他事项|其它事宜"
    r"|background|introduction|summary|purpose|overview|conclusions?|recommendations?|agenda"
    r"|draft agenda|programme|timetable"
    r"|venue|registration|accommodation|visas?|transport(?:ation)?|contacts?|deadlines?|action required"
    r"|references"
    r"|contexte|résumé|objet|conclusions?|recommandations|ordre du jour|programme|lieu|inscription"
    r"|hébergement|visas?|contacts?"
    r"|antecedentes|introducción|resumen|objetivo|conclusiones|recomendaciones|orden del día|programa"
    r"|lugar|inscripción|alojamiento"
    r"|visados|contactos|введение|справочная информация|резюме|цель|выводы|рекомендации|повестка дня"
    r"|программа|место проведения"
    r"|регистрация|размещение|визы|контакты|مقدمة|خلفية|ملخص|ملخّص|الغرض|التوصيات|جدول الأعمال|البرنامج"
    r"|مكان الانعقاد|التسجيل|الإقامة)$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """A line with the part that it plays."""

    line: Line
    kind: BlockKind
    level: int = 0
    number: str | None = None


@dataclass(slots=True)
class _Sequences:
    """The last number of each way of numbering, to tell a number from a word like one."""

    last: dict[str, tuple[int, ...]] = field(default_factory=dict)

    def choose(self, candidates: Sequence[Marker]) -> Marker | None:
        """Return the reading that goes on with what came before, or begins something."""
        for marker in candidates:
            if self.last.get(marker.key) is not None and marker.follows(self._before(marker)):
                return self._took(marker)
        for marker in candidates:
            if not marker.weak or marker.follows(self._before(marker)):
                return self._took(marker)
        return None

    def _before(self, marker: Marker) -> tuple[int, ...] | None:
        return (
            self.last.get(str(marker.style)) if marker.style is Style.DECIMAL else self.last.get(marker.key)
        )

    def _took(self, marker: Marker) -> Marker:
        self.last[marker.key] = marker.values
        self.last[str(marker.style)] = marker.values
        return marker


def outline(lines: Sequence[Line], *, typed_headings: bool = True) -> list[Entry]:
    """Return each of `lines` with its kind, level and number.

    With `typed_headings` False only numbers, items and annexes are told, since the format has
    said which lines are headings.
    """
    sequences = _Sequences()
    markers = [sequences.choose(read_markers(line.text)) for line in lines]
    headed = [_is_heading(lines, markers, at, typed_headings) for at in range(len(lines))]
    entries: list[Entry] = []
    open_headings: list[str] = []
    items = _Items()
    after_annex = False
    for at, line in enumerate(lines):
        marker = markers[at]
        number = marker.number if marker and marker.style is not Style.BULLET else None
        key = headed[at]
        if key is None and after_annex and typed_headings and _could_title(line, marker):
            key = "annex title"
        if key is not None:
            level = LABEL_LEVEL if key == "label" else _level(open_headings, key)
            entries.append(Entry(line, BlockKind.HEADING, level, number))
            items.heading()
        elif marker and (marker.style in _BRACKETS or marker.bulleted or _is_item(line, marker)):
            entries.append(Entry(line, BlockKind.ITEM, items.level(marker, line), number))
        else:
            entries.append(Entry(line, BlockKind.PARAGRAPH, 0, number))
            items.paragraph()
        after_annex = key is not None and key == str(Style.ANNEX)
    return entries


def _level(open_headings: list[str], key: str) -> int:
    """Open a heading of the kind `key` and return its level, from 1 to 8."""
    if key.startswith("markdown"):
        depth = int(key[-1])
        del open_headings[depth - 1 :]
        open_headings.extend([key] * (depth - len(open_headings)))
        return depth
    if key in (Style.ANNEX, "title"):
        open_headings.clear()
    if key in open_headings:
        del open_headings[open_headings.index(key) + 1 :]
    else:
        if key.startswith(Style.DECIMAL):
            depth = int(key[len(Style.DECIMAL) :])
            open_headings[:] = [
                other
                for other in open_headings
                if not (other.startswith(Style.DECIMAL) and int(other[len(Style.DECIMAL) :]) > depth)
            ]
        open_headings.append(key)
    return min(len(open_headings), LABEL_LEVEL - 1)


def _is_item(line: Line, marker: Marker) -> bool:
    """Return whether a numbered line that is no heading is an item and not a numbered paragraph."""
    if marker.style is Style.DECIMAL and len(marker.values) > 1:
        return False
    return not ends_sentence(line.text) or width(line.text) < 80


@dataclass(slots=True)
class _Items:
    """The open lists, outermost first, as style and last value."""

    open: list[tuple[str, tuple[int, ...], int]] = field(default_factory=list)
    resumed: list[tuple[str, tuple[int, ...], int]] = field(default_factory=list)

    def heading(self) -> None:
        """Close the lists, but remember the outermost: its numbers may go on after the heading."""
        self.resumed = (self.open or self.resumed)[:1]
        self.open = []

    def paragraph(self) -> None:
        """Close the lists."""
        self.resumed = (self.open or self.resumed)[:1]
        self.open = []

    def level(self, marker: Marker, line: Line) -> int:
        """Return the nesting depth of the item that `marker` begins."""
        indent = width(line.indent.expandtabs(4))
        resumes = not self.open and bool(self.resumed) and self.resumed[0][0] == marker.key
        if resumes and marker.style is not Style.BULLET and marker.follows(self.resumed[0][1]):
            self.open = list(self.resumed)
        keys = [key for key, _, _ in self.open]
        if marker.style is Style.BULLET:
            while self.open and self.open[-1][2] > indent:
                self.open.pop()
            if not (self.open and self.open[-1][0] == marker.key and self.open[-1][2] >= indent):
                self.open.append((marker.key, marker.values, indent))
        elif marker.key in keys:
            depth = keys.index(marker.key)
            self.open[depth:] = [(marker.key, marker.values, indent)]
        else:
            self.open.append((marker.key, marker.values, indent))
        return len(self.open) - 1


def _could_title(line: Line, marker: Marker | None) -> bool:
    return (
        marker is None
        and width(line.text) <= _HEADING_WIDTH
        and not ends_sentence(line.text)
        and not line.text.endswith((":", "：", ",", "，"))
    )


def _is_heading(lines: Sequence[Line], markers: Sequence[Marker | None], at: int, typed: bool) -> str | None:
    """Return the kind of heading that line `at` is, as a key that its siblings share, else None."""
    line, marker = lines[at], markers[at]
    text = line.text
    short = (
        width(text) <= _HEADING_WIDTH
        and not ends_sentence(text)
        and not text.endswith((",", "，", ";", "、"))
    )
    if marker and marker.style is Style.ANNEX:
        return str(Style.ANNEX) if short and not _is_enclosure(lines, markers, at) else None
    if not typed:
        return None
    if match := _MARKDOWN.match(text):
        return f"markdown{len(match.group(1))}"
    if marker:
        return _numbered_heading(lines, markers, at) if short else None
    if _BOLD.match(text) and width(text) <= _HEADING_WIDTH:
        return "bold"
    if not short or _ENCLOSED.match(text):
        return None
    if _is_label_heading(lines, markers, at):
        return "label"
    if _SECTION_WORD.match(text.strip(" *:：")):
        return "section"
    letters = [character for character in text if character.isalpha()]
    if (
        len(letters) >= 4
        and text.isupper()
        and letters
        and " " in text
        and not label_of(text)
        and line.blank_after
    ):
        return "capitals"
    if not (line.blank_before and line.blank_after) or label_of(text) or any(c.isdigit() for c in text[:5]):
        return None
    following = lines[at + 1] if at + 1 < len(lines) else None
    if following is None or (re.search(r"\b(?:19|20)\d\d\b|\d年", text) and width(text) < 30):
        return None
    speaks = width(following.text) >= max(80, 2 * width(text)) and ends_sentence(following.text)
    return "section" if speaks and len(letters) >= 2 else None


def _is_enclosure(lines: Sequence[Line], markers: Sequence[Marker | None], at: int) -> bool:
    """Return whether an annex line only lists an annex that comes later, or stands among such lines."""
    own = markers[at]
    number = own.number if own else ""
    for later in markers[at + 1 :]:
        if later and later.style is Style.ANNEX and later.number == number:
            return True
    label = label_of(lines[at].text)
    if label and not label[1]:
        return True
    if not lines[at].blank_before and at and markers[at - 1] is None and label_of(lines[at - 1].text):
        return True
    return at + 1 == len(lines)


def _numbered_heading(lines: Sequence[Line], markers: Sequence[Marker | None], at: int) -> str | None:
    """Tell a numbered heading from an item: its section has something else than the next number."""
    marker = markers[at]
    if marker is None or marker.style in _BRACKETS or marker.bulleted:
        return None
    if marker.style is Style.CHAPTER:
        return str(Style.CHAPTER)
    if not lines[at].text.strip()[marker.end :].strip() and marker.style is Style.DECIMAL:
        return None
    siblings = [
        n
        for n, other in enumerate(markers)
        if other and other.key == marker.key and other.style is marker.style
    ]
    bodies = 0
    for n in siblings:
        following = markers[n + 1] if n + 1 < len(markers) else None
        if n + 1 < len(lines) and not (following and following.key == marker.key):
            bodies += 1
    enough = bodies * 2 > len(siblings) if len(siblings) > 1 else bodies == 1
    return marker.key if enough else None


def _is_label_heading(lines: Sequence[Line], markers: Sequence[Marker | None], at: int) -> bool:
    """Return whether a line is a label alone (`概要：`) with its text in the lines after it."""
    label = label_of(lines[at].text)
    if label is None or label[1] or width(label[0]) > 36 or at + 1 >= len(lines):
        return False
    before = label_of(lines[at - 1].text) if at and not lines[at].blank_before else None
    return not (before and before[1])
