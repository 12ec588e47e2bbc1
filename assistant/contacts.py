"""Whom to contact about what: the person, numbers and addresses that stand together, and their purpose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.asks import Ask
from assistant.contact_lines import KINDS, Contact, contacts_of
from assistant.documents_asked import documents_asked, is_held, letters_asked
from assistant.draft import Draft, Sentence, from_mention, plain_sentence
from assistant.event_keys import base
from assistant.facts import Facts
from assistant.leftover import leftover, names_left, residual
from assistant.lexicon import listed, plain
from assistant.persons import is_named, names_another
from assistant.question import Question
from assistant.refusals import decline
from assistant.sentences import concepts
from ingest.events import EventKind
from ingest.mentions.mention import Mention, MentionKind

ASKS = frozenset({Ask.CONTACT, *KINDS})
"""The asks that contacts answer."""
_SHOWN = (Ask.CONTACT, Ask.TELEPHONE, Ask.FAX, Ask.EMAIL, Ask.URL)
_UNSAID = listed(
    "invitation letter circular participation government general_secretariat website documents_available "
    "practical_details draft confirmation bureau openness direction information hosting delegation purpose "
    "receipt postal_address capacity consultation spokesperson preparation"
)
"""Concepts of a question that do not say what a contact is for."""
_LIAISON = re.compile(r"联络官|联络员|liaison|\benlace\b|офицер\w* связи|по связям|ضابط ال?اتصال|منسق")
_WHOSE = re.compile(r"谁的|属于谁|\bwhose\b|\ba qui (?:est|appartient)\b|\bde quien\b|\bчей\b|\bчьи?\b|لمن")
"""Words that ask whose a number is; for `plain` text."""
_POSTAL = re.compile(
    r"邮寄地址|通[信讯]地址|邮政地址|邮编|街道|\b(?:postal|mailing|street) address\b|\bpost ?code\b"
    r"|\bzip code\b"
    r"|\badresse postale\b|\bdireccion postal\b|\bпочтов\w+ адрес\w*|عنوان (?:ال)?بريدي"
)
_POSTAL_LINE = re.compile(
    rf"{_POSTAL.pattern}|\b(?:rue|street|avenue|calle|boulevard|place des)\b|\bp\.?o\.? box\b"
    rf"|\bch-\d{{4}}\b|街\d*号|路\d+号"
    r"|\bул\.|شارع"
)
"""Words for a postal address, and what lines with one have; for `plain` text."""
MOST = 4
"""Contacts of one answer; where more fit equally, the question does not say which."""


def contacts(facts: Facts) -> Draft | None:
    """Answer with the person, numbers or addresses for what the question is about, and no others.

    None where the question names a purpose that no contact is given for.
    """
    question = facts.question
    wanted = _wanted(question)
    if not (wanted or question.wants(Ask.WHO) or _WHOSE.search(plain(question.text))):
        return None
    known = [one for document in documents_asked(facts) for one in contacts_of(facts, document)]
    if told := [one for one in known if _given(question, one)]:
        return _said(facts, _one_language(facts, told)[:MOST], wanted | _asks_of(question, told))
    if not wanted:
        return None
    if facts.subject.unknown and not facts.subject.events:
        return decline(facts, *sorted(wanted), name=", ".join(facts.subject.unknown))
    if names_another(facts):
        return decline(facts, *sorted(wanted))
    if _POSTAL.search(plain(question.text)) and not question.wants(Ask.EMAIL, Ask.URL):
        return _without_postal(facts, known)
    about = _about(facts)
    if not about and not facts.subject.named and not question.symbols and _names_a_thing(facts):
        return None
    if not about and facts.subject.by_place and names_left(facts) and not _asks_liaison(question):
        return None  # Of something at that place: a hotel.
    if not about and (_has_no_document(facts) or (question.symbols and not is_held(facts))):
        return decline(facts, *sorted(wanted))
    named = [
        one for one in known if any(is_named(person.value, question.text) for person in one.of(Ask.CONTACT))
    ]
    fitting = named or [one for one in known if _fits(one, about, question)]
    if not fitting:
        return None if about and not _asks_liaison(question) else _none(facts, known, sorted(wanted))
    given = [one for one in fitting if any(one.of(ask) for ask in wanted)]
    if not given and about and wanted == {Ask.CONTACT}:  # An address for it, though no person.
        given = [one for one in fitting if one.of(Ask.EMAIL) or one.of(Ask.TELEPHONE)]
    if not given:
        return _none(facts, fitting, sorted(wanted))
    best = max(_rank(facts, one, about, wanted) for one in given)
    chosen = _one_language(facts, [one for one in given if _rank(facts, one, about, wanted) == best])
    return _said(facts, chosen[:MOST], wanted)


def _given(question: Question, one: Contact) -> list[Mention]:
    """Return the numbers and addresses of a contact that the question gives."""
    text = re.sub(r"[\s().-]", "", plain(question.text))
    values = [mention for mention in one.mentions if mention.kind is MentionKind.CONTACT]
    return [mention for mention in values if re.sub(r"[\s().-]", "", plain(mention.value)) in text]


def _asks_of(question: Question, given: Iterable[Contact]) -> frozenset[Ask]:
    """Return the kinds of what the question gives, and the person, whom it is of."""
    roles = {mention.role for one in given for mention in _given(question, one)}
    return frozenset({Ask.CONTACT} | {ask for ask, role in KINDS.items() if role in roles})


def _without_postal(facts: Facts, known: list[Contact]) -> Draft | None:
    """Decline where no document asked about has a postal address; None where one may have it."""
    if any(_POSTAL_LINE.search(plain(document.text)) for document in documents_asked(facts)):
        return None
    return _none(facts, known, ["postal_address"])


def _wanted(question: Question) -> frozenset[Ask]:
    wanted = question.asks & ASKS
    asks_who = question.wants(Ask.WHO, Ask.ROLE) or _asks_liaison(question)
    if (wanted and (question.wants(Ask.WHO) or _NAME.search(plain(question.text)))) or (
        asks_who and _asks_liaison(question)
    ):
        wanted |= {Ask.CONTACT}
    return frozenset(wanted)


_NAME = re.compile(
    r"名字|姓名|叫什么|\b(?:his|her|their|whose|the|and) names?\b|\b(?:son|leur|le) nom\b|\b(?:su"
    r"|el) nombre\b|\bимя\b"
    r"|(?<!\w)[وب]{0,2}(?:ال)?اسم(?:ه|ها)?(?!\w)"
)
"""Words that ask what somebody is called, besides his number or address; for `plain` text."""


def _asks_liaison(question: Question) -> bool:
    of_host = question.wants(Ask.HOST) and bool(question.asks & ASKS)
    return of_host or bool(_LIAISON.search(plain(_spoken(question))))


def _spoken(question: Question) -> str:
    """Return the question with the one before it, where that asked for a contact and this one goes on."""
    before = question.earlier[-1] if question.earlier else None
    if before is None or not _wanted(before) or concepts(question.text) - _UNSAID:
        return question.text
    return f"{before.text} {question.text}"


def _about(facts: Facts) -> frozenset[str]:
    """Return what the contact must be for, in concepts; the names of events and asks left out."""
    spoken = concepts(_spoken(facts.question)) - concepts(facts.question.text)
    return (residual(facts) | spoken) - _UNSAID


def _has_no_document(facts: Facts) -> bool:
    """Return whether only meetings are asked about of which no document's title speaks."""
    meetings = {base(event.key) for event in facts.subject.events if event.kind is not EventKind.CONFERENCE}
    if not meetings or len(meetings) < len(facts.subject.events) or facts.question.symbols:
        return False
    return not any(meetings & named for named in facts.titled.values())


