"""Clock times and time zones beside a date."""

from __future__ import annotations

import re
from functools import cache

from ingest.mentions.fold import fold

_ZONE = re.compile(
    r"[\s,(]*(?:(?P<utc>utc|gmt)\s*(?:(?P<sign>[+-])\s*(?P<hours>\d{1,2})(?::?(?P<minutes>\d\d))?)?"
    r"|(?P<abbreviation>cet|cest|eet|eest|bst|msk|jst)\b"
    r"|(?P<zh>[\u4e00-\u9fff]{2,8}?)(?:当地)?时间"
    r"|(?P<en>[a-z]+(?:\s[a-z]+)?)\s(?:local\s)?time\b"
    r"|(?:heure|hora)\s(?:local\s|locale\s)?d[e'u]\s?(?P<romance>[a-z]+(?:\s[a-z]+)?)"
    r"|بتوقيت\s(?P<ar>[\u0621-\u064a]+(?:\s[\u0621-\u064a]+)?)"
    r"|(?:по\s)?(?P<ru>[а-я-]+)\sврем[а-я]*)\)?"
)
_ABBREVIATIONS = {
    "cet": "UTC+01:00",
    "cest": "UTC+02:00",
    "eet": "UTC+02:00",
    "eest": "UTC+03:00",
    "bst": "UTC+01:00",
    "msk": "UTC+03:00",
    "jst": "UTC+09:00",
}
_NAMED = {
    "Europe/Zurich": "日内瓦 geneva geneve ginebra جنيف женевскому швейцарскому",
    "Asia/Shanghai": "北京 beijing pekin pequin pekín بكين بيجين пекинскому",
    "Europe/Moscow": "莫斯科 moscow moscou moscu موسكو московскому",
    "America/New_York": "纽约 نيويورك нью-йоркскому",
    "Asia/Baku": "巴库 baku bakou باكو бакинскому",
    "Europe/Paris": "巴黎 paris باريس парижскому",
}


@cache
def _zones() -> dict[str, str]:
    return {fold(name).text: zone for zone, names in _NAMED.items() for name in names.split()}


def read_time(text: str) -> str | None:
    """Return a folded clock time (`9:30 a.m.`, `09h30`, `下午2时`) as `hh:mm`, or None."""
    match = re.match(r"(上午|下午|晚上|早上|中午|凌晨)?\s*(\d{1,2})(.*)", text, re.DOTALL)
    if match is None:
        return None
    hour, rest = int(match[2]), match[3]
    minutes = re.match(r"\D*?(\d\d?)", rest)
    minute = 30 if "半" in rest else int(minutes[1]) if minutes else 0
    if re.search(r"p\.?\s?m", rest) or match[1] in ("下午", "晚上"):
        hour += 12 if hour < 12 else 0
    elif re.search(r"a\.?\s?m", rest) and hour == 12:
        hour = 0
    if hour == 24 and minute == 0:
        return "24:00"
    return f"{hour:02d}:{minute:02d}" if hour < 24 and minute < 60 else None


def read_zone(text: str, position: int) -> tuple[str, int] | None:
    """Return the time zone named in folded `text` at `position` and where it ends, or None."""
    match = _ZONE.match(text, position)
    if match is None:
        return None
    end = match.end()
    if match["utc"]:
        if not match["sign"]:
            return "UTC", end
        return f"UTC{match['sign']}{int(match['hours']):02d}:{match['minutes'] or '00'}", end
    if match["abbreviation"]:
        return _ABBREVIATIONS[match["abbreviation"]], end
    name = next((match[g] for g in ("zh", "en", "romance", "ar", "ru") if match[g]), "")
    zone = _zones().get(name)
    return (zone, end) if zone else None
