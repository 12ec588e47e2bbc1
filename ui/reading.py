"""A whole document as HTML, opened at a quote, alone or beside another language version."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from ingest.documents import Block, BlockKind, Document
from ui.excerpts import document_title, facts_html, reading_url
from ui.render import direction
from ui.strings import text, word

_ELEMENT = {BlockKind.HEADING: "h4", BlockKind.ITEM: "p", BlockKind.ROW: "p", BlockKind.FOOTNOTE: "small"}


def document_html(document: Document, start: int, end: int, mark: str = "here") -> str:
    """Return a document's text block by block, characters `start` to `end` marked; no character is lost.

    The first mark has the id `mark`. A quote that runs over blocks is marked in each.
    """
    parts, at, first = [], 0, True
    for block in _in_order(document.blocks):
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


def _in_order(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks that do not overlap, in order of their text."""
    kept: list[Block] = []
    for block in sorted(blocks, key=lambda block: (block.start, -block.end)):
        if block.end > block.start and (not kept or block.start >= kept[-1].end):
            kept.append(block)
    return kept


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


def matching_span(document: Document, start: int, other: Document) -> tuple[int, int]:
    """Return the block of another language version that stands where `start` stands in `document`.

    By the block's number where both have it, else by its place among the blocks. (0, 0) without blocks.
    """
    own, theirs = _in_order(document.blocks), _in_order(other.blocks)
    if not own or not theirs:
        return 0, 0
    at = next((i for i, block in enumerate(own) if block.end > start), len(own) - 1)
    numbered = [block for block in theirs if block.number and block.number == own[at].number]
    place = round(at * (len(theirs) - 1) / max(len(own) - 1, 1))
    found = theirs[place]
    if numbered:
        found = min(numbered, key=lambda block: abs(theirs.index(block) - place))
    return found.start, found.end


def versions(document: Document, others: Sequence[Document]) -> list[Document]:
    """Return the other language versions and revisions of a document, by language."""
    if not document.series:
        return []
    same = [
        other
        for other in others
        if other.series == document.series
        and other.id != document.id
        and other.language != document.language
        and other.revision == document.revision
        and ("Corr" in (other.symbol or "")) == ("Corr" in (document.symbol or ""))
    ]
    return sorted(same, key=lambda other: other.language)


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
            label = f"{other.language} · {other.symbol or document_title(other)}"
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
        f'<section class="leaf" tabindex="0"><h3 dir="auto">{escape(document_title(document))}</h3>'
        f"{facts_html(document, page, language)}{shown}{document_html(document, start, end, mark)}</section>"
    )
