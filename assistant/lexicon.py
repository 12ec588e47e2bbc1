"""Words that mean one thing in six languages, read from the tables beside this file."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path

from assistant.stems import Stem, Stems
from ingest.han import simplified

LANGUAGES = ("zh", "en", "fr", "es", "ru", "ar")
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−－﹣"), "-")
_QUOTES = dict.fromkeys(map(ord, "’‘`´"), "'")
_ARABIC_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ـ": None})
_HAN = re.compile(r"[\u3400-\u9fff]")
_ARABIC = re.compile(r"[\u0600-\u06ff]")


@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """Return `text` for comparing: NFKC, lower case, no accents or emphasis, plain signs, simplified Chinese.

    The length may change: use it to find whether something is said, never where.
    """
    text = unicodedata.normalize("NFKC", simplified(text)).translate(_DASHES | _QUOTES).casefold()
    marks = unicodedata.normalize("NFD", text)
    bare = "".join(char for char in marks if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", bare).translate(_ARABIC_LETTERS).replace("*", "")


def listed(words: str) -> frozenset[str]:
    """Return the words of a list that is written as one string."""
    return frozenset(words.split())


@dataclass(frozen=True, slots=True)
class Term:
    """One spelling of an entry of a lexicon, as it stands in plain text from `start` to `end`."""

    name: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Entries by name, each with its stems by language.

    A stem matches at the start of a word; with `$` at its end it matches whole words only.
    Chinese has no words to start at, so there a stem matches anywhere.
    """

    entries: dict[str, dict[str, tuple[str, ...]]]
    han: tuple[tuple[str, str], ...]
    stems: Stems

    def find(self, text: str) -> tuple[Term, ...]:
        """Return every entry that `text` names, with where it stands in `plain(text)`."""
        return _find(self.han, self.stems, plain(text))

    def names(self, text: str) -> frozenset[str]:
        """Return the names of the entries that `text` names."""
        return frozenset(term.name for term in self.find(text))


@cache
def lexicon(table: str) -> Lexicon:
    """Return the lexicon of `<table>.tsv` in this package; raises FileNotFoundError where there is none."""
    lines = (Path(__file__).parent / f"{table}.tsv").read_text("utf-8").splitlines()
    head = lines[0].split("\t")
    columns = {language: head.index(language) for language in LANGUAGES}
    entries: dict[str, dict[str, tuple[str, ...]]] = {}
    for line in lines[1:]:
        cells = line.split("\t")
        entries[cells[0]] = {
            language: tuple(stem for stem in cells[column].split("|") if stem)
            for language, column in columns.items()
        }
    return build(entries)


def build(entries: dict[str, dict[str, tuple[str, ...]]]) -> Lexicon:
    """Return a lexicon of `entries` (name → language → stems)."""
    han: list[tuple[str, str]] = []
    stems = Stems()
    for name, spellings in entries.items():
        for stem in dict.fromkeys(stem for group in spellings.values() for stem in group):
            if _HAN.search(stem):
                han.append((plain(stem), name))
                continue
            words = plain(stem).replace("$", "").split()
            if _ARABIC.search(stem):
                words = [word.removeprefix("ال") for word in words]
            stems.add(Stem(name, tuple(words), stem.endswith("$")))
    return Lexicon(entries, tuple(han), stems)


@lru_cache(maxsize=8192)
def _find(han: tuple[tuple[str, str], ...], stems: Stems, text: str) -> tuple[Term, ...]:
    found: list[Term] = []
    if _HAN.search(text):
        for stem, name in han:
            start = text.find(stem)
            while start >= 0:
                found.append(Term(name, start, start + len(stem)))
                start = text.find(stem, start + 1)
    return (*found, *(Term(name, start, end) for name, start, end in stems.find(text)))
