"""Whom members are asked to bring: the sentences that say who should be in a delegation."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.attendance import admitted
from assistant.documents_asked import documents_asked, in_one_language
from assistant.draft import Draft, Source
from assistant.event_keys import base, is_one_of
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.other_matters import is_about_another
from assistant.quotation import quoted_all
from assistant.sentences import Unit, concepts, units
from ingest.events import EventKind
from ingest.mentions.mention import MentionKind

_INCLUDED = re.compile(
    r"纳入|吸纳|包括|吸收|\binclu\w+|\bbring\b|\bincorpor\w+|\bintegr\w+|\bвключ\w+|\bв состав\w*"
    r"|تضم|ادراج|اشراك"
)
"""Words by which a sentence says who should be in a delegation; for `plain` text."""
_ASKED = re.compile(
    r"代表团.{0,12}(?:组成|构成|人员|怎么组|哪些人|带|纳入|吸纳|包括)|(?:带|纳入|吸纳|包括).{0,14}代表团"
    r"|代表团.{0,6}谁"
    r"|\b(?:who|whom|which people|what kinds? of people)\b[^?]{0,50}\bdelegations?\b"
    r"|\bdelegations?\b[^?]{0,40}\b(?:include|consist|composed|composition|made up|bring)"
    r"|\b(?:include|bring|composition)\b[^?]{0,40}\bdelegations?\b"
    r"|\bqui\b[^?]{0,30}\bdelegations?\b|\bdelegations?\b[^?]{0,30}\b(?:inclu|compos)\w+|\binclu\w+ qui\b"
    r"|\ba quien\w*\b[^?]{0,40}\bdelegacion\w*|\bdelegacion\w*\b[^?]{0,30}\b(?:inclu|compos)\w+"
    r"|\b(?:inclu|integr|incorpor)\w+[^?]{0,30}\b(?:delegations?|delegacion\w*)\b"
    r"|\b(?:включ|ввест|ввод)\w+ в (?:\w+ )?(?:состав \w* ?)?делегаци\w+|\bделегаци\w+[^?]{0,30}\bвключ\w+"
    r"|\bкого\b[^?]{0,40}\bделегаци\w+|\bсостав\w* делегаци\w+|(?:من|تشكيل)[^?؟]{0,30}وفد"
)
"""Words that ask who should be in a delegation; for `plain` text."""
_WHO_MAY = re.compile(
    r"(?:谁|哪些人|哪些成员)[^，,。；;？?]{0,8}(?:参加|出席|参会|与会)|(?:向谁|对谁)开放"
    r"|\bwho (?:may|can|could|is allowed to|are allowed to|is eligible to) (?:\w+ )?(?:take part|attend"
    r"|participate|join|go)"
    r"|\bopen to\b|\bqui peut (?:\w+ )?(?:participer|assister)|\bquien\w* pueden? (?:participar|asistir)"
    r"|\bкто может (?:участвовать|принять участие|присутствовать)|من (?:يمكنه|يحق له"
    r"|يستطيع) (?:ال)?(?:مشارك|حضور)\w*"
)
"""Words that ask besides whom a meeting is open to; for `plain` text."""
_PREPARING = frozenset({"rpm", "irm"})
MOST = 3
"""Sentences that are quoted at most."""


def delegations(facts: Facts) -> Draft | None:
    """Quote whom members are asked to include in delegations; None where that is not asked or said."""
    question = facts.question
    if not _ASKED.search(plain(question.text)) or question.asks - {Ask.WHO, Ask.LIST, Ask.PREMISE_CHECK}:
        return None
    if not facts.subject.events and len(facts.documents) > MOST:
        return None
    found = [
        unit
        for document in in_one_language(facts, documents_asked(facts))
        for unit in units(document)
        if "delegation" in concepts(unit.text) and _INCLUDED.search(plain(unit.text)) and _is_of(facts, unit)
    ][:MOST]
    said = quoted_all(facts, found)
    open_to = admitted(facts) if _WHO_MAY.search(plain(question.text)) else ()
    return Draft((*open_to, *said)) if said else None


def _is_of(facts: Facts, unit: Unit) -> bool:
    """Return whether a sentence is about what is asked: of a meeting where its paragraph names that.

    A sentence about a conference may stand in the paragraph of an event beside it, not in that of a meeting
    that prepares it.
    """
    meetings = [event for event in facts.subject.events if event.kind is not EventKind.CONFERENCE]
    block = facts.documents[unit.document_id].blocks[unit.block]
    named = {
        base(mention.value)
        for mention in facts.inside(Source(unit.document_id, block.start, block.end))
        if mention.kind is MentionKind.EVENT and mention.value
    }
    if not meetings:
        return not is_about_another(facts, unit) and not any(key[:3] in _PREPARING for key in named)
    return any(
        base(event.key) == key or is_one_of(base(event.key), key) for event in meetings for key in named
    )
