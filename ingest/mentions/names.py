"""Names of events: acronyms with editions, full names with their aliases, quoted and described ones."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ingest.documents import Document
from ingest.events import EventKind, EventName
from ingest.mentions.acronyms import Acronym, find_acronyms
from ingest.mentions.mention import Mention, MentionKind
from ingest.mentions.phrases import Phrase, phrases
from ingest.mentions.vocabulary import acronym_series, languages_of, level, region_of, series

CONFERENCE_CONCEPTS = frozenset({"conference", "assembly", "summit", "congress", "forum", "symposium"})
_IN_PARENTHESES = re.compile(
    r"\s?[(«\"“]\s?(?:以下简称|简称|hereinafter|dénommée?|en adelante|далее|[а-яё]+\s)?\s?[«\"“]?"
    r"([A-ZА-ЯЁ][A-ZА-ЯЁ\d]{1,11}(?:[- ]?'?(?:20)?\d{2})?)[»\"”]?\s?[)»\"”,，]"
)
_QUOTED = re.compile(r"[“「『\"«]([^”」』\"»\n]{4,60})[”」』\"»]")
_TITLE = re.compile(r"《[^》\n]{1,80}》")
_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)")
_OTHER_EDITION = re.compile(
    r"(?:首届|第[一二三四五六七八九十\d]+届|\b(?:first|second|third|past|earlier)|\bpremi[eè]re?"
    r"|\bdeuxième|\bprimer[ao]?"
    r"|\bsegund[ao]|\bперв[а-я]{2,3}|上一?届|下下届|前一届|\b(?:previous|last|preceding)"
    r"|\bprécédente?|\banterior"
    r"|\bпредыдущ[а-я]+|\bпрошл[а-я]+)\s*$",
    re.IGNORECASE,
)
_GENERIC = re.compile(
    r"每[一二三四五两\d]?[四4]?年|一届|[两各]届|历届|every (?:four|two|three|\d) years"
    r"|tous les (?:deux|trois|quatre"
    r"|\d) ans|cada (?:dos|tres|cuatro|\d)"
    r" años|кажды[ей] (?:два|три|четыре|\d)|كل (?:أربع|ثلاث|سنتين)"
)
_REGIONS = frozenset({"arb", "asp", "eur", "ams", "afr", "cis"})
_GROUP = re.compile(
    r"(?:组|委员会|\b(?:group|committee|board|panel|groupe(?: [\w' -]{0,50})?|comité(?: [\w' -]{0,50})?"
    r"|grupo(?: [\w -]{0,50})?"
    r"|групп[аыуе](?: [\w -]{0,50})?|комитет[а-я]*(?: [\w -]{0,50})?)|(?:الفريق"
    r"|اللجنة)[^()\n]{0,50})\s?\(\s?$",
    re.IGNORECASE,
)
_ONLY_NUMBER = re.compile(
    r"(?:第?[\d一二三四五六七八九十]+(?:st|nd|rd|th|届|次|[eèª]|-[а-я]{1,2})?\s?)+", re.IGNORECASE
)
_PARENTHESIS = re.compile(r"\s?\(")
_LOOSE = re.compile(r"[\s.,;:()\-]*(?:(?:[Tt]he|[Aa]n?|and|[Ll]a|[Ll]e|[Ee]l)\s+)?")
_ONLY_FORMAT = re.compile("(?:实体|线上|虚拟|线下|面对面|在线|网上)?")
_ZH_YEAR_BEFORE = re.compile(r"(20\d\d)年(?:度)?$")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    key: str
    kind: EventKind
    concept: str
    sort: str  # edition, series, proper, described, anaphor, nominal
    name: bool = True


def find_event_names(
    document_text: str, language: str | None = None, *, main: str | None = None
) -> list[Mention]:
    """Return the mentions of events in a text, in order, each with the event's key as `value`.

    `role` is the event's kind. `flags` hold `edition` (`WTDC-25`), `proper`, `described` (a site
    visit), `series` (a name without edition that stays general), `anaphor` (`the Conference`) or
    `nominal` (an event noun that cannot be resolved; its value is empty). `main` overrides the
    event that bare names and `the Conference` stand for.
    """
    text = level(document_text)
    noun_phrases = [phrase for tongue in languages_of(text, language) for phrase in phrases(text, tongue)]
    mined = _mine(text, noun_phrases)
    found = _acronyms(text, mined)
    taken = _Taken(found)
    found += _known_names(text, languages_of(text, language), taken)
    found += _mined_names(text, mined, taken)
    titles = [match.span() for match in _TITLE.finditer(text)]
    quotes = [match.span(1) for match in _QUOTED.finditer(text)]
    for phrase in noun_phrases:
        one = _from_phrase(text, phrase, taken, quotes, titles)
        if one is not None:
            found.append(one)
            taken.add(one.start, one.end)
    found.sort(key=lambda one: (one.start, -one.end))
    found = _same_in_parentheses(text, _absorb(found))
    return _resolve(text, document_text, found, main)


class _Taken:
    def __init__(self, found: Iterable[_Found]) -> None:
        self.found = list(found)
        self.spans = [(one.start, one.end, one.sort) for one in self.found]

    def add(self, start: int, end: int, sort: str = "") -> None:
        self.spans.append((start, end, sort))

    def clash(self, start: int, end: int, ignore: str = "-") -> bool:
        return any(a < end and start < b for a, b, sort in self.spans if sort != ignore)


def _mine(text: str, noun_phrases: list[Phrase]) -> dict[str, list[tuple[str, Phrase]]]:
    """Return acronym → the full names that stand right before it in parentheses."""
    mined: dict[str, list[tuple[str, Phrase]]] = {}
    for phrase in noun_phrases:
        match = _IN_PARENTHESES.match(text, phrase.end)
        if match and (phrase.proper or phrase.concepts or phrase.language == "zh"):
            base = re.sub(r"[- ]?'?(?:20)?\d{2}$", "", match.group(1))
            if len(base) >= 2:
                mined.setdefault(base, []).append((text[phrase.start : phrase.end], phrase))
    return mined


def _concept_of_series(key: str) -> str:
    return {
        "wtsa": "assembly",
        "ra": "assembly",
        "wsis": "summit",
        "wtpf": "forum",
        "igf": "forum",
        "gsr": "symposium",
        "tdag": "meeting",
        "rag": "meeting",
        "tsag": "meeting",
        "rpm": "meeting",
        "irm": "meeting",
    }.get(key, "conference")


def _acronyms(text: str, mined: dict[str, list[tuple[str, Phrase]]]) -> list[_Found]:
    found = []
    for acronym in find_acronyms(text, frozenset(mined)):
        known = acronym_series().get(acronym.base)
        if acronym.suffix.lower() in _REGIONS:
            kind, concept = EventKind.REGIONAL_MEETING, "meeting"
        elif known:
            kind, concept = known.kind, _concept_of_series(known.key)
        elif acronym.base in mined:
            head = mined[acronym.base][0][1].head
            kind, concept = head.kind, head.concept
        elif _GROUP.search(text[max(0, acronym.start - 80) : acronym.start]):
            kind, concept = EventKind.MEETING, "meeting"
        else:
            kind, concept = EventKind.CONFERENCE, ""
        sort = "edition" if acronym.suffix else "series"
        found.append(_Found(acronym.start, acronym.end, _region_key(text, acronym), kind, concept, sort))
    return found


def _region_key(text: str, acronym: Acronym) -> str:
    """Return the key, with the region that a bare `RPM` is of where the words beside it say so."""
    if acronym.suffix or acronym.key != "rpm":
        return acronym.key
    return _with_region(text, "rpm", acronym.start, acronym.end)


def _with_region(text: str, key: str, start: int, end: int) -> str:
    beside = re.split(r"[,;.，。；：:()\n]", text[max(0, start - 12) : start])[-1]
    after = re.match(
        r"\)?\s?(?:for|pour|para|для|of|de|del)?\s?(?:l[ae]s?\s|l'|the\s|región de |région |los |las "
        r"|la )?[^,;.，。；：:()\d\n]{0,40}",
        text[end : end + 60],
    )
    code = region_of(text[start:end]) or region_of(beside) if re.search(r"[\u4e00-\u9fff]", beside) else None
    if (
        code is None
        and after
        and re.match(
            r"\)?\s?(?:for|pour|para|для|of|de|del|لل"
            r"|стран)",
            after.group(),
        )
    ):
        code = region_of(after.group())
    code = code or region_of(text[start:end])
    return f"{key}-{code}" if code else key


def _known_names(text: str, tongues: Sequence[str], taken: _Taken) -> list[_Found]:
    found = []
    for entry in series():
        patterns = [own for tongue in tongues if (own := entry.pattern(tongue)) is not None]
        for match in (match for pattern in patterns for match in pattern.finditer(text)):
            if taken.clash(match.start(), match.end()):
                continue
            key, sort = _edition_beside(text, match.start(), match.end(), entry.key, entry.kind)
            if key == "rpm":
                key = _with_region(text, "rpm", match.start(), match.end())
                sort = "edition" if key != "rpm" else sort
            concept = _concept_of_series(entry.key)
            found.append(_Found(match.start(), match.end(), key, entry.kind, concept, sort))
            taken.add(match.start(), match.end(), sort)
    return found


def _edition_beside(text: str, start: int, end: int, base: str, kind: EventKind) -> tuple[str, str]:
    """Return the key of a full name: with the edition of the acronym in the parentheses after it."""
    match = _IN_PARENTHESES.match(text, end)
    if match:
        edition = re.search(r"(?:20)?(\d{2})$", match.group(1))
        if edition:
            return f"{base}-{edition.group(1)}", "edition"
    return base, "series"


def _mined_names(text: str, mined: dict[str, list[tuple[str, Phrase]]], taken: _Taken) -> list[_Found]:
    found = []
    for base, names in mined.items():
        known = acronym_series().get(base)
        key = known.key if known else base.lower()
        for name in {name for name, _ in names}:
            phrase = next(phrase for other, phrase in names if other == name)
            kind = known.kind if known else phrase.head.kind
            for match in re.finditer(re.escape(name), text, re.IGNORECASE):
                if taken.clash(match.start(), match.end()):
                    continue
                full, sort = _edition_beside(text, match.start(), match.end(), key, kind)
                found.append(_Found(match.start(), match.end(), full, kind, phrase.head.concept, sort))
                taken.add(match.start(), match.end(), sort)
    return found


def _from_phrase(
    text: str, phrase: Phrase, taken: _Taken, quotes: list[tuple[int, int]], titles: list[tuple[int, int]]
) -> _Found | None:
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
        return _Found(
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
    if beside is not None:
        return _Found(start, end, beside.key, beside.kind, head.concept, "edition")
    name = text[start:end]
    beside_name = head.concept in ("meeting", "session") and any(b == start for _, b, _ in taken.spans)
    if beside_name and _ONLY_FORMAT.fullmatch(text[start : phrase.head_start]):
        return None
    kind = _kind(name, phrase)
    latin = re.search(r"[A-Z][a-z]+\d?[A-Z][A-Za-z\d]+|(?<![A-Za-z])[A-Z][a-z]+\d[A-Za-z]+", name)
    if (latin and phrase.language != "en") or (latin and "2" in latin.group()):
        return _Found(start, end, f"{slug(latin.group())}-{head.concept}", kind, head.concept, "proper")
    acronym = next(
        (a for a in find_acronyms(name, frozenset()) if a.base != "RPM" or not phrase.concepts), None
    )
    if acronym and head.concept in ("meeting", "session"):
        return _Found(start, end, acronym.key, kind, head.concept, "edition" if acronym.suffix else "series")
    if head.concept in ("meeting", "session") and _ONLY_NUMBER.fullmatch(text[start : phrase.head_start]):
        return _Found(start, end, "", kind, head.concept, "nominal", False)
    if phrase.proper and start <= phrase.start + 2:
        named = phrase.language == "zh" or text[phrase.head_start].isupper() or bool(phrase.concepts)
        if named:
            return _Found(start, end, _dated_slug(text, start, end), kind, head.concept, "proper")
        return _Found(start, end, "", kind, head.concept, "nominal")
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
        return _Found(start, end, key, kind, head.concept, "described")
    if phrase.determined or (phrase.language == "zh" and start == phrase.head_start):
        return _Found(start, end, "", kind, head.concept, "anaphor", False)
    return _Found(start, end, "", kind, head.concept, "nominal", False)


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


def _same_in_parentheses(text: str, found: list[_Found]) -> list[_Found]:
    """Give a name in parentheses the key of the name that it translates: 青年论坛（Youth Forum）."""
    kept: list[_Found] = []
    for one in found:
        last = kept[-1] if kept else None
        if (
            last is not None
            and one.sort in ("proper", "described")
            and last.sort in ("proper", "described", "edition")
            and re.fullmatch(r"\s?\(\s?", text[last.end : one.start])
            and text[one.end : one.end + 2].lstrip().startswith(")")
        ):
            one = replace(one, key=last.key, kind=last.kind, sort=last.sort)
        kept.append(one)
    return kept


def _absorb(found: list[_Found]) -> list[_Found]:
    """Drop what lies inside a longer find."""
    kept: list[_Found] = []
    for one in found:
        if any(other.start <= one.start and one.end <= other.end and other is not one for other in kept):
            continue
        kept = [k for k in kept if not (one.start <= k.start and k.end <= one.end and one != k)]
        kept.append(one)
    return kept


def _main(found: list[_Found]) -> tuple[str, str] | None:
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


def _main_meeting(found: list[_Found]) -> str | None:
    """Return the meeting that the text is about: named at its head, before and besides any other."""
    named = [one for one in found if one.sort in ("edition", "proper") and one.key and one.start < 600]
    if not named or named[0].concept != "meeting":
        return None
    meetings = {
        one.key for one in found if one.concept == "meeting" and one.sort in ("edition", "proper") and one.key
    }
    return named[0].key if len(meetings) == 1 else None


def _resolve(text: str, original: str, found: list[_Found], main: str | None) -> list[Mention]:
    """Give bare acronyms and `the Conference` the edition that the text is about."""
    chosen = _main(found)
    main_key, main_concept = (main, "conference") if main else chosen or (None, "")
    editions: dict[str, Counter[str]] = {}
    for one in found:
        if one.sort == "edition" and re.search(r"-\d\d$", one.key):
            editions.setdefault(one.key.rpartition("-")[0], Counter())[one.key] += 1
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
            if one.concept == "meeting" and meeting:
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


def _sentence(text: str, start: int, end: int) -> str:
    left = max(text.rfind(mark, 0, start) for mark in ("。", "\n", ". ", "؟", "！"))
    rights = [at for mark in ("。", "\n", ". ") if (at := text.find(mark, end)) >= 0]
    return text[left + 1 : min(rights, default=len(text))]


def aliases(document: Document) -> dict[str, tuple[EventName, ...]]:
    """Return the names of each event of a document, by event key, each where it first stands."""
    names: dict[str, dict[str, EventName]] = {}
    for mention in find_event_names(document.text, document.language):
        if mention.value and not {"anaphor", "nominal"} & set(mention.flags):
            one = EventName(mention.text, document.language, document.id, mention.start, mention.end)
            names.setdefault(mention.value, {}).setdefault(mention.text, one)
    return {key: tuple(found.values()) for key, found in names.items()}


def moved(mention: Mention, offset: int) -> Mention:
    """Return the mention with its span shifted by `offset` characters."""
    return replace(mention, start=mention.start + offset, end=mention.end + offset)
