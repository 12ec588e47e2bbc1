"""How events and deadlines stand on the day of the question: over, to come, still open, days left."""

from __future__ import annotations

import re
from datetime import date

from assistant.asks import APART, Ask
from assistant.deadlines import deadline_name, deadlines_asked, opening_and_closing
from assistant.draft import Draft, Sentence, plain_sentence
from assistant.event_keys import DEADLINE, OPENING
from assistant.facts import Facts
from assistant.leftover import residual
from assistant.lexicon import plain
from assistant.phrases import days_text
from assistant.standing import states
from assistant.statements import sources
from assistant.whereabouts import names_other_places
from ingest.events import Attribute, Event, EventKind
from ingest.mentions.iso import span_of

_OVER = re.compile(
    r"(?:结束|开完|开过|办完|举行过|召开过|过)了(?:吗|没)|开[完过]了|已经?(?:结束|举行|召开|开过|开完)"
    r"|是否(?:已经?)?(?:结束|举行完)|开了吗"
    r"|\balready (?:over|past|been held|happened|taken place|finished|ended|concluded)\b|\bover (?:yet"
    r"|already|now)\b"
    r"|\b(?:is|are|was) [^?]{3,60} over\b(?=\W*$)|\b(?:has|have) [^?]{3,60} (?:ended|finished|happened"
    r"|taken place|been held)\b"
    r"|\b(?:finished|ended|happened) yet\b|\bdeja (?:termine|eu lieu|passe|fini)\w*"
    r"|\best(?:-\w+)? (?:deja )?termine\w*"
    r"|\bya (?:termino|ha terminado|se celebro|paso|acabo|se ha celebrado|ha pasado)\b|\bha terminado\b"
    r"|\bуже (?:прош|законч|состоял|завершил|проведен)\w*|\b(?:закончил|завершил|прош)\w+ ли\b|انتهي"
    r"|انتهت|هل (?:انعقد|عقد)ت?"
)
_STILL = re.compile(
    r"还能|还可以|还来得及|来得及|能不能再|还开放|还在(?:接受|报名|注册)|是否仍|仍可"
    r"|\bstill (?:be )?(?:register|apply|sign|submit|send|open|possible|book|time|accept|request|join)\w*"
    r"|\bcan i still\b"
    r"|\btoo late\b|\bin time to\b|\bis [^?]{3,60} (?:still )?open\b(?=\W*$)|\bencore (?:possible|temps"
    r"|ouvert|s'inscrire|le temps)\w*"
    r"|\bpeut-on encore\b|\btrop tard\b|\btodavia\b|\baun (?:se )?(?:puedo|puede|esta|es posible|hay)\b"
    r"|\bdemasiado tarde\b"
    r"|\bеще (?:можно|открыт|не поздно|успе|принима)\w*|\bне поздно\b|ما زال|لا يزال|ما زالت|لا تزال"
    r"|فات الاوان"
)
_UNDONE = re.compile(
    r"(?:没|未|不)(?:有)?(?:交|注册|报名|提交|申请|缴)|\b(?:without|if (?:i|we|one|they) (?:do not|don't"
    r"|miss))\b"
    r"|\bsans (?:avoir|etre)\b|\bsin haber\b|\bбез (?:\w+ )?(?:регистрации|полномочий)\b"
)
"""Words for something that was not done; for `plain` text."""
_BEGUN = re.compile(
    r"(?:开始|开放|开通|启动)了(?:吗|没|么)|(?:是否|有没有)(?:已经?)?(?:开始|开放|开通|启动)|已经?(?:开始"
    r"|开放|开通)"
    r"|\b(?:has|have|is|are) [^?]{3,60} (?:opened|started|begun)\b"
    r"|\b(?:opened|started|begun|open) (?:yet|already|now)\b"
    r"|\bdeja (?:ouvert|commence|debute)\w*|\best-?(?:elle|il)? ouvert\w*"
    r"|\bya (?:se )?(?:ha |han |esta )?(?:abiert|empez|comenz)\w*"
    r"|\bуже (?:открыт|начал)\w*|\b(?:открыл|начал)\w+ ли\b|\bоткрыта ли\b|هل (?:بدا|فتح|افتتح)ت?"
)
"""Words that ask whether something can be done already; for `plain` text."""
_LEFT = re.compile(
    r"还(?:有|剩|要)(?:多少|几)天|剩(?:下)?(?:多少|几)天|距(?:离)?.{0,40}(?:多少|几)天|(?:多少|几)天(?:后"
    r"|之后|以后)"
    r"|\bhow many (?:more )?(?:days|weeks) (?:are )?(?:left|remain|until|till|to go|before|away|from now)"
    r"|\bdays (?:do|have|has|does) (?:\w+ ){1,3}(?:left|got)\b|\bdays (?:are )?(?:left|remain\w*|until"
    r"|to go)\b|\bhow (?:long|soon) (?:is it )?(?:until|till"
    r"|before|to go)\b"
    r"|\bcombien de (?:jours|temps) (?:reste|avant|jusqu|nous separe)\w*|\breste-t-il\b"
    r"|\bdans combien de (?:jours|temps)\b"
    r"|\bcuantos dias (?:faltan|quedan|hay hasta|restan)\b|\bсколько (?:дне[йи]|времени) (?:осталось"
    r"|остается|до)\b"
    r"|\bчерез сколько дне[йи]\b|كم (?:يوما? )?(?:بقي|تبقي|يتبقي|متبقي|يفصل)\w*|كم يوما? حتي"
)
_GENERAL = frozenset({"participation", "practical_details", "openness", "registration"})


