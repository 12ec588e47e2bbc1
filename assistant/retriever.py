"""The index as a LangChain retriever, usable in any LangChain program as it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from langchain_core.callbacks import CallbackManagerForRetrieverRun
from langchain_core.documents import Document as LangChainDocument
from langchain_core.retrievers import BaseRetriever
from pydantic import ConfigDict

from index.evidence import Evidence, Filters

if TYPE_CHECKING:
    from ingest.documents import Document


class RapporteurRetriever(BaseRetriever):
    """Passages of the indexed documents, best first, with where they stand in their document.

    Metadata: `passage_id`, `document_id`, `source`, `title`, `symbol`, `language`, `page`,
    `start`, `end`, `score` (0–1), `rank` (from 1) and `retrievers`.
    """

    model_config = ConfigDict(arbitrary_types_allowed=True)

    searcher: Any
    k: int = 8
    filters: Filters = Filters()

    def _get_relevant_documents(
        self, query: str, *, run_manager: CallbackManagerForRetrieverRun
    ) -> list[LangChainDocument]:
        found = self.searcher.search(query, self.k, self.filters)
        documents = {document.id: document for document in self.searcher.summaries()}
        return [as_langchain(one, documents[one.passage.document_id]) for one in found]


def as_langchain(evidence: Evidence, document: Document) -> LangChainDocument:
    """Return a found passage as LangChain's own document type."""
    passage = evidence.passage
    return LangChainDocument(
        page_content=passage.text,
        id=passage.id,
        metadata={
            "passage_id": passage.id,
            "document_id": passage.document_id,
            "source": document.source,
            "title": document.title,
            "symbol": document.symbol,
            "language": passage.language,
            "page": passage.page,
            "start": passage.start,
            "end": passage.end,
            "score": evidence.score,
            "rank": evidence.rank,
            "retrievers": list(evidence.retrievers),
        },
    )
