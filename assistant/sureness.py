"""How sure it is that the chosen sentences answer: enough to say so, to offer them as nearest, or neither."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.asks import Ask
from assistant.choice import POSSIBLE, READ_BESIDE, STRONG, Choice
from assistant.documents_asked import is_held
from assistant.draft import Source
from assistant.expected import NEEDS_DATE, PRECISE, holds
from assistant.facts import Facts
from assistant.features import ASIDE
from assistant.leftover import leftover
from assistant.lexicon import listed, plain
from assistant.offices import offices_asked
from assistant.persons import names_another
from assistant.quantities import asked as asked_number_of
from assistant.relevance import is_off_topic, lacks_theme, lacks_who, topical, wants_name
from assistant.selection import selected
from assistant.sentences import Unit, concepts
from assistant.texts_asked import references_asked
from assistant.wanting import is_free, lacks_amount, lacks_hotel
from ingest.documents import BlockKind

LIKELY, SURE = 0.5, 0.7
"""Least probability of the best sentence to be quoted as the answer: of those below, two in five were wrong
on questions never seen before, of those above one in nine. What those that are only offered need together,
until no further one is shown."""
READ = 0.48
"""The same where the sentences were read."""
OFFERED = 0.2
"""Least probability of a sentence that is offered as the nearest, where the sentences were read."""
READ_WELL = 9.0
"""Least log odds by the reranker of a sentence that is quoted though it has few words of the question: all
seven such were right."""
READ_ACROSS = 6.5
"""The same of one in another language, which can have none: four of four were right, below it half."""
READ_APART, READ_AHEAD, APART_LIKELY = 7.0, 4.0, 0.35
"""Least log odds by the reranker of a sentence that is quoted though less probable than `READ`, how far all
others are behind it, and what it needs: twelve of thirteen such were right."""
APT = 0.75
"""Least strength of a sentence with all that is asked for that is quoted though others come as near."""
UNLIKE = 0.0
"""Least likeness in meaning, in standard deviations, of a sentence that is quoted as the answer."""
NEAR, MEANT, MEANT_WELL = 1.0, 3.0, 4.5
"""Least score of a sentence that is offered as the nearest; least likeness in meaning of one that is not
strong, and of one that has hardly a word of the question."""
PINNED = 0.6
"""Least score of a sentence that is quoted although a thing in the question is nowhere spoken of."""
_CONTACTS = frozenset({Ask.TELEPHONE, Ask.FAX, Ask.EMAIL, Ask.CONTACT, Ask.URL})


_WHEREABOUTS = listed("virtual physical venue_place hotel airport postal_address website documents_available")
"""Concepts by which a sentence says where something is, besides the names of places."""
_MONEY = frozenset({"count:euros"})
"""Features of questions for a sum of money."""
_CITY = re.compile(
    r"城市|哪国|哪个国家|哪座城|\b(?:city|cities|country|town)\b|\b(?:ville|pays)\b|\b(?:ciudad|pais)\b|\bгород\w*|\bстран\w+"
    r"|مدينه|بلد"
)
"""Words that ask for a city or country; for `plain` text."""


def is_likely(choice: Choice) -> bool:
    """Return whether the best sentence stands out from the others and is near in meaning.

    One that has the very reference asked for need not be.
    """
    if not choice.ranked:
        return False
    if choice.kinds & PRECISE and is_apt(choice):
        return True
    if choice.read:
        return choice.likelihood >= READ or bool(choice.pair) or _is_read_apart(choice)
    if choice.likelihood >= SURE:
        return True
    return choice.likelihood >= LIKELY and choice.ranked[0].signs.meaning >= UNLIKE


def is_read_surely(choice: Choice) -> bool:
    """Return whether the best sentence was read, and is the answer with a probability of `SURE`."""
    return choice.read and choice.likelihood >= SURE


def best_of(facts: Facts, choice: Choice) -> Source | None:
    """Return the best sentence where it holds all that is asked for or was read to answer, else None."""
    if not choice.ranked:
        return None
    best = choice.ranked[0]
    held = bool(choice.kinds) and all(holds(facts, best.unit, kind) for kind in choice.kinds)
    return best.unit.source if held or (best.signs.answer or 0.0) >= READ_WELL else None


def _is_read_apart(choice: Choice) -> bool:
    """Return whether the reranker takes the best sentence for the answer, and no other one nearly as much."""
    own, *others = (one.signs.answer or 0.0 for one in choice.ranked)
    ahead = own - max(others, default=0.0)
    return own >= READ_APART and ahead >= READ_AHEAD and choice.likelihood >= APART_LIKELY


def _is_read_well(facts: Facts, choice: Choice) -> bool:
    """Return whether the reranker is sure of the best sentence, which has something of what is asked.

    It has to have a concept or body that the question names, if it names any, and all numbered texts.
    """
    best = choice.ranked[0] if choice.ranked else None
    if best is None or best.signs.answer is None or best.signs.answer < READ_WELL:
        return False
    topics = {f"concept:{name}" for name in facts.question.topics}
    named = {feature for feature in choice.wanted if feature.startswith("reference:")}
    bodies = any(feature.startswith("name:") for feature in best.matched & choice.wanted)
    to_the_point = (not topics or bodies or bool(topics & best.matched)) and named <= best.matched
    return choice.best >= POSSIBLE and to_the_point


def _is_aside(choice: Choice) -> bool:
    """Return whether the best sentence has nothing of what is asked, and was not read well either."""
    best = choice.ranked[0].signs
    return bool(best.aside) and (best.answer or 0.0) < READ_ACROSS


def _are_read_beside(choice: Choice) -> bool:
    """Return whether two sentences of one paragraph are quoted, each of which was read to answer."""
    two = choice.pair
    beside = bool(two) and two[0].unit.block == two[1].unit.block
    return beside and all((one.signs.answer or 0.0) >= READ_BESIDE for one in two)


def is_apt(choice: Choice) -> bool:
    """Return whether the best sentence has every kind of thing asked for, and most of what is asked."""
    return bool(choice.kinds) and choice.ranked[0].signs.kind == 1.0 and choice.best >= APT


def is_near(facts: Facts, choice: Choice) -> bool:
    """Return whether the best sentence may well answer the question, though not surely enough to say so.

    It must be about the event asked about and hold a value of the kind asked for.
    """
    if not (choice.ranked and choice.wanted) or choice.ranked[0].signs.other or wants_name(facts):
        return False
    if _is_of_before(facts, choice) or _cites_only(facts):
        return False
    best = choice.ranked[0]
    shown = [one.unit for one in selected(facts, choice)]
    if lacks_what_is_asked(facts, choice) or lacks_theme(facts, shown) or lacks_who(facts, shown):
        return False
    if facts.question.asks & _CONTACTS and (names_another(facts) or not _gives_contact(facts, choice)):
        return False
    if choice.absent and (choice.likelihood < PINNED or best.signs.meaning < MEANT):
        return False
    strength, meaning = best.signs.strength, best.signs.meaning
    if choice.read:
        return choice.likelihood >= OFFERED
    near = strength >= STRONG or (strength >= POSSIBLE and meaning >= MEANT) or meaning >= MEANT_WELL
    return near and best.score >= NEAR


def is_strong(facts: Facts, choice: Choice, *, contacts: bool = False) -> bool:
    """Return whether the best sentence answers the question rather than being the nearest thing.

    Numbers and addresses count only with `contacts`: where the sentence was seen to hold them. One that
    the reranker is sure of needs no words of the question.
    """
    if _is_bare_row(facts, choice) or _cites_only(facts):
        return False
    surely = is_read_surely(choice) and not _is_aside(choice)
    if (surely or _is_read_well(facts, choice)) and not (choice.absent or choice.ranked[0].signs.other):
        worded = not facts.question.asks & _CONTACTS or contacts or _gives_contact(facts, choice)
        units = [one.unit for one in selected(facts, choice)]
        people = facts.question.topics & {"openness", "participation"} or offices_asked(facts)
        nobody = bool(people) and lacks_who(facts, units)
        lacks = lacks_what_is_asked(facts, choice) or nobody
        return worded and not (wants_name(facts) or lacks)
    least = POSSIBLE if _are_read_beside(choice) else STRONG
    if choice.absent or choice.best < least or _is_of_before(facts, choice):
        return bool(choice.ranked) and _says_it_is_free(facts, choice)
    if (
        (facts.question.asks & _CONTACTS and not (contacts or _gives_contact(facts, choice)))
        or wants_name(facts)
        or _misses_the_point(facts, choice)
    ):
        return False
    return not lacks_what_is_asked(facts, choice)


def _cites_only(facts: Facts) -> bool:
    """Return whether the day of a letter is asked that no document bears, but some may cite."""
    question = facts.question
    return question.wants(Ask.ISSUED) and bool(question.symbols) and not is_held(facts)


def _is_read_across(facts: Facts, choice: Choice, asked: frozenset[str]) -> bool:
    """Return whether the best sentence, in another language than the question, was read to answer it.

    Where the question names things (`asked`) that could be told across languages, it has to have them.
    """
    best = choice.ranked[0]
    return (
        not asked
        and best.unit.language != facts.question.language
        and best.signs.answer is not None
        and best.signs.answer >= READ_ACROSS
    )


def _is_bare_row(facts: Facts, choice: Choice) -> bool:
    """Return whether the best sentence is a row in the question's language with none of its own words."""
    if not choice.ranked or choice.kinds:
        return False
    unit, words = choice.ranked[0].unit, leftover(facts)
    row = unit.kind is BlockKind.ROW and unit.language == facts.question.language
    return row and bool(words) and not any(word in plain(unit.text) for word in words)


