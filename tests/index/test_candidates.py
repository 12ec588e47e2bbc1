"""Which passages are examined for a question, and what their words may stand for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal
from zlib import crc32

import numpy as np

from index.candidates import EXAMINED, Near, candidates
from index.dense import Row
from index.embedding import Vectors, in_steps, of_steps, unit_rows
from index.profile import Terms
from index.recipe import Recipe
from index.translation import Translator


def near(rows: dict[str, Row]) -> Near:
    return Near(np.zeros(4, dtype=np.float32), rows, {})


def row(language: str, count: int, best: float) -> Row:
    scores = {f"{language}-{each}": best - each / 100 for each in range(count)}
    return Row(scores, best - count / 100)


def test_a_passage_has_the_similarity_of_every_encoder_and_what_found_it() -> None:
    one = near({"en": Row({"a": 3.0, "b": 2.0}, 1.5), "zh": Row({"c": 4.0}, 0.5)})
    other = near({"en": Row({"b": 5.0}, -1.0)})
    found = candidates({"one": one, "other": other}, {"en": ["a", "d"]}, Recipe())
    assert found["a"].whole == {"one": 3.0, "other": -1.0}
    assert found["b"].whole == {"one": 2.0, "other": 5.0}
    assert found["c"].whole == {"one": 4.0}
    assert found["d"].whole == {"one": 1.5, "other": -1.0}
    assert {name: each.retrievers for name, each in found.items()} == {
        "a": ("dense:one", "lexical"),
        "b": ("dense:one", "dense:other"),
        "c": ("dense:one",),
        "d": ("lexical",),
    }


def test_the_nearest_of_all_languages_are_examined_and_all_that_share_words() -> None:
    rows = {"en": row("en", 50, 3.0), "fr": row("fr", 50, 2.8), "zh": row("zh", 50, 1.0)}
    worded = {"zh": ["zh-45", "zh-2"], "ar": ["ar-1"]}
    everything = candidates({"one": near(rows)}, worded, Recipe(), most=None)
    assert len(everything) == 3 * EXAMINED + 2
    few = candidates({"one": near(rows)}, worded, Recipe(), most=40)
    assert {"zh-45", "zh-2", "ar-1"} <= few.keys()
    assert len(few) == 43
    kept = sorted(few[each].whole["one"] for each in few if few[each].retrievers == ("dense:one",))
    left = [everything[each].whole["one"] for each in everything if each not in few]
    assert kept[0] >= max(left)
    assert few.items() <= everything.items()


class Counting:
    """An encoder of single words, which counts what it embeds."""

    name, fingerprint, dimension = "use", "counting", 16

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded.extend(texts)
        rows = [np.random.default_rng(crc32(text.lower().encode())).normal(size=16) for text in texts]
        return unit_rows(np.array(rows, dtype=np.float32))

    def embed_query(self, text: str) -> Vectors:
        row: Vectors = self.embed_passages([text])[0]
        return row


def terms(encoder: Counting, words: list[str]) -> Terms:
    return Terms(dict.fromkeys(words, 1), words, in_steps(encoder.embed_passages(words)), len(words))


def test_the_nearest_words_are_found_as_all_are_compared_and_kept_for_the_next_question() -> None:
    encoder = Counting()
    words = {language: [f"{language}word{each}" for each in range(4_999)] for language in ("fr", "es")}
    words["fr"][500] = "VENUE"
    held = {language: terms(encoder, each) for language, each in words.items()}
    nowhere = {"und": np.zeros(16, dtype=np.float32)}
    translator = Translator(encoder, held, nowhere)
    encoder.embedded.clear()
    first = translator.translate(["venue", "date", "venue"], "en", ["fr", "es"])
    assert encoder.embedded == ["venue", "date"]
    assert first["fr"]["venue"][0].term == "VENUE"
    for language in words:
        rows = of_steps(held[language].vectors)
        rows = unit_rows(rows - rows.mean(axis=0))
        for word in ("venue", "date"):
            exact = rows @ encoder.embed_query(word)
            best = [words[language][each] for each in np.argsort(-exact)[:8] if exact[each] >= 0.4]
            assert [each.term for each in first[language][word]] == best
    encoder.embedded.clear()
    again = translator.translate(["date", "deadline", "venue"], "en", ["es"])
    assert encoder.embedded == ["deadline"]
    assert again.keys() == {"es"}
    assert again["es"]["venue"] == first["es"]["venue"]
    assert translator.translate(["venue"], "fr", ["es", "fr"]).keys() == {"es"}


def test_words_that_the_index_has_are_not_embedded_again() -> None:
    encoder = Counting()
    words = sorted(f"word{each}" for each in range(500))
    held = {language: terms(encoder, words) for language in ("en", "fr")}
    translator = Translator(encoder, held, {"und": np.zeros(16, dtype=np.float32)})
    encoder.embedded.clear()
    known = translator.translate(["word7", "venue", "word499"], "en", ["fr"])["fr"]
    assert encoder.embedded == ["venue"]
    assert known["word7"][0].term == "word7"
    assert known["word499"][0].term == "word499"
    assert known["word7"][0].nearness > 0.999
    other = Translator(encoder, held, {"und": np.zeros(16, dtype=np.float32)})
    assert other.translate(["venue"], "en", ["fr"])["fr"]["venue"] == known["venue"]


class Together(Counting):
    """The same, which embeds a question as it does a passage."""

    symmetric: Literal[True] = True


def test_a_question_and_its_new_words_are_embedded_in_one_pass() -> None:
    encoder = Together()
    words = sorted(f"word{each}" for each in range(500))
    held = {language: terms(encoder, words) for language in ("en", "fr")}
    translator = Translator(encoder, held, {"und": np.zeros(16, dtype=np.float32)})
    alone = Translator(encoder, held, {"und": np.zeros(16, dtype=np.float32)})
    expected = alone.translate(["word7", "venue"], "en", ["fr"])
    encoder.embedded.clear()
    vector = translator.read("where is the venue?", ["word7", "venue"], "en")
    assert encoder.embedded == ["where is the venue?", "venue"]
    assert vector is not None
    assert translator.translate(["word7", "venue"], "en", ["fr"]) == expected
    assert translator.read("the venue?", ["venue"], "en") is not None
    assert encoder.embedded == ["where is the venue?", "venue", "the venue?"]
    assert np.array_equal(vector, encoder.embed_query("where is the venue?"))


def test_a_question_that_is_embedded_in_another_way_than_passages_is_left_to_its_encoder() -> None:
    encoder = Counting()
    held = {"fr": terms(encoder, ["word1", "word2"])}
    translator = Translator(encoder, held, {"und": np.zeros(16, dtype=np.float32)})
    encoder.embedded.clear()
    assert translator.read("where?", ["venue"], "en") is None
    assert encoder.embedded == []
