"""Agendas: an item by number or by what it is about, the parts, the items of a part, how many."""

from __future__ import annotations

import re

from assistant.draft import Draft, Sentence, from_mention
from assistant.facts import Facts, plain_sentence
from assistant.lexicon import plain
from assistant.question import Ask
from assistant.refusals import decline
from assistant.sentences import concepts, words
from ingest.mentions.mention import Mention, MentionKind

_SAYS_NOTHING = frozenset({"article", "draft", "agenda", "debate", "review", "structure", "advisory_group"})
_WHICH_ITEM = re.compile(
    r"哪(?:个|一|几|些)?(?:个)?(?:议项|议题|项)|第几项|\b(?:which|what)\b[^?]{0,30}\bitems?\b|\b(?:quels?"
    r"|quelle)\b[^?]{0,20}\bpoints?\b"
    r"|\b(?:que|cual(?:es)?|en que)\b[^?]{0,20}\bpuntos?\b|\bкак\w+\b[^?]{0,20}\bпункт|اي بند|ما البند"
    r"|في اي بند|البند الذي"
)
_EMBEDDED = re.compile(r"[A-Z][A-Za-z\d]*(?:-[A-Z\d]+)+|[A-Z]\d?[A-Z]+\w*")


def agenda(facts: Facts) -> Draft | None:
    """Answer what stands on the agenda of the conference asked about."""
    question = facts.question
    if not question.wants(Ask.AGENDA) and not question.item:
        return None
    asked = {document.id for document in facts.documents_asked()}
    items = [m for m in facts.of_kind(MentionKind.AGENDA_ITEM) if m.document_id in asked]
    if question.item:
        return _by_number(facts, items, question.item)
    topics = question.topics - _SAYS_NOTHING
    if question.part and items:
        return _items_of_part(facts, items, question.part)
    about = topics or question.places or _names(question.text)
    found = _by_topic(facts, items) if about and items and _WHICH_ITEM.search(plain(question.text)) else None
    if found:
        return found
    if topics - {"work_plan", "digital_coalition", "implementation", "report"}:
        return None
    if question.parts and items:
        return _parts(facts, items)
    if question.wants(Ask.COUNT) and items:
        return _count(facts, items)
    others = question.asks - {Ask.AGENDA, Ask.LIST, Ask.WHICH_EVENT, Ask.COUNT}
    if others:
        return None
    if items:
        return _all(facts, items)
    return decline(facts, "agenda") if question.wants(Ask.LIST, Ask.COUNT) or question.parts else None


def _top(items: list[Mention]) -> list[Mention]:
    return [item for item in items if item.role == "item"]


def _sentence(facts: Facts, item: Mention) -> Sentence:
    """Return an item as `number) text`, on its own line, a sub-item after its item's number."""
    number = f"{item.parent} {item.number}" if item.parent else item.number
    return plain_sentence(f"{number}) {_text(item)}", from_mention(item), bullet=True, quoted=True)


def _text(item: Mention) -> str:
    return item.value.rstrip(" ；;。:：")


def _by_number(facts: Facts, items: list[Mention], number: str) -> Draft | None:
    found = [item for item in _top(items) if item.number == number]
    if not found:
        last = max(
            (int(item.number) for item in _top(items) if item.number and item.number.isdigit()), default=0
        )
        if not last:
            return None
        refused = decline(facts, brief=True)
        text = facts.say("agenda_no_item", number=number, last=last)
        return Draft((Sentence(text, claims=False),), status=refused.status)
    said: list[Sentence] = []
    for item in found:
        text = facts.say("agenda_item", number=number, text=_text(item))
        said.append(plain_sentence(text, from_mention(item), derived=frozenset({number})))
        said += [
            _sentence(facts, sub)
            for sub in items
            if sub.parent == number and sub.document_id == item.document_id and sub.role == "sub_item"
        ]
    return Draft(tuple(said))


def _names(text: str) -> frozenset[str]:
    return frozenset(plain(match.group()) for match in _EMBEDDED.finditer(text))


def _by_topic(facts: Facts, items: list[Mention]) -> Draft | None:
    from ingest.mentions.places import find_places

    question = facts.question
    topics = question.topics - {"article"}
    names = _names(question.text) - {plain(key) for key in facts.subject.conferences}
    places = {place.value for place in question.places}
    scored = []
    for item in items:
        if item.role == "part":
            continue
        score = 2.0 * len(topics & concepts(item.text)) + 3.0 * len(names & _names(item.text))
        score += 3.0 * len(places & {place.value for place in find_places(item.text)})
        score += 0.5 * len(words(question.text) & words(item.text))
        scored.append((score, item))
    best = max((score for score, _ in scored), default=0.0)
    if best < 2.0:
        return None
    chosen = [item for score, item in scored if score == best][:3]
    return Draft(tuple(_sentence(facts, item) for item in chosen))


def _parts_of(items: list[Mention]) -> list[Mention]:
    return [item for item in items if item.role == "part"]


def _parts(facts: Facts, items: list[Mention]) -> Draft | None:
    parts = _parts_of(items)
    if not parts:
        return decline(facts, "agenda")
    head = facts.say("agenda_parts", n=len(parts))
    spans = [from_mention(part) for part in parts]
    said = [plain_sentence(head, *spans, derived=frozenset({str(len(parts))}))]
    said += [
        plain_sentence(f"{part.number or index}. {_text(part)}", from_mention(part), bullet=True, quoted=True)
        for index, part in enumerate(parts, start=1)
    ]
    return Draft(tuple(said))


def _items_of_part(facts: Facts, items: list[Mention], number: int) -> Draft | None:
    parts = _parts_of(items)
    if not 1 <= number <= len(parts):
        return decline(facts, "agenda")
    part = parts[number - 1]
    mine = [item for item in items if item.part == part.value and item.role != "part"]
    head = facts.say("agenda_part_items", number=number, title=_text(part))
    said = [plain_sentence(head, from_mention(part), derived=frozenset({str(number)}))]
    return Draft((*said, *(_sentence(facts, item) for item in mine)))


def _count(facts: Facts, items: list[Mention]) -> Draft:
    top = _top(items)
    text = facts.say("agenda_count", n=len(top))
    return Draft(
        (
            plain_sentence(
                text, from_mention(top[0]), from_mention(top[-1]), derived=frozenset({str(len(top))})
            ),
        )
    )


def _all(facts: Facts, items: list[Mention]) -> Draft:
    said = [Sentence(facts.say("agenda_all"), claims=False)]
    said += [
        _sentence(facts, item)
        if item.role != "part"
        else plain_sentence(
            f"{item.number or ''}. {_text(item)}".lstrip(". "), from_mention(item), bullet=True, quoted=True
        )
        for item in items
    ]
    return Draft(tuple(said))
