"""Whether sentences hold the kind of value that a question wants: money, a time of day, a number."""

from __future__ import annotations

import re
from collections.abc import Iterable

from assistant.asks import Ask
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.quantities import without
from assistant.restating import DIGITS
from assistant.sentences import Unit
from assistant.typed import numbers_in
from ingest.events import Attribute

_ASKS_MONEY = re.compile(
    r"多少钱|费用|收费|价格|票价|房价|金额|多少(?:美元|欧元|瑞郎|元)"
    r"|\b(?:dollar|euro|franc|monetary) (?:value|amount)s?\b"
    r"|\bsum of money\b|\bworth of\b|\bhow much (?:does|is|are|do|will|would|to pay)\b|\b(?:costs?"
    r"|prices?|fees?|charge[sd]?)\b"
    r"|\bcombien (?:coute|ca coute|faut-il payer)|\b(?:prix|tarifs?|frais)\b|\bcuanto (?:cuesta|vale"
    r"|hay que pagar)"
    r"|\b(?:precios?|tarifas?|cuotas?)\b|\bсколько сто[ия]т|\b(?:стоимост\w*|цен[аыу]|оплат\w*"
    r"|\w*взнос\w*)\b"
    r"|رسوم|تكلف|سعر|ثمن"
)
_ASKS_SUM = re.compile(
    r"\b(?:what|which) (?:\w+ ){0,2}(?:sum|amount)\b|\b(?:sum|amount) of (?:a|an|the|each"
    r"|one) (?:\w+ )?(?:fellowship|grant"
    r"|allowance|award|subsidy)\b|(?:金额|数额|额度)(?:是|有)?(?:多少|几)|\bquel (?:est le )?montant\b"
    r"|\bque (?:importe|cantidad|monto)\b|\bкак\w+ сумм\w+"
)
"""Words that ask for a sum of money by that name; for `plain` text."""
_MONEY = re.compile(
    r"[€$£¥₽]|\b(?-i:[A-Z]{3})\s?\d|\d\s?(?-i:[A-Z]{3})\b|元|兰特|法郎|英镑|卢布|卢比|比索|第纳尔|先令"
    r"|克朗|迪拉姆|\b(?:euros?|dollars?|rands?|francs?|pounds?|yen|yuan|roubles?|rupees?|pesos?|dinars?"
    r"|shillings?|dirhams?|kron\w+|crowns?)\b"
    r"|\bевро\b"
    r"|\bдоллар|\bранд"
    r"|يورو|دولار|免费|不收|自理|\bfree of charge\b|\bno (?:\w+ )?(?:fee|charge)|\bown expense\b"
    r"|\bgratuit|\bgratis\b"
    r"|\bбесплатн|\bвзимается\b|\bоплачивают\b|مجان",
    re.IGNORECASE,
)
_FREE = re.compile(
    r"免费|不收|无需缴|\bfree of charge\b|\bno (?:\w+ )?(?:fee|charge)|\bgratuit|\bsans frais\b"
    r"|\bgratis\b|\bsin costo\b"
    r"|\bбесплатн|\bне взимается\b|مجان|بدون رسوم"
)
_ASKS_HOUR = re.compile(
    r"几点|几时|\bwhat time\b|\bat what hour\b|\bquelle heure\b|\bque hora\b|\bкотором часу\b"
    r"|\bво сколько\b|اي ساعه"
)
_HOUR = re.compile(r"\d{1,2}\s?[:：.hч]\s?\d{2}|\d{1,2}\s?[点时]|\d\s?[ap]\.?m\b|\bnoon\b", re.IGNORECASE)
_ASKS_LENGTH = re.compile(
    r"多长时间|多久|[每各]\S{0,3}(?:多长|几分钟)"
    r"|\bhow long (?:is|are|does|do|will)\b|\bhow many (?:minutes|hours)\b"
    r"|\bcombien de (?:temps|minutes|heures)\b|\bcuanto (?:dura|tiempo)\b"
    r"|\bсколько (?:времени|минут|часов|длит\w*)\b"
    r"|كم (?:دقيقه|ساعه)"
)
_LENGTH = re.compile(
    r"每(?:隔)?[\d一两二三四五六七八九十半]*个?(?:分钟|刻钟|小时|天|日|周|月|年)|\d\s?(?:分钟|小时|天|日"
    r"|周|个月|年)|[一二两三四五六七八九十半]+个?(?:分钟|小时|天|周|星期|月|年)"
    r"|\b(?:minutes?|hours?|days?|weeks?|months?|years?|heures?|jours?|semaines?|mois|ans|horas?|minutos?"
    r"|dias?"
    r"|semanas?|meses|anos?|минут\w*|час(?:а|ов)?|дн(?:я|е[йи]|и)|недел\w+|месяц\w*|лет|года?)\b"
    r"|دقيقه|ساع|يوم|ايام|اسبوع|شهر|سن"
    r"|\d\s?[:.hч]\s?\d\d"
)

