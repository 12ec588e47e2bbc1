"""Documents with known vectors, for the tests of storage."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.catalogue import Catalogue, Source
from ingest.documents import (
    Block,
    BlockKind,
    Cell,
    Document,
    DocumentKind,
    DocumentStatus,
    Fact,
    Passage,
    Relation,
    RelationKind,
    Span,
    passage_id,
)
from ingest.events import Attribute, EventKind, EventName, Modality, Reading, Statement
from ingest.mentions.mention import Mention, MentionKind, Precision

SENTENCES = {
    "zh": "第{}届会议于2025年11月17日至28日在巴库举行，请各成员国按时报名。",
    "en": "Meeting {} takes place in Baku from 17 to 28 November 2025; please register.",
    "ar": "يعقد الاجتماع {} في باكو من 17 إلى 28 نوفمبر 2025.",
}
FINGERPRINTS = {"wide": "wide-model 1", "narrow": "narrow-model 1"}
DIMENSIONS = {"wide": 48, "narrow": 16}


def document(
    number: int, passages: int = 6, version: int = 0, languages: Sequence[str] = ("zh", "en", "ar")
) -> tuple[Document, tuple[Passage, ...]]:
    """Return a document; another `version` is other content."""
    lines = [
        SENTENCES[languages[i % len(languages)]].format(f"{number}-{version}-{i}") + "\n"
        for i in range(passages)
    ]
    text = "".join(lines)
    document_id = hashlib.sha256(text.encode()).hexdigest()[:16]
    found, start = [], 0
    for i, line in enumerate(lines):
        end = start + len(line) - 1
        found.append(
            Passage(
                passage_id(document_id, start, end),
                document_id,
                i,
                start,
                end,
                text[start:end],
                languages[i % len(languages)],
                ("第一章", "1.1"),
                page=i + 1,
                tokens=20,
                context="Baku",
            )
        )
        start = end + 1
    made = Document(
        document_id,
        source_of(number).path,
        text,
        blocks=(
            Block(BlockKind.ROW, 0, 5, cells=(Cell(0, 2, ("Region", "地区")), Cell(3, 5)), table=1, page=1),
            Block(BlockKind.HEADING, 5, 9, level=2, number="2.1"),
        ),
        title=f"Document {number}",
        symbol=f"CL-25/{number:03d}",
        issued=date(2025, 1, 1 + number % 28),
        language="zh",
        kind=DocumentKind.INVITATION,
        status=DocumentStatus.PROVISIONAL,
        series=f"CL-25/{number:03d}",
        revision=version,
        facts=(Fact("title", "Document", Span(0, 4)),),
        relations=(
            Relation(RelationKind.REVISES, "CL-24/001", Span(1, 3)),
            Relation(RelationKind.REFERS_TO, "X"),
        ),
        media_type="text/html",
        pages=passages,
    )
    return made, tuple(found)


def source_of(number: int) -> Source:
    return Source(f"/documents/{number}.html", size=100 + number, modified_ns=number)


def vectors(passages: Sequence[Passage]) -> dict[str, NDArray[np.float32]]:
    """Return for each embedder unit vectors that depend on the passages' text alone."""
    made = {}
    for embedder, dimension in DIMENSIONS.items():
        rows = [
            np.random.default_rng(list(hashlib.sha256(f"{embedder}{each.text}".encode()).digest())).normal(
                size=dimension
            )
            for each in passages
        ]
        matrix = np.array(rows, dtype=np.float32).reshape(-1, dimension)
        made[embedder] = matrix / np.linalg.norm(matrix, axis=1, keepdims=True)
    return made


def mention(made: Document) -> Mention:
    return Mention(
        MentionKind.DATE,
        2,
        8,
        made.text[2:8],
        "2025-11-17/2025-11-28",
        Precision.DAY,
        role="opening",
        zone="Asia/Baku",
        flags=("inferred_year",),
        document_id=made.id,
        passage_id=f"{made.id}:0-9",
    )


def reading(made: Document) -> Reading:
    statement = Statement(
        Attribute.CITY,
        "AZ/baku",
        made.text[0:4],
        0,
        4,
        made.id,
        issued=made.issued,
        modality=Modality.TENTATIVE,
    )
    name = EventName("WTDC-25", "en", made.id, 0, 7)
    return Reading("wtdc-25", EventKind.CONFERENCE, made.id, (name,), (statement,), 0, 9, parent="wtdc")


def put(
    catalogue: Catalogue,
    number: int,
    passages: int = 6,
    version: int = 0,
    languages: Sequence[str] = ("zh", "en", "ar"),
    embedders: Sequence[str] = ("wide", "narrow"),
) -> Document:
    made, parts = document(number, passages, version, languages)
    catalogue.put(
        made,
        parts,
        {embedder: matrix for embedder, matrix in vectors(parts).items() if embedder in embedders},
        [mention(made)],
        [reading(made)],
        [source_of(number)],
        {each.id: f"meeting {number}-{version}-{each.ordinal} 会议" for each in parts},
        FINGERPRINTS,
    )
    return made


def contents(folder: Path) -> object:
    """Return everything that a catalogue gives back, to compare."""
    with Catalogue.open(folder) as catalogue:
        return (
            catalogue.documents(),
            catalogue.passages(),
            catalogue.mentions(),
            catalogue.readings(),
            catalogue.content_hashes(),
            catalogue.runs(),
            catalogue.fingerprints(),
            catalogue.revision,
            [
                (name, ids, matrix.tobytes())
                for name in catalogue.embedders()
                for ids, matrix in [catalogue.vectors(name)]
            ],
            catalogue.lexical_search(["会议"], 1000),
        )
