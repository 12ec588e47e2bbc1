"""The usual LangChain way of ingest: loaders, fixed chunks, sentence-transformers, Chroma."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from langchain_core.document_loaders import BaseLoader
from langchain_core.documents import Document
from langchain_core.embeddings import Embeddings

from evals.baseline import CHUNK, OVERLAP

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer


class FileLoader(BaseLoader):
    """Loads a file as `TextLoader`, `Docx2txtLoader` and `BSHTMLLoader` do: its text, no structure."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def lazy_load(self) -> Iterator[Document]:
        """Yield the file as one document."""
        yield Document(page_content=_text(self._path), metadata={"source": str(self._path)})


def _text(path: Path) -> str:
    if path.suffix == ".docx":
        import docx

        parts = [
            block.text
            if hasattr(block, "text")
            else "\n".join(cell.text for row in block.rows for cell in row.cells)
            for block in docx.Document(str(path)).iter_inner_content()
        ]
        return "\n\n".join(parts)
    if path.suffix == ".html":
        from lxml import html

        return str(html.fromstring(path.read_bytes()).text_content())
    return path.read_text("utf-8")


class PassageEmbeddings(Embeddings):
    """A sentence-transformers model behind LangChain's interface; it keeps the time and the tokens."""

    def __init__(self, model: SentenceTransformer) -> None:
        self._model = model
        self.seconds, self.texts = 0.0, list[str]()

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        """Return the vectors of passages."""
        began = time.perf_counter()
        rows = self._model.encode([f"passage: {text}" for text in texts], show_progress_bar=False)
        self.seconds += time.perf_counter() - began
        self.texts += texts
        return [[float(value) for value in row] for row in rows]

    def embed_query(self, text: str) -> list[float]:
        """Return the vector of a question."""
        return [float(value) for value in self._model.encode(f"query: {text}")]


def ingest(folder: Path, index: Path, weights: Path) -> dict[str, Any]:
    """Bring a Chroma database in step with a folder, and return what it took."""
    from langchain_chroma import Chroma
    from langchain_classic.indexes import SQLRecordManager
    from langchain_classic.indexes import index as keep_in_step
    from langchain_text_splitters import RecursiveCharacterTextSplitter

    from evals.benchmarks.standard_bert import load

    index.mkdir(exist_ok=True)
    embeddings = PassageEmbeddings(load(weights))
    store = Chroma("passages", embeddings, persist_directory=str(index))
    records = SQLRecordManager("passages", db_url=f"sqlite:///{index / 'records.sqlite'}")
    records.create_schema()
    splitter = RecursiveCharacterTextSplitter(chunk_size=CHUNK, chunk_overlap=OVERLAP)
    files = sorted(path for path in folder.iterdir() if path.is_file())
    chunks = splitter.split_documents([document for path in files for document in FileLoader(path).load()])
    done = keep_in_step(
        chunks, records, store, cleanup="incremental", source_id_key="source", key_encoder="sha256"
    )
    return {
        "files": len(files),
        "passages": done["num_added"] + done["num_skipped"],
        "embedded": embeddings.texts,
        "embedding_seconds": embeddings.seconds,
    }
