"""The one thing in a question that no document speaks of, where the rest is told of another."""

from __future__ import annotations

import re

from assistant.choice import Choice
from assistant.facts import Facts
from assistant.lexicon import lexicon, plain
from assistant.restating import references

_ITSELF = (
    r"\b(?:what|which|quel\w*|cual\w*|que|что|как\w+) (?:is |are |was |est |sont |es |son )?(?:the |la "
    r"|le |el )?{thing}"
    r"|{thing}(?:是|为)?(?:什么|多少|哪)"
)
"""A thing that is itself asked for; for `plain` text."""
_WORDS = 40
"""Most characters between the first and the last word that name one concept."""


def misnamed(facts: Facts, choice: Choice) -> str:
    """Return the words for the one thing that no document speaks of, where the best sentence has the rest.

    Nothing where that is itself asked for, or where the sentence has neither the day nor the symbol that the
    question gives; for a numbered text it has to name another of its kind.
    """
    if len(choice.absent) != 1 or not (is_pinned(choice) or _has_other_number(choice)):
        return ""
    (missing,) = choice.absent
    thing = _words_of(facts, missing) or _text_named(facts, missing)
    itself = re.search(_ITSELF.format(thing=re.escape(plain(thing))), plain(facts.question.text))
    return "" if itself else thing


def is_pinned(choice: Choice) -> bool:
    """Return whether the best sentence has the date, symbol or number that the question gives."""
    return any(feature.startswith(("date:", "symbol:")) for feature in choice.ranked[0].matched)


def _has_other_number(choice: Choice) -> bool:
    """Return whether a numbered text is what is missing, and the best sentence names another of its kind."""
    (missing,) = choice.absent
    kind = missing.removeprefix("reference:").partition(" ")[0]
    named = {one for one, _, _ in references(choice.ranked[0].unit.text)}
    return missing.startswith("reference:") and kind in named


def _text_named(facts: Facts, missing: str) -> str:
    """Return a numbered text as the question writes it, where that is what is missing."""
    kind, _, number = missing.removeprefix("reference:").partition(" ")
    return next(
        (text for one, other, text in references(facts.question.text) if (one, other) == (kind, number)), ""
    )


def _words_of(facts: Facts, concept: str) -> str:
    """Return the words of the question that name a concept, none where they can't be told apart."""
    text = facts.question.text
    terms = [term for term in lexicon("concepts").find(text) if term.name == concept]
    if not terms or len(plain(text)) != len(text):
        return ""
    start, end = min(term.start for term in terms), max(term.end for term in terms)
    while end < len(text) and re.match(r"[^\W\d_\u3400-\u9fff]", text[end]):
        end += 1
    return text[start:end] if end - start <= _WORDS else ""
