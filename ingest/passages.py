"""A document cut into passages along its structure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from ingest.documents import Block, BlockKind, Document, Passage, passage_id
from ingest.language import SUPPORTED, detect
from ingest.lines import label_of, width
from ingest.structure import lay_out_plain
from ingest.tokens import count

SPLITTER_VERSION = "2"
MIN_TOKENS = 60
MAX_TOKENS = 350
# What a cut aims at, so that the pieces of something long come out even.
_AIM = 300

_SENTENCE = re.compile(r"[。！？!?؟۔][”’\"'）)》」』】\]]*|(?<![A-ZА-Я])[.][”’\"')\]]*(?=\s)|\n")
_CLAUSE = re.compile(r"[，；、;,،؛:：](?!\d)|\s")
_LATIN_LANGUAGES = frozenset({"en", "fr", "es"})


@dataclass(frozen=True, slots=True)
class _Unit:
    """A block, or a piece of a long one, with the headings above it."""

    block: Block
    start: int
    end: int
    tokens: int
    path: tuple[str, ...]
    section: int


_BLANK = re.compile(r"\s*")


def split(document: Document) -> tuple[Passage, ...]:
    """Return the passages of `document`, in order, without overlap; no text but white space is left out.

    A passage is a numbered paragraph, a group of table rows or list items, or a short section,
    of 60 to 350 tokens: small ones are joined under one heading, long ones cut at sentence ends.
    A section that is shorter than 60 tokens by itself stays short.
    """
    units = list(_units(document))
    groups = list(_groups(document.text, units))
    heads = _table_leads(document)
    return tuple(_passage(document, group, ordinal, heads) for ordinal, group in enumerate(groups))


# Units ------------------------------------------------------------------------------------------


def _units(document: Document) -> Iterator[_Unit]:
    text = document.text
    blocks = document.blocks or lay_out_plain(text)
    if not blocks:
        return
    edges = [block.start for block in blocks[1:]] + [len(text)]
    path: list[tuple[int, str]] = []
    section = 0
    start = len(text) - len(text.lstrip())
    for block, edge in zip(blocks, edges, strict=True):
        end = start + len(text[start:edge].rstrip())
        if block.kind is BlockKind.HEADING:
            path = [(level, name) for level, name in path if level < block.level]
            path.append((block.level, _flat(text[block.start : block.end])))
            section += 1
        names = tuple(name for _, name in path)
        for piece_start, piece_end in _pieces(text, start, end):
            tokens = count(text[piece_start:piece_end])
            yield _Unit(block, piece_start, piece_end, tokens, names, section)
        blank = _BLANK.match(text, edge)
        start = blank.end() if blank else edge  # The first cell of a row may be empty.


def _flat(text: str) -> str:
    return " ".join(text.replace("**", "").split()).lstrip("# ").rstrip(":：").strip()[:200]


def _pieces(text: str, start: int, end: int) -> Iterable[tuple[int, int]]:
    """Return `start` to `end`, cut into even pieces where it is longer than a passage may be."""
    if start >= end:
        return []
    total = count(text[start:end]) if end - start > MAX_TOKENS // 2 else 0
    if total <= MAX_TOKENS:
        return [(start, end)]
    wanted = (end - start) / -(-total // _AIM)
    pieces: list[tuple[int, int]] = []
    at = start
    while at < end:
        cut = end if end - at <= wanted * 1.2 else _cut(text, at, at + int(wanted), end)
        cut = _within(text, at, cut)
        stop = at + len(text[at:cut].rstrip())
        if stop > at:
            pieces.append((at, stop))
        at = cut + len(text[cut:end]) - len(text[cut:end].lstrip())
    return pieces


def _cut(text: str, at: int, near: int, end: int) -> int:
    """Return where to cut near `near`: after a sentence, else a clause, else between characters."""
    reach = max(20, (near - at) // 3)
    low, high = max(at + 1, near - reach), min(end, near + reach // 2)
    for pattern in (_SENTENCE, _CLAUSE):
        ends = [match.end() for match in pattern.finditer(text, low, high)]
        if ends:
            return min(ends, key=lambda position: abs(position - near))
    return min(near, end)


def _within(text: str, at: int, cut: int) -> int:
    """Return `cut`, moved towards `at` until the piece has no more tokens than a passage may have."""
    while cut - at > 1 and count(text[at:cut]) > MAX_TOKENS:
        cut = at + max(1, (cut - at) * 3 // 4)
    return cut


# Groups -----------------------------------------------------------------------------------------


def _groups(text: str, units: Sequence[_Unit]) -> Iterator[list[_Unit]]:
    previous: list[_Unit] = []
    for group in _gather(text, units):
        if previous and _may_join(previous, group):
            previous = previous + group
            continue
        if previous:
            yield previous
        previous = group
    if previous:
        yield previous


def _may_join(before: Sequence[_Unit], after: Sequence[_Unit]) -> bool:
    """Return whether `after` is too small to stand alone and belongs with `before`.

    It is the rest of the same section, or a short section beside another short one.
    """
    size = _size(after)
    if size >= MIN_TOKENS or after[0].section != after[-1].section:
        return False
    if before[-1].section == after[0].section:
        return _size(before) + size <= MAX_TOKENS - 10
    levels = [unit.block.level for unit in before if unit.block.kind is BlockKind.HEADING]
    heading = after[0].block
    beside = heading.kind is BlockKind.HEADING and levels[-1:] == [heading.level]
    return beside and _size(before) + size <= MIN_TOKENS * 3


def _size(units: Sequence[_Unit]) -> int:
    return sum(unit.tokens for unit in units) + len(units) - 1


def _gather(text: str, units: Sequence[_Unit]) -> Iterator[list[_Unit]]:
    current: list[_Unit] = []
    for at, unit in enumerate(units):
        if current and _breaks(text, current, unit, _run(units, at)):
            yield current
            current = []
        current.append(unit)
    if current:
        yield current


def _run(units: Sequence[_Unit], at: int) -> int:
    """Return the tokens of the list item or table row at `at` with the deeper items under it."""
    total = units[at].tokens
    if units[at].block.kind is BlockKind.ITEM:
        for unit in units[at + 1 :]:
            if unit.block.kind is not BlockKind.ITEM or unit.block.level <= units[at].block.level:
                break
            total += unit.tokens + 1
            if total > MAX_TOKENS:
                break
    return total


def _breaks(text: str, current: Sequence[_Unit], unit: _Unit, run: int) -> bool:
    """Return whether a new passage begins with `unit`."""
    last = current[-1]
    size = _size(current)
    if size + unit.tokens > MAX_TOKENS - 10:
        return True
    if unit.section != last.section:
        if all(other.block.kind is BlockKind.HEADING for other in current):
            return unit.path[: len(last.path)] != last.path and size >= MIN_TOKENS
        if current[0].block.kind is not BlockKind.HEADING:
            return True
        beside = unit.path[: len(last.path) - 1] == last.path[:-1] and len(unit.path) >= len(last.path)
        return size >= MIN_TOKENS or unit.block.level < current[0].block.level or not beside
    if last.block.kind is BlockKind.HEADING or _leads(text, last, unit):
        return size + min(run, MAX_TOKENS) > MAX_TOKENS and size >= MIN_TOKENS
    if unit.block.kind in (BlockKind.ITEM, BlockKind.ROW) and unit.block.kind is last.block.kind:
        if unit.block.table != last.block.table:
            return size >= MIN_TOKENS
        return size >= MIN_TOKENS and size + run > MAX_TOKENS
    if unit.block.kind is BlockKind.FOOTNOTE:
        return size >= MIN_TOKENS * 3
    if _both_labels(text, last, unit):
        return False
    return size >= MIN_TOKENS


def _leads(text: str, last: _Unit, unit: _Unit) -> bool:
    """Return whether `last` announces the list or table that `unit` begins."""
    listed = unit.block.kind in (BlockKind.ITEM, BlockKind.ROW) and unit.block.kind is not last.block.kind
    return listed and text[last.start : last.end].rstrip("* \t").endswith((":", "："))


def _both_labels(text: str, last: _Unit, unit: _Unit) -> bool:
    """Return whether two lines are neighbouring entries of a letterhead or contact block."""
    if text.count("\n", last.end, unit.start) > 2:
        return False
    return all(
        width(text[other.start : other.end]) < 120 and label_of(text[other.start : other.end]) is not None
        for other in (last, unit)
    )


# Passages ---------------------------------------------------------------------------------------


def _table_leads(document: Document) -> dict[int, str]:
    """Return for each table its announcement, the paragraph before it that ends in a colon."""
    leads: dict[int, str] = {}
    for before, block in zip(document.blocks, document.blocks[1:], strict=False):
        if block.table is not None and block.table not in leads and before.table != block.table:
            said = document.text[before.start : before.end].rstrip()
            announces = before.kind is not BlockKind.HEADING and said.endswith((":", "："))
            leads[block.table] = _flat(said[-160:]) if announces else ""
    return leads


def _passage(document: Document, group: Sequence[_Unit], ordinal: int, leads: dict[int, str]) -> Passage:
    start, end = group[0].start, group[-1].end
    text = document.text[start:end]
    path = _path(group)
    return Passage(
        id=passage_id(document.id, start, end),
        document_id=document.id,
        ordinal=ordinal,
        start=start,
        end=end,
        text=text,
        language=_language(text, document.language),
        heading_path=path,
        page=group[0].block.page,
        tokens=count(text),
        context=_context(document, group, path, text, leads),
    )


def _path(group: Sequence[_Unit]) -> tuple[str, ...]:
    """Return the headings that all of a passage's body stands under."""
    paths = [unit.path for unit in group if unit.block.kind is not BlockKind.HEADING]
    paths = paths or [group[-1].path]
    shared = paths[0]
    for path in paths[1:]:
        same = 0
        while same < min(len(shared), len(path)) and shared[same] == path[same]:
            same += 1
        shared = shared[:same]
    return shared


def _language(text: str, default: str) -> str:
    found = detect(text)
    if found == "und":
        return default
    if found not in _LATIN_LANGUAGES and found in SUPPORTED:
        return found
    letters = sum(character.isalpha() for character in text)
    return default if letters < 60 and default != "und" else found


def _context(
    document: Document, group: Sequence[_Unit], path: tuple[str, ...], text: str, leads: dict[int, str]
) -> str:
    """Return what the embedding sees before the passage: document, headings, column heads."""
    about = [
        document.title[:160],
        document.symbol or "",
        document.issued.isoformat() if document.issued else "",
    ]
    parts = [" · ".join(part for part in about if part)]
    opening = " ".join(text[:400].split())
    above = [name[:120] for name in path if name != document.title and name not in opening]
    if above:
        parts.append(" › ".join(above))
    first = next((unit.block for unit in group if unit.block.kind is BlockKind.ROW), None)
    if first is not None and first.table is not None:
        lead = leads.get(first.table, "")
        if lead and lead not in " ".join(text.split()):
            parts.append(lead)
        heads = list(dict.fromkeys(head for cell in first.cells for head in cell.heads if head))
        if heads:
            parts.append(" | ".join(heads)[:200])
    return "\n".join(part for part in parts if part)