def _names_a_thing(facts: Facts) -> bool:
    """Return whether the question names a thing of its own (a hotel, a company) that no contact is for."""
    known = facts.of_kind(MentionKind.PERSON)
    people = " ".join(plain(one.value) for one in known)
    if any(is_named(one.value, facts.question.text) for one in known):
        return False
    return any(word not in people for word in leftover(facts)) and not facts.question.earlier


def _fits(one: Contact, about: frozenset[str], question: Question) -> bool:
    """Return whether a contact is for what is asked about: said beside it or above it."""
    if _asks_liaison(question) and not one.liaison:
        return False
    if not about:
        return True
    return bool(about & (one.near | one.over)) and about <= (
        one.near | one.over | concepts(one.document.text)
    )


def _rank(
    facts: Facts, one: Contact, about: frozenset[str], wanted: frozenset[Ask]
) -> tuple[int, int, int, int, int]:
    """Return how well a contact fits, the most telling first: purpose, role and meeting, things given."""
    asked = facts.question.topics
    letter = one.document in letters_asked(facts)
    meetings = {base(event.key) for event in facts.subject.events}
    elsewhere = facts.named_in_title(one.document) - meetings if meetings else frozenset()
    return (
        2 * len(about & one.near) + len(about & one.over),
        -int(one.liaison) - int(bool(elsewhere)),
        sum(bool(one.of(ask)) for ask in wanted),
        int(letter),
        int(bool(one.of(Ask.CONTACT))) - min(1, len(one.over - asked - _UNSAID)),
    )


def _one_language(facts: Facts, found: list[Contact]) -> list[Contact]:
    """Keep one of the contacts that give the same, in the asker's language if there is one."""
    kept: dict[object, Contact] = {}
    for one in found:
        values = frozenset(m.value for m in one.mentions if m.kind is MentionKind.CONTACT)
        key = values or frozenset(m.value for m in one.mentions)
        if key not in kept or (one.document.language == facts.language != kept[key].document.language):
            kept[key] = one
    return list(kept.values())


def _said(facts: Facts, chosen: list[Contact], wanted: frozenset[Ask]) -> Draft:
    shown = wanted if wanted != {Ask.CONTACT} else frozenset({Ask.CONTACT, Ask.TELEPHONE, Ask.EMAIL})
    said = list(_sentences(facts, chosen, shown))
    missing = [str(ask) for ask in sorted(wanted) if not any(one.of(ask) for one in chosen)]
    if missing:
        said += decline(facts, *missing, brief=True).sentences
    return Draft(tuple(said))


def _sentences(facts: Facts, chosen: list[Contact], shown: frozenset[Ask]) -> Iterator[Sentence]:
    for one in chosen:
        for ask in (ask for ask in _SHOWN if ask in shown):
            for mention in {mention.value: mention for mention in one.of(ask)}.values():
                label = "liaison" if mention.role == "liaison" else str(ask)
                text = facts.say(
                    "contact_fact",
                    document=facts.document_name(one.document),
                    what=facts.say(f"label_{label}"),
                    value=mention.value,
                )
                yield plain_sentence(text, from_mention(mention), bullet=len(shown) > 1)


def _none(facts: Facts, known: list[Contact], missing: Sequence[str]) -> Draft:
    """Decline, and name the kinds of contact that the documents do give."""
    refused = decline(facts, *missing)
    others = sorted({str(ask) for one in known for ask in _SHOWN if one.of(ask)})
    if not others:
        return refused
    nearest = Sentence(facts.say("nearest_known", what=facts.label(*others)), claims=False)
    return Draft((*refused.sentences, nearest), status=refused.status)
