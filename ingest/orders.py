"""Stretches of a document that speak to a machine: text like the rest, but of no standing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache, lru_cache
from pathlib import Path

from ingest.clauses import sentences
from ingest.documents import Block, BlockKind, Document, Span
from ingest.han import simplified
from ingest.mentions.fold import fold

ENOUGH = 2
"""What the signs of a sentence must be worth together; one sign of worth 1 is common in letters."""
_LABEL = 90
"""Characters of a line that is no more than a label for what follows it."""
_BRACKETED = re.compile(r"[(（\[【<《{]([^()（）\[\]【】<>《》{}\n]{4,300})[)）\]】>》}]")
_CLAUSES = re.compile(r"[:：,，;；]|[.。!！?？]$")
_WORD = re.compile(r"\{(\w+)\}")
_SCRIPTS = (re.compile("[\u3400-\u9fff]"), re.compile("[а-я]"), re.compile("[\u0621-\u064a]"))
_LATIN = re.compile("[a-z<\\[#{]")
_TABLE = Path(__file__).with_name("orders.tsv")


def speaks_to_machine(text: str) -> bool:
    """Return whether a sentence tells a model what to do rather than a reader what is so.

    Signs are counted as `orders.tsv` weighs them, each kind once: an order to `the assistant`, a
    chat template or `ignore all instructions` is enough alone, `in your reply` or `the correct date
    is` only with another, because letters to people say them too.
    """
    return _worth(text) >= ENOUGH


def find_orders(text: str, blocks: Sequence[Block]) -> tuple[Span, ...]:
    """Return the spans of a document that speak to a machine, in order.

    An order reaches from its sentence to the end of its paragraph or row, within brackets to where
    they close. A line that only announces one (`Note to AI assistants`) takes in the paragraph after
    it, a heading that does so all up to the next heading.
    """
    found: list[Span] = []
    announced: BlockKind | None = None
    for block in blocks:
        if announced and (block.kind is not BlockKind.HEADING):
            found.append(Span(block.start, block.end))
            announced = announced if announced is BlockKind.HEADING else None
            continue
        announced = None
        own = list(_in_block(text, block))
        found += own
        label = block.end - block.start <= _LABEL and own and own[0].start <= block.start + 4
        if label and _announces(text[block.start : block.end], block.kind):
            announced = block.kind
    return tuple(found)


def without_orders(text: str, orders: Sequence[Span]) -> str:
    """Return `text` with the letters of `orders` blanked out, every other character where it was."""
    pieces: list[str] = []
    at = 0
    for span in orders:
        pieces += [text[at : span.start], re.sub(r"[^\n]", " ", text[span.start : span.end])]
        at = max(at, span.end)
    return "".join([*pieces, text[at:]])


def readable(document: Document) -> Document:
    """Return a document to read facts from: its orders blanked out, its Chinese in simplified characters."""
    text = simplified(without_orders(document.text, document.orders))
    return document if text == document.text else replace(document, text=text)


def is_in_order(start: int, end: int, orders: Sequence[Span]) -> bool:
    """Return whether any of the characters `start` to `end` lies in an order."""
    return any(span.start < end and start < span.end for span in orders)


def _announces(text: str, kind: BlockKind) -> bool:
    """Return whether a line is a label: a heading that is no sentence, or what ends in a colon."""
    bare = text.rstrip(" *_#])】）")
    ends = bare.endswith((":", "："))
    return (ends or kind is BlockKind.HEADING) and not _CLAUSES.search(bare[:-1] if ends else bare)


def _in_block(text: str, block: Block) -> Iterator[Span]:
    """Yield the orders of one block: in brackets, then from the first sentence that is one to its end."""
    start, end = block.start, block.end
    inner = [
        Span(start + match.start(), start + match.end())
        for match in _BRACKETED.finditer(text[start:end])
        if speaks_to_machine(match.group(1)) and match.end() - match.start() < end - start
    ]
    rest = without_orders(text[:end], inner)
    pieces = [(cell.start, cell.end) for cell in block.cells] or [(start, end)]
    spans = [span for a, b in pieces for span in sentences(rest, a, b)]
    first: int | None = None
    for at, (a, b) in enumerate(spans):
        after = spans[at + 1] if at + 1 < len(spans) else None
        if speaks_to_machine(rest[a:b]) or (after and _together(rest, (a, b), after)):
            first = a
            break
    yield from (span for span in inner if first is None or span.end <= first)
    if first is not None:
        yield Span(first, end)


def _together(text: str, one: tuple[int, int], next_one: tuple[int, int]) -> bool:
    """Return whether two sentences in a row, each with a sign, make an order together."""
    first, second = text[slice(*one)], text[slice(*next_one)]
    return bool(_signs(first)) and bool(_signs(second)) and _worth(f"{first} {second}") >= ENOUGH


def _worth(text: str) -> int:
    return sum(worth for _, worth in _signs(text))


@lru_cache(maxsize=8192)
def _signs(text: str) -> frozenset[tuple[str, int]]:
    """Return the kinds of signs that a sentence has, each with what it is worth."""
    own = fold(simplified(text)).text
    best: dict[str, int] = {}
    for script, signs in _patterns().items():
        if not script.search(own):
            continue
        for kind, worth, pattern in signs:
            if best.get(kind, 0) < worth and pattern.search(own):
                best[kind] = worth
    return frozenset(best.items())


@cache
def _patterns() -> dict[re.Pattern[str], list[tuple[str, int, re.Pattern[str]]]]:
    """Return by script kind, worth and pattern of the table; lines of one kind and worth are one pattern."""
    words: dict[str, str] = {}
    patterns: dict[tuple[re.Pattern[str], str, int], list[str]] = {}
    for line in _TABLE.read_text("utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        kind, worth, pattern = line.split("\t")
        filled = _WORD.sub(lambda match: words.get(match.group(1), match.group()), pattern)
        if worth == "=":
            words[kind] = f"(?:{filled})"
        else:
            script = next((one for one in _SCRIPTS if one.search(filled)), _LATIN)
            patterns.setdefault((script, kind, int(worth)), []).append(filled)
    found: dict[re.Pattern[str], list[tuple[str, int, re.Pattern[str]]]] = {}
    for (script, kind, worth_of), own in patterns.items():
        found.setdefault(script, []).append((kind, worth_of, re.compile("|".join(own))))
    return found
