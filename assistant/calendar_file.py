"""Events as a calendar file (RFC 5545)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from icalendar import Calendar, vText
from icalendar import Event as Entry

from assistant.phrases import phrase
from ingest.documents import Document
from ingest.events import Attribute, Event, Modality
from ingest.mentions.iso import is_complete, span_of

_UID_HOST = "rapporteur"
_QUOTE = 300
_UNSURE = frozenset({Modality.TENTATIVE, Modality.PLANNED, Modality.POSTPONED})


def to_ics(
    events: Iterable[Event],
    documents: Mapping[str, Document],
    language: str = "en",
    now: datetime | None = None,
) -> bytes:
    """Return the events that have days as an iCalendar file.

    Days are all-day entries whose end is exclusive; times keep their zone where a document gives
    it. UIDs follow from the event's key, so that importing again updates. STATUS is TENTATIVE
    where the date is planned, CANCELLED where the event is; DESCRIPTION quotes the documents.
    Events of which no document gives a day (only a month, or nothing) are left out.
    """
    calendar = Calendar()
    calendar.add("prodid", "-//Rapporteur//Rapporteur//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    stamp = now or datetime.now(UTC)
    for event in events:
        entry = _entry(event, documents, language, stamp)
        if entry is not None:
            calendar.add_component(entry)
    return bytes(calendar.to_ical())


def _entry(event: Event, documents: Mapping[str, Document], language: str, stamp: datetime) -> Entry | None:
    found = event.attributes.get(Attribute.DATE)
    if found is None:
        return None
    times = _times(found.current.value, next((s.zone for s in found.current.statements if s.zone), None))
    if times is None:
        return None
    entry = Entry()
    entry.add("uid", f"{event.key}@{_UID_HOST}")
    entry.add("dtstamp", stamp)
    entry.add("summary", event.name(language))
    entry.add("dtstart", times[0])
    entry.add("dtend", times[1])
    entry.add("status", status_of(event))
    entry.add("transp", "OPAQUE" if isinstance(times[0], datetime) else "TRANSPARENT")
    place = place_text(event, language)
    if place:
        entry.add("location", place)
    entry.add("description", _description(event, documents))
    entry.add("categories", [str(event.kind)])
    issued = [s.issued for s in found.current.statements if s.issued]
    if issued:
        entry.add("last-modified", datetime.combine(max(issued), time(), UTC))
    entry.add("x-rapporteur-key", vText(event.key))
    return entry


def _times(value: str, zone: str | None) -> tuple[date | datetime, date | datetime] | None:
    """Return start and exclusive end of a date value; None where it names no days."""
    if "|" in value or not is_complete(value):
        return None
    points = value.split("/")
    if "T" in value and all("T" in point for point in points):
        zoned = _zone(zone)
        start, end = (_moment(point).replace(tzinfo=zoned) for point in (points[0], points[-1]))
        return start, end if end > start else start + timedelta(hours=1)
    if any(len(point) < len("2025-01-01") for point in points):
        return None
    first, last = span_of(value)
    return first, last + timedelta(days=1)


def _moment(point: str) -> datetime:
    """Return a day with its hour as a moment; `T24:00` is the beginning of the next day (ISO 8601)."""
    if point.endswith("T24:00"):
        return datetime.fromisoformat(point.removesuffix("T24:00")) + timedelta(days=1)
    return datetime.fromisoformat(point)


def _zone(name: str | None) -> tzinfo | None:
    if name is None:
        return None
    if name.startswith("UTC"):
        sign = -1 if "-" in name else 1
        hours, _, minutes = name[4:].partition(":")
        return timezone(sign * timedelta(hours=int(hours or 0), minutes=int(minutes or 0)))
    try:
        return ZoneInfo(name)
    except ZoneInfoNotFoundError:
        return None


def status_of(event: Event) -> str:
    """Return TENTATIVE, CONFIRMED or CANCELLED, as RFC 5545 names them."""
    status = event.value(Attribute.STATUS)
    if status == Modality.CANCELLED:
        return "CANCELLED"
    found = event.attributes.get(Attribute.DATE)
    if found and (found.conflicting or found.discrepant):
        return "TENTATIVE"
    if found and all(s.modality in (Modality.TENTATIVE, Modality.PLANNED) for s in found.current.statements):
        return "TENTATIVE"
    return "TENTATIVE" if status in ("tentative", "planned") else "CONFIRMED"


def place_text(event: Event, language: str) -> str:
    """Return venue, city and country of an event as one line, and whether it is online; empty if unknown."""
    from ingest.mentions.places import place_name

    parts = [event.value(Attribute.VENUE)]
    city, country = event.value(Attribute.CITY), event.value(Attribute.COUNTRY)
    if city:
        parts.append(place_name(city, language))
    if country:
        parts.append(place_name(country, language))
    form = event.value(Attribute.FORMAT)
    if form and form != "in_person":
        parts.append(phrase(form, language))
    separator = "，" if language == "zh" else "، " if language == "ar" else ", "
    return separator.join(part for part in parts if part)


def _description(event: Event, documents: Mapping[str, Document]) -> str:
    """Return each source once: symbol or title, and the words of the document."""
    lines = []
    for attribute in (Attribute.DATE, Attribute.CITY, Attribute.STATUS):
        found = event.attributes.get(attribute)
        for statement in found.current.statements[:3] if found else ():
            document = documents.get(statement.document_id)
            if document is None:
                continue
            quote = _sentence(document.text, statement.start, statement.end) or statement.text
            line = f"{document.symbol or document.title or document.source}: “{quote}”"
            if line not in lines:
                lines.append(line)
    return "\n\n".join(lines)


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence of `text` around a span, at most 300 characters; empty without text."""
    if not text:
        return ""
    left = max(text.rfind(mark, 0, start) for mark in ("。", "\n", ". ", "؟", "! "))
    rights = [
        at + len(mark.strip()) for mark in ("。", "\n\n", ". ", ".\n") if (at := text.find(mark, end)) >= 0
    ]
    right = min(rights, default=len(text))
    return " ".join(text[max(left + 1, start - _QUOTE) : min(right, end + _QUOTE)].split())
