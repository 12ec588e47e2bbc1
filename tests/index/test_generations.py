"""Generations are published whole, never written to, and cheap after a small change."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from storage_samples import document, put, vectors

from index.catalogue import Catalogue, CatalogueError
from index.opened import IndexUnusable, open_index
from index.vectors import Generations, Vectors, VectorsDamaged, generations, manifest


def sums(folder: Path) -> dict[str, tuple[int, str]]:
    return manifest.files(folder / "generations")


def test_reading_never_touches_a_published_generation(tmp_path: Path) -> None:
    """Chroma's own opening writes to its files."""
    with Catalogue.open(tmp_path, write=True) as catalogue:
        for number in range(4):
            put(catalogue, number, passages=1 + 40 * number)
        Generations(tmp_path).publish(catalogue)
    before = sums(tmp_path)
    for _ in range(2):
        with open_index(tmp_path) as index:
            ids, matrix = index.catalogue.vectors("wide")
            for passage_id, vector in zip(ids, matrix, strict=True):
                assert index.vectors.query("wide", None, vector, 1)[0][0] == passage_id
    assert sums(tmp_path) == before
    assert list((tmp_path / "open").iterdir()) == []


def test_a_small_change_to_a_large_index_waits_and_is_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(generations, "SMALL", 100)
    store = Generations(tmp_path)
    with Catalogue.open(tmp_path, write=True) as catalogue:
        for number in range(10):
            put(catalogue, number, passages=60)
        assert store.publish(catalogue).how == "built"
        published = sums(tmp_path)
        monkeypatch.setattr(generations, "SHARE", 0.3)
        changed = put(catalogue, 3, passages=5, version=1)
        put(catalogue, 11, passages=3)
        done = store.publish(catalogue)
        assert (done.how, done.pending) == ("nothing", 68)
        put(catalogue, 3, passages=60)
        done = store.publish(catalogue)
        assert (done.how, done.pending) == ("nothing", 123)
        assert sums(tmp_path) == published
        with open_index(tmp_path) as index:
            assert index.vectors.pending() == 63 * 2
            assert sum(index.vectors.counts().values()) == 603 * 2
            _, passages = document(11, 3)
            assert index.vectors.query("wide", "zh", vectors(passages)["wide"][0], 1)[0][0] == passages[0].id
            assert changed.id not in {
                each.rpartition(":")[0]
                for each, _ in index.vectors.query("wide", None, vectors(passages)["wide"][0], 603)
            }
        monkeypatch.setattr(generations, "SHARE", 0.02)
        assert store.publish(catalogue).how == "grown"
        with open_index(tmp_path) as index:
            assert index.vectors.pending() == 0
            assert len(index.vectors.query("wide", None, vectors(passages)["wide"][0], 1000)) == 603


def test_growing_again_and_again_keeps_every_vector(tmp_path: Path) -> None:
    store = Generations(tmp_path)
    ways = []
    with Catalogue.open(tmp_path, write=True) as catalogue:
        for number in range(8):
            put(catalogue, number, passages=20)
        for version in range(6):
            put(catalogue, version, passages=20, version=1)
            ways.append(store.publish(catalogue).how)
            found = Vectors(catalogue, lambda: store.open(catalogue))
            ids, matrix = catalogue.vectors("narrow")
            assert {each for each, _ in found.query("narrow", None, matrix[0], 500)} == set(ids)
    assert ways[0] == "built"
    assert "grown" in ways
    assert "built" in ways[1:], "what is worn by many removals is built anew"
    assert len(list((tmp_path / "generations").iterdir())) == generations.KEPT


