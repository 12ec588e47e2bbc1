"""The page: a conversation with its sources beside, the calendar, disagreements, documents."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from functools import lru_cache
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
import structlog

from index.events import ledger
from ui.excerpts import Excerpt, excerpts, sources_html
from ui.followups import follow_ups
from ui.programs import add_endpoints
from ui.render import conversation_html
from ui.strings import DEFAULT_LANGUAGE, LANGUAGES, text, word
from ui.turns import Exchange, KeptCitation, history, keep, kept_answer, restore

if TYPE_CHECKING:
    from assistant.chain import Assistant

log = structlog.get_logger()
HERE = Path(__file__).parent
STYLE, SCRIPT = HERE / "page.css", HERE / "page.js"
# System fonts only: the default theme would ask a font service.
FONTS = ["system-ui", "Noto Sans", "Noto Sans CJK SC", "Noto Sans Arabic", "sans-serif"]
# Kept by the browser across restarts of the server; it guards nothing.
STORAGE = "rapporteur"
AT_ONCE = 8
"""Questions that are answered at a time."""
TABS = ("ask", "calendar", "conflicts", "documents")


def theme() -> gr.themes.Base:
    """Return the theme of the page, made of fonts that the reader's machine has."""
    return gr.themes.Base(primary_hue="sky", font=FONTS, font_mono=["ui-monospace", "monospace"])


def language_for(kept: Any, accepted: str) -> str:
    """Return the interface's language: the one kept in the browser, else the first that it accepts."""
    if kept in LANGUAGES:
        return str(kept)
    for part in accepted.split(","):
        tag = part.partition(";")[0].strip().lower().partition("-")[0]
        if tag in LANGUAGES:
            return tag
    return DEFAULT_LANGUAGE


class Page:
    """What the page shows, over an open assistant."""

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
            f'<span class="seal" aria-hidden="true">R</span>{word("title", tag)}</h1>'
            f'<button type="button" class="quiet theme" data-theme aria-label="{word("theme", tag)}" '
            f'title="{word("theme", tag)}">◐</button></div>'
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
        answer = turns[-1].answer
        asked = [turn.question for turn in turns]
        return follow_ups(answer, ledger(self.assistant.index.catalogue), asked) if answer else []


def failure(error: Exception, tag: str) -> str:
    """Return one line that says what went wrong and what to do."""
    from assistant.models import ModelUnusable
    from index.catalogue import CatalogueError
    from index.opened import IndexUnusable

    if isinstance(error, ModelUnusable):
        return str(error)
    return text("failed_index" if isinstance(error, CatalogueError | IndexUnusable) else "failed", tag)


def part_html(name: str, language: str) -> str:
    """Return a place that the page's script fills from the address of a part."""
    return f'<div class="part {name}" data-part="parts/{name}?language={language}"></div>'


def _html(elem_id: str, value: str) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False)


def build(assistant: Assistant) -> gr.Blocks:
    """Return the page over an open assistant."""
    page = Page(assistant)
    start = DEFAULT_LANGUAGE
    with gr.Blocks(title="Rapporteur", analytics_enabled=False, fill_width=True) as blocks:
        turns = gr.BrowserState([], storage_key="rapporteur-turns", secret=STORAGE)
        chosen = gr.BrowserState(None, storage_key="rapporteur-language", secret=STORAGE)
        with gr.Row(elem_id="top"):
            heading = _html("heading", page.heading(start))
            language = gr.Radio(
                [(name, tag) for tag, name in LANGUAGES.items()],
                value=start,
                label=text("language", start),
                elem_id="language",
                scale=0,
                min_width=180,
            )
        with gr.Tabs(elem_id="tabs"):
            with (
                gr.Tab(text("ask_tab", start), id="ask") as ask_tab,
                gr.Row(elem_id="ask", equal_height=False),
            ):
                with gr.Column(scale=3, elem_id="talk"):
                    conversation = _html("conversation", page.conversation([], start))
                    with gr.Group(elem_id="composer"):
                        question = gr.Textbox(
                            label=text("ask_label", start),
                            placeholder=text("ask_placeholder", start),
                            lines=1,
                            max_lines=6,
                            autofocus=True,
                            max_length=4_000,
                            elem_id="question",
                        )
                        with gr.Row(elem_id="buttons"):
                            send = gr.Button(text("send", start), variant="primary", elem_id="send")
                            stop = gr.Button(text("stop", start), variant="stop", elem_id="stop")
                            clear = gr.Button(text("clear", start), elem_id="clear")
                with gr.Column(scale=2, elem_id="beside"):
                    sources = _html("sources", page.sources([], start))
            with gr.Tab(text("calendar_tab", start), id="calendar") as calendar_tab:
                calendar = _html("calendar", part_html("calendar", start))
            with gr.Tab(text("conflicts_tab", start), id="conflicts") as conflicts_tab:
                conflicts = _html("conflicts", part_html("conflicts", start))
            with gr.Tab(text("documents_tab", start), id="documents") as documents_tab:
                documents = _html("documents", part_html("documents", start))
        tabs = [ask_tab, calendar_tab, conflicts_tab, documents_tab]

        async def ask(asked: str, kept: Any, tag: str) -> AsyncIterator[tuple[Any, ...]]:
            if not asked.strip():
                yield gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip()
                return
            first = True
            async for shown in page.answer(asked.strip(), kept, tag):
                yield (*shown, "" if first else gr.skip(), page.heading(tag))
                first = False

        def show(kept: Any, tag: str) -> tuple[Any, ...]:
            said = restore(kept)
            return (
                page.heading(tag),
                gr.update(label=text("language", tag)),
                page.conversation(said, tag),
                page.sources(said, tag),
                gr.update(label=text("ask_label", tag), placeholder=text("ask_placeholder", tag)),
                text("send", tag),
                text("stop", tag),
                text("clear", tag),
                *(part_html(name, tag) for name in TABS[1:]),
                *(gr.update(label=text(f"{name}_tab", tag)) for name in TABS),
            )

        def choose(kept: Any, tag: str) -> tuple[Any, ...]:
            return (*show(kept, tag), tag)

        def begin(kept: Any, kept_tag: Any, request: gr.Request) -> tuple[Any, ...]:
            tag = language_for(kept_tag, request.headers.get("accept-language", ""))
            shown = list(show(kept, tag))
            shown[1] = gr.update(label=text("language", tag), value=tag)
            return tuple(shown)

        def halt(kept: Any, tag: str) -> tuple[str, list[dict[str, Any]]]:
            said = restore(kept)
            if said and said[-1].answer is None:
                said[-1].failed = text("stopped", tag)
            return page.conversation(said, tag), keep(said)

        labelled = [
            heading,
            language,
            conversation,
            sources,
            question,
            send,
            stop,
            clear,
            calendar,
            conflicts,
            documents,
            *tabs,
        ]
        asking = gr.on(
            [question.submit, send.click],
            ask,
            [question, turns, language],
            [conversation, sources, turns, question, heading],
            api_visibility="private",
            concurrency_limit=AT_ONCE,
            show_progress="hidden",
        )
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        stop.click(halt, [turns, language], [conversation, turns], cancels=[asking], **quiet)
        clear.click(
            lambda tag: ([], page.conversation([], tag), page.sources([], tag)),
            language,
            [turns, conversation, sources],
            cancels=[asking],
            **quiet,
        )
        language.input(choose, [turns, language], [*labelled, chosen], **quiet)
        blocks.load(begin, [turns, chosen], labelled, **quiet)
        add_endpoints(assistant)
    return blocks
