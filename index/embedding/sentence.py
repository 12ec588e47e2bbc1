"""sentence-transformers: our engine as one of its models, and any of its models as an encoder."""

from __future__ import annotations

import hashlib
import json
import threading
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from index.embedding.embedder import Embedder, Vectors, unit_rows


class SentenceTransformerEmbedder:
    """Any sentence-transformers model, by its name on the hub or the path of its folder.

    Prompts named `query` and `passage` (or `document`) in the model's own settings are used.
    """

    def __init__(self, model: str) -> None:
        self._source = model
        self._lock = threading.Lock()

    @cached_property
    def name(self) -> str:
        """`st-` and eight digits of the hash of the model's name or path."""
        return f"st-{hashlib.sha256(self._source.encode()).hexdigest()[:8]}"

    @cached_property
    def _model(self) -> Any:
        from sentence_transformers import SentenceTransformer

        return SentenceTransformer(self._source, device="cpu")

    @cached_property
    def dimension(self) -> int:
        """The length of its vectors."""
        return int(self.embed_query("a").shape[0])

    @cached_property
    def fingerprint(self) -> str:
        """The model's files by size and settings where it is a folder, else its name; and its prompts."""
        folder = Path(self._source)
        digest = hashlib.sha256()
        if folder.is_dir():
            for path in sorted(folder.rglob("*")):
                if path.is_file():
                    digest.update(f"{path.relative_to(folder)}:{path.stat().st_size}\n".encode())
                    if path.stat().st_size < 64 * 1024 * 1024:
                        digest.update(path.read_bytes())
        else:
            digest.update(self._source.encode())
        prompts = json.dumps(self._model.prompts, sort_keys=True)
        return f"sentence-transformers/{digest.hexdigest()[:16]}/{self.dimension}/{prompts}/unit"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        with self._lock:
            found = self._model.encode_document(list(texts), show_progress_bar=False, convert_to_numpy=True)
        return unit_rows(found)

    def embed_query(self, text: str) -> Vectors:
        """Return the unit vector of a question."""
        with self._lock:
            found = self._model.encode_query([text], show_progress_bar=False, convert_to_numpy=True)
        row: Vectors = unit_rows(found)[0]
        return row


def wrapped(embedder: Embedder) -> Any:
    """Return a `SentenceTransformer` whose only module is `embedder`.

    `encode_query` and `encode_document` give the same vectors as the encoder itself; plain `encode`
    takes texts as passages.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import InputModule

    class EmbedderModule(InputModule):  # type: ignore[misc]
        """Embeds where others tokenise, because the encoder takes text."""

        def preprocess(self, inputs: list[str], prompt: str | None = None, **kwargs: Any) -> dict[str, Any]:
            if prompt == "query: ":
                rows = np.stack([embedder.embed_query(text) for text in inputs])
            else:
                rows = embedder.embed_passages(inputs)
            return {"sentence_embedding": torch.from_numpy(rows)}

        def forward(self, features: dict[str, Any], **kwargs: Any) -> dict[str, Any]:
            return features

        def get_embedding_dimension(self) -> int:
            return embedder.dimension

        def save(self, output_path: str, *args: Any, **kwargs: Any) -> None:
            raise NotImplementedError("the weights lie in an installed package and are not saved")

    return SentenceTransformer(
        modules=[EmbedderModule()], prompts={"query": "query: ", "document": "passage: "}, device="cpu"
    )