def test_a_reader_sees_each_change_once_while_a_writer_publishes(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        put(catalogue, 1)
        Generations(tmp_path).publish(catalogue)
    wrong: list[object] = []
    stop = threading.Event()
    with open_index(tmp_path) as index:
        _, passages = document(1)
        vector = vectors(passages)["wide"][0]

        def read() -> None:
            while not stop.is_set():
                near = index.vectors.query("wide", None, vector, 100)
                by_document = {each.rpartition(":")[0] for each, _ in near}
                if len(near) != 6 * len(by_document) or len(near) not in (6, 12):
                    wrong.append(near)

        thread = threading.Thread(target=read)
        thread.start()
        with Catalogue.open(tmp_path, write=True) as catalogue:
            for version in range(1, 8):
                put(catalogue, 1 + version % 2, version=version)
                Generations(tmp_path).publish(catalogue)
        stop.set()
        thread.join()
    assert not wrong


def test_what_was_put_but_never_published_is_found(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        put(catalogue, 1)
    with open_index(tmp_path) as index:
        assert sum(index.vectors.counts().values()) == 12
    with Catalogue.open(tmp_path, write=True) as catalogue:
        put(catalogue, 2)
        with open_index(tmp_path) as index:
            assert index.vectors.pending() == 12
            assert sum(index.vectors.counts().values()) == 24


def test_a_damaged_generation_is_made_again_without_embedding(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        put(catalogue, 1)
        Generations(tmp_path).publish(catalogue)
    for path in (tmp_path / "generations").rglob("data_level0.bin"):
        path.write_bytes(path.read_bytes()[:-1] + b"!")
    with Catalogue.open(tmp_path) as catalogue, pytest.raises(VectorsDamaged, match="not what was written"):
        Generations(tmp_path).open(catalogue)
    with open_index(tmp_path) as index:
        assert sum(index.vectors.counts().values()) == 12
        assert index.vectors.pending() == 0
        assert "not what was written" in index.notices[0]
    with open_index(tmp_path) as index:
        index.vectors.counts()
        assert index.notices == []


def test_a_damaged_generation_that_can_not_be_made_again_is_searched_in_the_catalogue(tmp_path: Path) -> None:
    with Catalogue.open(tmp_path, write=True) as writer:
        put(writer, 1)
        Generations(tmp_path).publish(writer)
        (tmp_path / "CURRENT").unlink()
        with open_index(tmp_path) as index:
            ids, matrix = index.catalogue.vectors("wide")
            assert index.vectors.query("wide", None, matrix[2], 1)[0][0] == ids[2]
            assert index.notices


def test_an_index_that_can_not_be_used_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="rapporteur ingest"):
        open_index(tmp_path / "nowhere")
    with Catalogue.open(tmp_path, write=True) as catalogue:
        put(catalogue, 1)
    with pytest.raises(IndexUnusable, match=r"'wide-model 1'.*'wide-model 2'"):
        open_index(tmp_path, fingerprints={"wide": "wide-model 2"})
    open_index(tmp_path, fingerprints={"wide": "wide-model 1", "new": "x"}).close()
    (tmp_path / "catalogue.sqlite").write_bytes(b"no database at all" * 100)
    with pytest.raises(IndexUnusable, match="not a database"):
        open_index(tmp_path)


FULL = """
import resource, signal, sys
from pathlib import Path
from storage_samples import put
from index.catalogue import Catalogue, CatalogueError
from index.vectors import Generations, VectorsError
folder, limit = Path(sys.argv[1]), int(sys.argv[2])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
done = []
with Catalogue.open(folder, write=True) as catalogue:
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
    try:
        for number in range(10, 40):
            done.append(put(catalogue, number, passages=30).id)
            Generations(folder).publish(catalogue)
    except (CatalogueError, VectorsError, OSError) as error:
        print(type(error).__name__, error, file=sys.stderr)
        print("\\n".join(done))
        sys.exit(3)
"""


@pytest.mark.parametrize("limit", [150_000, 400_000, 700_000])
def test_a_full_disk_stops_the_writer_and_harms_nothing(tmp_path: Path, limit: int) -> None:
    with Catalogue.open(tmp_path, write=True) as catalogue:
        kept = put(catalogue, 1)
        Generations(tmp_path).publish(catalogue)
    ran = subprocess.run(
        [sys.executable, "-c", FULL, str(tmp_path), str(limit)],
        cwd=Path(__file__).parent,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ran.returncode == 3, ran.stderr
    with open_index(tmp_path) as index:
        there = {each.id for each in index.catalogue.summaries()}
        assert {kept.id, *ran.stdout.split()} == there
        assert index.catalogue.problems() == []
        ids, matrix = index.catalogue.vectors("wide")
        for passage_id, vector in zip(ids, matrix, strict=True):
            assert index.vectors.query("wide", None, vector, 1)[0][0] == passage_id


def test_a_folder_that_can_only_be_read_is_read(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    with Catalogue.open(folder, write=True) as catalogue:
        put(catalogue, 1, passages=200)
        Generations(folder).publish(catalogue)
    mounted = subprocess.run(
        ["mount", "--bind", str(folder), str(folder)], capture_output=True, check=False
    ).returncode
    if mounted:
        pytest.skip("a read-only mount needs permission to mount")
    try:
        subprocess.run(["mount", "-o", "remount,ro,bind", str(folder)], check=True)
        with open_index(folder) as index:
            ids, matrix = index.catalogue.vectors("wide")
            assert index.vectors.query("wide", None, matrix[2], 1)[0][0] == ids[2]
            assert index.vectors.pending() == 0
            assert index.catalogue.problems() == []
            assert index.notices == []
        with pytest.raises(CatalogueError, match="can't be written"):
            Catalogue.open(folder, write=True)
    finally:
        time.sleep(0.1)
        subprocess.run(["umount", "-l", str(folder)], check=True)
