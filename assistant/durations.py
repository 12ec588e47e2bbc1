"""How long events last: each by itself, and several together."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.draft import Sentence, plain_sentence
from assistant.facts import Facts
from assistant.lexicon import plain
from assistant.phrases import days_text
from assistant.statements import sources
from ingest.events import Attribute, Event
from ingest.mentions.iso import duration_days

_TOGETHER = re.compile(
    r"一共|总共|共计|合计|加起来|加在一起|总[天时]|共.{0,4}(?:多少|几)天|\b(?:in total|altogether|in all"
    r"|total|combined|all together)\b"
    r"|\b(?:au total|en tout)\b|\ben total\b|\b(?:всего|в общей сложности|в сумме)\b|(?:اجمالا|بالمجموع"
    r"|في المجموع|مجموع)"
)
"""Words that ask for a sum; for `plain` text."""


def duration(facts: Facts, event: Event) -> Sentence:
    """Return how many days an event lasts, the first and the last counted; its dates must be of a year."""
    when = str(event.value(Attribute.DATE))
    days = duration_days(when)
    text = facts.say(
        "duration",
        name=facts.name(event),
        n=days,
        days=days_text(days, facts.language),
        date=facts.day(when),
    )
    return plain_sentence(text, *sources(event, Attribute.DATE), derived=frozenset({str(days)}))


def together(facts: Facts, events: Sequence[Event]) -> tuple[Sentence, ...]:
    """Return how many days several events last in all, where the question asks for that; else nothing.

    Nothing too where the dates of one are not known, or have no year.
    """
    dates = [str(event.value(Attribute.DATE) or "--") for event in events]
    asked = len(events) > 1 and _TOGETHER.search(plain(facts.question.text))
    if not asked or any(when.startswith("--") for when in dates):
        return ()
    days = [duration_days(when) for when in dates]
    total = sum(days)
    text = facts.say(
        "duration_sum", n=total, days=days_text(total, facts.language), parts=" + ".join(map(str, days))
    )
    spans = tuple(span for event in events for span in sources(event, Attribute.DATE))
    return (plain_sentence(text, *spans, derived=frozenset({str(total), *map(str, days)})),)
