"""What is asked as done while a document says that it is still under way: the sentence that says so."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.documents_asked import documents_asked, in_one_language
from assistant.draft import Draft, Sentence
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.quotation import quoted_all
from assistant.refusals import decline
from assistant.sentences import concepts, units
from ingest.events import EventKind

_THINGS = frozenset({"host_agreement", "agreement"})
"""Concepts of what is concluded by signing."""
_DONE = re.compile(
    r"签|缔结|生效|\bsign\w*|\bconclu\w+|\bin force\b|\bfirm\w+|\bподпис\w+|\bзаключ\w+|وقع|وقعت|توقيع|ابرام"
)
"""Words that ask about its signing; for `plain` text."""
_UNDER_WAY = re.compile(
    r"处于.{0,12}阶段|尚未|还未|仍未|正在.{0,8}签|待签|\b(?:final|last|early) stages?\b|\bnot yet\b"
    r"|\bis being\b"
    r"|\bbeing signed\b"
    r"|\bremains to be\b|\bderniere etape\b|\bphase finale\b|\bpas encore\b|\ben cours\b|\b(?:ultima"
    r"|fase) (?:etapa"
    r"|final)\b|\btodavia no\b|\baun no\b|\bзавершающ\w+|\bпоследн\w+ (?:этап|стади)\w*|\bеще не\b|المراحل"
    r" (?:الاخيره|النهائيه)|المرحله (?:الاخيره|النهائيه)|لم .{2,12} بعد"
)
"""Words by which a sentence says that something is not done yet; for `plain` text."""
_ASKED = frozenset({Ask.WHEN, Ask.SIGNATORY, Ask.WHO, Ask.PREMISE_CHECK, Ask.CONFIRMED, Ask.WHERE})


def unfinished(facts: Facts) -> Draft | None:
    """Quote that an agreement asked about as signed is not signed yet; None where no document says so."""
    question = facts.question
    things = question.topics & _THINGS
    if any(event.kind is not EventKind.CONFERENCE for event in facts.subject.events):
        return None
    if not things or question.asks - _ASKED or not _DONE.search(plain(question.text)):
        return None
    found = [
        unit
        for document in in_one_language(facts, documents_asked(facts))
        for unit in units(document)
        if things <= concepts(unit.text) and _UNDER_WAY.search(plain(unit.text))
    ]
    said = quoted_all(facts, found[:1])
    if not said:
        return None
    no_day = (Sentence(facts.say("no_signing_day"), claims=False),) if question.wants(Ask.WHEN) else ()
    who = question.wants(Ask.WHO, Ask.SIGNATORY)
    nobody = decline(facts, "signatory", brief=True).sentences if who else ()
    return Draft((*no_day, *nobody, *said))
