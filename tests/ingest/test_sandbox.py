from __future__ import annotations

import os
import socket
import sys
import threading
import time
from pathlib import Path

import pytest

from ingest.documents import Document, content_id
from ingest.elements import PartlyUnreadable, UnreadableFile
from ingest.sandbox import parse, parse_many

HERE = Path(__file__).parent
TARGET = f"{Path(__file__).stem}:behave"


def behave(path: Path, content: bytes) -> list[Document]:
    """Does in the worker what the file's first word says; stands in for the real reader."""
    word = content.decode().split()[0]
    document = Document(content_id(content), str(path), content.decode())
    if word == "hang":
        while True:
            time.sleep(1)
    if word == "spin":
        sum(1 for _ in iter(int, 1))
    if word == "swell":
        kept = []
        while True:
            kept.append(bytearray(os.urandom(4096)) * 4096)
    if word == "die":
        os.kill(os.getpid(), 11)
    if word == "leave":
        os._exit(7)
    if word == "partly":
        raise PartlyUnreadable(path, "one member is damaged", (document,))
    if word == "unreadable":
        raise UnreadableFile(path, "is damaged")
    if word == "recurse":
        return behave(path, content)
    if word == "network":
        socket.create_connection(("127.0.0.1", int(content.split()[1])), timeout=2).close()
    if word == "name":
        socket.getaddrinfo("example.org", 80)
    if word == "print":
        print("noise on standard output", flush=True)  # noqa: T201
        os.write(1, b"more noise")
    if word == "bug":
        raise KeyError("no such thing")
    if word == "smuggle":
        return [Path("not a document")]  # type: ignore[list-item]
    return [document]


@pytest.fixture(autouse=True)
def _importable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "path", [str(HERE), *sys.path])


def write(folder: Path, *words: str) -> list[Path]:
    paths = []
    for number, word in enumerate(words):
        path = folder / f"{number:02d}-{word.split()[0]}.txt"
        path.write_text(word, "utf-8")
        paths.append(path)
    return paths


def test_one_file_gives_its_documents(tmp_path: Path) -> None:
    (path,) = write(tmp_path, "good news")
    assert [document.text for document in parse(path, target=TARGET)] == ["good news"]


def test_bad_files_get_reasons_and_their_neighbours_are_read(tmp_path: Path) -> None:
    words = {
        "hang": "took longer than 2 s",
        "spin": "took longer than 2 s",
        "swell": "more than 300 MiB",
        "die": "SIGSEGV",
        "leave": "exit code 7",
        "unreadable": "is damaged",
        "recurse": "nested too deeply",
        "bug": "KeyError",
        "smuggle": "stopped answering",
        "name": "without network",
    }
    paths = write(tmp_path, *[word for bad in words for word in (bad, f"good-{bad}")])
    paths.append(tmp_path / "absent.txt")
    began = time.monotonic()
    results = {r.path: r for r in parse_many(paths, 2, seconds=2, memory_mb=300, target=TARGET)}
    assert set(results) == set(paths)
    for path, result in results.items():
        word = path.stem.split("-", 1)[-1]
        if word.startswith("good"):
            assert result.error is None, result.error
            assert [document.text for document in result.documents] == [word]
        else:
            assert result.error is not None
            assert str(path) in result.error
            assert words.get(word, "No such file") in result.error
            assert not result.documents
    assert time.monotonic() - began < 30


def test_what_could_be_read_comes_with_the_error(tmp_path: Path) -> None:
    (path,) = write(tmp_path, "partly")
    (result,) = parse_many([path], 1, target=TARGET)
    assert len(result.documents) == 1
    assert result.error is not None
    assert result.error.endswith("one member is damaged")
    with pytest.raises(PartlyUnreadable) as caught:
        parse(path, target=TARGET)
    assert len(caught.value.documents) == 1


def test_a_worker_reaches_no_listener_on_this_machine(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.5)
        (path,) = write(tmp_path, f"network {server.getsockname()[1]}")
        (result,) = parse_many([path], 1, target=TARGET)
        assert result.error is not None
        with pytest.raises(TimeoutError):
            server.accept()


def test_printing_does_not_disturb_the_answers(tmp_path: Path) -> None:
    paths = write(tmp_path, "print", "after")
    results = list(parse_many(paths, 1, target=TARGET))
    assert [result.error for result in results] == [None, None]


def test_devices_pipes_and_folders_are_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    (tmp_path / "folder.txt").mkdir()
    with (tmp_path / "huge.txt").open("wb") as huge:
        huge.truncate(2**31)
    paths = sorted(tmp_path.iterdir())
    errors = {r.path.stem: r.error or "" for r in parse_many(paths, 1, seconds=5, target=TARGET)}
    assert all("not a regular file" in errors[stem] for stem in ("pipe", "zero", "folder"))
    assert "2,048 MiB" in errors["huge"]


def test_paths_are_drawn_only_as_fast_as_results_are_taken(tmp_path: Path) -> None:
    paths = write(tmp_path, *["good"] * 40)
    drawn = []

    def draw() -> object:
        for path in paths:
            drawn.append(path)
            yield path

    results = parse_many(draw(), 1, target=TARGET)  # type: ignore[arg-type]
    next(results)
    time.sleep(0.5)
    assert len(drawn) <= 4
    results.close()  # type: ignore[attr-defined]


def test_closing_ends_the_workers(tmp_path: Path) -> None:
    paths = write(tmp_path, "good", "hang")
    results = parse_many(paths, 1, target=TARGET)
    next(results)
    began = time.monotonic()
    results.close()  # type: ignore[attr-defined]
    assert time.monotonic() - began < 3
    assert not [t for t in threading.enumerate() if t.name.startswith("parse-") and t.is_alive()]
