"""Token counts of the chat model."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from ingest.tokens import count, encoding


def test_the_ranks_are_those_of_the_embedded_model() -> None:
    # Ids that the model's publisher gives for these strings.
    assert encoding().encode_ordinary("Hello world") == [9707, 1879]
    assert encoding().decode(encoding().encode_ordinary("世界电信发展大会")) == "世界电信发展大会"
    assert encoding().n_vocab >= 151_646


def test_special_tokens_in_a_document_are_plain_text() -> None:
    assert count("<|im_start|>") > 1


@given(st.text(max_size=200))
def test_text_survives_encoding_and_counts(text: str) -> None:
    clean = text.encode("utf-8", "ignore").decode("utf-8")
    assert encoding().decode(encoding().encode_ordinary(clean)) == clean
    assert count(clean) == len(encoding().encode_ordinary(clean))


def test_a_run_of_one_letter_takes_no_time() -> None:
    began = time.perf_counter()
    assert count("a" * 400_000) > 10_000
    assert time.perf_counter() - began < 5
