"""What is offered as nearest instead of being said or declined, and how far it is from an answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from samples import answered, facts_about, text_of

from assistant.answer import Method, Status
from assistant.choice import Choice, Ranked, likelihoods
from assistant.fit import Signs
from assistant.quoting import quote
from assistant.selection import beside
from assistant.sentences import units
from assistant.sureness import is_apt, is_likely, is_near

DAY = date(2031, 2, 20)
TEXTS = {
    "porter.md": """# Information for participants of the World Pilot Congress (WPCO-31)

WPCO-31/INF/1-E

6 February 2031

The World Pilot Congress (WPCO-31) will be held in Porto, Portugal, from 5 to 9 May 2031.

Lorries use the third gate. A nurse is on the second floor. Bicycles can be left beside the tram stop.

Prams are lent at the cloakroom. Umbrellas are sold at the kiosk.
""",
}


def ranked(*scores: float, meaning: float = 3.0, **signs: float) -> Choice:
    """Return the sentences of the sample with made-up signs, so that the best ones score as given."""
    facts = facts_about(TEXTS, "Which gate do lorries use at WPCO-31?", as_of=DAY)
    document = next(iter(facts.documents.values()))
    found = []
    for score, unit in zip(scores, units(document)[-len(scores) :], strict=True):
        bare = Signs(meaning=meaning, **signs)
        found.append(Ranked(unit, replace(bare, coverage=score - bare.score), frozenset({"word:gate"})))
    return Choice(tuple(found), wanted=frozenset({"word:gate"}))


def test_likelihoods_are_shares_that_grow_with_the_score() -> None:
    shares = likelihoods(ranked(2.0, 1.0, 1.0).ranked)
    assert sum(shares) == pytest.approx(1.0)
    assert shares[0] == pytest.approx(shares[1] * 9.974, rel=1e-3)  # e to the power of 2.3
    assert shares[1] == shares[2]
    assert likelihoods([]) == []


def test_sentences_are_shown_until_the_answer_is_among_them() -> None:
    facts = facts_about(TEXTS, "Which gate do lorries use at WPCO-31?", as_of=DAY)
    alone = ranked(3.0, 1.0, 1.0, 1.0)
    assert beside(facts, alone, alone.ranked[:1], 0.7) == []
    close = ranked(1.3, 1.2, 1.1, 1.0)
    assert beside(facts, close, close.ranked[:1], 0.7) == list(close.ranked[1:3])
    other = replace(close.ranked[1], signs=replace(close.ranked[1].signs, other=1.0))
    told = replace(close, ranked=(close.ranked[0], other, *close.ranked[2:]))
    assert other not in beside(facts, told, told.ranked[:1], 0.7)


def test_one_of_several_like_sentences_is_no_answer() -> None:
    assert is_likely(ranked(2.0, 0.5))
    assert not is_likely(ranked(1.3, 1.3, 1.3, 1.3))
    assert not is_likely(ranked(1.5, 1.3, meaning=-1.0))
    apt = replace(ranked(1.3, 1.3, 1.3, 1.3, kind=1.0), kinds=frozenset({"date"}))
    assert is_apt(apt) is (apt.best >= 0.75)


def test_that_none_answers_is_one_more_possibility_where_sentences_were_read() -> None:
    read = [2.0, 0.5]
    shares = likelihoods(ranked(*read, answer=1.0).ranked)
    assert sum(shares) < 0.93
    assert shares[0] == pytest.approx(shares[1] * 4.688, rel=1e-3)  # e to the power of 1.03 · 1.5
    assert sum(likelihoods(ranked(-2.0, answer=-6.0).ranked)) < 0.25


def test_of_two_sentences_that_were_read_one_must_be_likelier_than_all_others_together() -> None:
    assert is_likely(ranked(2.2, 1.2, answer=3.0))
    assert not is_likely(ranked(1.3, 1.2, 1.1, 1.0, answer=3.0))


def test_what_is_not_sure_is_offered_and_not_said() -> None:
    facts = facts_about(TEXTS, "Which gate do lorries use at WPCO-31?", as_of=DAY)
    draft = quote(facts, ranked(1.3, 1.2, 1.1, 1.0, 1.0))
    assert (draft.status, draft.method) == (Status.PARTIAL, Method.QUOTE)
    first, *rest = draft.sentences
    assert not first.claims
    assert "not stated in so many words" in first.text
    assert len([sentence for sentence in rest if sentence.quoted]) == 3
    assert all(sentence.sources for sentence in rest)


def test_nothing_is_offered_to_a_question_without_words_or_about_something_else() -> None:
    assert answered(TEXTS, "？？？", as_of=DAY).status is Status.NOT_FOUND
    facts = facts_about(TEXTS, "Which gate do lorries use at WPCO-31?", as_of=DAY)
    assert not is_near(facts, ranked(1.3, 1.2, 1.1, 1.0, 1.0, other=1.0))
    assert quote(facts, ranked(0.4, 0.3)).status is Status.NOT_FOUND


def test_a_follow_up_is_not_answered_by_what_only_the_question_before_named() -> None:
    facts = facts_about(TEXTS, "And the chess prize?", "Which gate do lorries use at WPCO-31?", as_of=DAY)
    found = ranked(1.3, 1.2, 1.1, 1.0, 1.0)
    assert is_near(facts, found)
    of_before = replace(found, wanted=frozenset({"word:chess", "word:prize"}))
    assert not is_near(facts, of_before)
    assert quote(facts, of_before).status is Status.NOT_FOUND


def test_what_stands_out_is_said_alone() -> None:
    draft = answered(TEXTS, "Which gate do lorries use at WPCO-31?", as_of=DAY)
    assert draft.status is Status.ANSWERED
    assert "Lorries use the third gate." in text_of(draft)
    assert "Umbrellas" not in text_of(draft)
