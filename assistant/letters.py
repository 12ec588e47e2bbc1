"""What letters say of themselves: who signed, whom to contact, symbol, date, the letter before."""

from __future__ import annotations

import re

from assistant.draft import Draft, Sentence, Source, from_mention
from assistant.facts import Facts, plain_sentence, sentence_around
from assistant.lexicon import lexicon, listed, plain
from assistant.question import Ask
from assistant.refusals import decline
from assistant.subject import base
from ingest.documents import Document, RelationKind
from ingest.mentions.mention import Mention, MentionKind

_ABOUT_LETTERS = listed(
    "invitation letter circular participation government general_secretariat website registration "
    "practical_details draft confirmation documents_available bureau"
)


def signatory(facts: Facts) -> Draft | None:
    """Answer who signed a letter, and what a person named in the question is there instead."""
    question = facts.question
    people = facts.of_kind(MentionKind.PERSON)
    named = [person for person in people if _is_in(person.value, question.text)]
    rest = question.topics - _ABOUT_LETTERS - {"secretary_general"}
    if question.wants(Ask.SIGNATORY) and not rest:
        return _signed(facts, named)
    roles = question.asks <= {Ask.ROLE, Ask.WHO, Ask.PREMISE_CHECK, Ask.CONTACT}
    if named and roles and not rest:
        return Draft(tuple(_role(facts, person) for person in named[:1]))
    return None


def _is_in(name: str, text: str) -> bool:
    own = plain(text)
    if plain(name) in own:
        return True
    surname = plain(name).split()[-1]
    return len(surname) >= 5 and bool(re.search(rf"\b{re.escape(surname)}\b", own))


def _signed(facts: Facts, named: list[Mention]) -> Draft | None:
    asked = {document.id: document for document in facts.letters_asked()}
    signed = [m for m in facts.of_kind(MentionKind.PERSON, "signatory") if m.document_id in asked]
    said: list[Sentence] = []
    for person in signed:
        document = asked[person.document_id]
        text = facts.say("signed", document=facts.document_name(document), person=person.value)
        said.append(plain_sentence(text, from_mention(person)))
    said += [_role(facts, person) for person in named if person.role != "signatory"]
    return Draft(tuple(said)) if signed else decline(facts, "signatory")


def _role(facts: Facts, person: Mention) -> Sentence:
    role = facts.say(f"label_{person.role}") if person.role in ("contact", "signatory") else str(person.role)
    source = from_mention(person)
    return plain_sentence(
        facts.say("not_signatory", person=person.value, role=role), sentence_around(facts, source)
    )


def letter(facts: Facts) -> Draft | None:
    """Answer the symbol, date and place of issue of a document, and which one it follows."""
    question = facts.question
    wanted = question.asks & {Ask.SYMBOL, Ask.ISSUED, Ask.REFERENCE}
    if not wanted and question.symbols and question.wants(Ask.WHEN) and not facts.subject.events:
        wanted = frozenset({Ask.ISSUED})
    rest = question.topics - _ABOUT_LETTERS - {"signing"}
    if not wanted or rest or question.wants(Ask.AGENDA, Ask.WHY):
        return None
    spoken = " ".join([question.text, *(turn.text for turn in question.earlier[-1:] if question.follows)])
    about = lexicon("concepts").names(spoken) & {
        "letter",
        "circular",
        "invitation",
        "reference_document",
    }
    if not about and not question.symbols:
        return None
    said: list[Sentence] = []
    for document in _one_language(facts, facts.letters_asked()):
        if Ask.REFERENCE in wanted:
            said += _follows(facts, document)
        if Ask.SYMBOL in wanted and Ask.REFERENCE not in wanted:
            said += _symbol(facts, document)
        if Ask.ISSUED in wanted:
            said += _issued(facts, document)
    return Draft(tuple(said)) if said else decline(facts, *sorted(wanted - {Ask.REFERENCE}))


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


def _symbol(facts: Facts, document: Document) -> list[Sentence]:
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
    from assistant.quotation import quoted

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
