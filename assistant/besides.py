"""What is told besides what a question leaves out: `apart from a chair, what are they to name?`."""

from __future__ import annotations

import re
from itertools import pairwise

from assistant.documents_asked import documents_asked, in_one_language
from assistant.draft import Draft
from assistant.facts import Facts
from assistant.other_matters import is_left_out
from assistant.quotation import quoted_all
from assistant.sentences import concepts, units

_ALSO = re.compile(
    r"\s*(?:另|此外|除此|同时|还|也|并|(?:also|in addition|furthermore|moreover|they (?:are|were|will) also"
    r"|en outre|de plus|par ailleurs|ademas|además|asimismo|кроме того|также|كما|بالإضافة)\b)"
    r"|[^,，。;；]{0,60}\b(?:also|également|también|также)\b",
    re.IGNORECASE,
)
"""How a sentence begins that goes on with a further thing."""


def besides(facts: Facts) -> Draft | None:
    """Quote the sentence that adds to the one about what the question leaves out; None where none is told.

    It must have a concept that the question has.
    """
    if not facts.excluded or not concepts(facts.excluded):
        return None
    asked = concepts(facts.question.text)
    found = [
        unit
        for document in in_one_language(facts, documents_asked(facts))
        for before, unit in pairwise(units(document))
        if before.block == unit.block
        and is_left_out(facts, before)
        and _ALSO.match(unit.text)
        and asked & concepts(unit.text)
    ]
    return Draft(quoted_all(facts, found)) if len(found) == 1 else None
