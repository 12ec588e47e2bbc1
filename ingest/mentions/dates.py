"""Finding dates and ranges of dates in text of six languages."""

from __future__ import annotations

from ingest.mentions.date_checks import Source, checked
from ingest.mentions.date_grammar import Chain, chains, complete
from ingest.mentions.date_inference import infer_years, settle_order
from ingest.mentions.date_tokens import scan
from ingest.mentions.date_values import ranged, single
from ingest.mentions.fold import fold
from ingest.mentions.iso import contains, overlaps, span_of
from ingest.mentions.mention import Mention
from ingest.mentions.quarters import find_quarters

__all__ = ["contains", "find_dates", "overlaps", "span_of"]


def find_dates(text: str, language: str | None = None, *, year: int | None = None) -> list[Mention]:
    """Find the dates of `text`, in order, each with its ISO value and precision.

    All six languages are read whatever `language` says; it settles only whether `10/06/2025`
    puts the day first, and else both readings stay, as `2025-06-10|2025-10-06`, flagged
    `ambiguous`; `17.11.25` puts it first but in Chinese. A date without a year takes the year of
    a date before it in the same sentence, else `year`, and is flagged `inferred_year`; else its
    value begins with `--`. Parts of a month and of a year are flagged `early`, `mid` or `end`,
    quarters and halves of a year `quarter` and `half`; the days of a list are a mention each.
    """
    folded = fold(text)
    source = Source(text, folded, scan(folded.text))
    found = [mention for chain in chains(source.tokens) for mention in _mentions(chain, source)]
    found = _with_parts_of_years(found, find_quarters(text, folded))
    return infer_years(settle_order(found, language), text, year)


def _with_parts_of_years(found: list[Mention], parts: list[Mention]) -> list[Mention]:
    """Put `2nd quarter of 2026` where the year alone was found."""
    if not parts:
        return found
    kept = [m for m in found if not any(m.start < part.end and part.start < m.end for part in parts)]
    return sorted([*kept, *parts], key=lambda mention: mention.start)


def _mentions(chain: Chain, source: Source) -> list[Mention]:
    links = chain.connectors
    points = [checked(point, source, bool(links)) if point else None for point in complete(chain)]
    found: list[Mention] = []
    at = 0
    while at < len(points):
        point = points[at]
        at += 1
        if point is None:
            continue
        following = points[at] if at < len(points) else None
        link = links[at - 1 : at]
        mention = None
        if following is not None and (link == "-" or (link == "A" and at == 1 and chain.between)):
            mention = ranged(point, following, source)
        if mention is not None:
            at += 1
        else:
            mention = single(point, source)
        if mention is not None:
            found.append(mention)
    return found
