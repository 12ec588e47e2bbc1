"""Language versions of a document: the asker's own is shown first where it says the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ingest.documents import Document
from ingest.events import Attributed, Event, Statement, Value


def in_language(
    events: tuple[Event, ...], language: str, documents: Mapping[str, Document]
) -> tuple[Event, ...]:
    """Return events whose values are first stated by the version in `language`, where there is one.

    Only versions of the document that came first anyway change places: a value keeps its newest source.
    """
    return tuple(
        replace(
            event,
            attributes={
                attribute: _attributed(found, language, documents)
                for attribute, found in event.attributes.items()
            },
        )
        for event in events
    )


def _attributed(found: Attributed, language: str, documents: Mapping[str, Document]) -> Attributed:
    return replace(found, current=_value(found.current, language, documents))


def _value(value: Value, language: str, documents: Mapping[str, Document]) -> Value:
    if len(value.statements) < 2:
        return value
    first = documents.get(value.statements[0].document_id)
    if first is None or first.series is None or first.language == language:
        return value

    def is_own(statement: Statement) -> bool:
        document = documents.get(statement.document_id)
        return (
            document is not None
            and document.language == language
            and (document.series, document.revision) == (first.series, first.revision)
            and statement.modality == value.statements[0].modality
        )

    ordered = tuple(sorted(value.statements, key=lambda one: not is_own(one)))
    # A theme is worded by each version in its own language; dates and places are the same in all.
    return Value(ordered[0].value, ordered)
