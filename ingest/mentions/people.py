"""Persons with the role that a document gives them: contact, signatory, chair, coordinator."""

from __future__ import annotations

import re

from ingest.mentions.mention import Mention, MentionKind
from ingest.mentions.vocabulary import level

_ROLES = {
    "contact": r"联\s?[系络]\s?人|Contact(?: person| point)?|Focal point|For (?:further |more )?information"
    r"|(?:E|I)nquiries|Queries|咨询|垂询|查询"
    r"|Renseignements|Point de contact|Correspondante?|Información|Punto de contacto|Справки|Для справок"
    r"|За справками|Для связи|(?:ل)?لاستفسار|نقطة اتصال"
    r"|Personne à contacter"
    r"|Persona de contacto|Contacto"
    r"|Контактное лицо|Лицо для контактов|(?:جهة|شخص|مسؤول) (?:ال)?اتصال|للاتصال",
    "chair": r"主席|Chair(?:man|person|woman)?|Présidente?|President[ae]|Председатель|(?:ال)?رئيسة?",
    "rapporteur": r"报告人|Rapporteure?|Relator[a]?|Докладчик|(?:ال)?مقررة?",
    "secretary": r"秘书|Secretary|Secrétaire|Secretari[ao]|Секретарь|(?:ال)?أمينة?",
    "coordinator": r"协调人|Coordinator|Coordonnat(?:eur|rice)|Coordinador[a]?|Координатор|(?:ال)?منسقة?",
}
_LABEL = re.compile(
    r"(?m)(?:^[ \t]*|(?<=[.;。；] ))"
    r"(?:(?:\w+ ){0,2}(?P<liaison>liaison|[\u3400-\u9fff]{0,6}联络[官员]|enlace|офицер\w* (?:по )?связи"
    r"|ضابط(?: ال)?اتصال)[^:：\n]{0,30}|"
    + "|".join(f"(?P<{role}>{words})" for role, words in _ROLES.items())
    + r")[ \t]*[:：][ \t]*(?P<name>[^\n\t|]{2,60})",
    re.IGNORECASE,
)
_TITLE = (
    r"(?:Secretary-General|Director(?:-General)?|Executive Secretary|秘书长|主任|执行秘书|总干事"
    r"|Secrétaire général(?:e)?"
    r"|Directeur(?:\(?rice\)?)?|Directrice|Secretari[oa] General|Director[a]?|Генеральный секретарь"
    r"|Директор"
    r"|(?:ال)?أمين(?:ة)? العام(?:ة)?|(?:ال)?مدير(?:ة)?)"
)
_TITLE_LINE = re.compile(rf"(?m)^[ \t]*{_TITLE}[^\n:：,，]{{0,40}}$", re.IGNORECASE)
_SIGNED = re.compile(
    r"\[?[（(\[]\s?(?:原件已签|已签|签字|签名|[Ss]igned(?: original| by)?|[Oo]riginal signed|[Ss]igné"
    r"|[Oo]riginal signé|[Ff]irmado"
    r"|[Oo]riginal firmado|[Пп]одпись|[Пп]одписано|[Оо]ригинал подписан|توقيع|(?:ال)?أصل موقع"
    r"|وقّ?ع)\s?[)）\]]"
)
_CLOSING = re.compile(
    r"(?m)^[ \t]*(?:Yours (?:faithfully|sincerely|truly)|Veuillez agréer[^\n]*|Atentamente"
    r"|Le saluda atentamente"
    r"|С уважением|وتفضلوا[^\n]*|顺致敬意|此致)[,，！!.。]?[ \t]*$"
)
_NAME = {
    "han": re.compile(r"[\u4e00-\u9fff·]{2,12}(?:先生|女士|博士)?(?:\s?\([A-ZÀ-Ý][^()\n]{2,40}\))?"),
    "other": re.compile(
        r"(?:(?:Mr|Mrs|Ms|Dr|M|Mme|Sr|Sra|[Гг]-н|[Гг]-жа|Prof|H\.E\.|السيدة?|الدكتورة?)\.?\s+)?"
        r"(?:[A-ZÀ-ÝА-ЯЁ][\w'’.-]*|\u0627?[\u0621-\u064a]{2,})(?:[ \t]+(?:[A-ZÀ-ÝА-ЯЁ][\w'’.-]*|de|del"
        r"|van|von|bin|al|el"
        r"|[\u0621-\u064a]{2,})){1,4}"
    ),
}
_HONORIFIC = re.compile(
    r"^(?:Mr|Mrs|Ms|Dr|M|Mme|Sr|Sra|[Гг]-н|[Гг]-жа|Prof|H\.E\.|السيدة?|الدكتورة?)\.?\s+|(?:先生|女士|博士)$"
)
_LATIN_IN_HAN = re.compile(r"[A-Z][\w'’.-]+(?: [A-Z][\w'’.-]+){1,3}")


