"""An answer and its sources as HTML: pure functions, and everything from a document is escaped."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from ui.strings import text

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
MARKER = re.compile(r"\[(\d{1,3})\]")
AROUND = 400
"""Characters of the document shown before and after a quote."""


@dataclass(frozen=True, slots=True)
class Context:
    """What stands around a citation in its document."""

    before: str
    quote: str
    after: str
    heading_path: tuple[str, ...] = ()
    issued: str | None = None
    status: str | None = None


def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a language tag."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def anchor(turn: int, number: int) -> str:
    """Return the element id of a citation's source."""
    return f"source-{turn}-{number}"


def answer_html(turn: int, answer: Mapping[str, Any], language: str) -> str:
    """Return one answer: its sentences with their marks and numbers, notices, how it was made."""
    known = {citation["number"] for citation in answer["citations"]}
    body, at = [], 0
    for claim in sorted(answer["claims"], key=lambda claim: claim["start"]):
        body.append(_linked(answer["answer"][at : claim["start"]], turn, known))
        state = "verified" if claim["verified"] else "unverified"
        said = _linked(answer["answer"][claim["start"] : claim["end"]], turn, known)
        body.append(f'<span class="claim {state}" title="{escape(text(state, language))}">{said}</span>')
        at = claim["end"]
    body.append(_linked(answer["answer"][at:], turn, known))
    resolved = answer.get("resolved")
    read_as = (
        f'<p class="resolved">{escape(text("read_as", language))}: {escape(resolved)}</p>' if resolved else ""
    )
    notices = "".join(
        f'<li class="notice {escape(notice["kind"])}">{escape(notice["text"])}'
        f"{''.join(_link(turn, number) for number in notice['citations'] if number in known)}</li>"
        for notice in answer["notices"]
    )
    made = f"{text('method_' + answer['method'], language)} · {text('as_of', language)} {answer['as_of']}"
    said_in = answer["language"]
    return (
        f'<div class="answer {escape(answer["status"])}" lang="{escape(said_in)}" dir="{direction(said_in)}">'
        f'{read_as}<div class="said">{"".join(body)}</div>'
        f"{f'<ul class=notices>{notices}</ul>' if notices else ''}"
        f'<p class="made">{escape(made)}</p></div>'
    )


def _linked(said: str, turn: int, known: set[int]) -> str:
    parts, at = [], 0
    for found in MARKER.finditer(said):
        number = int(found[1])
        if number in known:
            parts += [escape(said[at : found.start()]), _link(turn, number)]
            at = found.end()
    return "".join([*parts, escape(said[at:])])


def _link(turn: int, number: int) -> str:
    return f'<a class="cite" href="#{anchor(turn, number)}">[{number}]</a>'


def conversation_html(turns: Sequence[Mapping[str, Any]], language: str, waiting: bool = False) -> str:
    """Return the whole conversation, oldest first."""
    rows = []
    for turn, exchange in enumerate(turns, 1):
        rows.append(f'<h3 class="question" dir="auto">{escape(exchange["question"])}</h3>')
        if exchange.get("answer"):
            rows.append(answer_html(turn, exchange["answer"], language))
        elif exchange.get("failed"):
            rows.append(f'<div class="answer failed" role="alert">{escape(exchange["failed"])}</div>')
    if waiting:
        rows.append(f'<p class="waiting">{escape(text("thinking", language))}</p>')
    return f'<section class="conversation" role="log" aria-live="polite">{"".join(rows)}</section>'


def sources_html(
    turn: int, answer: Mapping[str, Any] | None, contexts: Mapping[int, Context], language: str
) -> str:
    """Return the cited passages of an answer, each quote highlighted to the character."""
    if not answer or not answer["citations"]:
        return f'<aside class="sources"><p class="empty">{escape(text("no_sources", language))}</p></aside>'
    cards = [
        _source(turn, citation, contexts.get(citation["number"]), language)
        for citation in answer["citations"]
    ]
    return f'<aside class="sources" aria-label="{escape(text("sources", language))}">{"".join(cards)}</aside>'


def _source(turn: int, citation: Mapping[str, Any], context: Context | None, language: str) -> str:
    context = context or Context("", citation["quote"], "")
    said_in = citation["language"]
    facts = [
        citation["symbol"],
        said_in,
        f"{text('page', language)} {citation['page']}" if citation["page"] else None,
        f"{text('issued', language)} {context.issued}" if context.issued else None,
        context.status,
        f"{text('characters', language)} {citation['start']}–{citation['end']}",
    ]
    path = " › ".join(context.heading_path)
    return (
        f'<article class="source" id="{anchor(turn, citation["number"])}" tabindex="-1">'
        f'<header><span class="number">[{citation["number"]}]</span> '
        f'<span class="title" dir="auto">{escape(citation["title"] or citation["source"])}</span></header>'
        f'<p class="facts">{escape(" · ".join(fact for fact in facts if fact))}</p>'
        f"{f'<p class=path dir=auto>{escape(path)}</p>' if path else ''}"
        f'<blockquote lang="{escape(said_in)}" dir="{direction(said_in)}">{escape(context.before)}'
        f"<mark>{escape(context.quote)}</mark>{escape(context.after)}</blockquote></article>"
    )
