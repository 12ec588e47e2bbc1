"""Resolutions by their number: when and where they were revised, as the documents write it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.asks import Ask
from assistant.draft import Draft, Sentence, from_mention, plain_sentence
from assistant.facts import Facts
from assistant.leftover import leftover
from assistant.lexicon import plain
from assistant.numbered_texts import ABOUT
from assistant.quotation import quoted, sentence_around
from assistant.restating import references, word
from assistant.wanting import asks_openly
from ingest.mentions.mention import Mention, MentionKind

_REVISED = re.compile(
    r"修订|修改|最新版|\brevis\w+|\blatest version\b|\blast updated\b|\brevue\b|\bmodifi\w+"
    r"|\bпересм\w+|\bредакци\w+|مراجعه|روجع|نقح"
)
"""Words that ask for a text's revision; for `plain` text."""
_WRITTEN = re.compile(r"\(([^,()]{2,40}), (?:19|20)\d\d\)")
"""The place in the value of a resolution: `Resolution 9 (Varna, 2033)`."""
_BARE = frozenset({"resolution", "approval"})
"""Topics of a question that holds no more than a place or year against a resolution."""
_YEAR = re.compile(r"(?:19|20)\d\d")
_IN_PARENTHESES = re.compile(r"[(（][^()（）]*[)）]")


def revised(facts: Facts) -> Draft | None:
    """Answer when and where resolutions named by number were revised; None where that is not asked.

    Where the question takes something for granted, the sentence that names each is quoted too.
    """
    question = facts.question
    named = references(question.text) or (references(question.earlier[-1].text) if question.earlier else [])
    asked = dict.fromkeys(number for kind, number, _ in named if kind == "resolution")
    whether = question.wants(Ask.PREMISE_CHECK) or not asks_openly(question.text)
    checked = whether and bool(question.dates or question.places)
    wanted = checked or question.wants(Ask.WHEN, Ask.WHERE)
    bare = checked and question.topics <= _BARE and not leftover(facts)
    worded = _IN_PARENTHESES.sub("", question.text)  # What is said of a revision by way of name asks nothing.
    if not asked or not wanted or not (bare or _REVISED.search(plain(worded))):
        return None
    said: list[Sentence] = []
    for number in asked:
        found = list(_revisions(facts, number))
        if not found:
            return None
        said += {sentence.text: sentence for sentence, _ in found}.values()
        if question.wants(Ask.PREMISE_CHECK) or ABOUT.search(plain(question.text)):
            said += quoted(facts, sentence_around(facts, from_mention(found[0][1])), restate=False)
    return Draft(tuple(said))


def _revisions(facts: Facts, number: str) -> Iterator[tuple[Sentence, Mention]]:
    """Yield what each mention of a resolution says of its revision: `第55号决议（2017年，…，修订版）`."""
    for mention in facts.of_kind(MentionKind.RESOLUTION, "resolution"):
        year = _YEAR.search(mention.value)
        if mention.number != number or year is None:
            continue
        source = from_mention(mention)
        where = _place(facts, mention)
        key = "revised_in" if where else "revised"
        name = word("resolution", number, facts.language)
        text = facts.say(key, name=name, year=facts.day(year.group()), place=where)
        yield plain_sentence(text, source), mention


def _place(facts: Facts, mention: Mention) -> str:
    """Return where a resolution was revised, in the language to answer in where the place is known."""
    inside = facts.inside(from_mention(mention))
    known = next((m.value for m in inside if m.kind is MentionKind.PLACE), None)
    if known:
        return facts.place(known)
    written = _WRITTEN.search(mention.value)
    return written.group(1) if written else ""
