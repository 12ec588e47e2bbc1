"""The tab of the calendar: filters, deadlines, timeline and list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from html import escape
from urllib.parse import urlencode

from ingest.events import EventKind
from ui.calendar import day_label, days_left, deadlines_ahead, months_svg, shortened, timeline_svg
from ui.dates import month_text
from ui.entries import Choice, Entry, Source, chosen
from ui.excerpts import reading_url
from ui.render import safe_class
from ui.strings import has_text, text, word

MOST_DEADLINES = 6
WIDEST_SOURCE = 30
"""Characters of a title that stands for a document without a symbol; half as many Chinese ones."""
SOURCES = 3
"""Sources of an event that are seen at once."""


def calendar_html(every: Sequence[Entry], choice: Choice, today: date, language: str) -> str:
    """Return the whole tab for what `choice` shows of `every` entry."""
    shown = chosen(every, choice)
    if not every:
        return f'<p class="empty">{word("no_events", language)}</p>'
    return (
        f'{_filters(every, choice, language)}<div data-live="shown">{_deadlines(shown, today, language)}'
        f"<section><h2>{word('timeline', language)}</h2>{_legend(shown, language)}"
        f'<div class="scrolled" tabindex="0" role="region" aria-label="{word("timeline", language)}">'
        f"{months_svg(shown, today, language)}{timeline_svg(shown, today, language)}</div></section>"
        f"{_list(shown, choice, today, language)}</div>"
    )


def _filters(every: Sequence[Entry], choice: Choice, language: str) -> str:
    months = {
        f"{day:%Y-%m}": month_text(day.year, day.month, language)
        for entry in every
        for day in (entry.first, entry.last)
    }
    options: dict[str, dict[str, str]] = {
        "conference": {name: name for name in sorted({e.conference for e in every if e.conference})},
        "kind": {
            str(kind): text(f"kind_{kind}", language)
            for kind in EventKind
            if any(e.kind == kind for e in every)
        },
        "place": {name: name for name in sorted({e.where for e in every if e.where})},
        "month": dict(sorted(months.items())),
    }
    now = asdict(choice)
    selects = "".join(
        f'<label>{word(name, language)}<select name="{name}"><option value="">{word("all", language)}'
        "</option>"
        + "".join(
            f'<option value="{escape(value)}"{" selected" if now[name] == value else ""}>'
            f"{escape(label)}</option>"
            for value, label in values.items()
        )
        + "</select></label>"
        for name, values in options.items()
    )
    return f'<form class="filters" data-filter data-live="filter">{selects}</form>'


def _deadlines(shown: Sequence[Entry], today: date, language: str) -> str:
    ahead = deadlines_ahead(shown, today)[:MOST_DEADLINES]
    body = deadline_cards(ahead, today, language) if ahead else f"<p>{word('no_deadlines', language)}</p>"
    return f"<section><h2>{word('deadlines', language)}</h2>{body}</section>"


def deadline_cards(ahead: Sequence[Entry], today: date, language: str) -> str:
    """Return deadlines as cards: days left, what is due, when, and who says so."""
    cards = "".join(
        f'<li><span class="left">{escape(days_left(entry, today, language))}</span>'
        f'<b dir="auto">{escape(entry.name)}</b><span>{escape(day_label(entry, language))}</span>'
        f"{_sources(entry.sources[:2], language)}</li>"
        for entry in ahead
    )
    return f'<ol class="deadlines">{cards}</ol>'


def _legend(shown: Sequence[Entry], language: str) -> str:
    kinds = [kind for kind in EventKind if any(entry.kind == kind for entry in shown)]
    keys = "".join(f'<li class="k-{kind}"><i></i>{word(f"kind_{kind}", language)}</li>' for kind in kinds)
    states = "".join(
        f'<li class="{state}"><i></i>{word(state, language)}</li>'
        for state in ("tentative", "cancelled")
        if any(getattr(entry, state) for entry in shown)
    )
    return f'<ul class="legend">{keys}{states}</ul>'


def _list(shown: Sequence[Entry], choice: Choice, today: date, language: str) -> str:
    if not shown:
        return f'<p class="empty">{word("no_events", language)}</p>'
    query = {name: value for name, value in asdict(choice).items() if value} | {"language": language}
    heads = "".join(
        f'<th scope="col"><span{" class=unseen" if head == "select" else ""}>'
        f"{word(head, language)}</span></th>"
        for head in ("select", "event", "dates", "place", "status", "source")
    )
    rows = "".join(_row(entry, today, language) for entry in shown)
    return (
        f'<section><h2>{word("events", language)}</h2><div class="do">'
        f'<a class="quiet" download href="calendar.ics?language={language}">{word("ics_all", language)}</a>'
        f'<a class="quiet" download href="calendar.ics?{escape(urlencode(query))}">'
        f"{word('ics_shown', language)}</a>"
        f'<button type="button" class="quiet" data-ics="calendar.ics?language={language}" disabled>'
        f"{word('ics_chosen', language)}</button></div>"
        f'<table class="listing"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></section>'
    )


def _row(entry: Entry, today: date, language: str) -> str:
    key, name = escape(entry.key), escape(entry.name)
    flags = "".join(
        f'<span class="flag {kind}">{word(f"notice_{kind}", language)}</span>'
        for kind, given in (("conflict", entry.disputed), ("superseded", entry.changed))
        if given
    )
    past = " past" if entry.last < today else ""
    ics = f"calendar.ics?{urlencode({'key': entry.key, 'language': language})}"
    select = escape(f"{text('select', language)}: {entry.name}")

    def cell(head: str, body: str) -> str:
        none = ' class="none"' if body in ("–", "<bdi>–</bdi>") else ""
        return f'<td data-head="{word(head, language)}"{none}>{body}</td>'

    return (
        f'<tr id="entry-{key}" class="{"cancelled" if entry.cancelled else ""}{past}" tabindex="-1">'
        f'<td class="pick"><input type="checkbox" name="key" value="{key}" aria-label="{select}"></td>'
        + cell(
            "event",
            f'<span class="name" dir="auto">{name}</span> <span class="kind k-{entry.kind}"><i></i>'
            f"{word(f'kind_{entry.kind}', language)}"
            f"{f' · {escape(entry.conference)}' if entry.conference else ''}</span>",
        )
        + cell("dates", f"{escape(entry.dates)} {flags}")
        + cell("place", f"<bdi>{escape(entry.place or '–')}</bdi>")
        + cell("status", escape(state_text(entry.status, language)))
        + cell(
            "source",
            f'{_some_sources(entry.sources, language)}<a class="quiet" download href="{escape(ics)}" '
            f'aria-label="{name} .ics">.ics</a>',
        )
        + "</tr>"
    )


def _some_sources(sources: Sequence[Source], language: str) -> str:
    """Return the first sources, and the others where they are asked for."""
    first, others = sources[:SOURCES], sources[SOURCES:]
    if not others:
        return _sources(first, language)
    more = word("more_sources", language, count=len(others))
    return (
        f"{_sources(first, language)}<details><summary>{more}</summary>{_sources(others, language)}</details>"
    )


def _sources(sources: Sequence[Source], language: str) -> str:
    return "".join(
        f'<button type="button" class="quiet" data-reader="'
        f'{escape(reading_url(source.document_id, source.start, source.end, language))}" '
        f'title="{escape(source.label)}"><bdi>{escape(shortened(source.label, WIDEST_SOURCE))}</bdi></button>'
        for source in sources
    )


def state_text(status: str | None, language: str) -> str:
    """Return the status of an event in words."""
    key = f"state_{safe_class(status or '')}"
    return text(key, language) if has_text(key) else "–"
