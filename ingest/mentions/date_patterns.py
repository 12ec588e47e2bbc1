"""The pattern of single date tokens in folded text, and where in a text to look for them."""

from __future__ import annotations

import re
from itertools import pairwise

from ingest.mentions.months import VOCABULARY

_CHINESE_DIGITS = {digit: value for value, digit in enumerate("〇一二三四五六七八九")} | {"零": 0, "o": 0}
_CN = "一二三四五六七八九"
_HAN = "\u4e00-\u9fff"
_DATE_WORDS = "|".join(
    sorted((word for word, (letter, _) in VOCABULARY.items() if letter in "MP"), key=len, reverse=True)
)

_MEANT = "至到迄和与與及暨第民星周週礼禮上下晚早中凌十廿〇零" + _CN


def _plain_han() -> str:
    """Return the ranges of Han characters that begin no date token, for a character class."""
    stops = sorted({0x4DFF, 0xA000, *(ord(character) for character in _MEANT if character >= "\u4e00")})
    ranges = pairwise(stops)
    return "".join(f"{chr(low + 1)}-{chr(high - 1)}" for low, high in ranges if high - low > 1)


_PLAIN_HAN = _plain_han()
SCANNER = re.compile(
    rf"""
    (?P<gap>[\s*_']+)
  | (?P<word>(?!www\.|https?:)[a-z]+(?![-/\d@a-z])|[а-я]+
      |(?!و?ب?ل?(?:كانون|تشرين)\s(?:الثاني|الاول))[\u0621-\u064a]+)
  | (?P<address>(?:https?://|www\.)[^\s,;()<>\u0080-\uffff]+|[a-z0-9][a-z0-9.+_-]*@[a-z0-9.-]+)
  | (?P<phone>\+\d[\d\ ().-]{{6,}}\d)
  | (?P<symbol>(?!(?:{_DATE_WORDS})-)
      [a-z]+(?:\d[a-z0-9]*(?:[-/.][a-z0-9]+)*|(?:[-/][a-z]+)*[-/]\d[a-z0-9./-]*))
  | (?P<iso>\d{{4}}-\d\d-\d\d(?:t\d\d:\d\d(?::\d\d)?(?:z|[+-]\d\d:?\d\d)?)?(?![\d-])|\d{{4}}-\d\d(?![\d/-]))
  | (?P<numeric>
        \d{{1,2}}(?:(?P<s0>[./])\d{{1,2}})?\.?\s?-\s?\d{{1,2}}(?P<s1>[./])\d{{1,2}}(?P=s1)\d{{4}}(?![\d/])
      | \d{{4}}(?P<s2>[./])\d{{1,2}}(?P=s2)\d{{1,2}}\s?-\s?(?:\d{{1,2}}(?P=s2))?\d{{1,2}}(?![\d./年月日])
      | \d{{4}}(?P<s3>[./-])\d{{1,2}}(?P=s3)\d{{1,2}}(?![\d/])
      | \d{{1,2}}(?P<s4>[./-])\d{{1,2}}(?P=s4)\d{{4}}(?![\d/]))
  | (?P<short>(?<![\d.])(?:\d\d(?:\.\d\d)?\s?-\s?)?\d\d\.\d\d\.\d\d(?![\d.]\d|\d))
  | (?P<roman>\d{{1,2}}(?P<s5>[./-])[ivxх]{{1,4}}(?P=s5)\d{{4}}(?!\d)
      |\d{{1,2}}[./][ivxх]{{1,4}}(?=\s?-\s?\d{{1,2}}[./][ivxх]{{1,4}}[./]\d{{4}}))
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
      (?P<glued>[a-zа-я][a-zа-я0-9]*)?
  | (?P<levant>و?ب?ل?(?:كانون|تشرين)\s(?:الثاني|الاول))
  | (?P<rest>[a-z]+)
  | (?P<cjk>[至到迄]|[和与與及暨])
  | (?P<punctuation>[-~/,、().])
  | (?P<other>[{_PLAIN_HAN}]+|.)
    """,
    re.VERBOSE | re.DOTALL,
)


_MONTH_NAMES = (
    *(word for word, (letter, _) in VOCABULARY.items() if letter == "M" and len(word) > 3),
    "كانون ",
    "تشرين ",
)
_SHORT_MONTH = re.compile(r"\bma[iy]\b|\bма[яеи]\b")
_NUMBER = re.compile(rf"\d+|[{_CN}十〇零o]\s*[年月]")
_REACH = 48
_INSIDE = frozenset("0123456789abcdefghijklmnopqrstuvwxyzабвгдежзийклмнопрстуфхцчшщъыьэюя-/.@:_") | frozenset(
    chr(code) for code in range(0x0621, 0x064B)
)


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


def windows(text: str) -> list[tuple[int, int]]:
    """Return the stretches of `text` that may hold dates, cut at blanks or between Han characters."""
    seeded: list[tuple[int, int]] = []
    for seed_start, seed_end in _seeds(text):
        start, end = max(0, seed_start - _REACH), min(len(text), seed_end + _REACH)
        if seeded and start <= seeded[-1][1]:
            seeded[-1] = (seeded[-1][0], max(end, seeded[-1][1]))
        else:
            seeded.append((start, end))
    widened: list[tuple[int, int]] = []
    for start, end in seeded:
        while start > 0 and text[start - 1] in _INSIDE:
            start -= 1
        while end < len(text) and text[end] in _INSIDE:
            end += 1
        if widened and start <= widened[-1][1]:
            start = widened.pop()[0]
        widened.append((start, end))
    return widened


def _seeds(text: str) -> list[tuple[int, int]]:
    """Return where numbers and names of months stand, in order."""
    seeds = [match.span() for match in _NUMBER.finditer(text)]
    if "ma" in text or "ма" in text:
        seeds.extend(match.span() for match in _SHORT_MONTH.finditer(text))
    for name in _MONTH_NAMES:
        position = text.find(name)
        while position >= 0:
            seeds.append((position, position + len(name)))
            position = text.find(name, position + 1)
    return sorted(seeds)
