"""A whole document as HTML, opened at a quote, alone or beside another language version."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ingest.documents import BlockKind, Document
from ui.excerpts import document_title, facts_html, reading_url
from ui.render import direction
from ui.strings import language_name, text, word
from ui.versions import in_order, matching_span

_ELEMENT = {BlockKind.HEADING: "h4", BlockKind.ITEM: "p", BlockKind.ROW: "p", BlockKind.FOOTNOTE: "small"}


def document_html(document: Document, start: int, end: int, mark: str = "here") -> str:
    """Return a document's text block by block, characters `start` to `end` marked; no character is lost.

    The first mark has the id `mark`. A quote that runs over blocks is marked in each.
    """
    parts, at, first = [], 0, True
    for block in in_order(document.blocks):
        if block.start > at:
            gap, first = _marked(document.text, at, block.start, start, end, mark, first)
            parts.append(f"<p>{gap}</p>" if gap.strip() else f"<span hidden>{gap}</span>")
        inner, first = _marked(document.text, block.start, block.end, start, end, mark, first)
        element = _ELEMENT.get(block.kind, "p")
        depth = f' style="--depth:{min(block.level, 6)}"' if block.kind is BlockKind.ITEM else ""
        parts.append(f'<{element} class="{block.kind}" dir="auto"{depth}>{inner}</{element}>')
        at = block.end
    rest, _ = _marked(document.text, at, len(document.text), start, end, mark, first)
    parts.append(f"<p>{rest}</p>" if rest.strip() else f"<span hidden>{rest}</span>")
    language = escape(document.language)
    return f'<div class="text" lang="{language}" dir="{direction(document.language)}">{"".join(parts)}</div>'


def _marked(
    whole: str, start: int, end: int, first: int, last: int, mark: str, unmarked: bool
) -> tuple[str, bool]:
    """Return characters `start` to `end` escaped, what lies in `first` to `last` marked."""
    low, high = max(start, first), min(end, last)
    if low >= high:
        return escape(whole[start:end]), unmarked
    named = f' id="{mark}"' if unmarked else ""
    return (
        f"{escape(whole[start:low])}<mark{named}>{escape(whole[low:high])}</mark>{escape(whole[high:end])}",
        False,
    )


def panel_html(
    document: Document,
    start: int,
    end: int,
    others: Sequence[Document],
    beside: Document | None,
    language: str,
    page: int | None = None,
    original: bool = True,
) -> str:
    """Return the panel that shows a document at a place; with `beside`, two versions side by side."""
    links = []
    if any(beside is None or other.id != beside.id for other in others):
        links.append(f"<span>{word('beside', language)}:</span>")
    here = reading_url(document.id, start, end, language)
    if beside is not None:
        links.append(_reader(here, text("alone", language)))
    for other in others:
        if beside is None or other.id != beside.id:
            named = language_name(other.language, language)
            label = f"{named} · {other.symbol or document_title(other)}"
            links.append(_reader(f"{here}&beside={other.id}", label))
    if original:
        links.append(
            f'<a class="quiet" href="originals/{escape(document.id)}" download>'
            f"{word('download', language)}</a>"
        )
    columns = [_column(document, start, end, "here", page, language, beside is None)]
    if beside is not None:
        there = matching_span(document, start, beside)
        columns.append(_column(beside, *there, "there", None, language, False))
    return (
        f'<header class="reader-head"><nav>{"".join(links)}</nav>'
        '<button type="button" class="quiet" data-close>'
        f"{word('close', language)}</button></header>"
        f'<div class="leaves {"two" if beside else "one"}">{"".join(columns)}</div>'
    )


def _reader(url: str, label: str) -> str:
    return f'<button type="button" class="quiet" data-reader="{escape(url)}">{escape(label)}</button>'


def _column(
    document: Document, start: int, end: int, mark: str, page: int | None, language: str, picture: bool
) -> str:
    shown = ""
    if picture and page and document.media_type == "application/pdf":
        label = word("picture", language, page=page)
        source = f"reading/{escape(document.id)}/page.png?page={page}&start={start}&end={end}"
        shown = (
            f'<details class="picture"><summary>{label}</summary>'
            f'<img loading="lazy" src="{source}" alt="{label}"></details>'
        )
    return (
        f'<section class="leaf" tabindex="0" aria-label="{escape(document_title(document))}">'
        f'<header class="leaf-head"><h3 dir="auto">{escape(document_title(document))}</h3>'
        f"{facts_html(document, page, language)}</header>{shown}"
        f"{document_html(document, start, end, mark)}</section>"
    )
