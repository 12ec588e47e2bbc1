"""Run the 8-bit ONNX form of multilingual-e5-small, fast for many texts."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding.e5_onnx import batches
from index.embedding.e5_weights import Pieces, Weights
from index.embedding.embedder import Vectors, processors, unit_rows

if TYPE_CHECKING:
    from tokenizers import Tokenizer


class Int8E5:
    """The ONNX file and its tokeniser; texts come with their prefix."""

    def __init__(self, model: Path, weights: Path) -> None:
        import onnxruntime

        pieces = Weights(weights).pieces
        self._characters = str.maketrans({chr(code): text for code, text in pieces.characters.items()})
        self._pieces = pieces
        self._tokenizer = tokenizer(pieces)
        options = onnxruntime.SessionOptions()
        # Batches are shared among threads, not the work of one: a question is done sooner by one
        # thread than by two that wait for each other while the rest of a search wants the processor.
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._window = 510

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text; a long text is the mean of its windows of 510 tokens."""
        windows: list[list[int]] = []
        owners: list[int] = []
        encoded = self._tokenizer.encode_batch_fast(
            [text.translate(self._characters) for text in texts], add_special_tokens=False
        )
        for owner, encoding in enumerate(encoded):
            ids = encoding.ids
            for start in range(0, max(len(ids), 1), self._window):
                windows.append([self._pieces.bos, *ids[start : start + self._window], self._pieces.eos])
                owners.append(owner)
        means = np.zeros((len(windows), 384), dtype=np.float32)

        def run(batch: Sequence[int]) -> None:
            means[batch] = self._run([windows[each] for each in batch])

        together = list(batches([len(window) for window in windows]))
        if len(together) == 1:
            run(together[0])
        else:
            with ThreadPoolExecutor(processors()) as pool:
                list(pool.map(run, together))
        total = np.zeros((len(texts), 384), dtype=np.float32)
        lengths = np.array([len(window) - 2 for window in windows], dtype=np.float32).clip(min=1)
        np.add.at(total, owners, means * lengths[:, None])
        return unit_rows(total)

    def _run(self, windows: Sequence[Sequence[int]]) -> Vectors:
        width = max(len(window) for window in windows)
        ids = np.full((len(windows), width), self._pieces.pad, dtype=np.int64)
        mask = np.zeros((len(windows), width), dtype=np.int64)
        for row, window in enumerate(windows):
            ids[row, : len(window)] = window
            mask[row, : len(window)] = 1
        (means,) = self._session.run(None, {"input_ids": ids, "attention_mask": mask})
        return np.asarray(means, dtype=np.float32)


def tokenizer(pieces: Pieces) -> Tokenizer:
    """Return the SentencePiece unigram as a fast tokeniser, without its character map."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    made = Tokenizer(
        models.Unigram(list(zip(pieces.pieces, pieces.scores, strict=True)), pieces.unknown, False)
    )
    made.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    return made
