"""Timetables: which session is when and in which room, and what is on a day or in a room."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.agendas import replaces
from assistant.answer import NoticeKind
from assistant.asks import Ask
from assistant.draft import Draft, Remark, Sentence, Source, plain_sentence
from assistant.event_days import numbered_day
from assistant.facts import Facts
from assistant.leftover import leftover
from assistant.lexicon import plain
from assistant.phrases import day_text
from assistant.records import Field, Record, record_at, records
from assistant.sessions import numbered, sessions
from assistant.windows import part_of_day
from ingest.events import EventKind
from ingest.mentions.mention import MentionKind

_HOURS = re.compile(r"(?<![\d.,])\d{1,2}\s?(?:[:hч.]\s?\d{2}|[时点]|[ap]\.?m\b)", re.IGNORECASE)
_NAME_HEAD = re.compile(
    r"会议|活动|事项|内容|议程|session|activit|event|meeting|subject|seance|reunion|sesion|actividad|acto"
    r"|заседани|мероприяти|событи|الجلس|النشاط|الاجتماع|الفعالي"
)
_ROOM_HEAD = re.compile(
    r"会场|会议室|地点|场所|房间|厅|\broom|\bvenue|\bplace|\blocation|\bsalle|\blieu|\bsala\b|\blugar"
    r"|\bзал|\bмест|\bпомещени"
    r"|قاعه|مكان"
)
_DAY_HEAD = re.compile(
    r"日期|日子|\bdates?\b|\bdays?\b|\bjours?\b|\bfechas?\b|\bdias?\b|\bдат[аы]\b|\bд(?:ень|ни)\b|تاريخ|اليوم"
)
_ASKED = frozenset({Ask.WHEN, Ask.WHERE, Ask.START, Ask.END, Ask.DURATION, Ask.LIST, Ask.WHICH_EVENT})
_TIMES = re.compile(
    r"几点|时刻|\bwhat time\b|\bat what hour\b|\bquelle heure\b|\bque hora\b|\bкотором часу\b|\bво сколько\b"
    r"|\bвремя\b|اي ساعه|الساعه"
    r"|哪(?:个|间)?(?:会议室|厅|会场)|\broom\b|\bsalle\b|\bsala\b|\bзале?\b|قاعه"
)
_PROGRAMME = re.compile(
    r"日程|时间安排|时间表|安排|会议|活动|环节|[做干]什么|什么会|哪些会|有会|\bdoing\b|\bprogramme?\b"
    r"|\btimetable|\bschedule"
    r"|\btime plan|\bsessions?\b"
    r"|\bemploi du temps|\bhoraire"
    r"|\bseances?\b|\bhorario|\bprograma\b|\bsesion"
    r"|\bhappens?\b|\btakes? place\b|\bgoing on\b|\bрасписани|\bпрограмм|\bзаседани"
    r"|البرنامج|الجدول الزمني|الجلسات"
)
_DAY = re.compile(r"(?:\d{4}|-)-\d\d-\d\d")
_WHOLE = re.compile(
    r"(?:日程|时间安排|时间表)(?:表|安排)?(?:是什么|是怎样|如何|怎么|有哪些|$)"
    r"|\b(?:programme|timetable|schedule|time plan) (?:of|for)\b"
    r"|\b(?:emploi du temps|programme) (?:de|du)\b"
    r"|\b(?:horario|programa) (?:de|del)\b|\b(?:расписани|программ)\w* (?!действи[йи])"
    r"|(?:برنامج|الجدول الزمني)"
)
_FEW_DAYS, NOON = 7, "13"
"""Days of a relative period that are looked up in timetables; the hour at which the afternoon begins."""
_LEDGER_KINDS = frozenset(
    {"round_table", "workshop", "visit", "registration", "election", "exhibition", "press"}
)
"""Sessions that may be events of their own: answered here only where an hour or a room is asked for."""
_WITH_DOCUMENTS = frozenset(
    {EventKind.REGIONAL_MEETING, EventKind.INTERREGIONAL_MEETING, EventKind.YOUTH_EVENT}
)
"""Meetings whose sessions are in documents of their own, never in the timetable of the conference."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a timetable: `when` is an ISO day, time or range of hours; `day` where it is read from."""

    record: Record
    name: Field
    when: str
    day: Source
    room: Field | None

    @property
    def sources(self) -> tuple[Source, ...]:
        """The row, and the line above that gives the day where the row does not."""
        source = self.record.source
        return (source,) if source.start <= self.day.start < source.end else (self.day, source)


