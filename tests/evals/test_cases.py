"""Question files: what loads, what is refused, and that the line is named."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from evals.cases import Case, CaseError, Exchange, Expected, Source, load, save

GOOD: dict[str, Any] = {
    "id": "A1",
    "lang": "en",
    "question": "When?",
    "kind": "date",
    "as_of": "2027-03-01",
    "history": [{"question": "Where?", "answer": "Durban"}],
    "expected": [{"norm": "2027-06-07", "any_of": ["7 June 2027"]}],
    "must_not": ["8 June"],
    "evidence": [{"document": "a.txt", "quote": "7 June 2027"}],
}


def written(folder: Path, *rows: Any) -> Path:
    path = folder / "q.jsonl"
    path.write_text("\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows), "utf-8")
    return path


def test_a_case_is_read_whole(tmp_path: Path) -> None:
    assert load(written(tmp_path, GOOD)) == (
        Case(
            id="A1",
            lang="en",
            question="When?",
            kind="date",
            expected=(Expected("2027-06-07", ("7 June 2027",)),),
            must_not=("8 June",),
            evidence=(Source("a.txt", "7 June 2027"),),
            history=(Exchange("Where?", "Durban"),),
            as_of=date(2027, 3, 1),
        ),
    )


def test_what_is_saved_is_read_back(tmp_path: Path) -> None:
    cases = load(written(tmp_path, GOOD, {**GOOD, "id": "A2", "as_of": None}))
    save(cases, tmp_path / "again.jsonl")
    assert load(tmp_path / "again.jsonl") == cases


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("{", "not JSON"),
        ("[]", "expected an object"),
        ({**GOOD, "id": ""}, "id must be a text"),
        ({**GOOD, "lang": "zh-Hans"}, "lang 'zh-Hans'"),
        ({**GOOD, "expected": []}, "expected is empty"),
        ({**GOOD, "expected": [{"norm": "x", "any_of": []}]}, "'x' has no variant"),
        ({**GOOD, "expected": [{"norm": "x", "any_of": "x"}]}, "expected[0].any_of"),
        ({**GOOD, "must_not": "x"}, "must_not must be a list"),
        ({**GOOD, "as_of": "1 March"}, "as_of '1 March'"),
        ({**GOOD, "evidence": [{"document": "a.txt"}]}, "evidence[0].quote"),
        (GOOD, "already used on line 1"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, row: Any, said: str) -> None:
    path = written(tmp_path, GOOD, row)
    with pytest.raises(CaseError) as raised:
        load(path)
    assert f"{path}:2:" in str(raised.value)
    assert said in str(raised.value)


@pytest.mark.parametrize("content", [None, "", "\n\n"])
def test_nothing_to_ask_is_an_error(tmp_path: Path, content: str | None) -> None:
    path = tmp_path / "none.jsonl"
    if content is not None:
        path.write_text(content, "utf-8")
    with pytest.raises(CaseError, match=r"none\.jsonl"):
        load(path)


def test_the_real_question_file_loads() -> None:
    path = Path(__file__).parents[2].parent / "shared" / "questions" / "real-documents.jsonl"
    if not path.exists():
        pytest.skip("the shared questions are not there")
    assert len(load(path)) == 65
