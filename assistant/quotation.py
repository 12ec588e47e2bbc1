"""Choosing the sentences of the documents that answer a question, and quoting them."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from assistant.draft import Sentence, Source
from assistant.facts import Facts
from assistant.features import question_features, unit_features
from assistant.injection import speaks_to_machine
from assistant.lexicon import lexicon, listed, plain
from assistant.phrases import join
from assistant.question import Ask
from assistant.relevance import is_about_another, is_of_another_edition, topical
from assistant.restating import restated
from assistant.sentences import Unit, concepts, is_head_row, units
from assistant.subject import base
from ingest.documents import BlockKind
from ingest.mentions.mention import MentionKind

ASIDE = listed(
    "purpose reason legal_basis choice receipt participation documents_available statutory_period "
    "debate agreement confirmation proposal frequency direction avoid travel first_of_kind measures "
    "stage hosting openness article information inclusion_of_content opportunity decision_text summary "
    "authorisation consensus review"
)
"""Concepts that say how something is asked rather than what about: their absence proves nothing."""
FOCUS = frozenset({"legal_basis", "purpose", "reason", "frequency", "openness", "stage", "outcome"})
"""Concepts that are themselves what is asked for; the sentence beside may be the one that has them."""
UNDECIDED, MOST_COMPARED = 0.06, 4
"""Sentences whose scores lie this near the best are compared by meaning, and at most how many."""
CLOSE, COVERED, TIED = 0.92, 0.75, 0.97
"""Share of the best one's score that a further sentence needs, while that covers less than the second."""
STRONG, POSSIBLE = 0.5, 0.34
"""Least score of a sentence that is quoted as the answer, and as the nearest thing there is."""
ANAPHOR = re.compile(
    r"该|此|这|其|上述|在.{0,10}期间举办的该|(?:This|These|It|Its|They|Such)\b|(?:Cette|Ces|Celle-ci|Elle|Il)\b"
    r"|(?:Esta|Este|Ella|Dicha)\b"
    r"|(?:Эт[аоит]\w*|Он[аио]?|Е[её])\b|(?:هذا|هذه|وهو|وهي)\b"
)
CARRIED = 0.6
"""What a feature counts that a sentence takes over from the one before it."""
BESIDE = 0.25
"""What a sentence loses that is about another event, or shares with the question only its subject."""
MOST_READ = 60
"""Documents that are read whole for sentences; of more, only those that search found."""
_WEIGHTS = {"word": 0.25, "reference": 1.5, "count": 1.5}
_NAMED_THINGS = listed(
    "hotel venue_place airport speakers sponsor website fee budget headcount visa chair vice_chair"
)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A sentence with how much of the question it accounts for (`coverage`, 0–1) and its score."""

    unit: Unit
    score: float
    coverage: float
    matched: frozenset[str]


@dataclass(frozen=True, slots=True)
class Choice:
    """The sentences to quote; `absent` are the things asked about that no document speaks of.

    `wanted` is everything that the question names.
    """

    ranked: tuple[Ranked, ...]
    absent: frozenset[str] = frozenset()
    wanted: frozenset[str] = frozenset()

    @property
    def best(self) -> float:
        """The score of the best sentence, 0 where there is none."""
        return self.ranked[0].score if self.ranked else 0.0


Similarity = Callable[[str, Sequence[str]], Sequence[float]]


def choose(facts: Facts, similarity: Similarity | None, found: Iterable[str] = ()) -> Choice:
    """Return the sentences of the documents asked about that best answer, best first.

    `found` are ids of the documents that search found: where there are many documents, only these
    are read. `similarity` gives 0–1 of the question to each of some texts. Sentences about another
    edition than the one asked are left out.
    """
    candidates = _candidates(facts, frozenset(found))
    if not candidates:
        return Choice(())
    wanted = question_features(facts)
    everything = [(unit, unit_features(facts, unit)) for unit in candidates]
    inherited = _read_on(facts, everything)
    counts = Counter(feature for _, features in everything for feature in features)
    total = len(everything)

    def weight(feature: str) -> float:
        rarity = math.log((total + 1) / (counts[feature] + 0.5))
        return max(rarity, 0.3) * _WEIGHTS.get(feature.partition(":")[0], 1.0)

    reachable = {
        f for f in wanted if counts[f] or not (f.startswith("word:") or f.partition(":")[2] in ASIDE)
    }
    asked = sum(map(weight, reachable)) or 1.0
    asked_of_it = topical(facts, wanted, ASIDE)
    ranked = []
    for unit, features in everything:
        carried = wanted & inherited.get(unit.source, frozenset()) - features
        matched = wanted & features | carried
        coverage = sum(map(weight, matched - carried)) / asked + CARRIED * sum(map(weight, carried)) / asked
        if matched:
            score = coverage + _bonus(facts, unit, features)
            score -= BESIDE if asked_of_it and not asked_of_it & matched else 0.0
            score -= BESIDE if is_about_another(facts, unit) else 0.0
            ranked.append(Ranked(unit, score, coverage, frozenset(matched)))
    ranked.sort(key=lambda one: -one.score)
    ranked = _blend(facts, ranked[:12], everything, similarity)
    absent = {
        feature.removeprefix("concept:")
        for feature in wanted
        if feature.startswith(("concept:", "person:", "count:"))
        and not counts[feature]
        and feature.removeprefix("concept:") not in ASIDE
    }
    return Choice(tuple(ranked), frozenset(absent), wanted)


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


def _candidates(facts: Facts, near: frozenset[str]) -> list[Unit]:
    wanted = set(facts.subject.conferences) if facts.subject.explicit else set()
    found = []
    for document in facts.documents.values():
        if near and len(facts.documents) > MOST_READ and document.id not in near:
            continue
        other = wanted and facts.main_conference[document.id] not in wanted
        for unit in units(document):
            if speaks_to_machine(unit.text) or is_head_row(document, unit):
                continue
            if other and not wanted & _editions_in(facts, unit):
                continue
            if is_of_another_edition(facts, unit):
                continue
            found.append(unit)
    return found


def _editions_in(facts: Facts, unit: Unit) -> set[str]:
    return {
        base(mention.value)
        for mention in facts.inside(unit.source)
        if mention.kind is MentionKind.EVENT and "edition" in mention.flags
    }


def _bonus(facts: Facts, unit: Unit, features: frozenset[str]) -> float:
    """Return what a sentence gains for holding the kind of thing that is asked for, or loses without it."""
    question = facts.question
    bonus = 0.0
    dates = any(len(f) > 9 for f in features if f.startswith("date:"))
    if question.wants(Ask.WHEN, Ask.DEADLINE):
        bonus += 0.1 if dates else -0.12
    if question.wants(Ask.WHERE, Ask.HOST) and not any(f.startswith("place:") for f in features):
        bonus -= 0.05
    if question.wants(Ask.COUNT) and not re.search(
        r"\d|[一二三四五六七八九十两]\s?(?:个|名|次|项|位|届)", unit.text
    ):
        bonus -= 0.12
    if question.wants(Ask.SYMBOL):
        bonus += 0.08 if any(f.startswith("symbol:") for f in features) else -0.08
    if unit.kind in (BlockKind.ROW, BlockKind.HEADING) or len(unit.text) < 8:
        bonus -= 0.1
    return bonus


def _blend(
    facts: Facts,
    ranked: list[Ranked],
    everything: list[tuple[Unit, frozenset[str]]],
    similarity: Similarity | None,
) -> list[Ranked]:
    """Let likeness of meaning decide between sentences that name about the same things."""
    close = (
        [one for one in ranked if one.score >= ranked[0].score - UNDECIDED][:MOST_COMPARED] if ranked else []
    )
    if similarity is None or len(close) < 2 or ranked[0].score < POSSIBLE:
        return ranked
    rest = ranked[len(close) :]
    ranked = close
    likeness = list(similarity(facts.question.text, [one.unit.text for one in ranked]))
    low, high = min(likeness), max(likeness)
    if high - low < 1e-6:
        return [*ranked, *rest]
    blended = [
        Ranked(one.unit, one.score + UNDECIDED * (value - low) / (high - low), one.coverage, one.matched)
        for one, value in zip(ranked, likeness, strict=True)
    ]
    return [*sorted(blended, key=lambda one: -one.score), *rest]


def selected(facts: Facts, choice: Choice) -> list[Ranked]:
    """Return the sentences to show: the best, and those that add what it does not say."""
    if not choice.ranked:
        return []
    best = choice.ranked[0]
    kept = [best]
    listing = facts.question.wants(Ask.LIST, Ask.COUNT, Ask.COMPARE)
    seen = set(best.matched)
    kept += _asked_beside(facts, choice, best)
    for other in choice.ranked[1:]:
        if any(other.unit == one.unit for one in kept):
            continue
        new = {
            f for f in other.matched - seen if not f.startswith("word:") and f.partition(":")[2] not in ASIDE
        }
        beside = other.unit.document_id == best.unit.document_id and other.unit.block == best.unit.block
        tied = other.score >= TIED * best.score and other.unit.document_id == best.unit.document_id
        close = other.score >= CLOSE * best.score and best.coverage < COVERED
        if (
            (new and close and other.score >= POSSIBLE)
            or (tied and other.coverage >= COVERED)
            or (listing and beside and other.score >= 0.3 * best.score)
        ):
            kept.append(other)
            seen |= other.matched
        if len(kept) == 4:
            break
    if listing and facts.question.wants(Ask.WHEN):
        kept = _with_dated_neighbours(facts, kept)
    return sorted(kept, key=lambda one: (one.unit.document_id != best.unit.document_id, one.unit.start))


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
            return [Ranked(unit, best.score, best.coverage, best.matched)]
    return []


def _with_dated_neighbours(facts: Facts, kept: list[Ranked]) -> list[Ranked]:
    from ingest.mentions.dates import find_dates

    best = kept[0].unit
    chosen = {one.unit.source for one in kept}
    for unit in units(facts.documents[best.document_id]):
        dated = any(len(mention.value) >= 7 for mention in find_dates(unit.text))
        if unit.block == best.block and unit.source not in chosen and dated:
            kept.append(Ranked(unit, 0.0, 0.0, frozenset()))
    return kept


def quoted(facts: Facts, source: Source, *, restate: bool = True, lead: bool = True) -> list[Sentence]:
    """Return a span as a quotation and, in another language, its dates, places and references after it.

    `lead` says whose words they are before them.
    """
    document = facts.documents[source.document_id]
    quote = shown(document.text[source.start : source.end])
    text = facts.say("quote", quote=quote) if lead else facts.say("quotation", quote=quote)
    said = [Sentence(text, (source,), quoted=True)]
    if restate:
        values = restated(facts, source)
        if values:
            said.append(Sentence(facts.say("restated", facts=join(values, facts.language)), (source,)))
    return said


def shown(text: str) -> str:
    """Return a quotation as one line, emphasis marks and line ends of the source left out."""
    joined = re.sub(r"(?<=[\u3000-\u9fff])\s*\n\s*(?=[\u3000-\u9fff])", "", text)
    return re.sub(r"\s+", " ", joined).replace("**", "").strip()


def wants_name(facts: Facts, choice: Choice) -> bool:
    """Return whether the question asks for the name of a thing that the documents only speak of."""
    question = facts.question
    own = plain(question.text)
    things = question.topics & _NAMED_THINGS
    return bool(things) and bool(
        re.search(
            r"哪(?:家|个|些|座)|名称|叫什么|推荐|\bwhich\b|\bname|\brecommend|\bquels?\b|\bquelles?\b|\bnom\b|\bque\b"
            r"|\bcual"
            r"|\bкак(?:ой|ие|ая|ую)\b|\bназван|اي\b|اسم|ما هو|ما هي|موصى",
            own,
        )
    )


def topic_words(facts: Facts, names: frozenset[str]) -> str:
    """Return the words of the question that name the given concepts, in its order."""
    text = plain(facts.question.text)
    found = sorted(
        {
            (term.start, term.end)
            for term in lexicon("concepts").find(facts.question.text)
            if term.name in names
        }
    )
    spelled = [_whole_word(text, start, end) for start, end in found]
    return ", ".join(dict.fromkeys(spelled))


def _whole_word(text: str, start: int, end: int) -> str:
    while end < len(text) and re.match(r"[^\W\d_\u3400-\u9fff]", text[end]):
        end += 1
    return text[start:end]
