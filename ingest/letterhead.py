"""The head of a document: the lines before its body, and a letterhead's labelled parts."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ingest.documents import Block, BlockKind
from ingest.lines import SALUTATION, ends_sentence, width
from ingest.symbols import find_symbols

_MOST_BLOCKS = 14
_MOST_CHARACTERS = 1_600
# A table of so few rows may be the frame that a letterhead is set in.
_LAYOUT_ROWS = 4
_SENTENCE_WIDTH = 100
# A letterhead run together is not longer; a whole text on one line is none.
_LONGEST_LINE = 2 * _MOST_CHARACTERS
_SALUTED = re.compile(rf"(?<=\s){SALUTATION.pattern}")
_INLINE_LABEL = re.compile(
    r"(?<!\S)(?:Ref|Réf|N/Réf|Осн|Исх|Document|Documento|Документ|文号|Date|Fecha|Дата|日期|To|Contact|Contacto"
    r"|Контакт|联系人|Telephone|Tel|Téléphone|Teléfono|Телефон|电话|Fax|Télécopie|Факс|传真|E-?mail|Courriel"
    r"|Correo|Эл\. почта|电子邮件|Subject|Objet|Asunto|Предмет|Тема|事由|主题|المرجع|التاريخ|الموضوع|الهاتف"
    r"|الفاكس|الوثيقة)[^\S\n]?\.?[^\S\n]?[:：]"
)
_NAMED = re.compile(r"(?:Document|Documento|Документ|文件|الوثيقة)\s+$")


def head_of(blocks: Sequence[Block], text: str) -> list[Block]:
    """Return the blocks before the body: before the first numbered section or long sentence."""
    head: list[Block] = []
    sizes = Counter(block.table for block in blocks)
    for block in blocks[:_MOST_BLOCKS]:
        numbered = block.number is not None and block.kind is not BlockKind.ROW
        if numbered and (head or block.kind is not BlockKind.HEADING):
            break
        if block.table is not None and sizes[block.table] > _LAYOUT_ROWS:
            break
        said = text[block.start : block.end]
        if width(said) > _SENTENCE_WIDTH and ends_sentence(said):
            if not head or _opening(said):
                head.append(block)
            break
        head.append(block)
        if block.end > _MOST_CHARACTERS:
            break
    return head


def parts_of(head: Sequence[Block], text: str) -> list[tuple[Block, int, int]]:
    """Return the lines and cells of `head` as spans with their blocks.

    A letterhead that a format has run together into one line is taken apart before its labels.
    """
    found: list[tuple[Block, int, int]] = []
    for block in head:
        if block.cells:
            found.extend((block, cell.start, cell.end) for cell in block.cells)
            continue
        at = block.start
        for line in text[block.start : block.end].split("\n"):
            found.extend((block, at + start, at + end) for start, end in _apart(line))
            at += len(line) + 1
    return found


def _opening(said: str) -> int:
    """Return where the salutation begins in a block that holds a letterhead run together, else 0."""
    found = _SALUTED.search(said, 0, _LONGEST_LINE)
    return found.start() if found else 0


def _apart(line: str) -> list[tuple[int, int]]:
    if len(line) > _LONGEST_LINE:
        return [(0, len(line))]
    opening = _opening(line)
    if width(line) < 50 or (ends_sentence(line) and not opening):
        return [(0, len(line))]
    end = opening or len(line)
    cuts = {match.start() for match in _INLINE_LABEL.finditer(line, 0, end)}
    for symbol in find_symbols(line[:end]):
        named = _NAMED.search(line[: symbol.start])
        if named:
            cuts |= {named.start(), symbol.end}
    spans: list[tuple[int, int]] = []
    for start, stop in pairwise([0, *sorted(cuts - {0, end}), end]):
        part = line[start:stop]
        if part.strip():
            left = start + len(part) - len(part.lstrip())
            spans.append((left, left + len(part.strip())))
    return spans
