"""What questions and sentences are compared by: concepts, names, dates, places, references, words."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from pathlib import Path

from assistant.event_keys import base, is_one_of
from assistant.facts import Facts
from assistant.lexicon import lexicon, listed, plain
from assistant.persons import is_named
from assistant.quantities import asked as asked_number_of
from assistant.quantities import counted, counted_in, without
from assistant.records import record_at
from assistant.restating import DIGITS, references
from assistant.sayers import without_sayer
from assistant.sentences import Unit, concepts, words
from assistant.statements import place_value
from ingest.documents import BlockKind
from ingest.mentions.mention import MentionKind

ASIDE = listed(
    "purpose reason legal_basis choice receipt participation documents_available statutory_period "
    "debate agreement confirmation proposal frequency direction avoid travel first_of_kind measures "
    "stage hosting openness article information inclusion_of_content opportunity decision_text summary "
    "authorisation consensus review required_action practical_details"
)
"""Concepts that say how something is asked rather than what about: their absence proves nothing."""
_LANGUAGES = re.compile(
    r"(?:中|英|法|俄|葡)[文语]|汉语|西班牙[文语]|阿拉伯[文语]|\b(?:chinese|english|french|spanish|russian|arabic|portuguese)\b"
    r"|\b(?:chinois|anglais|francais|espagnol|russe|arabe|portugais)\b|\b(?:chino|ingles|frances|espanol|ruso|portugues)\b"
    r"|\b(?:кита[йи]ск|англи[йи]ск|французск|испанск|русск|арабск|португальск)\w+|الصينيه|الانجليزيه|الفرنسيه|الاسبانيه|الروسيه|العربيه"
)
"""Two of these in a sentence tell in which languages something is given."""
_ALSO_NAMES = frozenset({"development_sector", "advisory_group", "council"})
_NAMED_BODIES = listed("wtsa wrc ra pp wcit wsis tdag council rpm irm")
_OF_DOCUMENT = re.compile(
    r"\b[A-Z]{2,6}\s+(?:document|paper|report)s?\b|[A-Z]{2,6}文件|\bдокумент\w* [А-ЯA-Z]{2,6}\b"
    r"|\b(?:document|informe|documento)s? (?:du|de la|del|de) [A-Z]{2,6}\b"
)
_TOKEN = re.compile(r"(?<![A-Za-z\d])[A-Z][A-Za-z]*\d?[A-Z\d]+[a-z]?(?:-[A-Z\d]+)*(?![a-z])")
_NUMBER = re.compile(r"(?<![\d/.:-])\d{2,4}(?![\d/.:])")
_PERSON = re.compile(
    r"(?<![\w-])(?<!of )(?<!the )(?<!and )(?<!for )(?<!in )(?<!de )(?<!del )(?<!du )"
    r"[A-Z][a-zà-ÿ]+(?:[ -][A-Z][a-zà-ÿ]+)+"
)


def question_features(facts: Facts) -> frozenset[str]:
    """Return what a question names, each as `kind:value`.

    `event:` stands for any of the events that the question is about; `person:` for a name in Latin
    script that no document has.
    """
    question = facts.question
    text = _OF_DOCUMENT.sub(" ", without_sayer(question.text))
    own = _without_names(_without_editions(text), facts)
    found = {f"concept:{name}" for name in concepts(text) - _ALSO_NAMES - {"previous_edition"}}
    found |= {f"name:{name}" for name in lexicon("names").names(own) & _NAMED_BODIES}
    found |= {f"date:{mention.value}" for mention in question.dates}
    found |= {f"place:{mention.value.partition('/')[0]}" for mention in question.places}
    found |= {f"symbol:{symbol}" for symbol in question.symbols}
    named = references(text)
    found |= {_reference(kind, number) for kind, number, _ in named}
    for _, _, written in named:
        own = own.replace(written, " ")
    for mention in (*question.dates, *question.places):
        own = own.replace(mention.text, " ")
    tokens = {_singular(token) for token in _TOKEN.findall(own)}
    found |= {f"token:{token}" for token in tokens if len(token) > 1 and not _is_name(token)}
    found |= {f"number:{number}" for number in _NUMBER.findall(own)}
    meetings = [event for event in facts.subject.events if event.key not in facts.subject.conferences]
    if meetings:
        found.add("event:")
        found -= {f"place:{(place_value(event) or '').partition('/')[0]}" for event in meetings}
    things = asked_number_of(text)
    if things:
        found = {f"count:{name}" for name in things} | found - {"concept:headcount"}
    found |= {f"person:{plain(name)}" for name in _PERSON.findall(own) if not _is_known(name, facts)}
    found |= {f"word:{word}" for word in words(_content(own))}
    return frozenset(found)


def features_before(facts: Facts) -> frozenset[str]:
    """Return what the question before named that this one leans on; empty where it stands alone."""
    question = facts.question
    if not facts.leans:
        return frozenset()
    before = replace(facts, question=replace(question.earlier[-1], earlier=()))
    kept = ("concept:", "name:", "symbol:", "reference:", "word:")
    return frozenset(f for f in question_features(before) if f.startswith(kept)) - question_features(facts)


def unit_features(facts: Facts, unit: Unit) -> frozenset[str]:
    """Return what a sentence names, each as `kind:value` as in `question_features`."""
    asked = {base(event.key) for event in facts.subject.events if event.key not in facts.subject.conferences}
    found = {f"concept:{name}" for name in concepts(unit.text) | _of_parent(facts, unit)}
    found |= {f"name:{name}" for name in lexicon("names").names(unit.text) & _NAMED_BODIES}
    found |= {_reference(kind, number) for kind, number, _ in references(unit.text)}
    inside = facts.inside(unit.source)
    spans = [(m.start - unit.start, m.end - unit.start) for m in inside if m.kind in DIGITS]
    found |= {f"count:{name}" for name in counted(without(unit.text, spans))}
    if len({match.group() for match in _LANGUAGES.finditer(plain(unit.text))}) > 1:
        found.add("concept:interpretation")
    row = record_at(facts.documents[unit.document_id], unit.start) if unit.kind is BlockKind.ROW else None
    if row is not None:
        found |= {f"concept:{name}" for one in row.fields for name in concepts(one.head)}
        found |= {f"count:{name}" for name in counted_in(row)}
    for mention in inside:
        if mention.kind is MentionKind.DATE:
            given = (mention.value, *mention.value.split("/"))
            found |= {f"date:{value}" for value in (*given, *map(_without_year, given))}
        elif mention.kind is MentionKind.PLACE:
            found.add(f"place:{mention.value.partition('/')[0]}")
        elif mention.kind is MentionKind.SYMBOL:
            found.add(f"symbol:{mention.value}")
        elif mention.kind is MentionKind.EVENT and mention.value:
            key = base(mention.value)
            if key in asked or (key in ("rpm", "irm") and any(is_one_of(one, key) for one in asked)):
                found.add("event:")
    found |= {f"token:{token}" for token in _TOKEN.findall(unit.text)}
    found |= {f"number:{number}" for number in _NUMBER.findall(unit.text)}
    return frozenset(found | {f"word:{word}" for word in words(unit.text)})


def _without_year(value: str) -> str:
    return "/".join(f"-{part[4:]}" if part[:4].isdigit() else part for part in value.split("/"))


def _reference(kind: str, number: str) -> str:
    """Return the feature of a numbered reference; articles and provisions are told apart by few askers."""
    return f"reference:{'provision' if kind == 'article' else kind} {number}"


def _of_parent(facts: Facts, unit: Unit) -> frozenset[str]:
    """Return the concepts of the item above a sub-item, which its own words leave out."""
    blocks = facts.documents[unit.document_id].blocks
    if unit.kind is not BlockKind.ITEM:
        return frozenset()
    for block in reversed(blocks[: unit.block]):
        if block.kind is BlockKind.ITEM and block.level < blocks[unit.block].level:
            return concepts(facts.documents[unit.document_id].text[block.start : block.end])
        if block.kind is BlockKind.HEADING:
            return frozenset()
    return frozenset()


def _singular(token: str) -> str:
    return token[:-1] if token[-1] == "s" and token[:-1].isupper() else token


def _is_name(token: str) -> bool:
    """Return whether a token names a body or a conference, or the organization itself."""
    named = lexicon("names").names(token) & (_NAMED_BODIES | {"wtdc"})
    return bool(named) or plain(token) in generic()


def _is_known(name: str, facts: Facts) -> bool:
    """Return whether a name is an event's, a body's, a concept's, or stands in a document."""
    if lexicon("names").names(name) or concepts(name) or lexicon("cues").names(name):
        return True
    own = plain(name)
    if any(is_named(one.value, name) for one in facts.of_kind(MentionKind.PERSON)):
        return True
    return any(part in plain(doc.text) for doc in facts.documents.values() for part in (own, own.split()[-1]))


