"""Persons that a question names: by the name as written, the surname alone, or the sound of a Chinese one."""

from __future__ import annotations

import re

from assistant.facts import Facts
from assistant.lexicon import lexicon, plain
from assistant.pinyin import spells
from ingest.mentions.mention import MentionKind

CONTACTS = frozenset({"contact", "liaison"})
"""Roles of persons whose numbers and addresses documents give."""
_LETTERS = frozenset({"letter", "invitation", "circular"})

_LEAST = 5
"""Characters of a surname that names its person alone."""


def is_named(name: str, text: str) -> bool:
    """Return whether `text` names the person whom a document calls `name`."""
    own, written = plain(text), plain(name)
    surname = written.split()[-1]
    if written in own or spells(text, name):
        return True
    return len(surname) >= _LEAST and bool(re.search(rf"\b{re.escape(surname)}\b", own))


def names_another(facts: Facts) -> bool:
    """Return whether a question names only persons whom the documents know in a role that has no contact.

    One whose letter is meant names the letter.
    """
    if lexicon("concepts").names(facts.question.text) & _LETTERS:
        return False
    named = [m for m in facts.of_kind(MentionKind.PERSON) if is_named(m.value, facts.question.text)]
    return bool(named) and not any(one.role in CONTACTS for one in named)
