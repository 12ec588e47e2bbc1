"""Text encoders: the two that come with the installation, and any other by name."""

from __future__ import annotations

from index.embedding.e5 import E5
from index.embedding.embedder import Embedder, Symmetric, Vectors, Warmed, processors, unit_rows
from index.embedding.endpoint import EndpointEmbedder, EndpointError
from index.embedding.sentence import SentenceTransformerEmbedder
from index.embedding.steps import Steps, in_steps, of_steps
from index.embedding.use import USE
from index.embedding.wheels import ModelMissing

__all__ = [
    "E5",
    "USE",
    "Embedder",
    "EndpointEmbedder",
    "EndpointError",
    "ModelMissing",
    "SentenceTransformerEmbedder",
    "Steps",
    "Symmetric",
    "Vectors",
    "Warmed",
    "default_embedders",
    "in_steps",
    "of_steps",
    "open_embedder",
    "open_embedders",
    "processors",
    "unit_rows",
]


def default_embedders() -> tuple[Embedder, ...]:
    """Return the encoders that need no download; weights load at the first use."""
    return (E5(), USE())


def open_embedder(setting: str) -> Embedder:
    """Return the encoder that a setting names.

    `e5`, `use`, `st:NAME-OR-PATH` (sentence-transformers) or `openai:URL#MODEL`, as in
    `openai:http://127.0.0.1:8000/v1#bge-m3`. Raises ValueError.
    """
    kind, _, rest = setting.partition(":")
    if setting == "e5":
        return E5()
    if setting == "use":
        return USE()
    if kind == "st" and rest:
        return SentenceTransformerEmbedder(rest)
    url, _, model = rest.rpartition("#")
    if kind == "openai" and url and model:
        return EndpointEmbedder(url, model)
    raise ValueError(
        f"{setting!r} names no encoder; use e5, use, st:NAME-OR-PATH or openai:URL#MODEL, "
        "or several of them with commas between"
    )


def open_embedders(settings: str | None) -> tuple[Embedder, ...]:
    """Return the encoders of a list with commas, the default ones where it is empty or None."""
    wanted = [each.strip() for each in (settings or "").split(",") if each.strip()]
    return tuple(open_embedder(each) for each in wanted) or default_embedders()
