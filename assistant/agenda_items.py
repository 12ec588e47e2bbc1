"""Agenda items as an answer tells them: number, text, what their table says besides, sub-items."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.agendas import Version
from assistant.draft import Sentence, from_mention, plain_sentence
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.ordinals import value_of
from assistant.records import Field, record_at
from ingest.mentions.mention import Mention, MentionKind

_STATUTORY = re.compile(r"法定|\bstatut|\bestatutari|уставн|نظامي")
"""Words for what an agenda says in the titles of its parts; for `plain` text."""


def item_sentence(item: Mention) -> Sentence:
    """Return an item as `number) text`, on its own line, a sub-item after its item's number."""
    return plain_sentence(f"{_number(item)}) {item_text(item)}", from_mention(item), bullet=True, quoted=True)


def _number(item: Mention) -> str:
    """Return the number of an item, that of a sub-item with its item's."""
    return f"{item.parent} {item.number}" if item.parent else str(item.number)


def _said_number(facts: Facts, item: Mention) -> str:
    """Return the number of an item as the asker writes numbers: `3` for 三 outside Chinese."""
    value = value_of(item.number) if facts.language != "zh" and not item.parent else None
    return str(value or _number(item))


def item_text(item: Mention) -> str:
    """Return the text of an item or a part without the stop that ends it."""
    return item.value.rstrip(" ；;。:：")


def cells_beside(facts: Facts, item: Mention) -> tuple[Field, ...]:
    """Return the further cells of an item that stands in a table: who takes it, what is to be done."""
    record = record_at(facts.documents[item.document_id], item.start)
    if record is None:
        return ()
    return tuple(
        one
        for one in record.fields
        if one.head and one.text and one.start != item.start and one.text.rstrip(".)") != item.number
    )


def whole_item(facts: Facts, item: Mention) -> Sentence:
    """Return one item, with what its table says of it besides."""
    number = _said_number(facts, item)
    text = facts.say("agenda_item", number=number + (")" if item.parent else ""), text=item_text(item))
    text = text.rstrip(".。")
    beside = cells_beside(facts, item)
    spans = [from_mention(item)]
    derived = {number, item.number or "", item.parent or ""} - {""}
    if (facts.question.parts or _STATUTORY.search(plain(facts.question.text))) and (
        parted := _part_of(facts, item)
    ):
        above, part = parted
        text += "，" if facts.language == "zh" else ", "
        text += facts.say("agenda_part", number=above, title=item_text(part))
        spans.append(from_mention(part))
        derived.add(str(above))
    if beside:
        text += "；" if facts.language == "zh" else "; "
        text += ("；" if facts.language == "zh" else "; ").join(f"{one.head}: {one.text}" for one in beside)
        record = record_at(facts.documents[item.document_id], item.start)
        spans = [record.source, *spans[1:]] if record else spans
    stop = "。" if facts.language == "zh" else "."
    return plain_sentence(text + stop, *spans, derived=frozenset(derived))


def _part_of(facts: Facts, item: Mention) -> tuple[int, Mention] | None:
    """Return the part of its agenda that an item stands in, and which one it is, counted from 1."""
    parts = [
        one for one in facts.of_kind(MentionKind.AGENDA_ITEM, "part") if one.document_id == item.document_id
    ]
    return next(((at, one) for at, one in enumerate(parts, 1) if one.value == item.part), None)


def sub_items(facts: Facts, versions: tuple[Version, ...], item: Mention) -> list[Mention]:
    """Return the sub-items of an item, from another version of the agenda where only that spells them out."""
    for version in versions:
        one = version.best(facts.language)
        same = next((top for top in one.top if plain(item_text(top)) == plain(item_text(item))), None)
        below = [sub for sub in one.items if same and sub.role == "sub_item" and sub.parent == same.number]
        if below:
            return below
    return []


def items_counted(facts: Facts, phrase: str, items: Sequence[Mention]) -> Sentence:
    """Return how many items there are, with the first and the last as its sources."""
    text = facts.say(phrase, n=len(items))
    spans = (from_mention(items[0]), from_mention(items[-1]))
    return plain_sentence(text, *spans, derived=frozenset({str(len(items))}))
