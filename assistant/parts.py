"""Messages that ask two questions: each answered after the one before it, and what they tell together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from assistant.answer import Status, Turn
from assistant.asked import Asked
from assistant.asks import Ask
from assistant.choice import READ_BESIDE
from assistant.compound import (
    asks_for_each,
    cited_by_answers,
    is_from_ledger,
    joined,
    questions_in,
    tells_all,
)
from assistant.draft import Draft, Source
from assistant.numbered_texts import NUMBERED
from assistant.quotation import quoted
from assistant.restating import references
from assistant.selection import selected
from assistant.sureness import best_of, is_read_surely
from assistant.verify import verify

_APART = frozenset({Ask.CONFIRMED, Ask.FORMAT, Ask.SIGNATORY, Ask.ISSUED, Ask.SYMBOL, Ask.HOST, Ask.DURATION})
"""Asks that two questions of a message may have, each with an answer of its own."""
Answering = Callable[[str, tuple[Turn, ...]], Asked]
"""Answers one part of a message after the turns before it."""


def in_parts(asked: Asked, answer: Answering) -> Asked:
    """Answer two questions of one message one after the other, each leaning on the one before.

    Where the ledger answers the whole, only if a sentence surely answers one of them besides, or it tells
    more of them one by one. Two that only a comma joins are told apart where nothing answers both together,
    and each has an answer.
    """
    text = asked.facts.question.text
    pieces = questions_in(text)
    settled = asked.draft is None or asked.draft.status is Status.ANSWERED
    by_comma = not pieces and (not settled or is_from_ledger(asked.draft) or asks_for_each(text))
    pieces = questions_in(text, joined=True) if by_comma else pieces
    if not pieces:
        return asked
    parts: list[Asked] = []
    before = tuple(Turn(earlier.text) for earlier in asked.facts.question.earlier)
    for piece in pieces:
        told = zip(pieces, parts, strict=False)
        turns = (*before, *(Turn(carried(earlier, one)) for earlier, one in told))
        parts.append(answer(piece, turns))
    drafts = [verify(part.draft, part.facts) if part.draft else None for part in parts]
    if by_comma and not all(draft and draft.status is Status.ANSWERED for draft in drafts):
        return asked
    of_agenda = all(_is_of_agenda(part) for part in parts)
    more = _tell_more(parts) or (
        (of_agenda or by_comma or _ask_apart(parts)) and tells_all(drafts, asked.draft)
    )
    if is_from_ledger(asked.draft) and not more:
        return asked
    drafts = _with_what_is_beside(parts, drafts)
    draft = joined(drafts, [best_of(part.facts, part.choice) if part.choice else None for part in parts])
    return replace(asked, draft=draft, parts=tuple(parts)) if draft else asked


def _ask_apart(parts: Sequence[Asked]) -> bool:
    """Return whether each part asks for something, and no two for the same: a confirmation, then a form."""
    asks = [part.facts.question.asks - {Ask.PREMISE_CHECK, Ask.LIST} for part in parts]
    return (
        all(asks)
        and not any(each - _APART for each in asks)
        and sum(map(len, asks)) == len(frozenset[Ask]().union(*asks))
    )


def _is_of_agenda(part: Asked) -> bool:
    question = part.facts.question
    return question.wants(Ask.AGENDA) or bool(question.item or question.part or question.parts)


def _with_what_is_beside(parts: Sequence[Asked], drafts: Sequence[Draft | None]) -> list[Draft | None]:
    """Return the drafts; a part whose best sentence another part quotes is answered by those beside it.

    These were read to answer too; where there are none the draft stays as it is.
    """
    told = cited_by_answers(drafts)
    found: list[Draft | None] = []
    for part, draft in zip(parts, drafts, strict=True):
        further = _beside(part, told) if draft and draft.status is not Status.ANSWERED else ()
        said = [sentence for source in further for sentence in quoted(part.facts, source)]
        found.append(verify(Draft(tuple(said)), part.facts) if said else draft)
    return found


def _beside(part: Asked, told: frozenset[Source]) -> tuple[Source, ...]:
    """Return the sentences chosen after the best one, where that is told already."""
    if part.choice is None or not part.choice.ranked or part.choice.ranked[0].unit.source not in told:
        return ()
    further = selected(part.facts, part.choice)[1:]
    return tuple(
        one.unit.source
        for one in further
        if one.unit.source not in told and (one.signs.answer or 0.0) >= READ_BESIDE
    )


def carried(piece: str, part: Asked) -> str:
    """Return a question of a message with the one numbered text that its answer names, if it names none.

    What comes after leans on that: `by which resolution? And when was it revised?`.
    """
    if part.draft is None or part.draft.status is not Status.ANSWERED or references(piece):
        return piece
    said = " ".join(sentence.text for sentence in part.draft.sentences[:2])
    told = {(kind, number): written for kind, number, written in references(said) if kind in NUMBERED}
    return f"{piece} ({next(iter(told.values()))})" if len(told) == 1 else piece


def _tell_more(parts: Sequence[Asked]) -> bool:
    """Return whether all parts of a message are answered, one by a sentence that surely answers it."""
    drafts = [part.draft for part in parts]
    answered = all(draft is not None and draft.status is Status.ANSWERED for draft in drafts)
    return answered and any(
        not is_from_ledger(part.draft) and part.choice is not None and is_read_surely(part.choice)
        for part in parts
    )
