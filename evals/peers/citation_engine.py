"""LlamaIndex's `CitationQueryEngine` over a `VectorStoreIndex`, as its guide builds it."""

import re
from collections.abc import Callable
from typing import Any


def build(setup: dict[str, Any]) -> Callable[[str, Callable[[str], None]], tuple[str, list[dict[str, Any]]]]:
    """Return what answers a question, giving pieces of the answer as they come."""
    from llama_index.core import Document, VectorStoreIndex
    from llama_index.core.query_engine import CitationQueryEngine
    from llama_index.embeddings.openai_like import OpenAILikeEmbedding
    from llama_index.llms.openai_like import OpenAILike

    def embedding(model: str) -> OpenAILikeEmbedding:
        return OpenAILikeEmbedding(model_name=model, api_base=setup["embedding"], api_key="none", timeout=600)

    llm = OpenAILike(
        model=setup["model"],
        api_base=setup["chat"],
        api_key=setup["key"],
        context_window=setup["context"],
        is_chat_model=True,
        temperature=0,
        timeout=600,
        max_retries=0,
    )
    documents = [Document(id_=item["id"], text=item["text"]) for item in setup["documents"]]
    index = VectorStoreIndex.from_documents(documents, embed_model=embedding("passages"))
    engine = CitationQueryEngine.from_args(
        index,
        llm=llm,
        retriever=index.as_retriever(embed_model=embedding("questions"), similarity_top_k=3),
        streaming=True,
    )

    def answer(question: str, shown: Callable[[str], None]) -> tuple[str, list[dict[str, Any]]]:
        response = engine.query(question)
        text = ""
        for piece in response.response_gen:
            text += piece
            shown(piece)
        # Asked for `[1]`, small models also write `[Source 1]`.
        cited = {int(number) for number in re.findall(r"(?:\[|\bSource )(\d{1,3})\b", text)}
        sources = [
            {
                "document": item.node.ref_doc_id,
                "text": re.sub(r"^Source \d+:\n", "", item.node.get_content()).strip(),
                "cited": number in cited,
            }
            for number, item in enumerate(response.source_nodes, start=1)
        ]
        return text.strip(), sources

    return answer
