"""What search knows of an index at one revision of its catalogue."""

from __future__ import annotations

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from index.catalogue import Catalogue
from index.embedding import Embedder, Vectors
from index.glossary import Glossary, glossary, mined
from index.profile import Profile, current_profile, follow, is_large, is_little
from index.translation import Translator
from index.typical import question_centres, word_centres
from ingest.documents import Document


@dataclass(frozen=True, slots=True)
class Knowledge:
    """The index at one revision.

    `centres` are the middles of everyday questions by encoder and language, `summaries` the
    documents without their texts, `versions` the series and language of those that have a series,
    `documents` the revision of each.
    """

    revision: int
    profile: Profile
    glossary: Glossary
    translator: Translator | None
    centres: Mapping[str, Mapping[str, Vectors]]
    summaries: tuple[Document, ...]
    versions: Mapping[str, tuple[str, str]]
    documents: Mapping[str, int]


class Learner:
    """Keeps the knowledge of one catalogue up to date; safe to ask from any thread."""

    def __init__(self, catalogue: Catalogue, embedders: Sequence[Embedder]) -> None:
        self._catalogue = catalogue
        self._embedders = embedders
        self._encoder = next((each for each in embedders if each.name == "use"), None)
        self._lock = threading.Lock()
        self._known: Knowledge | None = None
        self._learned: Mapping[str, int] = {}

    def now(self) -> Knowledge:
        """Return what is known at the catalogue's revision, learning what is new."""
        revision = self._catalogue.revision
        known = self._known
        if known is not None and known.revision == revision:
            return known
        with self._lock:
            if self._known is None or self._known.revision != revision:
                self._known = self._learn(revision)
            return self._known

    def _learn(self, revision: int) -> Knowledge:
        wanted = self._catalogue.document_revisions()
        known = self._known
        if known is not None and self._follows(known.profile, wanted):
            profile, translator = known.profile, known.translator
        else:
            profile = current_profile(self._catalogue, self._encoder)
            self._learned = profile.documents
            translator = self._translator(profile)
        summaries = self._summaries(known, wanted)
        return Knowledge(
            revision,
            profile,
            glossary(mined(profile.names.elements())),
            translator,
            known.centres if known else {each.name: question_centres(each) for each in self._embedders},
            summaries,
            {
                document.id: (f"{document.series}#{document.revision}", document.language)
                for document in summaries
                if document.series
            },
            wanted,
        )

    def _follows(self, profile: Profile, wanted: Mapping[str, int]) -> bool:
        """Bring a large index's profile along with a small change, so that no question waits for more."""
        small = is_little(self._learned, wanted) and is_large(self._catalogue)
        return small and follow(profile, self._catalogue, wanted)

    def _translator(self, profile: Profile) -> Translator | None:
        if self._encoder is None:
            return None
        return Translator(self._encoder, profile.terms, word_centres(self._encoder))

    def _summaries(self, known: Knowledge | None, wanted: Mapping[str, int]) -> tuple[Document, ...]:
        if known is None:
            return self._catalogue.summaries()
        same = {
            each.id: each
            for each in known.summaries
            if each.id in wanted and known.documents.get(each.id) == wanted[each.id]
        }
        new = self._catalogue.summaries([each for each in wanted if each not in same])
        return tuple(sorted((*same.values(), *new), key=lambda each: each.id))
