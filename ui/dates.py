"""Days as people write them, in the interface's language."""

from __future__ import annotations

from datetime import date, datetime

from babel import Locale
from babel.dates import format_date, format_skeleton
from babel.localedata import exists

from assistant.phrases import date_text
from ingest.mentions.iso import is_complete


def day_text(day: date, language: str) -> str:
    """Return a day in words: `14 June 2027`, `2027年6月14日`."""
    return format_date(day, "long", locale=_locale(language))


def moment_text(moment: datetime, language: str) -> str:
    """Return a moment as day and time in this machine's time zone: `14 Jun 2027 09:30`."""
    here = moment.astimezone()
    return f"{format_date(here, 'medium', locale=_locale(language))} {here:%H:%M}"


def month_text(year: int, month: int, language: str) -> str:
    """Return a month with its year: `Jun 2027`, `2027年6月`."""
    return format_skeleton("yMMM", date(year, month, 1), locale=_locale(language))


def value_text(value: str | None, language: str) -> str:
    """Return a date value of the ledger in words; as it stands where it is not a whole date."""
    if not value:
        return "–"
    if not is_complete(value) or "|" in value:
        return value.replace("/", " – ").replace("|", " / ")
    return date_text(value, language)


def _locale(language: str) -> Locale:
    # English as conferences write it, the day before the month.
    return Locale.parse("en_GB" if language == "en" else language if exists(language) else "en_GB")
