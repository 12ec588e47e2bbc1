"""What a question leaves out: `apart from the opening`, `除开幕式外`."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.event_keys import base
from assistant.lexicon import lexicon, listed
from assistant.question import Question
from assistant.subject import Subject
from assistant.whereabouts import is_held_in
from ingest.mentions.fold import fold

_EXCLUDED = re.compile(
    r"[,，]?\s*除(?:了|去|开)?[^,，。?？]{1,24}?(?:之外|以外|外)[,，]?|[,，]?\s*除(?:了|去"
    r"|开)[^,，。?？]{1,20}?[,，]?(?=还|也|另|又)"
    r"|^\s*除(?:了|去|开)[^,，。?？]{1,24}[,，]"
    r"|[,，]?\s*除(?:了|去|开)[^,，。?？]{1,24}?[,，](?=[^,，。?？]{0,20}(?:还|另|其[他它余]))"
    r"|[,(]?\s*\b(?:apart from|aside from|in addition to|besides|other than|except(?: for)?|excluding"
    r"|leaving aside|not counting)\b"
    r" [^,?;)]+[,)]?"
    r"|[,(]?\s*\b(?:a part|outre|en plus d[eu]s?|hormis|excepte|en dehors d[eu]s?|sauf)\b [^,?;)]+[,)]?"
    r"|[,(]?\s*\b(?:aparte de|ademas de|salvo|excepto|quitando)\b [^,?;)]+[,)]?"
    r"|[,(]?\s*\b(?:кроме|помимо|наряду с|за исключением|не считая)\b [^,?;)]+[,)]?"
    r"|[،,(]?\s*(?<!\w)(?:باستثناء|ما عدا|عدا|بخلاف|بالاضافه الي|الي جانب|فضلا عن) [^،,?؟;)]+[،,)]?"
)
"""An exclusion, up to the end of its clause, for folded text."""
_REGIONS = listed("arb eur asp ams afr cis")
_LEFT = 4
"""Letters that must be left for the rest to be a question."""


def without_exclusions(text: str) -> tuple[str, str]:
    """Return a question without the clauses that say what it is not about, and these clauses.

    All of it, and nothing, where no more is left.
    """
    folded = fold(text)
    kept, left_out, at = [], [], 0
    for match in _EXCLUDED.finditer(folded.text):
        start, end = folded.span(*match.span())
        kept.append(text[at:start])
        left_out.append(text[start:end])
        at = end
    left = " ".join(piece.strip() for piece in (*kept, text[at:]) if piece.strip())
    if not kept or len(re.findall(r"\w", left)) < _LEFT:
        return text, ""
    return left, " ".join(left_out)


def without(subject: Subject, left_out: Subject, excluded: Question) -> Subject:
    """Return a subject without the events that are left out, unless it has no others.

    They are those that the clause is about, those of a region that it names, or held in a place of it.
    """
    named = frozenset(event.key for event in left_out.events if left_out.named)
    regions = [f"-{name}" for name in lexicon("names").names(excluded.text) if name in _REGIONS]
    keys = named | {
        event.key
        for event in subject.events
        if base(event.key).endswith(tuple(regions)) or is_held_in(event, excluded.places)
    }
    kept = tuple(event for event in subject.events if event.key not in keys)
    return replace(subject, events=kept or subject.events, left_out=keys)
