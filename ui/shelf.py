"""The tab of documents: what is indexed, in which languages and versions, and what staff do with it."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from pathlib import PurePath

from ingest.documents import Document
from ui.dates import day_text
from ui.excerpts import document_title, reading_url
from ui.strings import has_text, text, word


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
    documents: Sequence[Document], passages: int, query: str, language: str, *, signs_out: bool = False
) -> str:
    """Return the tab: adding, searching, and a row for each document that matches."""
    shown = matching(documents, query)
    count = text("documents_count", language, documents=len(documents), passages=passages)
    sign_out = (
        f'<button type="button" class="quiet" data-sign-out>{word("sign_out", language)}</button>'
        if signs_out
        else ""
    )
    heads = "".join(
        f'<th scope="col">{word(head, language)}</th>'
        for head in ("symbol", "document", "languages", "issued_on", "status")
    )
    rows = "".join(_row(document, documents, language) for document in shown)
    table = (
        f'<table class="listing"><thead><tr>{heads}<th></th></tr></thead><tbody>{rows}</tbody></table>'
        if shown
        else f'<p class="empty">{word("no_match" if documents else "empty_title", language)}</p>'
    )
    return (
        f'{upload_html(language)}<div class="do"><span>{escape(count)}</span>'
        f'<a class="quiet" download href="feedback.jsonl">{word("feedback_export", language)}</a>'
        f"{sign_out}</div>"
        f'<form class="filters" data-filter><label>{word("search_documents", language)}'
        f'<input type="search" name="query" value="{escape(query)}"></label></form>{table}'
    )


def _row(document: Document, every: Sequence[Document], language: str) -> str:
    series = [other for other in every if document.series and other.series == document.series]
    tongues = [document.language, *sorted({o.language for o in series} - {document.language})]
    status = f"document_{document.status}"
    name = document.symbol or document_title(document)
    revision = f" Rev.{document.revision}" if document.revision and "Rev" not in name else ""

    def cell(head: str, body: str) -> str:
        return f'<td data-head="{word(head, language)}">{body}</td>'

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
        + cell("languages", f"<b>{escape(tongues[0])}</b> {escape(' '.join(tongues[1:]))}")
        + cell("issued_on", escape(day_text(document.issued, language) if document.issued else "–"))
        + cell("status", escape(text(status, language) if has_text(status) else "–"))
        + f'<td class="do">{button("read", "reader", url)}'
        f'<a class="quiet" download href="originals/{document.id}">{word("download", language)}</a>'
        f"{button('again', 'again', document.id)}"
        f"{button('remove', 'remove', document.id)}</td></tr>"
    )


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
        f'data-offline="{word("offline", language)}">'
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


def welcome_html(examples: Sequence[str], documents: int, sample: bool, staff: bool, language: str) -> str:
    """Return what stands before the first question: examples, or with nothing indexed what to do."""
    from ui.render import chip

    if documents:
        chips = "".join(chip(example) for example in examples)
        more = text("welcome_more", language, documents=documents)
        return (
            f"<h2>{word('welcome', language)}</h2><p>{escape(more)}</p>"
            f'<div class="chips" role="group" aria-label="{word("examples", language)}">{chips}</div>'
        )
    button = (
        f'<button type="button" class="press" data-sample>{word("sample", language)}</button>'
        if sample and staff
        else ""
    )
    progress = upload_html(language).replace('class="upload"', 'class="upload quietly"') if button else ""
    return f"<h2>{word('empty_title', language)}</h2><p>{word('empty_help', language)}</p>{button}{progress}"