def find_people(text: str) -> list[Mention]:
    """Return persons with a role: after a label (`Contact:`), under a signature line or beside a title.

    `value` is the name without honorific, `role` one of `contact`, `signatory`, `chair`,
    `rapporteur`, `secretary`, `coordinator`, `liaison`; the span is the name as written, honorific included.
    """
    plain = level(text)
    found = []
    for match in _LABEL.finditer(plain):
        role = next((role for role in _ROLES if match.group(role)), "liaison")
        name = _name_in(plain, match.start("name"), match.end("name"))
        if name:
            found.append(_person(text, *name, role))
    for match in [*_SIGNED.finditer(plain), *_CLOSING.finditer(plain)]:
        name = _next_line_name(plain, match.end())
        if name and not any(a.start == name[0] for a in found):
            found.append(_person(text, *name, "signatory"))
    for match in _TITLE_LINE.finditer(plain):
        name = _line_above_name(plain, match.start()) or _next_line_name(plain, match.end())
        if name and not any(a.start <= name[0] < a.end for a in found):
            found.append(_person(text, *name, "signatory"))
    return sorted(found, key=lambda mention: mention.start)


def _line_above_name(plain: str, at: int) -> tuple[int, int] | None:
    """Return the span of the name that the line with text right above `at` is, None where it is none."""
    above = plain[:at].rstrip()
    start = above.rfind("\n") + 1
    while start < len(above) and above[start].isspace():
        start += 1
    piece = above[start:]
    if plain.count("\n", len(above), at) > 2 or _TITLE_LINE.fullmatch(piece) or ":" in piece:
        return None
    return (start, len(above)) if _NAME["other"].fullmatch(piece) else None


def _name_in(plain: str, start: int, end: int) -> tuple[int, int] | None:
    piece = plain[start:end]
    match = _NAME["other"].match(piece) or _LATIN_IN_HAN.match(piece) or _NAME["han"].match(piece)
    if not match or "@" in piece[: match.end()]:
        return None
    stop = match.end()
    title = re.match(r"先生|女士|博士", piece[stop:])
    if title:
        stop += title.end()
    return start + match.start(), start + stop


def _next_line_name(plain: str, at: int) -> tuple[int, int] | None:
    """Return the span of the name on the first line with text after a signature mark."""
    line = re.compile(r"\s*([^\n]{2,50})").match(plain, at)
    if line is None or plain.count("\n", at, line.start(1)) > 5:
        return None
    start, end = line.span(1)
    piece = plain[start:end].rstrip()
    if _SIGNED.match(piece) or not (
        _NAME["han"].fullmatch(piece) or _NAME["other"].fullmatch(re.split(r"[,，]", piece)[0].strip())
    ):
        return None
    return start, start + len(re.split(r"[,，]", piece)[0].rstrip())


def _person(text: str, start: int, end: int, role: str) -> Mention:
    name = _HONORIFIC.sub("", re.split(r"[(（]", text[start:end])[0].strip()).strip()
    return Mention(MentionKind.PERSON, start, end, text[start:end], name, role=role)
