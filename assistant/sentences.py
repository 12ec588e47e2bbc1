"""The sentences of documents, with what each one names, for choosing the one to quote."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from assistant.draft import Source
from assistant.lexicon import lexicon, plain
from ingest.documents import BlockKind, Document
from ingest.orders import is_in_order

_END_HAN = re.compile(r"[。！？；!?]+[”’」』）)]*")
_END_LATIN = re.compile(r"(?<=[^\s.])[.!?؟]+[”’»)]*(?=\s+[^\sa-zа-я]|\s*$)")
_ABBREVIATED = re.compile(
    r"(?:(?<!\w)(?:[A-ZА-ЯЁ]|[Nn]os?|[Dd]rs?|M[rs]|Mrs|Mmes?|Mlles?|MM|Prof|St|[Ss]ras?|[Ss]res|[Ss]r|[Nn]úms?|[Pp]ág"
    r"|[Aa]rts?|[Vv]ols?|[Tt]él|[Tt]el|[Тт]ел|[Фф]акс|[Cc]f|[Rr]ev|[Ee]xt|[Ss]ec|[Pp]|[Pp]p|[Aa]v|[Uu]l|ул|д|стр|ст|см|им|пп|акад|проф"
    r"|Ext|Ave|Rd|Hon|H\.E|S\.E|Jan|Feb|Aug|Sept|Oct|Nov|Dec|janv|févr|juil|déc|ene|dic)|\b[A-Z]\.[A-Z])$"
)
"""What a full stop stands after that ends no sentence: titles, initials, `No.`, `art.`, `tel.`."""
ANAPHOR = re.compile(
    r"该|此|这|其|上述|在.{0,10}期间举办的该|(?:This|These|It|Its|They|Such)\b|(?:Cette|Ces|Celle-ci|Elle|Il)\b"
    r"|(?:Esta|Este|Ella|Dicha)\b"
    r"|(?:Эт[аоит]\w*|Он[аио]?|Е[её])\b|(?:هذا|هذه|وهو|وهي)\b"
)
"""How a sentence opens that points back to the one before it: `this`, `it`."""
_SCRAP, _SHORT_HAN, _SHORT_LINE = 8, 30, 48
"""Characters of what is no sentence: at most, and at most without a full stop."""
LONGEST = 420
"""Characters; a longer sentence is still one sentence, but none is joined to it."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence, list item or table row of a document: `text == document.text[start:end]`."""

    document_id: str
    start: int
    end: int
    text: str
    block: int
    kind: BlockKind
    language: str

    @property
    def source(self) -> Source:
        """The span of the unit."""
        return Source(self.document_id, self.start, self.end)


def units(document: Document) -> tuple[Unit, ...]:
    """Return the sentences of a document in order; items and rows are one unit each.

    The number before a paragraph (`2.1`, `a)`) is left out, and so is what speaks to a machine.
    """
    return _units(document.id, document)


@lru_cache(maxsize=512)
def _units(_: str, document: Document) -> tuple[Unit, ...]:
    found: list[Unit] = []
    for index, block in enumerate(document.blocks):
        start, end = _trimmed(document.text, block.start, block.end)
        if block.number and document.text.startswith(block.number, start):
            start += len(block.number)
            start, end = _trimmed(document.text, start, end)
        if start >= end:
            continue
        whole = block.kind in (BlockKind.ROW, BlockKind.HEADING)
        spans = [(start, end)] if whole else list(_split(document.text, start, end))
        found += [
            Unit(document.id, a, b, document.text[a:b], index, block.kind, document.language)
            for a, b in spans
            if not is_in_order(a, b, document.orders)
        ]
    return tuple(found)


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " \t\r\n\u3000\u00a0":
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def _split(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    piece = text[start:end]
    latin = [match for match in _END_LATIN.finditer(piece) if not _is_abbreviated(piece, match.start())]
    ends = sorted({match.end() for match in (*_END_HAN.finditer(piece), *latin)})
    at = 0
    for stop in [*ends, len(piece)]:
        a, b = _trimmed(text, start + at, start + stop)
        if b > a:
            yield a, b
        at = stop


def _is_abbreviated(text: str, stop: int) -> bool:
    """Return whether the full stop at `stop` belongs to an abbreviation; at the end of a text none does."""
    after = text[stop + 1 :].strip()
    return bool(after) and text[stop] == "." and bool(_ABBREVIATED.search(text[:stop]))


def heading_of(document: Document, unit: Unit) -> str:
    """Return the heading that a unit stands under, empty where it has none or is one itself."""
    if unit.kind is BlockKind.HEADING:
        return ""
    above = (b for b in reversed(document.blocks[: unit.block]) if b.kind is BlockKind.HEADING)
    return next((document.text[block.start : block.end].strip() for block in above), "")


def sentence_span(document: Document, source: Source) -> Source:
    """Return the sentence, item or row of `document` that `source` starts in, as a span."""
    for unit in units(document):
        if unit.start <= source.start < unit.end:
            return Source(document.id, unit.start, max(unit.end, min(source.end, len(document.text))))
    return source


def is_head_row(document: Document, unit: Unit) -> bool:
    """Return whether a unit is the row of heads over the further rows of its table."""
    block = document.blocks[unit.block]
    if block.kind is not BlockKind.ROW or any(cell.heads for cell in block.cells):
        return False
    following = document.blocks[unit.block + 1 : unit.block + 2]
    return any(cell.heads for below in following for cell in below.cells)


def is_scrap(unit: Unit) -> bool:
    """Return whether a unit is no sentence: a few characters, or a short line without a full stop."""
    text = unit.text.strip()
    if len(text) < _SCRAP:
        return True
    short = len(text) <= (_SHORT_HAN if re.search(r"[\u3400-\u9fff]", text) else _SHORT_LINE)
    return unit.kind is BlockKind.PARAGRAPH and short and text[-1] not in "。.！!？?；;：:؟،,，"


def concepts(text: str) -> frozenset[str]:
    """Return the concepts that a text names, in whatever language."""
    return lexicon("concepts").names(text)


@lru_cache(maxsize=8192)
def words(text: str) -> frozenset[str]:
    """Return what can be compared word by word: pairs of Chinese characters, stems of other words."""
    own = plain(text)
    pairs = {
        run[at : at + 2] for run in re.findall(r"[\u3400-\u9fff]{2,}", own) for at in range(len(run) - 1)
    }
    stems = {word[:6] for word in re.findall(r"[^\W\d_\u3400-\u9fff]{3,}", own)}
    return frozenset(pairs | stems)
