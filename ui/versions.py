"""Language versions of a document, and where one says what another says."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from ingest.documents import Block, Document

# What most languages write alike: figures, and acronyms and symbols in Latin letters.
_ANCHOR = re.compile(r"[A-Za-z][A-Za-z0-9]+|\d+")


def versions(document: Document, others: Sequence[Document]) -> list[Document]:
    """Return the other language versions and revisions of a document, by language."""
    if not document.series:
        return []
    same = [
        other
        for other in others
        if other.series == document.series
        and other.id != document.id
        and other.language != document.language
        and other.revision == document.revision
        and ("Corr" in (other.symbol or "")) == ("Corr" in (document.symbol or ""))
    ]
    return sorted(same, key=lambda other: other.language)


def in_order(blocks: Sequence[Block]) -> list[Block]:
    """Return blocks that do not overlap, in order of their text."""
    kept: list[Block] = []
    for block in sorted(blocks, key=lambda block: (block.start, -block.end)):
        if block.end > block.start and (not kept or block.start >= kept[-1].end):
            kept.append(block)
    return kept


def matching_span(document: Document, start: int, other: Document) -> tuple[int, int]:
    """Return the block of another language version that says what stands at `start` in `document`.

    It is the block that shares most with it: figures and Latin acronyms, each the more the rarer it is
    in the other version, and the block's number; of equal ones that at the same share of the document,
    which alone decides where nothing is shared. (0, 0) without blocks.
    """
    own, theirs = in_order(document.blocks), in_order(other.blocks)
    if not own or not theirs:
        return 0, 0
    at = next((i for i, block in enumerate(own) if block.end > start), len(own) - 1)
    sought = _anchors(document, own[at])
    there = [_anchors(other, block) for block in theirs]
    rarity = Counter(anchor for anchors in there for anchor in anchors)
    place = at * (len(theirs) - 1) / max(len(own) - 1, 1)

    def fit(i: int) -> tuple[float, float]:
        shared = sum(1 / rarity[anchor] for anchor in sought & there[i])
        numbered = bool(own[at].number) and own[at].number == theirs[i].number
        return round(shared + numbered, 6), -abs(i - place)

    found = theirs[max(range(len(theirs)), key=fit)]
    return found.start, found.end


def _anchors(document: Document, block: Block) -> set[str]:
    found = _ANCHOR.findall(document.text[block.start : block.end])
    return {str(int(one)) if one.isdecimal() else one.casefold() for one in found}
