"""What kind of document it is, and how final."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.documents import Block, DocumentKind, DocumentStatus, Fact, Span
from ingest.letterhead import parts_of
from ingest.lines import ends_sentence, label_of, width
from ingest.mentions.mention import Mention
from ingest.symbols import parse_symbol

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
        r"时间表|时间安排|日程|\btime ?table\b|\btime plan\b|\bschedule\b|\bprogramme\b(?! of action)"
        r"|calendrier"
        r"|emploi du temps|horario|calendario"
        r"|programa de (?:la|las|trabajo)|расписание|график|программа (?:работы|собрания|конференции)"
        r"|الجدول الزمني|برنامج العمل",
    ),
    (
        DocumentKind.INFORMATION,
        r"(?:与会者?|参会者?|代表)(?:须知|信息|指南)|与会信息|实用信息|后勤信息"
        r"|(?:practical|general|logistic\w*) information|information note"
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

_BODY = 1_500
_INVITES = re.compile(
    r"(?:honou?r|pleasure|pleased|wish|like) (?:to |of )(?:invit\w+|extend\w* an invitation)"
    r"|谨?邀请(?:贵|您|各|阁下|你)|请(?:贵\S{0,6})?派代表(?:出席|参加)"
    r"|(?:are|is) (?:cordially )?invited to (?:attend|participate|take part|nominate|be represented)"
    r"|(?:êtes|est|sont) (?:cordialement )?invité\w* à (?:participer|assister)"
    r"|(?:queda|quedan|está|están|se) invit\w+ a (?:asistir|participar)"
    r"|приглаша\w+ (?:принять участие|участвовать)"
    r"|(?:honneur|plaisir) (?:de vous|d')\s?invit\w+|(?:honor|placer|grato) (?:de )?invitar\w*"
    r"|имею честь пригласить"
    r"|(?:يسرنا|يسرني|أتشرف ب)\s?(?:أن أدعو|دعوت)\w*",
    re.IGNORECASE,
)

_REPORTS = re.compile(
    r"本(?:文件|报告)[^。\n]{0,20}?(?:介绍|通报|汇报|报告)了?"
    r"|\bthis (?:document|paper) (?:reports|informs|describes|presents (?:the )?(?:progress|status))\b"
    r"|le présent document (?:rend compte|informe|présente l'état)"
    r"|(?:el presente|este) documento (?:informa|da cuenta|rinde cuenta)"
    r"|(?:в )?настояще[мй] документ\w* (?:сообщает|информирует|представлен отчет)"
    r"|تقدم هذه الوثيقة (?:تقرير|معلومات عن التقدم)",
    re.IGNORECASE,
)


def kind_of(text: str, head: Sequence[Block], title: Span | None, own: Mention | None) -> Fact | None:
    """Return what kind of document it is and the words that say so, None where none do."""
    if own and parse_symbol(own.value).corrigendum:
        return _fact("kind", DocumentKind.CORRIGENDUM, own.start, own.end)
    spans = [title] if title else []
    spans += [Span(start, end) for block, start, end in parts_of(head, text) if _short(text[start:end])]
    for span in spans:
        for kind, pattern in _KINDS:
            if match := re.search(pattern, span.of(text), re.IGNORECASE):
                return _fact("kind", kind, span.start + match.start(), span.start + match.end())
    if match := _INVITES.search(text, 0, _BODY):
        return _fact("kind", DocumentKind.INVITATION, match.start(), match.end())
    if match := _REPORTS.search(text, 0, _BODY):
        return _fact("kind", DocumentKind.REPORT, match.start(), match.end())
    if own and "/INF" in own.value.upper():
        return _fact("kind", DocumentKind.INFORMATION, own.start, own.end)
    return None


def _short(line: str) -> bool:
    """Return whether a line of the head may be a caption and not a sentence or an address."""
    label = label_of(line)
    return (
        bool(line.strip())
        and width(line) <= 110
        and not ends_sentence(line)
        and (label is None or not label[1])
    )


def status_of(text: str, head: Sequence[Block], title: Span | None, own: Mention | None) -> Fact | None:
    spans = [title] if title else []
    spans += [Span(start, end) for _, start, end in parts_of(head, text) if _short(text[start:end])]
    for status, pattern in _STATUSES:
        for span in spans:
            if match := re.search(pattern, span.of(text), re.IGNORECASE):
                return _fact("status", status, span.start + match.start(), span.start + match.end())
    if own and parse_symbol(own.value).revision:
        return _fact("status", DocumentStatus.REVISED, own.start, own.end)
    return None


def _fact(name: str, value: str, start: int, end: int) -> Fact:
    return Fact(name, str(value), Span(start, end))
