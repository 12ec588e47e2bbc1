"""The generated world: repeatable, true to its documents, and worded in many ways."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from evals import universe
from evals.comparing import states_any
from evals.metrics import meets
from ingest.document import build_documents

WORLD = universe.conferences(3, 24)


def test_the_same_seed_gives_the_same_world() -> None:
    assert universe.conferences(3, 24) == WORLD
    assert list(universe.documents(WORLD, 3)) == list(universe.documents(WORLD, 3))
    assert universe.conferences(4, 24) != WORLD
    assert len({item.short for item in WORLD}) == 24


def test_every_document_states_what_is_true() -> None:
    by_number = {item.number: item for item in WORLD}
    for text in universe.documents(WORLD, 3):
        number = int(text.name.split("-")[2])
        item = by_number[number // 2]
        moved = number % 2 == 1
        told = (item.start, item.end) if moved or item.before is None else item.before
        assert item.short in text.source
        assert states_any(text.source, universe.date_variants(f"{told[0]}/{told[1]}")), text.source
        assert moved or item.city[text.language] in text.source


def test_there_are_changes_tentative_dates_and_all_languages() -> None:
    texts = list(universe.documents(universe.conferences(7, 70), 7))
    assert {text.language for text in texts} == set(universe.LANGUAGES)
    assert len({Path(text.name).suffix for text in texts}) == 4
    assert sum(item.before is not None for item in universe.conferences(7, 70)) >= 8
    assert sum(item.tentative for item in universe.conferences(7, 70)) >= 4


def test_each_language_has_twelve_phrasings_and_three_kept_back() -> None:
    counted = Counter(
        (row["language"], row["use"]) for row in universe.table("phrasings") if row["kind"] == "held"
    )
    for language in universe.LANGUAGES:
        assert counted[language, "open"] >= 12
        assert counted[language, "held-back"] >= 3
    texts = [(row["language"], row["text"]) for row in universe.table("phrasings")]
    assert len(texts) == len(set(texts))


def test_the_questions_have_the_truth(tmp_path: Path) -> None:
    cases = universe.write(tmp_path, 3, 6)
    assert {case.lang for case in cases} == set(universe.LANGUAGES)
    whole = {path.name: build_documents(path, path.read_bytes())[0].text for path in tmp_path.iterdir()}
    for case in cases:
        short = case.id.rsplit("-", 1)[0]
        assert any(short in text and meets(case.expected[0], text) for text in whole.values())
