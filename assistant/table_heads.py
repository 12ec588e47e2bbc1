"""What the columns of a table give: its row of heads."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asks import Ask
from assistant.documents_asked import documents_asked, in_one_language
from assistant.draft import Draft
from assistant.facts import Facts
from assistant.lexicon import lexicon, plain
from assistant.quotation import quoted
from assistant.sentences import Unit, concepts, is_head_row, units
from ingest.mentions.vocabulary import regions

_TABLE = re.compile(
    r"表格|列表|[那这张]表|表[中里内]|\btables?\b|\btableaux?\b|\btablas?\b|\bcuadros?\b|\bтаблиц\w+"
    r"|(?:ال)?جدول(?! (?:ال)?اعمال)"
)
"""Words for a table; for `plain` text."""
_COLUMNS = re.compile(
    r"(?:哪|几|多少|什么)[^，,。；;？?]{0,3}[栏列]|[栏列](?:有|是|分别)|表头|\bcolumns?\b|\bcolonnes?\b"
    r"|\bcolumnas?\b|\bстолбц\w+|\bколон\w+"
    r"|اعمده|عمود"
)
"""Words for its columns; for `plain` text."""


def table_heads(facts: Facts) -> Draft | None:
    """Quote the heads of the table asked about; None where its columns are not asked for.

    They are where columns are named, or a thing that one head is about; of one region or day a row tells
    more.
    """
    question, own = facts.question, plain(facts.question.text)
    columns = bool(_COLUMNS.search(own))
    if not _TABLE.search(own) or question.asks - {Ask.COUNT, Ask.URL} - ({Ask.LIST} if columns else set()):
        return None
    if question.dates or question.places or any(each.search(question.text) for _, each in regions()):
        return None
    heads = list(_heads(facts))
    found = [unit for unit in heads if concepts(unit.text) & _things(facts)] or (heads if columns else [])
    if len(found) != 1:
        return None
    return Draft(tuple(quoted(facts, found[0].source)))


def _things(facts: Facts) -> frozenset[str]:
    """Return the concepts of the question that its meetings do not account for."""
    named = lexicon("names").names(facts.question.text)
    return facts.question.topics - {"preparation", "report", "agenda", "implementation"} - named


def _heads(facts: Facts) -> Iterator[Unit]:
    for document in in_one_language(facts, documents_asked(facts)):
        yield from (unit for unit in units(document) if is_head_row(document, unit))
