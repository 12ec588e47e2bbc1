"""Tables of things (hotels, meetings, rooms): all of them, one by name, the cheapest, the nearest."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.agendas import replaces
from assistant.asks import Ask
from assistant.documents_asked import documents_asked
from assistant.draft import Draft, Sentence, plain_sentence
from assistant.event_keys import base
from assistant.facts import Facts
from assistant.features import content_words
from assistant.leftover import leftover
from assistant.lexicon import lexicon, plain
from assistant.quantities import asked as asked_number_of
from assistant.quantities import counted_in
from assistant.records import Field, Record, records
from assistant.sentences import concepts, words
from ingest.documents import Document
from ingest.mentions.mention import MentionKind

_AMOUNT = re.compile(r"\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+(?!\d)|\d+(?:[.,]\d+)?")
_CURRENCY = re.compile(r"\b[A-Z]{3}\b|[€$£¥₽]|元|欧元|美元")
_LENGTH = re.compile(r"\d\s?(?:km|m|км|м|公里|千米|米|كم|م)(?!\w)")
_THOUSAND = re.compile(r"\d\s?(?:km|км|公里|千米|كم)")
_BY_HOW_MUCH = re.compile(
    r"相差|差(?:多少|几)|(?:便宜|贵|近|远|多|少)多少|\bby how (?:much|many|far)\b|\bdifference\b"
    r"|\bhow much (?:cheaper|more|less|closer|nearer)"
    r"|\bde combien\b|\bdifference\b|\bdiferencia\b|\bpor cuanto\b|\bна сколько\b|\bразниц\w+|الفرق|بكم"
)
_ROOMS = {
    "single": re.compile(
        r"单人|\bsingles?\b|\b(?:chambres?|habitacion\w*) (?:individuel\w*|simples?|individual\w*|sencill\w*)"
        r"|\bодноместн|مفرد|فردي"
    ),
    "double": re.compile(r"双人|双床|\b(?:doubles?|twins?|dobles?)\b|\bдвухместн|مزدوج"),
    "suite": re.compile(r"套房|套间|\bsuites? room|\bлюкс|جناح"),
}
"""Rooms by how many sleep in them, for `plain` text."""
_NAMED_WORDS = 0.5
"""Share of the words of a thing's name that a question must have to mean it."""
_THINGS = frozenset({"hotel", "airport", "side_event", "exhibition", "shuttle", "meals", "fellowship"})
"""Concepts of things that tables list under a head of their own."""
_SAYS_NOTHING = frozenset({"recommendation", "hosting", "participation", "delegation", "choice", "proposal"})


@dataclass(frozen=True)
class Table:
    """The records of one table; the first cell of each names a thing."""

    rows: tuple[Record, ...]

    @property
    def head(self) -> str:
        """The head of the column of names."""
        return self.rows[0].fields[0].head

    def column(self, measure: str) -> int | None:
        """Return which column gives a price, a distance or a number of people, None where none does."""
        for at in range(1, len(self.rows[0].fields)):
            cells = [row.fields[at] for row in self.rows if at < len(row.fields)]
            if all(_measures(row, cell, measure) for row, cell in zip(self.rows, cells, strict=False)):
                return at
        return None


def _measures(row: Record, cell: Field, measure: str) -> bool:
    if not _AMOUNT.search(cell.text):
        return False
    if measure == "price":
        return bool(_CURRENCY.search(cell.text)) or measure in lexicon("measures").names(cell.head)
    if measure == "distance":
        return bool(_LENGTH.search(cell.text)) or measure in lexicon("measures").names(cell.head)
    return "people" in counted_in(row) and cell.text.strip().isdigit()


def table(facts: Facts) -> Draft | None:
    """Answer from a table: what there is of a kind, what it says of some by name, which has least or most."""
    question = facts.question
    measures = sorted(lexicon("measures").names(question.text))
    ends = [name for name in measures if name.endswith(("_min", "_max"))]
    kinds = concepts(question.text) & _THINGS
    counted = _people(facts)
    if counted:
        return counted
    if question.wants(Ask.DEADLINE):
        return None
    for one in _tables(facts) if measures or kinds or question.wants(Ask.COMPARE) else ():
        named, of_kind = _named(facts, one), bool(kinds & concepts(one.head))
        columns = {name: one.column(name.partition("_")[0]) for name in measures}
        if "airport" in question.topics - _heads(one) and any(
            name.startswith("distance") for name in measures
        ):
            continue  # How far a hotel is from the airport, of a table that says how far from the venue.
        for end in ends:
            column = columns[end]
            if column is not None and (of_kind or len(named) > 1 or end.startswith("people")):
                return _extreme(facts, named if len(named) > 1 else list(one.rows), column, end)
        known = any(column is not None for column in columns.values())
        if any(_is_of_other_rooms(question.text, row) for row in named or one.rows):
            continue
        if named and (known or (len(named) > 1 and question.wants(Ask.COMPARE))):
            return Draft(tuple(_line(facts, row) for row in named))
        if not named and of_kind and (known or _asks_for_all(facts, kinds)):
            return Draft(tuple(_line(facts, row) for row in one.rows))
    return None


def _heads(one: Table) -> frozenset[str]:
    """Return the concepts that the heads of a table's columns name."""
    return concepts(" ".join(field.head for field in one.rows[0].fields))


