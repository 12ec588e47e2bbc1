"""The parts of an agenda as an answer tells them: all of them, the items of one, how many each has."""

from __future__ import annotations

from assistant.agenda_items import item_sentence, item_text, items_counted
from assistant.agendas import Agenda
from assistant.asks import Ask
from assistant.draft import Draft, Sentence, from_mention, plain_sentence
from assistant.facts import Facts
from assistant.refusals import decline
from ingest.mentions.mention import Mention


def all_parts(facts: Facts, current: Agenda) -> Draft:
    """Return how many parts an agenda has, and each on its own line."""
    parts = current.parts
    head = facts.say("agenda_parts", n=len(parts))
    spans = [from_mention(part) for part in parts]
    said = [plain_sentence(head, *spans, derived=frozenset({str(len(parts))}))]
    said += [part_sentence(part, str(index)) for index, part in enumerate(parts, start=1)]
    return Draft(tuple(said))


def part_sentence(part: Mention, number: str) -> Sentence:
    """Return a part on its own line, after its own number, else after `number` unless that is empty."""
    text = f"{part.number or number}. {item_text(part)}".lstrip(". ")
    return plain_sentence(text, from_mention(part), bullet=True, quoted=True)


def items_of_part(facts: Facts, current: Agenda, number: int) -> Draft:
    """Return the items of the part of this number, counted from 1; a refusal where there are fewer parts."""
    if not 1 <= number <= len(current.parts):
        return decline(facts, "agenda")
    part = current.parts[number - 1]
    mine = [item for item in current.items if item.part == part.value and item.role != "part"]
    head = facts.say("agenda_part_items", number=number, title=item_text(part))
    said = [plain_sentence(head, from_mention(part), derived=frozenset({str(number)}))]
    top = [item for item in mine if item.role == "item"]
    if facts.question.wants(Ask.COUNT) and top:
        said.append(items_counted(facts, "count_items", top))
    return Draft((*said, *map(item_sentence, mine)))


def items_by_part(facts: Facts, current: Agenda) -> Draft:
    """Return the parts, each with how many items it has."""
    said: list[Sentence] = []
    for index, part in enumerate(current.parts, start=1):
        top = [item for item in current.items if item.part == part.value and item.role == "item"]
        said += [
            part_sentence(part, str(index)),
            *([items_counted(facts, "count_items", top)] if top else []),
        ]
    return Draft(tuple(said))
