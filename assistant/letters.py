"""What letters say of themselves: who signed, whom to contact, symbol, date, the letter before."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.documents_asked import documents_asked, is_held, letters_asked
from assistant.draft import Draft, Sentence, Source, from_mention, plain_sentence
from assistant.event_keys import base
from assistant.expected import DEPARTMENT_ASKED
from assistant.facts import Facts
from assistant.leftover import leftover
from assistant.lexicon import lexicon, listed, plain
from assistant.quotation import quoted, sentence_around
from assistant.refusals import decline
from assistant.restating import references
from assistant.standing import MOVED, changes
from ingest.documents import Document, RelationKind
from ingest.events import Attribute, Event
from ingest.mentions.mention import Mention, MentionKind

ABOUT_LETTERS = listed(
    "invitation letter circular participation government general_secretariat website registration "
    "practical_details draft confirmation documents_available bureau"
)
_ABOUT_WHAT = re.compile(
    r"关于什么|为了?什么事|所为何事|何事|事由|讲(?:的是)?什么|是什么内容|什么主题|说(?:的是)?什么"
    r"|\babout\b(?=\W*$)"
    r"|\bwhat is [^?]+ about\b|\bsubject (?:line )?of\b|\bde quoi\b"
    r"|\bobjet d|\bde que trata\b|\basunto d|\bо чем\b|\bтема письма\b|عن ماذا|ما موضوع|عم يتحدث"
)
_AND_ITS_DATE = re.compile(
    r"(?:文号|编号|号码)[^，,。；;？?]{0,4}(?:和|与|及|、)(?:签发|发文|发出)?日期"
    r"|日期[^，,。；;？?]{0,4}(?:和|与|及|、)(?:文号|编号)"
    r"|\b(?:number|symbol|reference)\b[^,?]{0,12}\band\b[^,?]{0,12}\bdate\b"
    r"|\bdate\b[^,?]{0,12}\band\b[^,?]{0,16}"
    r"\b(?:number|symbol|reference)\b|\b(?:cote|numero|reference)\b[^,?]{0,8}\bet\b[^,?]{0,8}\bdate\b"
    r"|\b(?:numero|referencia)\b[^,?]{0,8}\by\b[^,?]{0,8}\bfecha\b|\bномер\b[^,?]{0,8}\bи\b[^,?]{0,8}\bдат\w+"
)
"""A letter's number and date asked together; for `plain` text."""
_OF_DECISIONS = frozenset({"decision_text", "resolution", "recommendation", "council"})
_DECIDED = frozenset({"decision", "resolution", "recommendation", "opinion"})


_OFFERS = re.compile(
    r"(?:邀请|提出|提议|表示|申办)(?!函|信)|\b(?:invited|invites|offered|offers|proposed|proposes)\b"
    r"|\b(?:a invite|invitait|proposait"
    r"|a propose)\b|\b(?:invito|ofrecio|propuso)\b|\b(?:пригласил\w*|предложил\w*)\b|(?<!\w)(?:دعت|عرضت"
    r"|اقترحت)(?!\w)"
)
"""Words for what a government does by letter; for `plain` text."""


def _is_from_a_country(facts: Facts) -> bool:
    """Return whether a question is about the letter by which a country invited, offered or proposed."""
    countries = [place for place in facts.question.places if re.fullmatch(r"[A-Z]{2}", place.value)]
    return bool(countries) and bool(_OFFERS.search(plain(facts.question.text)))


def letter(facts: Facts) -> Draft | None:
    """Answer the symbol, date, place of issue and subject of a document, and which one it follows."""
    question = facts.question
    if question.symbols and is_held(facts) and _ABOUT_WHAT.search(plain(question.text)):
        return _subjects(facts)
    if question.wants(Ask.SYMBOL, Ask.DOCUMENT) and MOVED.search(plain(question.text)):
        changed = [sentence for event in facts.subject.events for sentence in _changing(facts, event)]
        if changed:
            return Draft(tuple(changed))
    wanted = question.asks & {Ask.SYMBOL, Ask.ISSUED, Ask.REFERENCE}
    if Ask.SYMBOL in wanted and _AND_ITS_DATE.search(plain(question.text)):
        wanted |= {Ask.ISSUED}
    if _decided(facts) and not facts.subject.events:
        wanted |= {Ask.ISSUED} if question.wants(Ask.WHEN) else set()
        wanted |= {Ask.SYMBOL} if question.wants(Ask.DOCUMENT) else set()
    changes_asked = bool(MOVED.search(plain(question.text)))
    if (
        not (wanted or changes_asked or facts.subject.events)
        and question.symbols
        and question.wants(Ask.WHEN)
    ):
        wanted = frozenset({Ask.ISSUED})
    if Ask.ISSUED in wanted and not question.symbols and _is_from_a_country(facts):
        return decline(facts, "issued")  # The letter by which a government invited or offered: none of these.
    rest = question.topics - ABOUT_LETTERS - {"signing"} - (_OF_DECISIONS if _decided(facts) else set())
    if (
        not wanted
        or rest
        or question.wants(Ask.AGENDA, Ask.WHY)
        or DEPARTMENT_ASKED.search(plain(question.text))
    ):
        return None
    before = question.earlier[-1:] if question.follows or question.inherited else ()
    spoken = " ".join([question.text, *(turn.text for turn in before)])
    about = lexicon("concepts").names(spoken) & {
        "letter",
        "circular",
        "invitation",
        "reference_document",
    }
    decided = _decided(facts)
    if not about and not question.symbols and not decided:
        return None
    if not facts.subject.events and not question.symbols and not decided and leftover(facts):
        return None
    said: list[Sentence] = []
    for document in _one_language(facts, decided or letters_asked(facts)):
        if Ask.REFERENCE in wanted:
            said += _follows(facts, document)
        if Ask.SYMBOL in wanted and Ask.REFERENCE not in wanted:
            said += symbol_told(facts, document)
        if Ask.ISSUED in wanted:
            said += issued_told(facts, document)
    return Draft(tuple(said)) if said else decline(facts, *sorted(wanted - {Ask.REFERENCE}))


