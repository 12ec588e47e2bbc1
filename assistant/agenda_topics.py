"""Which agenda item a question is about, by what it names: concepts, places, acronyms, words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.agendas import Version
from assistant.expected import MEETINGS
from assistant.facts import Facts
from assistant.features import content_words
from assistant.leftover import residual
from assistant.lexicon import lexicon, plain
from assistant.sentences import concepts, words
from ingest.mentions.mention import Mention

_ITEM_WORDS = (
    r"\b(?:agenda|items?|deals?|new|current|revised|draft|covers?|treats?|committees?)\b",
    r"议程|议项|议题|第?几项|哪一?项|现在|新增?|草案|修订|委员会|负责|审议|处理|涉及|讨论",
    r"\b(?:ordre|points?|traite|nouveau|actuel|projet|commission|concerne|porte)\b",
    r"\b(?:orden|puntos?|trata|nuevo|actual|proyecto|comision)\b",
    r"\b(?:повестк\w*|пункт\w*|дня|нов\w+|комитет\w*|касается|посвящен)\b",
    r"جدول|الاعمال|اعمال|البند|بند|بنود|اللجنه|يتناول|الجديد",
)
"""What a question says of any item, so that it does not say which one is asked for."""
_EMBEDDED = re.compile(r"[A-Z][A-Za-z\d]*(?:-[A-Z\d]+)+|[A-Z]\d?[A-Z]+[A-Za-z\d]*")
_MOST_SHOWN = 3
_MOSTLY = 0.5
"""Share of words above which an item is meant though each of its words stands in others too."""
_ENOUGH = 2.0
"""Least score of an item that is about what the question names: half its words, or one concept."""


def items_about(facts: Facts, versions: tuple[Version, ...]) -> list[Mention]:
    """Return the items about what the question names, shown in the asker's language where there is one."""
    for version in versions:
        scored = [(_score(facts, item, one.items), item) for one in version.agendas for item in one.items]
        best = max((score for score, item in scored if item.role != "part"), default=0.0)
        if best < _ENOUGH:
            continue
        shown = version.best(facts.language)
        chosen = []
        for score, item in scored:
            if score == best and item.role != "part":
                same = [
                    i
                    for i in shown.items
                    if (i.number, i.parent, i.role) == (item.number, item.parent, item.role)
                ]
                chosen += same or [item]
        return list(dict.fromkeys(chosen))[:_MOST_SHOWN]
    return []


def subject_words(facts: Facts) -> frozenset[str]:
    """Return the words of a question that say what the item is about that it asks for."""
    question = facts.question
    text = plain(question.text)
    for name in (*facts.subject.conferences, *_ITEM_WORDS):
        text = re.sub(name, " ", text)
    return content_words(text)


def _score(facts: Facts, item: Mention, items: Sequence[Mention]) -> float:
    """Return how far an item is about what a question names: concepts, places, acronyms, words.

    A word that only one item has points to it more than one that many have.
    """
    from ingest.mentions.places import find_places

    question = facts.question
    names = _names(question.text) - {plain(key) for key in facts.subject.conferences}
    places = {place.value for place in question.places}
    asked, said = subject_words(facts), words(item.text)
    shared = asked & said
    rare = sum(1 for word in shared if sum(word in words(other.text) for other in items) == 1)
    covered = max(len(shared) / len(said), len(shared) / len(asked)) if shared else 0.0
    return (
        2.0 * len((residual(facts) - {"article"}) & concepts(item.text))
        + 3.0 * len(names & _names(item.text))
        + 1.0 * len(lexicon("names").names(question.text) & lexicon("names").names(item.text) & MEETINGS)
        + 3.0 * len(places & {place.value for place in find_places(item.text)})
        + (4.0 * covered if rare or covered > _MOSTLY else covered)
    )


def _names(text: str) -> frozenset[str]:
    return frozenset(plain(match.group()) for match in _EMBEDDED.finditer(text))
