"""The agenda item that a question means in other words, or another language, than the agenda's own."""

from __future__ import annotations

from assistant.agenda_items import whole_item
from assistant.agendas import versions_asked
from assistant.draft import Draft
from assistant.facts import Facts
from assistant.items_asked import WHICH_ITEM
from assistant.lexicon import plain
from assistant.ordinals import value_of
from index.reading import Reading
from ingest.mentions.mention import Mention

READ, MEANT, AHEAD = 0.5, 3.5, 4.5
"""What the log odds by the reranker count beside likeness in meaning, least sum of both for the item that is
meant, and how far every other item is behind it: all sixteen such of 1,700 questions were right."""


def item_meant(facts: Facts, reading: Reading) -> Draft | None:
    """Return the item that is by far nearest to a question that asks which item; None where none is."""
    question = facts.question
    if question.item or question.part or not WHICH_ITEM.search(plain(question.text)):
        return None
    items = [
        (item, one.document.language)
        for version in versions_asked(facts)[:1]
        for one in version.agendas
        for item in one.items
        if item.role != "part"
    ]
    near = _nearness(items, reading)
    if not near or max(near) < MEANT:
        return None
    at = near.index(max(near))
    best, _ = items[at]
    others = [value for value, (item, _) in zip(near, items, strict=True) if _numbers(item) != _numbers(best)]
    return Draft((whole_item(facts, best),)) if near[at] - max(others, default=0.0) >= AHEAD else None


def _nearness(items: list[tuple[Mention, str]], reading: Reading) -> list[float]:
    """Return how near items are to the question by meaning and by the reranker; none without one."""
    read = reading.answering([("", item.value) for item, _ in items])
    if read is None:
        return []
    alike = reading.meaning([(item.value, language) for item, language in items])
    return [one + READ * other for one, other in zip(alike, read, strict=True)]


def _numbers(item: Mention) -> tuple[int | str | None, ...]:
    """Return the numbers of an item and of the one above it, the same in every language."""
    return tuple(each and (value_of(each) or each) for each in (item.number, item.parent))
