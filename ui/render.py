"""Answers as HTML: pure functions, and everything from a document or an asker is escaped."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape

from ui.dates import value_text
from ui.icons import THUMB
from ui.replies import bilingual_reply, plain_reply
from ui.strings import has_text, text, word
from ui.turns import Exchange, KeptAnswer, KeptClaim

RIGHT_TO_LEFT = frozenset({"ar", "fa", "he", "ur"})
MARKER = re.compile(r"\[(\d{1,3})\]")
ITEM = re.compile(r"(?P<indent>\s*)[-•*]\s+")
MARKS = {"verified": "✓", "quoted": "”", "unverified": "?"}


def direction(language: str) -> str:
    """Return `rtl` or `ltr` for a language tag."""
    return "rtl" if language in RIGHT_TO_LEFT else "ltr"


def safe_class(value: str) -> str:
    """Return `value` where it can be a CSS class, else `other`."""
    return value if re.fullmatch(r"[a-z_]{1,30}", value) else "other"


def answer_html(turn: int, exchange: Exchange, language: str, coming: bool = False) -> str:
    """Return one answer: notices, sentences with marks and numbers, what can be done with it.

    `coming` says that more of it is on its way.
    """
    answer = exchange.answer
    if answer is None:
        return ""
    known = {citation.number for citation in answer.citations}
    parts = []
    if answer.resolved:
        parts.append(
            f'<p class="resolved"><b>{word("read_as", language)}</b> '
            f'<bdi dir="{direction(answer.language)}">{escape(answer.resolved)}</bdi></p>'
        )
    if answer.status != "answered":
        nearest = answer.status == "partial" and answer.method == "quote"
        state = "nearest" if nearest else answer.status
        parts.append(f'<p class="state">{word(f"status_{state}", language)}</p>')
    said = f'<div class="said" lang="{escape(answer.language)}" dir="{direction(answer.language)}">'
    parts += [_notices(turn, answer, known, language), said, _said(turn, answer, known, language), "</div>"]
    if exchange.stopped and not coming:
        parts.append(f'<p class="made stopped">{word("stopped", language)}</p>')
    parts.append(_foot(turn, exchange, answer, language))
    return f'<div class="answer {answer.status}">{"".join(parts)}</div>'


def _said(turn: int, answer: KeptAnswer, known: set[int], language: str) -> str:
    """Return the text of an answer line by line; lines that start with a dash become a list."""
    rows, at, listed = [], 0, False
    for line in answer.answer.splitlines(keepends=True):
        start, end = at, at + len(line)
        at = end
        item = ITEM.match(line)
        if bool(item) != listed:
            rows.append("<ul>" if item else "</ul>")
            listed = bool(item)
        inner = _claims(turn, answer, start + (item.end() if item else 0), end, known, language)
        if item:
            rows.append(f"<li>{inner}</li>")
        elif inner.strip():
            rows.append(f"<p>{inner}</p>")
    return "".join(rows) + ("</ul>" if listed else "")


def _claims(turn: int, answer: KeptAnswer, start: int, end: int, known: set[int], language: str) -> str:
    """Return characters `start` to `end` of an answer with its claims marked."""
    parts, at = [], start
    for claim in sorted(answer.claims, key=lambda claim: claim.start):
        first, last = max(claim.start, at), min(claim.end, end)
        if first >= last:
            continue
        parts.append(_linked(answer.answer[at:first], turn, known, language))
        words = _linked(answer.answer[first:last].rstrip(), turn, known, language)
        mark = _mark(claim, language) if claim.end <= end else ""
        parts.append(f'<span class="claim {_state(claim)}">{words}{mark}</span>')
        at = last
    parts.append(_linked(answer.answer[at:end].rstrip(), turn, known, language))
    return "".join(parts)


def _state(claim: KeptClaim) -> str:
    return "unverified" if not claim.verified else "quoted" if claim.quoted else "verified"


def _mark(claim: KeptClaim, language: str) -> str:
    state = _state(claim)
    return (
        f'<span class="mark {state}" title="{word(state, language)}"><span aria-hidden="true">'
        f'{MARKS[state]}</span><span class="unseen"> ({word(f"{state}_short", language)})</span></span>'
    )


def _linked(said: str, turn: int, known: set[int], language: str) -> str:
    parts, at = [], 0
    for found in MARKER.finditer(said):
        number = int(found[1])
        if number in known:
            before = said[at : found.start()]
            # A number does not stand alone on the next line.
            before = before[:-1] + "\N{NO-BREAK SPACE}" if before.endswith(" ") else before
            parts += [escape(before), cite_link(turn, number, language)]
            at = found.end()
    return "".join([*parts, escape(said[at:])])


def cite_link(turn: int, number: int, language: str) -> str:
    """Return the number of a citation as a link to its source."""
    label = escape(f"{text('source', language)} {number}")
    return f'<a class="cite" href="#source-{turn}-{number}" aria-label="{label}">[{number}]</a>'


def _notices(turn: int, answer: KeptAnswer, known: set[int], language: str) -> str:
    rows = []
    for notice in answer.notices:
        kind = safe_class(notice.kind)
        label = text(f"notice_{kind}", language) if has_text(f"notice_{kind}") else kind
        links = "".join(cite_link(turn, number, language) for number in notice.citations if number in known)
        said = MARKER.sub("", escape(notice.text)).strip()
        rows.append(
            f'<li class="notice {kind}" dir="{direction(answer.language)}"><b><bdi>{escape(label)}</bdi></b> '
            f"<bdi>{said}</bdi> {links}</li>"
        )
    return f'<ul class="notices">{"".join(rows)}</ul>' if rows else ""


def _foot(turn: int, exchange: Exchange, answer: KeptAnswer, language: str) -> str:
    """Return how an answer was made, and the buttons that copy and rate it."""
    day = value_text(answer.as_of, language)
    made = f"{text('method_' + answer.method, language)} · {text('as_of', language)} {day}"
    if answer.model:
        made += f" · {answer.model}"
    if not answer.final:
        return f'<p class="made">{escape(made)}</p>'
    copies = "".join(
        f'<button type="button" class="quiet" data-copy="{escape(body)}" '
        f'data-done="{word("copied", language)}">{word(label, language)}</button>'
        for label, body in (
            ("copy", plain_reply(answer, language)),
            ("copy_bilingual", bilingual_reply(answer, language)),
        )
    )
    rated = json.dumps(
        {"question": exchange.question, "answer": answer.model_dump(exclude_defaults=True)},
        ensure_ascii=False,
    )
    thumbs = "".join(
        f'<button type="button" class="quiet thumb {rate}" data-rate="{rate}" aria-pressed="false" '
        f'aria-label="{word(rate, language)}" title="{word(rate, language)}">{THUMB}</button>'
        for rate in ("good", "bad")
    )
    return (
        f'<div class="foot"><p class="made">{escape(made)}</p><div class="do">{copies}{thumbs}</div>'
        f'<form class="note" data-turn="{turn}" data-rated="{escape(rated)}" hidden>'
        f"<label>{word('note', language)}"
        f'<textarea name="note" rows="2" maxlength="2000"></textarea></label>'
        f'<button type="submit" class="quiet" data-done="{word("thanks", language)}">'
        f"{word('keep_note', language)}</button></form></div>"
    )


def conversation_html(turns: Sequence[Exchange], language: str, waiting: bool = False) -> str:
    """Return the whole conversation, oldest first; `waiting` where the last answer is still coming."""
    rows = []
    for turn, exchange in enumerate(turns, 1):
        last = turn == len(turns)
        place = f' style="grid-row:{turn}"'
        body = answer_html(turn, exchange, language, waiting and last)
        if exchange.failed:
            body += f'<div class="answer failed" role="alert">{escape(exchange.failed)}</div>'
        if waiting and last:
            body += f'<p class="waiting">{word("thinking", language)}</p>'
        if last and not waiting:
            body += follow_ups_html(exchange.follow_ups, language)
        rows.append(
            f'<article class="turn" id="turn-{turn}"{place}><h2 class="question">'
            f'<span class="unseen">{word("you", language)}: </span>'
            f'<span class="asked" dir="auto">{escape(exchange.question)}</span></h2>{body}</article>'
        )
    busy = "true" if waiting else "false"
    # Room below a later question, so that it can come to the top of the window and its answer grow there.
    room = f'<div class="room" style="grid-row:{len(turns)}"></div>' if len(turns) > 1 else ""
    return f'<section class="conversation" role="log" aria-busy="{busy}">{"".join(rows)}{room}</section>'


def follow_ups_html(questions: Sequence[str], language: str) -> str:
    """Return questions as buttons that ask them; empty without any."""
    if not questions:
        return ""
    return (
        f'<div class="chips" role="group" aria-label="{word("follow_ups", language)}">'
        f"{''.join(chip(question) for question in questions)}</div>"
    )


def chip(question: str) -> str:
    """Return a question as a button that asks it."""
    said = escape(question)
    return f'<button type="button" class="chip" data-ask="{said}"><bdi>{said}</bdi></button>'
