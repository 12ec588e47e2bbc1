"""Which part of an organization a letter comes from: the lines at its head that name it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.addressees import addressee
from assistant.asks import Ask
from assistant.documents_asked import in_one_language, letters_asked
from assistant.draft import Draft, Source
from assistant.expected import DEPARTMENT
from assistant.facts import Facts
from assistant.lexicon import lexicon, plain
from assistant.quotation import quoted
from ingest.documents import Document

_PART = r"(?:部门|处室?|司局?|局|办公室|秘书处|机构|单位)"
_UNIT = r"(?:part|department|office|bureau|sector|unit|division|secretariat|service|body|organ|branch)s?"
_ASKED = re.compile(
    rf"哪一?个?{_PART}.{{0,12}}(?:发|寄|出具|来的|名义)|(?:由|从|以).{{0,16}}哪.{{0,4}}{_PART}.{{0,8}}(?:发|寄|签|名义)"
    rf"|信[头首].{{0,12}}{_PART}|发[文函件信](?:的)?{_PART}"
    rf"|\b(?:which|what) (?:[\w-]+ ){{0,2}}{_UNIT}\b[^?]{{0,70}}\b(?:sent|send|sends|issued?|head"
    rf"|letterhead|wrote"
    rf"|written|come|comes|came|dispatched|from)\b"
    rf"|\bfrom (?:which|what) (?:[\w-]+ ){{0,2}}{_UNIT}\b|\b(?:issuing|sending|originating) {_UNIT}\b"
    rf"|\bletterhead\b"
    r"|\bquel(?:le)?s? (?:service|departement|bureau|secteur|secretariat|organe|entite|partie)s?\b[^?]{0,70}"
    r"\b(?:emis|emane|emet|envo|vien|provien|expedi|adress|en-tete)\w*|\ben-tete\b"
    r"|\bque (?:departamento|oficina|sector|servicio|secretaria|organo|parte)\b[^?]{0,70}"
    r"\b(?:emit|envi|remit|provien|vien|sale|expid|membrete)\w*|\bmembrete\b"
    r"|\bкак\w+ (?:именно )?(?:отдел|департамент|сектор|бюро|служб|подразделени|секретариат|орган"
    r"|част)\w*\b[^?]{0,70}"
    r"(?:направ|издан|отправ|выпу|исход|разосл|прислан)\w*"
    r"|(?:اي|من اي) (?:اداره|قسم|مكتب|قطاع|امانه|جهه|جزء)[^?؟]{0,60}(?:صدر|ارسل|وجه)"
    r"|(?:صدر|ارسل|وجه)\w* [^?؟]{0,40}(?:اي|من اي) (?:اداره|قسم|مكتب|قطاع|امانه|جهه|جزء)"
)
"""Words that ask which part of an organization sent something; for `plain` text."""
_BESIDE = re.compile(r"[-–—]\s*([A-Z]{2,6}(?:/[A-Z]{2,6})*)(?=\s|$)")
"""The part of the organization beside a letter's symbol: `CL-22/007 - SG/BDT`."""
_HEAD = 1500
"""Characters at the beginning of a letter among which its lines are looked for."""
_LETTERS = frozenset({"letter", "circular", "invitation"})
_DETAILS = frozenset({Ask.TELEPHONE, Ask.FAX, Ask.EMAIL, Ask.CONTACT, Ask.URL})
_ADDRESSES = frozenset({"postal_address", "website"})


def sender(facts: Facts) -> Draft | None:
    """Quote what the head of a letter says of who sends it; None where that is not asked or not said."""
    question = facts.question
    spoken = lexicon("concepts").names(question.text) | question.topics
    if not _ASKED.search(plain(question.text)) or not (spoken & _LETTERS or question.symbols):
        return None
    if question.asks & _DETAILS or spoken & _ADDRESSES:
        return None  # What else the head of a letter gives: a number, an address.
    lines = [line for document in in_one_language(facts, letters_asked(facts)) for line in _lines(document)]
    said = [sentence for line in lines for sentence in quoted(facts, line)]
    receiver = addressee(facts)
    return Draft((*said, *(receiver.sentences if receiver else ()))) if said else None


def _lines(document: Document) -> Iterator[Source]:
    """Yield the lines above a letter's date and symbol that name a part, and what is beside the symbol."""
    starts = [fact.span.start for fact in document.facts if fact.name in ("issued", "symbol") and fact.span]
    if not starts or min(starts) > _HEAD:
        return
    for match in re.finditer(r"[^\n]+", document.text[: min(starts)]):
        if DEPARTMENT.search(plain(match.group())):
            yield Source(document.id, *match.span())
    symbol = next((fact.span for fact in document.facts if fact.name == "symbol"), None)
    if symbol is None or symbol.start > _HEAD:
        return
    end = document.text.find("\n", symbol.end)
    if beside := _BESIDE.search(document.text, symbol.end, end if end > 0 else len(document.text)):
        yield Source(document.id, symbol.start, beside.end())
