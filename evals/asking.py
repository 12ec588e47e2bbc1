"""Asks one question and makes a record of what came back, whatever came back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Protocol

from assistant.answer import Answer, Turn
from evals import metrics
from evals.cases import Case
from evals.comparing import own_words
from evals.metrics import Outcome, file_name
from evals.records import Found, Record
from evals.rivals import rivals
from evals.usage import counted
from index.evidence import Evidence
from ingest.documents import Document, Passage


class Answers(Protocol):
    """What can be asked: Rapporteur's assistant, a peer, or a scripted one in a test."""

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        language: str | None = None,
    ) -> Answer:
        """Return the whole answer."""
        ...


Search = Callable[[str, int], Sequence[Evidence]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """What is indexed, as scoring needs it: documents by id and all passages."""

    documents: Mapping[str, Document]
    passages: Sequence[Passage]
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    titles: frozenset[str] = frozenset()

    @classmethod
    def of(
        cls,
        documents: Iterable[Document],
        passages: Sequence[Passage],
        sources: Mapping[str, Iterable[str]] | None = None,
    ) -> Shelf:
        """Return the shelf; `sources` are further file names of a document, by its id."""
        by_id = {item.id: item for item in documents}
        names = {
            key: frozenset(
                {file_name(item.source), *(file_name(name) for name in (sources or {}).get(key, ()))}
            )
            for key, item in by_id.items()
        }
        return cls(by_id, passages, names, frozenset(item.title for item in by_id.values()))

    def texts_by_id(self) -> dict[str, str]:
        """Return the text of each document by id."""
        return {key: item.text for key, item in self.documents.items()}

    def evidence(self, case: Case) -> dict[str, list[tuple[int, int]]]:
        """Return the spans of the case's evidence by document id."""
        spans: dict[str, list[tuple[int, int]]] = {}
        for key, document in self.documents.items():
            texts = dict.fromkeys(self.names[key], document.text)
            for found in metrics.evidence_spans(case, texts).values():
                spans.setdefault(key, []).extend(found)
        return spans


def ask(case: Case, answers: Answers, shelf: Shelf, search: Search | None, as_of: date) -> Record:
    """Return the record of one question; a crash of the assistant becomes a record with `error`."""
    spans = shelf.evidence(case)
    shared = _shared(case, shelf, spans)
    turns = tuple(Turn(item.question, item.answer) for item in case.history)
    started = time.perf_counter()
    with counted() as usage:
        try:
            answer = answers.ask(case.question, history=turns, as_of=case.as_of or as_of)
        except Exception as error:  # noqa: BLE001 - one question must not stop a run; the record says so
            took = (time.perf_counter() - started) * 1000
            message = f"{type(error).__name__}: {error}"
            return Record(**shared, answer={}, scores=metrics.failed(case), wall_ms=took, error=message)
    took = (time.perf_counter() - started) * 1000
    found = () if search is None else search(answer.resolved or case.question, 10)
    told = answer.to_json()
    return Record(
        **shared,
        answer=told,
        scores=metrics.score(
            case,
            told,
            language=written_in(answer, shelf.titles),
            texts=shelf.texts_by_id(),
            rivals=rivals(case, answer.text),
        ),
        found=tuple(_found(item, shelf, spans) for item in found),
        wall_ms=round(took, 1),
        model_calls=usage.calls,
        tokens_in=usage.tokens_in,
        tokens_out=usage.tokens_out,
    )


def look(case: Case, shelf: Shelf, search: Search) -> Record:
    """Return the record of a search alone; it counts as correct where the first five hold the evidence."""
    spans = shelf.evidence(case)
    started = time.perf_counter()
    found = tuple(_found(item, shelf, spans) for item in search(case.question, 10))
    took = (time.perf_counter() - started) * 1000
    hit = any(item.relevant for item in found[:5])
    timing = {"search_ms": took, "first_ms": took, "total_ms": took}
    return Record(
        **_shared(case, shelf, spans),
        answer={"answer": "", "status": "answered", "timing": timing},
        scores=metrics.Scores(Outcome.CORRECT if hit else Outcome.WRONG, fact_recall=float(hit)),
        found=found,
        wall_ms=round(took, 1),
    )


def written_in(answer: Answer, titles: Iterable[str] = ()) -> str | None:
    """Return the language an answer is written in, or None where too little is its own words.

    Quotations (what is cited, or stands in quotation marks) and document titles are not its own.
    """
    from ingest.language import detect

    text = own_words(answer.text, {*(item.quote for item in answer.citations), *titles})
    language = detect(text)
    enough = 4 if language == "zh" else 12
    return None if language == "und" or sum(char.isalpha() for char in text) < enough else language


def _shared(case: Case, shelf: Shelf, spans: Mapping[str, list[tuple[int, int]]]) -> dict[str, Any]:
    languages = tuple(sorted({shelf.documents[key].language for key in spans}))
    return {
        "id": case.id,
        "lang": case.lang,
        "kind": case.kind,
        "evidence_total": sum(_holds(item, spans) for item in shelf.passages),
        "evidence_languages": languages,
        "cross": case.lang not in languages if languages else None,
    }


def _holds(passage: Passage, spans: Mapping[str, list[tuple[int, int]]]) -> bool:
    return any(
        start < passage.end and passage.start < end for start, end in spans.get(passage.document_id, ())
    )


def _found(item: Evidence, shelf: Shelf, spans: Mapping[str, list[tuple[int, int]]]) -> Found:
    passage = item.passage
    return Found(
        document=file_name(shelf.documents[passage.document_id].source),
        start=passage.start,
        end=passage.end,
        score=round(item.score, 4),
        retrievers=item.retrievers,
        relevant=_holds(passage, spans),
        text=passage.text[:400],
    )
