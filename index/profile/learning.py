"""Learning an index's profile from its catalogue, and keeping it up to date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import TypeVar

import numpy as np

from index.catalogue import Catalogue
from index.embedding import Embedder, Vectors, in_steps
from index.glossary import bracketed
from index.profile import file
from index.profile.profile import Profile, Terms, translatable
from index.sentences import Sentences

SAMPLE = 400
# Passages whose sentences are taken, and documents of a language that are looked into at least.
SAMPLE_SENTENCES = 200
SAMPLE_DOCUMENTS = 40
MOST_TERMS = 40_000
# An index of so many passages is large: shares of it that changed are not worth the whole's work.
MANY = 5_000
LITTLE = 0.01
FORGOTTEN = 0.05
_AT_ONCE = 500
T = TypeVar("T")


def current_profile(catalogue: Catalogue, encoder: Embedder | None, *, save: bool = True) -> Profile:
    """Return the profile of the catalogue as it is now, brought up to date from what was kept.

    Only documents that are new are read; `encoder` embeds their new terms (without one, no
    terms are kept). In a large index, terms of a few documents that are gone stay counted. With
    `save` the result is written for the next time where that is possible, and worth while.
    """
    wanted = catalogue.document_revisions()
    kept = file.load(catalogue.folder, _identity(catalogue, encoder))
    if kept.documents == wanted:
        return kept
    before = dict(kept.documents)
    large = is_large(catalogue)
    _forget(kept, wanted, large=large)
    new = [each for each in wanted if each not in kept.documents]
    _add(kept, catalogue, new)
    if encoder is not None:
        _embed_terms(kept, encoder)
    _sample(kept, catalogue)
    kept.documents = wanted
    if save and not (large and is_little(before, wanted)):
        file.save(catalogue.folder, kept)
    return kept


def refresh_profile(catalogue: Catalogue, encoder: Embedder | None) -> None:
    """Bring what is kept up to date after a change, unless the change is little to a large index."""
    wanted = catalogue.document_revisions()
    kept = file.documents(catalogue.folder, _identity(catalogue, encoder))
    if not (kept and is_little(kept, wanted) and is_large(catalogue)):
        current_profile(catalogue, encoder)


def follow(profile: Profile, catalogue: Catalogue, wanted: Mapping[str, int]) -> bool:
    """Count what is new in a profile that is in use; return whether that is enough.

    For a small change to a large index: new terms and names count at once, but have no vectors yet,
    samples stay, and what is gone stays counted. Where a language is new that is not enough.
    """
    new = [each for each, revision in wanted.items() if profile.documents.get(each) != revision]
    _add(profile, catalogue, new)
    profile.documents = dict(wanted)
    return set(profile.terms) <= {language for _, language in profile.samples}


def is_large(catalogue: Catalogue) -> bool:
    """Return whether an index is so large that a little of it may wait to be learnt."""
    return catalogue.counts()["passages"] >= MANY


def is_little(before: Mapping[str, int], now: Mapping[str, int]) -> bool:
    """Return whether the documents that changed, given with their revisions, are few among all."""
    return len(before.items() ^ now.items()) <= LITTLE * len(now)


def _identity(catalogue: Catalogue, encoder: Embedder | None) -> str:
    made_by = encoder.fingerprint if encoder else ""
    return f"3|{catalogue.meta('index_id')}|{made_by}|{sorted(catalogue.fingerprints().items())}"


def _forget(profile: Profile, wanted: Mapping[str, int], *, large: bool) -> None:
    """Take out what is no longer there: all is counted again, unless it is little of much."""
    gone = [each for each, revision in profile.documents.items() if wanted.get(each) != revision]
    for each in gone:
        del profile.documents[each]
    profile.gone += len(gone)
    if profile.gone and (not large or profile.gone > FORGOTTEN * len(wanted)):
        for held in profile.terms.values():
            held.frequency, held.passages, held.length = {}, 0, 0
        profile.documents, profile.names, profile.gone = {}, Counter(), 0


def _add(profile: Profile, catalogue: Catalogue, document_ids: Sequence[str]) -> None:
    for start in range(0, len(document_ids), _AT_ONCE):
        some = document_ids[start : start + _AT_ONCE]
        for _, language, found in catalogue.termed_of(some):
            held = profile.terms.setdefault(language, Terms())
            held.passages += 1
            held.length += len(found)
            for term in set(found):
                held.frequency[term] = held.frequency.get(term, 0) + 1
        for document in catalogue.documents(some):
            profile.names.update(bracketed(document.text))


def _embed_terms(profile: Profile, encoder: Embedder) -> None:
    for held in profile.terms.values():
        common = Counter({t: n for t, n in held.frequency.items() if translatable(t)}).most_common(MOST_TERMS)
        words = sorted(term for term, _ in common)
        rows = {word: row for row, word in enumerate(held.words)}
        new = [word for word in words if word not in rows]
        vectors = np.zeros((len(words), encoder.dimension), dtype=np.int16)
        places = {word: place for place, word in enumerate(words)}
        kept = [word for word in words if word in rows]
        if kept:
            vectors[[places[word] for word in kept]] = held.vectors[[rows[word] for word in kept]]
        if new:
            vectors[[places[word] for word in new]] = in_steps(encoder.embed_passages(new))
        held.words, held.vectors = words, vectors


def _sample(profile: Profile, catalogue: Catalogue) -> None:
    """Take up to `SAMPLE` vectors of each language and the sentences of fewer, evenly over the documents."""
    counts = catalogue.counts()
    enough = max(SAMPLE_DOCUMENTS, 2 * SAMPLE * counts["documents"] // max(1, counts["passages"]))
    chosen = {
        language: frozenset(even(ids, enough)) for language, ids in catalogue.documents_by_language().items()
    }
    of = sorted(frozenset[str]().union(*chosen.values()))
    profile.samples, profile.sentences = {}, {}
    reread: dict[tuple[str, str], Sequence[str]] = {}
    for embedder in catalogue.embedders():
        rows: dict[str, list[Vectors]] = {}
        ids: dict[str, list[str]] = {}
        for document_id, passage_ids, languages, matrix in catalogue.vector_groups(embedder, of):
            for language in dict.fromkeys(languages):
                if document_id in chosen[language]:
                    places = [place for place, each in enumerate(languages) if each == language]
                    rows.setdefault(language, []).append(matrix[places])
                    ids.setdefault(language, []).extend(passage_ids[place] for place in places)
        for language, parts in rows.items():
            profile.samples[embedder, language] = np.stack(even(list(np.concatenate(parts)), SAMPLE))
            reread[embedder, language] = even(ids[language], SAMPLE_SENTENCES)
    stored = catalogue.sentences(sorted({each for some in reread.values() for each in some}))
    for (embedder, language), some in reread.items():
        held = stored.get(embedder, {})
        if any(each in held for each in some):
            profile.sentences[embedder, language] = Sentences.of(held[each] for each in some if each in held)


def even(items: Sequence[T], count: int) -> Sequence[T]:
    """Return at most `count` of the items, evenly over all."""
    if len(items) <= count:
        return items
    return [items[each] for each in np.linspace(0, len(items) - 1, count).astype(int)]
