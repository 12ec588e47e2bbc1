"""Choosing the sentences of the documents that answer a question."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Protocol

from assistant.candidates import candidates
from assistant.draft import Source
from assistant.expected import NEEDS_DATE, OFFICES, PRECISE, SAYS_NONE, holds, kinds_asked, references_asked
from assistant.facts import Facts
from assistant.features import features_before, question_features, unit_features
from assistant.fit import SUREST, Signs
from assistant.fit_weights import NONE, SCALE, SCALE_UNREAD
from assistant.lexicon import listed, plain
from assistant.relevance import is_about_another, is_elsewhere, topical
from assistant.sentences import Unit, heading_of, is_scrap
from assistant.standing import outdated
from index.evidence import Evidence
from ingest.documents import BlockKind
from ingest.mentions.mention import MentionKind

ASIDE = listed(
    "purpose reason legal_basis choice receipt participation documents_available statutory_period "
    "debate agreement confirmation proposal frequency direction avoid travel first_of_kind measures "
    "stage hosting openness article information inclusion_of_content opportunity decision_text summary "
    "authorisation consensus review required_action practical_details"
)
"""Concepts that say how something is asked rather than what about: their absence proves nothing."""
MOST_COMPARED = 32
"""Sentences that are compared by meaning: those that fit best by words."""
_WORDED = 0.1
"""Share of the wording that a sentence needs that has nothing else of the question."""
STRONG, POSSIBLE = 0.5, 0.3
"""Least strength of a sentence that is quoted as the answer, and as the nearest thing there is."""
ANAPHOR = re.compile(
    r"该|此|这|其|上述|在.{0,10}期间举办的该|(?:This|These|It|Its|They|Such)\b|(?:Cette|Ces|Celle-ci|Elle|Il)\b"
    r"|(?:Esta|Este|Ella|Dicha)\b"
    r"|(?:Эт[аоит]\w*|Он[аио]?|Е[её])\b|(?:هذا|هذه|وهو|وهي)\b"
)
LACKING = -4.0
"""The sign of a sentence without a thing of the kind that is asked for, where no answer can be without."""
CARRIED = 0.6
"""What a feature counts that a sentence takes over from the one before it."""
PAIR, LEAST_SHARE = 0.75, 0.2
"""Least probability that one of two sentences answers for both to be quoted, and least of the second."""
_IN_TITLES = frozenset({"document", "resolution", "decision", "recommendation"})
"""Kinds of things that a title answers; other questions need a sentence."""
_LETTERS = frozenset({"letter", "circular"})
"""Concepts of what an office writes: that it is called by its writer's office proves nothing."""
_WEIGHTS = {"word": 0.25, "reference": 1.5, "count": 1.5}


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with the signs that it answers, and what the question names that it has."""

    unit: Unit
    signs: Signs
    matched: frozenset[str]

    @property
    def score(self) -> float:
        """How well it fits."""
        return self.signs.score

    @property
    def coverage(self) -> float:
        """How much of the question it accounts for, 0–1."""
        return self.signs.coverage


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences to quote; `absent` are the things asked about that no document speaks of.

    `wanted` is everything that the question names, `kinds` the kinds of things that it asks for.
    """

    ranked: tuple[Ranked, ...]
    absent: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()

    @property
    def best(self) -> float:
        """The strength of the best sentence, 0 where there is none."""
        return self.ranked[0].signs.strength if self.ranked else 0.0

    @property
    def likelihood(self) -> float:
        """The probability that the best sentence is the one that answers, 0 where there is none."""
        return likelihoods(self.ranked)[0] if self.ranked else 0.0

    @property
    def pair(self) -> tuple[Ranked, ...]:
        """The two best sentences, where one of them answers with probability `PAIR`; else none."""
        shares = likelihoods(self.ranked)[:2]
        two = self.ranked[:2]
        apart = any(
            s.other or s.outdated or s.aside or s.form or s.kind < 0 for s in (one.signs for one in two)
        )
        if not self.read or len(two) < 2 or apart or sum(shares) < PAIR or shares[1] < LEAST_SHARE:
            return ()
        return two

    @property
    def read(self) -> bool:
        """Whether the reranker has read the sentences."""
        return bool(self.ranked) and self.ranked[0].signs.answer is not None


