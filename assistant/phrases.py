"""What answers are worded with: dates by Babel, names of places, short sentences in six languages."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

from babel.dates import format_date, format_interval

LANGUAGES = ("zh", "en", "fr", "es", "ru", "ar")
_LOCALES = {"en": "en_GB"}
_RANGES = {
    "en": ("{first}–{last}", "{first} to {last}"),
    "fr": ("du {first} au {last}", "du {first} au {last}"),
    "es": ("del {first} al {last}", "del {first} al {last}"),
    "ru": ("{first}–{last}", "с {first} по {last}"),
    "ar": ("من {first} إلى {last}", "من {first} إلى {last}"),
}
_DAYS = {
    "zh": ("天", "天", "天"),
    "en": ("day", "days", "days"),
    "fr": ("jour", "jours", "jours"),
    "es": ("día", "días", "días"),
    "ru": ("день", "дня", "дней"),
    "ar": ("يوم", "أيام", "يوما"),
}


@cache
def _table() -> dict[str, dict[str, str]]:
    lines = (Path(__file__).parent / "phrases.tsv").read_text("utf-8").splitlines()
    head = lines[0].split("\t")[1:]
    return {line.split("\t")[0]: dict(zip(head, line.split("\t")[1:], strict=True)) for line in lines[1:]}


def phrase(key: str, language: str, **values: object) -> str:
    """Return the sentence `key` in `language` (English where it is not one of the six).

    Raises KeyError where there is no such sentence or a value is missing.
    """
    row = _table()[key]
    return row.get(language, row["en"]).format_map(values)


def has_phrase(key: str) -> bool:
    """Return whether there is a sentence `key`."""
    return key in _table()


def day_text(day: date, language: str) -> str:
    """Return a day as `language` writes it: `22 February 2022`, `2022年2月22日`."""
    text = str(format_date(day, "long", locale=_LOCALES.get(language, language)))
    return text.replace("\u202fг.", " года").replace(" г.", " года")


def weekday_text(day: date, language: str) -> str:
    """Return the day of the week of a day in `language`: `Monday`, `星期一`."""
    return str(format_date(day, "EEEE", locale=_LOCALES.get(language, language)))


def date_text(value: str, language: str) -> str:
    """Return an ISO date, month, year, time or range as `language` writes it, both ends included.

    `2022-06-06/2022-06-16` gives `6–16 June 2022`, `2022年6月6日至16日`, `du 6 au 16 juin 2022`.
    Raises ValueError where `value` is not one of the forms of `Mention.value`.
    """
    first, _, last = value.partition("/")
    if last and "T" not in value and len(first) == len(last) == 10 and not value.startswith("--"):
        return _range_text(date.fromisoformat(first), date.fromisoformat(last), language)
    if last and "T" in first and first[:10] == last[:10]:
        return f"{_point_text(first, language)}–{last[11:16]}"
    if last:
        joined = {"zh": "{}至{}", "ar": "{} – {}"}.get(language, "{} – {}")
        return joined.format(_point_text(first, language), _point_text(last, language))
    return _point_text(first, language)


def _point_text(value: str, language: str) -> str:
    locale = _LOCALES.get(language, language)
    if value.startswith("--"):
        skeleton = {"zh": "M月d日", "es": "d 'de' MMMM"}.get(language, "d MMMM")
        return str(format_date(date(2000, int(value[2:4]), int(value[5:7])), skeleton, locale=locale))
    if "T" in value:
        day, _, hour = value.partition("T")  # An end of day is written 24:00, which is no hour of `datetime`.
        return f"{day_text(date.fromisoformat(day), language)} {hour[:5]}"
    if len(value) == 4:
        return f"{value}年" if language == "zh" else value
    if len(value) == 7:
        month = date(int(value[:4]), int(value[5:7]), 1)
        if language == "zh":
            return f"{month.year}年{month.month}月"
        skeleton = "LLLL 'de' y" if language == "es" else "LLLL y"
        return str(format_date(month, skeleton, locale=locale))
    return day_text(date.fromisoformat(value), language)


def _range_text(first: date, last: date, language: str) -> str:
    if first == last:
        return day_text(first, language)
    if language == "zh":
        return str(format_interval(first, last, "yMMMMd", locale="zh"))
    close, wide = _RANGES.get(language, _RANGES["en"])
    end = day_text(last, language)
    if (first.year, first.month) == (last.year, last.month):
        return close.format(first=first.day, last=end)
    start = (
        _point_text(f"--{first:%m-%d}", language) if first.year == last.year else day_text(first, language)
    )
    return wide.format(first=start, last=end)


def days_text(count: int, language: str) -> str:
    """Return the word for `count` days in `language`: day, days; день, дня, дней."""
    one, few, many = _DAYS.get(language, _DAYS["en"])
    if language == "ru":
        if count % 10 == 1 and count % 100 != 11:
            return one
        return few if count % 10 in (2, 3, 4) and count % 100 not in (12, 13, 14) else many
    if language == "ar":
        return one if count == 1 else few if 3 <= count <= 10 else many
    return one if count == 1 else many


def place_text(value: str, language: str) -> str:
    """Return a place as `language` names it: `Baku, Azerbaijan`, `阿塞拜疆巴库`, `online (virtual)`.

    `value` is as in `Mention.value`; a venue is given as written.
    """
    from ingest.mentions.places import place_name

    if value in ("online", "hybrid", "in_person"):
        return phrase(value, language)
    if value.startswith("venue:"):
        return value.removeprefix("venue:")
    country, _, city = value.partition("/")
    if not city:
        return place_name(country, language)
    names = (place_name(value, language), place_name(country, language))
    if names[0] == names[1]:
        return names[0]
    if language == "zh":
        return names[1] + names[0]
    return ("، " if language == "ar" else ", ").join(names)


def join(parts: list[str], language: str) -> str:
    """Return parts of a sentence joined by the list separator of `language`."""
    return {"zh": "；", "ar": "؛ "}.get(language, "; ").join(parts)
