"""Dates, places and sentences in six languages."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.phrases import LANGUAGES, _table, date_text, days_text, phrase, place_text
from ingest.mentions.dates import find_dates

days = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@settings(max_examples=60, deadline=None)
@given(days, st.sampled_from(LANGUAGES))
def test_a_day_is_read_back_as_the_same_day(day: date, language: str) -> None:
    values = [mention.value for mention in find_dates(date_text(day.isoformat(), language), language)]
    assert values == [day.isoformat()]


@settings(max_examples=80, deadline=None)
@given(days, st.integers(1, 40), st.sampled_from(LANGUAGES))
def test_a_range_is_read_back_as_the_same_range(first: date, length: int, language: str) -> None:
    value = f"{first.isoformat()}/{(first + timedelta(length)).isoformat()}"
    assert [mention.value for mention in find_dates(date_text(value, language), language)] == [value]


@pytest.mark.parametrize("key", sorted(_table()))
def test_a_sentence_takes_the_same_values_in_every_language(key: str) -> None:
    row = _table()[key]
    assert set(row) == set(LANGUAGES)
    assert all(row.values())
    slots = {language: set(re.findall(r"{(\w+)}", text)) for language, text in row.items()}
    for language in LANGUAGES:
        assert slots[language] <= slots["en"] | {"days"}, (key, language)


@pytest.mark.parametrize(
    ("count", "word"), [(1, "день"), (2, "дня"), (5, "дней"), (11, "дней"), (21, "день"), (12, "дней")]
)
def test_russian_counts_days_by_its_own_rule(count: int, word: str) -> None:
    assert days_text(count, "ru") == word


def test_places_are_named_in_the_language_asked() -> None:
    assert place_text("PT/lisbon", "zh") == "葡萄牙里斯本"
    assert place_text("PT/lisbon", "en") == "Lisbon, Portugal"
    assert place_text("online", "es").startswith("virtual")


def test_a_missing_value_of_a_sentence_is_an_error() -> None:
    with pytest.raises(KeyError):
        phrase("held", "en", name="WHCC-31")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_end_of_a_day_is_an_hour_of_it(language: str) -> None:
    value = find_dates("2026年4月30日24时", "zh")[0].value
    assert value == "2026-04-30T24:00"
    assert date_text(value, language) == f"{date_text('2026-04-30', language)} 24:00"
