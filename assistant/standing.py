"""How things stand with an event: moved, cancelled, disputed between documents, tentative, past."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.answer import NoticeKind
from assistant.asks import Ask
from assistant.draft import Remark, Sentence, Source, from_statement, plain_sentence
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.statements import sources
from ingest.events import Attribute, Event, Modality, Value
from ingest.mentions.iso import span_of

MOVED = re.compile(
    r"取代|\breplac\w*|\bsupersed\w*|\bremplac\w*|\breemplaz\w*|\bсмени\w*|\bзамени\w*|原定于?|原计划"
    r"|起初|一开始"
    r"|最早(?=.{0,8}(?:定|报|提|拟|公布|宣布|说))|原先|原来|最初|当初|先前|改到|改在|改为|改期|推迟|延期"
    r"|更改|变更|更正|新的?(?=日期|时间|会期)"
    r"|\boriginal\w*|\binitial\w*|\bpreviously\b|\bformer\w*|\b(?:planned|scheduled|set) before\b"
    r"|\bbefore the \w+(?=\W*$)|\bfirst (?:announced|planned|set|scheduled)|\bmoved\b|\bpostpon\w*"
    r"|\breschedul\w*|\bchanged?\b|\bcorrect(?:ed|ion)\b|\bnew (?=date)|\bnow\b|\borigine\b|\breporte\w*"
    r"|\bmodifi\w*|\bnouvelles? (?=date)|\baplaz\w*|\bpospus\w*|\bnuevas? (?=fecha)|\bcambi\w*"
    r"|\bперен[ео]с\w*|\bпервоначальн\w*|\bизначальн\w*|\bновы[ех] (?=дат)|\bранее\b"
    r"|في الاصل|الاصلي\w*|\w*تاجيل\w*|تاجل\w*|اجلت?\b|الجديد\w*"
)
"""Words of a question that ask what was before a change, or to when it was; for `plain` text."""


def changes(facts: Facts, event: Event) -> list[Sentence]:
    """Return what dates and city of an event were before, and what they are now."""
    return [
        plain_sentence(other.said(facts, NoticeKind.SUPERSEDED, facts.name(event)), *other.spans(event))
        for other in _others(event, "superseded")
    ]


def states(facts: Facts, event: Event) -> list[Sentence]:
    """Return that an event was cancelled or moved, where a document says so and it matters."""
    state = event.value(Attribute.STATUS)
    name = facts.name(event)
    moved = changes(facts, event)
    if state == Modality.CANCELLED or (state == Modality.POSTPONED and not moved):
        return [plain_sentence(facts.say(str(state), name=name), *sources(event, Attribute.STATUS))]
    asked = MOVED.search(plain(facts.question.text))
    return moved if moved and (asked or state == Modality.POSTPONED) else []


def outdated(facts: Facts, source: Source) -> tuple[Event, ...]:
    """Return the events as in `replaced`; none where the question asks what was before a change."""
    if MOVED.search(plain(facts.question.text)) or facts.question.wants(Ask.DISAGREE):
        return ()
    return replaced(facts, source)


def replaced(facts: Facts, source: Source) -> tuple[Event, ...]:
    """Return the events of which a span gives a date or city that a later document replaced."""
    return tuple(
        event
        for event, statement in facts.read_in(source)
        if (given := event.attributes.get(statement.attribute))
        and statement.attribute in (Attribute.DATE, Attribute.CITY)
        and statement.value != given.current.value
        and any(statement in value.statements for value in given.superseded)
    )


def changes_of(event: Event) -> set[str]:
    """Return the concepts of what happened to an event: a question may name them without asking for more."""
    found = event.attributes.get(Attribute.DATE)
    state = event.value(Attribute.STATUS)
    moved = state == Modality.POSTPONED or (found is not None and bool(found.superseded))
    happened = (("postponement", moved), ("cancellation", state == Modality.CANCELLED))
    return {name for name, so in happened if so}


def differing(facts: Facts, event: Event) -> list[Sentence]:
    """Return what other documents, or another language version, give instead of a value that was told."""
    said: list[Sentence] = []
    for which in ("discrepant", "conflicting"):
        for other in _others(event, which):
            if other.attribute is not Attribute.DATE and not facts.question.wants(Ask.WHERE):
                continue
            one = other.value.statements[0]
            document = facts.document_name(facts.documents[one.document_id])
            value = other.shown(facts, other.value.value)
            text = facts.say("differs", document=document, name=facts.name(event), value=value)
            said.append(plain_sentence(text, from_statement(one)))
    return said


def notices(facts: Facts, event: Event, name: str | None = None) -> list[Remark]:
    """Return what must be said besides: superseded, conflicting, tentative, past, a guessed edition.

    `name` is what the event is called where it has no name of its own.
    """
    said = list(edition(facts, event))
    found = event.attributes.get(Attribute.DATE)
    name = name or facts.name(event)
    for which, kind in (
        ("superseded", NoticeKind.SUPERSEDED),
        ("conflicting", NoticeKind.CONFLICT),
        ("discrepant", NoticeKind.CONFLICT),
    ):
        for other in _others(event, which):
            said.append(Remark(kind, other.said(facts, kind, name), other.spans(event)))
    if not found:
        return said
    modality = found.current.statements[0].modality
    if modality is Modality.TENTATIVE:
        said.append(
            Remark(NoticeKind.TENTATIVE, facts.say("tentative", name=name), sources(event, Attribute.DATE))
        )
    when = found.current.value
    if not when.startswith("--") and span_of(when)[1] < facts.as_of:
        text = facts.say("past", name=name, date=facts.day(when), as_of=facts.day(facts.as_of.isoformat()))
        said.append(Remark(NoticeKind.PAST, text, sources(event, Attribute.DATE)))
    return said


def edition(facts: Facts, event: Event) -> list[Remark]:
    """Return which edition is answered for, where the question names none."""
    if not facts.subject.guessed:
        return []
    return [Remark(NoticeKind.PREMISE, facts.say("edition", name=facts.name(event)))]


@dataclass(frozen=True, slots=True)
class _Other:
    """A value of an event besides the one that stands; `label` names what it is of."""

    attribute: Attribute
    label: str
    now: str
    value: Value

    def said(self, facts: Facts, kind: NoticeKind, name: str) -> str:
        """Return the sentence that tells both values."""
        return facts.say(
            str(kind),
            name=name,
            what=facts.say(f"label_{self.label}"),
            old=self.shown(facts, self.value.value),
            new=self.shown(facts, self.now),
        )

    def shown(self, facts: Facts, value: str) -> str:
        """Return a value in the language to answer in."""
        return facts.day(value) if self.attribute is Attribute.DATE else facts.place(value)

    def spans(self, event: Event) -> tuple[Source, ...]:
        """Return the spans that give both values."""
        return (*sources(event, self.attribute), *map(from_statement, self.value.statements[:1]))


def _others(event: Event, which: str) -> list[_Other]:
    """Return the values of an event that are `superseded`, `conflicting` or `discrepant`."""
    found: list[_Other] = []
    for attribute, label in ((Attribute.DATE, "when"), (Attribute.CITY, "where")):
        given = event.attributes.get(attribute)
        values = getattr(given, which) if given else ()
        found += [_Other(attribute, label, given.current.value, value) for value in values if given]
    return found


_AT_FIRST = re.compile(
    r"原(?:来|本|先|定|计划|拟)|本来|起初|最初|最早(?:定|拟|计划)|\boriginal(?:ly)?\b|\binitially\b"
    r"|\bbefore (?:everything|it was|it|they) "
    r"(?:changed|moved|postponed)\b|\ba l'origine\b|\binitialement\b|\boriginalmente\b|\bal principio\b"
    r"|\bпервоначально\b|\bизначально\b"
)
"""Words that ask what was planned at first; for `plain` text."""


def asks_of_unknown_plan(facts: Facts, events: Iterable[Event]) -> bool:
    """Return whether the first plan of events is asked for and no document gives what no longer holds."""
    asked = _AT_FIRST.search(plain(facts.question.text))
    kept = (event.attributes.get(each) for event in events for each in (Attribute.DATE, Attribute.CITY))
    return bool(asked) and not any(each is not None and each.superseded for each in kept)
