"""What staff check in passing: cited letters, resolutions, forms, two sides of a conference, joined things."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from samples import answered, facts_about, text_of

from assistant.answer import Status
from assistant.asks import Ask
from assistant.choice import Choice, Ranked
from assistant.compound import questions_in
from assistant.facts import Facts
from assistant.features import question_features, unit_features
from assistant.fit import Signs
from assistant.neighbours import names_beyond
from assistant.other_matters import is_of_the_first
from assistant.question import understand
from assistant.sayers import without_sayer
from assistant.selection import selected
from assistant.sentences import units
from assistant.sureness import SURE, is_strong

DAY = date(2036, 1, 25)
TEXTS = {
    "letter.txt": """Letter LGH-36/007-E

Split, 10 January 2036

Subject: Invitation to the World Lighthouse Assembly (WLAS-36)

Further to my letter LGH-36/006, the World Lighthouse Assembly (WLAS-36) will be held in Split, Croatia, from 2 to 13 June 2036.

The Council consulted all Member States by letter LGH-35/041 of 24 June 2035, and in September 2035 the majority agreed to the place and the dates.

Resolution 12 (Rev. Bergen, 2029) calls upon the Union to avoid religious holidays. Under Resolution 9 (Rev. Nairobi, 2033) six preparatory meetings were held.

The Young Keepers Summit will be held in Split, Croatia, on 29 and 30 May 2036. This summit is the first of its kind.

The Round Table on Lamps will be held in Split, Croatia, on 4 and 5 June 2036.

Member States are encouraged to include trainees in their delegations. They are also encouraged to send women engineers.

The Regional Preparatory Meeting for Africa (RPM-AFR), preparatory to WLAS-36, will be held in Accra, Ghana, on 13 and 14 February 2036.

The Regional Preparatory Meeting for Europe (RPM-EUR), preparatory to WLAS-36, will be held in Riga, Latvia, on 10 and 11 March 2036.

The Regional Preparatory Meeting for the Americas (RPM-AMS), preparatory to WLAS-36, will be held in Lima, Peru, on 17 and 18 April 2036.

An inter-regional meeting (IRM-1) is planned for WLAS-36, online, on 6 and 7 May 2036.

