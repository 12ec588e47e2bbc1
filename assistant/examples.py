"""Questions a newcomer could ask of what is really indexed, made from the ledger."""

from __future__ import annotations

from collections.abc import Iterable

from ingest.events import Attribute, Event, EventKind

# What is asked of an event that has the attribute, by language.
_TEMPLATES: dict[str, dict[str, str]] = {
    "when_where": {
        "en": "When and where is {name}?",
        "zh": "{name}何时、在哪里举行？",
        "fr": "Quand et où se tient {name} ?",
        "es": "¿Cuándo y dónde se celebra {name}?",
        "ru": "Когда и где пройдёт {name}?",
        "ar": "متى وأين يُعقد {name}؟",
    },
    "theme": {
        "en": "What is the theme of {name}?",
        "zh": "{name}的主题是什么？",
        "fr": "Quel est le thème de {name} ?",
        "es": "¿Cuál es el tema de {name}?",
        "ru": "Какова тема {name}?",
        "ar": "ما هو موضوع {name}؟",
    },
    "deadline": {
        "en": "What deadlines are there for {name}?",
        "zh": "{name}有哪些截止日期？",
        "fr": "Quelles sont les dates limites pour {name} ?",
        "es": "¿Qué plazos hay para {name}?",
        "ru": "Какие сроки установлены для {name}?",
        "ar": "ما هي المواعيد النهائية الخاصة بـ {name}؟",
    },
    "regional": {
        "en": "Which regional meetings prepare {name}?",
        "zh": "为筹备{name}举行哪些区域性会议？",
        "fr": "Quelles réunions régionales préparent {name} ?",
        "es": "¿Qué reuniones regionales preparan {name}?",
        "ru": "Какие региональные собрания готовят {name}?",
        "ar": "ما هي الاجتماعات الإقليمية التحضيرية لـ {name}؟",
    },
}


def short_name(event: Event, language: str) -> str:
    """Return the acronym with edition where the event has one, else its name in `language`."""
    acronyms = [name.text for name in event.names if name.text.isascii() and name.text.upper() == name.text]
    return min(acronyms, key=len) if acronyms else event.name(language)


def example_questions(events: Iterable[Event], language: str, most: int = 4) -> list[str]:
    """Return up to `most` questions in `language` that the events can answer, newest events first."""
    events = list(events)
    conferences = sorted(
        (
            event
            for event in events
            if event.kind is EventKind.CONFERENCE and event.value(Attribute.DATE) is not None
        ),
        key=lambda event: event.value(Attribute.DATE) or "",
        reverse=True,
    )
    asked: list[tuple[str, Event]] = []
    for conference in conferences[:2]:
        own = [event for event in events if event.parent == conference.key]
        if conference.value(Attribute.CITY):
            asked.append(("when_where", conference))
        if any(event.kind is EventKind.DEADLINE for event in own):
            asked.append(("deadline", conference))
        if any(event.kind is EventKind.REGIONAL_MEETING for event in own):
            asked.append(("regional", conference))
        if conference.value(Attribute.THEME):
            asked.append(("theme", conference))
    worded = {key: words.get(language, words["en"]) for key, words in _TEMPLATES.items()}
    return [worded[template].format(name=short_name(event, language)) for template, event in asked[:most]]
