"""The question in another language: what counts as its translation, and what search makes of both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from langchain_core.language_models.fake_chat_models import FakeListChatModel

from assistant.answer import Status
from assistant.answering import Assistant
from assistant.models import ModelFailed
from assistant.prompts import translation_messages
from assistant.translation import language_to_search, translated
from index.fusion import mean_log_odds
from index.opened import Index, open_index
from index.search import Searcher
from index.sync import ingest_paths

QUESTION = "Who mends the nets of HS-31?"


class Mute(FakeListChatModel):
    """A chat model that can't be reached."""

    def _call(self, *_args: object, **_kwargs: object) -> str:
        raise ConnectionError("nobody answers")


@pytest.mark.parametrize(
    ("reply", "kept"),
    [
        ("谁修补HS-31的渔网？", "谁修补HS-31的渔网？"),
        ("  “谁修补HS-31的渔网？”\n解释：……", "谁修补HS-31的渔网？"),
        ("The harbour master mends them.", None),
        ("谁修补HS-13的渔网？", None),
        ("谁修补渔网？", None),
        ("谁修补HS-31的渔网？" + "渔网" * 90, None),
        ("", None),
    ],
)
def test_only_a_translation_that_keeps_the_numbers_counts(reply: str, kept: str | None) -> None:
    assert translated(FakeListChatModel(responses=[reply]), QUESTION, "zh") == kept


def test_a_month_may_become_a_number() -> None:
    model = FakeListChatModel(responses=["会议在2031年5月9日开幕吗？"])
    assert translated(model, "Does the meeting open on 9 May 2031?", "zh")


def test_a_model_that_can_t_be_reached_is_said_to_have_failed() -> None:
    with pytest.raises(ModelFailed, match="nobody answers"):
        translated(Mute(responses=["x"]), QUESTION, "zh")


def test_the_prompt_names_the_language_and_holds_the_question_alone() -> None:
    (_, told), (role, asked) = translation_messages(QUESTION, "zh")
    assert "into Chinese" in told
    assert (role, asked) == ("human", QUESTION)


def test_a_question_is_translated_into_the_other_language_of_most_passages() -> None:
    assert language_to_search("en", {"en": 10, "zh": 30, "fr": 20}) == "zh"
    assert language_to_search("zh", {"en": 10, "zh": 30, "fr": 20}) == "fr"
    assert language_to_search("zh", {"zh": 99, "fr": 1}) is None
    assert language_to_search("zh", {"zh": 5}) is None
    assert language_to_search("zh", {}) is None


def test_log_odds_are_averaged_and_what_a_search_missed_counts_as_its_least() -> None:
    found = mean_log_odds([{"a": 0.5, "b": 0.9}, {"b": 0.5, "c": 0.9}], (0.5, 0.5))
    assert list(found) == ["a", "b", "c"]
    assert found["b"] == pytest.approx(found["c"])
    assert found["a"] == pytest.approx(0.0)
    assert found["b"] == pytest.approx(0.5 * 2.1972, rel=1e-3)
    assert mean_log_odds([{}, {"a": 1.0}], (0.5, 0.5))["a"] > 10


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("texts")
    texts = {
        "a.txt": "渔网由老渔夫在周二修补。\n\n灯塔看守人每晚点灯。",
        "b.txt": "港口的钟在正午敲响。\n\n咖啡馆在码头尽头。",
        "c.txt": "The bell of the harbour rings at noon.\n\nNets are sold on the quay, and who buys them gets a basket.",
    }
    for name, text in texts.items():
        (folder / name).write_text(text, "utf-8")
    home = tmp_path_factory.mktemp("index")
    ingest_paths([folder], home)
    with open_index(home) as opened:
        yield opened


def test_both_wordings_find_more_than_one(index: Index) -> None:
    searcher = Searcher(index)
    asked, other = "Who mends the nets?", "谁修补渔网？"
    alone = [one.passage.text for one in searcher.search(asked, 8)]
    both = searcher.search_again(asked, other, 8)
    assert "渔网由老渔夫" in both[0].passage.text
    assert [one.rank for one in both] == list(range(1, len(both) + 1))
    assert [one.score for one in both] == sorted((one.score for one in both), reverse=True)
    assert {one.passage.text for one in both} == set(alone)
    assert len(searcher.search_again(asked, other, 1)) == 1


def test_the_chain_searches_again_by_the_translation(index: Index) -> None:
    searcher = Searcher(index)
    asked = Assistant(index, searcher).understand("Who mends the nets?")
    model = FakeListChatModel(responses=["谁修补渔网？"])
    told = Assistant(index, searcher, model)
    before = told.answer(told.retrieve(told.look_up(asked)))
    after = told.look_again(before)
    assert after.evidence != before.evidence
    assert after.evidence == tuple(
        searcher.search_again("Who mends the nets?", "谁修补渔网？", len(before.evidence))
    )
    mute = Assistant(index, searcher, Mute(responses=["x"]))
    assert mute.look_again(before) == before
    assert Assistant(index, searcher).look_again(before) == before


def test_a_translation_is_never_an_answer(index: Index) -> None:
    reply = "灯塔看守人在周五修补渔网吗？"
    told = Assistant(index, Searcher(index), FakeListChatModel(responses=[reply]))
    answer = told.ask("What does the fisherman wear in the fog?")
    assert "周五" not in answer.text
    assert answer.status is not Status.ANSWERED or all(claim.verified for claim in answer.claims)
