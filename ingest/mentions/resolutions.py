"""Resolutions and decisions with number, place and year of adoption."""

from __future__ import annotations

import re

from ingest.mentions.mention import Mention, MentionKind
from ingest.mentions.vocabulary import level

_WORDS = {
    "Resolution": r"(?:第\s?)?(?<!\d)(?P<z1>\d{1,4})\s?号决议|\b[Rr]esolutions? (?P<e1>\d{1,4})"
    r"|\b[Rr]ésolutions? (?P<f1>\d{1,4})"
    r"|\b[Rr]esoluci(?:ón|ones) (?P<s1>\d{1,4})|\b[Рр]езолюци[а-я]+ (?P<r1>\d{1,4})|القرار (?P<a1>\d{1,4})",
    "Decision": r"(?:第\s?)?(?<!\d)(?P<z2>\d{1,4})\s?号决定|\b[Dd]ecisions? (?P<e2>\d{1,4})"
    r"|\b[Dd]écisions? (?P<f2>\d{1,4})"
    r"|\b[Dd]ecisi(?:ón|ones) (?P<s2>\d{1,4})|\b[Рр]ешени[а-я]+ (?P<r2>\d{1,4})|المقرر (?P<a2>\d{1,4})",
    "Recommendation": r"(?:第\s?)?(?<!\d)(?P<z3>\d{1,4})\s?号建议|\b[Rr]ecommend?ations? (?P<e3>\d{1,4})"
    r"|\b[Rr]ecomendaci(?:ón|ones) (?P<s3>\d{1,4})|\b[Рр]екомендаци[а-я]+ (?P<r3>\d{1,4})"
    r"|التوصية (?P<a3>\d{1,4})",
    "Opinion": r"(?:第\s?)?(?<!\d)(?P<z4>\d{1,4})\s?号意见|\bOpinion (?P<e4>\d{1,4})|\bAvis (?P<f4>\d{1,4})",
}
_PATTERNS = {
    kind: re.compile(pattern.replace(" (?P", r"\s(?:No\.?\s?|N°\s?|№\s?|رقم\s)?(?P"))
    for kind, pattern in _WORDS.items()
}
_ADOPTED = re.compile(
    r"\s?\(([^()\n]{3,60})\)|[，,]\s?((?:19|20)\d\d年[，,]\s?[^，,()\n]{1,20}(?:[，,]\s?修订版)?)"
)
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_REVISED = re.compile(
    r"修订版?|\bRev\.?|\bRév\.?|\bпересм\.?|المراجَ?عة?(?:\s?في)?|المراجع(?:\s?في)?", re.IGNORECASE
)


def find_resolutions(text: str) -> list[Mention]:
    """Return the resolutions, decisions, recommendations and opinions of a text.

    `value` is `Resolution 31 (基加利, 2022)` with the place as written, `Decision 637` where nothing
    else is given; the span covers the parentheses. `flags` holds `revised` for a revised one.
    """
    plain = level(text)
    found = []
    for kind, pattern in _PATTERNS.items():
        for match in pattern.finditer(plain):
            number = next(value for value in match.groupdict().values() if value)
            end = match.end()
            value = f"{kind} {number}"
            flags: tuple[str, ...] = ()
            adopted = _ADOPTED.match(plain, end)
            inside = (adopted.group(1) or adopted.group(2)) if adopted else ""
            year = _YEAR.search(inside)
            if adopted and year:
                end = adopted.end()
                rest = _REVISED.sub(" ", _YEAR.sub(" ", inside))
                place = re.sub(r"[年г]\.?(?=\W|$)", " ", rest).strip(" ,，、.;年")
                place = re.sub(r"\s+", " ", re.split(r"[,，]", place)[0]).strip()
                value += f" ({place}, {year.group(1)})" if place else f" ({year.group(1)})"
                flags = ("revised",) if _REVISED.search(inside) else ()
            found.append(
                Mention(
                    MentionKind.RESOLUTION,
                    match.start(),
                    end,
                    text[match.start() : end],
                    value,
                    role=kind.lower(),
                    number=number,
                    flags=flags,
                )
            )
    return sorted(found, key=lambda mention: mention.start)
