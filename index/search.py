"""Search: the passages that answer a question, whatever language each is in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING

import numpy as np

from index.candidates import MOST, WORDED, Candidate, Near, candidates
from index.catalogue import Termed
from index.dense import dense_rows, question_vector
from index.embedding import E5, USE, Embedder, Vectors, Warmed, default_embedders
from index.evidence import Evidence, Filters
from index.fusion import as_probability, mean_log_odds, spread_out
from index.knowledge import Knowledge, Learner
from index.lexical import query_terms, terms
from index.matching import Wording
from index.reading import Reading
from index.recipe import Recipe
from index.reranker import Reranker
from index.selection import allowed_documents, collapse
from index.sentences import sentence_scales, sentence_scores
from index.typical import typical_questions
from index.vectors import Nothing
from index.vectors import Vectors as StoredVectors
from ingest.documents import Document
from ingest.language import detect

if TYPE_CHECKING:
    from index.opened import Index

DEPTH = 100
REREAD = 32
EXACT_BELOW = 20_000
OWN_LANGUAGE_MARGIN = 1.5
DEPTH_AGAIN, TRANSLATED = 60, 0.45
"""Passages of each of two searches that are held against each other, and the weight of the translation's."""


class Searcher:
    """Searches one index; safe to ask from any number of threads.

    Small indexes are searched exactly from the catalogue until `warm` is called, so that one
    question on the command line does not wait for the vector store to load.
    """

    def __init__(
        self,
        index: Index,
        embedders: Sequence[Embedder] | None = None,
        *,
        recipe: Recipe | None = None,
    ) -> None:
        self._index = index
        self._embedders = tuple(default_embedders() if embedders is None else embedders)
        self._recipe = recipe or Recipe()
        self._learner = Learner(index.catalogue, self._embedders)
        self._beside = ThreadPoolExecutor(len(self._embedders), "search")
        self._store: StoredVectors | None = None

    def warm(self) -> None:
        """Load the models and the vector store now, as a server does before its first question."""
        self._store = self._index.vectors
        self._store.warm()
        for each in self._embedders:
            if isinstance(each, Warmed):
                each.warm()
        known = self._learner.now()
        for language, questions in typical_questions().items():
            if language in known.profile.terms:
                self.search(questions[0], 1)
        self.reading("?").answering([("", "?")])

    def summaries(self) -> tuple[Document, ...]:
        """Return the documents of the index, without their texts."""
        return self._learner.now().summaries

    def search(self, question: str, k: int = 8, filters: Filters | None = None) -> list[Evidence]:
        """Return up to `k` passages, best first.

        Every language is searched by every encoder, on one scale; wording counts in the
        question's language and by its translations in the others; a symbol or edition that is
        asked for outweighs the rest.
        """
        filters = filters or Filters()
        if k < 1 or not question.strip():
            return []
        known = self._learner.now()
        documents = allowed_documents(self._index.catalogue, known.summaries, filters)
        if documents is not None and not documents:
            return []
        languages = [
            each for each in known.profile.languages() if not filters.languages or each in filters.languages
        ]
        language = detect(question)
        asked = query_terms(question)
        read: dict[str, Vectors] = {}
        if known.translator and self._recipe.translate:
            vector = known.translator.read(question, asked, language)
            read |= {} if vector is None else {known.translator.name: vector}
        beside = self._near(known, question, language, languages, documents, read)
        wording = self._wording(known, question, asked, language, languages)
        worded = self._worded(wording, languages, documents)
        near = {name: each.result() for name, each in beside.items()}
        examined = candidates(near, worded, self._recipe, None if filters.per_language else max(MOST, k))
        return self._ranked(known, wording, near, examined, language, k, filters)

    def search_again(
        self, question: str, translation: str, k: int = 8, filters: Filters | None = None
    ) -> list[Evidence]:
        """Return up to `k` passages for a question and its translation together, best first.

        The log odds of both searches are averaged, the translation's counting `TRANSLATED`.
        """
        found = [self.search(each, max(k, DEPTH_AGAIN), filters) for each in (question, translation)]
        lists = [{one.passage.id: one.score for one in each} for each in found]
        scores = mean_log_odds(lists, (1.0 - TRANSLATED, TRANSLATED))
        held = {one.passage.id: one for each in reversed(found) for one in each}
        best = nlargest(k, scores, key=lambda each: (scores[each], each))
        return [
            replace(held[each], score=as_probability(scores[each], 0.0, 1.0), rank=rank)
            for rank, each in enumerate(best, start=1)
        ]

    def passages_by_language(self) -> dict[str, int]:
        """Return how many passages the index has of each language."""
        return {language: held.passages for language, held in self._learner.now().profile.terms.items()}

    def similarity(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return how near each text is to the question, 0–1, by all encoders: their mean cosine."""
        if not texts:
            return []
        total = np.zeros(len(texts))
        for embedder in self._embedders:
            total += embedder.embed_passages(texts) @ embedder.embed_query(question)
        return [min(1.0, max(0.0, float(each) / len(self._embedders))) for each in total]

    def alike(self, one: str, other: str) -> float:
        """Return how near two wordings are in meaning, by the cosine of the last encoder; 1 for the same."""
        rows = self._embedders[-1].embed_passages([one, other])
        return float(rows[0] @ rows[1])

    def reading(self, question: str) -> Reading:
        """Return the question, to be held against single sentences."""
        known = self._learner.now()
        language = detect(question)
        return Reading(
            question,
            language,
            self._wording(known, question, query_terms(question), language, known.profile.languages()),
            known.profile,
            next((each for each in self._embedders if each.name == "use"), None),
            known.centres.get("use", {}) if self._recipe.centre else {},
            self._reranker,
        )

    @cached_property
    def _reranker(self) -> Reranker | None:
        """The reranker, where both encoders that it reads by are those of the index."""
        e5 = next((each for each in self._embedders if isinstance(each, E5)), None)
        use = next((each for each in self._embedders if isinstance(each, USE)), None)
        return Reranker(e5.bulk, use) if e5 and use and e5.load_bulk() else None

    # The steps of a search -----------------------------------------------------------------------

    def _vectors(self) -> StoredVectors:
        if self._store is None:
            if self._index.catalogue.counts()["passages"] < EXACT_BELOW:
                self._store = StoredVectors(self._index.catalogue, Nothing)
            else:
                self._store = self._index.vectors
        return self._store

    def _near(
        self,
        known: Knowledge,
        question: str,
        language: str,
        languages: Sequence[str],
        documents: frozenset[str] | None,
        read: Mapping[str, Vectors],
    ) -> dict[str, Future[Near]]:
        """Search by every encoder, beside whatever else is done; `read` are vectors of the question."""
        store = self._vectors()

        def found(embedder: Embedder) -> Near:
            centres = known.centres[embedder.name] if self._recipe.centre else {}
            given = read.get(embedder.name)
            vector = question_vector(embedder, question, language, centres, given)
            rows = dense_rows(
                store,
                embedder.name,
                vector,
                known.profile.samples,
                languages,
                DEPTH,
                documents,
                by_language=self._recipe.standardise,
            )
            sample = {of: each for (by, of), each in known.profile.sentences.items() if by == embedder.name}
            counts = {of: held.passages for of, held in known.profile.terms.items()}
            scales = sentence_scales(sample, vector, counts, by_language=self._recipe.standardise)
            return Near(vector, rows, scales)

        return {each.name: self._beside.submit(found, each) for each in self._embedders}

    def _wording(
        self, known: Knowledge, question: str, asked: Sequence[str], language: str, languages: Sequence[str]
    ) -> Wording:
        synonyms: dict[str, list[str]] = {}
        for phrase, others in known.glossary.synonyms(question).items():
            alternatives = [term for other in others for term in terms(other)]
            for term in terms(phrase):
                synonyms.setdefault(term, []).extend(alternatives)
        translations = {}
        if known.translator and self._recipe.translate:
            translations = known.translator.translate(asked, language, languages)
        return Wording.of(asked, synonyms, translations, known.profile.terms, self._recipe.translated)

    def _worded(
        self, wording: Wording, languages: Sequence[str], documents: frozenset[str] | None
    ) -> dict[str, list[str]]:
        """Return by language the passages worth examining for their words."""
        asked = {language: wording.search_terms(language) for language in languages}
        found = self._index.catalogue.lexical_search_each(asked, WORDED, documents)
        return {language: [passage_id for passage_id, _ in each] for language, each in found.items()}

    def _ranked(
        self,
        known: Knowledge,
        wording: Wording,
        near: Mapping[str, Near],
        examined: Mapping[str, Candidate],
        language: str,
        k: int,
        filters: Filters,
    ) -> list[Evidence]:
        found = self._index.catalogue.termed(sorted(examined))
        worded: dict[str, float] = {}
        exact: set[str] = set()
        for passage_id, passage in found.items():
            edition = wording.edition(passage.terms)
            if edition > 0:
                exact.add(passage_id)
            worded[passage_id] = self._recipe.wording * wording.coverage(passage.terms, passage.language)
            worded[passage_id] += self._recipe.edition * edition
        whole = {each: examined[each].whole for each in found}
        scores = {each: worded[each] + self._recipe.similar(whole[each], whole[each]) for each in found}
        best = nlargest(REREAD, scores, key=lambda each: (scores[each], each))
        for passage_id, parts in self._sentences(near, found, best).items():
            scores[passage_id] = worded[passage_id] + self._recipe.similar(whole[passage_id], parts)
        order = sorted(scores, key=lambda each: (-scores[each], each))
        shown = collapse(
            [(each, found[each].document_id, scores[each]) for each in order],
            known.versions,
            language,
            OWN_LANGUAGE_MARGIN,
        )
        chosen = spread_out([(each, found[each].language) for each in shown], filters.per_language)[:k]
        passages = self._index.catalogue.passages_by_id(chosen)
        return [
            Evidence(
                passages[each],
                as_probability(scores[each]),
                rank,
                (*examined[each].retrievers, *(["exact"] if each in exact else [])),
            )
            for rank, each in enumerate((each for each in chosen if each in passages), start=1)
        ]

    def _sentences(
        self, near: Mapping[str, Near], found: Mapping[str, Termed], passage_ids: Sequence[str]
    ) -> dict[str, dict[str, float]]:
        """Return by passage and encoder how near its nearest sentence is."""
        scores: dict[str, dict[str, float]] = {each: {} for each in passage_ids}
        languages = {each: found[each].language for each in passage_ids}
        stored = self._index.catalogue.sentences(passage_ids)
        for name, (vector, _, scales) in near.items():
            for passage_id, score in sentence_scores(stored.get(name, {}), languages, vector, scales).items():
                scores[passage_id][name] = score
        return scores
