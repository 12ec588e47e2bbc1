"""The ways a date may be written in an answer, in six languages."""

from __future__ import annotations

from datetime import date
from functools import cache

LANGUAGES = ("en", "fr", "es", "ru", "ar")
# Month names of the Levant and Iraq, which Babel gives only under territories.
LEVANT = (
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران"),
    *("تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"),
)
_ARABIC_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_CHINESE = "〇一二三四五六七八九"
# Between the first and last day of a range, and between two days in a row.
_JOINTS = {
    "en": ("-", "to", "until", "through"),
    "fr": ("-", "au", "jusqu'au"),
    "es": ("-", "al", "a", "hasta el"),
    "ru": ("-", "по", "до"),
    "ar": ("-", "إلى", "حتى"),
}
_PAIRS = {"en": ("and", "&"), "fr": ("et",), "es": ("y",), "ru": ("и",), "ar": ("و",)}


def date_variants(value: str) -> tuple[str, ...]:
    """Return how a day, a range of days or a month (ISO 8601) may be written in six languages.

    The days of a range are joined by `/`. The year is left out, so that both `7 June` and
    `7 June 2027` are met, save for months. Raises ValueError for what is no such date.
    """
    if len(value) == 7:
        return _month(int(value[:4]), int(value[5:]))
    first, _, last = value.partition("/")
    start, end = date.fromisoformat(first[:10]), date.fromisoformat((last or first)[:10])
    return tuple(dict.fromkeys(_day(start) if start == end else _range(start, end)))


@cache
def months(language: str, month: int) -> tuple[str, ...]:
    """Return the names of a month (1–12) in a language, as they stand beside a day."""
    from babel.dates import get_month_names

    name = str(get_month_names("wide", "format", language)[month])
    if language == "ar":
        return name, LEVANT[month - 1]
    short = str(get_month_names("abbreviated", "format", language)[month])
    return (name,) if name.startswith(short) and language != "en" else (name, short)


def _month(year: int, month: int) -> tuple[str, ...]:
    from babel.dates import get_month_names

    names = [name for language in LANGUAGES for name in months(language, month)]
    names.append(str(get_month_names("wide", "stand-alone", "ru")[month]))
    joined = [f"{name} {joint}{year}" for name in names for joint in ("", "de ", "del ")]
    return tuple(dict.fromkeys([f"{year}年{month}月", f"{year}-{month:02}", *joined]))


def _day(day: date) -> list[str]:
    number, chinese = day.day, f"{day.month}月{day.day}"
    forms = [f"{chinese}日", f"{chinese}号", f"{_chinese(day.month)}月{_chinese(number)}日", day.isoformat()]
    for language in LANGUAGES:
        for name in months(language, day.month):
            forms.append(f"{number} de {name}" if language == "es" else f"{number} {name}")
            if language == "en":
                forms += [f"{name} {number}", f"{_ordinal(number)} {name}", f"{name} {_ordinal(number)}"]
                forms.append(f"{_ordinal(number)} of {name}")
            if number == 1 and language == "fr":
                forms.append(f"1er {name}")
            if number == 1 and language == "es":
                forms += [f"1º de {name}", f"1.º de {name}"]
            if language == "ar":
                forms.append(f"{str(number).translate(_ARABIC_DIGITS)} {name}")
    return forms


def _range(start: date, end: date) -> list[str]:
    near = (end - start).days == 1
    forms = [f"{start.isoformat()}{joint}{end.isoformat()}" for joint in ("/", "至", "-", "to")]
    for joint in ("至", "-", "到", "~", *(("和", "、", "及") if near else ())):
        first = f"{start.month}月{start.day}"
        if (start.year, start.month) == (end.year, end.month):
            forms += [f"{first}日{joint}{end.day}日", f"{first}{joint}{end.day}日"]
        forms.append(f"{first}日{joint}{end.month}月{end.day}日")
        forms.append(f"{first}日{joint}{end.year}年{end.month}月{end.day}日")
    for language in LANGUAGES:
        joints = _JOINTS[language] + (_PAIRS[language] if near else ())
        names = zip(months(language, start.month), months(language, end.month), strict=False)
        for one, other in names:
            for joint in joints:
                forms += _joined(language, start, end, one, other, joint)
    return forms


_BETWEEN = {
    "en": "between {first} and {last} {month}",
    "fr": "entre le {first} et le {last} {month}",
    "es": "entre el {first} y el {last} de {month}",
    "ru": "между {first} и {last} {month}",
    "ar": "بين {first} و{last} {month}",
}


def _joined(language: str, start: date, end: date, one: str, other: str, joint: str) -> list[str]:
    of = " de" if language == "es" else ""
    forms = [f"{start.day}{of} {one} {joint} {end.day}{of} {other}"]
    forms.append(f"{start.day}{of} {one}{of} {start.year} {joint} {end.day}{of} {other}")
    if language == "ru":
        forms.append(f"{start.day} {one} {start.year} г. {joint} {end.day} {other}")
        forms.append(f"{start.day} {one} {start.year} года {joint} {end.day} {other}")
    if language == "en":
        forms += [f"{one} {start.day} {joint} {other} {end.day}"]
        forms += [f"{one} {start.day}, {start.year} {joint} {other} {end.day}"]
    if (start.year, start.month) == (end.year, end.month):
        forms.append(f"{start.day} {joint} {end.day}{of} {one}")
        forms.append(_BETWEEN[language].format(first=start.day, last=end.day, month=one))
        if language == "en":
            forms.append(f"{one} {start.day} {joint} {end.day}")
        if joint in ("et", "y"):
            forms.append(f"{start.day} {joint} {'le' if joint == 'et' else 'el'} {end.day}{of} {one}")
        if language == "ar":
            first, last = (str(day).translate(_ARABIC_DIGITS) for day in (start.day, end.day))
            forms.append(f"{first} {joint} {last} {one}")
    return forms


def _ordinal(number: int) -> str:
    ending = "th" if 10 <= number % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _chinese(number: int) -> str:
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else "十" if tens == 1 else f"{_CHINESE[tens]}十"
    return head + (_CHINESE[ones] if ones else "")
