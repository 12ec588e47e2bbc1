"""Deadlines: a dated one of the ledger, a sentence that gives one, or that it will be told later."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.chronology import in_order, nearest_of
from assistant.documents_asked import documents_asked
from assistant.draft import Draft, Sentence, Source, from_mention, from_statement, plain_sentence
from assistant.editions import named_editions
from assistant.event_keys import DEADLINE, OPENING, base
from assistant.facts import Facts
from assistant.leftover import leftover
from assistant.lexicon import lexicon, plain
from assistant.neighbours import COMING, NEXT_ONE
from assistant.phrases import has_phrase
from assistant.quotation import sentence_around
from assistant.refusals import decline, later
from assistant.sentences import Unit, concepts, units
from assistant.standing import notices
from assistant.statements import sources
from ingest.deadlines import purposes_of
from ingest.events import Attribute, Event, EventKind
from ingest.mentions.iso import span_of
from ingest.mentions.mention import MentionKind

_GENERAL = {"participation", "practical_details"}
_OPENS = re.compile(
    r"开放|开始|开通|\bopens?\b|\bopening\b|\bstarts?\b|\bbegins?\b|\bouvr|\bouvert|\bdebut|\bcommence"
    r"|\babre|\babrir"
    r"|\bcomienza|\bempieza|\binicia|\bоткр|\bначин|\bначн|يفتح|تفتح|افتتاح|فتح|يبدا|تبدا|بدء"
)
_OF_TOPIC = {
    "registration": "registration",
    "fellowship": "fellowships",
    "visa": "visa",
    "accommodation": "accommodation",
    "hotel": "accommodation",
    "nomination": "nominations",
    "exhibition": "exhibition",
    "side_event": "side-events",
    "interpretation": "interpretation",
}
"""The purposes that the topics of a question stand for."""
_SEND_TO = re.compile(
    r"(?:发|寄|交|提交|送|投)到?(?:哪|何处|什么(?:地址|邮箱))|往哪|\b(?:which"
    r"|what) (?:e-?mail )?address\b|\bsend (?:it|them) to\b"
    r"|\bwhere (?:to|do|should|can|must) \w* ?(?:send|submit|apply|register)|\bto whom\b"
    r"|\ba quelle adresse\b|\bou (?:envoyer|l'envoyer)"
    r"|\ba que direccion\b|\bdonde (?:se )?envi|\bкуда\b|\bпо какому адресу\b|الي اين|اي عنوان"
)
"""Words of a question that ask where something is to be sent besides by when."""
MOST_SHOWN = 8
"""Deadlines named in one answer."""


_APART = frozenset({"youth", "exhibition", "women_network"})
"""Concepts of what has deadlines of its own beside those of a conference."""
_OF_DEADLINES = frozenset(
    {Ask.DEADLINE, Ask.WHEN, Ask.START, Ask.END, Ask.LIST, Ask.WHICH_EVENT, Ask.FIRST, Ask.LAST, Ask.COUNT}
) | {Ask.PREMISE_CHECK, Ask.CONFIRMED, Ask.EARLIER, Ask.COMPARE}
"""Asks of a question for deadlines whatever they are for; one for more is for a day of its own."""


def deadline(facts: Facts) -> Draft | None:
    """Answer by when something must be done, or when it opens, for the conference asked about."""
    wanted = purposes_asked(facts)
    if not is_asked(facts):
        return None
    dated = _to_come(facts, _dated(facts, wanted, _sort_asked(facts)))[:MOST_SHOWN]
    meetings = any(event.kind is not EventKind.CONFERENCE for event in facts.subject.events)
    apart = frozenset() if meetings else _APART & facts.question.topics
    if apart and dated and not any(apart & concepts(_words(facts, event)) for event in dated):
        return None  # Of the youth event, which has its own or none.
    if dated:
        return None if _is_of_narrower(facts, dated) else _told(facts, dated)
    topics = facts.question.topics - _GENERAL or facts.question.topics
    for unit in _mentioning(facts, topics):
        if not _has_day(unit.text):
            return later(facts, "deadline", source=unit.source)
        return None
    return decline(facts, "deadline")


def _to_come(facts: Facts, dated: list[Event]) -> list[Event]:
    """Return the deadlines that are not over where the next or the coming ones are asked for; all else."""
    own = plain(facts.question.text)
    ahead = [e for e in dated if span_of(str(e.value(Attribute.DATE)))[1] >= facts.as_of]
    if NEXT_ONE.search(own) and ahead:
        return [event for event in ahead if event.value(Attribute.DATE) == ahead[0].value(Attribute.DATE)]
    return ahead if COMING.search(own) and ahead else dated


def is_asked(facts: Facts) -> bool:
    """Return whether a deadline is asked for: by name, or by when something with a deadline ends or opens."""
    question = facts.question
    if question.wants(Ask.DEADLINE):
        return True
    if not purposes_asked(facts) or not question.wants(Ask.WHEN, Ask.END, Ask.LAST, Ask.START):
        return False
    if question.wants(Ask.SIGNATORY, Ask.WHO):
        return False
    return question.wants(Ask.END, Ask.LAST) or bool(_OPENS.search(plain(question.text)))


def _sort_asked(facts: Facts) -> str:
    """Return the beginning of the keys of what is asked for: days by which, or from which, it can be done."""
    opening = not facts.question.wants(Ask.DEADLINE, Ask.END) and _OPENS.search(plain(facts.question.text))
    return OPENING if opening else DEADLINE


def _dated(facts: Facts, wanted: frozenset[str], sort: str) -> list[Event]:
    """Return the deadlines of what is asked about that serve a purpose asked for, in order of their days."""
    scope = [e for e in _in_scope(facts) if e.key.startswith(sort) and e.value(Attribute.DATE)]
    if wanted:
        scope = [event for event in scope if wanted & served(facts, event)]
        direct = [event for event in scope if base(event.key).partition(":")[2] in wanted]
        scope = direct or scope
    elif facts.question.topics - _GENERAL:
        topics = facts.question.topics - _GENERAL
        scope = [event for event in scope if topics & concepts(_words(facts, event))]
    elif leftover(facts) or facts.question.asks - _OF_DEADLINES:
        scope = []
    window = facts.window
    months = [mention.value for mention in facts.question.dates if len(mention.value) == len("2027-04")]
    if months and len(scope) > 1:
        scope = [event for event in scope if str(event.value(Attribute.DATE)).startswith(tuple(months))]
    if window and len(scope) > 1:
        scope = [event for event in scope if window.holds(*span_of(str(event.value(Attribute.DATE))))]
    return list(in_order(scope))


def served(facts: Facts, event: Event) -> frozenset[str]:
    """Return what a deadline is for: the purposes that its sentences or rows name."""
    return purposes_of(_words(facts, event))


def _words(facts: Facts, event: Event) -> str:
    texts = [name.text for name in event.names]
    texts += [facts.documents[one.document_id].text[one.start : one.end] for one in event.readings]
    return " ".join(texts)


def _in_scope(facts: Facts) -> list[Event]:
    """Return the deadlines of the meetings asked about, else of their conferences, else of the next one."""
    subject, own = facts.subject, plain(facts.question.text)
    about = {event.key for event in subject.events if event.kind is not EventKind.DEADLINE}
    wanted = about - set(subject.conferences) or set(subject.conferences)
    if subject.guessed:
        wanted = {event.key for event in subject.events[:1]}
    found = [e for e in facts.events if e.kind is EventKind.DEADLINE or base(e.key).startswith(OPENING)]
    if not wanted and (NEXT_ONE.search(own) or COMING.search(own)):
        return found  # Whatever is due next, of any meeting.
    if not wanted and named_editions(facts.question, facts.events)[2]:
        return []  # Of a conference that no document gives an edition of.
    if not wanted:
        conferences = [event for event in facts.events if event.kind is EventKind.CONFERENCE]
        wanted = {event.key for event in nearest_of(conferences, facts.as_of)[:1]}
    return [event for event in found if event.parent in wanted or not event.parent]


def deadlines_asked(facts: Facts) -> list[Event]:
    """Return the deadlines of what a question asks to do, in the order of their days; none where unclear."""
    return _of_purpose(facts, _sort_asked(facts))


def opening_and_closing(facts: Facts) -> tuple[Event | None, Event | None]:
    """Return from which day what a question asks to do can be done, and by which; None where not given."""
    found = (_of_purpose(facts, sort) for sort in (OPENING, DEADLINE))
    opening, closing = (next(iter(events), None) for events in found)
    same = opening and closing and opening.parent == closing.parent
    return (opening if same or closing is None else None), closing


def _of_purpose(facts: Facts, sort: str) -> list[Event]:
    wanted = purposes_asked(facts)
    return _dated(facts, wanted, sort) if wanted else []


def purposes_asked(facts: Facts) -> frozenset[str]:
    """Return what a question is about that has deadlines: by the words of documents, else by its topics."""
    own = purposes_of(facts.question.text)
    return own | {purpose for topic in facts.question.topics if (purpose := _OF_TOPIC.get(topic))}


def _told(facts: Facts, dated: list[Event]) -> Draft:
    said: list[Sentence] = []
    for event in dated:
        text = facts.say(
            "line", name=deadline_name(facts, event), facts=facts.day(str(event.value(Attribute.DATE)))
        )
        said.append(plain_sentence(text, *sources(event, Attribute.DATE), bullet=len(dated) > 1))
        if len(dated) == 1 and (
            facts.question.wants(Ask.EMAIL, Ask.CONTACT) or _SEND_TO.search(plain(facts.question.text))
        ):
            said += _address(facts, event)
    remarks = notices(facts, dated[0], deadline_name(facts, dated[0])) if len(dated) == 1 else []
    return Draft(tuple(said), remarks=tuple(remarks))


def _address(facts: Facts, event: Event) -> list[Sentence]:
    """Return the e-mail address that stands with a deadline: in its sentence, its row or its paragraph."""
    for one in event.attributes[Attribute.DATE].current.statements:
        source = sentence_around(facts, from_statement(one))
        document = facts.documents[one.document_id]
        block = next((b for b in document.blocks if b.start <= one.start < b.end), None)
        for span in (source, *([Source(document.id, block.start, block.end)] if block else [])):
            found = [m for m in facts.inside(span) if m.kind is MentionKind.CONTACT and m.role == "email"]
            if found:
                text = facts.say(
                    "contact_fact",
                    document=facts.document_name(document),
                    what=facts.say("label_email"),
                    value=found[0].value,
                )
                return [plain_sentence(text, from_mention(found[0]))]
    return []


def deadline_name(facts: Facts, event: Event) -> str:
    """Return a deadline's name in the language to answer in: what it is for and whose it is."""
    sort, _, purpose = base(event.key).partition(":")
    key = f"purpose_{purpose.replace('-', '_')}"
    if not has_phrase(key):
        return facts.say(f"{sort}_named", what=f"“{facts.name(event)}”", whose="")
    owner = next((other for other in facts.events if other.key == event.parent), None)
    whose = facts.say("whose", name=facts.name(owner)) if owner else ""
    return facts.say(f"{sort}_named", what=facts.say(key), whose=whose)


