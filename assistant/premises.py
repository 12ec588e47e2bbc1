"""Correct what a question takes for granted: another place, another date."""

from __future__ import annotations

import re

from assistant.answer import NoticeKind
from assistant.asks import Ask
from assistant.draft import Draft, Remark, Sentence, Source, plain_sentence
from assistant.facts import Facts
from assistant.leftover import leftover, residual
from assistant.lexicon import plain
from assistant.statements import place_sources, place_value, sources
from assistant.time_and_place import form_of, form_told
from assistant.venues import BUILDING, venue
from assistant.wanting import asks_openly
from ingest.events import Attribute, Event
from ingest.mentions.iso import contains
from ingest.mentions.mention import Mention, MentionKind

_ABOUT_THE_EVENT = frozenset(
    {
        Ask.WHEN,
        Ask.WHERE,
        Ask.WHY,
        Ask.HOST,
        Ask.PREMISE_CHECK,
        Ask.DURATION,
        Ask.START,
        Ask.END,
        Ask.FORMAT,
        Ask.LIST,
        Ask.CONFIRMED,
    }
)


_MAY = re.compile(
    r"(?:我|我们|咱们?|本人)[^，,。；;？?]{0,12}[，,]?[^，,。；;？?]{0,4}(?:能|可以|可不可以|能不能)(?:去"
    r"|来|参加|出席|报名)"
    r"|\b(?:can|could|may|might|am) (?:i|we)\b|\b(?:puis-je|pouvons-nous|peut-on)\b|\b(?:puedo|podemos)\b"
    r"|\b(?:могу|можем) (?:ли )?|هل (?:يمكنني|يمكننا|استطيع)"
)
"""Words that ask whether the asker may come; for `plain` text."""
_NONE = re.compile(
    r"没有?|不(?:设|办|举行|召开)|\b(?:no|not|isn't|aren't|wasn't)\b|\bn'(?:y |a|est)|\bpas d[e']"
    r"|\bno (?:hay|habra|se)\b"
    r"|\bнет\b|\bне \w+|\bلا|ليس|لم|لن"
)
"""Words that deny something; for `plain` text."""
_HOLDS = re.compile(
    r"举[行办]|召开|承办|主办|选|定|改|搬|在|\b(?:held|hold\w*|host\w*|tak\w+ place|chosen?|mov\w+|is|are"
    r"|was|will|meet\w*|in)\b"
    r"|\blieu\b|\btien\w+|\bchois\w+|\bcelebr\w+|\btiene\b|\beleg\w+|\bпров\w+|\bпройд\w+|\bвыбр\w+|عقد"
    r"|تعقد|يعقد|اختير"
)
"""Words that say that something is held somewhere; for `plain` text."""
_FORMS = frozenset({"online", "in_person", "hybrid"})
_REMOTE = re.compile(r"\b(?:zoom|webex|teams|skype)\b|腾讯会议|视频会议")
"""Names of means of meeting online; for `plain` text."""


def correct(facts: Facts) -> Draft | None:
    """Return the correction of a wrong date or place, or the confirmation of a right one if asked for.

    Only where the question is about one event itself and nothing else.
    """
    question = facts.question
    if (
        not facts.subject.events
        or (len(facts.subject.events) > 1 and not facts.subject.guessed)
        or facts.subject.by_value
        or facts.subject.by_place
        or residual(facts) - {"government", "invitation", "hosting", "letter", "circular"}
    ):
        return None
    if leftover(facts) and not question.wants(Ask.PREMISE_CHECK, Ask.WHY):
        return None
    if question.asks - _ABOUT_THE_EVENT or not (question.dates or question.places):
        return None
    own = plain(question.text)
    if question.wants(Ask.WHY) and (_NONE.search(own) or not _HOLDS.search(own)):
        return None  # Why there is none is asked, or why somebody did something.
    if _MAY.search(plain(question.text)) and not _forms(facts):
        return None  # Who may come is asked, not where it is.
    event = facts.subject.events[0]
    said: list[Sentence] = []
    wrong = [*_wrong_places(facts, event), *_wrong_dates(facts, event)]
    if facts.subject.guessed and any(_is_of_another(facts, place) for place in wrong):
        return None
    name, value = facts.name(event), place_value(event)
    when = event.value(Attribute.DATE)
    for mention in wrong:
        if mention in question.places and value:
            text = facts.say("not_place", name=name, place=facts.place(value), wrong=mention.text)
            said.append(plain_sentence(text, *place_sources(event), derived=frozenset({mention.text})))
        elif when:
            denied = _shown(facts, mention)
            text = facts.say("not_date", name=name, date=facts.day(when), wrong=denied)
            said.append(plain_sentence(text, *sources(event, Attribute.DATE), derived=frozenset({denied})))
    remarks = tuple(Remark(NoticeKind.PREMISE, sentence.text, sentence.sources) for sentence in said)
    if wrong and when and not any(mention in question.dates for mention in wrong):
        said.append(
            plain_sentence(
                facts.say("held_date", name=name, date=facts.day(when)), *sources(event, Attribute.DATE)
            )
        )
    if wrong and BUILDING.search(plain(question.text)) and (found := venue(facts, event)):
        said.append(plain_sentence(facts.say("held_place", name=name, place=found[0]), *found[1]))
    if wrong and (question.wants(Ask.FORMAT) or _forms(facts)):
        said += form_told(facts, event)
    if not wrong and question.asks <= {Ask.PREMISE_CHECK, Ask.LIST} and not asks_openly(question.text):
        said = _confirm(facts, event)
        if _is_of_other_form(facts, event):
            said = [*form_told(facts, event), *_dates_told(facts, event)]
    return Draft(tuple(said), remarks=remarks) if said else None


