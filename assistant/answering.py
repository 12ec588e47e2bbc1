"""The path of a question: understand → look up → retrieve → answer → verify → cite.

Each step is a method of Assistant, in the order of the path; `build_chain` puts them together.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import date
from time import perf_counter
from typing import TYPE_CHECKING

from assistant import ledger
from assistant.again import asked_again
from assistant.answer import Answer, Status, Turn
from assistant.asked import (
    SEARCHED,
    Asked,
    cited,
    empty,
    filters_of,
    search_text,
    wants_model,
    with_model,
    without_model,
)
from assistant.chain import build_chain
from assistant.collection import Collection
from assistant.compound import is_from_ledger, joined, questions_in, tells_all
from assistant.draft import Draft, Sentence
from assistant.facts import Facts
from assistant.numbered_texts import NUMBERED
from assistant.question import understand
from assistant.quoting import instead, offer, quote
from assistant.ranking import choose
from assistant.restating import references
from assistant.spelling import spell
from assistant.subject import find_subject
from assistant.sureness import best_of, is_read_surely
from assistant.tongue import language_of
from assistant.translation import language_to_search, translated
from assistant.verify import stands, verify
from index.evidence import Evidence

if TYPE_CHECKING:
    from langchain_core.documents import Document as LangChainDocument
    from langchain_core.language_models import BaseChatModel
    from langchain_core.retrievers import BaseRetriever

    from index.opened import Index
    from index.search import Searcher

log = logging.getLogger(__name__)
LONGEST_QUESTION = 4_000
"""Characters of a question that are read; the rest is no question."""


class Assistant:
    """Answers questions over an index, with a chat model or without.

    `chat_model` is any LangChain chat model; None leaves ledger and quotations. Instances hold no
    conversation: pass `history`. Safe to share between threads.
    """

    def __init__(self, index: Index, searcher: Searcher, chat_model: BaseChatModel | None = None) -> None:
        self.index = index
        self.searcher = searcher
        self.chat_model = chat_model
        self.collection = Collection(index.catalogue)

    def ask(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        language: str | None = None,
    ) -> Answer:
        """Return the answer; a question that the documents don't answer gives one with status `not_found`.

        The steps are those of `build_chain`, without waiting for LangChain to be imported.
        """
        if not question.strip():
            return empty(question, language, as_of)
        asked = self.look_up(self.understand(question, history, as_of, language))
        return self.tell(self.answer(self.retrieve(asked)))

    async def astream(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        language: str | None = None,
    ) -> AsyncIterator[Answer]:
        """Yield snapshots of the answer from the chain: what is known at once, then the model's sentences.

        Every snapshot is a whole Answer; the last has `final` set.
        """
        if not question.strip():
            yield empty(question, language, as_of)
            return
        given = {"question": question, "history": history, "as_of": as_of, "language": language}
        async for snapshot in build_chain(self).astream(given):
            yield snapshot

    def understand(
        self,
        question: str,
        history: Sequence[Turn] = (),
        as_of: date | None = None,
        language: str | None = None,
    ) -> Asked:
        """Read the question: what it asks, about which events, as they stood on `as_of`."""
        started = perf_counter()
        day = as_of or date.today()
        held = self.collection.holdings(as_of)
        words = self.collection.vocabulary(as_of, language or language_of(question))
        spelled = spell(question[:LONGEST_QUESTION], words)
        before = tuple(replace(turn, question=spell(turn.question, words).text) for turn in history)
        again = asked_again(spelled.text, before[-1].question) if before else spelled.text
        read = understand(again, before, language)
        events = self.collection.events(as_of, read.language)
        subject = find_subject(read, events, day)
        facts = Facts(
            read,
            subject,
            events,
            held.documents,
            held.mentions,
            day,
            alike=self.searcher.alike,
            written=words.writes,
        )
        corrected = spelled.corrected or again != spelled.text
        return Asked(facts, question.strip(), started, corrected=corrected, as_of=as_of)

    def look_up(self, asked: Asked) -> Asked:
        """Read the ledger."""
        draft = ledger.answer(asked.facts)
        standing = draft if draft is None or stands(draft, asked.facts) else None
        return replace(asked, draft=standing, searched_at=perf_counter())

    def retrieve(self, asked: Asked, retriever: BaseRetriever | None = None) -> Asked:
        """Search the passages where the ledger does not settle the question."""
        if asked.settled and not asked.refused:
            return asked
        question = search_text(asked.facts)
        if retriever is None:
            evidence = tuple(self.searcher.search(question, SEARCHED, filters_of(asked.facts)))
        else:
            evidence = tuple(self._evidence(found) for found in retriever.invoke(question))
        return replace(asked, evidence=evidence, searched_at=perf_counter())

    def answer(self, asked: Asked) -> Asked:
        """Say what the ledger holds, else what the documents' own sentences say.

        Where the ledger has none of what is asked, a sentence that has it is quoted instead.
        """
        return self.in_parts(self._answered(asked))

    def in_parts(self, asked: Asked) -> Asked:
        """Answer two questions of one message one after the other, each leaning on the one before.

        Where the ledger answers the whole, only if a sentence surely answers one of them besides.
        """
        facts = asked.facts
        pieces = questions_in(facts.question.text)
        if not pieces:
            return asked
        parts: list[Asked] = []
        before = tuple(Turn(earlier.text) for earlier in facts.question.earlier)
        for at, piece in enumerate(pieces):
            turns = (
                *before,
                *(Turn(_carried(earlier, one)) for earlier, one in zip(pieces, parts, strict=False)),
            )
            part = self.understand(piece, turns, asked.as_of, facts.language)
            parts.append(self._answered(self.retrieve(self.look_up(part))))
        drafts = [verify(part.draft, part.facts) if part.draft else None for part in parts]
        if is_from_ledger(asked.draft) and not (_tell_more(parts) or tells_all(drafts, asked.draft)):
            return asked
        draft = joined(drafts, [best_of(part.facts, part.choice) if part.choice else None for part in parts])
        return replace(asked, draft=draft, parts=tuple(parts)) if draft else asked

    def _answered(self, asked: Asked) -> Asked:
        if asked.settled and not asked.refused:
            return asked
        choice = choose(asked.facts, self.searcher.reading(search_text(asked.facts)), asked.evidence)
        if asked.settled:
            said = instead(asked.facts, choice) or offer(asked.facts, choice) or asked.draft
            return replace(asked, choice=choice, draft=said)
        quoted = quote(asked.facts, choice)
        draft = asked.draft
        if draft is None:
            draft = quoted
        elif quoted.status is Status.NOT_FOUND:
            draft = replace(draft, status=Status.PARTIAL)
        else:
            draft = replace(draft, sentences=(*draft.sentences, *quoted.sentences))
        return replace(asked, choice=choice, draft=draft)

    def tell(self, asked: Asked) -> Answer:
        """Return the answer, worded by the chat model where neither ledger nor quotation settles it."""
        if self.chat_model is not None and wants_model(asked):
            asked = self.look_again(asked)
        worded = self.word(asked) if self.chat_model is not None and wants_model(asked) else asked
        return self.cite(self.verify(worded))

    def look_again(self, asked: Asked) -> Asked:
        """Search once more by the question as the chat model translates it, and read what is found.

        As before where no language but the question's has many passages, or the model gives no translation.
        """
        own = asked.facts.question.language
        language = language_to_search(own, self.searcher.passages_by_language())
        if self.chat_model is None or language is None or asked.parts:
            return asked
        question = search_text(asked.facts)
        try:
            translation = translated(self.chat_model, question, language)
        except (OSError, RuntimeError) as error:
            log.warning("the question was not translated: %s", error)
            return asked
        if translation is None:
            return asked
        found = self.searcher.search_again(question, translation, SEARCHED, filters_of(asked.facts))
        return self._answered(replace(self.look_up(asked), evidence=tuple(found)))

    def word(self, asked: Asked) -> Asked:
        """Let the chat model word the answer; only its sentences that stand are kept."""
        model = self.chat_model
        if model is None:
            return asked
        from assistant.modelling import all_sentences

        try:
            return with_model(asked, all_sentences(model, asked.facts, asked.evidence), self.chat_model)
        except (OSError, TimeoutError, RuntimeError) as error:
            return without_model(asked, error)

    async def atell(self, asked: Asked) -> AsyncIterator[Answer]:
        """Yield what is known at once, then the answer as the chat model's verified sentences come."""
        model = self.chat_model
        if model is None or not wants_model(asked):
            yield self.cite(self.verify(asked))
            return
        from assistant.modelling import sentences_of

        yield replace(self.cite(self.verify(asked)), final=False)
        asked = await asyncio.to_thread(self.look_again, asked)
        if not wants_model(asked):
            yield self.cite(self.verify(asked))
            return
        kept: list[Sentence] = []
        try:
            async for sentence in sentences_of(model, asked.facts, asked.evidence):
                kept.append(sentence)
                yield replace(self.cite(self.verify(with_model(asked, kept, model))), final=False)
        except (OSError, TimeoutError, RuntimeError) as error:
            yield self.cite(self.verify(without_model(asked, error)))
            return
        yield self.cite(self.verify(with_model(asked, kept, model)))

    def verify(self, asked: Asked) -> Asked:
        """Hold every sentence against what it cites."""
        draft = asked.draft or Draft((), status=Status.NOT_FOUND)
        if asked.parts and asked.model is None:
            return asked  # Each part was held against what it cites, with what itself is about.
        return replace(asked, draft=verify(draft, asked.facts))

    def cite(self, asked: Asked) -> Answer:
        """Number the citations and return the answer."""
        return cited(asked)

    def _evidence(self, found: LangChainDocument) -> Evidence:
        passage = self.index.catalogue.passage(found.metadata["passage_id"])
        rank = int(found.metadata.get("rank", 1))
        return Evidence(passage, float(found.metadata.get("score", 0.0)), rank)


def _carried(piece: str, part: Asked) -> str:
    """Return a question of a message with the one numbered text that its answer names, if it names none.

    What comes after leans on that: `by which resolution? And when was it revised?`.
    """
    if part.draft is None or part.draft.status is not Status.ANSWERED or references(piece):
        return piece
    said = part.draft.sentences[:1]
    told = {
        written for sentence in said for kind, _, written in references(sentence.text) if kind in NUMBERED
    }
    return f"{piece} ({told.pop()})" if len(told) == 1 else piece


def _tell_more(parts: Sequence[Asked]) -> bool:
    """Return whether all parts of a message are answered, one by a sentence that surely answers it."""
    drafts = [part.draft for part in parts]
    answered = all(draft is not None and draft.status is Status.ANSWERED for draft in drafts)
    return answered and any(
        not is_from_ledger(part.draft) and part.choice is not None and is_read_surely(part.choice)
        for part in parts
    )
