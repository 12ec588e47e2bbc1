"""Dates as answers write them: what Babel writes in any of the six languages is among the variants."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from babel.dates import format_date, format_interval
from hypothesis import given, settings
from hypothesis import strategies as st

from evals.comparing import states_any
from evals.variants import date_variants

LOCALES = ("zh", "en", "en_GB", "fr", "es", "ru", "ar")
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@settings(max_examples=60, deadline=None)
@given(DAYS, st.sampled_from(LOCALES), st.sampled_from(["long", "full"]))
def test_a_day_as_babel_writes_it(day: date, locale: str, form: str) -> None:
    assert states_any(format_date(day, form, locale=locale), date_variants(day.isoformat()))


@settings(max_examples=60, deadline=None)
@given(DAYS, st.integers(1, 27), st.sampled_from(["zh", "en", "en_GB", "fr", "es", "ar"]))
def test_a_range_within_a_month_as_babel_writes_it(day: date, length: int, locale: str) -> None:
    start, end = day.replace(day=1), day.replace(day=1) + timedelta(days=length)
    if start.month != end.month:
        return
    told = format_interval(start, end, "yMMMMd", locale=locale)
    assert states_any(told, date_variants(f"{start}/{end}")), told


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2027-06-07/2027-06-18", "с 7 по 18 июня 2027 года"),
        ("2027-06-07/2027-06-18", "du 7 au 18 juin 2027"),
        ("2027-06-07/2027-06-18", "del 7 al 18 de junio de 2027"),
        ("2027-06-07/2027-06-18", "من 7 إلى 18 يونيو 2027"),
        ("2027-06-07/2027-06-18", "من ٧ إلى ١٨ حزيران ٢٠٢٧"),
        ("2027-06-05/2027-06-06", "on 5 and 6 June"),
        ("2027-06-05/2027-06-06", "يومي 5 و6 يونيو"),
        ("2027-06-05/2027-06-06", "los días 5 y 6 de junio"),
        ("2027-06-05/2027-06-06", "les 5 et 6 juin"),
        ("2027-01-30/2027-02-02", "30 January to 2 February 2027"),
        ("2027-01-30/2027-02-02", "с 30 января по 2 февраля 2027 года"),
        ("2027-12-30/2028-01-02", "2027年12月30日至2028年1月2日"),
        ("2027-12-30/2028-01-02", "30 December 2027 – 2 January 2028"),
        ("2027-02-01", "1er février 2027"),
        ("2027-02-01", "February 1st, 2027"),
        ("2027-02-01", "二月一日"),
        ("2027-06", "июнь 2027 года"),
        ("2027-06", "junio de 2027"),
        ("2027-06", "2027年6月"),
    ],
)
def test_a_date_as_people_write_it(value: str, told: str) -> None:
    assert states_any(told, date_variants(value))


@pytest.mark.parametrize(
    ("value", "told"),
    [
        ("2027-06-07", "17 June 2027"),
        ("2027-06-01", "2027年6月11日"),
        ("2027-06-07/2027-06-18", "17 to 18 June 2027"),
        ("2027-06-07/2027-06-18", "2027年6月7日至19日"),
        ("2027-06-05/2027-06-06", "5 and 16 June"),
    ],
)
def test_another_date_is_not_met(value: str, told: str) -> None:
    assert not states_any(told, date_variants(value))


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError):
        date_variants("2027-13-01")
