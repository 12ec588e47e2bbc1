"""The sample corpus and its questions: complete, true to each other, and kept up to date."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from evals.cases import NOT_STATED, Case, load
from evals.comparing import contains_any, locate
from evals.metrics import Outcome, meets, score
from evals.run import QUESTION_SETS, SAMPLE_DOCUMENTS, SAMPLE_QUESTIONS
from evals.write_corpus import LANGUAGE_OF_LETTER, SOURCES
from evals.write_questions import HERE, read
from ingest.document import build_documents

FILES = sorted(SAMPLE_DOCUMENTS.iterdir())
CASES = load(SAMPLE_QUESTIONS)
ALL_CASES = load(*QUESTION_SETS)


@cache
def text_of(name: str) -> str:
    path = SAMPLE_DOCUMENTS / name
    return build_documents(path, path.read_bytes())[0].text


def test_the_corpus_has_six_languages_and_eight_formats() -> None:
    assert len(FILES) >= 16
    assert {LANGUAGE_OF_LETTER[path.stem[-1]] for path in FILES} == {"zh", "en", "fr", "es", "ru", "ar"}
    assert {path.suffix for path in FILES} >= {
        ".docx",
        ".pdf",
        ".html",
        ".md",
        ".txt",
        ".xlsx",
        ".pptx",
        ".eml",
    }


def test_every_document_is_written_from_a_source() -> None:
    assert {path.name for path in FILES} == {path.name.removesuffix(".md") for path in SOURCES.glob("*.md")}


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_every_piece_of_evidence_is_in_the_text_as_ingested(path: Path) -> None:
    quotes = {source.quote for case in ALL_CASES for source in case.evidence if source.document == path.name}
    text = text_of(path.name)
    assert [quote for quote in sorted(quotes) if locate(text, quote) is None] == []


def test_all_evidence_names_a_document_of_the_corpus() -> None:
    names = {path.name for path in FILES}
    assert {source.document for case in ALL_CASES for source in case.evidence} <= names


def test_the_questions_cover_what_they_should() -> None:
    languages = Counter(case.lang for case in CASES)
    assert len(CASES) >= 200
    assert 0.45 <= languages["zh"] / len(CASES) <= 0.55
    assert all(languages[language] >= 9 for language in ("fr", "es", "ru", "ar"))
    kinds = {
        *("date", "venue", "agenda", "deadline", "contact", "timetable", "list", "count", "comparison"),
        *("followup", "superseded", "conflict", "tentative", "relative", "unanswerable", "trap"),
    }
    assert kinds <= {case.kind for case in CASES}


def test_half_is_asked_in_another_language_than_the_evidence() -> None:
    crossing = [
        case.lang not in {LANGUAGE_OF_LETTER[Path(source.document).stem[-1]] for source in case.evidence}
        for case in CASES
        if case.evidence
    ]
    assert 0.45 <= sum(crossing) / len(crossing) <= 0.6


def test_only_what_the_documents_do_not_give_goes_without_evidence() -> None:
    assert all(bool(case.evidence) != case.unanswerable for case in ALL_CASES)


def test_the_question_file_is_written_from_its_text() -> None:
    written = list(read((HERE / "sample.txt").read_text("utf-8")))
    assert [(case.question, case.expected, case.evidence) for case in written] == [
        (case.question, case.expected, case.evidence) for case in CASES
    ]


@pytest.mark.parametrize("case", ALL_CASES, ids=lambda case: case.id)
def test_no_right_answer_is_forbidden(case: Case) -> None:
    facts = [item.any_of[0] for item in case.expected if item.norm != NOT_STATED]
    right = "; ".join(facts) or "The documents do not give this."
    assert all(meets(item, right) for item in case.expected)
    assert contains_any(right, case.must_not) == ()
    answer = {"answer": right, "status": "answered", "claims": [], "citations": []}
    assert score(case, answer).outcome is Outcome.CORRECT
