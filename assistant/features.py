"""What questions and sentences are compared by: concepts, names, dates, places, references, words."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from assistant.facts import Facts
from assistant.lexicon import lexicon, listed, plain
from assistant.restating import references
from assistant.sentences import Unit, concepts, words
from assistant.subject import base
from ingest.documents import BlockKind
from ingest.mentions.mention import MentionKind

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
    text = _OF_DOCUMENT.sub(" ", question.text)
    own = _without_editions(text)
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
    found |= {f"token:{token}" for token in _TOKEN.findall(own) if len(token) > 1 and not _is_name(token)}
    found |= {f"number:{number}" for number in _NUMBER.findall(own)}
    if any(event.key not in facts.subject.conferences for event in facts.subject.events):
        found.add("event:")
    found |= {f"person:{plain(name)}" for name in _PERSON.findall(own) if not _is_known(name, facts)}
    found |= {f"word:{word}" for word in words(_content(own))}
    return frozenset(found)


def unit_features(facts: Facts, unit: Unit) -> frozenset[str]:
    """Return what a sentence names, each as `kind:value` as in `question_features`."""
    asked = {base(event.key) for event in facts.subject.events if event.key not in facts.subject.conferences}
    found = {f"concept:{name}" for name in concepts(unit.text) | _of_parent(facts, unit)}
    found |= {f"name:{name}" for name in lexicon("names").names(unit.text) & _NAMED_BODIES}
    found |= {_reference(kind, number) for kind, number, _ in references(unit.text)}
    for mention in facts.inside(unit.source):
        if mention.kind is MentionKind.DATE:
            found |= {f"date:{mention.value}", *(f"date:{part}" for part in mention.value.split("/"))}
        elif mention.kind is MentionKind.PLACE:
            found.add(f"place:{mention.value.partition('/')[0]}")
        elif mention.kind is MentionKind.SYMBOL:
            found.add(f"symbol:{mention.value}")
        elif mention.kind is MentionKind.EVENT and mention.value:
            key = base(mention.value)
            if key in asked or (key in ("rpm", "irm") and any(one.startswith(f"{key}-") for one in asked)):
                found.add("event:")
    found |= {f"token:{token}" for token in _TOKEN.findall(unit.text)}
    found |= {f"number:{number}" for number in _NUMBER.findall(unit.text)}
    return frozenset(found | {f"word:{word}" for word in words(unit.text)})


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


def _is_name(token: str) -> bool:
    return bool(lexicon("names").names(token) & _NAMED_BODIES)


def _is_known(name: str, facts: Facts) -> bool:
    """Return whether a name is an event's, a body's, a concept's, or stands in a document."""
    if lexicon("names").names(name) or concepts(name) or lexicon("cues").names(name):
        return True
    own = plain(name)
    return any(part in plain(doc.text) for doc in facts.documents.values() for part in (own, own.split()[-1]))


def _without_editions(text: str) -> str:
    return re.sub(r"\b[A-ZА-ЯЁ]{2,8}-\d{2}\b", " ", text)


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
