"""Sentences, and the clauses inside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_END = re.compile(r"[。！？!?؟]+[”」』\"»)）]*|;\s|；|\.(?=\s|$)[”\"»]*|\n\s*\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|St|No|Nos|Art|Rev|Add|Corr|vol|p|pp|cf|al|etc|e\.g|i\.e|a\.m|p\.m|M|Mme|Sr|Sra|Dra|art|núm"
    r"|г|гг|ул|стр|им|проф|д-р|approx|Prof|Gen|H\.E|[A-Z])|^\s*(?:\d{1,3}|[a-z]))$"
)
_COMMA = re.compile(r"[，,：:、؛،]|\s[-]\s|\s(?=(?:and|while|whereas|but) )")
_OPEN, _CLOSE = "(（[「“«《", ")）]」”»》"


def sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of the sentences of `text[start:end]`; semicolons end one, abbreviations do not."""
    spans = []
    at = start
    for match in _END.finditer(text, start, end):
        if match.group().startswith(".") and _ABBREVIATION.search(
            text[max(at, match.start() - 12) : match.start()]
        ):
            continue
        spans.append((at, match.end()))
        at = match.end()
    if at < end:
        spans.append((at, end))
    return [(a, b) for a, b in spans if text[a:b].strip()]


def clauses(
    text: str, start: int, end: int, protected: Sequence[tuple[int, int]], predicates: Sequence[int]
) -> list[tuple[int, int]]:
    """Return the spans of the clauses of one sentence.

    Commas part clauses unless they stand in parentheses or in a `protected` span (a date, a
    place, a name). A piece without any of the `predicates` (offsets) belongs to the piece
    before it, or to the one after where it comes first.
    """
    cuts = []
    depth = 0
    guard = {position for a, b in protected for position in range(a, b)}
    commas = {match.start() for match in _COMMA.finditer(text, start, end)}
    for position in range(start, end):
        char = text[position]
        if char in _OPEN:
            depth += 1
        elif char in _CLOSE:
            depth = max(0, depth - 1)
        elif depth == 0 and position in commas and position not in guard:
            cuts.append(position + 1)
    edges = [start, *cuts, end]
    pieces = [(a, b) for a, b in pairwise(edges) if a < b]
    joined: list[tuple[int, int]] = []
    for piece in pieces:
        verbal = any(piece[0] <= at < piece[1] for at in predicates)
        bare_before = joined and not any(joined[-1][0] <= at < joined[-1][1] for at in predicates)
        if joined and (not verbal or bare_before):
            joined[-1] = (joined[-1][0], piece[1])
        else:
            joined.append(piece)
    return joined
