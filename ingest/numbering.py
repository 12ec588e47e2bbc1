"""Typed numbering at the start of a line: `2.1`, `a)`, `一、`, `(iv)`, `附件 1`, `Annex 2`, `- 5)`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from ingest.mentions.fold import fold
from ingest.mentions.months import VOCABULARY


class Style(StrEnum):
    """A way of numbering; the members of one list share it."""

    ANNEX = "annex"
    CHAPTER = "chapter"
    AGENDA = "agenda"
    HAN = "han"
    HAN_BRACKET = "han_bracket"
    DECIMAL = "decimal"
    ROMAN = "roman"
    LETTER = "letter"
    NUMBER_BRACKET = "number_bracket"
    LETTER_BRACKET = "letter_bracket"
    ROMAN_BRACKET = "roman_bracket"
    BULLET = "bullet"


@dataclass(frozen=True, slots=True)
class Marker:
    """A number as shown, its style and values (`2.1` → `(2, 1)`), and where the text after it begins.

    `weak` marks a number that a sentence could begin with as well: it counts only where it
    starts a list or goes on with one.
    """

    style: Style
    number: str
    values: tuple[int, ...]
    end: int
    weak: bool = False
    bulleted: bool = False

    @property
    def pointed(self) -> bool:
        """Return whether the number ends in a point, a comma or a bracket."""
        return not self.number[-1:].isalnum()

    @property
    def key(self) -> str:
        """Return what siblings share: the style, with the depth for decimal numbers."""
        return f"{self.style}{len(self.values)}" if self.style is Style.DECIMAL else str(self.style)

    def follows(self, earlier: tuple[int, ...] | None) -> bool:
        """Return whether this number can come next after `earlier` (None: at the start)."""
        if not self.values:
            return True
        if earlier is None or self.values[:-1] != earlier[: len(self.values) - 1]:
            return self.values[-1] == 1
        if len(earlier) < len(self.values):
            return self.values[-1] == 1
        return self.values[-1] == earlier[len(self.values) - 1] + 1


_HAN_DIGITS = "〇一二三四五六七八九十百"
_BULLETS = "-–—•·*●○■□▪◦‣►▸➢✓※"
_BULLET = re.compile(rf"[{_BULLETS}](?=[ \t\u3000])[ \t\u3000]+|[•●■□▪◦‣►▸➢※]")
_ROMAN = r"[IVXLivxl]{1,7}"
_GAP = r"(?:[ \t\u3000\u00a0]+|$)"
_SEPARATOR = rf"(?:[ \t\u3000\u00a0]*[:：.、—–-][ \t\u3000\u00a0]*|{_GAP})"

_ANNEX = re.compile(
    r"(?P<number>(?:附件|附录|附錄|附文|附表|附则|附後)[ \t\u3000]?"
    r"(?:\d{1,2}|[A-Z](?![A-Za-z])|[一二三四五六七八九十]{1,3})?"
    r"|(?i:annex|annexe|anexo|appendix|appendice|apéndice|attachment|adjunto|pièce jointe|приложение"
    r"|дополнение|الملحق|ملحق|المرفق|مرفق)"
    r"(?:[ \t\u00a0]+(?:(?i:no|nº|n°|№|رقم)\.?[ \t]*)?(?:\d{1,2}|[A-ZА-Я](?!\w)|[IVX]{1,5}(?!\w)))?)"
    rf"{_SEPARATOR}"
)
_CHAPTER = re.compile(
    rf"(?P<number>第[ \t]?(?:\d{{1,2}}|[{_HAN_DIGITS}]{{1,3}})[ \t]?(?:章|节|節|部分|编|篇)"
    r"|(?i:part|chapter|section|partie|chapitre|parte|capítulo|sección|часть|глава|раздел|الجزء|الفصل"
    r"|القسم)"
    r"[ \t\u00a0]+(?:\d{1,2}|[A-ZА-Я](?!\w)|[IVX]{1,5}(?!\w)))"
    rf"{_SEPARATOR}"
)
_AGENDA = re.compile(
    r"(?P<number>(?:议题|议程项目|议项|項目|议程)[ \t]?\d{1,2}"
    r"|(?i:agenda item|item|point|punto|пункт|البند|بند)[ \t\u00a0]+\d{1,2}(?:\.\d{1,2})?)"
    rf"{_SEPARATOR}"
)
_HAN = re.compile(rf"(?P<number>(?P<value>[{_HAN_DIGITS}]{{1,3}})(?P<point>[、．.，])?)[ \t\u3000]*(?=\S)")
_HAN_BRACKET = re.compile(rf"(?P<number>[（(](?P<value>[{_HAN_DIGITS}]{{1,3}})[)）])[ \t\u3000]*(?=\S)")
_DECIMAL = re.compile(
    rf"(?P<number>(?P<value>\d{{1,2}}(?:[.．]\d{{1,2}}){{0,5}})(?P<point>[.．、]|[.]?[-–](?=[ \t]))?)"
    rf"(?P<gap>{_GAP}|(?<=、)|(?<=[.．])(?=[^\W\d_A-Za-z]))"
)
_MONTH_YEAR = re.compile(r"(?:de[ \t])?(?P<word>[^\W\d_]+)[ \t]*(?:(?:de[ \t])?\d{4}|,|$)")
_NUMBER_BRACKET = re.compile(rf"(?P<number>[（(]?(?P<value>\d{{1,2}})[)）])(?:{_GAP}|(?=[^\W\d]))")
_LETTER_BRACKET = re.compile(rf"(?P<number>[（(]?(?P<value>[a-zA-Zа-яА-Яأ-ي])[)）])(?:{_GAP}|(?=[^\W\d]))")
_ROMAN_BRACKET = re.compile(rf"(?P<number>[（(]?(?P<value>{_ROMAN})[)）])(?:{_GAP}|(?=[^\W\d]))")
_LETTER = re.compile(r"(?P<number>(?P<value>[a-zA-Zа-яА-Яأ-ي])\.)[ \t\u00a0]+")
_ROMAN_POINT = re.compile(
    r"(?P<number>(?P<value>[IVXL]{1,7})(?P<point>\.|(?=[ \t]*[—–-][ \t])|(?=\t)))[ \t—–-]+"
)
_CIRCLED = re.compile(r"(?P<number>[①-⑳⑴-⒇])[ \t\u3000]*")
_ARABIC_ORDINAL = re.compile(
    r"(?P<number>أولا|أولاً|ثانيا|ثانياً|ثالثا|ثالثاً|رابعا|رابعاً|خامسا|خامساً|سادسا"
    r"|سادساً)(?:[ \t]*[:：.،–—-])?[ \t]+"
)
_ARABIC_ORDINALS = ("أول", "ثاني", "ثالث", "رابع", "خامس", "سادس")
_ARABIC_LETTERS = "أبجدهوزحطيكلمنسعفصقرشتثخذضظغ"
_PATTERNS = (
    *(_ANNEX, _CHAPTER, _AGENDA, _HAN_BRACKET, _HAN, _ARABIC_ORDINAL, _CIRCLED, _NUMBER_BRACKET, _DECIMAL),
    *(_ROMAN_BRACKET, _LETTER_BRACKET, _ROMAN_POINT, _LETTER),
)
# All of them at once: most lines begin with no number, and are done with after one look.
_ANY = re.compile("|".join(re.sub(r"\?P<\w+>", "?:", pattern.pattern) for pattern in _PATTERNS))


def read_markers(line: str) -> tuple[Marker, ...]:
    """Return the readings of the number that `line` begins with, the likeliest first.

    A line may have two readings (`i)` is the first Roman or the ninth letter) or none. A bullet
    before a number (`- 5)`) belongs to the number; a bullet alone is a marker of its own.
    """
    indent = len(line) - len(line.lstrip())
    bullet = _BULLET.match(line, indent)
    at = bullet.end() if bullet else indent
    found = list(_numbers(line, at, bulleted=bullet is not None))
    if not found and bullet:
        found = [Marker(Style.BULLET, bullet.group().strip(), (), at, bulleted=True)]
    return tuple(found)


def _numbers(line: str, at: int, *, bulleted: bool) -> list[Marker]:
    found: list[Marker] = []

    def add(style: Style, match: re.Match[str], values: tuple[int, ...], *, weak: bool = False) -> None:
        if values and all(0 < value < 100 for value in values):
            found.append(Marker(style, match.group("number").strip(), values, match.end(), weak, bulleted))

    if not _ANY.match(line, at):
        return found
    for style, pattern in ((Style.ANNEX, _ANNEX), (Style.CHAPTER, _CHAPTER), (Style.AGENDA, _AGENDA)):
        if match := pattern.match(line, at):
            add(style, match, (_trailing_value(match.group("number")),))
            return found
    if match := _HAN_BRACKET.match(line, at):
        add(Style.HAN_BRACKET, match, (han_value(match.group("value")),))
    if match := _HAN.match(line, at):
        spaced = match.end() > match.end("number")
        if match.group("point") or spaced:
            add(Style.HAN, match, (han_value(match.group("value")),), weak=not match.group("point"))
    if match := _ARABIC_ORDINAL.match(line, at):
        value = 1 + next(
            n for n, stem in enumerate(_ARABIC_ORDINALS) if match.group("number").startswith(stem)
        )
        add(Style.HAN, match, (value,))
    if match := _CIRCLED.match(line, at):
        base = ord("①") if match.group("number") <= "⑳" else ord("⑴")
        add(Style.NUMBER_BRACKET, match, (ord(match.group("number")) - base + 1,))
    if match := _NUMBER_BRACKET.match(line, at):
        add(Style.NUMBER_BRACKET, match, (int(match.group("value")),))
    if (match := _DECIMAL.match(line, at)) and not (match.group("point") is None and _dates(line, match)):
        parts = re.split(r"[.．]", match.group("value"))
        if not any(part.startswith("0") for part in parts):
            weak = not (match.group("gap") == "\t" and len(parts) > 1)
            add(Style.DECIMAL, match, tuple(int(part) for part in parts), weak=weak)
    if (match := _ROMAN_BRACKET.match(line, at)) and (value := roman_value(match.group("value"))):
        add(Style.ROMAN_BRACKET, match, (value,))
    if match := _LETTER_BRACKET.match(line, at):
        add(Style.LETTER_BRACKET, match, (_letter_value(match.group("value")),))
    if (match := _ROMAN_POINT.match(line, at)) and (value := roman_value(match.group("value"))):
        add(Style.ROMAN, match, (value,), weak=True)
    if match := _LETTER.match(line, at):
        add(Style.LETTER, match, (_letter_value(match.group("value")),), weak=True)
    return found


def _dates(line: str, number: re.Match[str]) -> bool:
    """Say whether a bare number is the day of a date: `1 September 2026`, `1 de septiembre`."""
    after = _MONTH_YEAR.match(line, number.end())
    return after is not None and VOCABULARY.get(fold(after.group("word")).text, ("", 0))[0] == "M"


def _trailing_value(number: str) -> int:
    digits = re.search(r"\d+", number)
    if digits:
        return int(digits.group()) or 1
    tail = number.split()[-1] if " " in number.strip() else number[-1]
    if han := han_value("".join(c for c in number[2:] if c in _HAN_DIGITS)):
        return han
    return roman_value(tail) or (
        ord(tail) - ord("A") + 1 if "A" <= tail[-1:] <= "Z" and len(tail) == 1 else 1
    )


def han_value(text: str) -> int:
    """Return the number that Chinese numerals up to 99 give, 0 where `text` is none."""
    digits = {character: value for value, character in enumerate("〇一二三四五六七八九")}
    if not text or any(character not in digits and character != "十" for character in text):
        return 0
    tens, found, ones = text.partition("十")
    if not found:
        return digits[text] if len(text) == 1 else 0
    if len(tens) > 1 or len(ones) > 1 or "十" in ones:
        return 0
    return (digits[tens] if tens else 1) * 10 + (digits[ones] if ones else 0)


def roman_value(text: str) -> int:
    """Return the number that a well-formed Roman numeral up to 99 gives, 0 where `text` is none."""
    upper = text.upper()
    if not re.fullmatch(r"(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", upper) or not upper:
        return 0
    worth = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
    values = [worth[character] for character in upper]
    following = [*values[1:], 0]
    return sum(-value if value < after else value for value, after in zip(values, following, strict=True))


def _letter_value(letter: str) -> int:
    lower = letter.lower()
    if "a" <= lower <= "z":
        return ord(lower) - ord("a") + 1
    if "а" <= lower <= "я":
        return ord(lower) - ord("а") + 1
    return _ARABIC_LETTERS.find(letter) + 1
