"""Answers to what the theme of a conference is."""

from __future__ import annotations

from assistant.answer import Status
from assistant.asks import Ask
from assistant.draft import Draft, Remark, Sentence, plain_sentence
from assistant.facts import Facts
from assistant.leftover import residual
from assistant.lexicon import listed
from assistant.quotation import quoted, sentence_around
from assistant.refusals import decline
from assistant.standing import edition
from assistant.statements import sources
from assistant.whereabouts import names_other_places
from ingest.events import Attribute, Event, EventKind
from ingest.mentions.mention import MentionKind

_CHOSEN = frozenset({"choice", "approval"})
_CHOOSERS = listed(
    "advisory_group council secretary_general member_state bureau director government letter invitation"
    " confirmation decision_text"
)
"""Concepts of who may have chosen a theme, and of where that is told."""


def theme(facts: Facts) -> Draft | None:
    """Answer what the theme is; the sentence that gives it is quoted where the question asks for more."""
    if not facts.question.wants(Ask.THEME) or _asks_more(facts):
        return None
    events = [event for event in facts.subject.events if event.kind is EventKind.CONFERENCE]
    if not events:
        return None
    known = [event for event in events if event.value(Attribute.THEME)]
    if facts.subject.guessed and names_other_places(facts.question, known[:1], known=False):
        return None
    if facts.subject.guessed:
        events = known[:1]
    if not events:
        return decline(facts, "theme")
    said: list[Sentence] = []
    remarks: list[Remark] = []
    for event in events:
        value = event.value(Attribute.THEME)
        if value is None:
            said += decline(facts, "theme", event=event).sentences
            continue
        text = facts.say("theme", name=facts.name(event), theme=value.strip('“”"*«» '))
        said.append(plain_sentence(text, *sources(event, Attribute.THEME)))
        if facts.question.wants(Ask.WHO, Ask.WHEN, Ask.WHERE) or _CHOSEN & facts.question.topics:
            said += _quoted_with_facts(facts, event, Attribute.THEME)
        remarks += edition(facts, event)
    if (
        facts.question.wants(Ask.WHERE)
        and "advisory_group" in facts.question.topics
        and not _placed(facts, said)
    ):
        return decline(facts, "where", nearest=tuple(one for one in said if one.quoted))
    status = (
        Status.ANSWERED if len(known) == len(events) else Status.NOT_FOUND if not known else Status.PARTIAL
    )
    return Draft(tuple(said), status=status, remarks=tuple(remarks))


def _asks_more(facts: Facts) -> bool:
    """Return whether a question asks for more than the theme and who chose it when."""
    rest = residual(facts)
    return bool(rest - _CHOSEN - {"participation"} - (_CHOOSERS if rest & _CHOSEN else frozenset()))


def _placed(facts: Facts, said: list[Sentence]) -> bool:
    """Return whether a sentence gives a place."""
    inside = (m for one in said for source in one.sources for m in facts.inside(source))
    return any(mention.kind is MentionKind.PLACE for mention in inside)


def _quoted_with_facts(facts: Facts, event: Event, attribute: Attribute) -> list[Sentence]:
    return [
        sentence
        for source in sources(event, attribute)
        for sentence in quoted(facts, sentence_around(facts, source))
    ]
