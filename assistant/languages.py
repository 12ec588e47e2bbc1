"""Languages that a text names (in which it is interpreted, written), named in another language by Babel."""

from __future__ import annotations

import re
from functools import cache

from babel import Locale

from assistant.lexicon import LANGUAGES, plain

_KNOWN = ("zh", "en", "fr", "es", "ru", "ar", "pt", "de", "it", "ja", "ko", "hi", "tr", "fa", "sw", "id")
_ENDING = re.compile(r"(?:ии|ыи|ская|ом)$")


def languages_named(text: str, tongue: str) -> list[str]:
    """Return the languages that `text` names, named in `tongue`; empty where it names fewer than two."""
    own = plain(text)
    found = [(match.start(), code) for code, pattern in _patterns() if (match := pattern.search(own))]
    names = Locale.parse(tongue).languages
    return [str(names[code]) for _, code in sorted(found)] if len(found) > 1 else []


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return for each language what it is called in the six languages, for `plain` text."""
    return tuple(
        (code, re.compile("|".join(_called(code, Locale.parse(tongue)) for tongue in LANGUAGES)))
        for code in _KNOWN
    )


def _called(code: str, locale: Locale) -> str:
    name = plain(str(locale.languages[code]))
    if locale.language == "zh":
        return f"{re.escape(name[:-1])}[文语]"
    if locale.language == "ru":
        return rf"\b{re.escape(_ENDING.sub('', name))}\w*"
    if locale.language == "ar":
        return rf"(?<!\w)\w{{0,2}}(?:ال|ل)?{re.escape(name.removeprefix('ال'))}(?!\w)"
    return rf"\b{re.escape(name)}\b"
