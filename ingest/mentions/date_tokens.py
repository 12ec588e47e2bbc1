"""Cutting folded text into the tokens of the date grammar, each with the letter that stands for it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from ingest.mentions.date_patterns import SCANNER, chinese_number, windows
from ingest.mentions.months import CHINESE_PARTS, LEVANTINE, VOCABULARY
from ingest.mentions.times import read_zone

_WEEKDAY_DIGITS = {"一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5, "日": 6, "天": 6, "1": 0}
# `mar` before a day and a month is mardi or martes.
_TUESDAY = re.compile(r"[.,]*O*N(?:O*[-R]O*(?:[WM][.,]*)?O*N)?O*M")
_ROMAN_MONTHS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_LETTERS = {"至": "R", "到": "R", "迄": "R", "、": "、", "~": "~"}


class Token(NamedTuple):
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


def scan(text: str) -> list[Token]:
    """Cut folded text into tokens; white space falls away, a run of other words becomes one X.

    Only the surroundings of numbers and months are cut; an X stands for what lies between.
    """
    tokens: list[Token] = []
    for start, end in windows(text):
        tokens.append(Token("X", 0, start, start))
        _scan_window(text, start, end, tokens)
    return _settle(text, _with_zones(tokens[1:] if tokens and tokens[0].start == 0 else tokens, text))


def _scan_window(text: str, start: int, end: int, tokens: list[Token]) -> None:
    line_start = False
    for match in SCANNER.finditer(text, start, end):
        kind = match.lastgroup
        if kind == "gap":
            lines = match.group().count("\n")
            line_start = lines > 0
            if lines > 1:
                _add(tokens, Token("X", 0, match.start(), match.end()))
            continue
        if line_start and match.group() in "-.*" and text[match.end() : match.end() + 1] in (" ", "\t"):
            _add(tokens, Token("X", 0, match.start(), match.end()))
        elif kind == "other" or (
            kind == "word" and match.group() not in VOCABULARY and match.group()[0] < "\u0600"
        ):
            if not tokens or tokens[-1].letter != "X":
                tokens.append(Token("X", 0, match.start(), match.end()))
        else:
            for token in _tokens(match, text):
                _add(tokens, token)
        line_start = False


def _add(tokens: list[Token], token: Token) -> None:
    if token.letter != "X" or not tokens or tokens[-1].letter != "X":
        tokens.append(token)


def _kind(match: re.Match[str]) -> str:
    for name in ("numeric", "roman", "year", "month", "day", "number"):
        if match.group(name) is not None:
            return name
    return match.lastgroup or "other"


def _tokens(match: re.Match[str], text: str) -> Iterator[Token]:
    kind, found, start, end = _kind(match), match.group(), match.start(), match.end()
    if kind in ("word", "rest"):
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
    elif kind in ("iso", "numeric", "short"):
        yield Token("I", found, start, end)
    elif kind == "roman":
        yield from _roman(found, start)
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


def _roman(found: str, start: int) -> Iterator[Token]:
    """Yield day, month and year of `17.XI.2025`; of `5.I-` only the first two."""
    parts = list(re.finditer(r"\d+|[ivxх]+", found))
    day, numeral = int(parts[0].group()), parts[1].group().replace("х", "x")
    month = _ROMAN_MONTHS.index(numeral) + 1 if numeral in _ROMAN_MONTHS else 0
    letters = ("N" if 1 <= day <= 31 else "#", "M" if month else "X", "Y")
    values = (day, month, int(parts[2].group()) if len(parts) > 2 else 0)
    for letter, value, part in zip(letters, values, parts, strict=False):
        yield Token(letter, value, start + part.start(), start + part.end(), part.group())


def _word(word: str, start: int, end: int) -> Iterator[Token]:
    entry = VOCABULARY.get(word)
    if entry is None and word[0] in "وبلف" and len(word) > 3:
        # Arabic writes "and", "in", "for" as one letter before the word.
        entry = VOCABULARY.get(word[1:])
        if entry is not None and entry[0] == "R":
            yield Token("R", 0, start, end, word)
            return
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


def _settle(text: str, tokens: list[Token]) -> list[Token]:
    """Settle words that mean two things: `mar` (March, Tuesday), numbers after `Room` or `Article`.

    A number on the line below such a word is none of its own: `Room`, then `5 June`.
    """
    settled: list[Token] = []
    letters = "".join(token.letter for token in tokens)
    for position, token in enumerate(tokens):
        if token.word == "mar" and _TUESDAY.match(letters, position + 1):
            token = Token("W", 1, token.start, token.end, "mar")
        named = bool(settled) and settled[-1].letter == "K"
        if named and token.letter in "NYI" and "\n" not in text[settled[-1].end : token.start]:
            token = Token("X", 0, token.start, token.end)
        settled.append(token)
    return settled
