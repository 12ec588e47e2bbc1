"""The cited passages beside an answer, each quote marked to the character."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import PurePath
from urllib.parse import urlencode

from index.catalogue import Catalogue
from ingest.documents import Document, Passage
from ui.dates import day_text
from ui.render import direction
from ui.strings import has_text, language_name, text, word
from ui.turns import Exchange, KeptCitation

AROUND = 320
"""Characters of the passage shown before the first and after the last quote."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Characters `start` to `end` of a document, and the citations that lie in them, by position.

    `text == document.text[start:end]`; the quotes of `citations` do not overlap.
    """

    document: Document
    citations: tuple[KeptCitation, ...]
    start: int
    end: int
    text: str
    passage: Passage | None = None


def excerpts(citations: Sequence[KeptCitation], catalogue: Catalogue) -> list[Excerpt]:
    """Return what stands around citations, in order of their first number; those of one passage share one.

    A citation whose document has gone or changed is left out.
    """
    documents: dict[str, Document | None] = {}
    passages: dict[str, tuple[Passage, ...]] = {}
    groups: list[tuple[Document, Passage | None, list[KeptCitation]]] = []
    for citation in citations:
        name = citation.document_id
        if name not in documents:
            try:
                documents[name] = catalogue.document(name)
                passages[name] = catalogue.passages(name)
            except LookupError:
                documents[name] = None
        document = documents[name]
        if document is None or document.text[citation.start : citation.end] != citation.quote:
            continue
        passage = next(
            (one for one in passages[name] if one.start <= citation.start and citation.end <= one.end), None
        )
        for own, there, group in groups:
            if own.id == name and there is passage is not None and not _overlaps(citation, group):
                group.append(citation)
                break
        else:
            groups.append((document, passage, [citation]))
    return [_excerpt(document, passage, group) for document, passage, group in groups]


def _overlaps(citation: KeptCitation, group: list[KeptCitation]) -> bool:
    return any(citation.start < other.end and other.start < citation.end for other in group)


def _excerpt(document: Document, passage: Passage | None, group: list[KeptCitation]) -> Excerpt:
    ordered = tuple(sorted(group, key=lambda citation: citation.start))
    lowest = passage.start if passage else 0
    highest = max(passage.end if passage else len(document.text), ordered[-1].end)
    start = max(lowest, ordered[0].start - AROUND)
    end = min(highest, ordered[-1].end + AROUND)
    return Excerpt(document, ordered, start, end, document.text[start:end], passage)


def sources_html(
    turns: Sequence[Exchange],
    look_up: Callable[[Sequence[KeptCitation]], list[Excerpt]],
    language: str,
    staff: bool = True,
) -> str:
    """Return the sources of every turn; all but those of the last are hidden until asked for."""
    groups = []
    answered = [(turn, one.answer) for turn, one in enumerate(turns, 1) if one.answer]
    last = answered[-1][0] if answered else 0
    empty = f'<p class="empty">{word("no_sources", language)}</p>'
    for turn, answer in answered:
        if not answer.citations and turn < last:
            continue
        found = look_up(answer.citations)
        shown = {citation.number for excerpt in found for citation in excerpt.citations}
        cards = "".join(_card(turn, excerpt, language) for excerpt in found)
        cards += "".join(_gone(turn, one, language) for one in answer.citations if one.number not in shown)
        hidden = "" if turn == last else " hidden"
        groups.append(f'<div class="of-turn" data-turn="{turn}"{hidden}>{cards or empty}</div>')
    label = word("sources", language)
    return (
        f'<aside class="sources" aria-label="{label}" tabindex="-1">'
        f'<header class="sheet-head"><h2>{label}</h2>'
        f'<button type="button" class="quiet sheet-close">{word("close", language)}</button></header>'
        f'<div class="cards">{"".join(groups) or empty}</div></aside>'
    )


def _card(turn: int, excerpt: Excerpt, language: str) -> str:
    document = excerpt.document
    numbers = "".join(f"<span>[{number}]</span>" for number in sorted(c.number for c in excerpt.citations))
    path = " › ".join(excerpt.passage.heading_path if excerpt.passage else ())
    first = excerpt.citations[0]
    where = reading_url(document.id, first.start, first.end, language)
    return (
        f'<article class="source" tabindex="-1"><header><span class="numbers">{numbers}</span>'
        f'<h3 dir="auto">{escape(document_title(document))}</h3></header>'
        f"{facts_html(document, first.page, language)}"
        f"{f'<p class=path dir=auto>{escape(path)}</p>' if path else ''}"
        f'<blockquote class="{_cut(excerpt)}" lang="{escape(document.language)}" '
        f'dir="{direction(document.language)}">{_marked(turn, excerpt, language)}</blockquote>'
        f'<button type="button" class="quiet" data-reader="{escape(where)}">'
        f"{word('open_document', language)}</button></article>"
    )


def _gone(turn: int, citation: KeptCitation, language: str) -> str:
    """Return the card of a citation whose document is no longer there, or no longer says it."""
    name = escape(citation.title or PurePath(citation.source).name)
    return (
        f'<article class="source" tabindex="-1"><header><span class="numbers">[{citation.number}]</span>'
        f'<h3 dir="auto">{name}</h3></header><p class="facts">{word("gone", language)}</p>'
        f'<blockquote dir="auto"><mark id="source-{turn}-{citation.number}">{escape(citation.quote)}</mark>'
        "</blockquote></article>"
    )


def _cut(excerpt: Excerpt) -> str:
    """Return classes that say where the passage goes on beyond what is shown."""
    passage = excerpt.passage
    before = passage is not None and passage.start < excerpt.start
    after = passage is not None and excerpt.end < passage.end
    return " ".join(name for name, cut in (("cut-before", before), ("cut-after", after)) if cut)


def _marked(turn: int, excerpt: Excerpt, language: str) -> str:
    parts, at = [], excerpt.start
    for citation in excerpt.citations:
        before = excerpt.text[at - excerpt.start : citation.start - excerpt.start]
        quote = excerpt.text[citation.start - excerpt.start : citation.end - excerpt.start]
        parts.append(
            f'{escape(before)}<mark id="source-{turn}-{citation.number}" data-place="'
            f'{escape(reading_url(citation.document_id, citation.start, citation.end, language))}">'
            f"{escape(quote)}</mark>"
        )
        at = citation.end
    return "".join([*parts, escape(excerpt.text[at - excerpt.start :])])


def reading_url(document_id: str, start: int, end: int, language: str) -> str:
    """Return the address of a document opened at a place."""
    return f"reading/{document_id}?{urlencode({'start': start, 'end': end, 'language': language})}"


def document_title(document: Document) -> str:
    """Return the title, else the name of the file."""
    return document.title or PurePath(document.source).name


def facts_html(document: Document, page: int | None, language: str) -> str:
    """Return symbol, date, status, language and page of a document as one line."""
    status = str(document.status)
    facts = [
        ("symbol", document.symbol),
        ("language", language_name(document.language, language)),
        (
            "issued",
            f"{text('issued', language)} {day_text(document.issued, language)}" if document.issued else None,
        ),
        ("status", text(f"document_{status}", language) if has_text(f"document_{status}") else None),
        ("page", text("page", language, page=page) if page else None),
    ]
    shown = "".join(f'<span class="{name}">{escape(fact)}</span>' for name, fact in facts if fact)
    return f'<p class="facts">{shown}</p>'
