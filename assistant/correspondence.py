"""Letters that went to and fro about a conference: the paragraph that tells of them, sentence by sentence."""

from __future__ import annotations

import re
from itertools import groupby

from assistant.documents_asked import documents_asked, in_one_language
from assistant.draft import Draft
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.quotation import quoted_all
from assistant.sentences import Unit, concepts, units
from ingest.mentions.mention import MentionKind

_ASKED = re.compile(
    r"往来|通信往复|(?:哪些|哪几封?|几封|多少封|先后.{0,6})(?:信(?!息)|函|来函|信函|信件)|(?:信函|信件|来函"
    r"|去函|函件|(?<![电通短微])信(?!息))[^，,。；;？?]{0,12}"
    r"(?:哪几|哪些|几封|分别|各[说写提讲])"
    r"|\b(?:what|which|how many) (?:\w+ )?letters\b|\bletters\b[^?]{0,60}\b(?:each|when|dates?|exchanged?)\b"
    r"|(?<!\bby )(?<!\bin the )\bcorrespondence\b(?! consultation)|\bexchange of letters\b"
    r"|\bquelles lettres\b|\bcorrespondance\b|\bechange de lettres\b|\bque cartas\b|\bcorrespondencia\b"
    r"|\bкакие письма\b|\bкаких письмах\b|\bпереписк\w+|مراسلات|(?:ما|اي) الرسائل"
)
"""Words that ask for several letters; for `plain` text."""
_NEXT = re.compile(
    r"(?:之后|后面|接下来|随后|紧接着)的?(?:那|下)?(?:一)?封?(?:信|函)|(?:下|后)一封(?:信|函)"
    r"|后续(?:的)?(?:信|函)"
    r"|\b(?:letter|one) after (?:that|it|this)\b|\b(?:next|following|subsequent) letter\b|\blettre suivante\b"
    r"|\bcarta siguiente\b|\bследующ\w+ письм\w+"
)
"""Words that ask for the letter after one; for `plain` text."""
_WHICH = re.compile(
    r"哪(?:一)?封[^，,。？?]{0,4}(?:信|函)|\b(?:which|what) letter\b|\bquelle lettre\b|\b(?:que|cual) carta\b"
    r"|\bкак\w+ письм\w+|اي رساله"
)
"""Words that ask for the one letter that says something; for `plain` text."""
_SENT = frozenset({"letter", "invitation", "receipt"})
_DAY = len("2025-11-17")
LEAST = 2
"""Dated sentences about letters that make a paragraph one about correspondence."""


def correspondence(facts: Facts) -> Draft | None:
    """Quote the dated sentences of the paragraph that tells of letters; None where not asked or not told.

    Of the letter after the one that the question before is about, only what is said of it.
    """
    question, own = facts.question, plain(facts.question.text)
    following = bool(question.earlier and _NEXT.search(own))
    if question.symbols:
        return None
    if _WHICH.search(own) and (proposing := _giving_days(facts)):
        return Draft(quoted_all(facts, proposing))
    if not (following or _ASKED.search(own)):
        return None
    told = [
        list(group)
        for document in in_one_language(facts, documents_asked(facts))
        for _, group in groupby(units(document), key=lambda unit: unit.block)
    ]
    found = [[unit for unit in block if _is_dated(facts, unit)] for block in told]
    best = max(found, key=lambda block: sum(map(_is_of_letter, block)), default=[])
    if sum(map(_is_of_letter, best)) < LEAST:
        return None
    shown = _after(question.earlier[-1].text, best) if following else best
    return Draft(quoted_all(facts, shown)) if shown else None


def _giving_days(facts: Facts) -> list[Unit]:
    """Return the one sentence about a dated letter that gives the days in the question; else none."""
    asked = {_without_year(m.value) for m in facts.question.dates if len(m.value) >= len("--11-17")}
    found = [
        unit
        for document in in_one_language(facts, documents_asked(facts))
        for unit in units(document)
        if _is_of_letter(unit)
        and asked & {_without_year(m.value) for m in facts.inside(unit.source) if m.kind is MentionKind.DATE}
        and sum(m.kind is MentionKind.DATE and len(m.value) == _DAY for m in facts.inside(unit.source))
    ]
    return found if len(found) == 1 else []


def _without_year(value: str) -> str:
    """Return days (ISO) as months and days: `11-17/11-28`."""
    return "/".join(day[-5:] for day in value.split("/"))


def _after(before: str, letters: list[Unit]) -> list[Unit]:
    """Return the sentence after the one that has most of what the question before names, if there is one."""
    asked = concepts(before)
    shared = [len(asked & concepts(unit.text)) for unit in letters]
    at = max(range(len(letters)), key=lambda place: shared[place])
    return letters[at + 1 : at + 2] if shared[at] > 1 else []


def _is_dated(facts: Facts, unit: Unit) -> bool:
    return any(
        m.kind is MentionKind.DATE and len(m.value) >= len("2025-11-17") for m in facts.inside(unit.source)
    )


def _is_of_letter(unit: Unit) -> bool:
    return bool(concepts(unit.text) & _SENT)
