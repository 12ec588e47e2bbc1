"""The page: a chat, and the cited passages beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import gradio as gr
import structlog

from assistant.answer import Turn
from ui.render import AROUND, Context, conversation_html, sources_html
from ui.strings import DEFAULT_LANGUAGE, LANGUAGES, text

if TYPE_CHECKING:
    from assistant.chain import Assistant

log = structlog.get_logger()
STYLE = Path(__file__).with_name("page.css")
# System fonts only: the default theme would ask a font service.
FONTS = ["system-ui", "Noto Sans", "Noto Sans CJK SC", "Noto Sans Arabic", "sans-serif"]


def theme() -> gr.themes.Base:
    """Return the theme of the page, made of fonts that the reader's machine has."""
    return gr.themes.Soft(primary_hue="blue", font=FONTS, font_mono=["ui-monospace", "monospace"])


def contexts(assistant: Assistant, citations: list[dict[str, Any]]) -> dict[int, Context]:
    """Return what stands around each citation; one whose document has gone shows its quote alone."""
    found = {}
    for citation in citations:
        start, end = citation["start"], citation["end"]
        try:
            document = assistant.index.catalogue.document(citation["document_id"])
        except LookupError:
            continue
        passage = next(
            (
                passage
                for passage in assistant.index.catalogue.passages(document.id)
                if passage.start <= start < passage.end
            ),
            None,
        )
        first = max(passage.start if passage else 0, start - AROUND)
        last = min(max(passage.end, end) if passage else len(document.text), end + AROUND)
        found[citation["number"]] = Context(
            before=document.text[first:start],
            quote=document.text[start:end],
            after=document.text[end:last],
            heading_path=passage.heading_path if passage else (),
            issued=document.issued.isoformat() if document.issued else None,
            status=None if str(document.status) == "unknown" else str(document.status),
        )
    return found


def examples(assistant: Assistant, language: str) -> list[str]:
    """Return questions about what is really indexed."""
    from assistant.examples import example_questions

    return example_questions(assistant, language)


def build(assistant: Assistant) -> gr.Blocks:
    """Return the page over an open assistant."""
    with gr.Blocks(title="Rapporteur", analytics_enabled=False) as page:
        turns = gr.BrowserState([], storage_key="rapporteur-turns")
        chosen = gr.BrowserState(DEFAULT_LANGUAGE, storage_key="rapporteur-language")
        with gr.Row(elem_id="top"):
            heading = gr.HTML(_heading(DEFAULT_LANGUAGE))
            language = gr.Radio(
                [(name, tag) for tag, name in LANGUAGES.items()],
                value=DEFAULT_LANGUAGE,
                label=text("language", DEFAULT_LANGUAGE),
                container=False,
                elem_id="language",
            )
        with gr.Row(equal_height=False):
            with gr.Column(scale=3):
                conversation = gr.HTML(conversation_html([], DEFAULT_LANGUAGE), elem_id="conversation")
                question = gr.Textbox(
                    label=text("ask_label", DEFAULT_LANGUAGE),
                    placeholder=text("ask_placeholder", DEFAULT_LANGUAGE),
                    lines=1,
                    max_lines=6,
                    autofocus=True,
                    elem_id="question",
                )
                with gr.Row():
                    send = gr.Button(text("send", DEFAULT_LANGUAGE), variant="primary", elem_id="send")
                    stop = gr.Button(text("stop", DEFAULT_LANGUAGE), elem_id="stop")
                    clear = gr.Button(text("clear", DEFAULT_LANGUAGE), elem_id="clear")
                shown = gr.Examples(
                    [[one] for one in examples(assistant, DEFAULT_LANGUAGE)],
                    question,
                    label=text("examples", DEFAULT_LANGUAGE),
                )
            with gr.Column(scale=2):
                sources = gr.HTML(sources_html(0, None, {}, DEFAULT_LANGUAGE), elem_id="sources")

        async def answer(
            asked: str, said: list[dict[str, Any]], tag: str
        ) -> AsyncIterator[tuple[Any, Any, Any, Any]]:
            asked = asked.strip()
            if not asked:
                yield gr.skip(), gr.skip(), gr.skip(), gr.skip()
                return
            history = [Turn(turn["question"], (turn.get("answer") or {}).get("answer")) for turn in said]
            said = [*said, {"question": asked}]
            yield conversation_html(said, tag, waiting=True), gr.skip(), gr.skip(), ""
            try:
                async for snapshot in assistant.astream(asked, history=tuple(history)):
                    said[-1]["answer"] = snapshot.to_json()
                    cited = contexts(assistant, said[-1]["answer"]["citations"])
                    yield (
                        conversation_html(said, tag, waiting=not snapshot.final),
                        sources_html(len(said), said[-1]["answer"], cited, tag),
                        gr.skip(),
                        gr.skip(),
                    )
            except Exception:
                # The page must say that it failed and stay usable whatever went wrong below.
                log.exception("answer failed", question_length=len(asked))
                said[-1] = {"question": asked, "failed": text("failed", tag)}
            yield conversation_html(said, tag), gr.skip(), said, gr.skip()

        def again(said: list[dict[str, Any]], tag: str) -> tuple[Any, ...]:
            last = (said[-1].get("answer") if said else None) or None
            cited = contexts(assistant, last["citations"]) if last else {}
            return (
                _heading(tag),
                conversation_html(said, tag),
                sources_html(len(said), last, cited, tag),
                gr.update(label=text("ask_label", tag), placeholder=text("ask_placeholder", tag)),
                gr.update(value=text("send", tag)),
                gr.update(value=text("stop", tag)),
                gr.update(value=text("clear", tag)),
                gr.update(samples=[[one] for one in examples(assistant, tag)], label=text("examples", tag)),
                tag,
            )

        labelled = [heading, conversation, sources, question, send, stop, clear, shown.dataset, chosen]
        streamed = [conversation, sources, turns, question]
        asking = gr.on(
            [question.submit, send.click], answer, [question, turns, language], streamed, api_name="ask"
        )
        stop.click(None, cancels=[asking], api_visibility="private")
        clear.click(lambda tag: ([], *again([], tag)), language, [turns, *labelled], api_visibility="private")
        language.change(again, [turns, language], labelled, api_visibility="private")
        page.load(lambda tag: tag, chosen, language, api_visibility="private").then(
            again, [turns, language], labelled, api_visibility="private"
        )
    return page


def _heading(language: str) -> str:
    return f"<h1>{text('title', language)}</h1><p>{text('tagline', language)}</p>"
