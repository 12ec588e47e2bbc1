"""A conversation as it goes: snapshots, a failure, a model that is not there yet."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from html import unescape
from types import SimpleNamespace

import pytest

from assistant.answer import Answer
from assistant.model_files import ModelUnusable
from index.opened import IndexUnusable
from ui.app import language_for
from ui.strings import text
from ui.talk import Talk
from ui.turns import Exchange, keep, restore

QUESTION = "When and where is WCCS-27?"


class Scripted:
    """An assistant that says what it was given, then fails where it was given an error."""

    def __init__(self, index, answers: list[Answer], error: Exception | None = None) -> None:
        self.index, self.answers, self.error, self.chat_model = index, answers, error, None
        self.histories: list[tuple] = []

    async def astream(self, question: str, history: tuple = ()) -> AsyncIterator[Answer]:
        self.histories.append(history)
        for answer in self.answers:
            yield answer
        if self.error:
            raise self.error


def told(talk: Talk, kept: list, language: str = "en") -> list[tuple[str, str, list]]:
    async def read() -> list:
        return [shown async for shown in talk.answer(QUESTION, kept, language)]

    return asyncio.run(read())


def test_an_answer_comes_in_snapshots_and_is_kept_whole(served):
    final = served.assistant.ask(QUESTION)
    partly = replace(final, final=False)
    assistant = Scripted(served.assistant.index, [partly, final])
    before = keep([Exchange(question="And before?", failed="no")])
    first, second, last = told(Talk(assistant), before)
    assert text("thinking", "en") in first[0]
    assert 'aria-busy="true"' in second[0]
    assert text("stopped", "en") not in second[0]
    assert 'aria-busy="false"' in last[0]
    assert "data-copy" in last[0]
    assert "data-copy" not in second[0]
    assert restore(second[2])[-1].stopped
    turns = restore(last[2])
    assert not turns[-1].stopped
    assert turns[-1].answer.answer == final.text
    assert [turn.question for turn in assistant.histories[0]] == ["And before?"]
    assert '<mark id="source-2-1"' in last[1]


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (IndexUnusable("gone"), "failed_index"),
        (ValueError("whatever"), "failed"),
        (ModelUnusable("no such model; pull it"), None),
    ],
)
def test_a_failure_is_one_line_with_its_remedy_and_the_page_goes_on(served, error, expected, language):
    shown = told(Talk(Scripted(served.assistant.index, [], error)), [], language)[-1]
    line = text(expected, language) if expected else "no such model; pull it"
    assert line in unescape(shown[0])
    assert "whatever" not in shown[0]
    assert 'aria-busy="false"' in shown[0]
    assert restore(shown[2])[-1].failed == line


def test_what_is_known_of_the_model_is_said_in_one_line(served):
    assistant = Scripted(served.assistant.index, [])
    assert text("no_model", "zh") in Talk(assistant).heading("zh")
    assistant.chat_model = SimpleNamespace(ready=False)
    assert text("loading_model", "en") in Talk(assistant).heading("en")
    assistant.chat_model = SimpleNamespace(ready=True)
    assert "told" not in Talk(assistant).heading("en")


def test_follow_ups_are_asked_in_the_language_of_the_answer_and_never_twice(served):
    from index.events import ledger
    from ui.followups import follow_ups
    from ui.turns import kept_answer

    events = ledger(served.assistant.index.catalogue)
    for question, mark in ((QUESTION, "?"), ("WCCS-27在哪里举行？", "？"), ("Où se tient WCCS-27 ?", " ?")):
        answer = kept_answer(served.assistant.ask(question))
        offered = follow_ups([answer], events, [question])
        assert offered
        assert all(one.endswith(mark) for one in offered)
        assert follow_ups([answer], events, [question, *offered[:1]])[:1] != offered[:1]
        for one in offered:
            assert str(served.assistant.ask(one).status) != "not_found"


@pytest.mark.parametrize(
    ("kept", "accepted", "expected"),
    [
        (None, "zh-CN,zh;q=0.9,en;q=0.8", "zh"),
        (None, "fr-FR,en;q=0.5", "en"),
        (None, "", "en"),
        ("zh", "en-GB", "zh"),
        ("<b>", "de", "en"),
    ],
)
def test_the_language_kept_wins_over_the_browser_s(kept, accepted, expected):
    assert language_for(kept, accepted) == expected