def _mentioning(facts: Facts, topics: frozenset[str]) -> list[Unit]:
    """Return the sentences that speak of a deadline of what is asked, in the documents asked about."""
    return [
        unit
        for document in documents_asked(facts)
        for unit in units(document)
        if topics & concepts(unit.text) and Ask.DEADLINE in lexicon("cues").names(unit.text)
    ]


def _is_of_narrower(facts: Facts, dated: list[Event]) -> bool:
    """Return whether another sentence gives a day for all that is asked, of which the deadlines have a part.

    `By when must proposals for amending the constitution be in?`, where they are of proposals as such.
    """
    asked = _apart(facts.question.text, facts.question.topics - _GENERAL)
    read = {source for event in dated for source in _read(facts, event)}
    told = [concepts(facts.documents[one.document_id].text[one.start : one.end]) for one in read]
    if len(asked) < 2 or any(asked <= each for each in told):
        return False
    return any(
        asked <= concepts(unit.text) and _has_day(unit.text)
        for document in documents_asked(facts)
        for unit in units(document)
    )


def _read(facts: Facts, event: Event) -> list[Source]:
    """Return the sentences from which the day of a deadline is read, those that were replaced among them."""
    found = event.attributes[Attribute.DATE]
    values = (found.current, *found.superseded)
    return [sentence_around(facts, from_statement(one)) for value in values for one in value.statements]


def _apart(text: str, topics: frozenset[str]) -> frozenset[str]:
    """Return concepts that words of their own stand for: of several that one word stands for, the first."""
    taken: list[tuple[int, int]] = []
    found = set()
    for term in sorted(lexicon("concepts").find(text), key=lambda one: (one.start, one.start - one.end)):
        if term.name in topics and not any(a < term.end and term.start < b for a, b in taken):
            taken.append((term.start, term.end))
            found.add(term.name)
    return frozenset(found)


def _has_day(text: str) -> bool:
    from ingest.mentions.dates import find_dates

    return any(len(mention.value) >= 7 for mention in find_dates(text))
