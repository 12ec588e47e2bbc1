"""Which lines of a text are headings, and of what kind."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from ingest.lines import SALUTATION, Line, ends_sentence, label_of, width
from ingest.numbering import Marker, Style

_MARKDOWN = re.compile(r"^(#{1,6})[ \t]+\S")
_UNDERLINE = re.compile(r"^(={3,}|-{3,}|─{3,}|_{3,})$")
_BOLD = re.compile(r"^\*\*[^*]+\*\*[:：]?$")
_ENCLOSED = re.compile(r"^[\[【(（].*[\])）】]$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d年")
_MAX_WIDTH = 110
BRACKETS = (Style.NUMBER_BRACKET, Style.LETTER_BRACKET, Style.ROMAN_BRACKET)
_UNNUMBERED = ("section", "capitals", "bold")

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


class Headings:
    """The headings among `lines`, whose numbers are `markers`.

    `others` are the offsets of tables and other parts of the text that `lines` leaves out; with
    `typed` False only annexes are headings, since the format has said which lines are.
    """

    def __init__(
        self, lines: Sequence[Line], markers: Sequence[Marker | None], others: Sequence[int], typed: bool
    ) -> None:
        self.lines, self.markers, self.others, self.typed = lines, markers, others, typed
        self._lists = _lists(markers)
        self._with_body = Counter(
            run for at, run in enumerate(self._lists) if run is not None and self._has_body(at)
        )
        self._members = Counter(run for run in self._lists if run is not None)
        self._last_annex = {
            marker.number: at
            for at, marker in enumerate(markers)
            if marker is not None and marker.style is Style.ANNEX
        }

    def keys(self) -> list[str | None]:
        """Return for each line the kind of heading that it is, shared by its siblings, else None."""
        keys: list[str | None] = []
        titled = False
        for at, line in enumerate(self.lines):
            key = self._key(at)
            if key is None and keys and keys[-1] == Style.ANNEX and self.typed and self._may_title(at):
                key = "annex title"
            if key in _UNNUMBERED and not titled and (at < 10 or line.start < 600):
                key = "title"
            titled = titled or key is not None
            keys.append(key)
        return keys

    def _follows_other(self, at: int) -> bool:
        """Return whether something that is no line stands between line `at` and the next."""
        after = self.lines[at + 1].start if at + 1 < len(self.lines) else None
        found = bisect_left(self.others, self.lines[at].end)
        return found < len(self.others) and (after is None or self.others[found] < after)

    def _has_body(self, at: int) -> bool:
        """Return whether something else than the next number of its list comes after line `at`."""
        if self._follows_other(at):
            return True
        if at + 1 >= len(self.lines):
            return False
        own, following = self.markers[at], self.markers[at + 1]
        return following is None or own is None or following.key != own.key

    def _may_title(self, at: int) -> bool:
        text = self.lines[at].text
        return self.markers[at] is None and _is_short(text) and not text.endswith((":", "："))

    def _key(self, at: int) -> str | None:
        line, marker = self.lines[at], self.markers[at]
        text = line.text
        short = _is_short(text)
        if marker and marker.style is Style.ANNEX:
            return str(Style.ANNEX) if short and not self._is_enclosure(at, marker) else None
        if not self.typed:
            return None
        if match := _MARKDOWN.match(text):
            return f"markdown{len(match.group(1))}"
        if marker or not short:
            return self._numbered(at, marker) if marker and short else None
        if _BOLD.match(text):
            return "bold"
        if _ENCLOSED.match(text):
            return None
        if self._is_label(at):
            return "label"
        if _SECTION_WORD.match(text.strip(" *:：")):
            return "section"
        if label_of(text):
            return None
        if text.isupper() and " " in text and line.blank_after and _letters(text) >= 4:
            return "capitals"
        return "section" if self._announces(at) else None

    def _announces(self, at: int) -> bool:
        """Return whether a short line that stands alone is followed by text that could be its section."""
        line = self.lines[at]
        if not (line.blank_before and line.blank_after) or at + 1 >= len(self.lines):
            return False
        if any(character.isdigit() for character in line.text[:5]) or _letters(line.text) < 2:
            return False
        if _YEAR.search(line.text) and width(line.text) < 30:
            return False
        following = self.lines[at + 1].text
        return width(following) >= max(80, 2 * width(line.text)) and ends_sentence(following)

    def _is_enclosure(self, at: int, marker: Marker) -> bool:
        """Return whether an annex line only lists an annex that comes later, or stands among such lines."""
        if self._last_annex[marker.number] > at:
            return True
        label = label_of(self.lines[at].text)
        bare = not re.search(r"\d|[ \u00a0]\w{1,3}$|[一二三四五六七八九十]$", marker.number)
        if label and (not label[1] or bare):
            return True
        previous = self.lines[at - 1].text if at and not self.lines[at].blank_before else ""
        if previous and self.markers[at - 1] is None and label_of(previous):
            return True
        return at + 1 == len(self.lines) and not self._follows_other(at) and self.typed

    def _numbered(self, at: int, marker: Marker) -> str | None:
        """Tell a numbered heading from an item: in most of its list, a number has a body of its own."""
        if marker.style in BRACKETS or marker.bulleted:
            return None
        if marker.style is Style.CHAPTER:
            return str(Style.CHAPTER)
        run = self._lists[at]
        text = self.lines[at].text
        if run is None or not _letters(text[marker.end :]) or text.endswith((":", "：")):
            return None
        return marker.key if self._with_body[run] * 2 > self._members[run] else None

    def _is_label(self, at: int) -> bool:
        """Return whether a line is a label alone (`概要：`) with its text in the lines after it."""
        label = label_of(self.lines[at].text)
        if label is None or label[1] or width(label[0]) > 36 or at + 1 >= len(self.lines):
            return False
        if SALUTATION.match(label[0]):
            return False
        before = label_of(self.lines[at - 1].text) if at and not self.lines[at].blank_before else None
        return not (before and before[1])


def _letters(text: str) -> int:
    return sum(character.isalpha() for character in text)


def _is_short(text: str) -> bool:
    return (
        width(text) <= _MAX_WIDTH
        and not ends_sentence(text)
        and not text.endswith((",", "，", ";", "、", "،"))
    )


def _lists(markers: Sequence[Marker | None]) -> list[int | None]:
    """Return for each marker the number of the list it belongs to: a list ends where it begins anew."""
    current: dict[str, int] = {}
    lists: list[int | None] = []
    count = 0
    for marker in markers:
        if marker is not None and marker.style is Style.ANNEX:
            current.clear()
        if marker is None:
            lists.append(None)
            continue
        if marker.key not in current or marker.values == (1,):
            count += 1
            current[marker.key] = count
        lists.append(current[marker.key])
    return lists
