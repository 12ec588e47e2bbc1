"""Finding places in text of six languages: countries, cities, venues, and online."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ingest.mentions.attendance import find_attendance
from ingest.mentions.fold import fold
from ingest.mentions.mention import Mention, MentionKind
from ingest.mentions.place_context import DOUBTFUL, in_title, is_person, is_supported
from ingest.mentions.place_names import FIRST_WORD, LANGUAGES, Entry, gazetteer, key_of
from ingest.mentions.towns import find_towns
from ingest.mentions.venues import find_venues

_URL = r"[^\s,;()<>\u0080-\uffff]+"
_ADDRESS = re.compile(rf"https?://{_URL}|www\.{_URL}|[a-z0-9.+_-]+@[a-z0-9.-]+")
_BETWEEN = re.compile(r"[\s,(（\-*]{0,4}|\s?(?:[（(]|,\s(?:the\s)?|,\sla\s|,\sle\s|,\sen\s|\sde\s|\sd')?")
_LISTED = re.compile(r",?\s(?:and|et|y|e|or|&)\s")
_ATTENDANCE_NAMES = {
    "online": ("online", "线上", "en ligne", "en línea", "онлайн", "عبر الإنترنت"),
    "hybrid": ("hybrid", "线上线下混合", "hybride", "híbrido", "гибридный формат", "هجين"),
    "in_person": ("in person", "实体会议", "en présentiel", "presencial", "очно", "حضوري"),
}


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    keys: tuple[str, ...]
    doubtful: bool


def find_places(text: str) -> list[Mention]:
    """Find the places of `text`, in order: countries, cities, venues and ways of attending.

    Values are as in `Mention.value`. `in_title` flags a place that only names a plan, declaration
    or resolution; `ambiguous` a name of several places that nothing near it settles, whose value
    then holds each key, parted by `|`.
    """
    folded = fold(text)
    plain = folded.text
    if "@" in plain or "www." in plain or "://" in plain:
        plain = _ADDRESS.sub(lambda match: "\0" * len(match.group()), plain)
    searched = plain.replace("-", " ").replace("\n", " ")
    same = isinstance(folded.offsets, range)
    written = text if same else "".join(text[offset] for offset in folded.offsets[:-1])
    names = _settle(sorted(_names(searched, written), key=lambda name: name.start), plain, written)
    found: list[Mention] = []
    for start, end, value, flags in names:
        begin, finish = folded.span(start, end)
        found.append(Mention(MentionKind.PLACE, begin, finish, text[begin:finish], value, flags=flags))
    found += find_towns(text, found)
    for start, end, value in find_attendance(plain):
        begin, finish = folded.span(start, end)
        found.append(Mention(MentionKind.PLACE, begin, finish, text[begin:finish], value))
    for begin, finish in find_venues(text):
        name = text[begin:finish]
        found.append(Mention(MentionKind.PLACE, begin, finish, name, f"venue:{' '.join(name.split())}"))
    return sorted(found, key=lambda mention: (mention.start, -mention.end))


def _names(searched: str, written: str) -> list[_Found]:
    table = gazetteer()
    found: list[_Found] = []
    reached = 0
    pairs = table.by_characters
    for start in range(len(searched) - 1):
        if (pair := searched[start : start + 2]) not in pairs or start < reached:
            continue
        for entry in pairs[pair]:
            if searched.startswith(entry.name, start):
                reached = start + len(entry.name)
                if entry.keys:
                    found.append(_Found(start, reached, entry.keys, False))
                break
    reached = 0
    for match in FIRST_WORD.finditer(searched):
        word, start = match.group(), match.start()
        if start < reached:
            continue
        hit = _word_entry(table.by_word.get(word, ()), searched, start, written)
        if hit is None and word[0] in "وبلفك" and len(word) > 3:
            start += 1
            hit = _word_entry(table.by_word.get(word[1:], ()), searched, start, written)
            if hit is None and word.startswith("لل"):
                hit = _after_li(table.by_word.get(f"ال{word[2:]}", ()), searched, match.start())
                start = match.start()
                if hit is not None:
                    reached = start + len(hit.name)
                    found.append(_Found(start, reached, hit.keys, False))
                    continue
        if hit is not None:
            reached = start + len(hit.name)
            found.append(_Found(start, reached, hit.keys, hit.name in DOUBTFUL))
    return found


def _after_li(entries: tuple[Entry, ...], searched: str, start: int) -> Entry | None:
    return next((e for e in entries if searched.startswith(f"لل{e.name[2:]}", start)), None)


def _word_entry(entries: tuple[Entry, ...], searched: str, start: int, written: str) -> Entry | None:
    for entry in entries:
        end = start + len(entry.name)
        if not searched.startswith(entry.name, start) or _joined(searched, end):
            continue
        original = written[start:end]
        if entry.capitals:
            if original.isupper():
                return entry
        elif searched[start] > "\u0600" or any(character.isupper() for character in original):
            return entry
    return None


def _joined(text: str, end: int) -> bool:
    after = text[end : end + 1]
    return (
        bool(after)
        and (after.isdigit() or after == "_" or ("a" <= after <= "z") or after > "\u0400")
        and (FIRST_WORD.match(after) is not None or after.isdigit())
    )


def _settle(names: list[_Found], plain: str, written: str) -> list[tuple[int, int, str, tuple[str, ...]]]:
    settled: list[tuple[int, int, str, tuple[str, ...]]] = []
    for at, found in enumerate(names):
        neighbours = [
            other
            for other, gap in (
                (names[at - 1] if at else None, plain[names[at - 1].end : found.start] if at else ""),
                (
                    names[at + 1] if at + 1 < len(names) else None,
                    plain[found.end : names[at + 1].start] if at + 1 < len(names) else "",
                ),
            )
            if other is not None and len(gap) <= 6 and _BETWEEN.fullmatch(gap)
        ]
        beside = {key for other in neighbours for key in _surest(other.keys)}
        if is_person(plain, found.start):
            continue
        alone = found.doubtful and not neighbours and not _listed(names, at, plain)
        if alone and not is_supported(plain, written, found.start, found.end):
            continue
        value, flags = _choose(found, beside, plain)
        if not value:
            continue
        if in_title(plain, found.start, found.end):
            flags = (*flags, "in_title")
        settled.append((found.start, found.end, value, flags))
    return settled


def _listed(names: list[_Found], at: int, plain: str) -> bool:
    """Say whether a country stands beside the name in a list: "Jordan and Oman"."""
    before = names[at - 1] if at else None
    after = names[at + 1] if at + 1 < len(names) else None
    return bool(
        (before and not before.doubtful and _LISTED.fullmatch(plain[before.end : names[at].start]))
        or (after and not after.doubtful and _LISTED.fullmatch(plain[names[at].end : after.start]))
    )


def _surest(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Return the countries among the keys of a name that is both a country and its capital."""
    return tuple(key for key in keys if "/" not in key) or keys


