"""What one could ask next: attributes and relations of the events that an answer was about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from assistant.examples import short_name
from ingest.events import Attribute, Event, EventKind
from ui.turns import KeptAnswer

# What is asked of an event, in each language in turn.
_LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar")
_ASKED: dict[str, tuple[str, str, str, str, str, str]] = {
    "date": (
        "When is {name}?",
        "{name}何时举行？",
        "Quand se tient {name} ?",
        "¿Cuándo se celebra {name}?",
        "Когда пройдёт {name}?",
        "متى يُعقد {name}؟",
    ),
    "city": (
        "Where is {name}?",
        "{name}在哪里举行？",
        "Où se tient {name} ?",
        "¿Dónde se celebra {name}?",
        "Где пройдёт {name}?",
        "أين يُعقد {name}؟",
    ),
    "venue": (
        "At which venue is {name}?",
        "{name}的会场在哪里？",
        "À quel endroit se tient {name} ?",
        "¿En qué sede se celebra {name}?",
        "В каком здании пройдёт {name}?",
        "في أي قاعة يُعقد {name}؟",
    ),
    "theme": (
        "What is the theme of {name}?",
        "{name}的主题是什么？",
        "Quel est le thème de {name} ?",
        "¿Cuál es el tema de {name}?",
        "Какова тема {name}?",
        "ما هو موضوع {name}؟",
    ),
    "deadline": (
        "What deadlines are there for {name}?",
        "{name}有哪些截止日期？",
        "Quelles sont les dates limites pour {name} ?",
        "¿Qué plazos hay para {name}?",
        "Какие сроки установлены для {name}?",
        "ما هي المواعيد النهائية الخاصة بـ {name}؟",
    ),
    "regional": (
        "Which regional meetings prepare {name}?",
        "为筹备{name}举行哪些区域性会议？",
        "Quelles réunions régionales préparent {name} ?",
        "¿Qué reuniones regionales preparan {name}?",
        "Какие региональные собрания готовят {name}?",
        "ما هي الاجتماعات الإقليمية التحضيرية لـ {name}؟",
    ),
    "parent": (
        "When and where is {name}?",
        "{name}何时、在哪里举行？",
        "Quand et où se tient {name} ?",
        "¿Cuándo y dónde se celebra {name}?",
        "Когда и где пройдёт {name}?",
        "متى وأين يُعقد {name}؟",
    ),
}
MOST = 3


def follow_ups(answers: Sequence[KeptAnswer], events: Iterable[Event], asked: Sequence[str]) -> list[str]:
    """Return up to three questions about the last of `answers` that the ledger can answer.

    What was `asked`, or told by any of the answers, is left out. Raises IndexError without an answer.
    """
    answer = answers[-1]
    language = answer.language if answer.language in _LANGUAGES else "en"
    own_words = {ask: said[_LANGUAGES.index(language)] for ask, said in _ASKED.items()}
    every = {event.key: event for event in events}
    subjects = _subjects(answer, every.values())
    questions: list[str] = []
    for event in subjects[:2]:
        name = short_name(event, language)
        own = [other for other in every.values() if other.parent == event.key]
        told = {
            attribute
            for attribute in event.attributes
            if any(_is_cited(one, event, attribute) for one in answers)
        }
        asks = [
            str(attribute)
            for attribute in (Attribute.DATE, Attribute.CITY, Attribute.VENUE, Attribute.THEME)
            if attribute in event.attributes and attribute not in told
        ]
        if any(other.kind is EventKind.DEADLINE for other in own):
            asks.append("deadline")
        if any(other.kind is EventKind.REGIONAL_MEETING for other in own):
            asks.append("regional")
        questions += [own_words[ask].format(name=name) for ask in asks]
        parent = every.get(event.parent or "")
        if parent is not None and parent.value(Attribute.DATE):
            questions.append(own_words["parent"].format(name=short_name(parent, language)))
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
