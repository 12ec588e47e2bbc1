"""The path of a question: understand → find → answer (ledger, model or quote) → verify → cite."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING, Any

from assistant import ledger
from assistant.answer import Answer, Method, NoticeKind, Status, Timing, Turn
from assistant.citations import compose
from assistant.draft import Draft, Remark, Sentence
from assistant.facts import Facts
from assistant.injection import without_injected
from assistant.phrases import phrase
from assistant.question import language_of, understand
from assistant.quotation import MOST_READ, POSSIBLE, Choice, choose
from assistant.quoting import is_strong, quote
from assistant.subject import find_subject
from assistant.verify import verify
from index.evidence import Evidence, Filters

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

    from index.opened import Index
    from index.search import Searcher

LONGEST_QUESTION = 4_000
"""Characters of a question that are read; the rest is no question."""
SEARCHED = 8
"""Passages that search returns for a question that the ledger does not answer."""


@dataclass(frozen=True)
class Asked:
    """A question on its way to an answer: what was understood, what was found, what will be said."""

    facts: Facts
    started: float
    evidence: tuple[Evidence, ...] = ()
    choice: Choice | None = None
    draft: Draft | None = None
    searched_at: float = 0.0
    model: str | None = None


class Assistant:
    """Answers questions over an index, with a chat model or without.

    `chat_model` is any LangChain chat model, or what streams like one; None leaves ledger and
    quotations. Instances hold no
    conversation: pass `history`. Safe to share between threads.
    """

    def __init__(self, index: Index, searcher: Searcher, chat_model: BaseChatModel | None = None) -> None:
        self.index = index
        self.searcher = searcher
        self.chat_model = chat_model

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        language: str | None = None,
    ) -> Answer:
        """Return the answer; a question that the documents don't answer gives one with status `not_found`."""
        if not question.strip():
            return empty(question, language, as_of)
        asked = self.answer(self.find(self.understand(question, history, as_of, language)))
        if self._needs_model(asked):
            asked = self._with_model(asked)
        return self.cite(self.verify(asked))

    async def astream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        language: str | None = None,
    ) -> AsyncIterator[Answer]:
        """Yield snapshots of the answer: what is known at once, then the model's verified sentences.

        Every snapshot is a whole Answer; the last has `final` set.
        """
        if not question.strip():
            yield empty(question, language, as_of)
            return
        asked = await asyncio.to_thread(
            lambda: self.answer(self.find(self.understand(question, history, as_of, language)))
        )
        if self.chat_model is None or not self._needs_model(asked):
            yield self.cite(self.verify(asked))
            return
        yield replace(self.cite(self.verify(asked)), final=False)
        from assistant.modelling import sentences_of

        kept: list[Sentence] = []
        try:
            evidence = asked.evidence or await asyncio.to_thread(self.evidence, asked.facts)
            async for sentence in sentences_of(self.chat_model, asked.facts, evidence):
                kept.append(sentence)
                yield replace(self.cite(self.verify(self._said(asked, kept))), final=False)
        except (OSError, TimeoutError, RuntimeError) as error:
            yield self.cite(self.verify(self._without_model(asked, error)))
            return
        yield self.cite(self.verify(self._said(asked, kept)))

    def understand(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        language: str | None = None,
    ) -> Asked:
        """Read the question: what it asks, about which events, as they stood on `as_of`."""
        from index.events import ledger as read_ledger

        started = perf_counter()
        day = as_of or date.today()
        read = understand(question[:LONGEST_QUESTION], tuple(history), language)
        documents = {
            document.id: document
            for document in self.index.catalogue.documents()
            if as_of is None or document.issued is None or document.issued <= as_of
        }
        events = without_injected(read_ledger(self.index.catalogue, as_of), documents)
        mentions = tuple(
            mention for mention in self.index.catalogue.mentions() if mention.document_id in documents
        )
        subject = find_subject(read, events, day)
        return Asked(Facts(read, subject, events, documents, mentions, day), started)

    def find(self, asked: Asked) -> Asked:
        """Read the ledger; search where it does not answer."""
        draft = ledger.answer(asked.facts)
        if draft is not None and draft.complete:
            return replace(asked, draft=draft, searched_at=perf_counter())
        return self.search(replace(asked, draft=draft))

    def search(self, asked: Asked) -> Asked:
        """Search the passages and choose the sentences that answer."""
        facts = asked.facts
        evidence = self.evidence(facts) if len(facts.documents) > MOST_READ else ()
        choice = choose(facts, self.searcher.similarity, [one.passage.document_id for one in evidence])
        return replace(asked, evidence=evidence, choice=choice, searched_at=perf_counter())

    def evidence(self, facts: Facts) -> tuple[Evidence, ...]:
        """Return the passages that search finds for a question, best first."""
        filters = Filters(as_of=facts.as_of if facts.as_of < date.today() else None)
        return tuple(self.searcher.search(facts.question.text, SEARCHED, filters))

    def answer(self, asked: Asked) -> Asked:
        """Say what the ledger holds, else what the documents' own sentences say."""
        if asked.choice is None:
            return asked
        said = quote(asked.facts, asked.choice)
        if asked.draft is None:
            return replace(asked, draft=said)
        if said.status is Status.NOT_FOUND:
            return replace(asked, draft=replace(asked.draft, status=Status.PARTIAL))
        return replace(asked, draft=replace(asked.draft, sentences=(*asked.draft.sentences, *said.sentences)))

    def verify(self, asked: Asked) -> Asked:
        """Hold every sentence against what it cites."""
        draft = asked.draft or Draft((), status=Status.NOT_FOUND)
        return replace(asked, draft=verify(draft, asked.facts))

    def cite(self, asked: Asked) -> Answer:
        """Number the citations and return the answer."""
        facts, draft = asked.facts, asked.draft or Draft((), status=Status.NOT_FOUND)
        made = compose(draft, facts.documents, facts.language)
        done = perf_counter()
        return Answer(
            question=facts.question.text,
            language=facts.language,
            as_of=facts.as_of,
            text=made.text,
            status=draft.status,
            method=draft.method,
            model=asked.model,
            claims=made.claims,
            citations=made.citations,
            notices=made.notices,
            timing=Timing(
                search_ms=1000 * (asked.searched_at - asked.started),
                first_ms=1000 * (done - asked.started),
                total_ms=1000 * (done - asked.started),
            ),
            resolved=resolved(facts),
        )

    def _needs_model(self, asked: Asked) -> bool:
        """Return whether neither ledger nor quotation settles the question, and a model might."""
        if self.chat_model is None or asked.choice is None or asked.draft is None:
            return False
        if asked.draft.method is Method.LEDGER and asked.draft.status is Status.ANSWERED:
            return False
        return (
            not asked.choice.absent
            and asked.choice.best >= POSSIBLE
            and not is_strong(asked.facts, asked.choice)
        )

    def _with_model(self, asked: Asked) -> Asked:
        from assistant.modelling import all_sentences

        model = self.chat_model
        if model is None:
            return asked
        try:
            kept = all_sentences(model, asked.facts, asked.evidence or self.evidence(asked.facts))
        except (OSError, TimeoutError, RuntimeError) as error:
            return self._without_model(asked, error)
        return self._said(asked, kept)

    def _said(self, asked: Asked, kept: list[Sentence]) -> Asked:
        """Return the answer with the model's sentences that stand before the quotation, if any does."""
        if not kept or asked.draft is None:
            return asked
        quotations = tuple(sentence for sentence in asked.draft.sentences if sentence.quoted)
        draft = Draft((*kept, *quotations), method=Method.MODEL, status=Status.ANSWERED)
        return replace(asked, draft=draft, model=model_name(self.chat_model))

    def _without_model(self, asked: Asked, error: Exception) -> Asked:
        draft = asked.draft or Draft((), status=Status.NOT_FOUND)
        said = Remark(NoticeKind.MODEL, phrase("model_down", asked.facts.language))
        return replace(asked, draft=replace(draft, remarks=(*draft.remarks, said)))


