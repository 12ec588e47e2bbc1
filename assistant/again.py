"""Follow-ups that are no more than another number: `and 111?` after a question about Resolution 31."""

from __future__ import annotations

import re

from ingest.mentions.resolutions import find_resolutions

_BARE = re.compile(
    r"[\s¿¡]*(?:and|what about|how about|et|y|а|и|那么?|还有|و)?\s*(?:for|the|la|le|el|第)?\s*(\d{1,3})"
    r"\s*(?:号|呢|那)*\s*[?？؟]?\s*",
    re.IGNORECASE,
)


def asked_again(text: str, before: str) -> str:
    """Return the question before with another number, where `text` is only that; else `text`.

    The question before has to name one resolution, decision or recommendation by its number.
    """
    bare = _BARE.fullmatch(text)
    named = [mention for mention in find_resolutions(before) if mention.number]
    if bare is None or len(named) != 1:
        return text
    (one,) = named
    named_alone = re.split(r"[（(，,]", one.text)[0].rstrip()
    other = named_alone.replace(str(one.number), bare.group(1), 1)
    return f"{before[: one.start]}{other}{before[one.end :]}"
