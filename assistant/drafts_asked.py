"""Whether a paper is a draft or final, by what its title calls it."""

from __future__ import annotations

import re
from datetime import date

from assistant.answer import Method
from assistant.asks import Ask
from assistant.documents_asked import documents_asked
from assistant.draft import Draft, Source
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.quotation import quoted
from assistant.sentences import concepts
from ingest.documents import Document

_FINAL = re.compile(
    r"最终|定稿|终稿|草案|草稿|初稿|\bfinal\b|\bdraft\b|\bdefiniti\w+|\bprojet\b|\bprovisoire\b"
    r"|\bborrador\b|\bproyecto\b"
    r"|\bокончательн\w+|\bпроект\b|\bчернов\w+|نهائي|مشروع|مسوده"
)
"""Words that ask whether a paper is final; for `plain` text."""
_PAPERS = (
    re.compile(
        r"日程|时间安排|时间表|逐日|\btime ?(?:plan|table)\b|\bprogramme?\b|\bschedule\b|\bcalendrier\b"
        r"|\bemploi du temps\b"
        r"|\bhorario\b|\bcalendario\b|\bрасписани\w+|\bпрограмм\w+|الجدول الزمني|البرنامج"
    ),
    re.compile(r"议程|\bagenda\b|\bordre du jour\b|\borden del dia\b|\bповестк\w+|جدول الاعمال"),
)
"""Words for papers that have drafts, in questions and titles; for `plain` text."""


def draft_or_final(facts: Facts) -> Draft | None:
    """Quote the title of the plan or agenda asked about where it calls it a draft; None where it does not."""
    own = plain(facts.question.text)
    named = [pattern for pattern in _PAPERS if pattern.search(own)]
    asks = facts.question.asks - {Ask.CONFIRMED, Ask.PREMISE_CHECK, Ask.AGENDA, Ask.LAST}
    if (
        len(named) != 1
        or asks
        or not _FINAL.search(own)
        or not facts.question.wants(Ask.CONFIRMED, Ask.PREMISE_CHECK)
    ):
        return None
    papers = [one for one in documents_asked(facts) if named[0].search(plain(one.title))]
    newest = max(papers, key=lambda one: one.issued or date.min, default=None)
    title = _title(newest) if newest else None
    if newest is None or title is None or "draft" not in concepts(newest.title):
        return None
    return Draft(tuple(quoted(facts, title)), method=Method.QUOTE)


def _title(document: Document) -> Source | None:
    """Return where a document says its title, None where it says none."""
    span = next((fact.span for fact in document.facts if fact.name == "title"), None)
    return Source(document.id, span.start, span.end) if span else None
