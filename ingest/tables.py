"""Tables that plain text has flattened: one cell a line, or one row a line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from ingest.lines import Line, ends_sentence, label_of, width
from ingest.numbering import Style, read_markers

Span = tuple[int, int]

# Words that begin the second half of something broken over two lines (`2月25日` / `至26日`).
_CONNECTOR = re.compile(
    r"(?:[-–—~～/,，、)）至到和及与]|(?:to|and|until|au|et|al|a|y|и|по|до|إلى|الى|و|حتى)\b)", re.IGNORECASE
)
_COLUMN_GAP = re.compile(r"\t+|[ \u00a0]{2,}|\u3000+")
_RULE = re.compile(r"^[\s|+:=\-–—─━┼┿│|]+$")
_HEAD_WORD = re.compile(
    r"区域|地区|日期|时间|地点|城市|国家|东道国|会议|名称|报告|链接|备注|内容|主题|议题|序号|编号|负责|姓名|职务|文件|截止|活动"
    r"|\b(?:region|dates?|time|place|venue|city|country|host|meeting|event|name|report|link|remarks?"
    r"|subject|topic|item"
    r"|no|document|deadline|activity|action|body|room|day|session|title|role|status|langu\w+|speaker|format"
    r"|région|lieu|ville|pays|réunion|nom|rapport|lien|objet|heure|hôte|activité|échéance|salle|jour|séance"
    r"|regi[óo]n|fechas?|lugar|ciudad|pa[íi]s|anfitri[óo]n|reuni[óo]n|nombre|informe|enlace|hora|asunto"
    r"|plazo|d[íi]a|sala"
    r"|регион|дат[аы]|место|город|страна|собрание|совещание|название|отч[её]т|ссылка|время|тема|срок"
    r"|документ|пункт)\b"
    r"|منطقة|المنطقة|تاريخ|التاريخ|التواريخ|مكان|المكان|المدينة|البلد|الاجتماع|الاسم|التقرير|الوقت"
    r"|الموضوع|الرابط|الموعد",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class FlatTable:
    """Lines `first` to `last` (exclusive): the spans of each row's cells, the head row apart."""

    first: int
    last: int
    heads: tuple[Span, ...]
    rows: tuple[tuple[Span, ...], ...]


def find_tables(text: str, lines: Sequence[Line]) -> list[FlatTable]:
    """Return the flattened tables of `text`, in order, none overlapping another."""
    found: list[FlatTable] = []
    at = 0
    while at < len(lines):
        table = _columns(text, lines, at) or _stacked(text, lines, at)
        if table is None:
            at += 1
        else:
            found.append(table)
            at = table.last
    return found


# One row a line ---------------------------------------------------------------------------------


def _columns(text: str, lines: Sequence[Line], first: int) -> FlatTable | None:
    rows: list[tuple[Span, ...]] = []
    at = first
    ruled = False
    while at < len(lines):
        line = lines[at]
        if rows and _RULE.match(line.text):
            ruled = True
            at += 1
            continue
        cells = _cells(line)
        if len(cells) < 2 or (rows and len(cells) != len(rows[0])):
            break
        rows.append(cells)
        at += 1
    piped = "|" in lines[first].text
    wanted = 2 if piped or ruled else 3
    if len(rows) < wanted or (not piped and len(rows[0]) < 2):
        return None
    if not piped and any(read_markers(text[row[0][0] : row[-1][1]]) for row in rows[1:]) and len(rows[0]) < 3:
        return None
    return _with_heads(text, first, at, rows, certain=ruled)


def _cells(line: Line) -> tuple[Span, ...]:
    body = line.text
    if body.count("|") >= 2 or (" | " in body):
        return _parts(line, [match.span() for match in re.finditer(r"[^|]+", body)])
    gaps = [match.span() for match in _COLUMN_GAP.finditer(body)]
    if not gaps or (read_markers(body) and gaps[0][0] <= 6 and len(gaps) == 1):
        return ()
    if len(gaps) == 1 and label_of(body):
        return ()
    edges = [0, *[edge for gap in gaps for edge in gap], len(body)]
    return _parts(line, list(zip(edges[::2], edges[1::2], strict=True)))


def _parts(line: Line, spans: list[Span]) -> tuple[Span, ...]:
    cells: list[Span] = []
    for start, end in spans:
        inner = line.text[start:end]
        if inner.strip():
            left = start + len(inner) - len(inner.lstrip())
            cells.append((line.start + left, line.start + left + len(inner.strip())))
    return tuple(cells)


# One cell a line --------------------------------------------------------------------------------