def empty(question: str, language: str | None, as_of: date | None) -> Answer:
    """Return the answer to a question without words."""
    tongue = language or language_of(question)
    text = phrase("empty", tongue)
    return Answer(question, tongue, as_of or date.today(), text, Status.NOT_FOUND, Method.LEDGER)


def resolved(facts: Facts) -> str | None:
    """Return the question that was answered, where a follow-up was completed from the conversation."""
    question, subject = facts.question, facts.subject
    if not question.earlier or not (subject.inherited or question.inherited):
        return None
    names = [facts.name(event) for event in subject.events] or list(subject.unknown)
    from assistant.phrases import has_phrase

    asks = [ask for ask in sorted(question.asks) if has_phrase(f"label_{ask}")]
    comma = {"zh": "、", "ar": "، "}.get(facts.language, ", ")
    what = facts.label(*asks) if asks else question.text
    return facts.say("resolved", name=comma.join(names), what=what) if names else None


def model_name(model: Any) -> str:
    """Return how to call a chat model in an answer."""
    return str(getattr(model, "model_name", None) or getattr(model, "model", None) or type(model).__name__)


def build_chain(assistant: Assistant, retriever: BaseRetriever | None = None) -> Runnable[Any, Answer]:
    """Return the path of a question as a LangChain runnable: a question (or a dict with `question`,
    `history`, `as_of`, `language`) in, an Answer out. `retriever` replaces the assistant's search
    and must give the metadata of RapporteurRetriever.
    """
    from langchain_core.runnables import RunnableLambda

    def understood(given: str | Mapping[str, Any]) -> Asked:
        return assistant.understand(**({"question": given} if isinstance(given, str) else dict(given)))

    def completed(asked: Asked) -> Asked:
        return assistant._with_model(asked) if assistant._needs_model(asked) else asked

    def retrieved(asked: Asked) -> Asked:
        if retriever is None:
            return asked
        found = retriever.invoke(asked.facts.question.text)
        passages = [assistant.index.catalogue.passage(one.metadata["passage_id"]) for one in found]
        evidence = tuple(
            Evidence(passage, float(one.metadata.get("score", 0.0)), rank)
            for rank, (passage, one) in enumerate(zip(passages, found, strict=True), start=1)
        )
        return replace(asked, evidence=evidence)

    return (
        RunnableLambda(understood)
        | RunnableLambda(assistant.find)
        | RunnableLambda(retrieved)
        | RunnableLambda(assistant.answer)
        | RunnableLambda(completed)
        | RunnableLambda(assistant.verify)
        | RunnableLambda(assistant.cite)
    )


def __getattr__(name: str) -> Any:
    if name == "RapporteurRetriever":
        from assistant.retriever import RapporteurRetriever

        return RapporteurRetriever
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
