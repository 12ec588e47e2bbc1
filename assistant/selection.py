"""Selecting the sentences to show: the best, those that add to it, and those that may as well answer."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from itertools import product

from assistant.asks import Ask
from assistant.choice import POSSIBLE, Choice, Ranked, likelihoods
from assistant.facts import Facts
from assistant.features import ASIDE
from assistant.fit import Signs
from assistant.lexicon import lexicon, listed, plain
from assistant.restating import references
from assistant.sentences import ANAPHOR, Unit, concepts, units

FOCUS = frozenset(
    listed("legal_basis purpose reason frequency openness stage outcome first_of_kind inclusion_of_content")
)
"""Concepts that are themselves what is asked for; the sentence beside may be the one that has them."""
READ_ON, LEAST_ANSWER = 1.5, 2.5
"""By how much, in log odds of the reranker, a sentence that goes on about what the best one names may answer
less, and what it needs."""
_AS_MUCH = 0.15
"""The same of what it has of the question's own things."""
_JOINS = re.compile(
    r"\w{0,4}(?: \w+)? ?(?:和|与|及|以及|、|\band\b|\bet\b|\by\b|\be\b|\bи\b|\bو)"
    r" ?(?:(?:the|of|les|las|los|la|le) )?"
)
"""What joins two things of `plain` text that are asked about alike."""
_OPENING = 20
"""Characters in which a sentence takes up what the one before it names."""
MOST_SHOWN = 3
"""Sentences shown at most."""
CLOSE, COVERED, TIED, LISTED = 0.22, 0.75, 0.05, 1.3
"""By how much a further sentence may score less than the best, while that covers less than the second; where
both cover that much; where a list is asked for."""


def selected(facts: Facts, choice: Choice) -> list[Ranked]:
    """Return the sentences to show: the best, and those that add what it does not say."""
    if not choice.ranked:
        return []
    best = choice.ranked[0]
    kept = [best, *choice.pair[1:]]
    listing = facts.question.wants(Ask.LIST, Ask.COUNT, Ask.COMPARE)
    seen = set(best.matched)
    kept += _asked_beside(facts, choice, best)
    kept += _read_on(facts, choice, kept)
    for other in choice.ranked[1:]:
        if any(other.unit == one.unit for one in kept):
            continue
        new = {
            f for f in other.matched - seen if not f.startswith("word:") and f.partition(":")[2] not in ASIDE
        }
        beside = other.unit.document_id == best.unit.document_id and other.unit.block == best.unit.block
        tied = best.score - other.score <= TIED and other.unit.document_id == best.unit.document_id
        close = best.score - other.score <= CLOSE and best.coverage < COVERED
        if (
            (new and close and other.signs.strength >= POSSIBLE)
            or (tied and other.coverage >= COVERED)
            or (listing and beside and best.score - other.score <= LISTED)
        ):
            kept.append(other)
            seen |= other.matched
        if len(kept) == 4:
            break
    kept += _of_each(facts, choice, kept)
    if listing and facts.question.wants(Ask.WHEN):
        kept = _with_dated_neighbours(facts, kept)
    return sorted(kept, key=lambda one: (one.unit.document_id != best.unit.document_id, one.unit.start))


def beside(facts: Facts, choice: Choice, kept: Sequence[Ranked], sure: float) -> list[Ranked]:
    """Return the sentences to show besides those kept until the answer is among them with probability `sure`.

    There are as many that at most `MOST_SHOWN` are shown in all.
    """
    found = list(kept)
    shares = likelihoods(choice.ranked)
    covered = sum(share for one, share in zip(choice.ranked, shares, strict=True) if one in kept)
    for other, share in zip(choice.ranked, shares, strict=True):
        if covered >= sure or len(found) >= MOST_SHOWN:
            break
        if other not in found and _adds(facts, other, found):
            found.append(other)
            covered += share
    return found[len(kept) :]


def _adds(facts: Facts, other: Ranked, kept: Sequence[Ranked]) -> bool:
    """Return whether a sentence may be shown beside others: of the event asked about, still standing, and
    not out of another language version of a document that is shown."""
    if other.signs.other or other.signs.outdated:
        return False
    document = facts.documents[other.unit.document_id]
    shown = [facts.documents[one.unit.document_id] for one in kept]
    return not any(
        document.series and document.series == one.series and document.language != one.language
        for one in shown
    )


