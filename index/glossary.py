"""Terms that mean the same: conference vocabulary in six languages, and names mined from documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from index.lexical import fold

LANGUAGES = ("zh", "en", "fr", "es", "ru", "ar")

# A name and, in brackets right after it, its acronym: 世界电信发展大会（WTDC-21）. The bracket is
# looked for first, because a name may begin anywhere.
_ACRONYM = re.compile(r"\s*[（(]\s*(?P<acronym>[A-Z][A-Za-z]*[A-Z][A-Za-z]*)(?:[-‑–][\dA-Z]+)?\s*[）)]")
_NAME = re.compile(r"[㐀-鿿“”\w'’ -]{3,90}$")
_LONGEST = 90
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


def bracketed(text: str) -> Iterator[tuple[str, str]]:
    """Yield the acronyms in brackets of a text, folded, each with the name before it.

    A name in a script with initials must spell its acronym, in order, and is folded; of a Chinese
    one all characters before the bracket are given, at most 20.
    """
    done = 0
    for match in _ACRONYM.finditer(text):
        before = _NAME.search(text[max(done, match.start() - _LONGEST) : match.start()])
        if before is None:
            continue
        done = match.end()
        han = _HAN_RUN.search(before.group())
        name = han.group()[-_MAX_HAN:] if han else _spelled(before.group(), match["acronym"])
        if name:
            yield fold(match["acronym"]), name if han else fold(name)


def mined(found: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Return the names that `bracketed` found by acronym: `{"wtdc": {"世界电信发展大会", …}}`, folded.

    A Chinese name is the longest ending of the characters before the bracket that stands there
    more than once, or all of them where it stands there once.
    """
    names: dict[str, set[str]] = {}
    runs: dict[str, list[str]] = {}
    for acronym, name in found:
        if _HAN_RUN.match(name):
            runs.setdefault(acronym, []).append(name)
        else:
            names.setdefault(acronym, set()).add(name)
    for acronym, each in runs.items():
        name = fold(_common_ending(each))
        if len(name) >= _MIN_HAN:
            names.setdefault(acronym, set()).add(name)
    return {acronym: frozenset(each) for acronym, each in names.items()}


def mine(texts: Iterable[str]) -> dict[str, frozenset[str]]:
    """Return the names that documents give for acronyms."""
    return mined(pair for text in texts for pair in bracketed(text))


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
    endings = Counter(run[-length:] for run in runs for length in range(_MIN_HAN, len(run) + 1))
    best = max((each for each, count in endings.items() if count > 1), key=len, default="")
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