def _is_of_other_rooms(text: str, row: Record) -> bool:
    """Return whether a question is about rooms for one (or two), and a row only about others."""
    asked = {name for name, pattern in _ROOMS.items() if pattern.search(plain(text))}
    told = plain(" ".join(f"{one.head} {one.text}" for one in row.fields))
    given = {name for name, pattern in _ROOMS.items() if pattern.search(told)}
    return bool(asked and given) and not asked & given


def _people(facts: Facts) -> Draft | None:
    """Answer how many people came to a meeting, from its row of a table that counts them."""
    question = facts.question
    meetings = {base(event.key): event for event in facts.subject.events}
    if "people" not in asked_number_of(question.text) and "headcount" not in question.topics:
        return None
    if len(meetings) != 1 or question.topics - {"headcount", "participation", "consultation", "preparation"}:
        return None
    key, event = next(iter(meetings.items()))
    for document in facts.documents.values():
        if event.parent and facts.main_conference[document.id] != event.parent:
            continue
        for row in records(document):
            named = {base(m.value) for m in facts.inside(row.source) if m.kind is MentionKind.EVENT}
            cells = [at for at in range(1, len(row.fields)) if _measures(row, row.fields[at], "people")]
            if key in named and cells:
                return Draft((_line(facts, row, cells[0]),))
    return None


def _asks_for_all(facts: Facts, kinds: frozenset[str]) -> bool:
    """Return whether a question asks what there is of a kind, and for nothing else of it."""
    question = facts.question
    if question.topics - kinds - _SAYS_NOTHING:
        return False
    if question.asks - {Ask.LIST, Ask.COMPARE, Ask.WHICH_EVENT, Ask.PREMISE_CHECK}:
        return False
    return not leftover(facts)


def _tables(facts: Facts) -> list[Table]:
    """Return the tables of the documents asked about, each in one language, in the version that stands."""
    asked = _documents(facts)
    documents = [one for one in asked if not any(replaces(other, one) for other in asked)]
    best = {
        one.series or one.id: one
        for one in sorted(documents, key=lambda one: (one.language == facts.language, one.language == "en"))
    }
    found: list[Table] = []
    for document in best.values():
        groups: dict[int, list[Record]] = {}
        for row in records(document):
            groups.setdefault(row.table, []).append(row)
        found += [Table(tuple(rows)) for rows in groups.values() if len(rows) > 1 and rows[0].fields[0].head]
    return found


def _documents(facts: Facts) -> tuple[Document, ...]:
    if facts.question.symbols or (facts.titled_by_event and len(facts.subject.events) == 1):
        return documents_asked(facts)
    wanted = set(() if facts.subject.guessed else facts.subject.conferences)
    return tuple(
        one for one in facts.documents.values() if not wanted or facts.main_conference[one.id] in wanted
    )


def _named(facts: Facts, one: Table) -> list[Record]:
    """Return the rows whose thing the question names."""
    said = content_words(facts.question.text)
    common = frozenset.intersection(*(words(row.fields[0].text) for row in one.rows)) | words(one.head)
    found = []
    for row in one.rows:
        own = words(row.fields[0].text) - common
        own -= {word for word in own if word in words(plain(one.head))}
        if own and len(own & said) / len(own) > _NAMED_WORDS:
            found.append(row)
    return found


def _extreme(facts: Facts, rows: Sequence[Record], column: int, end: str) -> Draft:
    measured = [row for row in rows if column < len(row.fields)]
    pick = min if end.endswith("_min") else max
    first = pick(measured, key=lambda row: _amount(row.fields[column].text))
    rest = [row for row in measured if row != first]
    cell = first.fields[column]
    value = facts.say("line", name=cell.head, facts=cell.text)
    text = facts.say("lowest" if pick is min else "highest", name=first.fields[0].text, value=value)
    said = [plain_sentence(text, first.source), *(_line(facts, row, column) for row in rest)]
    if len(rest) == 1 and _BY_HOW_MUCH.search(plain(facts.question.text)):
        other = _amount(rest[0].fields[column].text)
        apart = f"{abs(other - _amount(cell.text)):g}"
        apart_text = facts.say("apart", n=apart)
        said.append(plain_sentence(apart_text, first.source, rest[0].source, derived=frozenset({apart})))
    return Draft(tuple(said))


def _amount(text: str) -> float:
    """Return the number of a cell; lengths in metres."""
    match = _AMOUNT.search(text)
    written = re.sub(r"[ \u00a0\u202f]", "", match.group()) if match else "0"
    number = float(re.sub(r"[,.](?=\d{3}(?!\d))", "", written).replace(",", "."))
    return number * 1000 if _THOUSAND.search(plain(text)) else number


def _line(facts: Facts, row: Record, column: int | None = None) -> Sentence:
    """Return a row as its name and what stands under each head, or under one."""
    cells = [row.fields[column]] if column is not None else row.fields[1:]
    shown = [
        facts.say("line", name=one.head, facts=one.text) if one.head else one.text
        for one in cells
        if one.text
    ]
    text = facts.say(
        "line", name=row.fields[0].text, facts=("；" if facts.language == "zh" else "; ").join(shown)
    )
    return plain_sentence(text, row.source, bullet=True)
