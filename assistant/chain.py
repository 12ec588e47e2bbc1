"""The path of a question as a LangChain chain, and the retriever in it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from assistant.answer import Answer
from assistant.asked import SEARCHED, Asked, filters_of

if TYPE_CHECKING:
    from langchain_core.retrievers import BaseRetriever
    from langchain_core.runnables import Runnable

    from assistant.answering import Assistant


def build_chain(assistant: Assistant, retriever: BaseRetriever | None = None) -> Runnable[Any, Answer]:
    """Return the path of a question as a LangChain runnable.

    A question, or a dict with `question`, `history`, `as_of`, `language`, goes in; an Answer comes
    out, and `stream` and `astream` give snapshots of it. `retriever` replaces the assistant's own and
    must give the metadata of RapporteurRetriever.
    """
    from langchain_core.runnables import RunnableGenerator, RunnableLambda

    from assistant.retriever import RapporteurRetriever

    def understood(given: str | Mapping[str, Any]) -> Asked:
        return assistant.understand(**({"question": given} if isinstance(given, str) else dict(given)))

    def retrieved(asked: Asked) -> Asked:
        own = RapporteurRetriever(searcher=assistant.searcher, k=SEARCHED, filters=filters_of(asked.facts))
        return assistant.retrieve(asked, retriever or own)

    def told(whole: Iterator[Asked]) -> Iterator[Answer]:
        for asked in whole:
            yield assistant.tell(asked)

    async def atold(whole: AsyncIterator[Asked]) -> AsyncIterator[Answer]:
        async for asked in whole:
            async for snapshot in assistant.atell(asked):
                yield snapshot

    return (
        RunnableLambda(understood)
        | RunnableLambda(assistant.look_up)
        | RunnableLambda(retrieved)
        | RunnableLambda(assistant.answer)
        | RunnableGenerator(told, atold)
    )


def __getattr__(name: str) -> Any:
    if name == "RapporteurRetriever":
        from assistant.retriever import RapporteurRetriever

        return RapporteurRetriever
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