def timetable(facts: Facts) -> Draft | None:
    """Answer when and where the sessions are that a question names, or what is on the day that it names."""
    question = facts.question
    own_words = plain(question.text)
    told = question.dates or numbered(question.text) or _TIMES.search(own_words) or _WHOLE.search(own_words)
    if not told and facts.window is not None:
        told = _PROGRAMME.search(own_words)
    nth = numbered_day(facts) if _PROGRAMME.search(own_words) or _TIMES.search(own_words) else None
    if question.wants(Ask.DEADLINE, Ask.SYMBOL, Ask.DOCUMENT) or not (question.asks & _ASKED or told or nth):
        return None
    dated = question.wants(Ask.WHEN, Ask.START, Ask.END)
    if question.wants(Ask.COUNT, Ask.CONFIRMED) and not dated:
        return None  # How many seats a hall has; whether the plan is final.
    asked = sessions(question.text)
    both_ends = {"opening", "closing"} <= asked or (question.wants(Ask.START) and question.wants(Ask.END))
    if both_ends and asked <= {"opening", "closing"} and not _TIMES.search(own_words):
        return None
    own = {event.kind for event in facts.subject.events}
    if own - {EventKind.CONFERENCE} and not _TIMES.search(own_words):
        asked -= _LEDGER_KINDS
    if asked and asked <= _LEDGER_KINDS and leftover(facts) and not _TIMES.search(own_words):
        return None
    days = {
        mention.value[-5:]
        for mention in question.dates
        if re.fullmatch(r"(?:\d{4}|-)-\d\d-\d\d", mention.value)
    }
    periods = tuple(m.value for m in question.dates if re.fullmatch(r"\d{4}-\d\d", m.value))
    window = facts.window
    if window and not days and (window.last - window.first).days < _FEW_DAYS:
        span = (window.last - window.first).days + 1
        days = {(window.first + timedelta(days=at)).isoformat() for at in range(span)}
    part = part_of_day(question.text)
    if nth and not days:
        days = {nth}
    whole = not asked and not question.dates and bool(_WHOLE.search(own_words))
    if not asked and not whole and not (days and (nth or _PROGRAMME.search(own_words))):
        return None
    found = [
        entry
        for entry in _entries(facts)
        if _is_of(asked, sessions(entry.name.text))
        and (not days or entry.when[:10].endswith(tuple(days)))
        and (not periods or entry.when.startswith(periods))
        and (part is None or (entry.when[11:13] < NOON) == (part == "morning"))
    ]
    if own & _WITH_DOCUMENTS:
        found = [entry for entry in found if entry.record.document_id in facts.titled_by_event]
    if whole and own - {EventKind.CONFERENCE}:
        found = [entry for entry in found if entry.record.document_id in facts.titled_by_event]
        chosen = _standing(facts, found)
    else:
        chosen = _narrowed(facts, _standing(facts, found))
    if not chosen:
        return None
    many = len(chosen) > 1
    return Draft(tuple(_sentence(facts, entry, many) for entry in chosen), remarks=_edition(facts, chosen))


def _edition(facts: Facts, chosen: Iterable[Entry]) -> tuple[Remark, ...]:
    """Return of which conference the sessions are, where the question names none."""
    keys = {_conference(facts, entry) for entry in chosen}
    events = [event for event in facts.events if event.key in keys]
    if facts.subject.explicit or len(events) != 1:
        return ()
    return (Remark(NoticeKind.PREMISE, facts.say("edition", name=facts.name(events[0]))),)


def _is_of(asked: frozenset[str], named: frozenset[str]) -> bool:
    """Return whether a session has every name asked for; a number is not needed where none is asked."""
    bare = named | {name.partition(" ")[0] for name in named}
    return asked <= bare


