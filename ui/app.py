"""The page: a conversation with its sources beside, the calendar, disagreements, documents."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import TYPE_CHECKING, Any

import gradio as gr

from ui.programs import add_endpoints
from ui.strings import DEFAULT_LANGUAGE, LANGUAGES, text
from ui.talk import Talk, part_html
from ui.turns import keep, restore

if TYPE_CHECKING:
    from assistant.answering import Assistant

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


def _html(elem_id: str, value: str) -> gr.HTML:
    return gr.HTML(value, elem_id=elem_id, apply_default_css=False)


def build(assistant: Assistant) -> gr.Blocks:
    """Return the page over an open assistant; what it shows first comes once the language is known."""
    talk = Talk(assistant)
    start = DEFAULT_LANGUAGE
    with gr.Blocks(title="Rapporteur", analytics_enabled=False, fill_width=True) as blocks:
        turns = gr.BrowserState([], storage_key="rapporteur-turns", secret=STORAGE)
        chosen = gr.BrowserState(None, storage_key="rapporteur-language", secret=STORAGE)
        with gr.Row(elem_id="top"):
            heading = _html("heading", talk.heading(start))
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
                    conversation = _html("conversation", "")
                    with gr.Group(elem_id="composer"):
                        question = gr.Textbox(
                            label=text("ask_label", start),
                            placeholder=text("ask_placeholder", start),
                            lines=1,
                            max_lines=6,
                            max_length=4_000,
                            elem_id="question",
                        )
                        with gr.Row(elem_id="buttons"):
                            send = gr.Button(text("send", start), variant="primary", elem_id="send")
                            stop = gr.Button(text("stop", start), variant="stop", elem_id="stop")
                            clear = gr.Button(text("clear", start), elem_id="clear")
                with gr.Column(scale=2, elem_id="beside"):
                    sources = _html("sources", talk.sources([], start))
            with gr.Tab(text("calendar_tab", start), id="calendar") as calendar_tab:
                calendar = _html("calendar", "")
            with gr.Tab(text("conflicts_tab", start), id="conflicts") as conflicts_tab:
                conflicts = _html("conflicts", "")
            with gr.Tab(text("documents_tab", start), id="documents") as documents_tab:
                documents = _html("documents", "")
        tabs = [ask_tab, calendar_tab, conflicts_tab, documents_tab]

        async def ask_here(asked: str, kept: Any, tag: str) -> AsyncIterator[tuple[Any, ...]]:
            if not asked.strip():
                yield gr.skip(), gr.skip(), gr.skip(), gr.skip(), gr.skip()
                return
            first = True
            async for shown in talk.answer(asked.strip(), kept, tag):
                yield (*shown, "" if first else gr.skip(), talk.heading(tag))
                first = False

        def show(kept: Any, tag: str) -> tuple[Any, ...]:
            said = restore(kept)
            return (
                talk.heading(tag),
                gr.update(label=text("language", tag)),
                talk.conversation(said, tag),
                talk.sources(said, tag),
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
            return talk.conversation(said, tag), keep(said)

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
            ask_here,
            [question, turns, language],
            [conversation, sources, turns, question, heading],
            api_visibility="private",
            concurrency_limit=AT_ONCE,
            show_progress="hidden",
            # A question sent while an answer is coming waits for its end; by default it would be dropped.
            trigger_mode="always_last",
        )
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        stop.click(halt, [turns, language], [conversation, turns], cancels=[asking], **quiet)
        clear.click(
            lambda tag: ([], talk.conversation([], tag), talk.sources([], tag)),
            language,
            [turns, conversation, sources],
            cancels=[asking],
            **quiet,
        )
        language.input(choose, [turns, language], [*labelled, chosen], **quiet)
        blocks.load(begin, [turns, chosen], labelled, **quiet)
        add_endpoints(assistant)
    return blocks
