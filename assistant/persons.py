"""Persons that a question names: by the name as written, the surname alone, or the sound of a Chinese one."""

from __future__ import annotations

import re

from assistant.lexicon import plain
from assistant.pinyin import spells

_LEAST = 5
"""Characters of a surname that names its person alone."""


def is_named(name: str, text: str) -> bool:
    """Return whether `text` names the person whom a document calls `name`."""
    own, written = plain(text), plain(name)
    surname = written.split()[-1]
    if written in own or spells(text, name):
        return True
    return len(surname) >= _LEAST and bool(re.search(rf"\b{re.escape(surname)}\b", own))
