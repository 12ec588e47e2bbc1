"""Calendar values compare by their days; folded text leads back to the original characters."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.mentions.dates import find_dates
from ingest.mentions.fold import fold
from ingest.mentions.iso import (
    IncompleteDate,
    contains,
    duration_days,
    is_complete,
    overlaps,
    parse,
    precision_of,
    span_of,
    with_year,
)
from ingest.mentions.mention import Precision
from ingest.mentions.places import country_of, find_places, place_name, same_place, zone_of


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2022-06-06/2022-06-16", date(2022, 6, 6), date(2022, 6, 16)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2025", date(2025, 1, 1), date(2025, 12, 31)),
        ("2022/2025", date(2022, 1, 1), date(2025, 12, 31)),
        ("2025-11-17T09:30/2025-11-17T12:30", date(2025, 11, 17), date(2025, 11, 17)),
        ("2025-06-10|2025-10-06", date(2025, 6, 10), date(2025, 10, 6)),
    ],
)
def test_span(value: str, first: date, last: date) -> None:
    assert span_of(value) == (first, last)


def test_durations_count_both_ends_and_comparisons_share_a_day() -> None:
    assert duration_days("2022-06-06/2022-06-16") == 11
    assert overlaps("2022-06-06/2022-06-16", "2022-06-16")
    assert not overlaps("2022-06-16", "2022-06-17")
    assert contains("2025-11", "2025-11-17/2025-11-28")
    assert not contains("2025-11-17", "2025-11")
    assert len(parse("2025-06-10|2025-10-06")) == 2
    assert precision_of("2025-11") is Precision.MONTH
    assert precision_of("2025-11-17T09:30") is Precision.MINUTE


def test_a_missing_year_is_an_error_until_it_is_given() -> None:
    assert not is_complete("--06-06")
    with pytest.raises(IncompleteDate, match="--06-06"):
        span_of("--06-06")
    assert with_year("--12-30/--01-03", 2024) == "2024-12-30/2025-01-03"
    with pytest.raises(IncompleteDate, match="AZ/baku"):
        span_of("AZ/baku")


def test_a_year_of_context_is_flagged_as_inferred() -> None:
    (mention,) = find_dates("с 6 по 16 июня", year=2022)
    assert mention.value == "2022-06-06/2022-06-16"
    assert mention.flags == ("inferred_year",)


def test_time_zones() -> None:
    for text, zone in (
        ("17 November 2025, 9:30 (Geneva time)", "Europe/Zurich"),
        ("2025年5月27日23时59分（日内瓦时间）", "Europe/Zurich"),
        ("17 November 2025 at 09:30 UTC+3", "UTC+03:00"),
        ("2025-11-17T09:30+04:00", "UTC+04:00"),
        ("le 17 novembre 2025 à 9 h 30 (heure de Genève)", "Europe/Zurich"),
        ("17 November 2025, 9:30", None),
    ):
        (mention,) = find_dates(text)
        assert mention.zone == zone, text


@given(st.text(max_size=80))
def test_folded_characters_lead_back_to_the_original(text: str) -> None:
    folded = fold(text)
    assert len(folded.offsets) == len(folded.text) + 1
    assert all(left <= right for left, right in zip(folded.offsets, folded.offsets[1:], strict=False))
    assert folded.offsets[-1] == len(text)


@given(st.text(alphabet=st.characters(whitelist_categories=("Nd", "Zs", "Pd")), max_size=30))
def test_digits_spaces_and_dashes_fold_to_ascii(text: str) -> None:
    assert fold(text).text.isascii()


def test_folding_equates_spellings() -> None:
    for one, other in (
        ("２０２２年", "2022年"),
        ("٢٠٢٢", "2022"),
        ("Genève", "geneve"),
        ("Ge\u0300neve", "genève"),
        ("17–28", "17-28"),
        ("إلى", "الي"),
        ("май", unicodedata.normalize("NFD", "май")),
        ("عمّان", "عمان"),
    ):
        assert fold(one).text == fold(other).text
    folded = fold("e\u0301té 2025")
    assert folded.span(*(folded.text.index("2025"), len(folded.text))) == (5, 9)


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ("AZ/baku", {"zh": "巴库", "fr": "Bakou", "es": "Bakú", "ru": "Баку", "ar": "باكو", "en": "Baku"}),
        ("RW", {"zh": "卢旺达", "fr": "Rwanda", "ar": "رواندا", "ru": "Руанда"}),
        ("JO/amman", {"zh": "安曼", "en": "Amman"}),
        ("online", {"zh": "线上", "en": "online", "de": "online"}),
        ("venue:Palais des Nations", {"zh": "Palais des Nations"}),
        ("VE/valencia", {"en": "Valencia"}),
    ],
)
def test_place_names(value: str, names: dict[str, str]) -> None:
    for language, name in names.items():
        assert place_name(value, language) == name


def test_every_city_is_read_back_from_its_name_beside_its_country() -> None:
    for key in (
        "AZ/baku",
        "RW/kigali",
        "PY/asuncion",
        "ET/addis-ababa",
        "TH/bangkok",
        "KG/bishkek",
        "JO/amman",
    ):
        for language, form in {
            "zh": "{1}{0}",
            "en": "{0}, {1}",
            "fr": "{0} ({1})",
            "ru": "{0}, {1}",
            "ar": "{0}، {1}",
        }.items():
            text = form.format(place_name(key, language), place_name(key[:2], language))
            assert {mention.value for mention in find_places(text)} == {key, key[:2]}, text


def test_places_compare() -> None:
    assert same_place("AZ", "AZ/baku")
    assert same_place("AZ/baku", "AZ/baku")
    assert not same_place("AZ/baku", "AZ/ganja")
    assert not same_place("OM", "JO/amman")
    assert same_place("OM|JO/amman", "JO/amman")
    assert country_of("AZ/baku") == "AZ"
    assert country_of("online") is None
    assert country_of("venue:X") is None
    assert zone_of("AZ/baku") == "Asia/Baku"
    assert zone_of("AZ") is None
