"""Any date or range that Babel writes in a language is read back as it was."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from babel.dates import format_date, format_datetime, format_interval
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.mentions.dates import find_dates
from ingest.mentions.iso import span_of

LOCALES = (
    "zh", "zh_Hant", "zh_SG", "en", "en_GB", "en_CA", "en_IN", "fr", "fr_CA", "fr_CH", "es", "es_MX", "es_AR", "ru",
    "ru_KZ", "ar", "ar_EG", "ar_SY", "ar_LB", "ar_DZ", "ar_TN", "ar_MA",
)  # fmt: skip
DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))
LENGTHS = st.integers(1, 400)
SENTENCES = {
    "zh": ("会议将于", "在巴库举行。"),
    "en": ("The meeting will be held on ", " in Baku."),
    "fr": ("La réunion se tiendra : ", " à Bakou."),
    "es": ("La reunión se celebrará: ", " en Bakú."),
    "ru": ("Собрание пройдет: ", " в Баку."),
    "ar": ("يعقد الاجتماع: ", " في باكو."),
}


def _values(text: str, locale: str) -> list[str]:
    mentions = find_dates(text, locale[:2])
    assert all(text[mention.start : mention.end] == mention.text for mention in mentions)
    return [mention.value for mention in mentions]


@pytest.mark.parametrize("locale", LOCALES)
@given(day=DAYS, style=st.sampled_from(("full", "long", "medium")))
@settings(max_examples=40, deadline=None)
def test_a_day(locale: str, day: date, style: str) -> None:
    written = format_date(day, style, locale=locale)
    before, after = SENTENCES[locale[:2]]
    assert _values(written, locale) == [day.isoformat()]
    assert _values(before + written + after, locale) == [day.isoformat()]


@pytest.mark.parametrize("locale", LOCALES)
@given(day=DAYS, length=LENGTHS, skeleton=st.sampled_from(("yMMMd", "yMMMMd", "yMMMEd")))
@settings(max_examples=60, deadline=None)
def test_a_range_of_days(locale: str, day: date, length: int, skeleton: str) -> None:
    end = day + timedelta(days=length)
    written = format_interval(day, end, skeleton, locale=locale)
    before, after = SENTENCES[locale[:2]]
    assert _values(written, locale) == [f"{day}/{end}"]
    assert _values(before + written + after, locale) == [f"{day}/{end}"]


@pytest.mark.parametrize("locale", LOCALES)
@given(day=DAYS, length=LENGTHS, skeleton=st.sampled_from(("yMMM", "yMMMM")))
@settings(max_examples=40, deadline=None)
def test_a_range_of_months(locale: str, day: date, length: int, skeleton: str) -> None:
    end = day + timedelta(days=length)
    value = f"{day:%Y-%m}" if f"{day:%Y-%m}" == f"{end:%Y-%m}" else f"{day:%Y-%m}/{end:%Y-%m}"
    assert _values(format_interval(day, end, skeleton, locale=locale), locale) == [value]


@pytest.mark.parametrize("locale", LOCALES)
@given(day=DAYS, length=LENGTHS)
@settings(max_examples=40, deadline=None)
def test_numbers_alone_are_read_or_kept_ambiguous(locale: str, day: date, length: int) -> None:
    end = day + timedelta(days=length)
    written = format_interval(day, end, "yMd", locale=locale)
    (mention,) = find_dates(written, locale[:2])
    assert f"{day}/{end}" in mention.value.split("|")
    assert ("ambiguous" in mention.flags) == ("|" in mention.value)


@pytest.mark.parametrize("locale", ["zh", "en_GB", "fr", "es", "ru", "ar_EG"])
@given(day=DAYS, minutes=st.integers(0, 24 * 60 - 1))
@settings(max_examples=60, deadline=None)
def test_a_day_and_a_time(locale: str, day: date, minutes: int) -> None:
    clock = f"{minutes // 60:02d}:{minutes % 60:02d}"
    moment = datetime(day.year, day.month, day.day, minutes // 60, minutes % 60)
    written = f"{format_date(day, 'long', locale=locale)} {format_datetime(moment, 'HH:mm', locale=locale)}"
    assert _values(written, locale) == [f"{day}T{clock}"]


@given(day=DAYS, length=st.integers(0, 60))
@settings(max_examples=200, deadline=None)
def test_the_days_of_a_value_are_the_days_it_was_written_for(day: date, length: int) -> None:
    end = day + timedelta(days=length)
    assert span_of(f"{day}/{end}") == (day, end)


@given(
    text=st.text(alphabet=st.sampled_from("0123456789年月日至-/ ,.()juneandto ноября 6يونيو٣"), max_size=60)
)
@settings(max_examples=400, deadline=None)
def test_any_text_gives_spans_in_order_that_do_not_overlap(text: str) -> None:
    reached = 0
    for mention in find_dates(text):
        assert reached <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        reached = mention.end
