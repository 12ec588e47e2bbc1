"""What a question says that it is not about: kept apart, and told of neither sentences nor events."""

from __future__ import annotations

from dataclasses import replace

import pytest
from papers import DAY, TEXTS
from samples import facts_about, text_of

from assistant.besides import besides
from assistant.event_keys import base
from assistant.exclusions import without, without_exclusions
from assistant.other_matters import is_left_out
from assistant.question import understand
from assistant.ranking import choose
from assistant.sentences import units
from assistant.subject import find_subject
from assistant.texts_cited import texts_cited


def test_of_two_cited_texts_the_one_that_is_left_out_is_not_told() -> None:
    facts = facts_about(TEXTS, "WLAS-36的文件还提到哪个决议？", as_of=DAY)
    draft = texts_cited(replace(facts, excluded="除了第9号决议，"))
    assert draft is not None
    assert "Resolution 12" in text_of(draft)
    assert "Resolution 9" not in text_of(draft)


@pytest.mark.parametrize(
    ("question", "left", "excluded"),
    [
        ("除了31号决议，那份文件还提了哪个决议", "那份文件还提了哪个决议", "除了31号决议，"),
        ("Apart from lunch, what is served?", "what is served?", "Apart from lunch,"),
        ("What is served?", "What is served?", ""),
    ],
)
def test_what_a_question_leaves_out_is_kept_apart(question: str, left: str, excluded: str) -> None:
    found = without_exclusions(question)
    assert (found[0].strip(), found[1].strip()) == (left, excluded)


def test_a_sentence_about_what_is_left_out_is_about_another_thing_unless_it_lists() -> None:
    facts = facts_about(
        TEXTS, "Besides nominating a vice-chair, what are regional organizations to do?", as_of=DAY
    )
    sentences = {unit.text: unit for document in facts.documents.values() for unit in units(document)}
    only = next(unit for text, unit in sentences.items() if "vice-chair" in text)
    other = next(unit for text, unit in sentences.items() if "spokesperson" in text)
    asked = replace(facts, excluded="Besides nominating a vice-chair,")
    assert is_left_out(asked, only)
    assert not is_left_out(asked, other)
    ranked = choose(asked, None).ranked
    assert next(one.signs.other for one in ranked if one.unit == only) == 1.0


@pytest.mark.parametrize(
    ("question", "excluded", "told"),
    [
        (
            "What are regional organizations invited to do?",
            "Besides nominating a vice-chair,",
            "spokesperson",
        ),
        ("What are regional organizations invited to do?", "Apart from paying a fee,", ""),
        ("Where is the assembly held?", "Besides nominating a vice-chair,", ""),
    ],
)
def test_what_a_paper_adds_to_what_is_left_out_is_told(question: str, excluded: str, told: str) -> None:
    draft = besides(replace(facts_about(TEXTS, question, as_of=DAY), excluded=excluded))
    assert bool(draft) is bool(told)
    if draft is not None:
        assert told in text_of(draft)
        assert "nominate a vice-chair" not in text_of(draft)


@pytest.mark.parametrize(
    ("excluded", "kept"),
    [
        ("Except for Europe,", ["rpm-afr", "rpm-ams"]),
        ("除了利马，", ["rpm-afr", "rpm-eur"]),
        ("Apart from RPM-AFR,", ["rpm-ams", "rpm-eur"]),
        ("Apart from lunch,", ["rpm-afr", "rpm-ams", "rpm-eur"]),
    ],
)
def test_events_that_are_left_out_are_none_of_those_asked_about(excluded: str, kept: list[str]) -> None:
    facts = facts_about(TEXTS, "Where were the RPMs held?", as_of=DAY)
    clause = understand(excluded)
    subject = without(facts.subject, find_subject(clause, facts.events, DAY), clause)
    assert sorted(base(event.key) for event in subject.events) == kept


def test_a_sentence_of_the_place_that_is_left_out_alone_is_left_out() -> None:
    facts = facts_about(TEXTS, "Which town is named for the meeting for Africa?", as_of=DAY)
    sentences = {unit.text: unit for document in facts.documents.values() for unit in units(document)}
    asked = replace(facts, excluded="Apart from Riga,")
    assert is_left_out(asked, next(unit for text, unit in sentences.items() if "Riga" in text))
    assert not is_left_out(asked, next(unit for text, unit in sentences.items() if "Accra" in text))


def test_what_a_chinese_question_begins_by_leaving_out_is_left_out() -> None:
    assert without_exclusions("除了欧洲，各区域会议在哪里举行？") == ("各区域会议在哪里举行？", "除了欧洲，")
