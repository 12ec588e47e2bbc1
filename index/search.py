"""Search: the passages that answer a question, whatever language each is in."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

from index.dense import Row, dense_rows, question_vectors
from index.embedding import Embedder, Vectors, default_embedders
from index.evidence import Evidence, Filters
from index.fusion import as_probability, spread_out, weighted_sum
from index.glossary import Glossary, glossary, mine
from index.lexical import query_terms, terms
from index.matching import Wording
from index.profile import Profile, current_profile, terms_of
from index.selection import allowed_documents, collapse
from index.translation import Translator
from index.typical import question_centres, word_centres
from index.vectors import Nothing
from index.vectors import Vectors as StoredVectors
from ingest.documents import Document, Passage
from ingest.language import detect

if TYPE_CHECKING:
    from index.opened import Index

DEPTH = 100
EXAMINED = 40
EXACT_BELOW = 20_000
OWN_LANGUAGE_MARGIN = 1.5
_REMEMBERED = 20_000


@dataclass(frozen=True, slots=True)
class Recipe:
    """How scores are brought together; docs/retrieval.md shows what each part is worth.

    Encoders count one by standard deviations; `wording` is what full coverage of the question's
    terms adds, `edition` what naming the symbol or edition asked for adds, or another takes.
    `translated` is what a translated word counts against the word itself, times its nearness:
    above 1, because translations cover less of a question than its own words do.
    """

    weights: Mapping[str, float] = field(default_factory=lambda: {"wording": 14.0, "edition": 4.0})
    centre: bool = True
    standardise: bool = True
    translate: bool = True
    translated: float = 1.25


@dataclass(frozen=True, slots=True)
class Indexed:
    """What search needs of passages, in their order: as `Catalogue.put` takes it."""

    vectors: dict[str, Vectors]
    lexical_terms: dict[str, str]
    fingerprints: dict[str, str]


def index_passages(passages: Sequence[Passage], embedders: Sequence[Embedder]) -> Indexed:
    """Embed passages (context and text) by every encoder and cut them into terms."""
    texts = [
        f"{passage.context}\n{passage.text}" if passage.context else passage.text for passage in passages
    ]
    return Indexed(
        vectors={embedder.name: embedder.embed_passages(texts) for embedder in embedders},
        lexical_terms={passage.id: " ".join(terms_of(passage)) for passage in passages},
        fingerprints={embedder.name: embedder.fingerprint for embedder in embedders},
    )


@dataclass(frozen=True, slots=True)
class _Knowledge:
    """What is known of the index at one revision."""

    revision: int
    profile: Profile
    glossary: Glossary
    translator: Translator | None
    summaries: tuple[Document, ...]


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
        self._lock = threading.Lock()
        self._known: _Knowledge | None = None
        self._store: StoredVectors | None = None
        self._centres: dict[str, dict[str, Vectors]] = {}
        self._terms: OrderedDict[str, list[str]] = OrderedDict()

    def warm(self) -> None:
        """Load the models and the vector store now, as a server does before its first question."""
        self._store = self._index.vectors
        self.search("?", 1)

    def search(self, question: str, k: int = 8, filters: Filters | None = None) -> list[Evidence]:
        """Return up to `k` passages, best first.

        Every language is searched by every encoder, on one scale; wording counts in the
        question's language and by its translations in the others; a symbol or edition that is
        asked for outweighs the rest.
        """
        filters = filters or Filters()
        if k < 1 or not question.strip():
            return []
        known = self._knowledge()
        documents = allowed_documents(self._index.catalogue, known.summaries, filters)
        if documents is not None and not documents:
            return []
        languages = [
            each for each in known.profile.languages() if not filters.languages or each in filters.languages
        ]
        language = detect(question)
        wording = self._wording(known, question, language, languages)
        rows = self._dense(known, question, language, languages, documents)
        candidates = self._candidates(wording, rows, languages, documents)
        return self._ranked(known, wording, rows, candidates, language, k, filters)

    def similarity(self, question: str, texts: Sequence[str]) -> list[float]:
        """Return how near each text is to the question, 0–1, by all encoders: their mean cosine."""
        if not texts:
            return []
        total = np.zeros(len(texts))
        for embedder in self._embedders:
            total += embedder.embed_passages(texts) @ embedder.embed_query(question)
        return [min(1.0, max(0.0, float(each) / len(self._embedders))) for each in total]

    # What is known of the index ------------------------------------------------------------------

    def summaries(self) -> tuple[Document, ...]:
        """Return the documents of the index, without their texts."""
        return self._knowledge().summaries

    def _knowledge(self) -> _Knowledge:
        revision = self._index.catalogue.revision
        known = self._known
        if known is not None and known.revision == revision:
            return known
        with self._lock:
            if self._known is None or self._known.revision != revision:
                self._known = self._learn(revision)
            return self._known

    def _learn(self, revision: int) -> _Knowledge:
        catalogue = self._index.catalogue
        encoder = next((each for each in self._embedders if each.name == "use"), None)
        profile = current_profile(catalogue, encoder)
        documents = catalogue.documents()
        translator = Translator(encoder, profile.terms, word_centres(encoder)) if encoder else None
        for embedder in self._embedders:
            if embedder.name not in self._centres:
                self._centres[embedder.name] = question_centres(embedder)
        mined = mine(document.text for document in documents)
        summaries = tuple(replace(document, text="") for document in documents)
        return _Knowledge(revision, profile, glossary(mined), translator, summaries)

    def _vectors(self) -> StoredVectors:
        if self._store is None:
            if self._index.catalogue.counts()["passages"] < EXACT_BELOW:
                self._store = StoredVectors(self._index.catalogue, Nothing)
            else:
                self._store = self._index.vectors
        return self._store

    # The steps of a search -----------------------------------------------------------------------

    def _wording(self, known: _Knowledge, question: str, language: str, languages: Sequence[str]) -> Wording:
        asked = query_terms(question)
        synonyms: dict[str, list[str]] = {}
        for phrase, others in known.glossary.synonyms(question).items():
            alternatives = [term for other in others for term in terms(other)]
            for term in terms(phrase):
                synonyms.setdefault(term, []).extend(alternatives)
        translations = {}
        if known.translator and self._recipe.translate:
            translations = known.translator.translate(asked, language, languages)
        return Wording.of(asked, synonyms, translations, known.profile.terms, self._recipe.translated)

    def _dense(
        self,
        known: _Knowledge,
        question: str,
        language: str,
        languages: Sequence[str],
        documents: frozenset[str] | None,
    ) -> dict[tuple[str, str], Row]:
        store = self._vectors()
        centres = self._centres if self._recipe.centre else {}
        vectors = question_vectors(self._embedders, question, language, centres)
        allow = None
        if documents is not None:
            allow = frozenset(
                passage.id for each in sorted(documents) for passage in self._index.catalogue.passages(each)
            )
        return dense_rows(
            store,
            vectors,
            known.profile.samples,
            languages,
            DEPTH,
            allow,
            by_language=self._recipe.standardise,
        )

    def _candidates(
        self,
        wording: Wording,
        rows: Mapping[tuple[str, str], Row],
        languages: Sequence[str],
        documents: frozenset[str] | None,
    ) -> dict[str, tuple[str, ...]]:
        """Return the passages worth examining, and which retrievers found each."""
        found: dict[str, list[str]] = {}
        for (name, _), row in rows.items():
            for passage_id in islice(row.scores, EXAMINED):
                found.setdefault(passage_id, []).append(f"dense:{name}")
        for language in languages:
            wanted = wording.search_terms(language)
            for passage_id, _ in self._index.catalogue.lexical_search(
                wanted, EXAMINED, documents, frozenset({language})
            ):
                found.setdefault(passage_id, []).append("lexical")
        return {passage_id: tuple(names) for passage_id, names in found.items()}

    def _ranked(
        self,
        known: _Knowledge,
        wording: Wording,
        rows: Mapping[tuple[str, str], Row],
        candidates: Mapping[str, tuple[str, ...]],
        language: str,
        k: int,
        filters: Filters,
    ) -> list[Evidence]:
        passages = self._index.catalogue.passages_by_id(sorted(candidates))
        scores: dict[str, float] = {}
        retrievers = dict(candidates)
        for passage_id, passage in passages.items():
            parts = {
                name: row.scores.get(passage_id, row.floor)
                for (name, of), row in rows.items()
                if of == passage.language
            }
            held = self._terms_of(passage)
            parts["wording"] = wording.coverage(held, passage.language)
            parts["edition"] = float(wording.edition(held))
            if parts["edition"] > 0:
                retrievers[passage_id] = (*candidates[passage_id], "exact")
            scores[passage_id] = weighted_sum(parts, self._recipe.weights)
        order = sorted(scores, key=lambda each: (-scores[each], each))
        versions = {
            document.id: (f"{document.series}#{document.revision}", document.language)
            for document in known.summaries
            if document.series
        }
        shown = collapse(
            [(each, passages[each].document_id, scores[each]) for each in order],
            versions,
            language,
            OWN_LANGUAGE_MARGIN,
        )
        chosen = spread_out([(each, passages[each].language) for each in shown], filters.per_language)[:k]
        return [
            Evidence(passages[each], as_probability(scores[each]), rank, retrievers[each])
            for rank, each in enumerate(chosen, start=1)
        ]

    def _terms_of(self, passage: Passage) -> list[str]:
        with self._lock:
            kept = self._terms.get(passage.id)
        if kept is None:
            kept = terms_of(passage)
            with self._lock:
                self._terms[passage.id] = kept
                while len(self._terms) > _REMEMBERED:
                    self._terms.popitem(last=False)
        return kept


def prepare(index: Index, embedders: Iterable[Embedder] | None = None) -> None:
    """Bring what search keeps beside the catalogue up to date, after documents changed."""
    chosen = tuple(default_embedders() if embedders is None else embedders)
    encoder = next((each for each in chosen if each.name == "use"), None)
    current_profile(index.catalogue, encoder)
