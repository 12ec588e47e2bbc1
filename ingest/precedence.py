"""Which document outranks which: by relations, and by revision numbers within a series."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ingest.documents import Document, DocumentKind, RelationKind
from ingest.events import (
    Statement,
)
from ingest.symbols import parse_symbol

_CHANGING = frozenset({RelationKind.REVISES, RelationKind.CORRECTS, RelationKind.REPLACES})


class Precedence:
    """Which document outranks which: by relations, and by revision numbers within a series."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        self._documents = documents
        self._below: dict[str, set[str]] = {id_: set() for id_ in documents}
        by_symbol: dict[str, list[Document]] = {}
        for document in documents.values():
            for name in {document.symbol, document.series} - {None}:
                by_symbol.setdefault(_folded(str(name)), []).append(document)
        for document in documents.values():
            for relation in document.relations:
                if relation.kind in _CHANGING:
                    for other in by_symbol.get(_folded(relation.target), ()):
                        if other.id != document.id and not self._same_version(document, other):
                            self._below[document.id].add(other.id)
            for other in by_symbol.get(_folded(document.series), ()) if document.series else ():
                if other.series != document.series:
                    continue
                corrects = (
                    document.kind is DocumentKind.CORRIGENDUM
                    and other.kind is not DocumentKind.CORRIGENDUM
                    and other.revision <= document.revision
                )
                if other.revision < document.revision or corrects:
                    self._below[document.id].add(other.id)
        self._close()

    @staticmethod
    def _same_version(one: Document, other: Document) -> bool:
        return (
            bool(one.series)
            and one.series == other.series
            and one.revision == other.revision
            and (one.symbol == other.symbol or one.language != other.language)
        )

    def _close(self) -> None:
        changed = True
        while changed:
            changed = False
            for below in self._below.values():
                more = set().union(*(self._below[other] for other in below)) - below if below else set()
                if more:
                    below |= more
                    changed = True

    def outranks(self, one: str, other: str) -> bool:
        """Say whether document `one` revises, corrects or replaces document `other`."""
        return other in self._below.get(one, ()) and one not in self._below.get(other, ())

    def versions(self, one: str, other: str) -> bool:
        """Say whether two documents are language versions of the same text."""
        a, b = self._documents[one], self._documents[other]
        return (
            bool(a.series) and a.series == b.series and a.revision == b.revision and a.language != b.language
        )

    def age(self, statement: Statement) -> tuple[date, int]:
        """Return what orders statements by time: the day of issue and the revision."""
        document = self._documents[statement.document_id]
        return document.issued or date.min, document.revision


def _folded(symbol: str) -> str:
    parsed = parse_symbol(symbol)
    text = symbol if parsed is None or parsed.language is None else re.sub(r"-[ACEFRS]$", "", symbol)
    return re.sub(r"\s+", "", text).upper()
