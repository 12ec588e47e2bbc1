"""What questions ask for, by their cues."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.lexicon import lexicon


class Ask(StrEnum):
    """What a question wants to know; the names are those of `cues.tsv`."""

    WHEN = "when"
    WHERE = "where"
    DURATION = "duration"
    START = "start"
    END = "end"
    DEADLINE = "deadline"
    SIGNATORY = "signatory"
    CONTACT = "contact"
    TELEPHONE = "telephone"
    FAX = "fax"
    EMAIL = "email"
    URL = "url"
    THEME = "theme"
    AGENDA = "agenda"
    COUNT = "count"
    SYMBOL = "symbol"
    ISSUED = "issued"
    FIRST = "first"
    LAST = "last"
    LONGER = "longer"
    EARLIER = "earlier"
    RELATION = "relation"
    FORMAT = "format"
    CONFIRMED = "confirmed"
    HOST = "host"
    LIST = "list"
    WHICH_EVENT = "which_event"
    COMPARE = "compare"
    WHY = "why"
    WHO = "who"
    ROLE = "role"
    PREMISE_CHECK = "premise_check"
    REFERENCE = "reference"
    DISAGREE = "disagree"
    WEEKDAY = "weekday"
    DOCUMENT = "document"


_NO_NUMBER = re.compile(r"[哪这那第前后头好]几[\u3400-\u9fff]")
"""Chinese words that begin as a question for a number does: which ones, these few, the how-manieth."""
_RELATIVE = re.compile(
    r"(?<!\bpar )(?<!\bde )(?<!\ba )(?<!\bpour )(?<!\bavec )(?<!\bchez )(?<!\bet )(?<!\bmais )"
    r"(?<=[^\W\d_] )(?:qui|who|whose)(?= (?:\w+ )?(?:a|ont|est|sont|sera|seront|doit|doivent|invit\w*"
    r"|annonc\w*|concern\w*|precis\w*|fix\w*|are|is|want|wants|need|needs|will|have|cannot|can't)\b)"
)
"""Relative pronouns, which ask for nobody; for `plain` text."""
_OF_TIME = re.compile(r"时间表|时间安排|时刻表")
"""Chinese words that begin as a question for the time does."""
_BY_WHICH_WAY = re.compile(
    r"怎么(?:去|走|到|过去|前往)|如何(?:前往|到达|去)|\bhow (?:do|can|to|should) [^?]{0,12}\b(?:get|go"
    r"|travel|reach)\b"
    r"|\bcomment (?:aller|se rendre|me rendre|rejoindre)\b|\bcomo (?:llegar|llego|ir|se llega|puedo llegar)\b"
    r"|\bкак (?:добраться|доехать|проехать|попасть)\b|كيف (?:اصل|نصل|يمكن الوصول|يمكنني الوصول)"
)
"""Words that ask for the way to a place, not for the place; for `plain` text."""
_APART = re.compile(
    r"[晚早迟差隔](?:了|于)?(?:多少|几)天|(?:相隔|相差|间隔|之间)|\bhow many days? (?:\w+ )?(?:later|earlier"
    r"|after|before|between|apart)\b"
    r"|\bhow (?:long|much) (?:later|earlier|after|before|between)\b|\bcombien de jours (?:apres|avant|entre"
    r"|separent)\b"
    r"|\bcuantos dias (?:despues|antes|entre|separan)\b|\b(?:на )?сколько дней (?:позже|раньше|между"
    r"|после)\b|كم يوما? (?:بعد|قبل|بين)"
)
"""Words that ask how far two days lie apart, not how long something lasts; for `plain` text."""
_EXPLAINED = (
    (Ask.WHO, _RELATIVE),
    (Ask.COUNT, _NO_NUMBER),
    (Ask.COUNT, re.compile(r"\bdu combien au combien\b")),
    (Ask.WHEN, _OF_TIME),
    (Ask.WHERE, re.compile(r"take[s]? place|taking place|took place|在哪[一]?[天年]")),
    (Ask.WHERE, re.compile(r"البلد المضيف\w*")),
    (Ask.TELEPHONE, re.compile(r"\b(?:is|are|was|be|each|it|they) called\b")),
    (Ask.WHICH_EVENT, re.compile(r"哪一?个会议(?:中心|厅|室|场所)")),
)
"""Phrases of `plain` text whose words ask for something else alone: an ask that only they name is none."""


def asks_of(worded: str, text: str, symbols: tuple[str, ...]) -> frozenset[Ask]:
    """Return what a question asks for: what its cues name, without what a longer one explains away.

    `worded` is the question without set phrases, `text` all of it as `plain` text.
    """
    kept = {Ask(name) for name in lexicon("cues").names(worded)}
    for ask, phrase in _EXPLAINED:
        if ask in kept and phrase.search(text):
            left = lexicon("cues").names(phrase.sub(" ", text))
            kept -= {ask} - set(map(Ask, left))
    if (
        Ask.DURATION in kept
        and re.search(r"哪几天", text)
        and not re.search(r"多少天|多长|为期|持续|天数", text)
    ):
        kept.discard(Ask.DURATION)
    if Ask.DURATION in kept and _APART.search(text):
        kept.discard(Ask.DURATION)
    if Ask.DURATION in kept:
        kept -= {Ask.FIRST, Ask.LAST, Ask.END, Ask.START, Ask.COUNT}
    if {Ask.CONTACT, Ask.WHEN} <= kept and re.search(r"\bwr[io]te to\b", text):
        kept.discard(Ask.CONTACT)
    if _BY_WHICH_WAY.search(text):
        kept.discard(Ask.WHERE)
    if {Ask.COUNT, Ask.AGENDA} <= kept:
        kept.discard(Ask.SYMBOL)
    if Ask.FAX in kept or Ask.TELEPHONE in kept:
        kept.discard(Ask.COUNT)
    if Ask.EMAIL in kept:
        kept.discard(Ask.URL)
        if "电话" not in text:
            kept.discard(Ask.WHERE)
    if Ask.ISSUED in kept and re.search(r"\bwritten\b|\bsent\b", text) and Ask.SIGNATORY in kept:
        kept.discard(Ask.ISSUED)
    if {Ask.SIGNATORY, Ask.WHEN} <= kept and "签发" in text and not re.search(r"谁|何人|哪位", text):
        kept = (kept - {Ask.SIGNATORY}) | {Ask.ISSUED}
    if Ask.DEADLINE in kept:
        kept -= {Ask.WHEN, Ask.END, Ask.RELATION}
    if Ask.CONFIRMED in kept:
        kept.discard(Ask.END)
    if Ask.LONGER in kept:
        kept -= {Ask.COUNT}
    if Ask.WHY in kept:
        kept -= {Ask.WHEN, Ask.CONFIRMED}
    if Ask.THEME in kept and re.search(r"主题重点|thematic", text):
        kept.discard(Ask.THEME)
    return frozenset(kept)
