"""Answers by quotation, and the refusals that follow where no sentence answers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Method, Status
from assistant.asks import Ask
from assistant.certainty import agreed, dates_another, has_free_day, is_certain, is_dateline
from assistant.choice import POSSIBLE, READ_BESIDE, Choice, Ranked
from assistant.direct import direct
from assistant.documents_asked import is_held
from assistant.draft import Draft, Remark, Sentence
from assistant.event_keys import unique
from assistant.expected import PRECISE, holds
from assistant.facts import Facts
from assistant.leftover import residual
from assistant.lexicon import plain
from assistant.misnamed import is_pinned, misnamed
from assistant.neighbours import NEXT
from assistant.persons import names_another
from assistant.quotation import quoted
from assistant.refusals import TYPED, decline
from assistant.selection import COVERED, beside, selected
from assistant.sentences import Unit, is_head_row, units
from assistant.sessions import sessions
from assistant.standing import changes, notices, replaced
from assistant.sureness import (
    PINNED,
    SURE,
    is_likely,
    is_near,
    is_read_surely,
    is_strong,
    lacks_what_is_asked,
)
from ingest.documents import BlockKind
from ingest.events import Attribute, Event

MOST_ITEMS = 16
"""Sentences of a list that is quoted after the sentence that announces it."""
AGREED = 0.6
"""Least probability that one of several sentences that give the same date or city answers."""
TOLD = 8.0
"""Least log odds by the reranker of a sentence that tells of what was done, whatever other days it gives."""


def quote(facts: Facts, choice: Choice, *, contacts: bool = False) -> Draft:
    """Return the chosen sentences as the answer, those that come nearest as an offer, or a refusal."""
    shown = selected(facts, choice)
    certain = is_certain(facts, choice.kinds, [one.unit for one in shown]) or _tells_it(facts, choice)
    if "date" in choice.kinds:
        certain = certain and not all(dates_another(facts, one.unit) for one in shown)
        certain = certain and (
            facts.question.wants(Ask.ISSUED) or not all(is_dateline(facts, one.unit) for one in shown)
        )
    likely = is_likely(choice) or _say_the_same(facts, choice)
    if certain and likely and is_strong(facts, choice, contacts=contacts):
        best_first = sorted(shown, key=lambda one: -one.score)
        answered = direct(facts, choice.kinds, [one.unit for one in best_first])
        said = dict.fromkeys(sentence for one in shown for sentence in _told(facts, choice, one))
        now = (sentence for event in _replaced(facts, shown) for sentence in changes(facts, event))
        return Draft((*answered, *said, *now), method=Method.QUOTE, remarks=_remarks(facts, shown))
    if (otherwise := _said_otherwise(facts, choice, shown)) is not None:
        return otherwise
    if is_near(facts, choice):
        return _offered(facts, choice)
    if choice.absent:
        return _absent(facts, choice, shown)
    if not shown or choice.best < POSSIBLE:
        return _declined(facts)
    return _declined(facts, _nearest(facts, choice))


def _say_the_same(facts: Facts, choice: Choice) -> bool:
    """Return whether several sentences give the date or city asked for, the best of which was read to."""
    answer = choice.ranked[0].signs.answer if choice.ranked else None
    if sessions(facts.question.text):
        return False  # When a part of it is.
    return answer is not None and answer >= READ_BESIDE and agreed(facts, choice) >= AGREED


def _tells_it(facts: Facts, choice: Choice) -> bool:
    """Return whether the best sentence surely tells of what was done, the day or place of which is asked.

    It has most of what the question names besides its event, and the reranker is sure of it: other days in
    it are said by the quotation to be of something else.
    """
    best = choice.ranked[0].signs if choice.ranked else None
    return bool(
        best
        and residual(facts)
        and best.answer is not None
        and best.answer >= TOLD
        and best.coverage >= COVERED
        and best.kind >= 0
        and not (best.other or best.outdated or best.form)
    )


def _offered(facts: Facts, choice: Choice) -> Draft:
    """Return the sentences that come nearest, said to be no more than that."""
    best = selected(facts, choice)
    shown = [*best, *beside(facts, choice, best, SURE)]
    found = (replace(sentence, verified=False) for sentence in _listed(facts, shown))
    said = (Sentence(facts.say("offered"), claims=False), *found)
    return Draft(said, method=Method.QUOTE, status=Status.PARTIAL, remarks=_remarks(facts, shown))


def _remarks(facts: Facts, shown: Sequence[Ranked]) -> tuple[Remark, ...]:
    """Return what must be said besides where sentences give dates or cities that were replaced."""
    return tuple(remark for event in _replaced(facts, shown) for remark in notices(facts, event))


def _replaced(facts: Facts, shown: Sequence[Ranked]) -> tuple[Event, ...]:
    """Return the events of which sentences give dates or cities that were replaced."""
    return tuple(unique(event for one in shown for event in replaced(facts, one.unit.source)))


def _listed(facts: Facts, shown: Sequence[Ranked]) -> tuple[Sentence, ...]:
    """Return sentences as quotations on lines of their own, each once."""
    found = (
        replace(sentence, bullet=sentence.quoted)
        for one in shown
        for sentence in _with_list(facts, one.unit, lead=False)
    )
    return tuple(dict.fromkeys(found))


def _absent(facts: Facts, choice: Choice, shown: Sequence[Ranked]) -> Draft:
    """Return the refusal that names what no document speaks of, with the sentence that has the rest."""
    people = [
        name.removeprefix("person:").title() for name in sorted(choice.absent) if name.startswith("person:")
    ]
    refused = decline(facts, *_labels(facts), name=", ".join(people), nearest=_nearest(facts, choice))
    if choice.best < PINNED or not is_pinned(choice):
        return refused
    pinned = [sentence for one in shown[:1] for sentence in quoted(facts, one.unit.source)]
    return Draft((refused.sentences[0], *pinned), method=Method.QUOTE, status=Status.PARTIAL)


def _said_otherwise(facts: Facts, choice: Choice, shown: Sequence[Ranked]) -> Draft | None:
    """Return the sentence that surely answers but for one thing that no document speaks of, which is said."""
    surely = is_read_surely(choice) and not choice.ranked[0].signs.other
    if not surely or choice.kinds & PRECISE or lacks_what_is_asked(facts, choice):
        return None
    thing = misnamed(facts, choice)
    if not thing:
        return None
    said = (Sentence(facts.say("not_spoken_of", thing=thing), claims=False), *_listed(facts, shown[:1]))
    return Draft(said, method=Method.QUOTE)


def _told(facts: Facts, choice: Choice, one: Ranked) -> list[Sentence]:
    """Return a sentence as a quotation, with its list where it is the best or a list is asked for."""
    if one.unit != choice.ranked[0].unit and not facts.question.wants(Ask.LIST, Ask.COUNT):
        return quoted(facts, one.unit.source)
    return _with_list(facts, one.unit)


def _with_list(facts: Facts, unit: Unit, *, lead: bool = True) -> list[Sentence]:
    """Return a sentence as a quotation, and the items or rows after it where it announces them."""
    said = quoted(facts, unit.source, lead=lead)
    if not unit.text.rstrip().endswith((":", "：")):
        return said
    document = facts.documents[unit.document_id]
    for below in units(document)[units(document).index(unit) + 1 :]:
        if below.kind not in (BlockKind.ROW, BlockKind.ITEM) or len(said) > MOST_ITEMS:
            break
        if is_head_row(document, below):
            continue
        said += [replace(one, bullet=True) for one in quoted(facts, below.source, lead=False)]
    return said


def _nearest(facts: Facts, choice: Choice) -> tuple[Sentence, ...]:
    """Return the sentence that comes nearest, quoted; none where none comes near."""
    if choice.best < POSSIBLE or choice.ranked[0].signs.other:
        return ()
    found = quoted(facts, choice.ranked[0].unit.source, restate=False, lead=False)
    return tuple(replace(one, verified=False) for one in found)


def instead(facts: Facts, choice: Choice) -> Draft | None:
    """Return the quotation that answers where the ledger holds nothing, None where none surely does.

    It must hold every kind of thing that is asked for, of an event that the documents know.
    """
    if facts.subject.unknown or facts.question.wants(Ask.THEME) or not choice.kinds or not choice.ranked:
        return None
    if facts.question.item:
        return None  # An agenda has no item of that number.
    if NEXT.search(plain(facts.question.text)) or names_another(facts):
        return None  # That none is to come is the answer; a number is that of another person.
    if facts.question.wants(Ask.ISSUED) and facts.question.symbols and not is_held(facts):
        return None  # A day in a sentence that cites a letter need not be the letter's.
    best = choice.ranked[0]
    if facts.question.wants(Ask.ISSUED) and not has_free_day(facts, best.unit):
        return None  # Its days are those of events, not of a letter.
    held = all(holds(facts, best.unit, kind) for kind in choice.kinds)
    if not held or best.signs.other or best.signs.aside or not is_strong(facts, choice, contacts=True):
        return None
    return quote(facts, choice, contacts=True)


def offer(facts: Facts, choice: Choice) -> Draft | None:
    """Return the sentences that come nearest where the ledger holds nothing, None where none is near.

    What is asked of an edition or meeting that no document tells of is not offered of another one.
    """
    if facts.subject.unknown or facts.question.item or NEXT.search(plain(facts.question.text)):
        return None
    if not is_near(facts, choice):
        return None
    return _offered(facts, choice)


def _declined(facts: Facts, nearest: tuple[Sentence, ...] = ()) -> Draft:
    return decline(facts, *_labels(facts), nearest=nearest)


_GIVEN = {
    Ask.WHEN: Attribute.DATE,
    Ask.START: Attribute.DATE,
    Ask.END: Attribute.DATE,
    Ask.DURATION: Attribute.DATE,
    Ask.WHERE: Attribute.CITY,
    Ask.HOST: Attribute.COUNTRY,
    Ask.THEME: Attribute.THEME,
}


def _labels(facts: Facts) -> list[str]:
    """Return what is asked for, without what the ledger has of the events: that is not what is missing."""
    events = facts.subject.events
    return sorted(
        ask
        for ask in facts.question.asks & TYPED - {Ask.CONFIRMED}
        if not (ask in _GIVEN and events and all(event.value(_GIVEN[ask]) for event in events))
    )
