"""Events against each other: longer, earlier, how far apart, first and last, during or before."""

from __future__ import annotations

import re
from datetime import date

from assistant.asks import APART, Ask
from assistant.chronology import in_order
from assistant.draft import Draft, Sentence, plain_sentence
from assistant.facts import Facts
from assistant.leftover import residual
from assistant.lexicon import plain
from assistant.phrases import days_text
from assistant.question import EITHER
from assistant.statements import place_sources, place_value, sources
from assistant.time_and_place import form_told, lines
from ingest.events import Attribute, Event
from ingest.mentions.iso import contains, duration_days, overlaps, span_of

_AGAINST = re.compile(
    r"[比跟和与]|\b(?:than|compared?|versus|vs|before|after|earlier|later)\b|\b(?:que|par rapport|avant"
    r"|apres|antes|despues)\b"
    r"|\b(?:чем|раньше|позже|по сравнению)\b|قبل|بعد|مقارنه"
)
"""Words that hold one thing against another; for `plain` text."""
_BETWEEN = re.compile(r"之间|介于|\bbetween\b|\bentre\b|\bмежду\b|(?<!\w)(?:ما )?بين(?!\w)")


def compare(facts: Facts) -> Draft | None:
    """Answer which of several events is longer, earlier, first or last, or how two lie in time."""
    if residual(facts) - {"inclusion", "statutory_period", "first_of_kind", "nomination"}:
        return None
    dated = [event for event in facts.subject.events if _dated(event)]
    question = facts.question
    apart = bool(APART.search(plain(question.text)))
    against = question.wants(Ask.EARLIER, Ask.LONGER, Ask.RELATION) or apart
    if against and len(dated) == 1 and facts.subject.explicit and not _leans_on_other(facts, dated[0]):
        named = facts.subject.conferences
        dated += [e for e in facts.events if e.key in named and e.key != dated[0].key and _dated(e)]
    if against and len(dated) == 1 and _leans_on_other(facts, dated[0]):
        dated = [*(e for e in facts.subject.before if _dated(e)), *dated]
    if between := _between(facts, dated):
        return Draft(tuple(lines(facts, between)))
    if question.wants(Ask.LONGER) and len(dated) == 2:
        told = lines(facts, dated) if question.wants(Ask.HOST, Ask.WHERE, Ask.WHEN) else []
        return Draft((*told, _longer(facts, dated[0], dated[1])))
    if apart and len(pairs := _pairs(facts, dated)) == 1:
        if question.wants(Ask.END) or not question.wants(Ask.EARLIER, Ask.START):
            return Draft((_apart(facts, *pairs[0]),))
        starting = _starting_apart(facts, *pairs[0])
        if question.wants(Ask.EARLIER):
            return Draft(starting)
        return Draft((_apart(facts, *pairs[0]), *starting[1:]))  # After its end, or after its opening.
    either = EITHER.search(plain(question.text))  # Before or after, and when: the one sentence tells both.
    timed = question.wants(Ask.WHERE, Ask.COMPARE, Ask.LIST, Ask.WHICH_EVENT, Ask.AGENDA)
    timed = timed or (question.wants(Ask.WHEN) and not either)
    pairs = _pairs(facts, dated) if question.wants(Ask.RELATION) else []
    if pairs and (not timed or (either and len(pairs) == 1)):
        return Draft(tuple(_relation(facts, *pair) for pair in pairs))
    place_only = question.wants(Ask.WHERE) and not question.wants(Ask.WHEN, Ask.COMPARE, Ask.WHICH_EVENT)
    first = question.wants(Ask.FIRST) and not facts.subject.guessed
    if (question.wants(Ask.EARLIER) or first) and len(dated) == 2 and not place_only:
        forms = [form_told(facts, one) for one in dated] if question.wants(Ask.FORMAT) else []
        return Draft((_earlier(facts, dated[0], dated[1]), *(one for told in forms for one in told)))
    if question.wants(Ask.FIRST, Ask.LAST) and len(dated) > 2:
        return _ends(facts, dated)
    return None


def _leans_on_other(facts: Facts, event: Event) -> bool:
    """Return whether an event is held against that of the question before: `before the one in Riga?`."""
    others = [e for e in facts.subject.before if _dated(e) and e.key != event.key and e.kind is event.kind]
    return len(others) == 1 and bool(_AGAINST.search(plain(facts.question.text)))


def _between(facts: Facts, dated: list[Event]) -> list[Event]:
    """Return the events asked for that lie between two of the same kind and conference, in their order."""
    asked = facts.question.wants(Ask.WHICH_EVENT, Ask.LIST) and _BETWEEN.search(plain(facts.question.text))
    if len(dated) != 2 or not asked:
        return []
    first, second = in_order(dated)
    if first.kind is not second.kind or first.parent != second.parent or not first.parent:
        return []
    opening, closing = span_of(_when(first))[1], span_of(_when(second))[0]
    same = (e for e in facts.events if e.kind is first.kind and e.parent == first.parent and _dated(e))
    inside = [e for e in same if opening < span_of(_when(e))[0] and span_of(_when(e))[1] < closing]
    return list(in_order(inside))


