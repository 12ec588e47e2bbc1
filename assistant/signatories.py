"""Who signed a letter, and what somebody who did not is there instead."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.contacts import contacts
from assistant.documents_asked import letters_asked
from assistant.draft import Draft, Sentence, from_mention, plain_sentence
from assistant.facts import Facts
from assistant.holders import signature
from assistant.letters import ABOUT_LETTERS, issued_told
from assistant.lexicon import plain
from assistant.persons import is_named
from assistant.question import OFFICES
from assistant.quotation import sentence_around
from assistant.refusals import decline
from assistant.sentences import concepts
from ingest.documents import Document, DocumentKind
from ingest.mentions.mention import Mention, MentionKind


def signatory(facts: Facts) -> Draft | None:
    """Answer who signed a letter, and what a person named in the question is there instead."""
    question = facts.question
    people = facts.of_kind(MentionKind.PERSON)
    named = [person for person in people if is_named(person.value, question.text)]
    rest = question.topics - ABOUT_LETTERS - {"secretary_general"}
    if named and question.wants(Ask.TELEPHONE, Ask.FAX, Ask.EMAIL):
        return None  # The number in the letter that somebody signed.
    if question.wants(Ask.REFERENCE):
        return None  # After which letter it was issued, not by whom.
    if _CORRECTION.search(plain(question.text)) and not any(
        one.kind is DocumentKind.CORRIGENDUM for one in letters_asked(facts)
    ):
        return None  # Not the letter that is corrected.
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
        held = [office for office in sorted(question.topics & OFFICES) if office not in concepts(known.text)]
        return Draft((known, *(told for office in held for told in signature(facts, office))))
    return None


_POST = re.compile(
    r"职务|职位|职称|头衔|什么官|\b(?:post|position|job|title|office)\b|\bfonctions?\b|\bposte\b"
    r"|\bcargo\b|\bpuesto\b"
    r"|\bдолжност\w+|منصب|وظيفه"
)
"""Words that ask which post somebody holds; for `plain` text."""
_CORRECTION = re.compile(
    r"更正|勘误|\bcorrigend\w+|\bcorrection\b|\brectificatif\b|\bcorreccion\b|\bисправлени\w+|تصويب"
)
"""Words for a corrigendum; for `plain` text."""
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
            if facts.question.wants(Ask.WHEN, Ask.ISSUED):
                said += issued_told(facts, document)
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