def _choose(found: _Found, beside: set[str], plain: str) -> tuple[str, tuple[str, ...]]:
    name = plain[found.start : found.end]
    countries = {key[:2] for key in beside}
    if name == "阿曼" and "JO" in countries:
        return "JO/amman", ()
    if name == "عمان":
        return _oman_or_amman(found, countries, plain)
    if len(found.keys) == 1:
        if found.keys == ("GE",) and any(key == "US" for key in countries):
            return "", ()
        return found.keys[0], ()
    # A city beside the name makes it a country, a country beside it makes it a city.
    for key in found.keys:
        if key in countries and any(other.startswith(f"{key}/") for other in beside):
            return key, ()
    near = [key for key in found.keys if "/" in key and key[:2] in countries]
    if len(near) == 1:
        return near[0], ()
    return found.keys[0], ()


def _oman_or_amman(found: _Found, countries: set[str], plain: str) -> tuple[str, tuple[str, ...]]:
    if "JO" in countries:
        return "JO/amman", ()
    if "OM" in countries or re.search(r"سلطنة\s$", plain[max(0, found.start - 8) : found.start]):
        return "OM", ()
    return "OM|JO/amman", ("ambiguous",)


def place_name(value: str, language: str) -> str:
    """Return what to call the place `value` in `language` (`AZ/baku`, `zh` → 巴库).

    English where the language has no name; a venue as written; a value that is no place as it is.
    """
    if value.startswith("venue:"):
        return value[6:]
    if "|" in value:
        return " / ".join(place_name(part, language) for part in value.split("|"))
    if value in _ATTENDANCE_NAMES:
        return dict(zip(LANGUAGES, _ATTENDANCE_NAMES[value], strict=True)).get(
            language, _ATTENDANCE_NAMES[value][0]
        )
    shown = gazetteer().names.get(value)
    if shown is None:
        return value.partition("/")[2].replace("-", " ").title() or value
    return shown.get(language) or shown.get("en", value)


def country_of(value: str) -> str | None:
    """Return the country code of a place value, or None for a venue, online and the like."""
    return value[:2] if re.fullmatch(r"[A-Z]{2}(?:/[a-z0-9-]+)?", value) else None


def zone_of(value: str) -> str | None:
    """Return the IANA time zone of a city value, or None where it is no city of the table."""
    return gazetteer().zones.get(value)


def same_place(one: str, other: str) -> bool:
    """Say whether two place values can be the same place: equal, or a city and its country."""
    if "|" in one or "|" in other:
        return any(same_place(left, right) for left in one.split("|") for right in other.split("|"))
    if one.startswith("venue:") and other.startswith("venue:"):
        return key_of(one) == key_of(other)
    if one == other:
        return True
    return other.startswith(f"{one}/") or one.startswith(f"{other}/")
