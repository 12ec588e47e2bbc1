"""Peers: what they say becomes an answer with exact citations, and they run beside us where installed."""

from __future__ import annotations

import io
import json
import urllib.request
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant.answer import Answer, Status
from evals.asking import Query
from evals.peers import PEERS
from evals.peers.endpoint import served
from evals.peers.install import REQUIREMENTS, PeersMissing, check_peers, interpreter
from evals.peers.process import Peer, PeerFailed, setup_of, started
from evals.universe.letters import Letters
from ingest.documents import Document

LAKES = Document("a", "docs/a.txt", "Circular 7. The lakes conference meets in Lima in May 2027. Come!")
BEES = Document("b", "docs/b.txt", "Bees are kept in hives.")


def peer(*rows: dict[str, Any]) -> tuple[Peer, io.StringIO]:
    said = io.StringIO()
    heard = io.StringIO("".join(json.dumps(row) + "\n" for row in rows))
    return Peer("scripted", said, heard, (LAKES, BEES)), said


def source(document: Document, text: str, *, cited: bool = True) -> dict[str, Any]:
    return {"document": document.id, "text": text, "cited": cited}


def test_what_a_peer_says_becomes_an_answer_with_exact_citations() -> None:
    sources = [
        source(BEES, "hives", cited=False),
        source(LAKES, "meets in\n Lima"),
        source(LAKES, "not there"),
    ]
    asked, said = peer({"piece": "In "}, {"piece": "Lima [2]"}, {"text": "In Lima [2]", "sources": sources})
    seen: list[Answer] = []
    answer = asked.answer(Query("Where?"), seen.append)
    assert json.loads(said.getvalue()) == {"question": "Where?"}
    assert [item.text for item in seen] == ["In ", "In Lima [2]"]
    assert (answer.text, answer.status, answer.claims[0].verified) == ("In Lima [2]", Status.ANSWERED, False)
    (citation,) = answer.citations
    assert (citation.number, citation.quote) == (2, "meets in Lima")
    assert LAKES.text[citation.start : citation.end] == citation.quote
    assert answer.claims[0].citations == (2,)


def test_a_peer_that_fails_or_ends_says_so() -> None:
    with pytest.raises(PeerFailed, match="scripted: out of paper"):
        peer({"error": "out of paper"})[0].answer(Query("Where?"), lambda _: None)
    with pytest.raises(PeerFailed, match="ended without an answer"):
        peer()[0].answer(Query("Where?"), lambda _: None)
    with pytest.raises(PeerFailed, match="ended before it was ready"):
        peer()[0].build({})


def test_the_embedding_is_served_as_openais_clients_ask_for_it() -> None:
    with served(Letters()) as address:
        for form in ("float", "base64"):
            asked = {"model": "questions", "input": ["Where?"], "encoding_format": form}
            request = urllib.request.Request(f"{address}/embeddings", json.dumps(asked).encode())
            with urllib.request.urlopen(request, timeout=10) as response:
                (row,) = json.load(response)["data"]
            assert isinstance(row["embedding"], list) is (form == "float")
        assert np.allclose(Letters().embed_query("Where?"), decoded(row["embedding"]))


def decoded(text: str) -> np.ndarray[Any, np.dtype[np.float32]]:
    import base64

    return np.frombuffer(base64.b64decode(text), dtype=np.float32)


def test_peers_that_are_not_there_are_named_with_the_remedy(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("RAPPORTEUR_PEERS", str(tmp_path))
    with pytest.raises(PeersMissing, match=r"run `python -m evals\.peers\.install` once"):
        check_peers(["haystack"])
    with pytest.raises(PeersMissing, match="'other' is no peer; there are llamaindex, haystack"):
        check_peers(["other"])


def test_every_pin_is_exact() -> None:
    assert all("==" in line for line in REQUIREMENTS.read_text("utf-8").splitlines())


@pytest.mark.slow
@pytest.mark.model
@pytest.mark.parametrize("name", PEERS)
def test_a_peer_answers_from_the_documents(name: str) -> None:
    from assistant.models import chat_model
    from assistant.settings import Settings

    try:
        interpreter()
    except PeersMissing as missing:
        pytest.skip(str(missing))
    if (handle := chat_model(Settings())) is None:
        pytest.skip("the embedded chat model is not there; run `rapporteur models pull`")
    seen: list[Answer] = []
    with (
        served(Letters()) as embedding,
        started(name, (LAKES, BEES), setup_of(handle.get(), embedding)) as one,
    ):
        answer = one.answer(Query("Where does the lakes conference meet?"), seen.append)
    assert "Lima" in answer.text
    assert len(seen) > 1
    assert all(item.quote in LAKES.text + BEES.text for item in answer.citations)
