"""The table of countries and cities: their keys, and every name and inflected form that stands for them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from ingest.mentions.fold import fold

LANGUAGES = ("en", "zh", "fr", "es", "ru", "ar")
_FOLDER = Path(__file__).parent
FIRST_WORD = re.compile(r"[a-z]+|[а-я]+|[\u0621-\u064a]+")
HAN = re.compile(r"[\u4e00-\u9fff]")

# Endings of a Russian nominative and of its other cases.
_ENDINGS = (
    ("ия", ("ии", "ию", "ией")),
    ("ья", ("ьи", "ье", "ью", "ьей")),
    ("ка", ("ки", "ке", "ку", "кой")),
    ("га", ("ги", "ге", "гу", "гой")),
    ("а", ("ы", "е", "у", "ой", "и")),
    ("я", ("и", "е", "ю", "ей")),
    ("ь", ("и", "я", "е", "ю", "ем")),
    ("й", ("я", "е", "ю", "ем")),
    ("и", ()),
    ("ы", ("", "ам", "ах", "ами", "ов")),
)
# Seas and firms whose names begin like countries.
_NOT_PLACES = (
    "印度洋", "日本海", "墨西哥湾", "几内亚湾", "阿曼湾", "约旦河", "太平洋", "大西洋",
    "万象更新",
    "包罗万象",
    "中国移动", "中国电信",
)  # fmt: skip
_VOWELS = "аеиоуыэюя"


@dataclass(frozen=True, slots=True)
class Entry:
    """A name as folded for matching, the keys that it may stand for, and whether only capitals count."""

    name: str
    keys: tuple[str, ...]
    capitals: bool = False


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Names by key and language, time zones, and entries by their first characters or first word."""

    names: dict[str, dict[str, str]]
    zones: dict[str, str]
    by_characters: dict[str, tuple[Entry, ...]]
    by_word: dict[str, tuple[Entry, ...]]


def key_of(name: str) -> str:
    """Fold a name for matching: as `fold` does, with hyphens and line ends as blanks."""
    return fold(name).text.replace("-", " ").replace("\n", " ")


def _cases(form: str) -> list[str]:
    """Return the folded case forms of a Russian name; none for an abbreviation."""
    if form.isupper():
        return []
    return [key_of(case) for case in _inflected(form.lower().replace("-", " "))]


def _inflected(name: str) -> list[str]:
    """Return the case forms of a lower-case Russian name that declines by its last word."""
    head, _, last = name.rpartition(" ")
    if head.endswith("ая"):
        return [f"{head[:-2]}{ending} {form}" for form in _inflected(last) for ending in ("ой", "ую")]
    if len(last) < 3 or head.endswith(("ий", "ый", "ое")):
        return []
    for ending, others in _ENDINGS:
        if last.endswith(ending):
            stem = last[: -len(ending)]
            return [f"{head} {stem}{other}".strip() for other in others]
    if last[-1] in _VOWELS:
        return []
    return [f"{name}{ending}" for ending in ("а", "е", "у", "ом")]


@cache
def gazetteer() -> Gazetteer:
    """Read the two tables once."""
    names: dict[str, dict[str, str]] = {}
    zones: dict[str, str] = {}
    keys: dict[str, list[str]] = {}
    capitals: set[str] = set()
    for table in ("countries.tsv", "cities.tsv"):
        for line in (_FOLDER / table).read_text(encoding="utf-8").splitlines():
            if line.startswith("#"):
                continue
            key, *columns = line.split("\t")
            if table == "cities.tsv":
                _, zones[key], *columns = columns
            shown = names.setdefault(key, {})
            for language, column in zip(LANGUAGES, columns, strict=True):
                forms = [form for form in column.split("|") if form]
                if forms:
                    shown[language] = forms[0]
                for form in forms:
                    folded = key_of(form)
                    if form.isupper() and len(form) <= 6:
                        capitals.add(folded)
                    for variant in (folded, *(_cases(form) if language == "ru" else ())):
                        known = keys.setdefault(variant, [])
                        if key not in known:
                            known.append(key)
    keys.update((name, []) for name in _NOT_PLACES)
    characters: dict[str, list[Entry]] = {}
    words: dict[str, list[Entry]] = {}
    for name, found in keys.items():
        entry = Entry(name, tuple(found), name in capitals)
        if HAN.match(name):
            characters.setdefault(name[:2], []).append(entry)
        elif (word := FIRST_WORD.match(name)) is not None:
            words.setdefault(word.group(), []).append(entry)
    return Gazetteer(names, zones, _longest_first(characters), _longest_first(words))


def _longest_first(groups: dict[str, list[Entry]]) -> dict[str, tuple[Entry, ...]]:
    return {
        start: tuple(sorted(entries, key=lambda entry: -len(entry.name))) for start, entries in groups.items()
    }