class Reading(Protocol):
    """A question held against sentences, each with its language (`index.reading.Reading`)."""

    def wording(self, sentences: Sequence[tuple[str, str]]) -> Sequence[float]: ...

    def meaning(self, sentences: Sequence[tuple[str, str]]) -> Sequence[float]: ...

    def answering(self, sentences: Sequence[tuple[str, str]]) -> Sequence[float] | None: ...


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
                    is_about_another(facts, unit, follows="event:" in carried) or is_elsewhere(facts, unit)
                ),
                outdated=float(bool(outdated(facts, unit.source))),
                form=float(unit.kind in (BlockKind.ROW, BlockKind.HEADING) or is_scrap(unit)),
            )
            ranked.append(Ranked(unit, signs, frozenset(matched)))
    ranked.sort(key=lambda one: -one.score)
    taken_over = {source for source, features in inherited.items() if "event:" in features}
    ranked = _read(facts, ranked, reading, taken_over)
    aside = ASIDE | (OFFICES if facts.question.topics & _LETTERS else frozenset())
    absent = {
        feature.removeprefix("concept:")
        for feature in wanted
        if feature.startswith(("concept:", "person:", "count:"))
        and not counts[feature]
        and feature.removeprefix("concept:") not in aside
    }
    return Choice(tuple(ranked), frozenset(absent), wanted, kinds)


def _uncounted(wanted: frozenset[str], counts: Counter[str]) -> frozenset[str]:
    """Return the readings of the thing asked the number of that no sentence counts, where one does."""
    things = {feature for feature in wanted if feature.startswith("count:")}
    known = {feature for feature in things if counts[feature]}
    return frozenset(things - known) if known else frozenset()


def _read(
    facts: Facts, ranked: list[Ranked], reading: Reading | None, taken_over: Collection[Source]
) -> list[Ranked]:
    """Return sentences in order again once the best are compared by meaning, and read whether they answer.

    Those that are not read count as those that answer least of all.
    """
    if reading is None or not ranked:
        return ranked
    best, rest = ranked[:MOST_COMPARED], ranked[MOST_COMPARED:]
    near = reading.meaning([(one.unit.text, one.unit.language) for one in best])
    headed = [
        (heading_of(facts.documents[one.unit.document_id], one.unit), _spelled_out(facts, one, taken_over))
        for one in best
    ]
    again = [
        replace(one, signs=replace(one.signs, meaning=max(-3.0, min(6.0, value))))
        for one, value in zip(best, near, strict=True)
    ]
    odds = reading.answering(headed)
    if odds is not None:
        held = [max(-SUREST, min(SUREST, answers)) for answers in odds]
        again = [_answering(one, answers) for one, answers in zip(again, held, strict=True)]
        rest = [_answering(one, min(held)) for one in rest]
    own = [one for one in again if not (one.signs.other or one.signs.aside) and one.signs.strength >= STRONG]
    return [*sorted(again, key=lambda one: (bool(own) and one.signs.other, -one.score)), *rest]


def _spelled_out(facts: Facts, one: Ranked, taken_over: Collection[Source]) -> str:
    """Return a sentence to be read alone: with the name of the event that it only points to (`it`)."""
    text = one.unit.text
    if one.unit.source not in taken_over or "event:" not in one.matched or len(facts.subject.events) != 1:
        return text
    event = facts.subject.events[0]
    owner = (event.parent or event.key).partition("-")[0]
    said = [m.value for m in facts.inside(one.unit.source) if m.kind is MentionKind.EVENT and m.value]
    if any(value.partition("-")[0] != owner for value in said) or any(n.text in text for n in event.names):
        return text  # It names an event itself.
    names = event.names
    own = [name.text for name in names if name.language == one.unit.language] or [n.text for n in names]
    return f"{min(own, key=len)}: {text}" if own else text


def _answering(one: Ranked, answers: float) -> Ranked:
    return replace(one, signs=replace(one.signs, answer=answers))


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


def likelihoods(ranked: Sequence[Ranked]) -> list[float]:
    """Return for each sentence the probability that it is the one that answers.

    By the conditional logit that the weights of the signs were fitted by (`assistant.fit_weights`): that
    none answers is one more possibility where they were read, else one is taken to.
    """
    if not ranked:
        return []
    read = ranked[0].signs.answer is not None
    scale = SCALE if read else SCALE_UNREAD
    best = max(one.score for one in ranked)
    odds = [math.exp(scale * (one.score - best)) for one in ranked]
    none = math.exp(scale * (NONE - best)) if read else 0.0
    return [one / (sum(odds) + none) for one in odds]
