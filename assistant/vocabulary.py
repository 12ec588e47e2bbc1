"""The words that a question may be made of: those it is understood by, and those of the documents."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from assistant.features import generic
from assistant.lexicon import LANGUAGES, lexicon, plain
from ingest.documents import Document
from ingest.events import Attribute, Event
from ingest.mentions.mention import Mention, MentionKind

WORD = re.compile(r"[^\W\d_\u3400-\u9fff]+")
_HAN = re.compile(r"[\u3400-\u9fff]{2,}")
_TABLES = ("cues", "concepts", "names", "terms", "windows", "sessions", "measures", "quantities")
_TYPICAL = Path(__file__).parent.parent / "index" / "typical_questions.tsv"
_BEGINNING = 5
"""Letters that the forms of one word share at least."""
_STEM = 4
"""Letters of a stem by which the words that begin with it are known, and of words that names write large."""
_NAMED = (MentionKind.EVENT, MentionKind.PERSON, MentionKind.SYMBOL)


@dataclass(frozen=True)
class Vocabulary:
    """What the words of a question are held against: an index's documents, mentions and events."""

    documents: Mapping[str, Document]
    mentions: tuple[Mention, ...]
    events: tuple[Event, ...]

    def knows(self, word: str) -> bool:
        """Return whether a word, as `plain` text, is one: of the tables, a place, or of a document."""
        return word in common() or word in _first_words() or any(word in one for one in self.written.values())

    def writes(self, word: str) -> bool:
        """Return whether a document has a word, as `plain` text, or one with the same beginning."""
        if _HAN.search(word):
            return any(word in document.text for document in self.documents.values())
        beginning = word[: max(_BEGINNING, len(word) - 2)]
        return any(one.startswith(beginning) for words in self.written.values() for one in words)

    @cached_property
    def written(self) -> Mapping[str, Mapping[str, str]]:
        """The words of the documents by language and `plain` form; read at the first unknown word."""
        found: dict[str, dict[str, str]] = {}
        for document in self.documents.values():
            _add(found.setdefault(document.language, {}), document.text)
        return found

    @cached_property
    def proper(self) -> Mapping[str, str]:
        """Names by their `plain` form, as written: acronyms, events, people, symbols, places of events."""
        found: dict[str, str] = {}
        for name in self._names():
            if name.isascii() or not _HAN.search(name):
                found.setdefault(plain(name), name)
        return {spelled: name for spelled, name in found.items() if _is_proper(spelled, name)}

    @cached_property
    def named(self) -> Mapping[str, str]:
        """The words of the names of the index, by their `plain` form."""
        found: dict[str, str] = {}
        for name in self._names():
            _add(found, name)
        return found

    @cached_property
    def pairs(self) -> frozenset[str]:
        """Every two Chinese characters in a row that the tables, the names and the documents have."""
        texts = [*(document.text for document in self.documents.values()), *self._names(), *self.places]
        found: set[str] = set(common_pairs())
        for text in texts:
            found |= _pairs_of(plain(text))
        return frozenset(found)

    @cached_property
    def places(self) -> tuple[str, ...]:
        """The Chinese names of the places where events are."""
        from ingest.mentions.places import place_name

        values = [event.value(one) for event in self.events for one in (Attribute.CITY, Attribute.COUNTRY)]
        return tuple(place_name(value, "zh") for value in dict.fromkeys(values) if value)

    def _names(self) -> Iterator[str]:
        from ingest.mentions.places import place_name

        for event in self.events:
            yield from (name.text for name in event.names)
            for attribute in (Attribute.CITY, Attribute.COUNTRY):
                value = event.value(attribute)
                if value:
                    yield from (place_name(value, tongue) for tongue in ("en", "fr", "es", "ru"))
        for mention in self.mentions:
            if mention.kind in _NAMED and "anaphor" not in mention.flags and "nominal" not in mention.flags:
                yield mention.text


@cache
def common() -> frozenset[str]:
    """Return the words of the tables by which questions are understood, in six languages, as `plain` text."""
    from index.lexical import stop_words
    from ingest.mentions.months import VOCABULARY

    tables = frozenset(word for language in LANGUAGES for word in words_of(language))
    return tables | generic() | stop_words() | set(map(plain, VOCABULARY))


@cache
def words_of(language: str) -> Mapping[str, str]:
    """Return the words of one language in the tables, by their `plain` form."""
    stems = (stem for table in _TABLES for stem in _stems(table, language))
    lines = (line.partition("\t") for line in _TYPICAL.read_text("utf-8").splitlines())
    found: dict[str, str] = {}
    for text in (*stems, *(question for own, _, question in lines if own == language)):
        _add(found, text.replace("$", " "))
    return found


@cache
def beginnings(language: str) -> tuple[str, ...]:
    """Return the beginnings of words by which the tables know one language's inflected forms."""
    stems = (stem for table in _TABLES for stem in _stems(table, language) if not stem.endswith("$"))
    lasts = (words[-1] for stem in stems if (words := WORD.findall(plain(stem))))
    return tuple({word for word in lasts if len(word) >= _STEM})


def _add(found: dict[str, str], text: str) -> None:
    """Put the words of a text into `found`, by their `plain` form, each as it is first written."""
    for word in WORD.findall(unicodedata.normalize("NFC", text)):
        found.setdefault(plain(word), word)


def _is_proper(spelled: str, name: str) -> bool:
    """Return whether a name is known by its capitals: every long word has one, and it is no common word."""
    words = WORD.findall(name)
    capitals = all(word[0].isupper() for word in words if len(word) >= _STEM)
    return spelled != name and capitals and spelled not in common()


@cache
def common_pairs() -> frozenset[str]:
    """Return the pairs of Chinese characters of the same tables."""
    stems = [stem for table in _TABLES for stem in _stems(table, "zh")]
    stems += [word for word in generic() if _HAN.search(word)]
    stems += _TYPICAL.read_text("utf-8").splitlines()
    return frozenset(pair for text in stems for pair in _pairs_of(plain(text)))


def _stems(table: str, language: str) -> Iterator[str]:
    for spellings in lexicon(table).entries.values():
        yield from spellings[language]


def _pairs_of(text: str) -> set[str]:
    return {run[at : at + 2] for run in _HAN.findall(text) for at in range(len(run) - 1)}


@cache
def _first_words() -> frozenset[str]:
    from ingest.mentions.place_names import gazetteer

    return frozenset(
        word for entries in gazetteer().by_word.values() for entry in entries for word in entry.name.split()
    )
