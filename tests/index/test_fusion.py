"""Scores on one scale."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import (
    K1,
    Spread,
    as_probability,
    inverse_frequency,
    saturation,
    spread,
    spread_out,
)
from index.matching import Wording
from index.profile import Terms
from index.selection import collapse
from index.translation import Translation

NUMBERS = st.floats(-1, 1, allow_nan=False)


@given(st.lists(NUMBERS, min_size=2, max_size=30), st.floats(-3, 3), st.floats(0.1, 5))
def test_standardised_similarities_do_not_depend_on_shift_and_scale(
    values: list[float], shift: float, scale: float
) -> None:
    if float(np.std(values)) < 1e-3:
        return
    moved = [scale * value + shift for value in values]
    for value, other in zip(values, moved, strict=True):
        assert spread(values).standardise(value) == pytest.approx(spread(moved).standardise(other), abs=1e-3)


def test_the_favoured_language_does_not_win_by_its_level() -> None:
    own, other = [0.80, 0.81, 0.82, 0.83], [0.60, 0.61, 0.62, 0.75]
    assert spread(other).standardise(0.75) > spread(own).standardise(0.83)


def test_a_language_with_one_passage_is_judged_by_all() -> None:
    everywhere = Spread(0.5, 0.1)
    one = spread([0.9], everywhere)
    assert one.deviation > 0.05
    assert 0 < one.standardise(0.9) < everywhere.standardise(0.9)
    assert spread([], everywhere) == everywhere


def test_a_large_language_is_judged_by_itself() -> None:
    values = np.linspace(0.2, 0.4, 400)
    scale = spread(values, Spread(0.8, 0.01), count=100_000)
    assert scale.mean == pytest.approx(0.3, abs=0.01)


def test_above_the_mean_a_normal_language_reaches_as_far_as_its_deviation() -> None:
    values = np.random.default_rng(1).normal(0.5, 0.1, 200_000)
    assert spread(values, upper=True).deviation == pytest.approx(0.1, rel=0.02)
    assert spread(values, upper=True).mean == pytest.approx(spread(values).mean, abs=1e-3)


def test_a_language_whose_nearest_stand_out_needs_more_of_an_answer() -> None:
    """Both are as wide: one has a few near passages and no far ones, the other is its mirror image."""
    asked_in = np.array([0.5] * 95 + [0.7] * 5)
    other = 2 * asked_in.mean() - asked_in
    assert spread(asked_in).deviation == pytest.approx(spread(other).deviation)
    near, far = spread(asked_in, upper=True), spread(other, upper=True)
    assert near.deviation > 1.3 * spread(asked_in).deviation
    assert far.deviation < 0.7 * spread(other).deviation
    assert far.standardise(far.mean + 0.2) > near.standardise(near.mean + 0.2)


def test_the_answer_in_a_sample_does_not_speak_against_itself() -> None:
    sample = np.random.default_rng(2).normal(0.5, 0.1, 300)
    without, having = spread(sample, upper=True), spread([*sample, 2.0], upper=True)
    assert having.standardise(2.0) == pytest.approx(without.standardise(2.0), rel=0.08)
    assert spread([*sample, 2.0]).standardise(2.0) < 0.9 * without.standardise(2.0)


@given(st.integers(1, 10_000), st.integers(0, 10_000))
def test_rarer_terms_weigh_more(passages: int, holding: int) -> None:
    assert inverse_frequency(passages, holding) > 0
    assert inverse_frequency(passages, holding) >= inverse_frequency(passages, holding + 1)


@given(st.integers(0, 50), st.integers(1, 500), st.floats(1, 500))
def test_saturation_grows_to_its_limit(occurrences: int, length: int, mean: float) -> None:
    now, more = saturation(occurrences, length, mean), saturation(occurrences + 1, length, mean)
    assert 0 <= now < more < K1 + 1
    assert saturation(3, 10, 100) > saturation(3, 200, 100)


@given(NUMBERS, NUMBERS)
def test_probabilities_keep_the_order(one: float, other: float) -> None:
    assert 0 < as_probability(40 * one) < 1
    assert (one < other) <= (as_probability(40 * one) <= as_probability(40 * other))
    assert math.isfinite(as_probability(1e9))
    assert math.isfinite(as_probability(-1e9))


def test_a_quota_keeps_the_best_of_each_group() -> None:
    ranked = [("a", "zh"), ("b", "zh"), ("c", "en"), ("d", "zh"), ("e", "en")]
    assert spread_out(ranked, 1) == ["a", "c"]
    assert spread_out(ranked, None) == ["a", "b", "c", "d", "e"]


def test_language_versions_go_behind_the_one_that_is_shown() -> None:
    ranked = [
        ("p1", "en", 9.0),
        ("p2", "fr", 8.5),
        ("p3", "other", 7.0),
        ("p4", "fr", 3.0),
        ("p5", "en", 2.0),
    ]
    versions = {"en": ("CL-1#0", "en"), "fr": ("CL-1#0", "fr")}
    assert collapse(ranked, versions, "zh", 1.0) == ["p1", "p3", "p5", "p2", "p4"]
    assert collapse(ranked, versions, "fr", 1.0) == ["p2", "p3", "p4", "p1", "p5"]
    assert collapse(ranked, versions, "fr", 0.1) == ["p1", "p3", "p5", "p2", "p4"]


def test_a_revision_is_not_a_language_version() -> None:
    ranked = [("p1", "old", 9.0), ("p2", "new", 8.0)]
    assert collapse(ranked, {"old": ("CL-1#0", "en"), "new": ("CL-1#1", "en")}, "en", 1) == ["p1", "p2"]


# Wording -----------------------------------------------------------------------------------------


def wording(**translations: list[Translation]) -> Wording:
    english = Terms({"panther": 1, "defence": 4, "the": 100}, passages=100, length=1000)
    chinese = Terms({"黑豹": 1, "防守": 4, "防御": 2}, passages=100, length=1000)
    return Wording.of(["panther", "defence"], {}, {"zh": translations}, {"en": english, "zh": chinese})


def test_all_terms_cover_more_than_one_and_the_rare_one_more_than_the_common() -> None:
    asked = wording()
    both = asked.coverage(["panther", "defence"], "en")
    assert 1 >= both > asked.coverage(["panther", "x"], "en") > asked.coverage(["defence", "x"], "en") > 0
    assert asked.coverage(["x", "y"], "en") == 0


def test_a_translation_counts_by_its_nearness_and_only_the_best_one() -> None:
    near = wording(panther=[Translation("黑豹", 0.9)])
    far = wording(panther=[Translation("黑豹", 0.5)])
    assert near.coverage(["黑豹"], "zh") > far.coverage(["黑豹"], "zh") > 0
    two = wording(defence=[Translation("防守", 0.8), Translation("防御", 0.1)])
    one = wording(defence=[Translation("防守", 0.8)])
    assert two.coverage(["防守", "防御"], "zh") == one.coverage(["防守", "防御"], "zh")


def test_what_is_searched_for_is_in_the_index_and_rare_first() -> None:
    asked = wording(
        panther=[Translation("黑豹", 0.9), Translation("美洲豹", 0.8)], defence=[Translation("防守", 0.7)]
    )
    assert asked.search_terms("zh") == ["黑豹", "防守"]
    assert asked.search_terms("en") == ["panther", "defence"]
    assert asked.search_terms("fr") == []
