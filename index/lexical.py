"""Cut text of any language into the terms that lexical search matches."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from ingest.han import simplified

# Private-use characters are word characters to SQLite's tokeniser, so a term that carries
# them stays whole: EXACT marks a symbol, acronym or number, JOINT stands for `-`, `/` and `.`.
EXACT = "\ue000"
JOINT = "\ue001"

_TOKEN = re.compile(
    r"(?P<exact>[a-z0-9]+(?:[-/.][a-z0-9]+)+)"
    r"|(?P<han>[㐀-鿿豈-﫿\U00020000-\U0003ffff]+)"
    r"|(?P<number>\d+)"
    r"|(?P<word>\w+)",
)
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u202f\u066c](?=\d{3}(?!\d))")
_MARKS = re.compile(
    "["
    + "".join(chr(code) for code in range(0x10000) if unicodedata.category(chr(code)) in ("Mn", "Cf"))
    + "]+"
)
_OTHER_DIGITS = re.compile(r"(?![0-9])\d")
_DASHES = str.maketrans(dict.fromkeys("‐‑‒–—―−﹣－", "-") | {"／": "/", "․": "."})


def fold(text: str) -> str:
    """Return `text` in compatibility form: no case, no accents, Latin digits, simplified characters."""
    if text.isascii():
        return _THOUSANDS.sub("", text.casefold())
    folded = unicodedata.normalize("NFKC", text).translate(_DASHES).casefold()
    plain = _MARKS.sub("", unicodedata.normalize("NFD", folded))
    plain = _OTHER_DIGITS.sub(lambda digit: str(unicodedata.decimal(digit.group())), plain)
    return simplified(_THOUSANDS.sub("", plain))


def exact(term: str) -> str:
    """Return the marked form of a symbol, acronym or number (`CL-22/007`)."""
    return EXACT + re.sub(r"[-/.]", JOINT, fold(term))


def terms(text: str, language: str | None = None) -> list[str]:
    """Return the terms of `text` in reading order, repeated as often as they occur.

    Chinese is cut into words and the words within them; other scripts at word borders.
    A symbol or an acronym with an edition (`WTDC-21`) gives itself, marked and whole, and
    its parts; a number gives itself, marked. `language` is a hint and may be missing.
    """
    del language
    found: list[str] = []
    for match in _TOKEN.finditer(fold(text)):
        token = match.group()
        if match.lastgroup == "exact":
            found.append(EXACT + re.sub(r"[-/.]", JOINT, token))
            found.extend(part for part in re.split(r"[-/.]", token) if part)
        elif match.lastgroup == "han":
            found.extend(_words(token))
        elif match.lastgroup == "number":
            found.append(EXACT + token)
        else:
            found.append(_stem(token))
    return found


def query_terms(question: str, synonyms: Mapping[str, Sequence[str]] | None = None) -> list[str]:
    """Return the distinct terms of a question without its function words, synonyms added last."""
    kept: dict[str, None] = dict.fromkeys(term for term in terms(question) if term not in stop_words())
    for phrase, others in (synonyms or {}).items():
        if fold(phrase) in fold(question):
            kept.update(dict.fromkeys(_cut_all(others)))
    return list(kept)


def _cut_all(phrases: Iterable[str]) -> list[str]:
    return [term for phrase in phrases for term in terms(phrase) if term not in stop_words()]


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.isascii() and word.endswith("s") and word[-2] != "s" else word


@lru_cache(maxsize=4096)
def _words(run: str) -> tuple[str, ...]:
    import rjieba

    return tuple(rjieba.cut_for_search(run))


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Return the function and question words of the six languages, folded as `terms` folds."""
    listed = Path(__file__).with_name("stop_words.txt").read_text("utf-8").split()
    return frozenset(term for word in listed for term in terms(word))
