"""Events of the ledger as JSON: every value, with where each document says it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ingest.documents import Document
from ingest.events import Attributed, Event, Statement, Value


def to_json(event: Event, documents: Mapping[str, Document]) -> dict[str, Any]:
    """Return an event as a JSON object: every attribute with its values and where each is said."""
    return {
        "key": event.key,
        "kind": str(event.kind),
        "parent": event.parent,
        "names": [{"text": name.text, "language": name.language} for name in event.names],
        "attributes": {
            str(attribute): attributed_json(found, documents) for attribute, found in event.attributes.items()
        },
    }


def attributed_json(found: Attributed, documents: Mapping[str, Document]) -> dict[str, Any]:
    """Return what the ledger holds of an attribute: its current value, and those that stand beside it."""
    return {
        "value": found.current.value,
        "said": [_said(statement, documents) for statement in found.current.statements],
        "superseded": [value_json(value, documents) for value in found.superseded],
        "conflicting": [value_json(value, documents) for value in found.conflicting],
        "discrepant": [value_json(value, documents) for value in found.discrepant],
    }


def value_json(value: Value, documents: Mapping[str, Document]) -> dict[str, Any]:
    """Return a value with every statement that gives it; `documents` by id."""
    return {"value": value.value, "said": [_said(statement, documents) for statement in value.statements]}


def _said(statement: Statement, documents: Mapping[str, Document]) -> dict[str, Any]:
    document = documents.get(statement.document_id)
    return {
        "text": statement.text,
        "start": statement.start,
        "end": statement.end,
        "document_id": statement.document_id,
        "source": document.source if document else None,
        "symbol": document.symbol if document else None,
        "language": document.language if document else None,
        "issued": statement.issued.isoformat() if statement.issued else None,
        "modality": str(statement.modality),
    }