def _without_editions(text: str) -> str:
    return re.sub(r"(?<![A-Za-zА-Яа-яЁё])[A-ZА-ЯЁ]{2,8}-\d{1,2}(?!\d)", " ", text)


def _without_names(text: str, facts: Facts) -> str:
    """Return a question without the acronyms of its events, which `event:` stands for."""
    for event in facts.subject.events:
        for name in (base(event.key), *(name.text for name in event.names)):
            if re.fullmatch(r"[A-Za-zА-Яа-яЁё]+(?:-[\w]+)+", name):
                text = re.sub(rf"(?i)(?<![A-Za-z]){re.escape(name)}(?![A-Za-z\d])", " ", text)
    return text


@cache
def generic() -> frozenset[str]:
    """Return the words, in six languages, that say nothing of what a question is about."""
    return frozenset(plain(w) for w in (Path(__file__).parent / "generic.txt").read_text("utf-8").split())


@cache
def _generic_han() -> tuple[str, ...]:
    return tuple(
        sorted((word for word in generic() if re.match(r"[\u3400-\u9fff]", word)), key=len, reverse=True)
    )


def without_generic(run: str) -> str:
    """Return Chinese text with its generic words as blanks."""
    for word in _generic_han():
        run = run.replace(word, " ")
    return run


def content_words(text: str) -> frozenset[str]:
    """Return what says what a question is about, to be compared word by word."""
    return words(_content(_without_editions(text)))


def _content(text: str) -> str:
    """Return the words of a question that say what it is about."""
    kept = [word for word in re.findall(r"[^\W\d_\u3400-\u9fff]+", plain(text)) if word not in generic()]
    runs = [without_generic(run) for run in re.findall(r"[\u3400-\u9fff]+", plain(text))]
    return " ".join(kept + runs)
