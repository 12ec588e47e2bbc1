"""Haystack's first retrieval-augmented pipeline, as its tutorial builds it, with every default kept."""

from collections.abc import Callable
from typing import Any

TEMPLATE = """
Given the following information, answer the question.

Context:
{% for document in documents %}
    {{ document.content }}
{% endfor %}

Question: {{question}}
Answer:
"""


def build(setup: dict[str, Any]) -> Callable[[str, Callable[[str], None]], tuple[str, list[dict[str, Any]]]]:
    """Return what answers a question, giving pieces of the answer as they come."""
    from haystack import Document, Pipeline
    from haystack.components.builders import ChatPromptBuilder
    from haystack.components.embedders import OpenAIDocumentEmbedder, OpenAITextEmbedder
    from haystack.components.generators.chat import OpenAIChatGenerator
    from haystack.components.preprocessors import DocumentSplitter
    from haystack.components.retrievers.in_memory import InMemoryEmbeddingRetriever
    from haystack.components.writers import DocumentWriter
    from haystack.dataclasses import ChatMessage
    from haystack.document_stores.in_memory import InMemoryDocumentStore
    from haystack.utils import Secret

    store = InMemoryDocumentStore()
    served = {"api_key": Secret.from_token("none"), "api_base_url": setup["embedding"], "timeout": 600.0}
    indexing = Pipeline()
    indexing.add_component("splitter", DocumentSplitter())
    indexing.add_component("embedder", OpenAIDocumentEmbedder(model="passages", progress_bar=False, **served))
    indexing.add_component("writer", DocumentWriter(store))
    indexing.connect("splitter", "embedder")
    indexing.connect("embedder", "writer")
    documents = [Document(content=item["text"], meta={"document": item["id"]}) for item in setup["documents"]]
    indexing.run({"splitter": {"documents": documents}})

    pipeline = Pipeline()
    pipeline.add_component("embedder", OpenAITextEmbedder(model="questions", **served))
    pipeline.add_component("retriever", InMemoryEmbeddingRetriever(store))
    pipeline.add_component(
        "prompt", ChatPromptBuilder(template=[ChatMessage.from_user(TEMPLATE)], required_variables="*")
    )
    pipeline.add_component(
        "llm",
        OpenAIChatGenerator(
            model=setup["model"],
            api_key=Secret.from_token(setup["key"]),
            api_base_url=setup["chat"],
            generation_kwargs={"temperature": 0},
            timeout=600.0,
            max_retries=0,
        ),
    )
    pipeline.connect("embedder.embedding", "retriever.query_embedding")
    pipeline.connect("retriever", "prompt.documents")
    pipeline.connect("prompt.prompt", "llm.messages")

    def answer(question: str, shown: Callable[[str], None]) -> tuple[str, list[dict[str, Any]]]:
        ran = pipeline.run(
            {
                "embedder": {"text": question},
                "prompt": {"question": question},
                "llm": {"streaming_callback": lambda chunk: shown(chunk.content)},
            },
            include_outputs_from={"retriever"},
        )
        sources = [
            {"document": item.meta["document"], "text": item.content.strip(), "cited": True}
            for item in ran["retriever"]["documents"]
        ]
        return ran["llm"]["replies"][0].text.strip(), sources

    return answer
