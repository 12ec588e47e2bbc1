"""Cutting folded text into the tokens of the date grammar, each with the letter that stands for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.mentions.months import CHINESE_PARTS, LEVANTINE, VOCABULARY
from ingest.mentions.times import read_zone

_CHINESE_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "o": 0}
_WEEKDAY_DIGITS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "1": 0}
_CN = "一二三四五六七八九"
_HAN = "\u4e00-\u9fff"
_DATE_WORDS = "|".join(
    sorted((word for word, (letter, _) in VOCABULARY.items() if letter in "MP"), key=len, reverse=True)
)

_SCANNER = re.compile(
    rf"""
    (?P<gap>[\s*_']+)
  | (?P<address>https?://\S+|www\.\S+|[a-z0-9][\w.+-]*@[\w.-]+)
  | (?P<phone>\+\d[\d\ ().-]{{6,}}\d)
  | (?P<symbol>(?!(?:{_DATE_WORDS})-)[a-z]+(?:\d[a-z0-9]*(?:[-/.][a-z0-9]+)*|(?:[-/][a-z]+)*[-/]\d[\w./-]*))
  | (?P<iso>\d{{4}}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d)?(?:z|[+-]\d\d:?\d\d)?)?(?![\d-])|\d{{4}}-\d\d(?![\d/-]))
  | (?P<numeric>
        \d{{1,2}}(?:(?P<s0>[./])\d{{1,2}})?\.?\s?-\s?\d{{1,2}}(?P<s1>[./])\d{{1,2}}(?P=s1)\d{{4}}(?![\d/])
      | \d{{4}}(?P<s2>[./])\d{{1,2}}(?P=s2)\d{{1,2}}\s?-\s?(?:\d{{1,2}}(?P=s2))?\d{{1,2}}(?![\d./年月日])
      | \d{{4}}(?P<s3>[./-])\d{{1,2}}(?P=s3)\d{{1,2}}(?![\d/])
      | \d{{1,2}}(?P<s4>[./-])\d{{1,2}}(?P=s4)\d{{4}}(?![\d/]))
  | (?P<dashed>\d{{1,2}}-(?:{_DATE_WORDS})\.?-\d{{4}}(?!\d))
  | (?P<clock>(?:(?:上午|下午|晚上|早上|中午|凌晨)\s*)?(?:
        \d{{1,2}}\s*(?:[时時](?![代期间區区])|[点點](?!\d))(?:\s*\d{{1,2}}\s*分|半|整)?
      | \d{{1,2}}[:h]\d\d(?::\d\d)?(?!\d)(?:\s*[ap]\.?\s?m\b\.?|\s*h\b|\s*(?:hours|hrs|heures|horas)\b)?
      | \d{{1,2}}\s?h\s?\d\d(?!\d)
      | \d{{1,2}}\s?(?:h\b|heures\b)
      | \d{{1,2}}(?:\.\d\d)?\s?[ap]\.?\s?m\b\.?
      | \d{{1,2}}\.\d\d\s?(?:hours|hrs|h|heures|horas|час\w*)\b
      | \d{{1,2}}\s?час\w*\.?(?:\s?\d\d\s?мин\w*\.?)?))
  | (?P<decimal>\d{{1,3}}(?:,\d{{3}})+(?!\d)|\d+(?:\.\d+)+)
  | (?P<decade>\d{{2,4}}\s*年代|\d{{4}}s\b)
  | (?P<nth>第\s*[\d{_CN}十百]+)
  | (?P<year>(?:民国|民國)\s*(?P<roc>\d{{2,3}}|[{_CN}十百〇零]+)\s*年
      |(?<!\d)(?P<western>\d{{4}}|[〇零o{_CN}]{{4}})\s*年(?!代)
       (?P<yearpart>初(?![步级級稿期])|中(?![国國心央东東方文午])|底|末)?)
  | (?P<month>(?<![\d{_CN}十])(?:(?P<m1>\d{{1,2}})|(?P<m2>十[一二]?|[{_CN}正]))\s*月(?:份)?
      (?:\s?(?P<monthpart>上旬|中旬|下旬|初(?![步级級稿期])|中(?![国國心央东東方文午])|底|末))?)
  | (?P<day>(?<![{_CN}十])(?:(?P<d1>\d{{1,2}})|(?P<d2>二十[{_CN}]?|三十一?|十[{_CN}]?|廿[{_CN}]?|[{_CN}]))
      \s*[日号號])
  | (?P<weekday>(?:星期|周|週|礼拜|禮拜)[一二三四五六日天])
  | (?P<number>\d+)(?P<suffix>(?:st|nd|rd|th|er|eme|e|\.?o|\.?a|-?(?:го|е|ого|ое|я|и|му))(?![a-zа-я0-9]))?
      (?P<glued>[a-zа-я]\w*)?
  | (?P<levant>و?ب?ل?(?:كانون|تشرين)\s(?:الثاني|الاول))
  | (?P<and>و(?=\d))
  | (?P<word>[a-z]+|[а-я]+|[\u0621-\u064a]+)
  | (?P<cjk>[至到迄]|[和与與及暨])
  | (?P<punctuation>[-~/,、().])
  | (?P<other>[{_HAN}]+?(?=[至到迄和与與及暨第民星周週礼禮上下晚早中凌\d{_CN}十廿〇零]|[^{_HAN}]|$)|.)
    """,
    re.VERBOSE | re.DOTALL,
)

# `mar` before a day and a month is mardi or martes.
_TUESDAY = re.compile(r"[.,]*O*N(?:O*[-R]O*(?:[WM][.,]*)?O*N)?O*M")
_LETTERS = {"至": "R", "到": "R", "迄": "R", "、": "、", "~": "~"}


@dataclass(frozen=True, slots=True)
class Token:
    """A token at folded characters `start` to `end`.

    Letters: N day, Y year, M month, W weekday, T time, Z its zone, I whole numeric date, `y` `m` `d` Chinese
    year, month, day; P part of a month; R range word, A and, B between, F from, O filler,
    H at, G year word, # other number, X anything else; punctuation stands for itself.
    """

    letter: str
    value: int | str
    start: int
    end: int
    word: str = ""


def chinese_number(text: str) -> int:
    """Return the value of a Chinese numeral up to 999, or of ASCII digits; `廿` is twenty."""
    if text.isascii():
        return int(text)
    if not set(text) & set("十百廿"):
        return int("".join(str(_CHINESE_DIGITS[digit]) for digit in text))
    total, digit = 0, 0
    for character in text:
        if character == "百":
            total, digit = total + (digit or 1) * 100, 0
        elif character == "十":
            total, digit = total + (digit or 1) * 10, 0
        elif character == "廿":
            total, digit = total + 20, 0
        else:
            digit = _CHINESE_DIGITS[character]
    return total + digit


def scan(text: str) -> list[Token]:
    """Cut folded text into tokens; white space falls away, blank lines and bullets become X."""
    tokens: list[Token] = []
    line_start = False
    for match in _SCANNER.finditer(text):
        kind = match.lastgroup
        if kind == "gap":
            lines = match.group().count("\n")
            line_start = lines > 0
            if lines > 1:
                tokens.append(Token("X", 0, match.start(), match.end()))
            continue
        if line_start and match.group() in "-.*" and text[match.end() : match.end() + 1] in (" ", "\t"):
            tokens.append(Token("X", 0, match.start(), match.end()))
        else:
            tokens.extend(_tokens(match, text))
        line_start = False
    return _settle(_with_zones(tokens, text))


def _kind(match: re.Match[str]) -> str:
    for name in ("numeric", "year", "month", "day", "number"):
        if match.group(name) is not None:
            return name
    return match.lastgroup or "other"


def _tokens(match: re.Match[str], text: str) -> Iterator[Token]:
    kind, found, start, end = _kind(match), match.group(), match.start(), match.end()
    if kind == "word":
        yield from _word(found, start, end)
    elif kind == "number":
        yield _number(match)
    elif kind == "year":
        if match["roc"]:
            yield Token("y", 1911 + chinese_number(match["roc"]), start, end)
        else:
            year = chinese_number(match["western"])
            letter = "y" if 1800 <= year <= 2199 else "#"
            part = match["yearpart"]
            if part:
                yield Token(letter, year, start, match.start("yearpart"))
                yield Token("p", CHINESE_PARTS[part], match.start("yearpart"), end)
            else:
                yield Token(letter, year, start, end)
    elif kind == "month":
        month = int(match["m1"]) if match["m1"] else chinese_number(match["m2"].replace("正", "一"))
        part = match["monthpart"]
        month_end = match.start("monthpart") if part else end
        yield Token("m" if 1 <= month <= 12 else "#", month, start, month_end)
        if part:
            yield Token("p", CHINESE_PARTS[part], month_end, end)
    elif kind == "day":
        day = chinese_number(match["d1"] or match["d2"])
        yield Token("d" if 1 <= day <= 31 else "#", day, start, end)
    elif kind == "weekday":
        yield Token("W", _WEEKDAY_DIGITS[found[-1]], start, end)
    elif kind in ("iso", "numeric"):
        yield Token("I", found, start, end)
    elif kind == "dashed":
        yield from _dashed(found, start)
    elif kind == "clock":
        yield Token("T", found, start, end)
    elif kind == "levant":
        first, second = found.lstrip("و").removeprefix("ب").removeprefix("ل").split()
        if found[0] == "و":
            yield Token("A", 0, start, start + 1)
            start += 1
        yield Token("M", LEVANTINE[first, second], start, end, f"{first} {second}")
    elif kind == "and":
        yield Token("A", 0, start, end)
    elif kind == "cjk":
        yield Token(_LETTERS.get(found, "A"), 0, start, end)
    elif kind == "punctuation":
        yield Token(found, 0, start, end)
    elif kind == "decimal":
        yield Token("#", 0, start, end)
    else:
        yield Token("X", 0, start, end, found)


def _dashed(found: str, start: int) -> Iterator[Token]:
    day, month, year = found.split("-")
    at = start + len(day) + 1
    yield Token("N" if 1 <= int(day) <= 31 else "#", int(day), start, start + len(day), day)
    yield Token("M", VOCABULARY[month.rstrip(".")][1], at, at + len(month), month.rstrip("."))
    yield Token("Y", int(year), at + len(month) + 1, start + len(found))


def _word(word: str, start: int, end: int) -> Iterator[Token]:
    entry = VOCABULARY.get(word)
    if entry is None and word[0] in "وبلف" and len(word) > 3:
        # Arabic writes "and", "in", "for" as one letter before the word.
        entry = VOCABULARY.get(word[1:])
        if entry is not None and entry[0] in "MWPO":
            yield Token("A" if word[0] == "و" else "O", 0, start, start + 1)
            yield Token(entry[0], entry[1], start + 1, end, word[1:])
            return
        entry = None
    if entry is None:
        yield Token("X", 0, start, end, word)
    else:
        yield Token(entry[0], entry[1], start, end, word)


def _number(match: re.Match[str]) -> Token:
    digits, start, end = match["number"], match.start(), match.end()
    value = int(digits) if len(digits) < 10 else 0
    glued = match["glued"]
    if glued and glued not in ("г", "года", "году"):
        return Token("X", 0, start, end)
    end = match.end("suffix") if match["suffix"] else match.end("number")
    if len(digits) <= 2 and 1 <= value <= 31:
        return Token("N", value, start, end, digits)
    if len(digits) == 4 and 1900 <= value <= 2100 and not match["suffix"]:
        return Token("Y", value, start, end)
    return Token("#", value, start, end)


def _with_zones(tokens: list[Token], text: str) -> list[Token]:
    """Put one Z token where a time is followed by the name of its zone."""
    if not any(token.letter == "T" for token in tokens):
        return tokens
    result: list[Token] = []
    covered = 0
    for token in tokens:
        if token.start < covered:
            continue
        result.append(token)
        zone = read_zone(text, token.end) if token.letter == "T" else None
        if zone is not None:
            result.append(Token("Z", zone[0], token.end, zone[1]))
            covered = zone[1]
    return result


def _settle(tokens: list[Token]) -> list[Token]:
    """Settle words that mean two things: `mar` (March, Tuesday), numbers after `Room` or `Article`."""
    settled: list[Token] = []
    letters = "".join(token.letter for token in tokens)
    for position, token in enumerate(tokens):
        if token.word == "mar" and _TUESDAY.match(letters, position + 1):
            token = Token("W", 1, token.start, token.end, "mar")
        if token.letter in "NY" and settled and settled[-1].letter == "K":
            token = Token("X", 0, token.start, token.end)
        settled.append(token)
    return settled