def _entries(facts: Facts) -> Iterable[Entry]:
    for document in facts.documents.values():
        table, day = -1, None
        for record in records(document):
            if record.table != table:
                table, day = record.table, _day_above(facts, record)
            day = _day_in(facts, record.source) or day
            name = next((one for one in record.fields if _NAME_HEAD.search(plain(one.head))), None)
            hours = next((one for one in record.fields if one != name and _HOURS.search(one.text)), None)
            if day is None or name is None or hours is None:
                continue
            value, source = day
            if source.start <= name.start < source.end and source != record.source:
                continue
            room = next(
                (one for one in record.fields if one != name and _ROOM_HEAD.search(plain(one.head))), None
            )
            yield Entry(record, name, timed(value, hours.text) or value, source, room)


def _day_in(facts: Facts, span: Source) -> tuple[str, Source] | None:
    """Return the one day that a span gives, and where."""
    days = [
        m for m in facts.inside(span) if m.kind is MentionKind.DATE and len(m.value.partition("T")[0]) == 10
    ]
    days = [day for day in days if not day.value.startswith("-")]
    if len(days) != 1:
        return None
    return days[0].value[:10], Source(span.document_id, days[0].start, days[0].end)


def _day_above(facts: Facts, record: Record) -> tuple[str, Source] | None:
    """Return the day that the line right above a table gives: `Monday, 7 June 2027`.

    None where the table gives days of its own: the line may be that on which the document was issued.
    """
    dated = any(_DAY_HEAD.search(plain(one.head)) for one in record.fields)
    above = record.above[0] if record.above and not dated else None
    return _day_in(facts, above) if above and above.end - above.start < 60 else None


def timed(day: str, hours: str) -> str | None:
    """Return an ISO day with the hours that a cell gives (`10:00–11:30`, `14h30`), None where none."""
    from ingest.mentions.dates import find_dates

    found = find_dates(f"{day_text(date.fromisoformat(day), 'en')} {hours}")
    return found[0].value if found and "T" in found[0].value else None


def _standing(facts: Facts, found: Sequence[Entry]) -> list[Entry]:
    """Leave out what a later document replaces, and all but one language of the same timetable."""
    documents = {entry.record.document_id: facts.documents[entry.record.document_id] for entry in found}
    kept = [
        one for one in documents.values() if not any(replaces(other, one) for other in documents.values())
    ]
    best = {
        one.series or one.id: one.id
        for one in sorted(kept, key=lambda one: (one.language == facts.language, one.language == "en"))
    }
    return [entry for entry in found if entry.record.document_id in best.values()]


def _narrowed(facts: Facts, found: Sequence[Entry]) -> list[Entry]:
    """Keep the sessions of the conference asked about: the next one where none is named."""
    subject = facts.subject
    conferences = list(subject.conferences)
    if not conferences:
        newest = sorted(found, key=lambda entry: entry.when, reverse=True)
        conferences = [key for entry in newest if (key := _conference(facts, entry))]
    if len(subject.conferences) > 1 and not subject.guessed:
        return [entry for entry in found if _conference(facts, entry) in subject.conferences]
    for key in conferences:
        own = [entry for entry in found if _conference(facts, entry) == key]
        if own:
            return own
    return [] if subject.conferences else list(found)


def _conference(facts: Facts, entry: Entry) -> str | None:
    return facts.main_conference.get(entry.record.document_id)


def _sentence(facts: Facts, entry: Entry, many: bool) -> Sentence:
    same = facts.documents[entry.record.document_id].language == facts.language
    name = entry.name.text if same else facts.say("quotation", quote=entry.name.text)
    bits = [facts.day(entry.when)]
    if entry.room and entry.room.text:
        head = entry.room.head if same else facts.say("label_room")
        bits.append(facts.say("line", name=head, facts=entry.room.text))
    line = facts.say("line", name=name, facts=("，" if facts.language == "zh" else ", ").join(bits))
    return plain_sentence(line, *entry.sources, bullet=many)


def hours_of_rows(facts: Facts, spans: Iterable[Source]) -> set[str]:
    """Return the day of spans with the hours of the timetable rows among them, to hold answers against."""
    spans = tuple(spans)
    days = {day for span in spans if (found := _day_in(facts, span)) for day in [found[0]]}
    rows = [record_at(facts.documents[span.document_id], span.start) for span in spans]
    return {
        value
        for day in (days if len(days) == 1 else ())
        for row in rows
        if row is not None
        for one in row.fields
        if _HOURS.search(one.text) and (value := timed(day, one.text))
    }
