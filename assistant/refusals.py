"""Saying that the documents do not give it: what was looked for, where, and what is nearest."""

from __future__ import annotations

from assistant.answer import Status
from assistant.asks import Ask
from assistant.documents_asked import documents_asked
from assistant.draft import Draft, Sentence, Source
from assistant.event_keys import base
from assistant.facts import Facts
from assistant.quotation import quoted
from ingest.events import Event

TYPED = frozenset(
    {
        Ask.WHEN,
        Ask.WHERE,
        Ask.DURATION,
        Ask.START,
        Ask.END,
        Ask.THEME,
        Ask.HOST,
        Ask.FORMAT,
        Ask.DEADLINE,
        Ask.SIGNATORY,
        Ask.CONTACT,
        Ask.TELEPHONE,
        Ask.FAX,
        Ask.EMAIL,
        Ask.CONFIRMED,
        Ask.URL,
    }
)
"""What the ledger and the mentions would hold if a document gave it."""
MOST_NAMED = 3
"""Documents named as searched before the rest is only counted."""


def decline(
    facts: Facts,
    *labels: str,
    event: Event | None = None,
    name: str | None = None,
    nearest: tuple[Sentence, ...] = (),
    brief: bool = False,
) -> Draft:
    """Return a refusal: what is not stated, in which documents it was looked for, and the nearest thing.

    `labels` name what is asked as in `phrases.tsv` (`theme`, `fax`); `name` stands for an event that
    is not in the ledger. No value is ever given in it.
    """
    whose = name or (facts.name(event) if event else _subject_name(facts))
    what = facts.label(*labels) if labels else ""
    if what and whose:
        what = facts.say("what_of", what=what, name=whose)
    if what or name:
        text = facts.say("not_stated", what=what or whose)
    else:
        text = facts.say("not_found_of", name=whose) if whose else facts.say("not_found")
    said = [Sentence(text, claims=False)]
    if not brief:
        said.append(Sentence(facts.say("searched", documents=_searched(facts)), claims=False))
        if nearest:
            said.append(Sentence(facts.say("nearest"), claims=False))
            said += nearest
    return Draft(tuple(said), status=Status.NOT_FOUND)


def decline_unknown(facts: Facts) -> Draft | None:
    """Decline a typed fact of an edition or meeting that no document gives facts of."""
    subject, question = facts.subject, facts.question
    if not subject.unknown or subject.events or question.wants(Ask.AGENDA) or question.topics:
        return None
    asked = sorted(ask for ask in question.asks & TYPED)
    known = _of_series(facts)
    if not asked and question.asks - {Ask.LIST, Ask.PREMISE_CHECK, Ask.WHO}:
        return None
    return decline(
        facts,
        *asked,
        name=("、" if facts.language == "zh" else ", ").join(subject.unknown),
        nearest=(Sentence(known, claims=False),) if known else (),
    )


def _of_series(facts: Facts) -> str:
    """Return the names of the other meetings of the series of an unknown one, none for conferences."""
    series = {name.casefold().rpartition("-")[0] for name in facts.subject.unknown}
    found = [
        facts.name(event)
        for event in facts.events
        if base(event.key).rpartition("-")[0] in series and event.parent is not None
    ]
    return "; ".join(dict.fromkeys(found))


def later(facts: Facts, *labels: str, source: Source, event: Event | None = None) -> Draft:
    """Decline, and quote the sentence that says it will be given later."""
    refused = decline(facts, *labels, event=event, brief=True)
    said = (
        *refused.sentences,
        Sentence(facts.say("later"), claims=False),
        *quoted(facts, source, restate=False, lead=False),
    )
    return Draft(said, status=Status.NOT_FOUND)


def _subject_name(facts: Facts) -> str:
    events = facts.subject.events
    if not events or facts.subject.guessed:
        return ""
    if len(events) == 1:
        return facts.name(events[0])
    series = {base(event.key).split("-")[0].upper() for event in events}
    return series.pop() if len(series) == 1 else ""


def _searched(facts: Facts) -> str:
    documents = documents_asked(facts) or tuple(facts.documents.values())
    names = [document.symbol or document.title or document.source for document in documents[:MOST_NAMED]]
    rest = len(documents) - len(names)
    shown = "; ".join(names)
    return f"{shown} (+{rest})" if rest > 0 else shown