def _says_it_is_free(facts: Facts, choice: Choice) -> bool:
    """Return whether a fee is asked for and the best sentence says that the event asked about has none."""
    best = choice.ranked[0]
    own = best.matched & {"concept:fee", "event:"} == {"concept:fee", "event:"} or choice.best >= STRONG
    return own and not (choice.absent or best.signs.other) and is_free(facts, [best.unit])


def _is_of_before(facts: Facts, choice: Choice) -> bool:
    """Return whether the best sentence has none of a follow-up's own words, only the question before's."""
    own = choice.wanted - ({"event:"} if facts.subject.inherited else set())
    return bool(facts.question.earlier and own) and not own & choice.ranked[0].matched


def _gives_contact(facts: Facts, choice: Choice) -> bool:
    """Return whether the best sentence gives the numbers and addresses that are asked for."""
    asked = choice.kinds & {str(ask) for ask in _CONTACTS}
    return bool(asked) and all(holds(facts, choice.ranked[0].unit, kind) for kind in asked)


def lacks_what_is_asked(facts: Facts, choice: Choice) -> bool:
    """Return whether the sentences to show hold no date or number, though one is asked for."""
    if any(
        not any(holds(facts, one.unit, kind) for one in selected(facts, choice))
        for kind in choice.kinds & PRECISE
    ):
        return True
    shown = [one.unit for one in selected(facts, choice)]
    if is_free(facts, shown):
        return False
    if lacks_amount(facts, shown) or lacks_hotel(facts, shown):
        return True
    things = {f"count:{name}" for name in asked_number_of(facts.question.text)}
    if things and not any(things & one.matched for one in selected(facts, choice)):
        return True
    of_it = {f for f in topical(facts, choice.wanted, ASIDE) if f.startswith("concept:")}
    if things & _MONEY and of_it and not any(of_it & one.matched for one in selected(facts, choice)):
        return True  # A sum, but of something else.
    if _lacks_place(facts, choice, shown):
        return True
    if not facts.question.asks & NEEDS_DATE or references_asked(facts):
        return False
    return not any(
        mention.kind == "date" and len(mention.value) >= 7
        for one in selected(facts, choice)
        for mention in facts.inside(one.unit.source)
    )


def _lacks_place(facts: Facts, choice: Choice, shown: Sequence[Unit]) -> bool:
    """Return whether a city or country is asked for, and no sentence to show says where something is."""
    question = facts.question
    if "place" not in choice.kinds or question.asks & NEEDS_DATE or not _CITY.search(plain(question.text)):
        return False
    return not any(holds(facts, unit, "place") or concepts(unit.text) & _WHEREABOUTS for unit in shown)


def _misses_the_point(facts: Facts, choice: Choice) -> bool:
    """Return whether the sentences to show have the subject of the question but not what is asked of it."""
    shown = selected(facts, choice)
    units = [one.unit for one in shown]
    matched = frozenset[str]().union(*(one.matched for one in shown))
    asked = topical(facts, choice.wanted, ASIDE)
    return (
        all(one.signs.other for one in shown)
        or (is_off_topic(facts, asked, choice.wanted, matched) and not _is_read_across(facts, choice, asked))
        or lacks_who(facts, units)
        or lacks_theme(facts, units)
    )
