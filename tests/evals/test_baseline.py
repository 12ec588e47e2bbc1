"""The usual chain: it finds, stuffs and answers, and its citations are its chunks."""

from __future__ import annotations

import pytest
from langchain_core.language_models import FakeListChatModel

from assistant.answer import Answer, Method, Status, Turn
from evals.asking import Query
from evals.baseline import Baseline
from evals.usage import counted
from ingest.documents import Document

pytest.importorskip("langchain_chroma")
pytest.importorskip("langchain_classic")
DOCUMENTS = (
    Document(
        "a", "docs/a.txt", "The lakes conference meets in Lima from 3 to 7 May 2027. " * 20, language="en"
    ),
    Document("b", "docs/b.txt", "桥梁大会将于2028年3月1日至4日在开罗举行。" * 10, language="zh"),
    Document("c", "docs/c.txt", "Bees are kept in hives of wood and straw. " * 20, language="en"),
)


@pytest.fixture(scope="module")
def peer() -> Baseline:
    replies = ["It meets in Lima.", "I don't know."]
    return Baseline(DOCUMENTS, FakeListChatModel(responses=replies), "scripted")


def test_chunks_are_stretches_of_their_documents(peer: Baseline) -> None:
    texts = {item.id: item.text for item in DOCUMENTS}
    assert all(item.text == texts[item.document_id][item.start : item.end] for item in peer.passages)
    assert max(len(item.text) for item in peer.passages) <= 500
    assert {item.document_id for item in peer.passages} == {"a", "b", "c"}


def test_it_answers_from_four_chunks_with_the_model(peer: Baseline) -> None:
    seen: list[Answer] = []
    with counted() as usage:
        answer = peer.answer(
            Query("Where does the lakes conference meet?", (Turn("Hello", "Hi"),)), seen.append
        )
    assert (answer.text, answer.status, answer.method) == ("It meets in Lima.", Status.ANSWERED, Method.MODEL)
    assert (answer.model, usage.calls) == ("scripted", 1)
    assert seen[0].text == "I"
    assert seen[-1].text == answer.text
    assert 200 < usage.tokens_in < 1000
    assert 3 <= usage.tokens_out <= 8
    assert len(answer.citations) == 4
    assert answer.citations[0].document_id == "a"
    assert answer.claims[0].verified is False
    refused = peer.answer(Query("Who is the chair?"), seen.append)
    assert (refused.text, refused.status) == ("I don't know.", Status.NOT_FOUND)


def test_without_a_model_it_gives_the_nearest_chunk() -> None:
    answer = Baseline(DOCUMENTS, None).answer(Query("桥梁大会在哪里举行？"), lambda _: None)
    assert answer.method is Method.QUOTE
    assert "开罗" in answer.text