_OPEN = re.compile(
    r"什么|哪|谁|多少|怎[么样]|为何|第几|\b(?:what|which|who|how|why)\b|\b(?:qui|quoi|quel\w*|comment"
    r"|combien)\b|\bqu'est"
    r"|\b(?:que|quien\w*|cual\w*|como|cuant\w+) |\b(?:кто|что|как\w*|сколько|зачем)\b|(?<!\w)(?:ما|ماذا"
    r"|من|كيف|كم|اي)(?!\w)"
)
"""Words of a question that ask for something rather than whether something is so; for `plain` text."""


def asks_openly(text: str) -> bool:
    """Return whether a question asks for something rather than whether something is so."""
    return bool(_OPEN.search(plain(text)))


def asks_hour(text: str) -> bool:
    """Return whether a question asks at what time of a day something is."""
    return bool(_ASKS_HOUR.search(plain(text)))


def is_free(facts: Facts, units: Iterable[Unit]) -> bool:
    """Return whether a question is about a fee and a sentence says that there is none."""
    asked = _ASKS_MONEY.search(plain(facts.question.text)) or "fee" in facts.question.topics
    return bool(asked) and any(map(says_free, units))


def says_free(unit: Unit) -> bool:
    """Return whether a sentence says that something costs nothing."""
    return bool(_FREE.search(plain(unit.text)))


def lacks_amount(facts: Facts, units: Iterable[Unit]) -> bool:
    """Return whether a price, a time of day or a number is asked for and no sentence has one."""
    question = facts.question
    own, shown = plain(question.text), tuple(units)
    sum_asked = _ASKS_SUM.search(own) or (_ASKS_MONEY.search(own) and "fellowship" not in question.topics)
    if sum_asked:
        return not any(_MONEY.search(unit.text) for unit in shown)
    if _ASKS_HOUR.search(own):
        return not any(_HOUR.search(unit.text) for unit in shown)
    if _ASKS_LENGTH.search(own):
        return not any(_LENGTH.search(plain(_undated(facts, unit))) for unit in shown)
    if question.wants(Ask.COUNT) and _is_of_a_country(facts, shown):
        return True
    if question.wants(Ask.COUNT):
        return not any(_has_number(facts, unit) for unit in shown)
    return False


_ASKS_HOTELS = re.compile(
    r"哪(?:几|些|一)?[家间个座]?(?:酒店|宾馆|饭店)|(?:酒店|宾馆|饭店)(?:叫什么|名称|名字|是哪)"
    r"|\b(?:which|what) (?:\w+ )?hotels?\b|\bnames? of the hotels?\b|\bquels? hotels?\b"
    r"|\bque hotel(?:es)?\b|\bкак\w+ (?:отел|гостиниц)\w+"
)
"""Words that ask for hotels by name; for `plain` text."""
_HOTEL = re.compile(
    r"\b[A-Z][\w'’-]+ (?:Hotel|Inn|Lodge|Suites?|Palace|Resort|House|Residence)\b|\b(?:Hotel|Hôtel|Hostal"
    r"|Отель) [«\"“]?[A-ZÀ-ÖА-Я]"
    r"|(?<![的为与和、])(?!指定|推荐|官方|协议|附近|周边|当地|部分|所有|这些|各|该|其他|几家"
    r"|家)[\u4e00-\u9fff·]{2,8}(?<![的定荐近住家])(?:大?酒店|宾馆|饭店)"
)
"""The name of a hotel."""


def lacks_hotel(facts: Facts, units: Iterable[Unit]) -> bool:
    """Return whether hotels are asked for by name and no sentence names one."""
    asked = _ASKS_HOTELS.search(plain(facts.question.text))
    return bool(asked) and not any(_HOTEL.search(unit.text) for unit in units)


def _is_of_a_country(facts: Facts, units: Iterable[Unit]) -> bool:
    """Return whether a number is asked of a country that no sentence to show names: `from Croatia`."""
    from ingest.mentions.places import same_place

    asked = [place for place in facts.question.places if len(place.value) == len("HR")]
    held = [event.value(Attribute.COUNTRY) for event in facts.subject.events]
    if not asked or any(place.value in held for place in asked):
        return False
    named = [
        mention.value for unit in units for mention in facts.inside(unit.source) if mention.kind == "place"
    ]
    return not any(same_place(place.value, value) for place in asked for value in named)


def _has_number(facts: Facts, unit: Unit) -> bool:
    return bool(numbers_in(_undated(facts, unit)))


def _undated(facts: Facts, unit: Unit) -> str:
    """Return a sentence without its dates, symbols and addresses, whose numbers count nothing."""
    spans = [
        (m.start - unit.start, m.end - unit.start) for m in facts.inside(unit.source) if m.kind in DIGITS
    ]
    return without(unit.text, spans)