def _subjects(facts: Facts) -> Draft | None:
    """Say what the documents that a question names by symbol are about: their titles."""
    said = []
    for document in _one_language(facts, documents_asked(facts)):
        title = _fact(document, "title")
        if title and document.title:
            same = document.language == facts.language
            shown = document.title if same else facts.say("quotation", quote=document.title)
            text = facts.say("line", name=facts.document_name(document), facts=shown)
            symbol = _fact(document, "symbol")
            said.append(plain_sentence(text, title, *([symbol] if symbol else [])))
    return Draft(tuple(said)) if said else None


def _changing(facts: Facts, event: Event) -> list[Sentence]:
    """Return which document gave an event its dates now, and what they were before."""
    given = event.attributes.get(Attribute.DATE)
    if given is None or not given.superseded:
        return []
    document = facts.documents[given.current.statements[0].document_id]
    return [*symbol_told(facts, document), *changes(facts, event)]


def _decided(facts: Facts) -> tuple[Document, ...]:
    """Return the documents that are the decision or resolution that a question names: by their title."""
    named = {(kind, number) for kind, number, _ in references(facts.question.text) if kind in _DECIDED}
    return tuple(
        document
        for document in facts.documents.values()
        if named & {(kind, number) for kind, number, _ in references(document.title)}
    )


def _one_language(facts: Facts, documents: tuple[Document, ...]) -> list[Document]:
    """Keep one language version of each letter, the asker's if there is one.

    Letters whose title is about the event itself leave out the others.
    """
    own = {event.key for event in facts.subject.events}
    titled = [d for d in documents if own & {m.value for m in _in_title(facts, d)}]
    about = [d for d in titled if all(base(m.value) in own for m in _in_title(facts, d))]
    kept: dict[str, Document] = {}
    for document in about or titled or documents:
        key = document.series or document.id
        if key not in kept or document.language == facts.language:
            kept[key] = document
    return list(kept.values())


def _in_title(facts: Facts, document: Document) -> list[Mention]:
    title = _fact(document, "title")
    return [m for m in facts.inside(title) if m.kind is MentionKind.EVENT and m.value] if title else []


def _fact(document: Document, name: str) -> Source | None:
    return next(
        (Source(document.id, fact.span.start, fact.span.end) for fact in document.facts if fact.name == name),
        None,
    )


def symbol_told(facts: Facts, document: Document) -> list[Sentence]:
    source = _fact(document, "symbol")
    if not document.symbol or not source:
        return []
    text = facts.say("symbol", symbol=document.symbol, document=document.title or document.source)
    title = _fact(document, "title")
    return [plain_sentence(text, source, *([title] if title else []))]


def issued_told(facts: Facts, document: Document) -> list[Sentence]:
    """Return on which day a document was issued, and where, if it says so."""
    source = _fact(document, "issued")
    if not document.issued or not source:
        return []
    name = facts.document_name(document)
    around = sentence_around(facts, source)
    place = next(
        (
            mention
            for mention in facts.of_kind(MentionKind.PLACE)
            if mention.document_id == document.id and around.start <= mention.start < around.end + 20
        ),
        None,
    )
    day = facts.day(document.issued.isoformat())
    if place:
        text = facts.say("issued_place", document=name, date=day, place=facts.place(place.value))
        return [plain_sentence(text, source, from_mention(place))]
    return [plain_sentence(facts.say("issued", document=name, date=day), source)]


def _follows(facts: Facts, document: Document) -> list[Sentence]:
    kin = re.match(r"[A-Za-z]+", document.symbol or "")
    said: list[Sentence] = []
    for relation in document.relations:
        same = kin and relation.target.startswith(kin.group())
        if relation.kind is RelationKind.REFERS_TO and relation.span and same:
            source = Source(document.id, relation.span.start, relation.span.end)
            text = facts.say("reference", document=facts.document_name(document), symbol=relation.target)
            said.append(plain_sentence(text, source))
            said += quoted(facts, sentence_around(facts, source), restate=False)
    return said
