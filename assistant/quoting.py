"""Answers by quotation, and the refusals that follow where no sentence answers."""

from __future__ import annotations

from assistant.answer import Method, Status
from assistant.draft import Draft, Sentence
from assistant.facts import Facts
from assistant.quantities import asked as asked_number_of
from assistant.question import Ask
from assistant.quotation import ASIDE, POSSIBLE, STRONG, Choice, quoted, selected, topic_words, wants_name
from assistant.refusals import TYPED, decline
from assistant.relevance import is_about_another, is_off_topic, lacks_theme, lacks_who, topical

PINNED = 0.6
"""Least score of a sentence that is quoted although a thing in the question is nowhere spoken of."""
_NEEDS_DATE = frozenset({Ask.WHEN, Ask.DEADLINE, Ask.START, Ask.END})
_CONTACTS = frozenset({Ask.TELEPHONE, Ask.FAX, Ask.EMAIL, Ask.CONTACT, Ask.URL})


def quote(facts: Facts, choice: Choice) -> Draft:
    """Return the chosen sentences as the answer, or a refusal with the nearest of them."""
    shown = selected(facts, choice)
    if choice.absent:
        people = [
            name.removeprefix("person:").title()
            for name in sorted(choice.absent)
            if name.startswith("person:")
        ]
        words = ", ".join(filter(None, [topic_words(facts, choice.absent), *people]))
        refused = decline(facts, name=words) if words else decline(facts)
        if choice.best < PINNED or not _pinned(choice):
            return refused
        pinned = [sentence for one in shown[:1] for sentence in quoted(facts, one.unit.source)]
        return Draft((refused.sentences[0], *pinned), method=Method.QUOTE, status=Status.PARTIAL)
    if not shown or choice.best < POSSIBLE:
        return _declined(facts)
    said = tuple(sentence for one in shown for sentence in quoted(facts, one.unit.source))
    if is_strong(facts, choice):
        return Draft(said, method=Method.QUOTE)
    nearest = tuple(quoted(facts, shown[0].unit.source, restate=False, lead=False))
    return _declined(facts, nearest)


def _declined(facts: Facts, nearest: tuple[Sentence, ...] = ()) -> Draft:
    labels = _labels(facts)
    words = topic_words(facts, facts.question.topics)
    if labels or not words:
        return decline(facts, *labels, nearest=nearest)
    return decline(facts, name=words, nearest=nearest)


def _pinned(choice: Choice) -> bool:
    """Return whether the best sentence has the date, symbol or number that the question gives."""
    return any(feature.startswith(("date:", "symbol:")) for feature in choice.ranked[0].matched)


def is_strong(facts: Facts, choice: Choice) -> bool:
    """Return whether the best sentence answers the question rather than being the nearest thing."""
    if choice.absent or choice.best < STRONG:
        return False
    if facts.question.asks & _CONTACTS or wants_name(facts, choice) or _misses_the_point(facts, choice):
        return False
    return not _lacks_what_is_asked(facts, choice)


def _lacks_what_is_asked(facts: Facts, choice: Choice) -> bool:
    """Return whether the sentences to show hold no date or number, though one is asked for."""
    things = {f"count:{name}" for name in asked_number_of(facts.question.text)}
    if things and not any(things & one.matched for one in selected(facts, choice)):
        return True
    if not facts.question.asks & _NEEDS_DATE:
        return False
    return not any(
        mention.kind == "date" and len(mention.value) >= 7
        for one in selected(facts, choice)
        for mention in facts.inside(one.unit.source)
    )


def _misses_the_point(facts: Facts, choice: Choice) -> bool:
    """Return whether the sentences to show have the subject of the question but not what is asked of it."""
    shown = selected(facts, choice)
    units = [one.unit for one in shown]
    matched = frozenset[str]().union(*(one.matched for one in shown))
    asked = topical(facts, choice.wanted, ASIDE)
    return (
        all(is_about_another(facts, unit) for unit in units)
        or is_off_topic(facts, asked, choice.wanted, matched)
        or lacks_who(facts, units)
        or lacks_theme(facts, units)
    )


def _labels(facts: Facts) -> list[str]:
    return sorted(ask for ask in facts.question.asks & TYPED if ask is not Ask.CONFIRMED)
