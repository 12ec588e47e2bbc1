"""How many of what: numbers with the thing they count, in questions, sentences and table rows."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from assistant.lexicon import Term, lexicon, plain
from assistant.records import Field, Record

_WORDS = (
    ("一", "one", "une?", "un[oa]", "один|одна|одно", "واحد"),
    ("二", "two", "deux", "dos", "два|две|двух", "اثنان|اثنين|اثنتان|اثنتين"),
    ("三", "three", "trois", "tres", "три|трех", "ثلاثه?"),
    ("四", "four", "quatre", "cuatro", "четыре|четырех", "اربعه?"),
    ("五", "five", "cinq", "cinco", "пять|пяти", "خمسه?"),
    ("六", "six", "six", "seis", "шесть|шести", "سته?"),
    ("七", "seven", "sept", "siete", "семь|семи", "سبعه?"),
    ("八", "eight", "huit", "ocho", "восемь|восьми", "ثمانيه?"),
    ("九", "nine", "neuf", "nueve", "девять|девяти", "تسعه?"),
    ("十", "ten", "dix", "diez", "десять|десяти", "عشره?"),
)
"""Number words from one to ten, zh, en, fr, es, ru, ar."""
_SPELLED = {
    word: value
    for value, forms in enumerate(_WORDS, start=1)
    for form in forms
    for word in (*form.replace("?", "").split("|"), *(part.replace("ه?", "") for part in form.split("|")))
} | {"两": 2, "un": 1, "una": 1, "uno": 1}
_TEN = frozenset(map(str, range(1, 11)))
_NUMBER = re.compile(
    r"(?<![\w.,/:-])\d{1,3}(?:[ ,.\u00a0\u202f]\d{3})+(?!\d)|(?<![\w.,/:-])\d+(?:[.,]\d+)?(?![\d/:])"
    r"|(?<=[\u3400-\u9fff])\d+|[一二三四五六七八九十百两]{1,4}(?=[个名项份位国次场届种])|\b(?:"
    + "|".join(form for forms in _WORDS[1:] for form in forms[1:])
    + r")\b"
)
_LABEL = re.compile(
    r"附件\s?\d+|第\s?\d+\s?[条款节号]|\b(?:annexe?|article|section|anexo|articulo|seccion|приложени\w+"
    r"|стать\w+|раздел\w*"
    r"|no\.?|resolution|decision|document)\s?\d+"
)
"""Numbers that label a text and count nothing."""
_HOW_MANY = re.compile(
    r"多少|(?<![哪这那第前后头好])几(?![点时号月日乎楼层])"
    r"|\bhow (?:many|much|far|old)\b|\bwhat age\b|\bage limit\b|几岁|年龄"
    r"|\bquel age\b|\bque edad\b|\bвозраст\w*"
    r"|\bnumber of\b|\bcombien\b|\bnombre d\w*\b|\bcuant[oa]s?\b"
    r"|\bnumero de\b"
    r"|\bсколько\b|\bколичество\b|\bчисло\b|\bкаково число\b|كم|عدد"
)
OF_TEXT = re.compile(
    r"\b(?:number|numero|numéro) (?:of|de|du|de la|del) (?:the |la |le |l')?(?:\w+ ){0,2}"
    r"(?:decision|resolution|recommendation|circular|letter|document|article|item|annex|circulaire|lettre"
    r"|carta|constitution|convention|charter|treaty|constitucion|convenio)\b"
)
"""Words that ask which number a text has, not how many there are; for `plain` text."""
_AGES = frozenset({"how old", "what age", "age limit", "几岁", "年龄", "quel age", "que edad"})
_ALONE = re.compile(r"[个名位份次项]?\s*(?:[，,。？?；;]|$)")
"""What follows `how many` where the thing counted was named before: 副主席几个？"""
_PEOPLE = frozenset({"chair", "vice_chair", "spokesperson", "expert", "speakers"})
_LABELLED = frozenset(
    ["committees", "sessions", "rooms", "resolutions", "decisions", "recommendations", "regions", "rounds"]
)
"""Things that a number right after their name labels rather than counts: Committee 2, Decision 9."""
_AFTER, _BEFORE = 24, 40
"""Characters after a number in which the thing counted begins, and before it in which it ends."""
_RIGHT_AFTER = 18
"""The same of things that are not always counted."""
_ASKED_WITHIN = 30
"""Characters after `how many` in which the thing asked for is named."""
_TABLES = ("quantities", "concepts", "names")
_ASKS_ITSELF = frozenset({"headcount", "capacity"})
"""Concepts whose words are themselves a question for a number."""
_NO_NUMBER = frozenset({"ceiling", "fee", "budget", "frequency"})
"""Concepts of amounts, where what else is named is what they are paid for, and of how often."""


def asked(text: str) -> frozenset[str]:
    """Return what a question asks the number of: the first thing named after `how many`."""
    own = plain(text)
    cue = _HOW_MANY.search(own)
    if cue is None:
        return frozenset()
    if OF_TEXT.search(own):
        return frozenset()
    if cue.group() in _AGES or cue.group().startswith("возраст"):
        return frozenset({"years"})
    terms = [term for table in _TABLES for term in lexicon(table).find(text)]
    if _ALONE.match(own, cue.end()):
        counted_ones = _PEOPLE | lexicon("quantities").entries.keys()
        before = [term for term in terms if term.end <= cue.start() and term.name in counted_ones]
        whole = [term for term in before if not any(_within(term, other) for other in before)]
        last = max((term.end for term in whole), default=0)
        return frozenset(term.name for term in whole if term.end == last)
    found = [term for term in terms if term.end > cue.start()]
    if any(term.name in _NO_NUMBER for term in found):
        return frozenset()
    found = [term for term in found if term.name not in _ASKS_ITSELF]
    terms = [term for term in found if not any(_within(term, other) for other in found)]
    # A noun that is always counted outweighs what stands before it: the delegates in `young delegates`.
    plain_nouns = [term for term in terms if term.name in lexicon("quantities").entries]
    near = [term for term in plain_nouns if term.start - cue.end() <= _ASKED_WITHIN]
    terms = near or terms
    first = min(terms, key=lambda term: term.start, default=None)
    if first is None or first.start - cue.end() > _ASKED_WITHIN:
        return frozenset()
    return frozenset(term.name for term in terms if term.start < first.end)


def _within(term: Term, other: Term) -> bool:
    """Return whether a longer term covers another: the chair of a vice-chair."""
    longer = other.end - other.start > term.end - term.start
    return longer and other.start <= term.start and term.end <= other.end


@lru_cache(maxsize=8192)
def counted(text: str) -> frozenset[str]:
    """Return what a sentence gives the number of: things named right after a number or shortly before one."""
    return frozenset(name for name, _ in _counts(text))


def numbers_of(text: str, things: Iterable[str]) -> tuple[str, ...]:
    """Return the numbers that a text gives of `things`, in digits or as a number with separators."""
    wanted = frozenset(things)
    return tuple(dict.fromkeys(number for name, number in _counts(text) if name in wanted))


def _counts(text: str) -> Iterable[tuple[str, str]]:
    own = plain(text)
    labels = [match.span() for match in _LABEL.finditer(own)]
    numbers = [
        match.span()
        for match in _NUMBER.finditer(own)
        if not any(start <= match.start() < end for start, end in labels)
    ]
    if re.search(r"\d\s?%|百分之", own):
        yield "percent", (re.findall(r"(\d+(?:[.,]\d+)?)\s?%|百分之(\d+)", own) or [("", "")])[0][0]
    terms = [(table, term) for table in _TABLES for term in lexicon(table).find(text)] if numbers else []
    for table, term in terms:
        if not any(_within(term, other) for _, other in terms):
            found = [
                span for span in numbers if _counts_it(own, span, term, plain_noun=table == "quantities")
            ]
            nearest = min(found, key=lambda span: max(term.start - span[1], span[0] - term.end), default=None)
            if nearest is not None:
                yield term.name, _digits(own[slice(*nearest)])


def _counts_it(text: str, span: tuple[int, int], term: Term, *, plain_noun: bool) -> bool:
    start, end = span
    if start < term.end and term.start < end:
        return False
    after = end <= term.start
    if not after and (not plain_noun or (term.name in _LABELLED and not text[term.end : start].strip())):
        return False
    between = text[end : term.start] if after else text[term.end : start]
    reach = (_AFTER if plain_noun else _RIGHT_AFTER) if after else _BEFORE
    comma = r"|[，,](?=.{6})" if after else ""
    broken = r"\d|[。;；]|[.!?]\s" + comma if plain_noun else r"\d|[。;；，,、:：(（]|[.!?]\s"
    return len(between) <= reach and not re.search(broken, between)


def _digits(number: str) -> str:
    return str(_SPELLED.get(number, number))


def counted_in(record: Record) -> frozenset[str]:
    """Return what the numbers in a table row count: what the heads of their columns say."""
    return frozenset(name for field in record.fields for name in head_counts(field))


def head_counts(field: Field) -> frozenset[str]:
    """Return what a cell of a table counts by the head of its column; empty where it holds no number."""
    if not re.fullmatch(r"\d[\d .,]*", field.text.strip()):
        return frozenset()
    return lexicon("quantities").names(field.head)


def spelled_numbers(text: str) -> frozenset[str]:
    """Return the numbers that a text has as words, in digits."""
    return frozenset(_digits(match.group()) for match in _NUMBER.finditer(plain(text))) & _TEN


def without(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """Return `text` with the characters of `spans` (dates, symbols, addresses) as blanks."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text
