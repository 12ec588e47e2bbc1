"""Agenda items and parts that a question names by number or letter, or counts from the one before."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.ordinals import LATIN, value_of

_ITEM = (
    re.compile(
        r"第\s*(\d{1,3}|[一二三四五六七八九十]{1,3})(?:\s*[、,，和与及]\s*第?\s*\d{1,3})*\s*(?:个|条)?"
        r"\s*[)）]?\s*(?:项|议项|议题|点)"
    ),
    re.compile(r"(?:议项|议题|议程项目?)\s*(\d{1,3})"),
    re.compile(
        r"\b(?:items?|points?|puntos?|пункт\w*)\s*(?:n[o°º]\.?\s*|number\s*|numero\s*|№\s*)?(\d{1,3})\b"
    ),
    re.compile(
        r"\b(\d{1,3})(?:st|nd|rd|th|-?[йигея]\w{0,2}|e|o|a|º|ª)?\s*(?:agenda )?(?:item|point|punto|пункт)\w*"
    ),
    re.compile(r"(?:البند|بند|النقطه)\s*(?:رقم\s*)?(\d{1,3})"),
    re.compile(rf"\b((?:{LATIN})\w*)\s+(?:agenda )?(?:items?|points?|puntos?|пункт\w*)\b"),
    re.compile(rf"(?:البند|النقطه)\s+(ال(?:{LATIN})\w*)"),
    re.compile(
        r"\b(?:items?|points?|puntos?|пункт\w*)\b[^?]{0,60}\b(?:number(?:ed)?|numero|номер\w*"
        r"|№)\s*(\d{1,3})\b"
    ),
    re.compile(r"(?:البند|بند)[^?؟]{0,40}(?:الرقم|رقم)\s*(\d{1,3})"),
    re.compile(r"编号(?:为|是)?\s*(\d{1,3})\s*(?:号)?的"),
)
_SEVERAL = (
    re.compile(r"第\s*\d{1,3}\s*(?:项|议项|议题|点)?(?=\s*[,，、和与及])"),
    re.compile(r"(?:议项|议题|议程项目?)\s*\d{1,3}"),
    re.compile(
        r"\b(?:items|points|puntos|пункт\w+)\s*(?:n[o°º]s?\.?\s*|numbers?\s*|numeros?\s*|№№?\s*)?\d{1,3}\b"
    ),
    re.compile(r"(?:البندان|البندين|البنود)\s*\d{1,3}"),
)
"""The first of several items by number; for `plain` text."""
_PART = (
    re.compile(r"第\s*(\d{1,2}|[一二三四五六七八九十]{1,2})\s*(?:个)?\s*(?:部分|大部分|章)"),
    re.compile(r"\b(?:parts?|partie|parte|част\w*|section)\s*(\d{1,2}|one|two|three|i{1,3}|iv)\b"),
    re.compile(r"\b(first|second|third|premiere?|deuxieme|troisieme|primera|segunda|tercera|перв\w*|втор\w*|трет\w*)"
               r"\s+(?:part|section|partie|parte|част)"),
    re.compile(r"(?:الجزء|القسم)\s*(الاول|الثاني|الثالث|\d)"),
)  # fmt: skip
_PARTS = re.compile(r"部分|\bparts?\b|\bsections?\b|\bparties?\b|\bpartes?\b|\bчаст|(?:ال)?اجزاء|الجزء|اقسام")
_LETTER = re.compile(
    r"(?<![a-z\d])([a-h])(?:[)）]|\s?(?:小?点|小项|分项|项))|\b(?:letter|sub-?items?|alinea|lettre|letra"
    r"|inciso)\s*\(?([a-h])\b"
    r"|(?<!\w)(?:буква|подпункт\w*)\s*\(?([a-hа-д])\b|(?:الفرعي|الحرف)\s*\(?([a-h])\b"
)
"""The letter of a sub-item, for `plain` text."""
_BESIDE = (
    (
        1,
        re.compile(
            r"紧接着|接着的?那?一?项|下一项|后一项|后面(?:的|那|的那)?一项"
            r"|\b(?:next|following) (?:item|one|point)\b"
            r"|\bitem (?:after|that follows)\b"
            r"|\b(?:one|item|point) (?:right |just |directly )?after (?:it|that)\b"
            r"|\b(?:comes?|stands?|is|what['’]?s) (?:right |just |directly )?after (?:it|that)\W*$"
            r"|\bfollows (?:it|that)\W*$|紧随其后|后面(?:的)?是"
            r"|\bpoint suivant\b|\bpunto siguiente\b|\bследующ\w+ пункт\w*|البند التالي"
        ),
    ),
    (
        -1,
        re.compile(
            r"上一项|前一项|前面那?一项|\b(?:previous|preceding) (?:item|one|point)\b"
            r"|\b(?:item|one|point) (?:right |just |directly )?before(?: it| that)?(?=\W*$)"
            r"|\bpoint precedent\b|\bpunto anterior\b|\bпредыдущ\w+ пункт\w*|البند السابق"
        ),
    ),
)


_MORE = re.compile(
    r"\s*(?:[,，、]|and\b|&|et\b|y\b|e\b|и\b|和|与|及|以及|و)+\s*(?:第\s*|n[o°º]\.?\s*)?"
    r"(\d{1,3})(?!\d|[./-]\d)\s*(?:项|议项|点)?"
)
"""A further number after that of an item: `items 3 and 5`, `第3、5项`; for `plain` text."""
_BARE_ITEM = re.compile(
    r"\b(?:and|et|y|и) (?:what(?: is|['’]?s)?|which is|quel est|cual es|какой) (?:n[o°º]\.? ?"
    r"|number )?(\d{1,2})(?=\s*(?:$|[?.,(]))"
)
"""A number asked for after an item: `item 2 and what's 13?`."""
WHICH_ITEM = re.compile(
    r"哪(?:个|一|几|些)?(?:个)?(?:议项|议题|项(?!(?!议程|议题)[^，,。？?]{0,12}(?:决议|决定|建议书|条款|条文"
    r"|规则))(?!建议|规定|条|法|公约|原则|措施|活动|内容|工作"
    r"|任务))|第几(?:项|个)|排第几|排在第几|哪(?:一)?个?委员会"
    r"|一项.{0,4}(?:分成|分为|包括|下设)|分题|子项|分项|\bwhich committee|\bsub-?items?\b"
    r"|\b(?:quelle commission"
    r"|sous-points?)\b"
    r"|\b(?:que comision|subpuntos?)\b|\b(?:како[йи] комитет|каком комитете|подпункт\w*)\b|اي لجنه"
    r"|بنود فرعيه|\b(?:which|what)\b[^?]{0,30}\bitems?\b|\b(?:which|what) number\b"
    r"|\bпод как\w+ номер\w*|\bsous quel numero\b|\bcon que numero\b|\bbajo que numero\b|باي رقم"
    r"|رقم (?:ال)?بند"
    r"|\b(?:quels?|quelle)\b[^?]{0,20}\bpoints?\b"
    r"|\b(?:que|cual(?:es)?|en que)\b[^?]{0,20}\bpuntos?\b|\bкак\w+\b[^?]{0,20}\bпункт"
    r"|اي بند|ما البند|في اي بند|البند الذي"
    r"|编号(?:是)?(?:多少|几|什么)|是?第几号|哪(?:一)?个?部分|\b(?:which|what) part\b|\bquelle partie\b"
    r"|\bque parte\b"
    r"|\bкак\w+ част|اي جزء|اي قسم"
)
"""Words that ask which item or part of an agenda something is in; for `plain` text."""


_SUB = re.compile(
    r"分项|子项|小项|下设|下属|\bsub-?items?\b|\bsous-points?\b|\bsubpuntos?\b|\bподпункт\w*|فرعيه"
)
"""Words for what is below an item, without its letter; for `plain` text."""


def more_items(text: str) -> tuple[str, ...]:
    """Return the numbers of further items that a question names after the first; for `plain` text."""
    first = next((match for one in _SEVERAL if (match := one.search(text))), None)
    found = []
    at = first.end() if first else None
    while at is not None and (match := _MORE.match(text, at)):
        found.append(match.group(1))
        at = match.end()
    numbers = [match.group(1) for one in (*_ITEM, _BARE_ITEM) for match in one.finditer(text)]
    first_named = _number(text, _ITEM)
    others = [str(value) for number in numbers if (value := value_of(number)) and value != first_named]
    return tuple(dict.fromkeys((*found, *others))) if first_named else tuple(found)


_FURTHER = re.compile(
    r"\b(two|three|four|\d)\s+(?:items?|points?)?\s*(?:further (?:down|on)|later|down|below|after (?:that"
    r"|it)|ahead)\b"
    r"|(?:再|往)(?:往)?[下后](?:数|面)?(?:第)?([两二三四\d])(?:项|个)"
    r"|\b(deux|trois|dos|tres)\s+(?:points?|puntos?) (?:plus (?:loin|bas)|mas (?:abajo|adelante))\b"
)
"""Words that count from the item before: `two items further down`."""
_STEPS = {
    "two": 2,
    "three": 3,
    "four": 4,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "deux": 2,
    "trois": 3,
    "dos": 2,
    "tres": 3,
}


def item_asked(text: str, before: Sequence[str] = ()) -> str | None:
    """Return the number of the item that a question names, `4 c` with the letter of a sub-item; else None.

    `before` are the questions before, the first one first: `letter c)` and `the next item` count from the
    last item that they name. All is `plain` text.
    """
    number, letter = _number(text, _ITEM), _letter(text)
    last = next((one for earlier in reversed(before) if (one := _number(earlier, _ITEM))), None)
    if last and (further := _FURTHER.search(text)):
        word = next(filter(None, further.groups()))
        return str(last + (_STEPS.get(word) or int(word)))
    if number is None:
        step = next((step for step, pattern in _BESIDE if pattern.search(text)), 0)
        below = bool(_SUB.search(text))
        number = last + step if last and (step or letter or below) else None
    if number is None:
        return None
    return f"{number} {letter}" if letter else str(number)


def part_asked(text: str) -> int | None:
    """Return the number of the part of an agenda that a question names, None where it names none."""
    return _number(text, _PART)


def parts_named(text: str) -> int:
    """Return how many parts of an agenda a question names by number; for `plain` text."""
    return len({value_of(match.group(1)) for one in _PART for match in one.finditer(text)})


def asks_parts(text: str) -> bool:
    """Return whether a question speaks of the parts of an agenda."""
    return bool(_PARTS.search(text))


def _letter(text: str) -> str | None:
    match = _LETTER.search(text)
    return next(filter(None, match.groups())).translate(_CYRILLIC) if match else None


_CYRILLIC = str.maketrans("абвгд", "abcde")


def _number(text: str, patterns: Sequence[re.Pattern[str]]) -> int | None:
    return next((value_of(match.group(1)) for one in patterns if (match := one.search(text))), None)
