"""The tab of documents: what is indexed, in which languages and versions, and what staff do with it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from html import escape
from pathlib import PurePath

from ingest.documents import Document
from ui.dates import day_text, moment_text
from ui.excerpts import document_title, reading_url
from ui.render import chip
from ui.strings import has_text, language_name, text, word


def matching(documents: Sequence[Document], query: str) -> list[Document]:
    """Return the documents whose symbol, title or file name holds every word of `query`, newest first."""
    words = query.casefold().split()
    kept = [document for document in documents if all(word in _searched(document) for word in words)]
    return sorted(
        kept,
        key=lambda one: (
            -(one.issued.toordinal() if one.issued else 0),
            one.series or one.source,
            one.language,
        ),
    )


def _searched(document: Document) -> str:
    name = PurePath(document.source).name
    return " ".join([document.symbol or "", document.series or "", document.title, name]).casefold()


def shelf_html(
    documents: Sequence[Document],
    passages: int,
    indexed: Mapping[str, str],
    query: str,
    language: str,
    *,
    signs_out: bool = False,
) -> str:
    """Return the tab: adding, searching, and a row for each document that matches.

    `indexed` gives the ISO time at which a document was indexed, by its id.
    """
    shown = matching(documents, query)
    count = text("documents_count", language, documents=len(documents), passages=passages)
    sign_out = (
        f'<button type="button" class="quiet" data-sign-out>{word("sign_out", language)}</button>'
        if signs_out
        else ""
    )
    heads = "".join(
        f'<th scope="col">{word(head, language)}</th>'
        for head in ("symbol", "document", "languages", "issued_on", "indexed", "status")
    )
    rows = "".join(_row(one, documents, indexed.get(one.id), language) for one in shown)
    table = (
        f'<table class="listing"><thead><tr>{heads}<th scope="col"><span class="unseen">'
        f"{word('actions', language)}</span></th></tr></thead><tbody>{rows}</tbody></table>"
        if shown
        else f'<p class="empty">{word("no_match" if documents else "empty_title", language)}</p>'
    )
    return (
        f'{upload_html(language)}<div class="shelf-head">'
        f'<form class="filters" data-filter><label>{word("search_documents", language)}'
        f'<input type="search" name="query" value="{escape(query)}"></label></form>'
        f'<div class="do"><span class="made" data-live="count">{escape(count)}</span>'
        f'<a class="quiet" download href="feedback.jsonl">{word("feedback_export", language)}</a>'
        f'{sign_out}</div></div><div data-live="rows">{table}</div>'
    )


def _row(document: Document, every: Sequence[Document], indexed: str | None, language: str) -> str:
    series = [other for other in every if document.series and other.series == document.series]
    others = sorted({other.language for other in series} - {document.language})
    tongues = [language_name(tag, language) for tag in (document.language, *others)]
    status = f"document_{document.status}"
    name = document.symbol or document_title(document)
    revision = f" Rev.{document.revision}" if document.revision and "Rev" not in name else ""

    def cell(head: str, body: str) -> str:
        none = " none" if body in ("–", "<bdi>–</bdi>") else ""
        return f'<td class="{head}{none}" data-head="{word(head, language)}">{body}</td>'

    def button(action: str, attribute: str, value: str) -> str:
        label = escape(f"{text(action, language)}: {name}")
        return (
            f'<button type="button" class="quiet" data-{attribute}="{value}" data-sure="{sure}" '
            f'aria-label="{label}">{word(action, language)}</button>'
        )

    url = escape(reading_url(document.id, 0, 0, language))
    sure = word("remove_sure", language)
    return (
        "<tr>"
        + cell("symbol", f"<bdi>{escape(document.symbol or '–')}{revision}</bdi>")
        + cell(
            "document",
            f'<span dir="auto">{escape(document_title(document))}</span>'
            f"<small><bdi>{escape(PurePath(document.source).name)}</bdi></small>",
        )
        + cell("languages", f"<b>{escape(tongues[0])}</b> <small>{escape(', '.join(tongues[1:]))}</small>")
        + cell("issued_on", escape(day_text(document.issued, language) if document.issued else "–"))
        + cell("indexed", _time(indexed, language))
        + cell("status", escape(text(status, language) if has_text(status) else "–"))
        + f'<td class="do">{button("read", "reader", url)}'
        f'<a class="quiet" download href="originals/{document.id}">{word("download", language)}</a>'
        f"{button('again', 'again', document.id)}"
        f"{button('remove', 'remove', document.id)}</td></tr>"
    )


def _time(iso: str | None, language: str) -> str:
    return escape(moment_text(datetime.fromisoformat(iso), language)) if iso else "–"


def upload_html(language: str) -> str:
    """Return the place to drop files, and the list that shows what becomes of each."""
    steps = "".join(
        f' data-{step}="{word(f"step_{step}", language)}"'
        for step in (
            "waiting",
            "reading",
            "read",
            "added",
            "changed",
            "unchanged",
            "failed",
            "publishing",
        )
    )
    return (
        f'<form class="upload" data-upload{steps} data-done="{word("done", language)}" '
        f'data-passages="{word("passages_count", language)}" '
        ">"
        f"<label><b>{word('upload', language)}</b><span>{word('upload_hint', language)}</span>"
        '<input type="file" name="files" multiple></label><ul class="steps" role="status"></ul></form>'
    )


def sign_in_html(language: str) -> str:
    """Return the form with which staff sign in."""
    return (
        f'<form class="sign-in" data-sign-in data-wrong="{word("sign_in_wrong", language)}">'
        f"<p>{word('sign_in_needed', language)}</p>"
        f'<label>{word("name", language)}<input name="name" autocomplete="username" required></label>'
        f'<label>{word("password", language)}<input name="password" type="password" '
        'autocomplete="current-password" required></label>'
        f'<button type="submit" class="press">{word("sign_in", language)}</button>'
        '<p class="wrong" role="alert"></p></form>'
    )


def welcome_html(
    examples: Sequence[str], documents: int, deadlines: str, sample: bool, staff: bool, language: str
) -> str:
    """Return what stands before the first question: examples, or with nothing indexed what to do.

    `deadlines` are the cards of those that come next, as HTML; empty without any.
    """
    if documents:
        chips = "".join(chip(example) for example in examples)
        more = text("welcome_more", language, documents=documents)
        return (
            f"<h2>{word('welcome', language)}</h2><p>{escape(more)}</p>"
            f'<div class="chips" role="group" aria-label="{word("examples", language)}">{chips}</div>'
            + (f"<h3>{word('deadlines', language)}</h3>{deadlines}" if deadlines else "")
        )
    button = (
        f'<button type="button" class="press" data-sample>{word("sample", language)}</button>'
        if sample and staff
        else ""
    )
    progress = upload_html(language).replace('class="upload"', 'class="upload quietly"') if button else ""
    return f"<h2>{word('empty_title', language)}</h2><p>{word('empty_help', language)}</p>{button}{progress}"
