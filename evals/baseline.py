"""The usual LangChain chain, for comparison: fixed chunks, dense top 4, everything stuffed in one prompt.

As LangChain's own retrieval tutorials build it: `RecursiveCharacterTextSplitter` of 500 characters
with 50 of overlap, Chroma, `create_stuff_documents_chain` and `create_retrieval_chain`. It gets the
same texts, the same multilingual-e5-small weights and the same chat model as Rapporteur.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence

from langchain_core.documents import Document as LangChainDocument
from langchain_core.embeddings import Embeddings
from langchain_core.language_models import BaseChatModel

from assistant.answer import Answer
from evals.asking import Query, Shown, citation_of, unverified
from index.embedding import Embedder, default_embedders
from index.evidence import Evidence
from ingest.documents import Document, Passage, passage_id

CHUNK, OVERLAP, TOP = 500, 50, 4
SYSTEM = (
    "You are an assistant for question-answering tasks. Use the following pieces of retrieved context "
    "to answer the question. If you don't know the answer, say that you don't know. Use three sentences "
    "maximum and keep the answer concise. Answer in the language of the question.\n\n{context}"
)


class DenseEmbeddings(Embeddings):
    """An embedder of the index behind LangChain's interface."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vectors of passages."""
        return [[float(value) for value in row] for row in self._embedder.embed_passages(texts)]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        return [float(value) for value in self._embedder.embed_query(text)]


class Baseline:
    """The usual chain over `documents`; without a chat model it answers with the chunk found first.

    `passages` are its chunks.
    """

    def __init__(
        self, documents: Iterable[Document], chat_model: BaseChatModel | None, name: str | None = None
    ) -> None:
        from langchain_chroma import Chroma
        from langchain_text_splitters import RecursiveCharacterTextSplitter

        splitter = RecursiveCharacterTextSplitter(
            chunk_size=CHUNK, chunk_overlap=OVERLAP, add_start_index=True
        )
        self._documents = {item.id: item for item in documents}
        chunks = splitter.create_documents(
            [item.text for item in self._documents.values()], [{"id": key} for key in self._documents]
        )
        self._store = Chroma(
            collection_name=f"baseline-{id(self)}", embedding_function=DenseEmbeddings(default_embedders()[0])
        )
        self._store.add_documents(chunks)
        self.passages = tuple(self._passage(chunk) for chunk in chunks)
        self._model, self._name = chat_model, name

    def search(self, question: str, k: int = TOP) -> Sequence[Evidence]:
        """Return the `k` chunks nearest to the question."""
        found = self._store.similarity_search_with_score(question, k)
        return [
            Evidence(self._passage(chunk), 1 / (1 + distance), rank, ("dense:e5",))
            for rank, (chunk, distance) in enumerate(found, start=1)
        ]

    def answer(self, query: Query, shown: Shown) -> Answer:
        """Return what the chain says, every chunk it was shown as a citation of the whole answer."""
        started = time.perf_counter()
        evidence = self.search(query.question)
        search_ms = (time.perf_counter() - started) * 1000
        citations = [
            citation_of(
                self._documents[item.passage.document_id], item.rank, item.passage.start, item.passage.end
            )
            for item in evidence
        ]
        text = ""
        for piece in self._words(query) if self._model else (evidence[0].passage.text,):
            text += piece
            shown(unverified(query, text, citations, self._name, search_ms=search_ms))
        return unverified(query, text.strip(), citations, self._name, search_ms=search_ms)

    def _words(self, query: Query) -> Iterator[str]:
        from langchain_classic.chains import create_retrieval_chain
        from langchain_classic.chains.combine_documents import create_stuff_documents_chain
        from langchain_core.prompts import ChatPromptTemplate, MessagesPlaceholder

        prompt = ChatPromptTemplate.from_messages(
            [("system", SYSTEM), MessagesPlaceholder("chat_history"), ("human", "{input}")]
        )
        retriever = self._store.as_retriever(search_kwargs={"k": TOP})
        chain = create_retrieval_chain(retriever, create_stuff_documents_chain(self._model, prompt))
        turns = [
            message
            for turn in query.turns
            for message in (("human", turn.question), ("ai", turn.answer))
            if message[1] is not None
        ]
        for piece in chain.stream({"input": query.question, "chat_history": turns}):
            if "answer" in piece:
                yield str(piece["answer"])

    def _passage(self, chunk: LangChainDocument) -> Passage:
        document = self._documents[chunk.metadata["id"]]
        start = int(chunk.metadata["start_index"])
        end = start + len(chunk.page_content)
        return Passage(
            id=passage_id(document.id, start, end),
            document_id=document.id,
            ordinal=0,
            start=start,
            end=end,
            text=chunk.page_content,
            language=document.language,
        )
