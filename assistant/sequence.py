"""Which meeting comes next before or after another one of its conference."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.chronology import first_day, in_order
from assistant.draft import Draft
from assistant.event_keys import base, is_one_of
from assistant.facts import Facts
from assistant.leftover import residual
from assistant.lexicon import lexicon, plain
from assistant.time_and_place import lines
from ingest.events import Event, EventKind
from ingest.mentions.names import find_event_names

_WHICH = (
    r"哪(?:一)?[个次场届]|什么会|哪里|哪儿|\b(?:which|what)\b|\bquel\w*\b|\bque\b|\bcual\w*\b|\bкак\w+\b"
    r"|(?<!\w)(?:اي|ما)(?!\w)"
)
_NEXT = (
    r"紧接|紧挨|紧跟|接下来|下一[个次场]|随后|之后(?:的)?(?:是|那)|后面(?:的)?(?:是|那)|\b(?:right"
    r"|immediately|directly|just|next) after\b"
    r"|\bcomes? (?:right |next )?after\b|\b(?:follows|followed)\b|\bnext\b|\bjuste apres\b"
    r"|\bimmediatement apres\b|\bjusto despues\b"
    r"|\bсразу после\b|\bследующ\w+\b|بعد(?:ه|ها)? مباشره"
)
_PREVIOUS = (
    r"上一[个次场]|前一[个次场]|之前(?:的)?(?:是|那)|\b(?:right|immediately|directly|just) before\b"
    r"|\bcomes? (?:right )?before\b"
    r"|\bcame (?:right )?before\b|\bpreced\w+\b|\bprevious\b|\bjuste avant\b|\bjusto antes\b"
    r"|\bпрямо перед\b|\bпредыдущ\w+\b"
    r"|قبل(?:ه|ها)? مباشره"
)
_AFTER_WHICH = re.compile(
    r"(?:在|是)?哪(?:一)?[个次场][^，,。；;？?]{0,10}(?:之后|以后|后)(?:举行|召开|开)"
    r"|\b(?:after|following) (?:which|what)\b|\bapres quel\w*\b|\bdespues de (?:que|cual)\b"
    r"|\bпосле как\w+\b|بعد اي"
)
"""Words that ask after which meeting one is held: that before it; for `plain` text."""
_BEFORE_WHICH = re.compile(
    r"(?:在|是)?哪(?:一)?[个次场][^，,。；;？?]{0,10}(?:之前|以前|前)(?:举行|召开|开)"
    r"|\bbefore (?:which|what)\b|\bavant quel\w*\b|\bantes de (?:que|cual)\b|\bперед как\w+\b|قبل اي"
)
_LATER = re.compile(
    rf"(?=.*(?:{_WHICH}))(?=.*(?:{_NEXT}))"
    r"|^\W*(?:and )?(?:what about )?(?:the|what) (?:one )?(?:that )?(?:comes?|came|was|is) (?:right "
    r"|just |directly )?after(?: it"
    r"| that)?\W*$|^\W*(?:and )?the one (?:right |just |directly )?after(?: it| that)?\W*$"
    r"|^\W*(?:and |et |y |а |и |那)?(?:the )?(?:next|following)(?: one)?(?: after (?:that|it))?\W*$"
    r"|^\W*那?下一[个次场]呢?\W*$"
)
_EARLIER = re.compile(rf"(?=.*(?:{_WHICH}))(?=.*(?:{_PREVIOUS}))")
_IN_ORDER = re.compile(
    r"按(?:照)?(?:时间|日期|先后)[^，,。？?]{0,6}(?:排|列|顺序)|(?:时间|先后)顺序|从早到晚|由先到后"
    r"|\b(?:in|by) (?:date|chronological|time) order\b|\bchronological\w*\b|\bin order of (?:date|time)\b"
    r"|\bearliest to latest\b"
    r"|\b(?:dans l'|par )ordre chronologique\b|\borden cronologico\b|\bв хронологическом порядке\b"
    r"|\bпо датам\b"
    r"|(?:ال)?ترتيب (?:ال)?زمني|حسب التاريخ"
)
"""Words that ask for several events in the order of their days; for `plain` text."""
_ASKED = frozenset(
    {
        *(Ask.WHICH_EVENT, Ask.WHEN, Ask.WHERE, Ask.LIST, Ask.RELATION, Ask.HOST, Ask.EARLIER, Ask.LAST),
        *(Ask.FIRST, Ask.FORMAT, Ask.PREMISE_CHECK),
    }
)
_KINDS = frozenset({"rpm", "irm"})
_ANY = re.compile(
    r"活动|会议|\bevents?\b|\bmeetings?\b|\breunions?\b|\bevenements?\b|\beventos?\b|\breuniones\b"
    r"|\bсобрани|\bмероприят"
)
"""Words for a meeting of any kind; for `plain` text."""
_OF_SERIES = _KINDS | {"arb", "eur", "asp", "ams", "afr", "cis"}


def sequence(facts: Facts) -> Draft | None:
    """Tell the meeting next to the one asked about; None where that is not asked or there is none.

    Of regional meetings the next of their series, where the question names the series or a region; else
    the next of any kind.
    """
    question, own = facts.question, plain(facts.question.text)
    step = 1 if _BEFORE_WHICH.search(own) or _LATER.search(own) else 0
    step = -1 if _AFTER_WHICH.search(own) or (not step and _EARLIER.search(own)) else step
    events = facts.subject.events
    if _IN_ORDER.search(own) and len(events) > 1 and not residual(facts):
        return _ordered(facts)
    if not step or len(events) != 1 or question.asks - _ASKED or residual(facts):
        return None
    (event,) = events
    if _names_other(facts, event):
        return None
    if event.kind in (EventKind.CONFERENCE, EventKind.DEADLINE) or first_day(event) is None:
        return None
    series = base(event.key).partition("-")[0]
    named = bool(lexicon("names").names(question.text) & _OF_SERIES) or "区域" in own
    kept = series in _KINDS and (named or not _ANY.search(own))
    row = in_order(
        one
        for one in facts.events
        if one.parent == event.parent
        and first_day(one) is not None
        and one.kind not in (EventKind.DEADLINE, EventKind.CONFERENCE)
        and (not kept or base(one.key).partition("-")[0] == series)
    )
    at = [one.key for one in row].index(event.key) + step
    if not 0 <= at < len(row):
        return None
    return Draft(tuple(lines(facts, [row[at]])))


def _ordered(facts: Facts) -> Draft | None:
    """Tell the events asked about in the order of their days; None where the days of one are not known."""
    events = facts.subject.events
    if any(first_day(event) is None for event in events):
        return None
    return Draft(tuple(lines(facts, in_order(events))))


def _names_other(facts: Facts, event: Event) -> bool:
    """Return whether another event is named after the words that count: `the summit, right after WTDC-21`."""
    text = facts.question.text
    match = re.search(rf"{_NEXT}|{_PREVIOUS}", plain(text))
    if match is None:
        return False
    rest = {base(m.value) for m in find_event_names(text[match.end() :], facts.question.language) if m.value}
    return bool(rest) and not any(base(event.key) == key or is_one_of(base(event.key), key) for key in rest)
