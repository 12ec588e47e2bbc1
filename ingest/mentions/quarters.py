"""Quarters and halves of a year, in six languages, as ranges of months."""

from __future__ import annotations

import re

from ingest.mentions.date_patterns import chinese_number
from ingest.mentions.fold import Folded
from ingest.mentions.mention import Mention, MentionKind, Precision

_NUMBERS = {
    "en": "first|second|third|fourth|last|1st|2nd|3rd|4th",
    "fr": "premier|deuxieme|second|troisieme|quatrieme|dernier|1er|[2-4]e(?:me)?",
    "es": r"primer|segundo|tercer|cuarto|ultimo|1\.?er|[24]\.?o|3\.?er",
    "ru": "(?:перв|втор|трет|четверт|последн)[а-я]+|i{1,3}|iv|[1-4](?:-?(?:и|м|ыи|ом|го))?",
    "ar": "الاول|الثاني|الثالث|الرابع|الاخير",
    "zh": "[1-4一二三四]",
    "zh_half": "[上下]",
    "code": "[qt][1-4]|[1-4]q",
}
_AR_OF = r"\s+(?:من\s+)?(?:ل?(?:ال)?(?:عام|سنة)\s+)?"
_RU_YEAR = r"\s+YEAR(?:\s*(?:года|году|год|г\.))?"
# Months of the part, the numbers that it may have, and how it is written in folded text.
_FORMS = (
    (3, "en", r"\bNUMBER\s+quarter(?:\s+of)?(?:\s+the\s+year)?\s+YEAR"),
    (6, "en", r"\bNUMBER\s+half(?:\s+of)?(?:\s+the\s+year)?\s+YEAR"),
    (3, "fr", r"\bNUMBER\s+trimestre(?:\s+de)?(?:\s+l'annee)?\s+YEAR"),
    (6, "fr", r"\bNUMBER\s+semestre(?:\s+de)?(?:\s+l'annee)?\s+YEAR"),
    (3, "es", r"\bNUMBER\s+trimestre(?:\s+del?)?(?:\s+ano)?(?:\s+de)?\s+YEAR"),
    (6, "es", r"\bNUMBER\s+semestre(?:\s+del?)?(?:\s+ano)?(?:\s+de)?\s+YEAR"),
    (3, "ru", rf"(?<!\w)NUMBER\s+квартал[а-я]*{_RU_YEAR}"),
    (6, "ru", rf"(?<!\w)NUMBER\s+(?:полугоди|половин)[а-я]+{_RU_YEAR}"),
    (3, "ar", rf"(?:ال)?(?:ربع|فصل)\s+NUMBER{_AR_OF}YEAR"),
    (6, "ar", rf"(?:ال)?نصف\s+NUMBER{_AR_OF}YEAR"),
    (3, "zh", r"YEAR\s*年\s*的?\s*第?\s*NUMBER\s*季度?"),
    (6, "zh_half", r"YEAR\s*年\s*的?\s*NUMBER半年"),
    (3, "code", r"\bNUMBER[\s/-]?YEAR"),
    (3, "code", r"YEAR[\s/-]?NUMBER\b"),
)
_YEAR = r"(?<!\d)(?:\d{4}(?!\d)|[〇零o一二三四五六七八九]{4})"
_PATTERN = re.compile(
    "|".join(
        form.replace("NUMBER", f"(?P<n{at}>{_NUMBERS[numbers]})").replace("YEAR", f"(?P<y{at}>{_YEAR})")
        for at, (_, numbers, form) in enumerate(_FORMS)
    )
)
_HINT = re.compile(
    r"quarter|half|trimestre|semestre|квартал|полугоди|половин|季|半年|ربع|فصل|نصف|[qt][1-4]|[1-4]q"
)
_FIRST_LETTERS = (
    ("first prem prim перв الاو 一 上", 1),
    ("sec deux seg втор الثاني 二 下", 2),
    ("thi troi ter трет الثالث 三", 3),
    ("four quat cuar четв الرابع 四", 4),
)
_LAST = re.compile("last|dernier|ultimo|последн|الاخير")
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


def find_quarters(text: str, folded: Folded) -> list[Mention]:
    """Return the quarters and halves of a year: `2026-04/2026-06`, flagged `quarter` or `half`."""
    if not _HINT.search(folded.text):
        return []
    found = []
    for match in _PATTERN.finditer(folded.text):
        at = next(at for at in range(len(_FORMS)) if match[f"y{at}"] is not None)
        months, year = _FORMS[at][0], chinese_number(match[f"y{at}"])
        number = _number(match[f"n{at}"], 12 // months)
        if number is None or not 1900 <= year <= 2100:
            continue
        start, end = folded.span(*match.span())
        first = (number - 1) * months + 1
        value = f"{year}-{first:02d}/{year}-{first + months - 1:02d}"
        flag = "quarter" if months == 3 else "half"
        found.append(
            Mention(MentionKind.DATE, start, end, text[start:end], value, Precision.MONTH, flags=(flag,))
        )
    return found


def _number(written: str, most: int) -> int | None:
    """Return which part of the year is meant, None where there are not so many."""
    if _LAST.match(written):
        return most
    digit = re.search(r"[1-4]", written)
    number = int(digit.group()) if digit else _ROMAN.get(written, 0)
    for letters, value in _FIRST_LETTERS:
        if any(written.startswith(one) for one in letters.split()):
            number = value
    return number if 1 <= number <= most else None
