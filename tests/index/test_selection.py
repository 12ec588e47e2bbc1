"""Which documents a filter leaves, read from what the documents say of events."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from index.catalogue import Catalogue
from index.evidence import Filters
from index.selection import allowed_documents
from ingest.documents import Document, DocumentKind
from ingest.linking import read_events
from ingest.mentions import find_mentions
from ingest.structure import lay_out_plain

TEXTS = {
    "wtdc-25": (
        "en",
        DocumentKind.INVITATION,
        date(2024, 6, 1),
        "WTDC-25 will be held in Baku from 17 to 28 November 2025.",
    ),
    "wtdc-25-zh": (
        "zh",
        DocumentKind.INVITATION,
        date(2024, 6, 1),
        "世界电信发展大会（WTDC-25）将于2025年11月17日至28日在巴库举行。",
    ),
    "wtdc-22": (
        "en",
        DocumentKind.REPORT,
        date(2022, 7, 1),
        "WTDC-22 was held in Kigali from 6 to 16 June 2022.",
    ),
    "pp-26": (
        "en",
        DocumentKind.INVITATION,
        date(2025, 3, 1),
        "PP-26 will be held in Doha from 9 to 27 November 2026.",
    ),
    "undated": ("en", DocumentKind.OTHER, None, "Lunch is served on the terrace."),
}


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Catalogue]:
    with Catalogue.open(tmp_path_factory.mktemp("selection"), write=True) as opened:
        for name, (language, kind, issued, text) in TEXTS.items():
            document = Document(
                name.ljust(16, "0"),
                f"{name}.txt",
                text,
                lay_out_plain(text),
                kind=kind,
                issued=issued,
                language=language,
            )
            mentions = find_mentions(document, ())
            opened.put(document, (), {}, mentions, read_events(document, (), mentions))
        yield opened


def left(catalogue: Catalogue, filters: Filters) -> set[str] | None:
    documents = catalogue.summaries()
    allowed = allowed_documents(catalogue, documents, filters)
    return None if allowed is None else {each.source[:-4] for each in documents if each.id in allowed}


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), None),
        (Filters(languages=frozenset({"zh"}), per_language=2), None),
        (Filters(conference="WTDC-25"), {"wtdc-25", "wtdc-25-zh"}),
        (Filters(conference="wtdc"), {"wtdc-25", "wtdc-25-zh", "wtdc-22"}),
        (Filters(conference="世界电信发展大会"), {"wtdc-25-zh"}),
        (Filters(conference="WTDC-2"), set()),
        (Filters(conference="DC-25"), set()),
        (Filters(conference="发展大会"), {"wtdc-25-zh"}),
        (Filters(event_from=date(2025, 11, 28), event_to=date(2026, 11, 8)), {"wtdc-25", "wtdc-25-zh"}),
        (Filters(event_from=date(2025, 11, 29)), {"pp-26"}),
        (Filters(event_to=date(2022, 6, 6)), {"wtdc-22"}),
        (Filters(conference="WTDC", event_from=date(2023, 1, 1)), {"wtdc-25", "wtdc-25-zh"}),
        (Filters(conference="WTDC", kinds=frozenset({DocumentKind.REPORT})), {"wtdc-22"}),
        (Filters(as_of=date(2024, 5, 31)), {"wtdc-22", "undated"}),
        (Filters(as_of=date(2024, 6, 1)), {"wtdc-22", "wtdc-25", "wtdc-25-zh", "undated"}),
        (Filters(issued_from=date(2024, 6, 1), issued_to=date(2025, 2, 28)), {"wtdc-25", "wtdc-25-zh"}),
    ],
)
def test_a_filter_leaves_what_it_is_about(
    catalogue: Catalogue, filters: Filters, expected: set[str] | None
) -> None:
    assert left(catalogue, filters) == expected
