"""Ranking the sentences of the documents by how well each fits a question."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Sequence
from itertools import pairwise

from assistant.candidates import candidates
from assistant.choice import Choice, Ranked
from assistant.draft import Source
from assistant.expected import NEEDS_DATE, PRECISE, SAYS_NONE, holds, kinds_asked
from assistant.facts import Facts
from assistant.features import ASIDE, features_before, question_features, unit_features
from assistant.fit import Signs
from assistant.lexicon import plain
from assistant.numbered_editions import tells_of_another
from assistant.other_matters import (
    is_about_another,
    is_elsewhere,
    is_left_out,
    is_of_the_first,
    names_other_texts,
    shares_more,
)
from assistant.question import OFFICES
from assistant.reading import Reading, read_closely
from assistant.relevance import topical
from assistant.sentences import ANAPHOR, Unit, is_scrap
from assistant.standing import outdated
from assistant.texts_asked import references_asked
from index.evidence import Evidence
from ingest.documents import BlockKind

_WORDED = 0.1
"""Share of the wording that a sentence needs that has nothing else of the question."""
LACKING = -4.0
"""The sign of a sentence without a thing of the kind that is asked for, where no answer can be without."""
CARRIED = 0.6
"""What a feature counts that a sentence takes over from the one before it."""
_IN_TITLES = frozenset({"document", "resolution", "decision", "recommendation"})
"""Kinds of things that a title answers; other questions need a sentence."""
_LETTERS = frozenset({"letter", "circular"})
"""Concepts of what an office writes: that it is called by its writer's office proves nothing."""
_WEIGHTS = {"word": 0.25, "reference": 1.5, "count": 1.5}


def choose(facts: Facts, reading: Reading | None, found: Sequence[Evidence] = ()) -> Choice:
    """Return the sentences of the documents asked about that best answer, best first.

    `found` is what search found: where there are many documents, only its documents are read.
    Sentences about another edition than the one asked are left out.
    """
    found_in = frozenset(one.passage.document_id for one in found)
    units_read = candidates(facts, found_in)
    if not units_read:
        return Choice(())
    wanted, before = question_features(facts), features_before(facts)
    everything = [(unit, unit_features(facts, unit)) for unit in units_read]
    inherited = _read_on(facts, everything)
    counts = Counter(feature for _, features in everything for feature in features)
    total = len(everything)
    wanted -= _uncounted(wanted, counts)

    def weight(feature: str) -> float:
        rarity = math.log((total + 1) / (counts[feature] + 0.5))
        own = CARRIED if feature in before else 1.0
        return own * max(rarity, 0.3) * _WEIGHTS.get(feature.partition(":")[0], 1.0)

    named = wanted | before
    reachable = {f for f in named if counts[f] or not (f.startswith("word:") or f.partition(":")[2] in ASIDE)}
    asked = sum(map(weight, reachable)) or 1.0
    asked_of_it = topical(facts, wanted, ASIDE)
    kinds = kinds_asked(facts)
    ranks = _ranks(found)
    sentences = [(unit.text, unit.language) for unit in units_read]
    wording = reading.wording(sentences) if reading else [0.0] * total
    nowhere = {f for f in wanted if f.startswith("reference:") and not counts[f]}
    ranked = []
    titles = bool(kinds & _IN_TITLES)
    for (unit, features), words in zip(everything, wording, strict=True):
        if (unit.kind is BlockKind.HEADING and not titles) or unit.text[0] in "：:;；,，)）":
            continue
        carried = named & inherited.get(unit.source, frozenset()) - features
        matched = named & features | carried
        coverage = sum(map(weight, matched - carried)) / asked + CARRIED * sum(map(weight, carried)) / asked
        passage = ranks(unit)
        if matched or words >= _WORDED or passage:
            signs = Signs(
                coverage=coverage,
                wording=words,
                passage=passage,
                kind=_kind(facts, unit, features, kinds),
                aside=float(bool(asked_of_it) and not asked_of_it & matched),
                other=float(
                    is_about_another(facts, unit, follows="event:" in carried)
                    or is_elsewhere(facts, unit)
                    or (names_other_texts(facts, unit) and not (nowhere and shares_more(matched)))
                    or is_of_the_first(facts, unit)
                    or tells_of_another(facts.question.text, unit.text)
                    or is_left_out(facts, unit)
                ),
                outdated=float(bool(outdated(facts, unit.source))),
                form=float(unit.kind in (BlockKind.ROW, BlockKind.HEADING) or is_scrap(unit)),
            )
            ranked.append(Ranked(unit, signs, frozenset(matched)))
    ranked.sort(key=lambda one: -one.score)
    taken_over = {source for source, features in inherited.items() if "event:" in features}
    ranked = read_closely(facts, ranked, reading, taken_over)
    aside = ASIDE | (OFFICES if facts.question.topics & _LETTERS else frozenset())
    absent = {
        feature.removeprefix("concept:")
        for feature in wanted
        if feature.startswith(("concept:", "person:", "count:"))
        and not counts[feature]
        and feature.removeprefix("concept:") not in aside
    }
    return Choice(tuple(ranked), frozenset(absent | nowhere), wanted, kinds)


def _uncounted(wanted: frozenset[str], counts: Counter[str]) -> frozenset[str]:
    """Return the readings of the thing asked the number of that no sentence counts, where one does."""
    things = {feature for feature in wanted if feature.startswith("count:")}
    known = {feature for feature in things if counts[feature]}
    return frozenset(things - known) if known else frozenset()


def _ranks(found: Sequence[Evidence]) -> Callable[[Unit], float]:
    """Return what gives 1/rank of the passage that a sentence stands in, 0 where search found none."""

    def of(unit: Unit) -> float:
        return max(
            (
                1.0 / one.rank
                for one in found
                if one.passage.document_id == unit.document_id
                and one.passage.start <= unit.start < one.passage.end
            ),
            default=0.0,
        )

    return of


def _kind(facts: Facts, unit: Unit, features: frozenset[str], kinds: frozenset[str]) -> float:
    """Return from -1 to 1 how many of the kinds of things asked for a sentence holds.

    `LACKING` where it has not what no answer can do without.
    """
    if not kinds:
        return 0.0
    held = {kind: holds(facts, unit, kind) for kind in kinds}
    needed = kinds & PRECISE
    dated = facts.question.asks & NEEDS_DATE and not references_asked(facts)
    if dated and not SAYS_NONE.search(plain(unit.text)):
        needed |= kinds & {"date"}
    if not all(held[kind] for kind in needed):
        return LACKING
    return (2.0 * sum(held.values()) - len(held)) / len(held)


def _read_on(facts: Facts, row: list[tuple[Unit, frozenset[str]]]) -> dict[Source, frozenset[str]]:
    """Return what each sentence takes over from the title, and from the one before it in its paragraph.

    In a document about the meeting asked about every sentence is about it. A sentence that opens with
    `this` or `it` takes over everything that names something, others the event.
    """
    about = facts.titled_by_event
    event = frozenset({"event:"})
    found = {unit.source: event for unit, _ in row if unit.document_id in about}
    for (before, features), (unit, _) in pairwise(row):
        if (before.document_id, before.block) != (unit.document_id, unit.block):
            continue
        known = features | found.get(before.source, frozenset())
        kinds = ("event:", "concept:") if ANAPHOR.match(unit.text) else ("event:",)
        own = found.get(unit.source, frozenset())
        found[unit.source] = own | {feature for feature in known if feature.startswith(kinds)}
    return found