def _of_each(facts: Facts, choice: Choice, kept: Sequence[Ranked]) -> list[Ranked]:
    """Return the best sentence about each edition or reference that a question names beside others of its
    kind (annexes 1 and 3) and that no sentence kept is about.
    """
    found: list[Ranked] = []
    for about in (*_alike(facts), *_coordinated(facts)):
        if any(about(one) for one in (*kept, *found)):
            continue
        checked = about.func is _names and facts.question.wants(Ask.PREMISE_CHECK)
        found += [
            one
            for one in choice.ranked
            if about(one) and (checked or (not one.signs.other and (one.signs.answer or 0.0) >= LEAST_ANSWER))
        ][:1]
    return found


def _alike(facts: Facts) -> list[partial[bool]]:
    """Return for each edition or reference named beside others of its kind whether a sentence is about it."""
    found: list[partial[bool]] = []
    editions = facts.subject.conferences if facts.subject.explicit else ()
    if len(editions) > 1:
        found += [partial(_is_of_edition, facts, edition) for edition in editions]
    named = list(dict.fromkeys((kind, number) for kind, number, _ in references(facts.question.text)))
    kinds = Counter(kind for kind, _ in named)
    checked = facts.question.wants(Ask.PREMISE_CHECK)  # What it is about, where another one is meant.
    found += [partial(_names, one) for one in named if kinds[one[0]] > 1 or checked]
    return found


def _coordinated(facts: Facts) -> list[partial[bool]]:
    """Return for each concept that a question joins to another (`young people and women`) whether a sentence
    has it."""
    own = plain(facts.question.text)
    terms = sorted(lexicon("concepts").find(own), key=lambda term: (term.start, -term.end))
    joined: dict[str, None] = {}
    for one, other in product(terms, terms):
        if one.end <= other.start and one.name != other.name and _JOINS.fullmatch(own, one.end, other.start):
            joined |= dict.fromkeys((one.name, other.name))
    return [partial(_has, f"concept:{name}") for name in joined if name not in ASIDE]


def _has(feature: str, one: Ranked) -> bool:
    return feature in one.matched


def _is_of_edition(facts: Facts, edition: str, one: Ranked) -> bool:
    return facts.main_conference[one.unit.document_id] == edition


def _names(reference: tuple[str, str], one: Ranked) -> bool:
    return reference in {(kind, number) for kind, number, _ in references(one.unit.text)}


def _read_on(facts: Facts, choice: Choice, kept: Sequence[Ranked]) -> list[Ranked]:
    """Return the sentence after the best that goes on about the same thing (`it`, `this event`), where the
    reranker takes it for as good an answer."""
    best = kept[0]
    row = units(facts.documents[best.unit.document_id])
    after = next(
        (unit for unit in row[row.index(best.unit) + 1 :][:1] if unit.block == best.unit.block), None
    )
    if after is None or any(one.unit == after for one in kept) or not ANAPHOR.search(after.text[:_OPENING]):
        return []
    return [
        one
        for one in choice.ranked
        if one.unit == after
        and one.signs.answer is not None
        and best.signs.answer is not None
        and one.signs.answer >= LEAST_ANSWER
        and (
            one.signs.answer >= best.signs.answer - READ_ON
            or one.coverage >= best.coverage - _AS_MUCH
            or _lists_it(facts, best.unit, after)
        )
    ]


def _lists_it(facts: Facts, best: Unit, after: Unit) -> bool:
    """Return whether a list is asked for, and the sentence after the best gives what that only names."""
    includes = "inclusion_of_content"
    named, listed = concepts(best.text), concepts(after.text)
    return facts.question.wants(Ask.LIST) and includes in listed and includes not in named


def _asked_beside(facts: Facts, choice: Choice, best: Ranked) -> list[Ranked]:
    """Return the sentence beside the best that holds what is asked (a basis, a reason), where the best
    does not."""
    asked = {f"concept:{name}" for name in FOCUS & concepts(facts.question.text)}
    if not asked or asked & best.matched:
        return []
    row = units(facts.documents[best.unit.document_id])
    at = row.index(best.unit)
    for unit in (*row[at + 1 : at + 2], *row[max(at - 1, 0) : at]):
        if unit.block == best.unit.block and asked & {f"concept:{name}" for name in concepts(unit.text)}:
            return [Ranked(unit, best.signs, best.matched)]
    return []


def _with_dated_neighbours(facts: Facts, kept: list[Ranked]) -> list[Ranked]:
    from ingest.mentions.dates import find_dates

    best = kept[0].unit
    chosen = {one.unit.source for one in kept}
    for unit in units(facts.documents[best.document_id]):
        dated = any(len(mention.value) >= 7 for mention in find_dates(unit.text))
        if unit.block == best.block and unit.source not in chosen and dated:
            kept.append(Ranked(unit, Signs(), frozenset()))
    return kept
