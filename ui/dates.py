"""Days as people write them, in the interface's language."""

from __future__ import annotations

from datetime import date

from babel import Locale
from babel.dates import format_date, format_interval, format_skeleton
from babel.localedata import exists

from ingest.mentions.iso import IncompleteDate, is_complete, precision_of, span_of
from ingest.mentions.mention import Precision


def day_text(day: date, language: str) -> str:
    """Return a day in words: `14 June 2027`, `2027年6月14日`."""
    return format_date(day, "long", locale=_locale(language))


def short_day(day: date, language: str) -> str:
    """Return a day as short as it can be with its month: `14 Jun`, `6月14日`."""
    return format_skeleton("MMMd", day, locale=_locale(language))


def month_text(year: int, month: int, language: str) -> str:
    """Return a month with its year: `Jun 2027`, `2027年6月`."""
    return format_skeleton("yMMM", date(year, month, 1), locale=_locale(language))


def value_text(value: str | None, language: str) -> str:
    """Return a date value of the ledger in words; as it stands where it is not a whole date."""
    if not value:
        return "–"
    try:
        first, last = span_of(value)
    except IncompleteDate:
        return value.replace("/", " – ")
    if not is_complete(value) or "|" in value:
        return value.replace("|", " / ")
    locale = _locale(language)
    precision = precision_of(value)
    if precision is Precision.YEAR:
        return format_skeleton("y", first, locale=locale)
    if precision is Precision.MONTH:
        return month_text(first.year, first.month, language)
    if first == last:
        times = [point.partition("T")[2] for point in value.split("/")]
        clock = "–".join(dict.fromkeys(time for time in times if time))
        return f"{day_text(first, language)} {clock}".strip()
    return str(format_interval(first, last, "yMMMd", locale=locale))


def _locale(language: str) -> Locale:
    # English as conferences write it, the day before the month.
    return Locale.parse("en_GB" if language == "en" else language if exists(language) else "en_GB")
