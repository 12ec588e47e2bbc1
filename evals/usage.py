"""Counts model calls and tokens while a question is answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class Usage:
    """Model calls and the tokens that they read and wrote.

    Where a model does not report tokens, its messages are counted as the embedded model would.
    """

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0


@contextmanager
def counted() -> Iterator[Usage]:
    """Count what every LangChain chat model does inside the block, in its thread and tasks."""
    from contextvars import ContextVar
    from typing import Any

    from langchain_core.callbacks import BaseCallbackHandler
    from langchain_core.outputs import LLMResult
    from langchain_core.tracers.context import register_configure_hook

    from ingest.tokens import count

    usage = Usage()

    class Counter(BaseCallbackHandler):
        def on_chat_model_start(self, serialized: Any, messages: list[list[Any]], **kwargs: Any) -> None:
            usage.calls += 1
            self.asked = "\n".join(str(message.content) for each in messages for message in each)

        def on_llm_end(self, response: LLMResult, **kwargs: Any) -> None:
            for item in (item for generations in response.generations for item in generations):
                reported = getattr(getattr(item, "message", None), "usage_metadata", None)
                usage.tokens_in += reported["input_tokens"] if reported else count(self.asked)
                usage.tokens_out += reported["output_tokens"] if reported else count(item.text)

    variable: ContextVar[BaseCallbackHandler | None] = ContextVar("evals_usage", default=None)
    register_configure_hook(variable, inheritable=True)
    token = variable.set(Counter())
    try:
        yield usage
    finally:
        variable.reset(token)
