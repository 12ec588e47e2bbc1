"""Questions that ask in which paragraph something is said."""

from __future__ import annotations

import re

_ASKED = re.compile(
    r"(?:在|是)?(?:(?:哪|第几)一?(?:自然)?(?:段|(?:节|条|款)(?=[里中]?(?:讲|说|写|提|谈|规定)))|哪个?(?:段落|章节))"
    r"(?:里|中)?(?:讲|说|写|提|谈|规定|涉及)?(?:到|了|的是)?"
    r"|\b(?:in )?(?:which|what) (?:para(?:graph)?s?|section|clause)\b(?: number)?"
    r"(?: (?:mentions?|says?|states?|covers?|deals? with|talks? about|is about|tells?|contains?"
    r"|does it say))?(?: that)?"
    r"|\b(?:dans )?quels? paragraphes?(?: (?:dit|mentionne|parle d[eu'])\w*)?(?: que)?"
    r"|(?:\ben )?\bqu[eé] p[aá]rrafos?(?: (?:dice|menciona|habla de))?(?: que)?"
    r"|\b(?:в каком|какой) (?:пункте?|абзаце?|разделе?)(?: (?:говорится|сказано|упоминается))?(?: о| что)?"
    r"|(?<!\w)أ?[اي]ي? (?:فقر[هة]|بند)",
    re.IGNORECASE,
)
"""Words that ask for the paragraph that says something, with the word for that, as written."""


def asks_paragraph(text: str) -> bool:
    """Return whether a question asks in which paragraph something is said."""
    return bool(_ASKED.search(text))


def without_paragraph(text: str) -> str:
    """Return a question for a paragraph as what that says: `which one mentions hotels?`, `hotels?`."""
    left = _ASKED.sub(" ", text).strip()
    return left if re.search(r"\w{2}", left) else text