def _forms(facts: Facts) -> frozenset[str]:
    """Return the forms of meetings that a question speaks of: `online`, `in_person`, `hybrid`."""
    named = {place.value for place in facts.question.places if place.value in _FORMS}
    return frozenset(named | ({"online"} if _REMOTE.search(plain(facts.question.text)) else set()))


def _is_of_other_form(facts: Facts, event: Event) -> bool:
    """Return whether an event is held in another form than a question takes for granted."""
    asked, found = _forms(facts), form_of(facts, event)
    return bool(asked) and found is not None and found[0] not in asked


def _dates_told(facts: Facts, event: Event) -> list[Sentence]:
    when = event.value(Attribute.DATE)
    if not when or not facts.question.dates:
        return []
    text = facts.say("held_date", name=facts.name(event), date=facts.day(when))
    return [plain_sentence(text, *sources(event, Attribute.DATE))]


def _confirm(facts: Facts, event: Event) -> list[Sentence]:
    name, value, when = facts.name(event), place_value(event), event.value(Attribute.DATE)
    said = []
    if facts.question.dates and when:
        said.append(
            plain_sentence(
                facts.say("yes_date", name=name, date=facts.day(when)), *sources(event, Attribute.DATE)
            )
        )
    if facts.question.places and value and _names(facts, value):
        said.append(
            plain_sentence(facts.say("yes_place", name=name, place=facts.place(value)), *place_sources(event))
        )
    return said


def _names(facts: Facts, value: str) -> bool:
    """Return whether the places of the question say no more than is known: a country, or the city itself."""
    from ingest.mentions.places import same_place

    cities = [place.value for place in facts.question.places if "/" in place.value]
    return not cities or any(same_place(city, value) for city in cities)


def _shown(facts: Facts, mention: Mention) -> str:
    return facts.day(mention.value) if not mention.value.startswith("--") else mention.text


def _wrong_places(facts: Facts, event: Event) -> list[Mention]:
    from ingest.mentions.places import country_of, same_place

    city, country = event.value(Attribute.CITY), event.value(Attribute.COUNTRY)
    found = [place for place in facts.question.places if "/" in place.value or len(place.value) == 2]
    # Another city of the right country is still another city.
    cities = [place for place in found if "/" in place.value] if city else []
    if cities:
        return [] if any(same_place(place.value, city or "") for place in cities) else cities
    own = {country_of(value) for value in (city, country) if value}
    return [] if not own or any(country_of(place.value) in own for place in found) else found


def _is_of_another(facts: Facts, place: Mention) -> bool:
    """Return whether a line of a document gives days for a place: something that the ledger does not hold."""
    from ingest.mentions.places import same_place

    here = [one for one in facts.of_kind(MentionKind.PLACE) if same_place(one.value, place.value)]
    return any(
        each.kind is MentionKind.DATE
        for one in here
        for block in facts.documents[one.document_id].blocks
        if block.start <= one.start < block.end
        for each in facts.inside(Source(one.document_id, block.start, block.end))
    )


def _wrong_dates(facts: Facts, event: Event) -> list[Mention]:
    when = event.value(Attribute.DATE)
    if not when or when.startswith("--"):
        return []
    found = []
    for mention in facts.question.dates:
        value = mention.value
        if value.startswith("--"):
            value = when[:4] + value[1:].replace("/-", f"/{when[:4]}")
        if "|" in value or value == when:
            continue
        if "/" in value:
            within = False
        else:
            within = contains(when, value) or (len(value) <= len("2025-11") and contains(value, when))
        if not within:
            found.append(mention)
    return found
