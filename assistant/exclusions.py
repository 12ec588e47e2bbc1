"""What a question leaves out: `apart from the opening`, `除开幕式外`."""

from __future__ import annotations

import re

from ingest.mentions.fold import fold

_EXCLUDED = re.compile(
    r"[,，]?\s*除(?:了|去|开)?[^,，。?？]{1,24}?(?:之外|以外|外)[,，]?|[,，]?\s*除(?:了|去|开)[^,，。?？]{1,20}?[,，]?(?=还|也|另|又)"
    r"|[,(]?\s*\b(?:apart from|aside from|in addition to|besides|other than|except(?: for)?|excluding"
    r"|leaving aside|not counting)\b"
    r" [^,?;)]+[,)]?"
    r"|[,(]?\s*\b(?:a part|outre|en plus d[eu]s?|hormis|excepte|en dehors d[eu]s?|sauf)\b [^,?;)]+[,)]?"
    r"|[,(]?\s*\b(?:aparte de|ademas de|salvo|excepto|quitando)\b [^,?;)]+[,)]?"
    r"|[,(]?\s*\b(?:кроме|помимо|наряду с|за исключением|не считая)\b [^,?;)]+[,)]?"
    r"|[،,(]?\s*(?:باستثناء|ما عدا|عدا|بخلاف|بالاضافه الي|الي جانب|فضلا عن) [^،,?؟;)]+[،,)]?"
)
"""An exclusion, up to the end of its clause, for folded text."""
_LEFT = 4
"""Letters that must be left for the rest to be a question."""


def without_exclusions(text: str) -> str:
    """Return a question without the clauses that say what it is not about; all where no more is left."""
    folded = fold(text)
    kept, at = [], 0
    for match in _EXCLUDED.finditer(folded.text):
        start, end = folded.span(*match.span())
        kept.append(text[at:start])
        at = end
    left = " ".join(piece.strip() for piece in (*kept, text[at:]) if piece.strip())
    return left if kept and len(re.findall(r"\w", left)) >= _LEFT else text
