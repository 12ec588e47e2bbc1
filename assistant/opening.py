"""Open everything an answer needs: the index, the searcher and the chat model."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, cast

from assistant.models import chat_model
from assistant.settings import Settings

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

    from assistant.answering import Assistant


@contextmanager
def open_assistant(settings: Settings) -> Iterator[Assistant]:
    """Give the assistant over `settings.index`; the chat model loads when first needed.

    Raises IndexUnusable where the index cannot be used or was made by other embeddings, and
    ModelUnusable where the chat model that was asked for does not exist.
    """
    from assistant.answering import Assistant
    from index.embedding import default_embedders
    from index.opened import open_index
    from index.search import Searcher

    model = chat_model(settings)
    embedders = default_embedders()
    used = {embedder.name: embedder.fingerprint for embedder in embedders}
    with open_index(settings.index, chroma=settings.chroma, fingerprints=used) as index:
        yield Assistant(index, Searcher(index, embedders), cast("BaseChatModel | None", model))
