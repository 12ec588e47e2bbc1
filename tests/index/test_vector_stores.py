"""What every vector store does, on this machine or on a server."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from storage_samples import DIMENSIONS, document, put

from index.catalogue import Catalogue, CatalogueError, FingerprintMismatch
from index.vectors import Generations, Server, Vectors, VectorsError, VectorsMissing, VectorStore

Make = Callable[[Path], VectorStore]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A Chroma server on loopback."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    folder = tmp_path_factory.mktemp("server")
    command = [
        str(Path(sys.executable).with_name("chroma")),
        "run",
        "--path",
        str(folder),
        "--host",
        "127.0.0.1",
    ]
    process = subprocess.Popen(
        [*command, "--port", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "ANONYMIZED_TELEMETRY": "False"},
    )
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        with socket.socket() as client:
            if client.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.1)
    yield f"http://127.0.0.1:{port}"
    process.terminate()
    process.wait(20)


@pytest.fixture(params=["local", "server"])
def make(request: pytest.FixtureRequest) -> Make:
    if request.param == "local":
        return Generations
    url: str = request.getfixturevalue("server")
    return lambda folder: Server(url)


def opened(store: VectorStore, catalogue: Catalogue) -> Vectors:
    return Vectors(catalogue, lambda: store.open(catalogue))


def assert_all_find_themselves(found: Vectors, catalogue: Catalogue) -> None:
    passages = {each.id: each for each in catalogue.passages()}
    assert sum(found.counts().values()) == len(passages) * len(DIMENSIONS)
    for embedder in DIMENSIONS:
        ids, matrix = catalogue.vectors(embedder)
        assert set(ids) == set(passages)
        for passage_id, vector in zip(ids, matrix, strict=True):
            near = found.query(embedder, passages[passage_id].language, vector, 3)
            assert near[0][0] == passage_id
            assert near[0][1] == pytest.approx(1, abs=1e-5)
            assert len({each for each, _ in near}) == len(near)


def test_nothing_published_is_said(tmp_path: Path, make: Make) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue, pytest.raises(VectorsMissing):
        make(tmp_path).open(catalogue)


def test_every_vector_finds_itself_through_all_changes(tmp_path: Path, make: Make) -> None:
    store = make(tmp_path)
    with Catalogue.open(tmp_path, write=True) as catalogue:
        first = put(catalogue, 1)
        put(catalogue, 2, passages=9)
        assert store.publish(catalogue).how == "built"
        assert store.publish(catalogue).how == "nothing"
        found = opened(store, catalogue)
        assert found.languages("wide") == ("ar", "en", "zh")
        assert found.pending() == 0
        assert_all_find_themselves(found, catalogue)
        put(catalogue, 1, version=1)
        put(catalogue, 3, passages=1)
        assert first.id not in {each.id for each in catalogue.summaries()}
        assert found.pending() == 7 * len(DIMENSIONS)
        assert_all_find_themselves(found, catalogue)
        assert store.publish(catalogue).documents == 3
        assert found.pending() == 0
        assert_all_find_themselves(found, catalogue)
        assert_all_find_themselves(opened(store, catalogue), catalogue)
        for each in catalogue.summaries():
            catalogue.remove(each.id)
        assert found.query("wide", None, np.ones(48), 5) == []
        assert store.publish(catalogue).documents == 0
        assert found.query("wide", None, np.ones(48), 5) == []
        put(catalogue, 4)
        store.publish(catalogue)
        assert_all_find_themselves(opened(store, catalogue), catalogue)
        assert list(store.problems(catalogue)) == []


def test_the_nearest_are_the_exact_nearest(tmp_path: Path, make: Make) -> None:
    store = make(tmp_path)
    with Catalogue.open(tmp_path, write=True) as catalogue:
        put(catalogue, 1, passages=240)
        put(catalogue, 2, passages=30)
        store.publish(catalogue)
        put(catalogue, 2, passages=30, version=1)
        put(catalogue, 3, passages=15)
        kept = [each.id for each in catalogue.summaries()]
        found = opened(store, catalogue)
        ids, matrix = catalogue.vectors("wide")
        passages = catalogue.passages_by_id(ids)
        rng = np.random.default_rng(3)
        for vector in rng.normal(size=(10, 48)):
            scores = matrix @ (vector / np.linalg.norm(vector))
            best = [ids[i] for i in np.argsort(-scores)]
            chinese = [each for each in best if passages[each].language == "zh"]
            assert [each for each, _ in found.query("wide", None, vector, 20)] == best[:20]
            assert [each for each, _ in found.query("wide", "zh", vector, 20)] == chinese[:20]
            assert [s for _, s in found.query("wide", None, vector, 20)] == pytest.approx(
                sorted(scores)[:-21:-1], abs=1e-5
            )
            for allowed in (frozenset(kept[1:]), frozenset(kept[:2]), frozenset({kept[2], "none"})):
                inside = [each for each in best if passages[each].document_id in allowed]
                assert [each for each, _ in found.query("wide", None, vector, 5, allowed)] == inside[:5]
            each = found.query_each("wide", ["zh", "fr", "en"], vector, 5)
            assert each == {name: found.query("wide", name, vector, 5) for name in ("zh", "fr", "en")}
        assert found.query("wide", None, vector, 5, frozenset()) == []
        assert found.query("wide", "fr", vector, 5) == []
        assert found.query("unknown", None, vector, 5) == []


def test_a_large_allowance_is_searched_by_the_graph(
    tmp_path: Path, make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("index.vectors.vectors._DEEPEST", 45)
    monkeypatch.setattr("index.vectors.vectors.Vectors._matrix", None)
    store = make(tmp_path)
    with Catalogue.open(tmp_path, write=True) as catalogue:
        for number in range(6):
            put(catalogue, number, passages=50)
        store.publish(catalogue)
        found = opened(store, catalogue)
        ids, matrix = catalogue.vectors("wide")
        allowed = frozenset(each.id for each in catalogue.summaries()[::2])
        for vector in np.random.default_rng(4).normal(size=(5, 48)):
            best = [ids[i] for i in np.argsort(-(matrix @ vector)) if ids[i].rpartition(":")[0] in allowed]
            assert [each for each, _ in found.query("wide", None, vector, 10, allowed)] == best[:10]


def test_vectors_of_another_model_are_refused(tmp_path: Path, make: Make) -> None:
    store = make(tmp_path)
    with Catalogue.open(tmp_path, write=True) as catalogue:
        put(catalogue, 1)
        store.publish(catalogue)
        catalogue.set_meta("fingerprint:wide", "other model")
        with pytest.raises(FingerprintMismatch, match=r"'wide-model 1'.*'other model'"):
            store.open(catalogue)
        assert store.publish(catalogue).how == "built"
        assert_all_find_themselves(opened(store, catalogue), catalogue)


def test_only_the_writer_publishes(tmp_path: Path, make: Make) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        put(catalogue, 1)
    with Catalogue.open(tmp_path) as catalogue, pytest.raises(CatalogueError, match="only its writer"):
        make(tmp_path).publish(catalogue)


def test_an_interrupted_publication_to_a_server_loses_and_doubles_nothing(
    tmp_path: Path, server: str
) -> None:
    class Cut(Exception):
        pass

    store = Server(server)
    with Catalogue.open(tmp_path, write=True) as catalogue:
        put(catalogue, 1)
        put(catalogue, 2)
        store.publish(catalogue)
        for stop_at in range(1, 8):
            put(catalogue, 1, version=stop_at)
            left = [stop_at]

            def cut(original: Callable[..., object], left: list[int] = left) -> Callable[..., object]:
                def call(*arguments: object) -> object:
                    left[0] -= 1
                    if left[0] == 0:
                        raise Cut
                    return original(*arguments)

                return call

            with pytest.MonkeyPatch.context() as patch:
                from index.vectors import chroma

                patch.setattr(chroma, "add", cut(chroma.add))
                patch.setattr(chroma, "remove", cut(chroma.remove))
                with pytest.raises(Cut):
                    store.publish(catalogue)
            assert_all_find_themselves(opened(store, catalogue), catalogue)
        store.publish(catalogue)
        assert opened(store, catalogue).pending() == 0
        assert_all_find_themselves(opened(store, catalogue), catalogue)


def test_a_server_that_lost_vectors_is_noticed_and_fed_again(tmp_path: Path, server: str) -> None:
    store = Server(server)
    with Catalogue.open(tmp_path, write=True) as catalogue:
        put(catalogue, 1)
        store.publish(catalogue)
        from index.vectors import chroma

        client = chroma.server(server)
        prefix = f"rapporteur-{(catalogue.meta('index_id') or '')[:16]}"
        _, passages = document(1)
        chroma.get(client, chroma.name(prefix, ("wide", "zh"))).delete(ids=[passages[0].id])
        assert "holds 1 vectors" in next(iter(store.problems(catalogue)))
        assert store.publish(catalogue).how == "built"
        assert_all_find_themselves(opened(store, catalogue), catalogue)


def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        put(catalogue, 1)
        with pytest.raises(VectorsError, match=r"127\.0\.0\.1:9"):
            Server("http://127.0.0.1:9").publish(catalogue)
