"""Paragraphs by their numbers: in which one something is said, and what one says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.documents_asked import documents_asked, in_one_language
from assistant.draft import Draft, Sentence, Source
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.paragraphs_asked import asks_paragraph
from assistant.quotation import quoted_all
from assistant.sentences import Unit, units
from ingest.documents import Block, BlockKind, Document

_NUMBER = re.compile(
    r"第?\s?(\d{1,2}(?:\.\d{1,2}){1,3})\s?(?:段|节|条|款)|(?:段落?"
    r"|章节)\s?(\d{1,2}(?:\.\d{1,2}){0,3})(?![\d年月])"
    r"|\b(?:para(?:graph)?s?|section|clause|paragraphes?|parrafos?|пункт\w*|абзац\w*"
    r"|раздел\w*)\.? (\d{1,2}(?:\.\d{1,2}){0,3})\b"
    r"|(?:فقره|بند) (\d{1,2}(?:\.\d{1,2}){0,3})"
)
"""A paragraph by its number; for `plain` text."""
MOST = 8
"""Sentences of a paragraph that are quoted."""


def paragraphs_of(facts: Facts, shown: Sequence[Unit]) -> tuple[Sentence, ...]:
    """Return the numbers of the paragraphs that sentences stand in, none where they have none."""
    found: dict[str, Source] = {}
    for unit in shown:
        document = facts.documents[unit.document_id]
        block = _numbered(document, unit.block)
        if block is not None and block.number:
            found.setdefault(block.number.strip("()（）"), unit.source)
    return tuple(
        Sentence(
            facts.say("paragraph_is", n=number),
            (source,),
            derived=frozenset(re.findall(r"\d+(?:\.\d+)*", number)) | {number},
        )
        for number, source in found.items()
    )


def paragraphs(facts: Facts) -> Draft | None:
    """Quote the paragraph whose number a question gives; None where none is asked for, or none bears it."""
    question = facts.question
    match = _NUMBER.search(plain(question.text))
    if match is None or question.item or asks_paragraph(facts.question.text):
        return None
    number = next(group for group in match.groups() if group)
    found = [
        unit
        for document in in_one_language(facts, documents_asked(facts))
        for unit in _under(document, number)
    ]
    if not found or len({unit.document_id for unit in found}) > 1:
        return None
    return Draft(quoted_all(facts, found[:MOST]))


def _under(document: Document, number: str) -> Iterator[Unit]:
    """Yield the sentences of the block with a number, and those below it of a heading."""
    at = [i for i, block in enumerate(document.blocks) if (block.number or "").strip(".．、)") == number]
    if len(at) != 1:
        return
    last = at[0]
    if document.blocks[last].kind is BlockKind.HEADING:
        level = document.blocks[last].level
        for place in range(last + 1, len(document.blocks)):
            block = document.blocks[place]
            if block.kind is BlockKind.HEADING and block.level <= level:
                break
            last = place
    yield from (unit for unit in units(document) if at[0] <= unit.block <= last)


def _numbered(document: Document, at: int) -> Block | None:
    """Return the paragraph with a number that a block is or belongs to, None where a heading comes first."""
    for block in reversed(document.blocks[: at + 1]):
        if block.number:
            return block
        if block.kind is BlockKind.HEADING:
            return None
    return None
