"""Finding smaller towns: names that count only beside the country that they lie in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ingest.mentions.mention import Mention, MentionKind
from ingest.mentions.place_names import key_of

_WORD = r"[^\W\d_][^\W\d_'’.-]*(?:['’.-][^\W\d_]+)*"
_BEFORE = re.compile(rf"((?:{_WORD}[ ]){{0,3}}{_WORD})[ ]?[,(，（]\s?(?:the |la |le |los )?$")
_AFTER = re.compile(rf"\s?[,(:，（–-]?\s?((?:{_WORD}[ ]){{0,3}}{_WORD})")
_HAN = re.compile(r"[\u4e00-\u9fff]{2,8}")
_ENDINGS = 2
"""Letters at the end of a Russian name that its cases may change."""


def find_towns(text: str, places: Iterable[Mention]) -> list[Mention]:
    """Return the towns named right before or after a country of `places`, as mentions of a city."""
    known = list(places)
    countries = [place for place in known if len(place.value) == 2]
    taken = [(p.start, p.end) for p in known if not p.value.startswith("venue:")]
    found: list[Mention] = []
    for country in countries:
        span = _named(text, country)
        if span is None or any(a < span[1] and span[0] < b for a, b, *_ in taken):
            continue
        start, end, key = span
        taken.append((start, end))
        found.append(Mention(MentionKind.PLACE, start, end, text[start:end], f"{country.value}/{key}"))
    return found


def _named(text: str, country: Mention) -> tuple[int, int, str] | None:
    names = _towns().get(country.value, {})
    after = _HAN.match(text, country.end)
    if after:
        for length in range(min(len(after.group()), 8), 1, -1):
            if key := names.get(after.group()[:length]):
                return country.end, country.end + length, key
    low = max(0, country.start - 60)
    before = _BEFORE.search(text[low : country.start])
    if before:
        words = list(re.finditer(_WORD, before.group(1)))
        for word in words:
            start, end = low + before.start(1) + word.start(), low + before.end(1)
            if key := _key(names, text[start:end]):
                return start, end, key
    follows = _AFTER.match(text, country.end)
    if follows:
        words = list(re.finditer(_WORD, follows.group(1)))
        for word in reversed(words):
            start, end = follows.start(1), follows.start(1) + word.end()
            if key := _key(names, text[start:end]):
                return start, end, key
    return None


def _key(names: dict[str, str], written: str) -> str | None:
    """Return the key of a town as written; of a Russian name in any case."""
    if not written[:1].isupper() and not re.match(r"[\u0600-\u06ff]", written):
        return None
    plain = key_of(written)
    if re.match(r"[\u0400-\u04ff]", plain):
        return next(
            (
                key
                for name, key in names.items()
                if len(name) > 4
                and plain.startswith(name[: len(name) - 1])
                and len(plain) - len(name) <= _ENDINGS
            ),
            None,
        )
    return names.get(plain)


@cache
def _towns() -> dict[str, dict[str, str]]:
    """Return the keys of the towns of each country by their names, folded."""
    table: dict[str, dict[str, str]] = {}
    for line in (Path(__file__).parent / "towns.tsv").read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            code, key, *names = line.split("\t")
            own = table.setdefault(code, {})
            for name in (key.replace("-", " "), *names):
                own.setdefault(key_of(name), key)
    return table
