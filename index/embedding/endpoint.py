"""Encoders behind an OpenAI-compatible `/v1/embeddings` endpoint."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Sequence
from functools import cached_property

import numpy as np

from index.embedding.embedder import Vectors, unit_rows

BATCH = 64


class EndpointError(RuntimeError):
    """The endpoint did not answer with the vectors that were asked for."""


class EndpointEmbedder:
    """A model behind `POST <url>/embeddings`; the key, if one is needed, is in `OPENAI_API_KEY`."""

    def __init__(self, url: str, model: str, *, timeout: float = 60.0) -> None:
        self._url = url.rstrip("/")
        self._model = model
        self._timeout = timeout

    @property
    def name(self) -> str:
        """`api-` and eight digits of the hash of the model's name."""
        return f"api-{hashlib.sha256(self._model.encode()).hexdigest()[:8]}"

    @cached_property
    def dimension(self) -> int:
        """The length of its vectors, asked of the endpoint once."""
        return int(self.embed_query("a").shape[0])

    @cached_property
    def fingerprint(self) -> str:
        """The model's name and dimension; the endpoint's address may change."""
        return f"openai-embeddings/{self._model}/{self.dimension}/unit"

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text. Raises EndpointError."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        parts = [self._ask(list(texts[start : start + BATCH])) for start in range(0, len(texts), BATCH)]
        return unit_rows(np.concatenate(parts))

    def embed_query(self, text: str) -> Vectors:
        """Return the unit vector of a question. Raises EndpointError."""
        row: Vectors = unit_rows(self._ask([text]))[0]
        return row

    def _ask(self, texts: list[str]) -> Vectors:
        import httpx

        key = os.environ.get("OPENAI_API_KEY")
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        try:
            reply = httpx.post(
                f"{self._url}/embeddings",
                json={"model": self._model, "input": texts, "encoding_format": "float"},
                headers=headers,
                timeout=self._timeout,
            )
            reply.raise_for_status()
            rows = sorted(reply.json()["data"], key=lambda row: row["index"])
            vectors = np.array([row["embedding"] for row in rows], dtype=np.float32)
        except (httpx.HTTPError, KeyError, TypeError, ValueError) as error:
            raise EndpointError(
                f"{self._url}/embeddings gave no vectors for the model {self._model!r}: {error}; "
                "check the address, the model's name and OPENAI_API_KEY"
            ) from error
        if vectors.ndim != 2 or len(vectors) != len(texts):
            raise EndpointError(
                f"{self._url}/embeddings gave {vectors.shape} numbers for {len(texts)} texts"
                f" of the model {self._model!r}"
            )
        return vectors
