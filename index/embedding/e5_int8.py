"""Run the 8-bit ONNX form of multilingual-e5-small, fast for many texts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from index.embedding.e5_onnx import batches
from index.embedding.e5_weights import Pieces, Weights
from index.embedding.embedder import Vectors, processors, unit_rows

if TYPE_CHECKING:
    from tokenizers import Tokenizer

_NONE = np.zeros((0, 384), dtype=np.float32)


class Int8E5:
    """The ONNX file and its tokeniser; texts come with their prefix."""

    def __init__(self, model: Path, weights: Path) -> None:
        import onnxruntime

        held = Weights(weights)
        self.sizes = held.sizes
        pieces = held.pieces
        self._characters = str.maketrans({chr(code): text for code, text in pieces.characters.items()})
        self._pieces = pieces
        self._tokenizer = tokenizer(pieces)
        options = onnxruntime.SessionOptions()
        # Batches are shared among threads, not the work of one: a question is done sooner by one
        # thread than by two that wait for each other while the rest of a search wants the processor.
        options.intra_op_num_threads = 1
        options.log_severity_level = 3
        # Only the layers that an output needs.
        self._only = onnxruntime.RunOptions()
        self._only.only_execute_path_to_fetches = True
        self._session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._window = 510

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text; a long text is the mean of its windows of 510 tokens."""
        windows: list[list[int]] = []
        owners: list[int] = []
        for owner, ids in enumerate(self._tokens(texts)):
            for start in range(0, max(len(ids), 1), self._window):
                windows.append(self._framed(ids[start : start + self._window]))
                owners.append(owner)
        means = np.zeros((len(windows), 384), dtype=np.float32)

        def run(batch: Sequence[int]) -> None:
            means[batch] = self._run("mean", [windows[each] for each in batch])

        in_threads(run, list(batches([len(window) for window in windows])))
        total = np.zeros((len(texts), 384), dtype=np.float32)
        lengths = np.array([len(window) - 2 for window in windows], dtype=np.float32).clip(min=1)
        np.add.at(total, owners, means * lengths[:, None])
        return unit_rows(total)

    def below(self, texts: Sequence[str], most: int) -> list[Vectors]:
        """Return for each text the states of its tokens after `LAYERS_BELOW` layers, (tokens, 384).

        A text is read up to its `most`-th token; its beginning and end count as tokens. Each is read
        alone: the scale of 8 bits is taken over all that is read at once, so that in a batch a text's
        states would depend on the texts beside it.
        """
        rows = [self._framed(ids[:most]) for ids in self._tokens(texts)]
        found: list[Vectors] = [_NONE] * len(rows)

        def run(batch: Sequence[int]) -> None:
            for place in batch:
                found[place] = self._run("below", [rows[place]])[0].copy()

        in_threads(run, [[place] for place in range(len(rows))])
        return found

    def _tokens(self, texts: Sequence[str]) -> list[list[int]]:
        plain = [text.translate(self._characters) for text in texts]
        return [each.ids for each in self._tokenizer.encode_batch_fast(plain, add_special_tokens=False)]

    def _framed(self, ids: Sequence[int]) -> list[int]:
        return [self._pieces.bos, *ids, self._pieces.eos]

    def _run(self, output: str, rows: Sequence[Sequence[int]]) -> Vectors:
        width = max(len(row) for row in rows)
        ids = np.full((len(rows), width), self._pieces.pad, dtype=np.int64)
        mask = np.zeros((len(rows), width), dtype=np.int64)
        for place, row in enumerate(rows):
            ids[place, : len(row)] = row
            mask[place, : len(row)] = 1
        (found,) = self._session.run([output], {"input_ids": ids, "attention_mask": mask}, self._only)
        return np.asarray(found, dtype=np.float32)


def in_threads(run: Callable[[Sequence[int]], None], together: Sequence[Sequence[int]]) -> None:
    """Run every batch, several at once where there are several."""
    if len(together) == 1:
        run(together[0])
        return
    with ThreadPoolExecutor(processors()) as pool:
        list(pool.map(run, together))


def tokenizer(pieces: Pieces) -> Tokenizer:
    """Return the SentencePiece unigram as a fast tokeniser, without its character map."""
    from tokenizers import Regex, Tokenizer, models, normalizers, pre_tokenizers

    made = Tokenizer(
        models.Unigram(list(zip(pieces.pieces, pieces.scores, strict=True)), pieces.unknown, False)
    )
    made.normalizer = normalizers.Replace(Regex(" {2,}"), " ")
    made.pre_tokenizer = pre_tokenizers.Metaspace(prepend_scheme="always")
    return made
