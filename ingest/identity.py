"""What a document says of itself: title, symbol, date of issue, kind, status, relations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.documents import Block, BlockKind, DocumentKind, DocumentStatus, Fact, Relation, Span
from ingest.kinds import kind_of, status_of
from ingest.language import detect
from ingest.letterhead import head_of, parts_of
from ingest.lines import ends_sentence, label_of, width
from ingest.mentions.dates import find_dates
from ingest.mentions.mention import Mention, Precision
from ingest.relations import find_relations, original_language, relation_in
from ingest.symbols import find_symbols, parse_symbol

_SYMBOL_LABEL = re.compile(
    r"^(?:文号|文件号|文件编号|编号|文件|通函|document(?:o| no\.?| number| n°)?|doc\.?(?: no\.?)?"
    r"|symbol|symbole"
    r"|signatura|ref\.?"
    r"|reference|référence|réf\.?|n/réf\.?|our ref\.?|referencia|circular(?: letter)?|lettre circulaire"
    r"|carta circular|документ"
    r"|номер|осн\.?|исх\.?|условное обозначение|الوثيقة|وثيقة|المرجع|الرقم|رقم الوثيقة|رمز الوثيقة)\b",
    re.IGNORECASE,
)
_DATE_LABEL = re.compile(
    r"^(?:日期|签发日期|发布日期|发文日期|印发日期|date|date of issue|issued(?: on)?|dated|date d'émission"
    r"|date de publication"
    r"|fecha|fecha de publicación|дата|дата выпуска|дата публикации|sent|envoyé|enviado|отправлено"
    r"|التاريخ|تاريخ الإصدار|发送时间)$",
    re.IGNORECASE,
)
_TITLE_LABEL = re.compile(
    r"^(?:事由|主题|题目|标题|题名|subject|re|title|objet|titre|asunto|título|тема|предмет|название|касательно"
    r"|الموضوع|العنوان|موضوع)$",
    re.IGNORECASE,
)
_COVER = re.compile(r"^(?:page\b|第\s?\d+\s?页|\d+$|http|www)", re.IGNORECASE)
_SHEET = re.compile(
    r"^(?:sheet|week|day|page|slide|feuille|feuil|hoja|лист|工作表|ورقة)\s*\d+$", re.IGNORECASE
)
_MACHINE_TITLE = re.compile(
    r"^(?:microsoft word|untitled|document\d*$|无标题|slide 1|.*\.(?:docx?|pdf|txt|pptx?|xlsx?)$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Identity:
    """What a document says of itself; what it does not say is empty, None or UNKNOWN."""

    title: str
    symbol: str | None
    issued: date | None
    language: str
    kind: DocumentKind
    status: DocumentStatus
    series: str | None
    revision: int
    facts: tuple[Fact, ...]
    relations: tuple[Relation, ...]


def identify(text: str, blocks: Sequence[Block], metadata: Mapping[str, str] | None = None) -> Identity:
    """Return the identity of the document with `text` and `blocks`.

    Only its head is asked (before the first numbered section, at most fourteen blocks), so
    that a document named further down is not taken for this one. Each fact has its span; a title
    that is only the first line, for want of any other, is no fact, nor is a symbol that only stands
    in the running header.
    """
    metadata = metadata or {}
    head = head_of(blocks, text)
    zone = head[-1].end if head else 0
    language = detect(text)
    symbols = find_symbols(text)
    own = _own_symbol(text, head, symbols)
    facts: list[Fact] = []
    if own:
        facts.append(_fact("symbol", own.value, own.start, own.end))
    issued = _issued(text, head, language)
    if issued:
        facts.append(_fact("issued", issued[0].isoformat(), issued[1].start, issued[1].end))
    title = _title(text, head, own)
    if title:
        facts.append(Fact("title", flat(title.of(text)), title))
    bears = own.value if own else _header_symbol(metadata)
    symbol = parse_symbol(bears) if bears else None
    kind = kind_of(text, head, title, own)
    status = status_of(text, head, title, own)
    facts.extend(fact for fact in (kind, status) if fact)
    if original := original_language(text[:zone]):
        facts.append(Fact("original_language", original[0], original[1]))
    shown = flat(title.of(text)) if title else _stated_title(metadata) or _first_line(text, blocks, facts)
    return Identity(
        title=shown,
        symbol=bears,
        issued=issued[0] if issued else None,
        language=language,
        kind=DocumentKind(kind.value) if kind else DocumentKind.OTHER,
        status=DocumentStatus(status.value) if status else DocumentStatus.UNKNOWN,
        series=symbol.series if symbol else None,
        revision=symbol.revision if symbol else 0,
        facts=tuple(facts),
        relations=find_relations(text, zone, own, symbols, language),
    )


def _fact(name: str, value: str, start: int, end: int) -> Fact:
    return Fact(name, value, Span(start, end))


def flat(text: str) -> str:
    """Return a title on one line, without emphasis and marks of a heading."""
    return " ".join(text.replace("**", "").split()).lstrip("# ").strip()


def _own_symbol(text: str, head: Sequence[Block], symbols: Sequence[Mention]) -> Mention | None:
    """Return the symbol that the document bears: after a label, or on a line with little else."""
    alone: Mention | None = None
    for _, start, end in parts_of(head, text):
        line = text[start:end]
        inside = [mention for mention in symbols if start <= mention.start and mention.end <= end]
        if not inside or end - start > 200:
            continue
        if relation_in(line, inside[0]):
            continue
        label = label_of(line)
        if label and _SYMBOL_LABEL.match(label[0]) and width(line) <= 160:
            return inside[0]
        rest = line.replace(inside[0].text, "", 1)
        words = [word for word in re.findall(r"[^\W\d_]+", rest) if len(word) > 1]
        if (
            alone is None
            and label is None
            and len(inside) == 1
            and width("".join(words)) <= 24
            and len(words) <= 4
        ):
            alone = inside[0]
    return alone


def _header_symbol(metadata: Mapping[str, str]) -> str | None:
    """Return the symbol in the header that runs over the pages, None where it holds none or several."""
    values = {mention.value for mention in find_symbols(metadata.get("header", ""))}
    return values.pop() if len(values) == 1 else None


def _issued(text: str, head: Sequence[Block], language: str) -> tuple[date, Span] | None:
    """Return the date on the document's head: after a label, or on a line with a place at most.

    A range is when something takes place and never the date of issue.
    """
    plain: tuple[date, Span] | None = None
    for block, start, end in parts_of(head, text):
        line = text[start:end]
        if not line.strip() or width(line) > 100:
            continue
        days = _single_days(line, language)
        if len(days) != 1:
            continue
        day, span = days[0]
        found = day, Span(start + span.start, start + span.end)
        label = label_of(line)
        if label and _DATE_LABEL.match(label[0]):
            return found
        rest = line[: span.start] + line[span.end :]
        words = re.findall(r"[^\W\d_]+", rest)
        if label is not None or plain is not None:
            continue
        brief = width("".join(words)) <= 28 and len(words) <= 4
        closing = end - start < block.end - block.start and not rest[span.start :].strip()
        if brief or closing:
            plain = found
    return plain


def _single_days(line: str, language: str) -> list[tuple[date, Span]]:
    """Return the days in `line`, none at all where one of them is a range or not certain."""
    found: list[tuple[date, Span]] = []
    for mention in find_dates(line, language):
        certain = not set(mention.flags) & {"inferred_year", "ambiguous"}
        if (
            mention.precision not in (Precision.DAY, Precision.MINUTE)
            or "/" in mention.value
            or not certain
            or mention.value.startswith("-")
        ):
            return []
        found.append((date.fromisoformat(mention.value[:10]), Span(mention.start, mention.end)))
    return found


def _title(text: str, head: Sequence[Block], own: Mention | None) -> Span | None:
    """Return the span of the subject line, else of the first heading that is no section of the body."""
    for _, start, end in parts_of(head, text):
        label = label_of(text[start:end])
        if label and label[1] and _TITLE_LABEL.match(label[0]):
            inner = text.find(label[1], start, end)
            return Span(inner, inner + len(label[1])) if inner >= 0 else Span(start, end)
    for block in head:
        if block.kind is not BlockKind.HEADING or block.number is not None or block.level > 3:
            continue
        line = text[block.start : block.end]
        if own and own.start < block.end and own.end > block.start and width(line) < len(own.text) + 20:
            continue
        if _SHEET.match(line):
            continue
        if len(re.findall(r"[^\W\d_]", line)) >= 4 and width(line) <= 240:
            return Span(block.start, block.end)
    return None


def _stated_title(metadata: Mapping[str, str]) -> str:
    stated = " ".join(metadata.get("title", "").split())
    return "" if _MACHINE_TITLE.match(stated) or len(stated) < 4 else stated[:200]


def _first_line(text: str, blocks: Sequence[Block], facts: Sequence[Fact]) -> str:
    """Return the first line that says something new, up to its first clause where it is a long one."""
    taken = [fact.span for fact in facts if fact.name != "kind"]
    for block in blocks:
        line = flat(text[block.start : block.end])
        label = label_of(line)
        told = any(block.start <= span.start < block.end for span in taken) and width(line) <= 60
        empty = len(re.findall(r"[^\W\d_]", line)) < 4 or _COVER.match(line) or _SHEET.match(line)
        if told or empty or (label and (not label[1] or width(line) < 60)):
            continue
        if width(line) <= 100 and not (ends_sentence(line) and width(line) > 60):
            return line.rstrip("。.")
        clause = re.match(r"[^。！？；\n]{6,50}?(?=[，,。！？；])|.{10,90}(?=[\s,.;:])", line)
        return clause.group() if clause else line[:60]
    return ""
