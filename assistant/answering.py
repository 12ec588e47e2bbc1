"""The path of a question: understand → look up → retrieve → answer → verify → cite.

Each step is a method of Assistant, in the order of the path; `build_chain` puts them together.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from time import perf_counter
from typing import TYPE_CHECKING

from assistant import ledger
from assistant.again import asked_again
from assistant.answer import Answer, Status, Turn
from assistant.antecedents import meeting_told, names_none, points_back
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
from assistant.draft import Draft, Sentence
from assistant.exclusions import without
from assistant.facts import Facts
from assistant.items_meant import item_meant
from assistant.lexicon import plain
from assistant.parts import carried, in_parts
from assistant.preambles import by_question_alone
from assistant.presumptions import with_correction
from assistant.question import FOLLOW, understand
from assistant.quoting import instead, offer, quote
from assistant.ranking import choose
from assistant.spelling import spell
from assistant.subject import find_subject
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
        before = self._pointed_to(again, before, as_of, language)
        read = understand(again, before, language)
        events = self.collection.events(as_of, read.language)
        subject = find_subject(read, events, day)
        if spelled.excluded:
            excluded = understand(spelled.excluded, (), read.language)
            subject = without(subject, find_subject(excluded, events, day), excluded)
        facts = Facts(
            read,
            subject,
            events,
            held.documents,
            held.mentions,
            day,
            alike=self.searcher.alike,
            written=words.writes,
            excluded=spelled.excluded,
        )
        corrected = spelled.corrected or again != spelled.text
        return Asked(facts, question.strip(), started, corrected=corrected, as_of=as_of)

    def _pointed_to(
        self, text: str, before: tuple[Turn, ...], as_of: date | None, language: str | None
    ) -> tuple[Turn, ...]:
        """Return the turns; where `text` means the meeting that the last one asks for, that instead of it."""
        if not before or not FOLLOW.search(plain(text)):
            return before
        last = self.understand(before[-1].question, before[:-1], as_of, language)
        if names_none(text, last):
            return (*before[:-1], Turn(carried(last.facts.question.text, self._read(last))))
        if not points_back(text, last):
            return before
        meeting = meeting_told(self._read(last))
        return before if meeting is None else (*before[:-1], Turn(last.facts.name(meeting)))

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
        part = partial(self._part, asked)
        return by_question_alone(with_correction(in_parts(self._answered(asked), part), part), part)

    def _part(self, asked: Asked, piece: str, turns: tuple[Turn, ...]) -> Asked:
        """Answer one question of a message that asks more than one."""
        return self._read(self.understand(piece, turns, asked.as_of, asked.facts.language))

    def _read(self, asked: Asked) -> Asked:
        """Answer one question, whatever else its message or conversation asks."""
        return self._answered(self.retrieve(self.look_up(asked)))

    def _answered(self, asked: Asked) -> Asked:
        if asked.settled and not asked.refused:
            return asked
        reading = self.searcher.reading(search_text(asked.facts))
        choice = choose(asked.facts, reading, asked.evidence)
        meant = item_meant(asked.facts, reading)
        if asked.settled:
            found = meant or instead(asked.facts, choice) or offer(asked.facts, choice)
            return replace(asked, choice=choice, draft=found or asked.draft)
        quoted = meant or quote(asked.facts, choice)
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
