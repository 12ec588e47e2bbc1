"""Who has approved a draft agenda, and to whom it goes yet: the sentences that tell its way."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asks import Ask
from assistant.documents_asked import documents_asked, in_one_language
from assistant.draft import Draft
from assistant.expected import MEETINGS
from assistant.facts import Facts
from assistant.items_asked import WHICH_ITEM
from assistant.lexicon import lexicon, plain
from assistant.quotation import quoted_all
from assistant.restating import references
from assistant.sentences import Unit, concepts, units
from ingest.documents import BlockKind, Document
from ingest.events import EventKind

_AGENDA = (
    r"议程(?:草案)?|\bagenda\b|\bordre du jour\b|\borden del dia\b|\bповестк\w+ дня\b|\bповестк\w+\b"
    r"|جدول (?:ال)?اعمال"
)
_APPROVE = (
    r"批(?!评)|通过|核准|审议|认可|签批|点头|提交|否决|拒绝|驳回|\bapprov\w*|\badopt\w*|\bendors\w*"
    r"|\bsubmitt?\w*|\breject\w*|\bturn(?:ed)? down\b"
    r"|\bapprouv\w*|\bsoumis\w*"
    r"|\baprob\w*|\baprueb\w*|\bpresentad\w*|\bsomet\w*|\bутвержд\w*|\bутверд\w*|\bодобр\w*|\bпредстав\w*"
    r"|اعتم\w*|وافق\w*"
    r"|اقر\w*|تعرض|عرض"
)
_ASKED = re.compile(
    rf"(?:{_AGENDA})[^。？?]{{0,60}}(?:{_APPROVE})|(?:{_APPROVE})[^。？?]{{0,60}}(?:{_AGENDA})"
)
"""Words that ask for the approval of an agenda; for `plain` text."""
_TOLD = re.compile(_APPROVE)
_STILL = re.compile(
    r"修订(?:版|稿)[^。？?]{0,12}(?:交|报|送|提)|(?:议程)[^。？?]{0,20}(?:还会|还能|还可|会不会|能否|可否"
    r"|是否会|有机会|能不能|可不可以|有没有机会)[^。？?]{0,8}(?:改|变|修订|修改|调整)"
    r"|\bagenda\b[^?]{0,40}\b(?:still|yet)\b[^?]{0,20}\b(?:be )?(?:revis|chang|amend|modif)\w*"
    r"|(?:议程)[^。？?]{0,16}(?:改动|修改|调整|变动)的?(?:余地|空间|可能)|(?:议程)[^。？?]{0,16}(?:拿|交"
    r"|送|报|提)(?:到|给|去)(?:哪|谁|什么)"
    r"|\b(?:revised?|new) versions? of the (?:draft )?agenda\b"
)
"""Words that ask whether an agenda may change yet; for `plain` text."""
_ELSE = frozenset({"theme", "proposal", "practical_details", "structure", "annex"})
"""Topics of questions that name an agenda besides something else."""
_SHORT = 24
"""Characters of a follow-up that only names whose agenda is meant."""
_OPENING = 12
"""Characters in which a sentence names whose agenda it is about."""
_REVISED = re.compile(r"修订版|修订稿|\brevised\b|\brevis\w+|\bпересмотр\w+|منقح")
MOST, MOST_DOCUMENTS = 4, 2
"""Sentences that are quoted at most, and documents that they may come from."""


def agenda_approval(facts: Facts) -> Draft | None:
    """Quote what is said of the approval of the agenda asked about; None where not asked or not told."""
    question, own = facts.question, plain(facts.question.text)
    if question.earlier and question.follows and len(own) < _SHORT:
        own = f"{plain(question.earlier[-1].text)} {own}"  # And that of WTDC-25?
    if not (_ASKED.search(own) or _STILL.search(own)) or WHICH_ITEM.search(own):
        return None
    if question.wants(Ask.LONGER, Ask.EARLIER, Ask.DURATION, Ask.COUNT, Ask.START, Ask.END):
        return None
    if question.item or question.part or question.symbols or question.topics & _ELSE or references(own):
        return None
    if not _STILL.search(own) and any(e.kind is not EventKind.CONFERENCE for e in facts.subject.events):
        return None
    of_it = in_one_language(facts, [one for one in documents_asked(facts) if _is_about(facts, one)])
    found = [unit for document in of_it for unit in _way(document)]
    if not found or len({unit.document_id for unit in found}) > MOST_DOCUMENTS:
        return None
    return Draft(quoted_all(facts, found[:MOST]))


def _is_about(facts: Facts, document: Document) -> bool:
    """Return whether a document is about the edition that a question names, if it names one."""
    named = () if facts.subject.guessed else facts.subject.conferences
    return not named or facts.main_conference[document.id] in (None, *named)


def _way(document: Document) -> Iterator[Unit]:
    """Yield the sentences about who approves a document's agenda, with what goes on about its revision."""
    block = -1
    for unit in units(document):
        text = plain(unit.text)
        told = "agenda" in concepts(unit.text) and bool(_TOLD.search(text)) and not _is_of_meeting(unit)
        goes_on = unit.block == block and bool(_REVISED.search(text))
        block = unit.block if told else -1
        if (told or goes_on) and unit.kind is not BlockKind.HEADING:
            yield unit


def _is_of_meeting(unit: Unit) -> bool:
    """Return whether a sentence opens with a meeting that prepares a conference: `the agenda of the IRMs`."""
    opening = unit.text[:_OPENING]
    return bool(lexicon("names").names(opening) & MEETINGS)