Vesna Horvat
Secretary-General
""",
}


def said(question: str, *history: str) -> str:
    """Return the answer to a question about the letter above."""
    return text_of(answered(TEXTS, question, *history, as_of=DAY))


# Letters that are only cited ----------------------------------------------------------------------


def test_a_letter_that_is_only_cited_has_the_day_beside_its_symbol() -> None:
    told = said("When was letter LGH-35/041 issued?")
    assert "24 June 2035" in told
    assert "2036" not in told


@pytest.mark.parametrize(
    "question",
    [
        "When was letter LGH-36/006 issued?",
        "LGH-36/006号函是哪天发的？",
        "Who signed letter LGH-35/041?",
        "What is the telephone number in letter LGH-35/041?",
    ],
)
def test_what_a_letter_that_is_not_held_says_is_not_told_of_another(question: str) -> None:
    answer = answered(TEXTS, question, as_of=DAY)
    assert "10 January 2036" not in text_of(answer)
    assert "2036年1月10日" not in text_of(answer)
    assert "Vesna Horvat" not in text_of(answer)


def test_the_letter_that_another_follows_is_the_one_before_it() -> None:
    assert "LGH-36/006" in said("Which letter does LGH-36/007 follow?")


# Resolutions --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "where", "year"),
    [
        ("When and where was Resolution 12 last revised?", "Bergen", "2029"),
        ("第9号决议是哪一年在哪里修订的？", "内罗毕", "2033"),
        ("Когда и где была пересмотрена Резолюция 9?", "Найроби", "2033"),
    ],
)
def test_when_and_where_a_resolution_was_revised_is_in_its_name(question: str, where: str, year: str) -> None:
    told = said(question)
    assert where in told
    assert year in told


def test_two_resolutions_are_told_each() -> None:
    told = said("In which city and year were Resolution 12 and Resolution 9 revised?")
    assert "Bergen" in told
    assert "Nairobi" in told


@pytest.mark.parametrize(
    "question",
    [
        "Resolution 12 was revised in Nairobi in 2033. Could you confirm?",
        "请确认第12号决议是2033年在内罗毕修订的。",
        "¿Puede confirmar que la Resolución 12 fue revisada en Nairobi en 2033?",
    ],
)
def test_a_wrong_revision_is_corrected(question: str) -> None:
    told = said(question)
    assert "Bergen" in told
    assert "2029" in told


def test_a_resolution_that_is_not_named_in_the_documents_has_no_revision() -> None:
    assert "revised in" not in said("When and where was Resolution 13 last revised?")


# Forms, sides, what lies between ------------------------------------------------------------------


def test_a_wrong_form_is_corrected_with_the_day_that_is_right() -> None:
    told = said("IRM-1 on 6 and 7 May 2036 is held in person, right?")
    assert not told.startswith("Yes")
    assert "online" in told


def test_both_sides_of_a_conference_are_told_where_both_are_asked() -> None:
    told = said("Which events take place before and during WLAS-36?")
    assert "29" in told
    assert "Lamps" in told
    assert "Lamps" not in said("Which events take place before WLAS-36?")


@pytest.mark.parametrize(
    "question",
    [
        "Which regional meeting was held between the African and the Americas one?",
        "¿Qué reunión regional se celebró entre la de África y la de las Américas?",
        "非洲和美洲的区域筹备会议之间是哪个区域筹备会议？",
    ],
)
def test_what_lies_between_two_meetings_is_told(question: str) -> None:
    told = said(question)
    assert any(city in told for city in ("Riga", "里加"))
    assert not any(city in told for city in ("Lima", "利马", "Accra", "阿克拉"))


def test_a_region_that_met_is_its_preparatory_meeting() -> None:
    assert "Lima" in said("Where did the Americas region meet to prepare for WLAS-36?")


def test_the_edition_after_one_named_is_not_that_one() -> None:
    answer = answered(TEXTS, "When will the next assembly after WLAS-36 take place?", as_of=DAY)
    assert answer.status is Status.NOT_FOUND
    assert "June 2036" not in text_of(answer)


@pytest.mark.parametrize(
    "question", ["And what about the one for WKAS-40?", "那WKAS-40的呢？", "Et celui de WKAS-40 ?"]
)
def test_the_one_for_another_conference_is_the_event_spoken_of(question: str) -> None:
    texts = {
        f"{series}.txt": f"Letter {series[:3]}-{year}/001-E\n\nPorto, 10 January 20{year}\n\n"
        f"Subject: Invitation to the World {name} Assembly ({series}-{year})\n\n"
        f"The World {name} Assembly ({series}-{year}) will be held in Porto, Portugal, from 4 to 9 June 20{year}."
        f"\n\nThe Youth Forum will be held in {city}, Portugal, on 1 and 2 June 20{year}.\n"
        for series, name, year, city in (("WLAS", "Lighthouse", 36, "Braga"), ("WKAS", "Keel", 40, "Faro"))
    }
    told = text_of(answered(texts, question, "When is the Youth Forum of WLAS-36?", as_of=DAY))
    assert "2040" in told
    assert not any(city in told for city in ("Porto", "波尔图"))


def test_after_the_conference_closes_is_no_conference_after_it() -> None:
    assert names_beyond("Is the summit held after the conference closes?") == ""
    assert names_beyond("When is the next assembly after WLAS-36?")
    assert names_beyond("When is the edition after the one in Split?")


@pytest.mark.parametrize(
    ("question", "first"),
    [
        ("When is the second site visit?", True),
        ("When is the first site visit?", False),
        ("When is it?", False),
    ],
)
def test_a_sentence_about_the_first_tells_nothing_of_the_second(question: str, first: bool) -> None:
    text = {"v.txt": "The secretariat made its first site visit from 6 to 9 December 2035.\n"}
    facts = facts_about(text, question, as_of=DAY)
    (unit,) = units(next(iter(facts.documents.values())))
    assert is_of_the_first(facts, unit) is first


@pytest.mark.parametrize(
    ("question", "gap", "first"),
    [
        ("Which opens earlier, RPM-AFR or RPM-EUR, and by how many days?", "26 days", "RPM-AFR"),
        ("How many days earlier is RPM-AFR than RPM-EUR?", "26 days", "RPM-AFR"),
    ],
)
def test_by_how_much_one_is_earlier_is_counted_from_opening_to_opening(
    question: str, gap: str, first: str
) -> None:
    told = said(question)
    assert gap in told
    assert told.startswith(first)


@pytest.mark.parametrize(
    "question",
    [
        "Does the Young Keepers Summit or WLAS-36 run for more days?",
        "Young Keepers Summit和WLAS-36哪个天数更多？",
    ],
)
def test_more_days_are_longer(question: str) -> None:
    told = said(question)
    assert "12" in told
    assert "2" in told
    assert told.index("WLAS-36") < told.index("Young Keepers")


@pytest.mark.parametrize(
    ("question", "told", "count"),
    [
        ("Which RPMs of WLAS-36 are in March?", "Riga", ""),
        ("哪些RPM是3月开的？", "里加", ""),
        ("How many RPMs are held in March?", "Riga", "1"),
        ("Which two RPMs are held in February and March 2036?", "Riga", ""),
        ("Quelles RPM ont lieu en mars ?", "Riga", ""),
    ],
)
def test_the_meetings_of_a_month_of_any_year_are_told_alone(question: str, told: str, count: str) -> None:
    text = said(question)
    assert told in text
    assert count in text
    assert "Lima" not in text
    assert "利马" not in text


# Requests to confirm ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "Can you confirm the dates of WLAS-36?",
        "请确认WLAS-36的日期",
        "Pourriez-vous confirmer les dates de WLAS-36 ?",
        "¿Podría confirmarme las fechas de WLAS-36?",
        "Не могли бы вы подтвердить даты WLAS-36?",
        "هل يمكنكم تأكيد تاريخ انعقاد WLAS-36؟",
    ],
)
def test_what_is_to_be_confirmed_is_told(question: str) -> None:
    answer = answered(TEXTS, question, as_of=DAY)
    assert answer.status is Status.ANSWERED
    assert "2036" in text_of(answer)
    assert "13" in text_of(answer)


def test_what_is_to_be_confirmed_is_corrected_where_it_is_wrong() -> None:
    assert "not Riga" in said("Could you confirm that WLAS-36 is in Riga?")


# What words ask for -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "ask", "asked"),
    [
        ("How will health measures during WLAS-36 be 如何处理？", Ask.WHERE, False),
        ("会期应避开节日是哪项决议规定的？", Ask.WHEN, False),
        ("会期是什么时候？", Ask.WHEN, True),
        ("成员国是何时同意大会的具体地点和日期的？", Ask.WHERE, False),
        ("理事会批准的地点是哪里？", Ask.WHERE, True),
        ("Where can I find out how to register?", Ask.WHERE, False),
        ("Where can delegates stay?", Ask.WHERE, True),
        ("Which details will be sent later?", Ask.EARLIER, False),
        ("Is the visit earlier or later than the summit?", Ask.EARLIER, True),
        ("The assembly meets every two years, is it not?", Ask.LIST, False),
        ("The assembly meets every two years, is it not?", Ask.PREMISE_CHECK, True),
        ("Please confirm the place of WLAS-36", Ask.CONFIRMED, False),
        ("Is the place of WLAS-36 confirmed?", Ask.CONFIRMED, True),
        ("What did the team see during it?", Ask.RELATION, False),
        ("开会期间防疫措施会怎么处理？", Ask.WHEN, False),
        ("Has such a summit been held before?", Ask.RELATION, False),
        ("Is the summit held before WLAS-36?", Ask.RELATION, True),
        ("Is it open to everybody?", Ask.START, False),
        ("When does it open?", Ask.START, True),
        ("Собрание прошло в Риге, да?", Ask.PREMISE_CHECK, True),
        ("C'est à Split, non ?", Ask.PREMISE_CHECK, True),
        ("When is it, and which exact dates?", Ask.PREMISE_CHECK, False),
        ("What should the Union avoid when planning assemblies?", Ask.WHEN, False),
        ("Which governments issued the invitations to host both?", Ask.ISSUED, False),
    ],
)
def test_a_word_asks_by_what_it_belongs_to(question: str, ask: Ask, asked: bool) -> None:
    assert understand(question).wants(ask) is asked


@pytest.mark.parametrize(
    ("question", "bare"),
    [
        ("What did the invitation letter say about trainees?", "What did  say about trainees?"),
        ("邀请函里讲代表团怎么组？", " 讲代表团怎么组？"),
        ("What did the letter say?", "What did the letter say?"),
        ("Who signed the letter?", "Who signed the letter?"),
    ],
)
def test_the_letter_that_says_something_is_not_what_is_asked_about(question: str, bare: str) -> None:
    assert without_sayer(question).split() == bare.split()


def test_a_second_sentence_that_names_nothing_is_no_second_question() -> None:
    assert questions_in("What are the summits for? What does it list?") == ()
    assert len(questions_in("What are the summits for? When are the delegations due?")) == 2


# What is shown beside the best sentence, and when it is the answer ----------------------------------

INVITED = {
    "invited.txt": """Member States are asked to include youth in their delegations.

