"""The usual LangChain retriever over Chroma, on the e5 vectors that an index holds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from evals.baseline import TOP, DenseEmbeddings
from index.catalogue import Catalogue
from index.embedding import Embedder, Vectors

BATCH = 5_000


class StoredEmbeddings(DenseEmbeddings):
    """Embeds questions; what is embedded as a text is a passage's id, and its stored vector is given."""

    def __init__(self, embedder: Embedder, rows: Mapping[str, Vectors]) -> None:
        super().__init__(embedder)
        self._rows = rows

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vectors of the passages with these ids."""
        return [[float(value) for value in self._rows[text]] for text in texts]


def usual_search(catalogue: Catalogue, embedder: Embedder) -> Callable[[str], object]:
    """Return a search as LangChain's tutorials have it: the nearest `TOP` vectors of one collection."""
    from langchain_chroma import Chroma

    ids, matrix = catalogue.vectors(embedder.name)
    embeddings = StoredEmbeddings(embedder, dict(zip(ids, matrix, strict=True)))
    store = Chroma(f"usual-{len(ids)}", embeddings)
    for start in range(0, len(ids), BATCH):
        store.add_texts(ids[start : start + BATCH])
    retriever = store.as_retriever(search_kwargs={"k": TOP})
    return lambda question: retriever.invoke(question)