def progress(facts: Facts) -> Draft | None:
    """Answer whether an event is over, whether something can still be done, and how many days are left."""
    own = plain(facts.question.text)
    if facts.question.wants(Ask.AGENDA, Ask.WHY):
        return None
    if facts.question.wants(Ask.LIST) and not _OVER.search(own):
        return None
    events = facts.subject.events
    of_conference = facts.subject.explicit and any(e.kind is not EventKind.CONFERENCE for e in events)
    if APART.search(own) and (of_conference or len(events) == 2):
        return None  # How far two meetings, or a meeting and its conference, lie apart.
    left = bool(_LEFT.search(own))
    if left and (due := deadlines_asked(facts)):
        return Draft(_days_left(facts, due[0]))
    moved = "postponement" in residual(facts)  # What a postponement changes is not in the day itself.
    undone = bool(_UNDONE.search(own))  # What happens without it, not by when it can be done.
    if (
        not left
        and not (moved or undone)
        and (_STILL.search(own) or _BEGUN.search(own))
        and (told := _can_be_done(facts))
    ):
        return Draft(told)
    if not left and not _OVER.search(own):
        return None
    elsewhere = names_other_places(
        facts.question, facts.subject.events
    )  # What is to be told is where it is held.
    if elsewhere or residual(facts) - _GENERAL - {"opening", "closing"}:
        return None
    dated = [event for event in facts.subject.events if _days(event)]
    if facts.subject.guessed or left:
        dated = dated[:1]
    said: list[Sentence] = []
    for event in dated:
        said += states(facts, event)
        said += _days_left(facts, event) if left else [_over(facts, event)]
    return Draft(tuple(said)) if said else None


def _days(event: Event) -> tuple[date, date] | None:
    value = event.value(Attribute.DATE)
    return span_of(value) if value and not value.startswith("--") else None


def _told(facts: Facts, key: str, event: Event, name: str, **values: object) -> Sentence:
    today = facts.day(facts.as_of.isoformat())
    text = facts.say(key, name=name, date=facts.day(str(event.value(Attribute.DATE))), as_of=today, **values)
    derived = {today, *(str(value) for value in values.values())}
    return plain_sentence(text, *sources(event, Attribute.DATE), derived=frozenset(derived))


def _over(facts: Facts, event: Event) -> Sentence:
    first, last = span_of(str(event.value(Attribute.DATE)))
    key = "over" if last < facts.as_of else "to_come" if first > facts.as_of else "under_way"
    return _told(facts, key, event, facts.name(event))


def _can_be_done(facts: Facts) -> tuple[Sentence, ...]:
    """Return whether what is asked about can be done on the day of the question; none where no day is given.

    Where only the day is given from which it can be done, that it is closed by now is not known.
    """
    opening, closing = opening_and_closing(facts)
    if opening and _first(opening) > facts.as_of:
        return (_told(facts, "not_yet_open", opening, deadline_name(facts, opening)),)
    if closing:
        return (_open(facts, closing),)
    return (_told(facts, "opened", opening, deadline_name(facts, opening)),) if opening else ()


def _first(event: Event) -> date:
    return span_of(str(event.value(Attribute.DATE)))[0]


def _open(facts: Facts, event: Event) -> Sentence:
    _, last = span_of(str(event.value(Attribute.DATE)))
    return _told(facts, "closed" if last < facts.as_of else "still_open", event, deadline_name(facts, event))


def _days_left(facts: Facts, event: Event) -> tuple[Sentence, ...]:
    is_event = not event.key.startswith((DEADLINE, OPENING))
    name = facts.name(event) if is_event else deadline_name(facts, event)
    count = (_first(event) - facts.as_of).days
    if count < 0:
        return (_over(facts, event),) if is_event else _can_be_done(facts)
    return (_told(facts, "days_left", event, name, n=count, days=days_text(count, facts.language)),)
