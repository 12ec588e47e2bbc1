"""Terms that mean the same: conference vocabulary in six languages, and names mined from documents."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.lexical import fold

LANGUAGES = ("zh", "en", "fr", "es", "ru", "ar")

# A name and, in brackets right after it, its acronym: 世界电信发展大会（WTDC-21）.
_BRACKETED = re.compile(
    r"(?P<name>[㐀-鿿“”\w'’ -]{3,90}?)\s*[（(]\s*(?P<acronym>[A-Z][A-Za-z]*[A-Z][A-Za-z]*)"
    r"(?:[-‑–][\dA-Z]+)?\s*[）)]"
)
_HAN_RUN = re.compile(r"[㐀-鿿]+$")
_WORDS = re.compile(r"[^\W\d_][\w'’-]*")
_MIN_HAN, _MAX_HAN = 3, 20


@dataclass(frozen=True, slots=True)
class Glossary:
    """Groups of phrases that mean the same, folded; ask it for the other phrases of a question."""

    groups: tuple[frozenset[str], ...]

    def synonyms(self, question: str) -> dict[str, list[str]]:
        """Return for each phrase of the glossary that occurs in `question` the others of its groups."""
        folded = fold(question)
        found: dict[str, list[str]] = {}
        for group in self.groups:
            inside = [phrase for phrase in group if _occurs(phrase, folded)]
            if inside:
                longest = max(inside, key=len)
                found.setdefault(longest, []).extend(sorted(group - {longest}))
        return found


def _occurs(phrase: str, folded: str) -> bool:
    at = folded.find(phrase)
    if at < 0:
        return False
    if re.match(r"[㐀-鿿]", phrase):
        return True
    before, after = folded[at - 1 : at], folded[at + len(phrase) : at + len(phrase) + 1]
    return not _is_word(before) and not _is_word(after.rstrip("s"))


def _is_word(char: str) -> bool:
    return bool(char) and (char.isalnum() and not re.match(r"[㐀-鿿]", char))


def mine(texts: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the names that documents give for acronyms: `{"wtdc": {"世界电信发展大会", …}}`, folded.

    A name in a script with initials must spell its acronym, in order; a Chinese name is the
    longest ending of the characters before the bracket that stands there more than once, or
    all of them where it stands there once.
    """
    names: dict[str, set[str]] = {}
    runs: dict[str, list[str]] = {}
    for text in texts:
        for match in _BRACKETED.finditer(text):
            acronym = fold(match["acronym"])
            han = _HAN_RUN.search(match["name"])
            if han:
                runs.setdefault(acronym, []).append(han.group()[-_MAX_HAN:])
            else:
                name = _spelled(match["name"], match["acronym"])
                if name:
                    names.setdefault(acronym, set()).add(fold(name))
    for acronym, found in runs.items():
        name = fold(_common_ending(found))
        if len(name) >= _MIN_HAN:
            names.setdefault(acronym, set()).add(name)
    return {acronym: frozenset(found) for acronym, found in names.items()}


def _spelled(words: str, acronym: str) -> str | None:
    """Return the shortest ending of `words` whose initials hold the acronym's letters in order."""
    spans = list(_WORDS.finditer(words))
    wanted = [letter for letter in acronym.casefold() if letter.isalpha()]
    for match in reversed(spans):
        if not match.group()[0].isupper() or match.group()[0].casefold() != wanted[0]:
            continue
        initials = [each.group()[0].casefold() for each in spans if each.start() >= match.start()]
        position = 0
        for initial in initials:
            if position < len(wanted) and initial == wanted[position]:
                position += 1
        if position == len(wanted):
            return words[match.start() : spans[-1].end()]
    return None


def _common_ending(runs: Sequence[str]) -> str:
    if len(runs) == 1:
        return runs[0]
    best = ""
    for run in runs:
        for length in range(len(run), _MIN_HAN - 1, -1):
            ending = run[-length:]
            if sum(other.endswith(ending) for other in runs) > 1 and length > len(best):
                best = ending
                break
    return best or min(runs, key=len)


@lru_cache(maxsize=1)
def conference_terms() -> tuple[frozenset[str], ...]:
    """Return the table of conference vocabulary, one group of folded phrases a concept."""
    lines = Path(__file__).with_name("glossary.tsv").read_text("utf-8").splitlines()
    return tuple(
        frozenset(fold(phrase) for column in line.split("\t") for phrase in column.split("|"))
        for line in lines
        if line and not line.startswith("#")
    )


def glossary(mined: Mapping[str, frozenset[str]]) -> Glossary:
    """Return the glossary of the mined names together with the conference vocabulary."""
    return Glossary((*(names | {acronym} for acronym, names in mined.items()), *conference_terms()))