def _dated(event: Event) -> bool:
    value = event.value(Attribute.DATE)
    return bool(value) and not str(value).startswith("--")


def _when(event: Event) -> str:
    return str(event.value(Attribute.DATE))


def _pairs(facts: Facts, dated: list[Event]) -> list[tuple[Event, Event]]:
    """Return each event with the conference (or the second event) that its time is held against."""
    owners = {event.key: event for event in facts.events if _dated(event)}
    if len(dated) == 2 and (dated[0].kind is not dated[1].kind or dated[0].parent == dated[1].parent):
        return [(dated[0], dated[1])]
    return [(event, owners[event.parent]) for event in dated if event.parent in owners]


def _longer(facts: Facts, one: Event, other: Event) -> Sentence:
    long, short = sorted((one, other), key=lambda event: -duration_days(_when(event)))
    n1, n2 = duration_days(_when(long)), duration_days(_when(short))
    difference = n1 - n2
    text = facts.say(
        "longer" if difference else "same_length",
        longer=facts.name(long),
        shorter=facts.name(short),
        n1=n1,
        n2=n2,
        difference=difference,
        days=days_text(difference, facts.language),
    )
    spans = (*sources(long, Attribute.DATE), *sources(short, Attribute.DATE))
    return plain_sentence(text, *spans, derived=frozenset({str(n1), str(n2), str(difference)}))


def _two(facts: Facts, key: str, first: Event, second: Event) -> Sentence:
    text = facts.say(
        key,
        first=facts.name(first),
        second=facts.name(second),
        date1=_day_and_place(facts, first),
        date2=_day_and_place(facts, second),
    )
    spans = [span for one in (first, second) for span in sources(one, Attribute.DATE)]
    if facts.question.places or facts.question.wants(Ask.WHERE):
        spans += [span for one in (first, second) for span in place_sources(one)]
    return plain_sentence(text, *spans)


def _day_and_place(facts: Facts, event: Event) -> str:
    """Return the date of an event, with its place where the question speaks of places."""
    bits = [facts.day(_when(event))]
    place = place_value(event)
    if place and (facts.question.places or facts.question.wants(Ask.WHERE)):
        bits.append(facts.place(place))
    return ("，" if facts.language == "zh" else ", ").join(bits)


def _earlier(facts: Facts, one: Event, other: Event) -> Sentence:
    first, second = in_order((one, other))
    key = "same_time" if _when(first) == _when(second) else "earlier"
    return _two(facts, key, first, second)


def _apart(facts: Facts, one: Event, other: Event) -> Sentence:
    """Return how many days after the last of the earlier event the later one begins."""
    first, second = in_order((one, other))
    last, begin = span_of(_when(first))[1], span_of(_when(second))[0]
    if begin <= last:
        return _relation(facts, first, second)
    return _days_between(facts, "days_apart", first, second, (last, begin))


def _starting_apart(facts: Facts, one: Event, other: Event) -> tuple[Sentence, ...]:
    """Return which event comes first, and how many days after it the other begins."""
    first, second = in_order((one, other))
    begin, later = (span_of(_when(event))[0] for event in (first, second))
    order = _earlier(facts, first, second)
    if begin == later:
        return (order,)
    return (order, _days_between(facts, "days_between_openings", first, second, (begin, later)))


def _days_between(facts: Facts, key: str, first: Event, second: Event, days: tuple[date, date]) -> Sentence:
    """Return how many days lie between a day of one event and a later one of another."""
    count = (days[1] - days[0]).days
    text = facts.say(
        key,
        first=facts.name(first),
        second=facts.name(second),
        date1=facts.day(days[0].isoformat()),
        date2=facts.day(days[1].isoformat()),
        n=count,
        days=days_text(count, facts.language),
    )
    spans = (*sources(first, Attribute.DATE), *sources(second, Attribute.DATE))
    return plain_sentence(text, *spans, derived=frozenset({str(count)}))


def _relation(facts: Facts, event: Event, other: Event) -> Sentence:
    own, against = _when(event), _when(other)
    if contains(against, own) or overlaps(own, against):
        return _two(facts, "during", event, other)
    return _two(facts, "before" if span_of(own)[1] < span_of(against)[0] else "after", event, other)


def _ends(facts: Facts, dated: list[Event]) -> Draft:
    ordered = in_order(dated)
    said = []
    if facts.question.wants(Ask.FIRST):
        said.append(_end(facts, "first_of", ordered[0], ordered))
    if facts.question.wants(Ask.LAST):
        said.append(_end(facts, "last_of", ordered[-1], ordered))
    return Draft(tuple(said))


def _end(facts: Facts, key: str, event: Event, among: tuple[Event, ...]) -> Sentence:
    bits = [facts.day(_when(event))]
    place = place_value(event)
    if place:
        bits.append(facts.place(place))
    comma = "，" if facts.language == "zh" else ", "
    line = facts.say("line", name=facts.name(event), facts=comma.join(bits))
    return plain_sentence(facts.say(key, line=line), *sources(event, Attribute.DATE), *place_sources(event))
