"""Words of a question that no table knows and without which it means the same."""

from __future__ import annotations

import re

from assistant.asks import Ask
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.quantities import asked as asked_number_of

_SAME_MEANING = 0.945
"""Least likeness of a question to itself without the words that are left over, for these to say nothing of
their own. Of 74 questions whose answer hung on such words, the answer of the ledger was right in 13 of 16
above it and in 20 of 58 below; of the three two have a word that a document has (did they offer to host)."""
_FEW = 3
"""Most words that may say nothing of their own."""
_HELD = re.compile(
    r"开始|结束|\b(?:start|begin|end|finish|last)(?:s|ed|ing)?\b|\bcommenc\w+|\bdebut\w*|\btermin\w+|\bdure\w*"
    r"|\bempie[cz]\w+|\bcomien[cz]\w+|\bacaba\w*|\bначина\w+|\bначн\w+|\bзаканчива\w+|يبدا|تبدا|ينتهي|تنتهي"
    r"|举[行办]|召开|开[会幕办]|[在从][哪何]|会期|日期|时间|地[点方]|城市|\bheld\b|\bhold\w*|\btak\w+ place"
    r"|\bmeet\w*|\bconven\w+|\bhappen\w*"
    r"|\b(?:dates?|days?|place|city|venue)\b|\bti(?:ent|endr|ennent)\w*|\btenir\b|\btenue?s?\b|\blieu\b"
    r"|\breuni\w*|\bville\b"
    r"|\bcelebr\w+|\btendra\w*|\btiene\w* lugar|\breun\w+|\blugar\b|\bfechas?\b|\bciudad|\bпров[оеё]\w+"
    r"|\bсосто\w+|\bпро[йи]д\w+"
    r"|\bпрош\w+|\bдат[аыу]\b|\bмест[оае]\b|\bгород\w*|عقد|انعقا|تاريخ|مكان|مدينه|[يتس]قام"
)
"""Words that say of an event that it is held, or when or where, so that no word left over says what else is
done with it; for `plain` text."""
_THING = (
    r"(?:\b(?:the|an?|this|your|its|la|le|les|el|los|las|une?|una|del|du|al|aux?|cette|ce)\s|\b[ld]['’]|的"
    r"|\bال){0}"
    r"|{0}\s+(?:(?:of|at|in|de|du|des|del|в|на|من|في)\b|d['’]|[a-z]+-\d\d)|\bال{0}"
)
"""Where a word stands that names a thing of its own: after an article, or before what it belongs to."""
_OF_OTHERS = frozenset(
    {Ask.WHO, Ask.WHY, Ask.ROLE, Ask.DEADLINE, Ask.DOCUMENT, Ask.SYMBOL, Ask.ISSUED, Ask.CONTACT}
)
"""Asks for more than the time and place of an event."""


def say_nothing(facts: Facts, words: tuple[str, ...]) -> bool:
    """Return whether a question for the time or place of an event means the same without some words."""
    question = facts.question
    if facts.alike is None or len(words) > _FEW or question.asks & _OF_OTHERS or not facts.subject.events:
        return False
    if not _HELD.search(plain(question.text)):
        return False
    if Ask.COUNT in question.asks and asked_number_of(question.text):
        return False
    if facts.written is not None and any(map(facts.written, words)):
        return False
    own = plain(question.text)
    if any(re.search(_THING.format(re.escape(word)), own) for word in words):
        return False
    without = own
    for word in words:
        without = without.replace(word, " ")
    return facts.alike(own, without) >= _SAME_MEANING
