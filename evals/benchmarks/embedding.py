"""Tokens a second of the bundled e5 against sentence-transformers in 32 bits on the same weights."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import numpy as np

from evals.benchmarks import standard_bert
from evals.benchmarks.result import Cell, Result, Settings
from evals.paragraphs import read
from index.embedding import E5, Vectors, unit_rows
from index.embedding.e5 import PASSAGE_PREFIX, QUERY_PREFIX, WEIGHTS
from index.embedding.e5_int8 import tokenizer
from index.embedding.e5_weights import Weights
from index.embedding.wheels import model_file

TEXTS = 96
ROUNDS = 3
TOP = 10


def measure(settings: Settings) -> Result:
    """Embed the paragraphs of `folder` (as `evals.retrieval` reads them) by both, taking turns."""
    if settings.folder is None:
        raise ValueError("the embedding benchmark needs --folder with corpus.jsonl and questions.jsonl")
    count = (settings.sizes or (TEXTS,))[0]
    paragraphs, questions = read(settings.folder)
    chosen = list(paragraphs.values())
    chosen = [chosen[each] for each in np.linspace(0, len(chosen) - 1, min(count, len(chosen))).astype(int)]
    there = {paragraph.id: place for place, paragraph in enumerate(chosen)}
    asked = [question for question in questions if question.paragraph in there]
    texts = [" ".join(paragraph.text.split()) for paragraph in chosen]
    ours, usual = _ours(), _usual()
    seconds: dict[str, list[float]] = {name: [] for name in ("int8", "fp32")}
    vectors: dict[str, Vectors] = {}
    for _ in range(settings.rounds or ROUNDS):
        for name, embed in (("int8", ours), ("fp32", usual)):
            began = time.perf_counter()
            vectors[name] = embed(PASSAGE_PREFIX, texts)
            seconds[name].append(time.perf_counter() - began)
    tokens = sum(_lengths(texts))
    wanted = [there[question.paragraph] for question in asked]
    rows: list[dict[str, Cell]] = []
    for name, embed in (("int8", ours), ("fp32", usual)):
        near = embed(QUERY_PREFIX, [question.text for question in asked]) @ vectors[name].T
        rows.append(
            {
                "encoder": {"int8": "ONNX, 8 bits", "fp32": "sentence-transformers, 32 bits"}[name],
                "tokens/s": tokens / median(seconds[name]),
                "cosine to 32 bits": float((vectors[name] * vectors["fp32"]).sum(1).mean()),
                "hit@1": _hits(near, wanted, 1),
                f"hit@{TOP}": _hits(near, wanted, TOP),
            }
        )
    ratio = median(seconds["fp32"]) / median(seconds["int8"])
    return Result(
        "Embedding in bulk",
        rows,
        {"tokens/s of 8 bits over sentence-transformers in 32 bits": ratio},
        (f"{len(texts)} paragraphs, {tokens:,} tokens, {len(asked)} questions; e5 alone, as usual.",),
    )


def _ours() -> Callable[[str, Sequence[str]], Vectors]:
    encoder = E5()
    if not encoder.load_bulk():
        raise RuntimeError("the 8-bit form can't be built; the log says why")
    bulk = encoder.bulk
    return lambda prefix, texts: bulk.embed([prefix + text for text in texts])


def _usual() -> Callable[[str, Sequence[str]], Vectors]:
    with tempfile.TemporaryDirectory() as folder:
        model = standard_bert.load(Path(folder))
    return lambda prefix, texts: unit_rows(
        model.encode([prefix + text for text in texts], batch_size=32, show_progress_bar=False)
    )


def _lengths(texts: Sequence[str]) -> list[int]:
    cut = tokenizer(Weights(model_file(*WEIGHTS)[0]).pieces)
    return [len(each.ids) for each in cut.encode_batch_fast(list(texts), add_special_tokens=False)]


def _hits(near: Vectors, wanted: Sequence[int], depth: int) -> float:
    places = np.arange(len(wanted))
    ahead = (near > near[places, wanted][:, None]).sum(axis=1)
    return float((ahead < depth).mean())
