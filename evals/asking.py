"""Asks one question and makes a record of what came back, whatever came back."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.answer import Answer, Citation, Claim, Method, Status, Timing, Turn
from evals import metrics
from evals.cases import Case
from evals.comparing import own_words, says_not_stated
from evals.metrics import Outcome, file_name
from evals.records import Found, Record
from evals.rivals import rivals
from evals.usage import counted
from index.evidence import Evidence
from ingest.documents import Document, Passage


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: a question, the conversation before it, and the day it is asked on (None: today)."""

    question: str
    turns: tuple[Turn, ...] = ()
    as_of: date | None = None


Shown = Callable[[Answer], None]
"""Is given each snapshot of an answer as it appears."""

Answering = Callable[[Query, Shown], Answer]
"""Answers a query: Rapporteur, a chain beside it, or a scripted one in a test."""

Search = Callable[[str, int], Sequence[Evidence]]


def citation_of(document: Document, number: int, start: int, end: int) -> Citation:
    """Return the citation of a span of a document."""
    return Citation(
        number=number,
        document_id=document.id,
        source=document.source,
        title=document.title,
        symbol=document.symbol,
        language=document.language,
        page=None,
        start=start,
        end=end,
        quote=document.text[start:end],
    )


def unverified(
    query: Query, text: str, citations: Sequence[Citation], model: str | None, *, search_ms: float = 0.0
) -> Answer:
    """Return what a contestant that verifies nothing says: one claim, which cites all that it cites.

    Where no model is named, the text is quoted. It declines where it says so in any known words.
    """
    numbers = tuple(item.number for item in citations)
    return Answer(
        question=query.question,
        language="und",
        as_of=query.as_of or date.today(),
        text=text,
        status=Status.NOT_FOUND if says_not_stated(text) else Status.ANSWERED,
        method=Method.MODEL if model else Method.QUOTE,
        model=model,
        claims=(Claim(text, 0, len(text), False, numbers),),
        citations=tuple(citations),
        timing=Timing(search_ms=search_ms),
    )


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


@dataclass(slots=True)
class Watch:
    """When, in milliseconds after it was made, the first word and the first cited fact were shown."""

    started: float = field(default_factory=time.perf_counter)
    first_word: float | None = None
    first_fact: float | None = None

    def elapsed(self) -> float:
        """Return the milliseconds since it was made."""
        return round((time.perf_counter() - self.started) * 1000, 1)

    def see(self, snapshot: Answer) -> None:
        """Note what a snapshot shows for the first time."""
        if self.first_word is None and snapshot.text:
            self.first_word = self.elapsed()
        if self.first_fact is None and any(claim.citations for claim in snapshot.claims):
            self.first_fact = self.elapsed()


def ask(case: Case, answering: Answering, shelf: Shelf, search: Search | None, as_of: date) -> Record:
    """Return the record of one question; a crash in answering it becomes a record with `error`."""
    spans = shelf.evidence(case)
    shared = _shared(case, shelf, spans)
    turns = tuple(Turn(item.question, item.answer) for item in case.history)
    watch = Watch()
    with counted() as usage:
        try:
            answer = answering(Query(case.question, turns, case.as_of or as_of), watch.see)
        except Exception as error:  # noqa: BLE001 - one question must not stop a run; the record says so
            message = f"{type(error).__name__}: {error}"
            scores = metrics.failed(case)
            return Record(**shared, answer={}, scores=scores, wall_ms=watch.elapsed(), error=message)
    watch.see(answer)
    took = watch.elapsed()
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
        first_word_ms=watch.first_word,
        first_fact_ms=watch.first_fact,
        wall_ms=took,
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
    return Record(
        **_shared(case, shelf, spans),
        answer={"answer": "", "status": "answered", "timing": {"search_ms": took}},
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
