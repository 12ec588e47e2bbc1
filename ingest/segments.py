"""The clauses of a sentence cut so that each part has one verb of holding, and what that verb governs."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ingest.drafts import Scene
from ingest.mentions.mention import Mention, MentionKind
from ingest.predicates import Predicate, pattern
from ingest.properties import (
    is_reference,
)

HOLDING = ("hold", "host")


def find_predicates(scene: Scene, start: int, end: int, mentions: Sequence[Mention]) -> list[Predicate]:
    """Return the verbs of a sentence, longest first where they overlap; status words hold, too."""
    found = [p for sort in ("hold", "host", "other") for p in scene.cues.within(sort, start, end)]
    found += [
        Predicate("hold", p.start, p.end)
        for sort in ("cancelled", "postponed", "negated", "changed")
        for p in scene.cues.within(sort, start, end)
    ]
    named = [m.end for m in mentions if m.kind is MentionKind.EVENT and m.value]
    found += [
        Predicate("hold", p.start, p.end)
        for p in scene.cues.within("meet", start, end)
        if any(0 <= p.start - at <= 3 or _related(scene, at, p.start) for at in named)
    ]
    spans = [*((m.start, m.end) for m in mentions), *scene.guarded]
    free = [p for p in found if not any(a <= p.start and p.end <= b for a, b in spans)]
    free.sort(key=lambda p: (p.start, p.start - p.end))
    kept: list[Predicate] = []
    for one in free:
        if kept and one.start < kept[-1].end:
            if one.end - one.start > kept[-1].end - kept[-1].start:
                kept[-1] = one
            continue
        kept.append(one)
    return kept


def _related(scene: Scene, end: int, verb: int) -> bool:
    """Say whether only a word such as `which` stands between a name and a verb."""
    between = scene.text[end:verb]
    return 0 < len(between) <= 14 and bool(
        pattern("relative", scene.cues.tongues).fullmatch(between.strip(") "))
    )


def segments(
    scene: Scene, start: int, end: int, predicates: Sequence[Predicate], events: Sequence[Mention]
) -> list[tuple[int, int]]:
    """Return the parts of a clause that have one holding verb each."""
    holding = [p for p in predicates if p.sort in HOLDING and start <= p.start < end]
    cuts = []
    for first, second in pairwise(holding):
        between = [
            e for e in events if first.end <= e.start and e.end <= second.start and not is_reference(scene, e)
        ]
        if between and not _verb_first(scene, start, first, between[0], events):
            cuts.append(between[0].start)
    return list(pairwise([start, *cuts, end]))


def _verb_first(scene: Scene, start: int, verb: Predicate, event: Mention, events: Sequence[Mention]) -> bool:
    """Say whether an Arabic verb stands right before its subject: أُرجئ المؤتمر وسيُعقد."""
    if scene.document.language != "ar" or not 0 <= event.start - verb.end <= 2:
        return False
    return not any(start <= other.start and other.end <= verb.start for other in events)


def governed(scene: Scene, mention: Mention, predicates: Sequence[Predicate]) -> bool:
    """Say whether the verb nearest to a date or place is one of holding."""

    def gap(predicate: Predicate) -> int:
        if predicate.start >= mention.end:
            return predicate.start - mention.end
        return max(0, mention.start - predicate.end)

    return min(predicates, key=gap).sort in HOLDING


def stamped(scene: Scene, date: Mention) -> bool:
    """Say whether a date belongs to a letter, a decision or a meeting named beside it."""
    before = scene.text[max(0, date.start - 40) : date.start]
    after = scene.text[date.end : date.end + 16]
    return bool(
        pattern("stamp", scene.cues.tongues).search(before)
        or pattern("stamp_after", scene.cues.tongues).match(after)
    )


def official(scene: Scene, place: Mention) -> bool:
    """Say whether a country stands for its government, people or delegation."""
    before = scene.text[max(0, place.start - 40) : place.start].lower()
    after = scene.text[place.end : place.end + 14].lower()
    return bool(
        pattern("office_before", scene.cues.tongues).search(before)
        or pattern("office_after", scene.cues.tongues).match(after)
    )
