"""What an event is called in an answer."""

from __future__ import annotations

import re

from assistant.event_keys import EDITION, base
from assistant.lexicon import plain
from assistant.phrases import has_phrase, phrase
from ingest.events import Event

MARK = 5
"""Letters that a name in Latin script has at least to stand for a name in another script."""
_SCRIPTS = {
    "zh": re.compile(r"[\u3400-\u9fff]"),
    "ru": re.compile(r"[\u0400-\u04ff]"),
    "ar": re.compile(r"[\u0600-\u06ff]"),
}
_LATIN_NAME = re.compile(r"[A-Z][A-Za-z]*\d?[A-Za-z]*[A-Z\d][A-Za-z\d]*")


def show_name(event: Event, language: str, asked: str = "") -> str:
    """Return the name to show of `event` in `language`.

    An edition keeps its acronym (with the one the asker used before it: `CMDT-21 (WTDC-21)`); other
    names without one in the language are given as written, after what kind of event it is.
    """
    own = [name.text for name in event.names]
    key = base(event.key)
    acronym = next((name for name in own if plain(name) == key and name.isascii()), None)
    if acronym or EDITION.match(key):
        acronym = acronym or key.upper()
        return _with_asked(acronym, key, asked) + _region(key, language)
    if re.match(r"(rpm|irm)-\w+$", key):
        return key.upper() + _region(key, language)
    same = [name.text for name in event.names if name.language == language]
    written = [text for text in same if _SCRIPTS[language].search(text)] if language in _SCRIPTS else []
    if same:
        return max(written or same, key=len)
    longest = max(own, key=len, default=key)
    latin = _LATIN_NAME.search(longest)
    shown = latin.group() if latin and len(latin.group()) >= MARK else longest
    kind = "kind_coordination" if "coordination" in key else f"kind_{event.kind}"
    if not has_phrase(kind):
        kind = "kind_meeting"
    return f"{phrase(kind, language)} “{shown}”"


def _with_asked(acronym: str, key: str, asked: str) -> str:
    from ingest.mentions.names import find_event_names

    for mention in find_event_names(asked):
        if mention.value == key and re.fullmatch(r"[A-ZА-ЯЁ]{2,8}[- ]\d{2,4}", mention.text):
            return mention.text if mention.text == acronym else f"{mention.text} ({acronym})"
    return acronym


def _region(key: str, language: str) -> str:
    code = key.partition("-")[2]
    name = f"region_{code}"
    if not has_phrase(name):
        return ""
    return f"（{phrase(name, language)}）" if language == "zh" else f" ({phrase(name, language)})"


def is_distinctive(name: str) -> bool:
    """Return whether a name, as `plain` text, is long enough to be found anywhere in a text."""
    if re.search(r"[\u3400-\u9fff]", name):
        return len(name) >= 5
    return len(name) >= 8 or bool(re.search(r"[a-z]+-\w+", name))
