"""Answers to whether the dates of an event are settled."""

from __future__ import annotations

from assistant.asks import Ask
from assistant.draft import Draft, Sentence, plain_sentence
from assistant.facts import Facts
from assistant.leftover import residual
from assistant.statements import sources
from ingest.events import Attribute, Modality


def confirmed(facts: Facts) -> Draft | None:
    """Answer whether the dates are settled, from the words around them."""
    rest = residual(facts) - {"approval", "advisory_group", "agenda", "choice"}
    question = facts.question
    if not question.wants(Ask.CONFIRMED) or question.wants(Ask.FIRST, Ask.WHO) or rest:
        return None
    if (question.wants(Ask.AGENDA) or "agenda" in question.topics) and not question.wants(Ask.WHEN):
        return None  # Whether the agenda is settled is another matter.
    said: list[Sentence] = []
    for event in facts.subject.events[: 1 if facts.subject.guessed else None]:
        found = event.attributes.get(Attribute.DATE)
        if not found:
            continue
        first = found.current.statements[0]
        open_still = first.modality in (Modality.TENTATIVE, Modality.PLANNED)
        key = "not_confirmed" if open_still else "is_confirmed"
        text = facts.say(key, name=facts.name(event), date=facts.day(found.current.value))
        said.append(plain_sentence(text, *sources(event, Attribute.DATE)))
    return Draft(tuple(said)) if said else None
