"""Answers to when, where, how long and in what form events are held."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.answer import NoticeKind
from assistant.asks import Ask
from assistant.chronology import in_order, year_of
from assistant.draft import Draft, Remark, Sentence, Source, plain_sentence
from assistant.durations import duration, together
from assistant.editions import named_years
from assistant.event_keys import base, series_of
from assistant.events_asked import events_to_show
from assistant.facts import Facts
from assistant.leftover import leftover, residual
from assistant.lexicon import lexicon, plain
from assistant.neighbours import NEXT
from assistant.numbered_editions import tells_of_another
from assistant.quantities import asked as asked_number_of
from assistant.quantities import numbers_of
from assistant.quotation import sentence_around
from assistant.refusals import decline
from assistant.standing import asks_of_unknown_plan, differing, notices, states
from assistant.statements import place_sources, place_value, sources
from assistant.venues import BUILDING, asks_building, venue
from assistant.wanting import asks_hour, asks_openly
from assistant.whereabouts import names_other_places
from ingest.events import Attribute, Event, EventKind
from ingest.mentions.iso import overlaps, span_of

_PAPERS = frozenset({"letter", "circular", "invitation", "advisory_group", "report"})
"""Concepts of what may disagree, which ask for nothing more."""
_TOGETHER = frozenset({"rounds", "regions"})
"""Things whose number is that of the meetings."""
_MONTH = len("2025-04")
_ATTENDING = frozenset({"participation", "virtual", "physical", "delegation"})
"""Topics of a question whether one can take part from afar, which is what the form of a meeting says."""
MOST_REMARKED = 2
"""Events of one answer for which it is said one by one that their dates have passed."""
TIME_AND_PLACE = frozenset({Ask.WHEN, Ask.WHERE, Ask.START, Ask.END, Ask.DURATION, Ask.FORMAT, Ask.HOST})


def time_and_place(facts: Facts) -> Draft | None:
    """Answer when, where, how long and in what form the events asked for are held."""
    question, subject = facts.question, facts.subject
    if question.wants(Ask.DISAGREE) and (question.dates or question.wants(Ask.WHEN, Ask.WHERE)):
        dated = [event for event in subject.events if event.value(Attribute.DATE)]
        if (
            dated
            and not subject.guessed
            and (_gives_its_date(facts, dated[0]) or not residual(facts) - _PAPERS)
        ):
            return _differences(facts, dated[:1])
    attending = _ATTENDING if question.wants(Ask.FORMAT) else frozenset()
    meetings = bool(subject.events) and all(e.kind is not EventKind.CONFERENCE for e in subject.events)
    if meetings or (question.wants(Ask.WHICH_EVENT) and question.dates):
        attending |= {"preparation"}  # They prepare a conference.
    if not subject.events or residual(facts) - attending or question.wants(Ask.AGENDA):
        return None
    if leftover(facts):
        return None
    if subject.guessed and names_other_places(question, subject.events[:1], known=False):
        return None
    asked = question.asks & TIME_AND_PLACE
    building = bool(BUILDING.search(plain(question.text)))
    if building and not asked:
        asked = frozenset({Ask.WHERE})
    listing = question.wants(Ask.LIST, Ask.WHICH_EVENT, Ask.COMPARE, Ask.COUNT)
    if not asked and not (listing or subject.by_value or _is_bare(facts)):
        return None
    events = _within_months(facts, events_to_show(facts))
    if building and subject.by_place and not listing:
        events = [event for event in events if event.kind is EventKind.CONFERENCE] or events
    if subject.guessed and NEXT.search(plain(question.text)):
        events = [event for event in events if _is_to_come(facts, event)]
        if not events:
            return _no_next(facts)
    elif len(events) > 1 and NEXT.search(plain(question.text)) and not question.wants(Ask.COMPARE):
        events = [event for event in in_order(events) if _is_to_come(facts, event)][:1]
        if not events:
            return _no_next(facts)
    if subject.guessed:
        events = [event for event in events if event.value(Attribute.DATE)][:1]
    events = [event for event in events if not _is_read_of_another(facts, event)]
    if not events or asks_of_unknown_plan(facts, events):
        return None
    if asks_hour(question.text) and not any("T" in str(e.value(Attribute.DATE)) for e in events):
        nearest = tuple(s for e in events[:1] for s in _of_event(facts, e, frozenset({Ask.WHEN}), False))
        return decline(facts, "hour", event=events[0], nearest=nearest)
    many = len(events) > 1
    said: list[Sentence] = [sentence for event in events for sentence in states(facts, event)]
    counted = (question.wants(Ask.COUNT) or _misses_count(facts, events)) and not (
        question.inherited and len(events) == 1
    )
    if counted and Ask.DURATION not in asked:
        if not _are_counted(facts, events):
            return None
        count = facts.say("count_events" if many else "count_event", n=len(events))
        spans = tuple(span for event in events for span in sources(event, Attribute.DATE))
        said.append(plain_sentence(count, *spans, derived=frozenset({str(len(events))})))
        many = True
    missing: list[Event] = []
    for event in events:
        sentences = _of_event(facts, event, asked, many)
        said += [*sentences, *differing(facts, event)]
        if not sentences:
            missing.append(event)
    if Ask.DURATION in asked:
        said += together(facts, events)
    if (
        many
        and asked == {Ask.WHERE}
        and not any(place_value(event) or form_of(facts, event) for event in events)
    ):
        missing = events
    if not said or len(missing) == len(events):
        known = tuple(_of_event(facts, events[0], frozenset(), False)) if events[0] in missing else ()
        return decline(facts, *sorted(asked or {Ask.WHEN}), event=events[0], nearest=known)
    remarks = [remark for event in events for remark in notices(facts, event)]
    if len(events) > MOST_REMARKED:
        remarks = [remark for remark in remarks if remark.kind is not NoticeKind.PAST]
    return Draft(tuple(said), remarks=tuple(remarks))


def _is_read_of_another(facts: Facts, event: Event) -> bool:
    """Return whether the days of an event are read from a sentence about another edition than that named."""
    if not event.value(Attribute.DATE):
        return False
    lines = [sentence_around(facts, source) for source in sources(event, Attribute.DATE)[:1]]
    texts = (facts.documents[one.document_id].text[one.start : one.end] for one in lines)
    return any(tells_of_another(facts.question.text, text) for text in texts)


def _within_months(facts: Facts, events: list[Event]) -> list[Event]:
    """Return those of several events that have the days, touch the month or are in the year given."""
    if len(events) < 2:
        return events
    years = named_years(facts.question)
    events = [event for event in events if year_of(event) in years] or events
    days = {m.value for m in facts.question.dates if len(m.value) > len("2025-11-17")}
    events = [event for event in events if event.value(Attribute.DATE) in days] or events
    months = [m.value for m in facts.question.dates if len(m.value) in (_MONTH, len("--04"))]
    if not months:
        return events
    dated = [(event, str(event.value(Attribute.DATE) or "--")) for event in events]
    return [e for e, when in dated if when[0] != "-" and any(_touches(when, month) for month in months)]


def _touches(when: str, month: str) -> bool:
    """Return whether days (ISO) touch a month, `2025-04` or that of any year, `--04`."""
    if not month.startswith("--"):
        return overlaps(when, month)
    years = dict.fromkeys(day.year for day in span_of(when))
    return any(overlaps(when, f"{year}{month[1:]}") for year in years)


def _misses_count(facts: Facts, events: list[Event]) -> bool:
    """Return whether a question gives another number of the meetings asked about than there are."""
    series = {base(event.key).partition("-")[0] for event in events}
    given = numbers_of(facts.question.text, series)
    return len(events) > 1 and bool(given) and str(len(events)) not in given


def _are_counted(facts: Facts, events: list[Event]) -> bool:
    """Return whether a question asks for the number of events, of several, and names no other thing."""
    things = asked_number_of(facts.question.text)
    named = lexicon("names").names(facts.question.text)
    return len(events_to_show(facts)) > 1 and bool(events) and not things - named - _TOGETHER


def _gives_its_date(facts: Facts, event: Event) -> bool:
    """Return whether a question gives days that some document gives for an event."""
    found = event.attributes[Attribute.DATE]
    given = {
        day[-5:]
        for value in (found.current, *found.superseded, *found.conflicting, *found.discrepant)
        for day in value.value.split("/")
    }
    return any(day[-5:] in given for m in facts.question.dates for day in m.value.split("/"))


def lines(facts: Facts, events: Iterable[Event]) -> list[Sentence]:
    """Return one line for each event: its name, dates, place and form."""
    return [
        sentence
        for event in events
        for sentence in (*states(facts, event), *_of_event(facts, event, frozenset(), True))
    ]


def _differences(facts: Facts, events: list[Event]) -> Draft:
    """Say what each document gives for the dates of events, or that they agree."""
    said: list[Sentence] = []
    remarks: list[Remark] = []
    for event in events:
        told = _of_event(facts, event, frozenset({Ask.WHEN}), False)
        other = [*states(facts, event), *differing(facts, event)]
        remarks += notices(facts, event)
        superseded = event.attributes[Attribute.DATE].superseded
        if other or superseded:
            said += [*told, *other]
        else:
            text = facts.say(
                "agreed", name=facts.name(event), date=facts.day(str(event.value(Attribute.DATE)))
            )
            said.append(plain_sentence(text, *sources(event, Attribute.DATE)))
    return Draft(tuple(said), remarks=tuple(remarks))


def _is_bare(facts: Facts) -> bool:
    """Return whether a question is hardly more than a name: then date and place are what it wants."""
    rest = facts.question.asks - {Ask.PREMISE_CHECK, Ask.RELATION, Ask.ROLE, Ask.EARLIER}
    return not rest and not asks_openly(facts.question.text)


def _is_to_come(facts: Facts, event: Event) -> bool:
    when = event.value(Attribute.DATE)
    return bool(when) and not str(when).startswith("--") and span_of(str(when))[1] >= facts.as_of


def _no_next(facts: Facts) -> Draft:
    """Say that no document gives a later edition, and which is the latest that they give."""
    latest = [event for event in in_order(facts.subject.events) if event.value(Attribute.DATE)][-1:]
    known = tuple(sentence for event in latest for sentence in _of_event(facts, event, frozenset(), False))
    remarks = tuple(r for event in latest for r in notices(facts, event) if r.kind is NoticeKind.PAST)
    return replace(decline(facts, "when", nearest=known), remarks=remarks)


def form_of(facts: Facts, event: Event) -> tuple[str, tuple[Source, ...]] | None:
    """Return the form of an event (`online`, `physical`) or of its series, with what states it."""
    formed = event if event.value(Attribute.FORMAT) else series_of(event, facts.events) or event
    form = formed.value(Attribute.FORMAT)
    return (form, sources(formed, Attribute.FORMAT)) if form else None


def form_told(facts: Facts, event: Event) -> tuple[Sentence, ...]:
    """Return the sentence that says in what form an event is held, none where no document says it."""
    found = form_of(facts, event)
    if found is None:
        return ()
    text = facts.say("form_only", name=facts.name(event), form=facts.place(found[0]))
    return (plain_sentence(text, *found[1]),)


def _of_event(facts: Facts, event: Event, asked: frozenset[Ask], many: bool) -> list[Sentence]:
    """Return the sentences about one event; none where nothing that is asked is known of it."""
    name = facts.name(event)
    when, place = event.value(Attribute.DATE), place_value(event)
    form, formed_in = form_of(facts, event) or (None, ())
    shown = [facts.day(when)] if when else []
    where = facts.place(place) if place else None
    shape = facts.place(form) if form else None
    if Ask.DURATION in asked and when and not when.startswith("--"):
        told = form_told(facts, event) if Ask.FORMAT in asked else ()
        return [duration(facts, event), *told]
    if many:
        bits = [*shown, *([where] if where else []), *([shape] if shape else [])]
        if not bits:
            return []
        spans = (*sources(event, Attribute.DATE), *place_sources(event), *formed_in)
        text = facts.say("line", name=name, facts=("，" if facts.language == "zh" else ", ").join(bits))
        return [plain_sentence(text, *spans, bullet=True)]
    said: list[Sentence] = []
    if asked & {Ask.START, Ask.END} and when and not when.startswith("--") and "/" in when:
        first, last = span_of(when)
        text = facts.say(
            "start_end", name=name, start=facts.day(first.isoformat()), end=facts.day(last.isoformat())
        )
        said.append(plain_sentence(text, *sources(event, Attribute.DATE)))
    wanted_form = Ask.FORMAT in asked or (Ask.WHERE in asked and not where)
    spans = (*sources(event, Attribute.DATE), *place_sources(event))
    if where and when:
        said.append(plain_sentence(facts.say("held", name=name, date=shown[0], place=where), *spans))
    elif when and shape:
        said.append(
            plain_sentence(
                facts.say("held_form", name=name, date=shown[0], form=shape),
                *spans,
                *formed_in,
            )
        )
    elif when and (asked & {Ask.WHEN, Ask.START, Ask.END} or not asked):
        said.append(plain_sentence(facts.say("held_date", name=name, date=shown[0]), *spans))
    elif where and (Ask.WHERE in asked or not asked):
        said.append(plain_sentence(facts.say("held_place", name=name, place=where), *spans))
    if Ask.WHERE in asked and asks_building(facts, event):
        found = venue(facts, event)
        if found:
            said.append(plain_sentence(facts.say("held_place", name=name, place=found[0]), *found[1]))
        else:
            said += decline(facts, "venue", event=event, brief=True).sentences
    if Ask.FORMAT in asked and where:
        said += form_told(facts, event)
    if Ask.WHERE in asked and not where and shape:
        said.append(plain_sentence(facts.say("no_city", name=name, form=shape), *formed_in))
    elif Ask.WHERE in asked and not where and said:
        said += decline(facts, "where", event=event, brief=True).sentences
    elif Ask.WHEN in asked and not when and said:
        said += decline(facts, "when", event=event, brief=True).sentences
    elif wanted_form and not shape and Ask.FORMAT in asked:
        said += decline(facts, "format", event=event, brief=True).sentences
    return said
