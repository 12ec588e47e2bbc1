"""A perfect assistant over the sample corpus, to plant faults in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import pytest

from assistant.answer import Answer, Citation, Claim, Method, Status, Timing
from evals.asking import Query, Shelf, Shown, citation_of
from evals.cases import Case, load
from evals.run import SAMPLE_DOCUMENTS, SAMPLE_QUESTIONS
from index.evidence import Evidence
from ingest.document import build_documents
from ingest.passages import split

SAID = {
    "zh": "根据文件记载，情况如下。",
    "en": "This is what the documents say about it, as far as they speak of it at all.",
    "fr": "Voici ce que disent les documents à ce sujet.",
    "es": "Esto es lo que dicen los documentos al respecto.",
    "ru": "Вот что об этом говорится в документах.",
    "ar": "هذا ما تقوله الوثائق في هذا الشأن.",
}
NOT_GIVEN = {
    "zh": "文件没有提到这一点。",
    "en": "The documents do not give this.",
    "fr": "Le document n'indique pas cela.",
    "es": "El documento no indica eso.",
    "ru": "Это в документах не указано.",
    "ar": "لا تذكر الوثائق ذلك.",
}


@pytest.fixture(scope="session")
def sample_cases() -> tuple[Case, ...]:
    return load(SAMPLE_QUESTIONS)


@pytest.fixture(scope="session")
def sample_shelf() -> Shelf:
    documents = [
        document
        for path in sorted(SAMPLE_DOCUMENTS.iterdir())
        for document in build_documents(path, path.read_bytes())
    ]
    return Shelf.of(documents, [passage for document in documents for passage in split(document)])


@dataclass
class Oracle:
    """Knows the cases: states every fact in the question's language, citing the evidence exactly."""

    cases: Sequence[Case]
    shelf: Shelf

    def case(self, query: Query) -> Case:
        asked = tuple(turn.question for turn in query.turns)
        return next(
            case
            for case in self.cases
            if case.question == query.question and tuple(turn.question for turn in case.history) == asked
        )

    def answer(self, query: Query, shown: Shown) -> Answer:
        case = self.case(query)
        citations = self.citations(case)
        numbers = tuple(item.number for item in citations)
        if case.unanswerable:
            text, claims, status = NOT_GIVEN[case.lang], (), Status.NOT_FOUND
        else:
            facts = "; ".join(item.any_of[0] for item in case.expected)
            text, status = f"{SAID[case.lang]} {facts}", Status.ANSWERED
            start = len(text) - len(facts)
            claims = (Claim(facts, start, len(text), verified=True, citations=numbers),)
        return Answer(
            question=query.question,
            language=case.lang,
            as_of=query.as_of or date(2027, 2, 22),
            text=text,
            status=status,
            method=Method.LEDGER,
            claims=claims,
            citations=citations,
            timing=Timing(1.0, 2.0, 3.0),
        )

    def citations(self, case: Case) -> tuple[Citation, ...]:
        spans = [
            (key, start, end) for key, found in self.shelf.evidence(case).items() for start, end in found
        ]
        return tuple(
            citation_of(self.shelf.documents[key], number, start, end)
            for number, (key, start, end) in enumerate(spans, start=1)
        )

    def search(self, question: str, k: int) -> list[Evidence]:
        """Return the passages that hold the evidence first, then others."""
        cases = [case for case in self.cases if case.question == question]
        spans = self.shelf.evidence(cases[0])
        held = [
            passage
            for passage in self.shelf.passages
            if any(
                start < passage.end and passage.start < end
                for start, end in spans.get(passage.document_id, ())
            )
        ]
        others = [passage for passage in self.shelf.passages if passage not in held]
        ranked = (held + others)[:k]
        return [Evidence(item, 1 / rank, rank, ("oracle",)) for rank, item in enumerate(ranked, start=1)]


@pytest.fixture(scope="session")
def oracle(sample_cases: tuple[Case, ...], sample_shelf: Shelf) -> Oracle:
    return Oracle(sample_cases, sample_shelf)
