"""What a document says of itself: title, symbol, date of issue, kind, status, relations."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ingest.documents import Block, BlockKind, DocumentKind, DocumentStatus, Fact, Relation, Span
from ingest.language import detect
from ingest.lines import ends_sentence, label_of, width
from ingest.mentions.dates import find_dates
from ingest.mentions.mention import Mention, Precision
from ingest.relations import find_relations, names_another, original_language
from ingest.symbols import find_symbols, parse_symbol

_ZONE_BLOCKS = 14
_ZONE_CHARACTERS = 1_600

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
_KINDS: tuple[tuple[DocumentKind, str], ...] = (
    (
        DocumentKind.CORRIGENDUM,
        r"更正|勘误|corrigend\w+|corrección|rectificatif|исправлени\w+|تصويب",
    ),
    (
        DocumentKind.MINUTES,
        r"会议记录|会议纪要|纪要|简要记录|\bminutes\b|summary record|compte rendu|procès-verbal|\bactas?\b"
        r"|протокол"
        r"|краткий отч[её]т|محضر",
    ),
    (
        DocumentKind.TIMETABLE,
        r"时间表|时间安排|日程|\btime ?table\b|\bschedule\b|\bprogramme\b(?! of action)|calendrier"
        r"|emploi du temps|horario|calendario"
        r"|programa de (?:la|las|trabajo)|расписание|график|программа (?:работы|собрания|конференции)"
        r"|الجدول الزمني|برنامج العمل",
    ),
    (
        DocumentKind.INFORMATION,
        r"(?:与会者|参会|参会者|代表)(?:须知|信息|指南)|与会信息|实用信息|后勤信息"
        r"|(?:practical|general|logistic\w*) information"
        r"|information for (?:participants|delegates)"
        r"|informations? (?:pratiques?|générales?|à l'intention|pour les participants)"
        r"|información (?:práctica|general|para)"
        r"|(?:практическая|общая) информация|информация для участников|معلومات (?:عملية|عامة|للمشاركين"
        r"|إلى المشاركين)",
    ),
    (
        DocumentKind.INVITATION,
        r"邀请|invit\w+|invitaci[óo]n|приглаш\w+|دعوة|الدعوة",
    ),
    (
        DocumentKind.AGENDA,
        r"议程|\bagenda\b|ordre du jour|orden del día|повестк\w+ дня|جدول (?:ال)?أعمال",
    ),
    (
        DocumentKind.DECISION,
        r"(?:第\s?\d+\s?号)?(?:决定|决议)|\bdecisions?\b|\bresolutions?\b|décision|résolution|decisión"
        r"|resolución|решени[ея]|резолюци[яи]|(?:ال)?قرار",
    ),
    (
        DocumentKind.REPORT,
        r"报告|筹备情况|\breports?\b|rapport|informe|отч[её]т|доклад|(?:ال)?تقرير",
    ),
)
_STATUSES: tuple[tuple[DocumentStatus, str], ...] = (
    (
        DocumentStatus.CANCELLED,
        r"(?:已|予以)取消|作废|\bcancell?ed\b|\bwithdrawn\b|annulée?\b|cancelad[oa]|отмен[её]н\w*|ملغا?[ىة]",
    ),
    (
        DocumentStatus.DRAFT,
        r"草案|草稿|征求意见稿|\bdraft\b|\bprojet d(?:e|')|\bavant-projet|\bproyecto de (?:orden|resoluci"
        r"|informe|programa|agenda|decisi|acta)\w*"
        r"|\bborrador|проект\w* (?:повестк|решени|резолюци|отч|программ|доклад|протокол)\w*|^проект$"
        r"|مشروع (?:جدول|قرار|تقرير|برنامج|محضر)",
    ),
    (
        DocumentStatus.PROVISIONAL,
        r"暂定|临时议程|暂行|\bprovisional\b|\btentative\b|\bprovisoire|предварительн\w+|المؤقت|مؤقت",
    ),
    (
        DocumentStatus.REVISED,
        r"修订(?:版|本|稿|\s?\d)|\brevised\b|\brevision \d|\bRev\.\s?\d|\brévis[ée]e?\b|revisad[oa]"
        r"|пересмотренн\w+|пересмотр \d|المراجع|مراجعة \d",
    ),
    (
        DocumentStatus.FINAL,
        r"最终(?:版|议程|报告|稿|名单)|定稿|最后报告"
        r"|\bfinal (?:version|agenda|report|programme|list|text|timetable"
        r"|acts?)\b|^final$"
        r"|(?:version|rapport|ordre du jour|programme) (?:définiti\w+|final\w*)|(?:versión|informe"
        r"|orden del día|programa) (?:final|definitiv\w+)"
        r"|(?:окончательн|заключительн)\w+ (?:верси|вариант|отч|повестк|программ)\w*|(?:التقرير|الجدول"
        r"|النسخة) النهائ\w+",
    ),
)
_COVER = re.compile(r"^(?:page\b|第\s?\d+\s?页|\d+$|http|www)", re.IGNORECASE)
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
    that is only the first line, for want of any other, is no fact.
    """
    metadata = metadata or {}
    head = _head(blocks)
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
        facts.append(Fact("title", _flat(title.of(text)), title))
    symbol = parse_symbol(own.value) if own else None
    kind = _kind(text, head, title, own if symbol and symbol.corrigendum else None)
    status = _status(text, head, title, own if symbol and symbol.revision else None)
    facts.extend(fact for fact in (kind, status) if fact)
    if original := original_language(text[:zone]):
        facts.append(Fact("original_language", original[0], original[1]))
    shown = _flat(title.of(text)) if title else _stated_title(metadata) or _first_line(text, blocks)
    return Identity(
        title=shown,
        symbol=own.value if own else None,
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


def _flat(text: str) -> str:
    return " ".join(text.replace("**", "").split()).lstrip("# ").strip()


def _head(blocks: Sequence[Block]) -> list[Block]:
    """Return the blocks before the body: before the first numbered section, and not many."""
    head: list[Block] = []
    for block in blocks[:_ZONE_BLOCKS]:
        numbered = block.number is not None and block.kind is not BlockKind.ROW
        if numbered and (head or block.kind is not BlockKind.HEADING):
            break
        head.append(block)
        if block.end > _ZONE_CHARACTERS:
            break
    return head


def _own_symbol(text: str, head: Sequence[Block], symbols: Sequence[Mention]) -> Mention | None:
    """Return the symbol that the document bears: after a label, or on a line with little else."""
    alone: Mention | None = None
    for block, start, end in _parts(head, text):
        line = text[start:end]
        inside = [mention for mention in symbols if start <= mention.start and mention.end <= end]
        if not inside or block.end - block.start > 400:
            continue
        if names_another(line, inside[0]):
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


def _parts(head: Sequence[Block], text: str) -> list[tuple[Block, int, int]]:
    """Return the lines and cells of `head` as spans with their blocks."""
    found: list[tuple[Block, int, int]] = []
    for block in head:
        if block.cells:
            found.extend((block, cell.start, cell.end) for cell in block.cells)
            continue
        at = block.start
        for line in text[block.start : block.end].split("\n"):
            found.append((block, at, at + len(line)))
            at += len(line) + 1
    return found


def _issued(text: str, head: Sequence[Block], language: str) -> tuple[date, Span] | None:
    """Return the date on the document's head: after a label, or on a line with a place at most.

    A range is when something takes place and never the date of issue.
    """
    plain: tuple[date, Span] | None = None
    for _, start, end in _parts(head, text):
        line = text[start:end]
        if not line.strip() or width(line) > 90:
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
        if label is None and plain is None and width("".join(words)) <= 28 and len(words) <= 4:
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
    for _, start, end in _parts(head, text):
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
        if len(re.findall(r"[^\W\d_]", line)) >= 4 and width(line) <= 240:
            return Span(block.start, block.end)
    return None


def _stated_title(metadata: Mapping[str, str]) -> str:
    stated = " ".join(metadata.get("title", "").split())
    return "" if _MACHINE_TITLE.match(stated) or len(stated) < 4 else stated[:200]


def _first_line(text: str, blocks: Sequence[Block]) -> str:
    """Return the first line that says something, up to its first clause where it is a long one."""
    for block in blocks:
        line = _flat(text[block.start : block.end])
        label = label_of(line)
        if _COVER.match(line) or (label and not label[1]) or len(re.findall(r"[^\W\d_]", line)) < 4:
            continue
        if width(line) <= 100 and not (ends_sentence(line) and width(line) > 60):
            return line
        clause = re.match(r"[^。！？；\n]{6,50}?(?=[，,。！？；])|.{10,90}(?=[\s,.;:])", line)
        return clause.group() if clause else line[:60]
    return ""


def _kind(text: str, head: Sequence[Block], title: Span | None, corrigendum: Mention | None) -> Fact | None:
    if corrigendum:
        return _fact("kind", str(DocumentKind.CORRIGENDUM), corrigendum.start, corrigendum.end)
    spans = [title] if title else []
    spans += [Span(start, end) for block, start, end in _parts(head, text) if _short(text[start:end])]
    for span in spans:
        for kind, pattern in _KINDS:
            if match := re.search(pattern, span.of(text), re.IGNORECASE):
                return _fact("kind", str(kind), span.start + match.start(), span.start + match.end())
    return None


def _short(line: str) -> bool:
    """Return whether a line of the head may be a caption and not a sentence or an address."""
    label = label_of(line)
    return (
        bool(line.strip())
        and width(line) <= 70
        and not ends_sentence(line)
        and (label is None or not label[1])
    )


def _status(text: str, head: Sequence[Block], title: Span | None, revised: Mention | None) -> Fact | None:
    spans = [title] if title else []
    spans += [Span(start, end) for _, start, end in _parts(head, text) if _short(text[start:end])]
    for status, pattern in _STATUSES:
        for span in spans:
            if match := re.search(pattern, span.of(text), re.IGNORECASE):
                return _fact("status", str(status), span.start + match.start(), span.start + match.end())
    if revised:
        return _fact("status", str(DocumentStatus.REVISED), revised.start, revised.end)
    return None