def _stacked(text: str, lines: Sequence[Line], first: int) -> FlatTable | None:
    """Read records of cells, one a line, set apart by blank lines.

    Cells are indented; or not, where at least three records have the same number of short lines.
    """
    if not _is_cell(lines[first]):
        return _bare(text, lines, first)
    records: list[list[Span]] = []
    at = first
    while at < len(lines):
        line = lines[at]
        if _is_cell(line):
            if line.blank_before or not records:
                records.append([])
            if records[-1] and _continues(text, records[-1][-1], line.text):
                records[-1][-1] = (records[-1][-1][0], line.end)
            else:
                records[-1].append((line.start, line.end))
        elif records and not line.blank_before and _mends(lines, at):
            records[-1][-1] = (records[-1][-1][0], line.end)
        else:
            break
        at += 1
    return _table(text, first, at, records)


def _bare(text: str, lines: Sequence[Line], first: int) -> FlatTable | None:
    if not lines[first].blank_before:
        return None
    records: list[list[Span]] = []
    at = first
    while at < len(lines) and lines[at].blank_before:
        record: list[Span] = []
        end = at
        while end < len(lines) and (end == at or not lines[end].blank_before):
            line = lines[end]
            if (
                width(line.text) > 60
                or ends_sentence(line.text)
                or label_of(line.text)
                or read_markers(line.text)
            ):
                record = []
                break
            if record and _continues(text, record[-1], line.text):
                record[-1] = (record[-1][0], line.end)
            else:
                record.append((line.start, line.end))
            end += 1
        if len(record) < 3 or (records and len(record) != len(records[0])):
            break
        records.append(record)
        at = end
    digits = [sum(any(c.isdigit() for c in text[start:end]) for start, end in record) for record in records]
    if len(records) < 3 or min(digits[1:]) == 0:
        return None
    return _table(text, first, at, records)


def _is_cell(line: Line) -> bool:
    deep = "\t" in line.indent or width(line.indent) >= 2 or "\u3000" in line.indent
    if not deep or width(line.text) > 160:
        return False
    markers = read_markers(line.text)
    return not any(marker.bulleted or not marker.weak for marker in markers) or all(
        marker.style in (Style.AGENDA, Style.DECIMAL) for marker in markers
    )


def _continues(text: str, cell: Span, line: str) -> bool:
    """Return whether `line` is the second half of what `cell` begins: `至26日`, `- 5 March`."""
    match = _CONNECTOR.match(line)
    before = text[cell[0] : cell[1]]
    return bool(match) and any(c.isdigit() for c in line[:12]) and any(c.isdigit() for c in before)


def _mends(lines: Sequence[Line], at: int) -> bool:
    """Return whether line `at`, not indented, goes on with the cell before it."""
    line = lines[at]
    if width(line.text) > 40 or ends_sentence(line.text) or label_of(line.text):
        return False
    if _CONNECTOR.match(line.text) or line.text[:1].islower():
        return True
    return not line.blank_after and at + 1 < len(lines) and _is_cell(lines[at + 1])


def _table(text: str, first: int, last: int, records: list[list[Span]]) -> FlatTable | None:
    if len(records) < 2:
        return None
    counts = Counter(len(record) for record in records)
    columns, _ = max(counts.items(), key=lambda entry: (entry[1], entry[0]))
    labels = [label_of(text[start:end]) for record in records for start, end in record]
    if counts[columns] < 2 or any(label and not label[1] for label in labels):
        return None
    if (
        columns < 2
        or sum(number for size, number in counts.items() if abs(size - columns) <= 1) * 4 < len(records) * 3
    ):
        return None
    return _with_heads(text, first, last, [tuple(record) for record in records])


# Heads ------------------------------------------------------------------------------------------


def _with_heads(
    text: str, first: int, last: int, rows: list[tuple[Span, ...]], *, certain: bool = False
) -> FlatTable:
    heads = rows[0] if certain or _is_head([text[a:b] for a, b in rows[0]], text, rows[1:]) else ()
    return FlatTable(first, last, heads, tuple(rows[1:] if heads else rows))


def _is_head(cells: list[str], text: str, rows: Sequence[tuple[Span, ...]]) -> bool:
    """Tell a head row: no digits where the rows below have some, or words that heads are made of."""
    if not rows or any(re.search(r"\d", cell) for cell in cells):
        return False
    if any(any(c.isdigit() for c in text[a:b]) for row in rows for a, b in row):
        return True
    return sum(bool(_HEAD_WORD.search(cell)) for cell in cells) * 2 >= len(cells)


def heads_for(table: FlatTable, row: tuple[Span, ...], text: str) -> tuple[tuple[str, ...], ...]:
    """Return for each cell of `row` the heads above it, empty where the columns do not match up."""
    names = [" ".join(text[a:b].split()) for a, b in table.heads]
    return tuple((names[n],) if n < len(names) else () for n in range(len(row)))
