"""Questions that ask in which paragraph something is said."""

from __future__ import annotations

import re

from assistant.lexicon import plain

_ASKED = re.compile(
    r"(?:哪|第几)一?(?:自然)?(?:段|(?:节|条|款)(?=[里中]?(?:讲|说|写|提|谈|规定)))|哪个?(?:段落|章节)"
    r"|\b(?:which|what) (?:para(?:graph)?s?|section|clause)\b|\bin (?:which|what) para"
    r"|\bquels? paragraphes?\b|\bque parrafos?\b|\ben que parrafo\b|\bв каком (?:пункте|абзаце|разделе)\b"
    r"|\bкакой (?:пункт|абзац|раздел)\b|(?<!\w)اي (?:فقره|بند)"
)
"""Words that ask for the paragraph that says something; for `plain` text."""
_ASKING = re.compile(
    r"(?:在|是)?(?:哪|第几)一?(?:自然)?(?:段|(?:节|条|款)(?=[里中]?(?:讲|说|写|提|谈|规定))|个段落|个章节)(?:里|中)?(?:讲|说"
    r"|写|提|谈|规定|涉及)?(?:到|了|的是)?"
    r"|\b(?:in )?(?:which|what) (?:paras?|paragraphs?|section|clause)\b(?: number)?"
    r"(?: (?:mentions?|says?|states?|covers?|deals? with|talks? about|is about|tells?|contains?"
    r"|does it say))?(?: that)?"
    r"|\b(?:dans )?quels? paragraphes?(?: (?:dit|mentionne|parle d[eu'])\w*)?(?: que)?"
    r"|(?:\ben )?\bqué párrafos?(?: (?:dice|menciona|habla de))?(?: que)?"
    r"|\bв каком (?:пункте|абзаце|разделе)(?: (?:говорится|сказано|упоминается))?(?: о| что)?",
    re.IGNORECASE,
)
"""The same with the word that says, as written."""


def asks_paragraph(text: str) -> bool:
    """Return whether a question asks in which paragraph something is said."""
    return bool(_ASKED.search(plain(text)))


def without_paragraph(text: str) -> str:
    """Return a question for a paragraph as what that says: `which one mentions hotels?`, `hotels?`."""
    left = _ASKING.sub(" ", text).strip()
    return left if re.search(r"\w{2}", left) else text
