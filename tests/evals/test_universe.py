"""The generated world: repeatable, true to its documents, worded in many ways, and answered right."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from assistant.answer import Claim
from evals.cases import Case, Expected
from evals.comparing import states_any
from evals.universe import make, papers, queries, score, write
from evals.universe.documents import Paper
from evals.universe.wording import LANGUAGES, phrasings
from evals.universe.world import TODAY
from evals.variants import date_variants

KINDS = ("held", "past", "tentative", "moved", "corrected", "deadline", "regional", "online")
WORLD = make(5, 8)
PAPERS = papers(WORLD, 20)


def test_the_same_seed_gives_the_same_world() -> None:
    assert make(5, 8) == WORLD
    assert papers(WORLD, 20) == PAPERS
    assert queries(WORLD, 50) == queries(WORLD, 50)
    assert make(6, 8) != WORLD


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_each_kind_and_language_has_twelve_phrasings_and_three_kept_back(kind: str, language: str) -> None:
    kept_back = phrasings(kind, language, held_back=True)
    assert len(set(phrasings(kind, language))) >= 12
    assert len(set(kept_back)) >= 3
    assert not set(phrasings(kind, language)) & set(kept_back)


@pytest.mark.parametrize("held_back", [False, True])
def test_documents_leave_no_gap_and_were_issued_before_the_questions(held_back: bool) -> None:
    for paper in papers(make(7, 30), 90, held_back=held_back):
        assert not re.search(r"[{}<>]", paper.source), paper.source
        assert paper.issued < TODAY
    names = [paper.name for paper in PAPERS]
    assert len(names) == len(set(names))


def test_documents_say_what_is_true_on_their_day() -> None:
    for item in WORLD.conferences:
        mine = [paper for paper in PAPERS if any(name in paper.source for name in item.acronyms.values())]
        assert mine, item
        later = [paper for paper in mine if item.changed is None or paper.issued >= item.changed]
        assert any(states_any(paper.source, date_variants(item.days.value)) for paper in later), item


def test_a_world_has_every_language_format_and_change() -> None:
    world = make(1, 66)
    documents = papers(world, 200)
    assert len(documents) == 200
    assert {paper.language for paper in documents} == set(LANGUAGES)
    assert {Path(paper.name).suffix for paper in documents} == {".txt", ".md", ".html", ".docx"}
    changes = [item.change for item in world.conferences]
    assert all(changes.count(kind) >= 3 for kind in ("moved", "corrected", "revised", "confirmed"))
    assert any(not item.shared for item in world.conferences)
    assert len(queries(world, 2000)) == 2000


def test_a_date_a_day_off_or_another_city_is_an_offence() -> None:
    facts = (Expected("2027-07-05/2027-07-09", ()), Expected("KE/nairobi", ()))
    allowed = Case("x", "en", "When is WCL-27?", "when", facts)
    text = "WCL-27 is held from 5 to 9 July 2027 in Nairobi, Kenya."
    claim = Claim(text, 0, len(text), verified=True, citations=(1,))
    assert score.foreign(allowed, claim, ()) == []
    for said, wrong in (("5 to 10 July 2027", "5 to 10 July 2027"), ("4 July 2027", "4 July 2027")):
        other = replace(claim, text=text.replace("5 to 9 July 2027", said))
        assert any(wrong in found for found in score.foreign(allowed, other, ()))
    elsewhere = replace(claim, text=text.replace("Nairobi, Kenya", "Lima"))
    assert score.foreign(allowed, elsewhere, ()) == ["Lima"]


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[score.Verdict]:
    folder, index = tmp_path_factory.mktemp("documents"), tmp_path_factory.mktemp("index")
    chosen: tuple[Paper, ...] = papers(make(11, 5), 12)
    write(folder, chosen)
    assert score.index_world(folder, index) == len(chosen)
    return score.judge(index, queries(make(11, 5), 60))


def test_nothing_wrong_is_verified_though_the_documents_are_worded_as_no_reader_knows(tmp_path: Path) -> None:
    folder = tmp_path / "documents"
    folder.mkdir()
    write(folder, papers(make(25, 5), 12, held_back=True))
    score.index_world(folder, tmp_path / "index")
    found = score.judge(tmp_path / "index", queries(make(25, 5), 60))
    assert [(one.query.case.kind, one.answer.method) for one in found if one.offences] == []


def test_a_small_world_is_answered_right(verdicts: list[score.Verdict]) -> None:
    total = score.Score.of(verdicts)
    wrong = [(one.query.case.question, one.answer.text) for one in verdicts if not one.right]
    assert total.asked == 60
    assert total.ledger >= 45
    assert total.right >= 0.95 * total.asked, wrong


def test_no_wrong_date_or_place_is_given_as_verified(verdicts: list[score.Verdict]) -> None:
    assert [(one.query.case.question, one.offences) for one in verdicts if one.offences] == []
