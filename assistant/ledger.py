"""Answers read straight from the ledger: when, where, how long, in what form, hosted by whom."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.answer import NoticeKind, Status
from assistant.comparisons import compare
from assistant.contacts import contacts
from assistant.deadlines import deadline
from assistant.draft import Draft, Remark, Sentence
from assistant.facts import Facts, place_sources, place_value, plain_sentence, sentence_around, sources
from assistant.leftover import leftover
from assistant.letters import letter, signatory
from assistant.lexicon import lexicon, plain
from assistant.premises import correct
from assistant.programme import agenda
from assistant.question import DURING, Ask
from assistant.refusals import decline, decline_unknown
from assistant.standing import changes_of, differing, edition, notices, states
from assistant.subject import in_order
from assistant.tables import table
from assistant.timetable import timetable
from assistant.venues import address, asks_building, venue
from ingest.events import Attribute, Event, EventKind, Modality
from ingest.mentions.iso import duration_days, span_of

MOST_REMARKED = 2
"""Events of one answer for which it is said one by one that their dates have passed."""
TIME_AND_PLACE = frozenset({Ask.WHEN, Ask.WHERE, Ask.START, Ask.END, Ask.DURATION, Ask.FORMAT, Ask.HOST})
_OWN_TOPICS = {
    EventKind.YOUTH_EVENT: {"youth", "celebration", "generations", "high_level"},
    EventKind.ROUND_TABLE: {"partnership", "high_level"},
    EventKind.SITE_VISIT: {"site_visit", "first_of_kind", "venue_place"},
    EventKind.REGIONAL_MEETING: {"preparation", "regional_initiatives", "consultation"},
    EventKind.INTERREGIONAL_MEETING: {"preparation", "consultation"},
    EventKind.MEETING: {"preparation", "consensus", "advisory_group", "council"},
}
_CITY = re.compile(r"城市|\bcit(?:y|ies)\b|\bvilles?\b|\bciudad(?:es)?\b|\bгород\w*|مدين|مدن")
_BEFORE = re.compile(r"之前|以前|会前|召开前|\bbefore\b|prior to|\bavant\b|\bantes\b|\bперед\b|\bдо\b|قبل")
_NEXT = re.compile(
    r"下一?届|下一?次|\bnext\b|\bprochaine?\b|\bproxim[ao]\b|\bследующ\w+|(?:القادم|المقبل)[هة]?"
)
_EVENTS_ASKED = re.compile(
    r"会议|活动|\bevents?\b|\bmeetings?\b|\bevenements?\b|\breunions?\b|\bmanifestations?\b|\beventos?\b"
    r"|\breuniones\b|\bмероприят|\bсобрани|\bсовещани|فعاليات|احداث|اجتماعات"
)


def answer(facts: Facts) -> Draft | None:
    """Return what the ledger and the mentions say to a question, None where it asks for something else."""
    for answerer in _ANSWERERS:
        draft = answerer(facts)
        if draft is not None:
            return draft
    return None


def residual(facts: Facts) -> frozenset[str]:
    """Return the topics of a question that neither its asks nor the names of its events account for."""
    own: set[str] = set()
    for event in facts.subject.events:
        own |= _OWN_TOPICS.get(event.kind, set())
        for name in event.names:
            own |= lexicon("concepts").names(name.text)
        own |= changes_of(event)
    return facts.question.topics - own


def theme(facts: Facts) -> Draft | None:
    """Answer what the theme is; the sentence that gives it is quoted where the question asks for more."""
    if not facts.question.wants(Ask.THEME) or residual(facts) - {"choice", "participation"}:
        return None
    events = [event for event in facts.subject.events if event.kind is EventKind.CONFERENCE]
    if not events:
        return None
    known = [event for event in events if event.value(Attribute.THEME)]
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
        if facts.question.wants(Ask.WHO, Ask.WHEN, Ask.WHERE) or "choice" in facts.question.topics:
            said += _quoted_with_facts(facts, event, Attribute.THEME)
        remarks += edition(facts, event)
    status = (
        Status.ANSWERED if len(known) == len(events) else Status.NOT_FOUND if not known else Status.PARTIAL
    )
    return Draft(tuple(said), status=status, remarks=tuple(remarks))


def _quoted_with_facts(facts: Facts, event: Event, attribute: Attribute) -> list[Sentence]:
    from assistant.quotation import quoted

    return [
        sentence
        for source in sources(event, attribute)
        for sentence in quoted(facts, sentence_around(facts, source))
    ]


def host(facts: Facts) -> Draft | None:
    """Answer which country hosts, with the sentence that says so where more is asked."""
    question = facts.question
    if (
        not question.wants(Ask.HOST)
        or not question.wants(Ask.WHERE, Ask.WHO)
        or question.wants(Ask.WHEN, Ask.LIST)
    ):
        return None
    if _CITY.search(plain(question.text)):
        return None
    rest = residual(facts) - {"government", "member_state"}
    if rest & {"receipt", "invitation", "host_agreement", "letter", "confirmation"}:
        return None
    said = []
    for event in facts.subject.events:
        country = event.value(Attribute.COUNTRY) or place_value(event)
        if country:
            text = facts.say("host", name=facts.name(event), place=facts.place(country))
            said.append(plain_sentence(text, *place_sources(event)[-1:]))
    if not said:
        return None
    return Draft(tuple(said), complete=not rest)


def confirmed(facts: Facts) -> Draft | None:
    """Answer whether the dates are settled, from the words around them."""
    rest = residual(facts) - {"approval", "advisory_group", "agenda", "choice"}
    if not facts.question.wants(Ask.CONFIRMED) or rest:
        return None
    said: list[Sentence] = []
    for event in facts.subject.events:
        found = event.attributes.get(Attribute.DATE)
        if not found:
            continue
        first = found.current.statements[0]
        open_still = first.modality in (Modality.TENTATIVE, Modality.PLANNED)
        key = "not_confirmed" if open_still else "is_confirmed"
        text = facts.say(key, name=facts.name(event), date=facts.day(found.current.value))
        said.append(plain_sentence(text, *sources(event, Attribute.DATE)))
    return Draft(tuple(said)) if said else None


def time_and_place(facts: Facts) -> Draft | None:
    """Answer when, where, how long and in what form the events asked for are held."""
    question, subject = facts.question, facts.subject
    if not subject.events or residual(facts) or question.wants(Ask.AGENDA):
        return None
    if leftover(facts) and not question.wants(Ask.DURATION):
        return None
    asked = question.asks & TIME_AND_PLACE
    listing = question.wants(Ask.LIST, Ask.WHICH_EVENT, Ask.COMPARE, Ask.COUNT)
    if not asked and not (listing or subject.by_value or _is_bare(facts)):
        return None
    events = _events_to_show(facts)
    if subject.guessed and _NEXT.search(plain(question.text)):
        events = [event for event in events if _is_to_come(facts, event)]
        if not events:
            return _no_next(facts)
    if subject.guessed:
        events = [event for event in events if event.value(Attribute.DATE)][:1]
    if not events:
        return None
    many = len(events) > 1
    said: list[Sentence] = [sentence for event in events for sentence in states(facts, event)]
    if question.wants(Ask.COUNT) and Ask.DURATION not in asked:
        count = facts.say("count_events", n=len(events))
        spans = tuple(span for event in events for span in sources(event, Attribute.DATE))
        said.append(plain_sentence(count, *spans, derived=frozenset({str(len(events))})))
        many = True
    missing: list[Event] = []
    for event in events:
        sentences = _of_event(facts, event, asked, many)
        said += [*sentences, *differing(facts, event)]
        if not sentences:
            missing.append(event)
    if not said or len(missing) == len(events):
        return decline(facts, *sorted(asked or {Ask.WHEN}), event=events[0])
    remarks = [remark for event in events for remark in notices(facts, event)]
    if len(events) > MOST_REMARKED:
        remarks = [remark for remark in remarks if remark.kind is not NoticeKind.PAST]
    return Draft(tuple(said), remarks=tuple(remarks))


def _is_bare(facts: Facts) -> bool:
    """Return whether a question is hardly more than a name: then date and place are what it wants."""
    return not facts.question.asks - {Ask.PREMISE_CHECK, Ask.RELATION, Ask.ROLE, Ask.EARLIER}


def _is_to_come(facts: Facts, event: Event) -> bool:
    when = event.value(Attribute.DATE)
    return bool(when) and not str(when).startswith("--") and span_of(str(when))[1] >= facts.as_of


def _no_next(facts: Facts) -> Draft:
    """Say that no document gives a later edition, and which is the latest that they give."""
    latest = [event for event in in_order(facts.subject.events) if event.value(Attribute.DATE)][-1:]
    known = tuple(sentence for event in latest for sentence in _of_event(facts, event, frozenset(), False))
    remarks = tuple(r for event in latest for r in notices(facts, event) if r.kind is NoticeKind.PAST)
    return replace(decline(facts, "when", nearest=known), remarks=remarks)


def _events_to_show(facts: Facts) -> list[Event]:
    """Return the events asked for, without a series whose meetings are among them."""
    found = _events_asked(facts)
    keys = [event.key.partition("@")[0] for event in found]
    series = {key for key in keys if sum(other.startswith(f"{key}-") for other in keys) > 1}
    return [event for event, key in zip(found, keys, strict=True) if key not in series]


def _events_asked(facts: Facts) -> list[Event]:
    """Return the events asked for; those of a conference where `which events` of it are asked."""
    chosen = facts.subject.events
    wants_list = facts.question.wants(Ask.LIST, Ask.WHICH_EVENT) and not facts.question.wants(Ask.COMPARE)
    if (
        wants_list
        and all(event.kind is EventKind.CONFERENCE for event in chosen)
        and _EVENTS_ASKED.search(plain(facts.question.text))
    ):
        children = [
            event
            for event in facts.events
            if event.parent in {conference.key for conference in chosen}
            and event.value(Attribute.DATE)
            and event.kind not in (EventKind.DEADLINE, EventKind.OTHER)
            and _on_the_side_asked(facts, event, chosen)
        ]
        if children:
            return list(in_order(children))
    if facts.question.wants(Ask.COMPARE):
        return list(chosen)
    return list(in_order(chosen)) if len(chosen) > 2 else list(chosen)


def _on_the_side_asked(facts: Facts, event: Event, conferences: tuple[Event, ...]) -> bool:
    """Return whether an event lies before (or during) its conference, where the question says so."""
    text = plain(facts.question.text)
    owner = next((conference for conference in conferences if conference.key == event.parent), None)
    against = owner.value(Attribute.DATE) if owner else None
    if not against or not facts.question.wants(Ask.RELATION):
        return True
    first, last = span_of(str(event.value(Attribute.DATE)))
    opening, closing = span_of(against)
    if DURING.search(text):
        return first <= closing and opening <= last
    return last < opening if _BEFORE.search(text) else first > closing


def _series_of(facts: Facts, event: Event) -> Event | None:
    """Return the series that a numbered meeting is one of: what is said of all of them holds for it."""
    own, _, owner = event.key.partition("@")
    series = own.rpartition("-")[0]
    wanted = f"{series}@{owner}" if owner else series
    return next((other for other in facts.events if series and other.key == wanted), None)


def _of_event(facts: Facts, event: Event, asked: frozenset[Ask], many: bool) -> list[Sentence]:
    """Return the sentences about one event; none where nothing that is asked is known of it."""
    name = facts.name(event)
    when, place = event.value(Attribute.DATE), place_value(event)
    formed = event if event.value(Attribute.FORMAT) else _series_of(facts, event) or event
    form = formed.value(Attribute.FORMAT)
    shown = [facts.day(when)] if when else []
    where = facts.place(place) if place else None
    shape = facts.place(form) if form else None
    if many:
        bits = [*shown, *([where] if where else []), *([shape] if shape else [])]
        if not bits:
            return []
        spans = (*sources(event, Attribute.DATE), *place_sources(event), *sources(formed, Attribute.FORMAT))
        text = facts.say("line", name=name, facts=("，" if facts.language == "zh" else ", ").join(bits))
        return [plain_sentence(text, *spans, bullet=True)]
    if Ask.DURATION in asked and when:
        days = duration_days(when)
        return [_duration(facts, event, name, when, days)]
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
                *sources(formed, Attribute.FORMAT),
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
    if Ask.FORMAT in asked and shape and where:
        said.append(
            plain_sentence(facts.say("form_only", name=name, form=shape), *sources(formed, Attribute.FORMAT))
        )
    if Ask.WHERE in asked and not where and shape:
        said.append(
            plain_sentence(facts.say("no_city", name=name, form=shape), *sources(formed, Attribute.FORMAT))
        )
    elif Ask.WHERE in asked and not where and said:
        said += decline(facts, "where", event=event, brief=True).sentences
    elif Ask.WHEN in asked and not when and said:
        said += decline(facts, "when", event=event, brief=True).sentences
    elif wanted_form and not shape and Ask.FORMAT in asked:
        said += decline(facts, "format", event=event, brief=True).sentences
    return said


def _duration(facts: Facts, event: Event, name: str, when: str, days: int) -> Sentence:
    from assistant.phrases import days_text

    text = facts.say(
        "duration", name=name, n=days, days=days_text(days, facts.language), date=facts.day(when)
    )
    return plain_sentence(text, *sources(event, Attribute.DATE), derived=frozenset({str(days)}))


_ANSWERERS: tuple[Callable[[Facts], Draft | None], ...] = (
    decline_unknown,
    signatory,
    address,
    contacts,
    letter,
    agenda,
    timetable,
    table,
    theme,
    deadline,
    compare,
    correct,
    host,
    confirmed,
    time_and_place,
)
