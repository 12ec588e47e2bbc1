"""Work that must grow with the size of a file, not with its square."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from ingest.document import MAX_ELEMENTS, build_documents
from ingest.elements import UnreadableFile
from ingest.harvest import MAX_FOR_EVENTS, PartlyHarvested, harvest
from ingest.language import detect
from ingest.readers.flow import Line
from ingest.readers.paragraphs import join_lines, paragraphs

AT_LEAST = 0.02
"""Seconds of processor that a size is measured for: a single millisecond says more of the machine."""


def growth(work: Callable[[int], object], size: int) -> float:
    """Return how many times the processor time of four times the size is: the least of three looks.

    Work that grows with the square takes sixteen times as long at every look; a machine that does
    something else meanwhile seldom does so three times.
    """

    def took(count: int) -> float:
        began, times = time.process_time(), 0
        while time.process_time() - began < AT_LEAST:
            work(count)
            times += 1
        return (time.process_time() - began) / times

    work(size)
    return min(took(4 * size) / took(size) for _ in range(3))


def test_growth_is_seen_where_there_is_some() -> None:
    assert growth(lambda count: [0 for _ in range(count) for _ in range(count)], 300) > 9


@pytest.mark.parametrize("unit", ["[", "a", "a.", "1/", "a@", "中"])
def test_a_run_without_a_space_is_looked_at_once(unit: str) -> None:
    assert growth(lambda count: detect(unit * count), 4_000) < 9


def test_the_lines_of_one_long_paragraph_of_a_page_are_joined_in_linear_time() -> None:
    assert growth(lambda count: join_lines(["a line of words and no end"] * count, frozenset()), 5_000) < 9


def test_a_page_of_many_lines_becomes_paragraphs_in_linear_time() -> None:
    def work(count: int) -> object:
        lines = [
            (1, Line("a line of words", 50, 12.0 * n, 500, 12.0 * n + 10, size=10)) for n in range(count)
        ]
        return paragraphs(lines, 10, [], frozenset())

    assert growth(work, 2_000) < 9


def test_a_very_long_text_is_kept_for_searching_and_says_what_was_left_out() -> None:
    content = b"The meeting opens on 6 June 2025 in Geneva.\n" * (MAX_FOR_EVENTS // 40)
    with pytest.raises(PartlyHarvested, match="too long for its dates and events") as caught:
        harvest(Path("long.txt"), content)
    (kept,) = caught.value.documents
    assert kept.passages  # type: ignore[attr-defined]
    assert not kept.mentions  # type: ignore[attr-defined]


def test_a_dump_of_lines_is_refused_at_once_with_their_number() -> None:
    content = b"a line\n" * (MAX_ELEMENTS + 1)
    began = time.process_time()
    with pytest.raises(UnreadableFile, match=rf"has {MAX_ELEMENTS + 2:,} lines.* at most {MAX_ELEMENTS:,}"):
        build_documents(Path("dump.txt"), content)
    assert time.process_time() - began < 5
