"""Which documents a search may return, and how versions of one share the result."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from index.catalogue import Catalogue
from index.evidence import Filters
from index.lexical import fold
from ingest.documents import Document
from ingest.events import Attribute, Reading
from ingest.mentions.iso import span_of


def allowed_documents(
    catalogue: Catalogue, documents: Iterable[Document], filters: Filters
) -> frozenset[str] | None:
    """Return the ids of the documents that `filters` leaves, or None where it leaves all.

    Languages and quotas are about passages, and are not looked at here.
    """
    if replace(filters, languages=frozenset(), per_language=None) == Filters():
        return None
    everything = frozenset(document.id for document in documents)
    left = frozenset(document.id for document in documents if _fits(document, filters))
    if filters.conference or filters.event_from or filters.event_to:
        left = frozenset(
            reading.document_id
            for reading in catalogue.readings(sorted(left))
            if _about(reading, filters.conference)
            and _within(reading, filters.event_from or date.min, filters.event_to or date.max)
        )
    return None if left == everything else left


def _fits(document: Document, filters: Filters) -> bool:
    issued = document.issued
    return not (
        (filters.document_ids and document.id not in filters.document_ids)
        or (filters.kinds and document.kind not in filters.kinds)
        or (filters.as_of and issued and issued > filters.as_of)
        or (filters.issued_from and (issued is None or issued < filters.issued_from))
        or (filters.issued_to and (issued is None or issued > filters.issued_to))
    )


def _about(reading: Reading, conference: str | None) -> bool:
    """Whether a reading is of the conference, one of its events, or an edition of it."""
    if not conference:
        return True
    wanted = fold(conference).strip()
    keys = [key for key in (reading.key, reading.parent) if key]
    return any(
        wanted == part or part.startswith(f"{wanted}-") for key in keys for part in key.split("@")
    ) or any(_begins_in(wanted, fold(name.text)) for name in reading.names)


def _begins_in(wanted: str, name: str) -> bool:
    """Whether a name has what is wanted from the beginning of a word on, its last number whole.

    `PP` is not in `WIPP-3`, nor `WTDC-2` in `WTDC-25`; scripts that join words are matched anywhere.
    """
    begin = "(?<![0-9a-z\u0400-\u04ff])" if re.match(r"[0-9a-z\u0400-\u04ff]", wanted) else ""
    end = r"(?!\d)" if wanted[-1:].isdigit() else ""
    return re.search(f"{begin}{re.escape(wanted)}{end}", name) is not None


def _within(reading: Reading, first: date, last: date) -> bool:
    if first == date.min and last == date.max:
        return True
    for statement in reading.statements:
        if statement.attribute is Attribute.DATE:
            try:
                begins, ends = span_of(statement.value)
            except ValueError:
                continue
            if begins <= last and ends >= first:
                return True
    return False


def collapse(
    ranked: Sequence[tuple[str, str, float]],
    versions: Mapping[str, tuple[str, str]],
    language: str,
    margin: float,
) -> list[str]:
    """Return passage ids in order, language versions of a document behind the one that is shown.

    `ranked` are (passage id, document id, score), best first; `versions` gives (series, language)
    of the documents that have a series. Of each series the version that ranks first is shown,
    or the one in `language` where its best passage is not more than `margin` behind.
    """
    shown: dict[str, tuple[str, float]] = {}
    for _, document_id, score in ranked:
        if document_id in versions:
            series, version = versions[document_id]
            _, best = shown.setdefault(series, (version, score))
            if version == language and score >= best - margin:
                shown[series] = (version, best)
    first: list[str] = []
    behind: list[str] = []
    for passage_id, document_id, _ in ranked:
        series, version = versions.get(document_id, ("", ""))
        hidden = document_id in versions and shown[series][0] != version
        (behind if hidden else first).append(passage_id)
    return first + behind
