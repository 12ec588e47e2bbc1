"""What an acronym stands for: the sentence that gives its name before it in parentheses."""

from __future__ import annotations

import re

from assistant.answer import Method
from assistant.documents_asked import documents_asked
from assistant.draft import Draft
from assistant.facts import Facts
from assistant.quotation import quoted_all
from assistant.refusals import decline
from assistant.sentences import units

_ACRONYM = r"([A-ZА-Я][A-ZА-Яa-z0-9]{1,8}?)s?"
_ASKED = tuple(
    re.compile(pattern.replace("X", _ACRONYM))
    for pattern in (
        r"^\W*[Ww]hat(?:['’]s| is| are| does) (?:an? |the )?X(?: stand for| mean)?\W*$",
        r"^\W*(?:请问)?什么(?:是|叫)X\W*$",
        r"^\W*(?:请问)?X(?:是什么|代表什么|指(?:的是)?什么|的全称(?:是什么)?|是什么(?:意思|的缩写|的简称))\W*$",
        r"^\W*[Qq]u(?:['’]est-ce que|e signifie|e veut dire) (?:l[ae] |les |l['’])?X\W*$",
        r"^\W*[Qq]u[eé] (?:es|significa|quiere decir) (?:el |la |los |las )?X\W*$",
        r"^\W*[Чч]то (?:такое|означает|значит) X\W*$",
        r"^\W*ما (?:هو|هي|معنى) X\W*$",
    )
)
"""Questions for what an acronym stands for, without an edition."""


def acronym(facts: Facts) -> Draft | None:
    """Quote the sentence that names what an acronym stands for, else decline; None where none is asked."""
    asked = next((match for one in _ASKED if (match := one.search(facts.question.text))), None)
    if asked is None:
        return None
    named = re.compile(rf"[\w\u3400-\u9fff][”\"»]?\s?[（(]{re.escape(asked.group(1))}(?:-\d\d)?[)）]")
    found = [unit for one in documents_asked(facts) for unit in units(one) if named.search(unit.text)]
    own = [unit for unit in found if unit.language == facts.language] or found
    return Draft(quoted_all(facts, own[:1]), method=Method.QUOTE) if own else decline(facts)
