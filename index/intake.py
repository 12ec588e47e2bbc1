"""What was read on its way into the catalogue: embedded a few documents at a time, stored one by one."""

from __future__ import annotations

import os
import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.catalogue import Catalogue
from index.changes import Changes, note
from index.embedding import Embedder
from index.indexing import Indexed, index_passages
from index.profile import terms_of
from index.progress import Progress, Step, Tally
from ingest.documents import Passage
from ingest.harvest import Harvest

# Passages embedded at a time, and seconds that what was read waits for more of them: enough to fill
# the encoders, few enough that little is lost where the run is stopped.
BATCH = 64
WAIT = 2.0


@dataclass(slots=True)
class Intake:
    """Takes what was read of files and stores it, each document in a transaction of its own."""

    catalogue: Catalogue
    embedders: Sequence[Embedder]
    changes: Changes
    tally: Tally
    embedded: int = 0
    embedding_seconds: float = 0.0
    _waiting: list[tuple[Path, tuple[Harvest, ...]]] = field(default_factory=list)
    _since: float = 0.0
    _storing: tuple[Path, tuple[Harvest, ...]] | None = None

    def take(self, file: Path, harvests: tuple[Harvest, ...]) -> None:
        """Put aside what came of one file until there is enough to embed."""
        if not harvests:
            return
        if not self._waiting:
            self._since = time.perf_counter()
        self._waiting.append((file, harvests))
        count = sum(len(harvest.passages) for _, harvests in self._waiting for harvest in harvests)
        if count >= BATCH or time.perf_counter() - self._since > WAIT:
            self.flush()

    def flush(self) -> None:
        """Embed the passages that wait and store their documents."""
        waiting, self._waiting = self._waiting, []
        passages = [passage for _, many in waiting for harvest in many for passage in harvest.passages]
        began = time.perf_counter()
        indexed = index_passages(passages, self.embedders)
        self.embedding_seconds += time.perf_counter() - began
        self.embedded += len(passages)
        at = 0
        for file, harvests in waiting:
            self._storing = (file, harvests)
            for harvest in harvests:
                rows = slice(at, at + len(harvest.passages))
                at = rows.stop
                self._store(file, harvest, indexed, rows)
            self._close(file, harvests)
            self._storing = None

    def settle(self) -> None:
        """Count the file that was being stored when the run was stopped, where all of it was stored."""
        if self._storing is None:
            return
        file, harvests = self._storing
        counted = self.tally.done[Step.ADDED] | self.tally.done[Step.CHANGED]
        held = self.catalogue.content_hashes()
        sources = {str(self._inner(file, file, harvest)): harvest.document.id for harvest in harvests}
        if not counted.issuperset(self.changes.twins(file)) and all(
            path in held and held[path].document_id == sources[path] for path in sources
        ):
            self._close(file, harvests)

    def add_copy(self, path: Path) -> None:
        """Give a stored document another file that it comes from, without reading it again."""
        document = self.catalogue.document(self.changes.found[path].id)
        if not os.path.exists(document.source):
            document = replace(document, source=str(path))
        passages = self.catalogue.passages(document.id)
        vectors = {
            name: self.catalogue.vectors(name, [document.id])[1] for name in self.catalogue.embedders()
        }
        self._drop_inner(path, set())
        self.catalogue.put(
            document,
            passages,
            vectors,
            self.catalogue.mentions(document_id=document.id),
            self.catalogue.readings([document.id]),
            [self.changes.source(path, path)],
            {passage.id: " ".join(terms_of(passage)) for passage in passages},
            sentences=self._sentences(passages),
        )
        self.tally.mark(Step.CHANGED if str(path) in self.changes.known else Step.ADDED, path)

    def _sentences(self, passages: Sequence[Passage]) -> dict[str, list[NDArray[np.int8]]]:
        """Return the sentences of passages as they are stored, by embedder."""
        ids = [passage.id for passage in passages]
        found = self.catalogue.sentences(ids)
        return {name: [held[each] for each in ids] for name, held in found.items() if len(held) == len(ids)}

    def _store(self, file: Path, harvest: Harvest, indexed: Indexed, rows: slice) -> None:
        """Put one document with its rows of what was indexed."""
        self.catalogue.put(
            harvest.document,
            harvest.passages,
            {name: matrix[rows] for name, matrix in indexed.vectors.items()},
            harvest.mentions,
            harvest.readings,
            [
                self.changes.source(self._inner(twin, file, harvest), twin)
                for twin in self.changes.twins(file)
            ],
            indexed.lexical_terms,
            indexed.fingerprints,
            {name: matrices[rows] for name, matrices in indexed.sentences.items()},
        )

    def _close(self, file: Path, harvests: Sequence[Harvest]) -> None:
        """Drop what a container held before, remember its hash, and say that it is done."""
        count = sum(len(harvest.passages) for harvest in harvests)
        problem = self.tally.failed.get(str(file), "")
        for twin in self.changes.twins(file):
            inner = {str(self._inner(twin, file, harvest)) for harvest in harvests}
            held = self._drop_inner(twin, inner)
            if str(twin) not in inner or problem:
                note(self.catalogue, twin, self.changes.found[twin].id, problem)
            before = held or str(twin) in self.changes.known
            self.tally.mark(Step.CHANGED if before else Step.ADDED, twin, count)
        # Told once it is stored and not when it was parsed: embedding is what takes the time.
        self.tally.tell(Progress(Step.READ, str(file)))

    @staticmethod
    def _inner(twin: Path, file: Path, harvest: Harvest) -> Path:
        """Return where in `twin` lies what was read of `file`."""
        return twin / Path(harvest.document.source).relative_to(file)

    def _drop_inner(self, file: Path, kept: set[str]) -> bool:
        """Forget the files that `file` held and that are not `kept`; return whether it held any."""
        before = list(self.changes.inside(file))
        for path in before:
            if path not in kept:
                self.catalogue.remove_source(path)
        return bool(before)
