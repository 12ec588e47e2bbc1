"""Open everything an answer needs: the index, the searcher and the chat model."""

from __future__ import annotations

from typing import TYPE_CHECKING

from assistant.models import chat_model
from assistant.settings import Settings

if TYPE_CHECKING:
    from assistant.chain import Assistant


def open_assistant(settings: Settings) -> Assistant:
    """Return the assistant over `settings.index`; the chat model loads when first needed.

    Raises IndexUnusable where the index cannot be used and ModelUnusable where the chat model
    that was asked for does not exist.
    """
    from assistant.chain import Assistant
    from index.opened import open_index
    from index.search import Searcher

    model = chat_model(settings)
    index = open_index(settings.index, chroma=settings.chroma)
    return Assistant(index, Searcher(index), model)
