"""What the rest of a text settles about its dates: the order of `10/06/2025`, the year of `6 June`."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.mentions.fold import fold
from ingest.mentions.iso import span_of, with_year
from ingest.mentions.mention import Mention
from ingest.mentions.numeric_dates import is_short

_SENTENCE_END = re.compile(r"[。！？!?;；]|\n\s*\n|(?<![0-9])\.\s")
_NEAR = 60
_DAY_FIRST_LANGUAGES = ("fr", "es", "ru", "ar")


def settle_order(found: list[Mention], language: str | None) -> list[Mention]:
    """Settle day and month where the language, or another numeric date of the text, shows their order."""
    if not any("ambiguous" in mention.flags for mention in found):
        return found
    if language != "zh":
        found = [_ordered(mention, 0) if is_short(fold(mention.text).text) else mention for mention in found]
    orders: set[int] = set()
    for mention in found:
        if "ambiguous" not in mention.flags:
            orders.update(_orders(fold(mention.text).text))
    if not orders and language in _DAY_FIRST_LANGUAGES:
        orders = {0}
    if len(orders) != 1:
        return found
    order = orders.pop()
    return [mention if is_short(fold(mention.text).text) else _ordered(mention, order) for mention in found]


def _ordered(mention: Mention, order: int) -> Mention:
    """Return an ambiguous date with the one reading of that order, any other as it is."""
    if "ambiguous" not in mention.flags:
        return mention
    flags = tuple(flag for flag in mention.flags if flag != "ambiguous")
    return replace(mention, value=mention.value.split("|")[order], flags=flags)


def _orders(text: str) -> set[int]:
    """Return {0} for a day before its month, {1} for a month first, of each slashed date that shows it."""
    orders: set[int] = set()
    for first, second in re.findall(r"(?<!\d)(\d{1,2})[/-](\d{1,2})[/-]\d{4}", text):
        if int(first) > 12:
            orders.add(0)
        elif int(second) > 12:
            orders.add(1)
    return orders


def infer_years(found: list[Mention], text: str, year: int | None) -> list[Mention]:
    """Give dates without a year that of the date before or after them in their sentence, else `year`."""
    settled: list[Mention] = []
    for at, mention in enumerate(found):
        known = year
        if mention.value.startswith("--"):
            if settled and not settled[-1].value.startswith("--"):
                between = text[settled[-1].end : mention.start]
                if not _SENTENCE_END.search(between):
                    known = span_of(settled[-1].value)[1].year
            known = _year_after(mention, found[at + 1 : at + 2], text) or known
            if known is not None:
                value = with_year(mention.value, known)
                mention = replace(mention, value=value, flags=(*mention.flags, "inferred_year"))
        settled.append(mention)
    return settled


def _year_after(mention: Mention, following: list[Mention], text: str) -> int | None:
    """Return the year of `7 June` from the next date of its sentence: `… and ends on 18 June 2027`."""
    if not following or following[0].value.startswith("--") or "inferred_year" in following[0].flags:
        return None
    between = text[mention.end : following[0].start]
    first = following[0].value[:10]
    if len(between) > _NEAR or _SENTENCE_END.search(between) or not re.fullmatch(r"\d{4}-\d\d-\d\d", first):
        return None
    if not re.fullmatch(r"--\d\d-\d\d(?:/--\d\d-\d\d)?", mention.value):
        return None
    year = int(first[:4])
    return year if mention.value[2:7] <= first[5:] else year - 1
