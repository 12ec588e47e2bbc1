"""Names of events from the noun phrases of a text: quoted, proper, described or only pointing back."""

from __future__ import annotations

import re

from ingest.events import EventKind
from ingest.mentions.acronyms import find_acronyms
from ingest.mentions.finds import Found, Taken
from ingest.mentions.phrases import Phrase
from ingest.mentions.vocabulary import level, region_of

CONFERENCE_CONCEPTS = frozenset({"conference", "assembly", "summit", "congress", "forum", "symposium"})


_ONLY_NUMBER = re.compile(
    r"(?:第?[\d一二三四五六七八九十]+(?:st|nd|rd|th|届|次|[eèª]|-[а-я]{1,2})?\s?)+", re.IGNORECASE
)


_PARENTHESIS = re.compile(r"((?:\s(?:for|on|of|in|to)\s[^.,;:()\d\n]{3,60}?)?)\s?\(")


_LOOSE = re.compile(r"[\s.,;:()\-]*(?:(?:[Tt]he|[Aa]n?|and|[Ll]a|[Ll]e|[Ee]l)\s+)?")


_ONLY_FORMAT = re.compile("(?:实体|线上|虚拟|线下|面对面|在线|网上)?")


_ZH_YEAR_BEFORE = re.compile(r"(20\d\d)年(?:度)?$")


def from_phrase(
    text: str, phrase: Phrase, taken: Taken, quotes: list[tuple[int, int]], titles: list[tuple[int, int]]
) -> Found | None:
    head = phrase.head
    if any(a < phrase.head_start < b for a, b in titles):
        return None
    if taken.clash(phrase.head_start, phrase.head_end):
        return None
    start, end = phrase.start, phrase.end
    for a, b, sort in taken.spans:
        if a < end and start < b and sort != "series":
            start, end = (max(start, b), end) if a < phrase.head_start else (start, min(end, a))
    quote = next(((a, b) for a, b in quotes if a <= phrase.head_start and phrase.head_end <= b), None)
    if (quote and quote[1] - phrase.head_end <= 2) or (quote and phrase.language not in ("zh", "en")):
        start, end = quote
        return Found(
            start, end, slug(text[start:end]), _kind(text[start:end], phrase), head.concept, "proper"
        )
    if start > phrase.start:
        loose = _LOOSE.match(text, start, phrase.head_start)
        start = loose.end() if loose else start
    while start < phrase.head_start and text[start] in " ,-":
        start += 1
    while end > phrase.head_end and text[end - 1] in " ,-":
        end -= 1
    held = _PARENTHESIS.match(text, end)
    beside = next((s for s in taken.found if held and s.start == held.end() and s.sort == "edition"), None)
    if (
        beside is not None
        and held is not None
        and (not held.group(1) or text[phrase.head_start].isupper() or text[start].isupper())
    ):
        end = held.end(1)
        return Found(start, end, beside.key, beside.kind, head.concept, "edition")
    name = text[start:end]
    beside_name = head.concept in ("meeting", "session") and any(b == start for _, b, _ in taken.spans)
    if beside_name and _ONLY_FORMAT.fullmatch(text[start : phrase.head_start]):
        return None
    kind = _kind(name, phrase)
    latin = re.search(r"[A-Z][a-z]+\d?[A-Z][A-Za-z\d]+|(?<![A-Za-z])[A-Z][a-z]+\d[A-Za-z]+", name)
    if (latin and phrase.language != "en") or (latin and "2" in latin.group()):
        return Found(start, end, f"{slug(latin.group())}-{head.concept}", kind, head.concept, "proper")
    acronym = next(
        (a for a in find_acronyms(name, frozenset()) if a.base != "RPM" or not phrase.concepts), None
    )
    if acronym and head.concept in ("meeting", "session"):
        return Found(start, end, acronym.key, kind, head.concept, "edition" if acronym.suffix else "series")
    if head.concept in ("meeting", "session") and _ONLY_NUMBER.fullmatch(text[start : phrase.head_start]):
        return Found(start, end, "", kind, head.concept, "nominal", False)
    if phrase.proper and start <= phrase.start + 2:
        named = phrase.language == "zh" or text[phrase.head_start].isupper() or bool(phrase.concepts)
        if named:
            return Found(start, end, _dated_slug(text, start, end), kind, head.concept, "proper")
        return Found(start, end, "", kind, head.concept, "nominal")
    described = phrase.concepts or head.concept not in (
        *CONFERENCE_CONCEPTS,
        "meeting",
        "session",
        "visit",
        "dialogue",
        "training",
        "ceremony",
        "workshop",
        "seminar",
        "celebration",
    )
    if described:
        key = "-".join([*phrase.concepts, head.concept] + ([str(phrase.ordinal)] if phrase.ordinal else []))
        return Found(start, end, key, kind, head.concept, "described")
    if phrase.determined or (phrase.language == "zh" and start == phrase.head_start):
        return Found(start, end, "", kind, head.concept, "anaphor", False)
    return Found(start, end, "", kind, head.concept, "nominal", False)


def _dated_slug(text: str, start: int, end: int) -> str:
    """Return the slug of a name, with the year that stands right before or after it."""
    base = slug(text[start:end])
    year = _ZH_YEAR_BEFORE.search(text[max(0, start - 7) : start]) or re.match(
        r"[\s,]{1,2}(20\d\d)(?!\d|\s?年)\b", text[end : end + 8]
    )
    return f"{base}-{year.group(1)}" if year and year.group(1) not in base else base


def _kind(name: str, phrase: Phrase) -> EventKind:
    if "youth" in phrase.concepts:
        return EventKind.YOUTH_EVENT
    if phrase.head.kind is EventKind.MEETING and "rpm" not in phrase.concepts and region_of(name):
        return EventKind.REGIONAL_MEETING
    return phrase.head.kind


def slug(name: str) -> str:
    """Return a name as a key: lower case, words joined by hyphens, quotes and articles left out."""
    words = re.findall(r"\w+", level(name).lower())
    while words and words[0] in ("the", "la", "le", "el", "l", "los", "les"):
        words = words[1:]
    return "-".join(words)
