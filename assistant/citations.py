"""Number the citations of a draft and say where each claim stands in the answer."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from assistant.answer import Citation, Claim, Notice
from assistant.draft import Draft, Source
from ingest.documents import Document

_MARK = re.compile(r"\[(\d{1,3})\]")


class UnknownCitation(ValueError):
    """A citation number or id that nothing was cited under."""


@dataclass(frozen=True, slots=True)
class Composed:
    """The text of an answer with its claims, citations and notices."""

    text: str
    claims: tuple[Claim, ...]
    citations: tuple[Citation, ...]
    notices: tuple[Notice, ...]


def compose(draft: Draft, documents: Mapping[str, Document], language: str) -> Composed:
    """Return the text of `draft` with `[n]` after each sentence and the citations they stand for.

    Numbers count from 1 in the order of the text; one span has one number. Raises UnknownCitation
    where a source names a document that is not there or characters outside its text.
    """
    numbers: dict[Source, int] = {}
    parts: list[str] = []
    claims: list[Claim] = []
    length = 0
    for sentence in draft.sentences:
        cited = tuple(
            numbers.setdefault(source, len(numbers) + 1) for source in dict.fromkeys(sentence.sources)
        )
        lead = _lead(sentence.bullet, parts, language)
        marks = "".join(f"[{number}]" for number in cited)
        body = sentence.text + (f" {marks}" if marks else "")
        start = length + len(lead)
        parts.append(lead + body)
        length += len(lead) + len(body)
        if sentence.claims:
            claims.append(
                Claim(
                    sentence.text,
                    start,
                    start + len(sentence.text),
                    bool(sentence.verified),
                    cited,
                    sentence.quoted,
                )
            )
    notices = tuple(
        Notice(
            remark.kind,
            remark.text,
            tuple(numbers.setdefault(source, len(numbers) + 1) for source in dict.fromkeys(remark.sources)),
        )
        for remark in draft.remarks
    )
    citations = tuple(cite(source, number, documents) for source, number in numbers.items())
    return Composed("".join(parts), tuple(claims), citations, notices)


def _lead(bullet: bool, parts: list[str], language: str) -> str:
    if not parts:
        return "- " if bullet else ""
    if bullet:
        return "\n- "
    last = parts[-1]
    return "\n" if last.startswith(("\n- ", "- ")) or "\n" in last else " "


def cite(source: Source, number: int, documents: Mapping[str, Document]) -> Citation:
    """Return citation `number` of a span; its quote is exactly those characters of the document.

    Raises UnknownCitation where there is no such document or the span is empty or outside it.
    """
    document = documents.get(source.document_id)
    if document is None:
        raise UnknownCitation(f"no document {source.document_id!r} is open; cite one that was read")
    if not 0 <= source.start < source.end <= len(document.text):
        raise UnknownCitation(
            f"characters {source.start}–{source.end} are not in {source.document_id!r},"
            f" which has {len(document.text)}"
        )
    page = next(
        (
            block.page
            for block in document.blocks
            if block.start <= source.start < max(block.end, block.start + 1)
        ),
        None,
    )
    return Citation(
        number,
        document.id,
        document.source,
        document.title,
        document.symbol,
        document.language,
        page,
        source.start,
        source.end,
        document.text[source.start : source.end],
    )


def marks(text: str, count: int) -> tuple[int, ...]:
    """Return the numbers of the `[n]` marks of a model's text, in order.

    Raises UnknownCitation for a number that is not 1 to `count`: `[0]` and `[99]` are errors.
    """
    numbers = tuple(int(match.group(1)) for match in _MARK.finditer(text))
    for number in numbers:
        if not 1 <= number <= count:
            raise UnknownCitation(f"[{number}] cites nothing: the evidence has numbers 1 to {count}")
    return numbers


def without_marks(text: str) -> str:
    """Return a model's text without its `[n]` marks."""
    return re.sub(r"\s*\[\d{1,3}\]", "", text).strip()
