"""What the rest of a text settles about its dates: the order of `10/06/2025`, the year of `6 June`."""

from __future__ import annotations

import re
from dataclasses import replace

from ingest.mentions.fold import fold
from ingest.mentions.iso import span_of, with_year
from ingest.mentions.mention import Mention

_SENTENCE_END = re.compile(r"[。！？!?;；]|\n\s*\n|(?<![0-9])\.\s")
_DAY_FIRST_LANGUAGES = ("fr", "es", "ru", "ar")


def settle_order(found: list[Mention], language: str | None) -> list[Mention]:
    """Settle day and month where the language, or another numeric date of the text, shows their order."""
    if not any("ambiguous" in mention.flags for mention in found):
        return found
    orders: set[int] = set()
    for mention in found:
        if "ambiguous" not in mention.flags:
            orders.update(_orders(fold(mention.text).text))
    if not orders and language in _DAY_FIRST_LANGUAGES:
        orders = {0}
    if len(orders) != 1:
        return found
    order = orders.pop()
    return [
        replace(
            mention,
            value=mention.value.split("|")[order],
            flags=tuple(flag for flag in mention.flags if flag != "ambiguous"),
        )
        if "ambiguous" in mention.flags
        else mention
        for mention in found
    ]


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
    """Give dates without a year that of the date before them in their sentence, else `year`."""
    settled: list[Mention] = []
    for mention in found:
        known = year
        if mention.value.startswith("--"):
            if settled and not settled[-1].value.startswith("--"):
                between = text[settled[-1].end : mention.start]
                if not _SENTENCE_END.search(between):
                    known = span_of(settled[-1].value)[1].year
            if known is not None:
                value = with_year(mention.value, known)
                mention = replace(mention, value=value, flags=(*mention.flags, "inferred_year"))
        settled.append(mention)
    return settled
