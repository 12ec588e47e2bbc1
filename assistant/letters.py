"""What letters say of themselves: who signed, whom to contact, symbol, date, the letter before."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.contacts import contacts
from assistant.documents_asked import documents_asked, is_held, letters_asked
from assistant.draft import Draft, Sentence, Source, from_mention, plain_sentence
from assistant.event_keys import base
from assistant.expected import DEPARTMENT_ASKED
from assistant.facts import Facts
from assistant.leftover import leftover
from assistant.lexicon import lexicon, listed, plain
from assistant.persons import is_named
from assistant.quotation import quoted, sentence_around
from assistant.refusals import decline
from assistant.restating import references
from assistant.standing import MOVED, changes
from ingest.documents import Document, RelationKind
from ingest.events import Attribute, Event
from ingest.mentions.mention import Mention, MentionKind

_ABOUT_LETTERS = listed(
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


def signatory(facts: Facts) -> Draft | None:
    """Answer who signed a letter, and what a person named in the question is there instead."""
    question = facts.question
    people = facts.of_kind(MentionKind.PERSON)
    named = [person for person in people if is_named(person.value, question.text)]
    rest = question.topics - _ABOUT_LETTERS - {"secretary_general"}
    if named and question.wants(Ask.TELEPHONE, Ask.FAX, Ask.EMAIL):
        return None  # The number in the letter that somebody signed.
    if question.wants(Ask.REFERENCE):
        return None  # After which letter it was issued, not by whom.
    if question.wants(Ask.SIGNATORY) and not rest and not _OF_SIGNATORY.search(plain(question.text)):
        return _signed(facts, named)
    roles = question.asks <= {Ask.ROLE, Ask.WHO, Ask.PREMISE_CHECK, Ask.CONTACT}
    if named and roles and not rest and not _SAYS.search(plain(question.text)):
        person = named[0]
        known = _role(facts, person)
        conferences = facts.subject.conferences if facts.subject.explicit else ()
        if conferences and facts.main_conference[person.document_id] not in conferences:
            return Draft((*decline(facts, "contact", brief=True).sentences, known))
        if person.role == "contact" and _POST.search(plain(question.text)):
            return Draft((known, *decline(facts, "post", name=None, brief=True).sentences), complete=True)
        return Draft((known,))
    return None


_POST = re.compile(
    r"职务|职位|职称|头衔|什么官|\b(?:post|position|job|title|office)\b|\bfonctions?\b|\bposte\b"
    r"|\bcargo\b|\bpuesto\b"
    r"|\bдолжност\w+|منصب|وظيفه"
)
"""Words that ask which post somebody holds; for `plain` text."""
_OF_SIGNATORY = re.compile(
    r"(?:签发人|签署人|签字人|署名人)[^是为谁,，。?？]{0,4}(?:希望|要|请|认为|强调|提到|表示|指出|说|期待"
    r"|承诺)"
    r"|\bsignatory (?:hopes?|wants?|asks?|says?|expects?|wish\w*|stress\w*|think\w*|mentions?)\b"
)
"""Words that ask what a signatory says, not who it is; for `plain` text."""
_SAYS = re.compile(
    r"希望|期待|期望|盼|认为|强调|表示|指出|承诺|呼吁|写道|写了|说了?什么|\b(?:hop|want|expect|wish"
    r"|stress|promis|urg)(?:e|es|s|ed)?\b"
    r"|\blook(?:s|ing)? forward\b|\bsay\b|\b(?:esper|souhait|attend|soulign|promet)\w+|\bdese\w+|\bsubray\w+"
    r"|\bнаде\w+ся\b|\bожида\w+|\bжела\w+|\bподчерк\w+|يامل|يتوقع|يشدد"
)
"""Words that ask what somebody hopes or says; for `plain` text."""


def _signed(facts: Facts, named: list[Mention]) -> Draft | None:
    asked = {document.id: document for document in letters_asked(facts)}
    signed = [m for m in facts.of_kind(MentionKind.PERSON, "signatory") if m.document_id in asked]
    said: list[Sentence] = []
    told: dict[str, Document] = {}
    for person in signed:
        document = asked[person.document_id]
        key = document.series or document.id
        told[key] = min(told.get(key, document), document, key=lambda one: _remoteness(facts, one))
    for person in signed:
        document = asked[person.document_id]
        if document in told.values():
            text = facts.say("signed", document=facts.document_name(document), person=person.value)
            said.append(plain_sentence(text, from_mention(person)))
    said += [_role(facts, person) for person in named if person.role != "signatory"]
    if signed and facts.question.wants(Ask.CONTACT) and (others := contacts(facts)):
        said += others.sentences
    return Draft(tuple(said)) if signed else decline(facts, "signatory")


def _remoteness(facts: Facts, document: Document) -> tuple[bool, bool]:
    """Return what orders language versions: the asker's first, then the English one."""
    return document.language != facts.language, document.language != "en"


def _role(facts: Facts, person: Mention) -> Sentence:
    role = facts.say(f"label_{person.role}") if person.role in ("contact", "signatory") else str(person.role)
    source = from_mention(person)
    return plain_sentence(
        facts.say("not_signatory", person=person.value, role=role), sentence_around(facts, source)
    )


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
    rest = question.topics - _ABOUT_LETTERS - {"signing"} - (_OF_DECISIONS if _decided(facts) else set())
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
            said += _issued(facts, document)
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


def _issued(facts: Facts, document: Document) -> list[Sentence]:
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
