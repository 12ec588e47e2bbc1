"""Which event a bare acronym or `the Conference` stands for."""

from __future__ import annotations

import re
from collections import Counter

from ingest.events import EDITION_KEY, EventKind
from ingest.mentions.finds import Found
from ingest.mentions.mention import Mention, MentionKind

_OTHER_EDITION = re.compile(
    r"(?:首届|第[一二三四五六七八九十\d]+届|\b(?:first|second|third|past|earlier)|\bpremi[eè]re?"
    r"|\bdeuxième|\bprimer[ao]?"
    r"|\bsegund[ao]|\bперв[а-я]{2,3}|上一?届|下下届|前一届|\b(?:previous|last|preceding)"
    r"|\bprécédente?|\banterior"
    r"|\bпредыдущ[а-я]+|\bпрошл[а-я]+)\s*$",
    re.IGNORECASE,
)


_ORDINAL = re.compile(r"第([一二三四五六七八九十\d]+)届\s*$")
_GENERIC = re.compile(
    r"每[一二三四五两\d]?[四4]?年|一届|[两各]届|历届|every (?:four|two|three|\d) years"
    r"|tous les (?:deux|trois|quatre"
    r"|\d) ans|cada (?:dos|tres|cuatro|\d)"
    r" años|кажды[ей] (?:два|три|четыре|\d)|كل (?:أربع|ثلاث|سنتين)"
)


def _main(found: list[Found]) -> tuple[str, str] | None:
    """Return key and concept of the event that the text is about: named often, and early."""
    weights: Counter[str] = Counter()
    concepts: dict[str, str] = {}
    for one in found:
        if one.sort in ("edition", "proper") and one.key and one.kind is EventKind.CONFERENCE:
            weights[one.key] += (3 if one.start < 800 else 1) * (2 if one.sort == "edition" else 1)
            if one.concept:
                concepts[one.key] = one.concept
    if not weights:
        return None
    key = max(weights, key=lambda key: (weights[key], -next(o.start for o in found if o.key == key)))
    return key, concepts.get(key, "conference")


def _main_meeting(found: list[Found]) -> str | None:
    """Return the meeting that the text is about: named at its head, before and besides any other."""
    named = [one for one in found if one.sort in ("edition", "proper") and one.key and one.start < 600]
    if not named or named[0].concept != "meeting":
        return None
    meetings = {
        one.key for one in found if one.concept == "meeting" and one.sort in ("edition", "proper") and one.key
    }
    return named[0].key if len(meetings) == 1 else None


def resolve(text: str, original: str, found: list[Found], main: str | None) -> list[Mention]:
    """Give bare acronyms and `the Conference` the edition that the text is about."""
    chosen = _main(found)
    main_key, main_concept = (main, "conference") if main else chosen or (None, "")
    editions: dict[str, Counter[str]] = {}
    for one in found:
        if one.sort == "edition" and EDITION_KEY.search(one.key):
            editions.setdefault(one.key.rpartition("-")[0], Counter())[one.key] += 1
    ordinals = _ordinals(text, found, main_key)
    recent: dict[str, str] = {}
    meeting = _main_meeting(found)
    mentions = []
    for one in found:
        key, sort = one.key, one.sort
        before = text[max(0, one.start - 14) : one.start]
        if sort == "series" and not _OTHER_EDITION.search(before):
            if main_key and main_key.rpartition("-")[0] == key:
                if not _GENERIC.search(_sentence(text, one.start, one.end)):
                    key = main_key
            elif len(editions.get(key, ())) == 1 and not _GENERIC.search(_sentence(text, one.start, one.end)):
                key = next(iter(editions[key]))
        elif sort == "anaphor":
            ordinal = _ORDINAL.search(before)
            if ordinal and ordinals and ordinal.group(1) not in ordinals:
                sort = "nominal"  # The fourth, where the text is about the third.
            elif one.concept == "meeting" and meeting:
                key = meeting
            elif one.concept == main_concept and main_key and one.concept not in ("meeting", "session"):
                key = main_key
            elif (one.concept in recent and one.concept not in ("meeting", "session")) or (
                one.concept in recent
                and re.search(r"(?:该|此次|本次|this|cette|esta|эт[а-я]+|هذا|هذه)\s*$", before, re.I)
            ):
                key = recent[one.concept]
            else:
                sort = "nominal"
        if one.name and key and one.concept:
            recent[one.concept] = key
        mentions.append(
            Mention(
                MentionKind.EVENT,
                one.start,
                one.end,
                original[one.start : one.end],
                key,
                role=str(one.kind),
                flags=(sort,),
            )
        )
    return mentions


def _ordinals(text: str, found: list[Found], key: str | None) -> frozenset[str]:
    """Return the ordinals that stand before or in the names of an event, in Chinese: `八` of 第八届."""
    named = (
        text[max(0, one.start - 6) : one.end]
        for one in found
        if one.key == key and one.sort in ("edition", "proper")
    )
    return frozenset(
        match.group(1) for name in named for match in re.finditer(r"第([一二三四五六七八九十\d]+)届", name)
    )


def _sentence(text: str, start: int, end: int) -> str:
    left = max(text.rfind(mark, 0, start) for mark in ("。", "\n", ". ", "؟", "！"))
    rights = [at for mark in ("。", "\n", ". ") if (at := text.find(mark, end)) >= 0]
    return text[left + 1 : min(rights, default=len(text))]