They are encouraged to send women too.

The host does all preparations with the Union. These preparations include transport, rooms and security.
"""
}


def chosen(question: str, *signs: Signs) -> tuple[Facts, Choice]:
    """Return the facts of a question and a choice of the sentences above, in their order, with these signs."""
    facts = facts_about(INVITED, question, as_of=DAY)
    (document,) = facts.documents.values()
    ranked = [
        Ranked(unit, one, unit_features(facts, unit) & question_features(facts))
        for unit, one in zip(units(document), signs, strict=False)
    ]
    return facts, Choice(tuple(sorted(ranked, key=lambda one: -one.score)))


@pytest.mark.parametrize(
    ("question", "second", "shown"),
    [
        ("May delegations include young people and women?", 3.0, 2),
        ("May delegations include young people and women?", 1.0, 1),
        ("May delegations include young people?", 3.0, 1),
        ("代表团可否有青年和妇女？", 3.0, 2),
    ],
)
def test_of_two_joined_things_each_gets_its_sentence(question: str, second: float, shown: int) -> None:
    best = Signs(coverage=0.9, answer=8.0)
    facts, choice = chosen(question, best, Signs(coverage=0.4, answer=second), Signs(answer=-5.0))
    assert len(selected(facts, choice)) == shown


@pytest.mark.parametrize(
    ("question", "shown"),
    [
        ("Which preparations does the host do?", 1),
        ("List the preparations that the host does with the Union.", 2),
    ],
)
def test_a_list_goes_on_in_the_sentence_after(question: str, shown: int) -> None:
    low = Signs(answer=-5.0)
    signs = (low, low, Signs(coverage=0.9, answer=12.0), Signs(coverage=0.3, answer=4.0))
    facts, choice = chosen(question, *signs)
    assert len(selected(facts, choice)) == shown


@pytest.mark.parametrize(
    ("question", "answer", "strong"),
    [
        ("What is said of youth?", 9.5, True),
        ("What is said of youth?", 8.5, False),
        ("What is said of women?", 9.5, False),
        ("What does Resolution 7 say of youth?", 9.5, False),
    ],
)
def test_a_sentence_read_well_needs_few_words_but_what_is_asked(
    question: str, answer: float, strong: bool
) -> None:
    near = Signs(coverage=0.4, answer=answer)
    facts, choice = chosen(question, near, near)
    choice = Choice(
        (choice.ranked[0], replace(choice.ranked[0], unit=choice.ranked[1].unit)),
        wanted=question_features(facts),
    )
    assert choice.likelihood < SURE
    assert is_strong(facts, choice) is strong
