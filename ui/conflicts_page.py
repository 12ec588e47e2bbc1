"""The tab of disagreements: what documents and language versions say differently."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from assistant.examples import short_name
from index.events import Conflict
from ingest.documents import Document
from ingest.events import Attribute, Event, Statement, Value
from ui.dates import day_text, value_text
from ui.excerpts import document_title, reading_url
from ui.render import direction
from ui.strings import language_name, text, word


def conflicts_html(found: Sequence[Conflict], documents: Mapping[str, Document], language: str) -> str:
    """Return every disagreement: the value that stands, and each other with the words that give it."""
    if not found:
        return f'<p class="empty">{word("no_conflicts", language)}</p>'
    rows = "".join(_conflict(one, documents, language) for one in found)
    told = word("conflicts_count", language, count=len(found))
    return f'<p class="made">{told}</p><div class="disputes">{rows}</div>'


def _conflict(one: Conflict, documents: Mapping[str, Document], language: str) -> str:
    label = text("discrepancy" if one.between_versions else "conflict", language)
    rows = _value(one.event, one.attribute, one.found.current, "stands", documents, language)
    for value in (*one.found.conflicting, *one.found.discrepant):
        rows += _value(one.event, one.attribute, value, "other_value", documents, language)
    for value in one.found.superseded:
        rows += _value(one.event, one.attribute, value, "superseded", documents, language)
    return (
        f'<article class="dispute"><h3><bdi>{escape(short_name(one.event, language))}</bdi> · '
        f"{word(f'attribute_{one.attribute}', language)}</h3>"
        f'<span class="flag conflict">{escape(label)}</span><dl>{rows}</dl></article>'
    )


def _value(
    event: Event,
    attribute: Attribute,
    value: Value,
    state: str,
    documents: Mapping[str, Document],
    language: str,
) -> str:
    said = "".join(_said(one, documents, language) for one in value.statements)
    return (
        f'<dt class="{state}"><bdi>{escape(attribute_text(attribute, value.value, language))}</bdi> '
        f"<small>{word(state, language)}</small></dt>{said}"
    )


def _said(statement: Statement, documents: Mapping[str, Document], language: str) -> str:
    document = documents.get(statement.document_id)
    if document is None:
        return ""
    issued = f" · {day_text(statement.issued, language)}" if statement.issued else ""
    url = escape(reading_url(document.id, statement.start, statement.end, language))
    name = escape(document.symbol or document_title(document))
    tongue = escape(document.language)
    return (
        f'<dd><q lang="{tongue}" dir="{direction(document.language)}">{escape(statement.text)}</q> '
        f'<button type="button" class="quiet" data-reader="{url}"><bdi>{name}</bdi></button> '
        f"<small>{escape(language_name(document.language, language))}{escape(issued)}</small></dd>"
    )


def attribute_text(attribute: Attribute, value: str, language: str) -> str:
    """Return a value of an event's attribute in words."""
    if attribute is Attribute.DATE:
        return value_text(value, language)
    if attribute in (Attribute.CITY, Attribute.COUNTRY):
        from ingest.mentions.places import place_name

        return place_name(value, language)
    return value
