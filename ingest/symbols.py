"""Document symbols: `CL-22/007`, `TDAG-25/2(Rev.1)-C`, `E/CN.4/2005/10/Add.1`, `第24/38号通函`."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from ingest.mentions.mention import Mention, MentionKind

# ITU marks the language of a document by a letter after its symbol.
LANGUAGE_LETTERS = {"A": "ar", "C": "zh", "E": "en", "F": "fr", "R": "ru", "S": "es"}

_REVISION = r"(?:Rev|Rév|R[ée]v|修订|修訂|Ред|Пересм|مراجعة|المراجعة)"
_CORRIGENDUM = r"(?:Corr|Cor|更正|勘误|Испр|تصويب)"
_ADDENDUM = r"(?:Add|增补|补遗|Доб|إضافة)"
_SUFFIX = rf"(?:\s?[(/（-]?\s?(?:{_REVISION}|{_CORRIGENDUM}|{_ADDENDUM})\s?\.?\s?\d{{1,2}}(?:\s?[)）])?)"
_LETTER = r"(?:\s?[-–‑]\s?[ACEFRS](?![A-Za-z0-9]))"
_BODY = r"[A-Z][A-Z0-9]{0,9}(?:[-.‑][A-Z0-9]{1,6}){0,3}"
_SYMBOL = re.compile(
    rf"(?<![A-Za-z0-9/._-])(?P<series>{_BODY}(?:/[A-Z]{{1,8}}\.?\d{{0,4}}"
    rf"|/\d{{1,5}}(?:-\d{{1,3}})?){{1,5}})"
    rf"(?P<suffix>{_SUFFIX}{{0,3}})(?P<letter>{_LETTER}?)(?![A-Za-z0-9/])"
)
_CIRCULAR = (
    r"(?i:circular(?:\s+letter)?|lettre\s+circulaire|circulaire|carta\s+circular|циркулярно\w*\s+письм\w*"
    r"|циркуляр\w*|(?:ال)?رسالة\s+(?:ال)?معممة)"
)
_BARE = re.compile(
    rf"(?:第\s?(?P<zh>\d{{2}}/\d{{1,3}})\s?号(?=\s?(?:通函|文件|公函))"
    rf"|{_CIRCULAR}\s*(?:(?i:no|nº|n°|№|رقم)\.?\s*)?(?P<other>\d{{2}}/\d{{1,3}})(?![\d/]))"
)
_PART = {
    "revision": re.compile(rf"{_REVISION}\s?\.?\s?(\d{{1,2}})", re.IGNORECASE),
    "corrigendum": re.compile(rf"{_CORRIGENDUM}\s?\.?\s?(\d{{1,2}})", re.IGNORECASE),
    "addendum": re.compile(rf"{_ADDENDUM}\s?\.?\s?(\d{{1,2}})", re.IGNORECASE),
}
_EDITION = re.compile(r"[A-Z]{2,}-\d{2}$")
_NO_BODY = frozenset(
    {"HTTP", "UTF", "ISO", "IEC", "RFC", "TCP", "UDP", "COVID-19", "AM", "PM", "N", "P", "Q"}
)


@dataclass(frozen=True, slots=True)
class Symbol:
    """A symbol taken apart: `series` has neither revision nor language; numbers are 0 where absent."""

    series: str
    revision: int = 0
    corrigendum: int = 0
    addendum: int = 0
    language: str | None = None


def parse_symbol(symbol: str) -> Symbol:
    """Return the parts of `symbol`, written with any of the usual brackets, slashes or spaces."""
    folded = unicodedata.normalize("NFKC", symbol).replace("‑", "-").replace("–", "-").strip()
    numbers = {name: _number(pattern, folded) for name, pattern in _PART.items()}
    letter = re.search(r"-\s?([ACEFRS])$", folded)
    series = re.sub(_LETTER + r"$", "", folded)
    series = re.sub(_SUFFIX, "", series, flags=re.IGNORECASE)
    return Symbol(
        series=re.sub(r"\s+", "", series).upper().rstrip("/-("),
        language=LANGUAGE_LETTERS[letter.group(1)] if letter else None,
        **numbers,
    )


def _number(pattern: re.Pattern[str], text: str) -> int:
    found = pattern.search(text)
    return int(found.group(1)) if found else 0


def normalise(symbol: str) -> str:
    """Return `symbol` without spaces, in half-width characters, its body in upper case."""
    folded = unicodedata.normalize("NFKC", symbol).replace("‑", "-").replace("–", "-")
    return re.sub(r"\s+", "", folded)


def _is_symbol(series: str) -> bool:
    body, *segments = series.split("/")
    if body in _NO_BODY or not any(character.isdigit() for character in "".join(segments)):
        return False
    if any(_EDITION.search(segment) for segment in segments):
        return False
    if any(segment.isdigit() or re.fullmatch(r"\d+-\d+", segment) for segment in segments):
        return len(body) > 1 or len(segments) > 1 or not segments[0].isdigit() or len(segments[0]) > 1
    return bool(re.search(r"\d{2}$", body)) and bool(re.fullmatch(r"[A-Z]{1,8}\.?\d+", segments[-1]))


def find_symbols(text: str) -> list[Mention]:
    """Return the document symbols in `text`, in order, with their spans.

    A circular given by its number alone (`第24/38号通函`, `Circular 24/38`) gives the number.
    """
    found: list[Mention] = []
    for match in _SYMBOL.finditer(text):
        if not _is_symbol(match.group("series")):
            continue
        end = match.end()
        found.append(_mention(text, match.start(), end))
    for match in _BARE.finditer(text):
        group = "zh" if match.group("zh") else "other"
        found.append(_mention(text, match.start(group), match.end(group)))
    return sorted(found, key=lambda mention: mention.start)


def _mention(text: str, start: int, end: int) -> Mention:
    shown = text[start:end]
    return Mention(MentionKind.SYMBOL, start, end, shown, normalise(shown))
