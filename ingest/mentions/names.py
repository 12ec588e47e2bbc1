"""Names of events: acronyms with editions, full names with their aliases, quoted and described ones."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ingest.documents import Document
from ingest.events import EventKind, EventName
from ingest.mentions.acronyms import Acronym, find_acronyms
from ingest.mentions.anaphora import resolve
from ingest.mentions.described import from_phrase
from ingest.mentions.finds import Found, Taken
from ingest.mentions.mention import Mention
from ingest.mentions.phrases import Phrase, phrases
from ingest.mentions.senses import own_senses
from ingest.mentions.vocabulary import acronym_series, languages_of, level, region_of, series

_IN_PARENTHESES = re.compile(
    r"\s?[(«\"“]\s?(?:以下简称|简称|hereinafter|dénommée?|en adelante|далее|[а-яё]+\s)?\s?[«\"“]?"
    r"([A-ZА-ЯЁ][A-ZА-ЯЁ\d]{1,11}(?:[- ]?'?(?:20)?\d{2}|-\d)?)[»\"”]?\s?[)»\"”,，]"
)
_QUOTED = re.compile(r"[“「『\"«]([^”」』\"»\n]{4,60})[”」』\"»]")
_TITLE = re.compile(r"《[^》\n]{1,80}》")
_ONE_OF = re.compile(r"-(?:\d|[a-z]{3})")
"""What tells one meeting of a series from the others, after its key: `irm-1`, `rpm-ams`."""
_REGIONS = frozenset({"arb", "asp", "eur", "ams", "afr", "cis"})
_GROUP = re.compile(
    r"(?:组|委员会|\b(?:group|committee|board|panel|groupe(?: [\w' -]{0,50})?|comité(?: [\w' -]{0,50})?"
    r"|grupo(?: [\w -]{0,50})?"
    r"|групп[аыуе](?: [\w -]{0,50})?|комитет[а-я]*(?: [\w -]{0,50})?)|(?:الفريق"
    r"|اللجنة)[^()\n]{0,50})\s?\(\s?$",
    re.IGNORECASE,
)


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
    own = own_senses({base: [name for name, _ in names] for base, names in mined.items()})
    found = _acronyms(text, mined, own)
    taken = Taken(found)
    found += _known_names(text, languages_of(text, language), taken)
    found += _mined_names(text, mined, own, taken)
    titles = [match.span() for match in _TITLE.finditer(text)]
    quotes = [match.span(1) for match in _QUOTED.finditer(text)]
    for phrase in noun_phrases:
        one = from_phrase(text, phrase, taken, quotes, titles)
        if one is not None:
            found.append(one)
            taken.add(one.start, one.end)
    found.sort(key=lambda one: (one.start, -one.end))
    found = _same_in_parentheses(text, _absorb(found))
    return resolve(text, document_text, found, main)


def _mine(text: str, noun_phrases: list[Phrase]) -> dict[str, list[tuple[str, Phrase]]]:
    """Return acronym → the full names that stand right before it in parentheses."""
    mined: dict[str, list[tuple[str, Phrase]]] = {}
    for phrase in noun_phrases:
        match = _IN_PARENTHESES.match(text, phrase.end)
        if match and (phrase.proper or phrase.concepts or phrase.language == "zh"):
            base = re.sub(r"[- ]?'?(?:20)?\d{2}$|-\d$", "", match.group(1))
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


def _acronyms(text: str, mined: dict[str, list[tuple[str, Phrase]]], own: frozenset[str]) -> list[Found]:
    found = []
    for acronym in find_acronyms(text, frozenset(mined), own):
        known = acronym.series
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
        found.append(Found(acronym.start, acronym.end, _region_key(text, acronym), kind, concept, sort))
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


def _known_names(text: str, tongues: Sequence[str], taken: Taken) -> list[Found]:
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
            found.append(Found(match.start(), match.end(), key, entry.kind, concept, sort))
            taken.add(match.start(), match.end(), sort)
    return found


def _edition_beside(text: str, start: int, end: int, base: str, kind: EventKind) -> tuple[str, str]:
    """Return the key of a full name: with the edition of the acronym in the parentheses after it."""
    match = _IN_PARENTHESES.match(text, end)
    if match:
        edition = re.search(r"(?:20)?(\d{2})$|-(\d)$", match.group(1))
        if edition:
            return f"{base}-{edition.group(1) or edition.group(2)}", "edition"
    return base, "series"


def _mined_names(
    text: str, mined: dict[str, list[tuple[str, Phrase]]], own: frozenset[str], taken: Taken
) -> list[Found]:
    found = []
    for base, names in mined.items():
        known = None if base in own else acronym_series().get(base)
        key = known.key if known else base.lower()
        for name in sorted({name for name, _ in names}, key=lambda name: (-len(name), name)):
            phrase = next(phrase for other, phrase in names if other == name)
            if phrase.start == phrase.head_start and phrase.language == "zh":
                continue  # 大会（MWAC-31）: the noun alone is no name.
            kind = known.kind if known else phrase.head.kind
            for match in re.finditer(re.escape(name), text, re.IGNORECASE):
                if taken.clash(match.start(), match.end()):
                    continue
                full, sort = _edition_beside(text, match.start(), match.end(), key, kind)
                found.append(Found(match.start(), match.end(), full, kind, phrase.head.concept, sort))
                taken.add(match.start(), match.end(), sort)
    return found


def _same_in_parentheses(text: str, found: list[Found]) -> list[Found]:
    """Give a name in parentheses the key of the name that it translates: 青年论坛（Youth Forum）.

    The name of a series has the key of its one meeting in parentheses: Inter-regional Meeting (IRM-1).
    """
    kept: list[Found] = []
    for one in found:
        last = kept[-1] if kept else None
        enclosed = (
            last is not None
            and re.fullmatch(r"\s?\(\s?", text[last.end : one.start])
            and text[one.end : one.end + 2].lstrip().startswith(")")
        )
        if last is None or not enclosed:
            pass
        elif one.sort in ("proper", "described") and last.sort in ("proper", "described", "edition"):
            one = replace(one, key=last.key, kind=last.kind, sort=last.sort)
        elif (last.sort, one.sort) == ("series", "edition") and _is_one_of(one.key, last.key):
            kept[-1] = replace(last, key=one.key, sort=one.sort)
        kept.append(one)
    return kept


def _is_one_of(key: str, series: str) -> bool:
    """Return whether a key is that of one numbered or regional meeting of a series."""
    return key.startswith(series) and bool(_ONE_OF.fullmatch(key, len(series)))


def _absorb(found: list[Found]) -> list[Found]:
    """Drop what lies inside a longer find."""
    kept: list[Found] = []
    for one in found:
        if any(other.start <= one.start and one.end <= other.end and other is not one for other in kept):
            continue
        kept = [k for k in kept if not (one.start <= k.start and k.end <= one.end and one != k)]
        kept.append(one)
    return kept


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
