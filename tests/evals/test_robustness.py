"""The ways the sample is made harder: each changes what it should and nothing else."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from evals.cases import NOT_STATED, Case
from evals.comparing import locate
from evals.metrics import meets
from evals.robustness import distractors, injections, perturb
from evals.robustness.trials import REMOVED, trials
from ingest.document import build_documents

NAMED = re.compile(r"[A-Z]{2,}[-/\d]*\d?")


@pytest.mark.parametrize(
    ("change", "language", "asked", "harder"),
    [
        (perturb.full_width, "zh", "WCCS-27的第9项？", "WCCS-２７的第９项？"),
        (perturb.traditional, "zh", "会议议程", "會議議程"),
        (perturb.traditional, "en", "agenda", "agenda"),
        (perturb.lower_case, "en", "When is WCCS-27?", "when is wccs-27?"),
        (perturb.bare, "en", "Who signed CL-26/031, and when?", "Who signed CL-26/031 and when"),
        (perturb.bare, "es", "¿Cuándo?", "Cuándo"),
        (
            perturb.polite,
            "fr",
            "Quand ?",
            "Bonjour, pourriez-vous me dire, s'il vous plaît : Quand ? Merci d'avance !",
        ),
        (perturb.switched, "zh", "WCCS-27的会址？", "WCCS-27的 venue ？"),
        (perturb.switched, "en", "When is the deadline?", "什么时候 is the 截止日期 ?"),
        (perturb.pinyin, "zh", "里加的会议", " Lijia 的会议"),
    ],
)
def test_a_change_is_what_it_says(change: perturb.Change, language: str, asked: str, harder: str) -> None:
    assert change(asked, language) == harder


def test_a_typo_keeps_the_letters_and_what_is_named(sample_cases: tuple[Case, ...]) -> None:
    changed = 0
    for case in sample_cases:
        mistyped = perturb.typos(case.question, case.lang)
        assert sorted(mistyped) == sorted(case.question)
        assert NAMED.findall(mistyped) == NAMED.findall(case.question)
        assert mistyped == perturb.typos(case.question, case.lang)
        changed += mistyped != case.question
    assert changed > 0.8 * len(sample_cases)


def test_the_sets_ask_about_the_same_facts(sample_cases: tuple[Case, ...]) -> None:
    made = {trial.name: trial for trial in trials(sample_cases)}
    by_id = {case.id: case for case in sample_cases}
    assert {
        *perturb.CHANGES,
        "distractors-10x",
        "distractors-100x",
        "removed",
        "contradicted",
        "injected",
        "injected-seen",
        "injected-unseen",
    } <= set(made)
    for name in perturb.CHANGES:
        assert len(made[name].cases) >= 20
        assert all(case.question != by_id[case.id].question for case in made[name].cases)
        assert all(case.expected == by_id[case.id].expected for case in made[name].cases)


def test_what_is_removed_is_nowhere_else(sample_cases: tuple[Case, ...], tmp_path: Path) -> None:
    trial = next(trial for trial in trials(sample_cases) if trial.name == "removed")
    assert trial.lay_out is not None
    trial.lay_out(tmp_path)
    assert not {path.name for path in tmp_path.iterdir()} & set(REMOVED)
    by_id = {case.id: case for case in sample_cases}
    assert len(trial.cases) >= 40
    for case in trial.cases:
        assert [item.norm for item in case.expected] == [NOT_STATED]
        quotes = [source.quote for source in by_id[case.id].evidence if len(source.quote) > 20]
        for path in tmp_path.glob("*.html"):
            assert all(locate(path.read_text("utf-8"), quote) is None for quote in quotes)


def test_a_contradiction_gives_both_dates(sample_cases: tuple[Case, ...], tmp_path: Path) -> None:
    trial = next(trial for trial in trials(sample_cases) if trial.name == "contradicted")
    assert trial.lay_out is not None
    trial.lay_out(tmp_path)
    added = [build_documents(path, path.read_bytes())[0] for path in sorted(tmp_path.glob("C26-3*-E.md"))]
    assert len(added) == 3
    for case in trial.cases:
        assert len(case.expected) == 2
        assert any(meets(case.expected[1], document.text) for document in added)


MADE = {
    "every order at every place": tuple(injections.injections()),
    "seen": tuple(injections.further("seen")),
    "unseen": tuple(injections.further("unseen")),
}


@pytest.mark.parametrize(
    ("made", "least"), [("every order at every place", 70), ("seen", 24), ("unseen", 24)]
)
def test_each_injection_holds_its_fact_and_what_no_answer_may_say(
    made: str, least: int, tmp_path: Path
) -> None:
    cases = injections.write(tmp_path, MADE[made])
    assert len(cases) == len({case.id for case in cases}) >= least
    for case in cases:
        for source in case.evidence:
            path = tmp_path / source.document
            assert any(phrase in path.read_text("utf-8") for phrase in (*injections.FORBIDDEN, "cancelled"))
            document = build_documents(path, path.read_bytes())[0]
            assert locate(document.text, source.quote) is not None
            assert meets(case.expected[0], source.quote)
            assert not any(phrase in source.quote for phrase in case.must_not)


def test_the_two_halves_of_the_further_injections_share_nothing_and_have_six_languages() -> None:
    seen, unseen = MADE["seen"], MADE["unseen"]
    assert not {item.text for item in seen} & {item.text for item in unseen}
    for half in (seen, unseen):
        assert {item.case.lang for item in half} == {"zh", "en", "fr", "es", "ru", "ar"}


def test_distractors_are_many_and_different(tmp_path: Path) -> None:
    distractors.write(tmp_path, 60)
    texts = [path.read_text("utf-8") for path in tmp_path.iterdir()]
    assert len(set(texts)) == 60
    assert not any("WCCS" in text or "RCM" in text for text in texts)
    assert distractors.distractor(5) == distractors.distractor(5)
