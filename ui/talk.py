"""What the tab for asking shows: the heading, the conversation as it goes, the sources."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from functools import lru_cache
from html import escape
from typing import TYPE_CHECKING, Any

import structlog

from index.events import ledger
from ui.excerpts import Excerpt, excerpts, sources_html
from ui.followups import follow_ups
from ui.icons import HALF, SEAL
from ui.render import conversation_html
from ui.strings import text, word
from ui.turns import Exchange, KeptCitation, history, keep, kept_answer, restore

if TYPE_CHECKING:
    from assistant.answering import Assistant

log = structlog.get_logger()


class Talk:
    """What is said on the page, over an open assistant."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self._excerpts = lru_cache(maxsize=256)(self._look_up)

    def _look_up(self, revision: int, citations: tuple[KeptCitation, ...]) -> list[Excerpt]:
        return excerpts(citations, self.assistant.index.catalogue)

    def sources(self, turns: Sequence[Exchange], tag: str) -> str:
        """Return the passages beside the conversation."""
        revision = self.assistant.index.catalogue.revision
        return sources_html(turns, lambda cited: self._excerpts(revision, tuple(cited)), tag)

    def conversation(self, turns: Sequence[Exchange], tag: str, waiting: bool = False) -> str:
        """Return the conversation; before the first question, what to ask."""
        if not turns:
            return part_html("welcome", tag)
        return conversation_html(turns, tag, waiting)

    def heading(self, tag: str) -> str:
        """Return title, tagline, and in one line what the reader must know of the chat model."""
        line = self.model_line(tag)
        told = f'<p class="told" role="status">{escape(line)}</p>' if line else ""
        return (
            f'<div data-language="{tag}" data-offline="{word("offline", tag)}"><div class="title"><h1>'
            f'<span class="seal">{SEAL}</span>{word("title", tag)}</h1>'
            f'<button type="button" class="quiet theme" data-theme aria-label="{word("theme", tag)}" '
            f'title="{word("theme", tag)}">{HALF}</button></div>'
            f'<p class="tagline">{word("tagline", tag)}</p>{told}</div>'
        )

    def model_line(self, tag: str) -> str:
        """Return the line that says that no chat model is there, or that it is loading; else empty."""
        model = self.assistant.chat_model
        if model is None:
            return text("no_model", tag)
        return "" if getattr(model, "ready", True) else text("loading_model", tag)

    async def answer(
        self, asked: str, kept: Any, tag: str
    ) -> AsyncIterator[tuple[str, str, list[dict[str, Any]]]]:
        """Yield conversation, sources and what the browser keeps, as the answer comes."""
        turns = restore(kept)
        earlier = history(turns)
        if not self.assistant.index.catalogue.counts()["documents"]:
            nothing = f"{text('empty_title', tag)}. {text('empty_help', tag)}"
            turns.append(Exchange(question=asked, failed=nothing))
            yield self.conversation(turns, tag), self.sources(turns, tag), keep(turns)
            return
        turns.append(Exchange(question=asked))
        yield self.conversation(turns, tag, True), self.sources(turns, tag), keep(turns)
        try:
            async for snapshot in self.assistant.astream(asked, history=earlier):
                turns[-1].answer = kept_answer(snapshot)
                if snapshot.final:
                    turns[-1].follow_ups = self._follow_ups(turns)
                yield self.conversation(turns, tag, not snapshot.final), self.sources(turns, tag), keep(turns)
        except Exception as error:
            # The page must say that it failed and stay usable whatever went wrong below.
            log.exception("answer failed", question_length=len(asked))
            turns[-1] = Exchange(question=asked, failed=failure(error, tag))
            yield self.conversation(turns, tag), self.sources(turns, tag), keep(turns)

    def _follow_ups(self, turns: Sequence[Exchange]) -> list[str]:
        events = ledger(self.assistant.index.catalogue)
        answers = [turn.answer for turn in turns if turn.answer]
        return follow_ups(answers, events, [turn.question for turn in turns]) if turns[-1].answer else []


def failure(error: Exception, tag: str) -> str:
    """Return one line that says what went wrong and what to do."""
    from assistant.model_files import ModelUnusable
    from index.catalogue import CatalogueError
    from index.opened import IndexUnusable

    if isinstance(error, ModelUnusable):
        return str(error)
    return text("failed_index" if isinstance(error, CatalogueError | IndexUnusable) else "failed", tag)


def part_html(name: str, language: str) -> str:
    """Return a place that the page's script fills from the address of a part."""
    return f'<div class="part {name}" data-part="parts/{name}?language={language}"></div>'
