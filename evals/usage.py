"""Counts model calls and tokens while a question is answered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass


@dataclass(slots=True)
class Usage:
    """Model calls and the tokens that they read and wrote, as far as the model reports them."""

    calls: int = 0
    tokens_in: int = 0
    tokens_out: int = 0


@contextmanager
def counted() -> Iterator[Usage]:
    """Count what every LangChain chat model does inside the block, in its thread and tasks."""
    from contextvars import ContextVar
    from typing import Any

    from langchain_core.callbacks import BaseCallbackHandler
    from langchain_core.outputs import ChatGeneration, LLMResult
    from langchain_core.tracers.context import register_configure_hook

    usage = Usage()

    class Counter(BaseCallbackHandler):
        def on_chat_model_start(self, *args: Any, **kwargs: Any) -> None:
            usage.calls += 1

        def on_llm_end(self, response: LLMResult, **kwargs: Any) -> None:
            for generations in response.generations:
                for item in generations:
                    if isinstance(item, ChatGeneration) and (
                        read := getattr(item.message, "usage_metadata", None)
                    ):
                        usage.tokens_in += read["input_tokens"]
                        usage.tokens_out += read["output_tokens"]

    variable: ContextVar[BaseCallbackHandler | None] = ContextVar("evals_usage", default=None)
    register_configure_hook(variable, inheritable=True)
    token = variable.set(Counter())
    try:
        yield usage
    finally:
        variable.reset(token)
