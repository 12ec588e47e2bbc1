"""What one could ask next: attributes and relations of the events that an answer was about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.examples import short_name
from ingest.events import Attribute, Event, EventKind
from ui.turns import KeptAnswer

# What is asked of an event, in English and in Chinese.
_ASKED: dict[str, tuple[str, str]] = {
    "date": ("When is {name}?", "{name}何时举行？"),
    "city": ("Where is {name}?", "{name}在哪里举行？"),
    "venue": ("At which venue is {name}?", "{name}的会场在哪里？"),
    "theme": ("What is the theme of {name}?", "{name}的主题是什么？"),
    "deadline": ("What deadlines are there for {name}?", "{name}有哪些截止日期？"),
    "regional": ("Which regional meetings prepare {name}?", "为筹备{name}举行哪些区域性会议？"),
    "parent": ("When and where is {name}?", "{name}何时、在哪里举行？"),
}
MOST = 3


def follow_ups(answer: KeptAnswer, events: Iterable[Event], asked: Sequence[str]) -> list[str]:
    """Return up to three questions that the ledger can answer and that were not `asked` yet."""
    language = "zh" if answer.language == "zh" else "en"
    every = {event.key: event for event in events}
    subjects = _subjects(answer, every.values())
    questions: list[str] = []
    for event in subjects[:2]:
        name = short_name(event, language)
        own = [other for other in every.values() if other.parent == event.key]
        cited = {attribute for attribute in event.attributes if _is_cited(answer, event, attribute)}
        asks = [
            str(attribute)
            for attribute in (Attribute.DATE, Attribute.CITY, Attribute.VENUE, Attribute.THEME)
            if attribute in event.attributes and attribute not in cited
        ]
        if any(other.kind is EventKind.DEADLINE for other in own):
            asks.append("deadline")
        if any(other.kind is EventKind.REGIONAL_MEETING for other in own):
            asks.append("regional")
        questions += [_ASKED[ask][language == "zh"].format(name=name) for ask in asks]
        parent = every.get(event.parent or "")
        if parent is not None and parent.value(Attribute.DATE):
            questions.append(_ASKED["parent"][language == "zh"].format(name=short_name(parent, language)))
    said = {question.casefold().strip() for question in asked}
    return [one for one in dict.fromkeys(questions) if one.casefold() not in said][:MOST]


def _subjects(answer: KeptAnswer, events: Iterable[Event]) -> list[Event]:
    """Return the named events that the answer's citations speak of, most cited first."""
    counted = [
        (sum(_is_cited(answer, event, attribute) for attribute in event.attributes), event)
        for event in events
        if event.kind not in (EventKind.DEADLINE, EventKind.SESSION, EventKind.OTHER)
    ]
    ranked = sorted((pair for pair in counted if pair[0]), key=lambda pair: (-pair[0], pair[1].key))
    return [event for _, event in ranked]


def _is_cited(answer: KeptAnswer, event: Event, attribute: Attribute) -> bool:
    return any(
        statement.document_id == citation.document_id
        and statement.start < citation.end
        and citation.start < statement.end
        for statement in event.attributes[attribute].current.statements
        for citation in answer.citations
    )
