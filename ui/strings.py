"""The words of the interface: a file of texts for each language."""

from __future__ import annotations

import json
from functools import cache
from html import escape
from pathlib import Path

from babel import Locale, UnknownLocaleError

LANGUAGES = {"zh": "中文", "en": "English"}
DEFAULT_LANGUAGE = "en"
_WORDS = Path(__file__).parent / "words"


@cache
def texts(language: str) -> dict[str, str]:
    """Return every text of the interface in a language of `LANGUAGES`."""
    read: dict[str, str] = json.loads((_WORDS / f"{language}.json").read_text("utf-8"))
    return read


def text(key: str, language: str, **values: object) -> str:
    """Return the interface text `key` in `language`, in English where it has no other, filled in."""
    found = texts(known_language(language))[key]
    return found.format(**values) if values else found


def word(key: str, language: str, **values: object) -> str:
    """Return an interface text escaped for HTML."""
    return escape(text(key, language, **values))


def known_language(tag: str) -> str:
    """Return a language of the interface: `tag` where it is one, else the default."""
    return tag if tag in LANGUAGES else DEFAULT_LANGUAGE


def has_text(key: str) -> bool:
    """Return whether there is an interface text `key`."""
    return key in texts(DEFAULT_LANGUAGE)


@cache
def language_name(tag: str, language: str) -> str:
    """Return what the language `tag` is called in `language`; the tag itself where nobody knows."""
    try:
        named = Locale.parse(tag).get_language_name(known_language(language))
    except (ValueError, UnknownLocaleError):
        named = None
    return named or tag
