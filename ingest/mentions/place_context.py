"""What the words around a name of a place show: a title, a person, a doubtful word."""

from __future__ import annotations

import re

# Names that are also words, first names or surnames: they need a preposition or a country beside them.
_DOUBTFUL = """
    nice bath reading victoria male sucre bari cali fez bled florence sofia jordan chad georgia turkey
    cork split kingston georgetown alexandria santiago salvador trieste granada cambridge oxford portland
    praia merida puebla recife leon belem fortaleza austin houston dallas columbus trujillo rosario
    cordoba perth oran aden dili juba kano
"""
_ALSO_NOUNS = ("reunion", "la reunion")
"""Names that are also nouns: in `la Réunion préparatoire` a word goes on after it."""
DOUBTFUL = frozenset((*_DOUBTFUL.split(), *_ALSO_NOUNS))

_PREPOSITION = re.compile(
    r"(?:^|[^a-z])(?:in|at|near|from|to|of|for|host(?:ed|s)? by|city|town|a|au|aux|en|de|du|des|d|del"
    r"|desde|para|pour|vers|by|and|et|y|with|ciudad|ville|government|kingdom|republic)[\s'(*]*$"
)
_OPENING = re.compile(r"(?:^|[:,(|\t\n])\s*\**$")
_WORD_AFTER = re.compile(r"\s[a-z]")
_PERSON = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|prof|m|mme|mlle|sr|sra|sir|madam|h\.e|amb|г-н|г-жа|д-р)\.?\s+(?:[a-zа-я]+\s+)?)$"
)
_NAME_BEFORE = re.compile(r"(?:^|[\s(])([A-Z][a-z]+)\s$")
_WORDS_BEFORE = """
    In At From To Of For The By And Near City Republic Kingdom State Government Venue Place Location Host
    Hosted Greater Central East West North South Downtown En De Du Des Del A Au Aux Y Et Ciudad Ville
    Gouvernement Gobierno Meeting Conference Session Assembly Council Summit Forum On Through Via Between
    With Great New Island Islands Hotel Hilton Marriott Sheraton Palace Centre Center
"""
_NOT_FIRST_NAMES = frozenset(_WORDS_BEFORE.split())
_TITLE_AFTER = re.compile(
    r"\s?(?:行动计划|宣言|议定书|共识|公约|协定|决议|承诺|框架|议程|原则|倡议|行动纲领|进程|行動計劃)"
    r"|['s]*\s(?:[a-z]+\s){0,2}(?:action\splan|plan\sof\saction|plan\b|declaration|consensus|protocol"
    r"|agreement|conventions?(?!\s(?:cent|hall|complex))|agenda|programme\sof\saction|treaty|principles"
    r"|accord|commitments?|communique|statement|outcome|compact|framework|roadmap|process)\b"
)
_TITLE_BEFORE = re.compile(
    r"(?:plan\sd.action|declaration|protocole|accord|consensus|convention|agenda|engagement|traite|treaty"
    r"|programme\sd.action|plan\sde\saccion|declaracion|protocolo|acuerdo|consenso|convenio|convencion"
    r"|compromiso|tratado|programa\sde\saccion|план\w*\sдеиствии|деклараци\w+|протокол\w*|консенсус\w*"
    r"|соглашени\w+|خطة\sعمل|خطة|اعلان|بروتوكول|توافق\sاراء|اتفاق|اتفاقية|برنامج\sعمل)"
    r"\s(?:of\s|de\sla\s|de\s|du\s|d'|del\s|من\s)?['(]?$"
)
_RESOLUTION = re.compile(
    r"resolutions?|resolucion(?:es)?|decisions?|decision(?:es)?|recommend\w*|recomendacion\w*|резолюци\w+|решени\w+"
    r"|рекомендаци\w+|القرار|المقرر|التوصية|قرار|决议|决定|建议|決議"
)
_REVISED = re.compile(r"\brev\b|revisee?\b|修订|修訂|пересм|المراجع|\bedicion\b")


def in_title(text: str, start: int, end: int) -> bool:
    """Say whether folded characters `start` to `end` name a plan, treaty or resolution, not a venue."""
    opened = text.rfind("《", max(0, start - 60), start)
    if opened >= 0 and text.find("》", opened, start) < 0:
        return True
    if _TITLE_AFTER.match(text, end):
        return True
    before = text[max(0, start - 40) : start]
    if _TITLE_BEFORE.search(before):
        return True
    return _in_resolution(text, start, end)


def _in_resolution(text: str, start: int, end: int) -> bool:
    opened = max(text.rfind("(", max(0, start - 60), start), text.rfind("[", max(0, start - 60), start))
    if opened < 0 or ")" in text[opened:start]:
        return False
    closed = text.find(")", end, end + 60)
    inside = text[opened + 1 : closed if closed >= 0 else end + 20]
    if not re.search(r"\d{4}", inside):
        return False
    if _REVISED.search(inside) or _RESOLUTION.search(inside):
        return True
    return bool(
        re.search(r"(?:\d|号[\u4e00-\u9fff]{2,4}|#)\W{0,3}$", text[:opened])
        and _RESOLUTION.search(text[max(0, opened - 30) : opened])
    )


def is_person(text: str, start: int) -> bool:
    """Say whether the name at folded character `start` follows Mr, Mme, г-н and the like."""
    return _PERSON.search(text[max(0, start - 24) : start]) is not None


def is_supported(text: str, written: str, start: int, end: int) -> bool:
    """Say whether the words around a doubtful name show a place: a preposition, a comma, a bracket."""
    before = _NAME_BEFORE.search(written[max(0, start - 20) : start])
    if before is not None and before[1] not in _NOT_FIRST_NAMES:
        return False
    if re.match(r"\s[A-Z][a-z]", written[end : end + 3]):
        return False
    if text[start:end] in _ALSO_NOUNS and _WORD_AFTER.match(text, end):
        return False
    before_name = text[max(0, start - 16) : start]
    if _PREPOSITION.search(before_name):
        return True
    return _OPENING.search(before_name) is not None and not _WORD_AFTER.match(text, end)
