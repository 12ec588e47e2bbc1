"""What the ledger states of an event, and the spans that state it."""

from __future__ import annotations

from assistant.draft import Source, from_statement
from ingest.events import Attribute, Event, Statement


def statement(event: Event, attribute: Attribute) -> Statement | None:
    """Return the statement that gives the current value of an attribute, the newest first."""
    found = event.attributes.get(attribute)
    return found.current.statements[0] if found and found.current.statements else None


def place_value(event: Event) -> str | None:
    """Return where an event is: the city (with its country), else the country, None if neither is given."""
    return event.value(Attribute.CITY) or event.value(Attribute.COUNTRY)


def sources(event: Event, *attributes: Attribute) -> tuple[Source, ...]:
    """Return the spans that give the current values of attributes, one each."""
    return tuple(
        dict.fromkeys(
            from_statement(found) for attribute in attributes if (found := statement(event, attribute))
        )
    )


def place_sources(event: Event) -> tuple[Source, ...]:
    """Return the spans that give city and country of an event."""
    return sources(event, Attribute.CITY, Attribute.COUNTRY)
