"""Questions from the other side: a day, a place, a number or a name is given, and what it belongs to is asked."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from samples import answered, facts_about, text_of
from tides import DAY, LETTER

from assistant.answer import Status, Turn
from assistant.answering import Assistant
from assistant.presumptions import presumption_in
from assistant.progress import progress
from index.opened import open_index
from index.search import Searcher
from index.sync import ingest_paths

MEETINGS = """Document TID-38/015-E

6 February 2038

Preparations for the World Tide Assembly (WTAS-38)

WTAS-38 will be held in Malmö, Sweden, from 7 to 18 June 2038.

The Regional Preparatory Meeting for Africa (RPM-AFR), preparatory to WTAS-38, will be held in Maputo, Mozambique, on 8 and 9 March 2038.

The Regional Preparatory Meeting for the Americas (RPM-AMS), preparatory to WTAS-38, will be held in Lima, Peru, on 15 and 16 March 2038.

The first site visit for WTAS-38 was held from 10 to 14 January 2038.

The Youth Tide Forum will be held in Malmö, Sweden, on 6 June 2038, before WTAS-38. Its results go to the Assembly as input.

The Tide Advisory Group (TAG) met from 3 to 5 November 2037 and approved the draft agenda of WTAS-38.

In their delegations to the regional preparatory meetings, Members are encouraged to include harbour pilots and young people.
"""


def told(question: str, *history: str) -> str:
    return text_of(answered({"meetings.txt": MEETINGS, "letter.txt": LETTER}, question, *history, as_of=DAY))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("What took place between 10 and 14 January 2038?", "site visit"),
        (
            "Mozambique hosts one of the preparatory meetings for WTAS-38. Which one, and on what days?",
            "RPM-AFR",
        ),
        ("Which preparatory meeting for WTAS-38 does Peru host?", "RPM-AMS"),
        ("WTAS-38筹备文件里，2038年6月6日这一天有哪件事？", "Youth Tide Forum"),
        ("In what capacity does Nils Aas appear in letter TID-38/004?", "contact person"),
        ("¿Qué punto del orden del día de la WTAS-38 lleva el número 2?", "Tide tables"),
    ],
)
def test_what_a_day_a_place_or_a_number_belongs_to(question: str, words: str) -> None:
    assert words in told(question)


def test_the_event_of_a_day_is_meant_where_the_conference_of_the_place_has_other_days() -> None:
    question = "What goes to the Assembly from the event of 6 June 2038 in Malmö?"
    facts = facts_about({"meetings.txt": MEETINGS}, question, as_of=DAY)
    assert [facts.name(event) for event in facts.subject.events] == ["Youth Tide Forum"]


def test_who_signed_is_told_though_the_office_is_asked_besides() -> None:
    assert "Maren Holm" in told("Who signed letter TID-38/004 and in what capacity?")


def test_a_meeting_put_elsewhere_is_corrected_before_it_is_said_to_be_over() -> None:
    question = "هل عُقد الاجتماع الإقليمي التحضيري لإفريقيا للمؤتمر WTAS-38 في لشبونة؟"
    assert "مابوتو" in told(question)
    assert progress(facts_about({"meetings.txt": MEETINGS}, question, as_of=DAY)) is None


def test_an_address_that_the_head_of_a_letter_lacks_is_not_answered_by_who_sends_it() -> None:
    head = "TIDE ORGANIZATION\nGeneral Secretariat (GS)\n\n" + LETTER
    question = "What postal address does the letterhead of letter TID-38/004 give?"
    assert answered({"letter.txt": head}, question, as_of=DAY).status is not Status.ANSWERED


def test_what_a_body_did_at_the_meeting_of_a_day_is_of_that_meeting() -> None:
    told_of = told("What was done at the meeting of 3 to 5 November 2037, and by which body?")
    assert "approved the draft agenda" in told_of


@pytest.mark.parametrize(
    ("question", "clause"),
    [
        ("Since the forum comes after it, what for?", "Is it true that the forum comes after it?"),
        ("既然论坛在大会之后举行，成果怎么用？", "论坛在大会之后举行，是吗？"),
        ("Since when is it open?", None),
        ("Puisque le forum a lieu après, à quoi sert-il ?", "Est-il vrai que le forum a lieu après ?"),
    ],
)
def test_a_clause_that_takes_something_for_granted_is_a_question_of_its_own(
    question: str, clause: str | None
) -> None:
    assert presumption_in(question) == clause


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("tides")
    (folder / "meetings.txt").write_text(MEETINGS, "utf-8")
    ingest_paths([folder / "meetings.txt"], folder / "index", workers=1)
    with open_index(folder / "index") as index:
        yield Assistant(index, Searcher(index))


def test_a_follow_up_may_point_to_one_of_several_that_was_asked_for(assistant: Assistant) -> None:
    history = [Turn("Which regional preparatory meeting takes place on 8-9 March 2038?", None)]
    answer = assistant.ask("And which one comes directly after it?", history, as_of=DAY)
    assert "15–16 March 2038" in answer.text
    assert "8–9 March" not in answer.text


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Since the Youth Tide Forum takes place after WTAS-38, where do its results go?", "before WTAS-38"),
        ("Since WTAS-38 takes place in Lima, who approved its draft agenda?", "Malmö, Sweden, not Lima"),
    ],
)
def test_what_a_clause_takes_for_granted_is_corrected_first(
    assistant: Assistant, question: str, words: str
) -> None:
    answer = assistant.ask(question, as_of=DAY)
    assert answer.status is Status.ANSWERED
    assert words in answer.text[:160]


def test_a_clause_that_is_right_is_not_told_again(assistant: Assistant) -> None:
    answer = assistant.ask("Since WTAS-38 takes place in Malmö, who approved its draft agenda?", as_of=DAY)
    assert "not" not in answer.text.split("TAG")[0]
    assert "approved the draft agenda" in answer.text


RULES = """Letter TID-38/030-E

8 February 2038

World Tide Assembly (WTAS-38), Malmö, Sweden, 7 to 18 June 2038

Proposals for WTAS-38 must be submitted by 23 April 2038. Proposals for amending the Constitution must be submitted by 14 February 2038.

Maren Holm

Secretary-General
"""


@pytest.mark.parametrize(
    ("question", "words", "absent"),
    [
        ("By when must proposals for WTAS-38 be submitted?", "23 April 2038", "Constitution"),
        ("By when must proposals for amending the Constitution be submitted?", "14 February 2038", "—"),
    ],
)
def test_the_deadline_of_something_narrower_is_not_that_of_all(
    question: str, words: str, absent: str
) -> None:
    text = text_of(answered({"rules.txt": RULES}, question, as_of=DAY))
    assert words in text
    assert absent not in text


@pytest.mark.parametrize(
    "question",
    [
        "全权代表大会的提案几号截止？",
        "Who signed the corrigendum to letter TID-38/030?",
        "Our ambassador signed the credentials; may we sign the final acts with that?",
    ],
)
def test_what_belongs_to_something_else_is_not_told(question: str) -> None:
    draft = answered({"rules.txt": RULES}, question, as_of=DAY)
    assert draft.status is not Status.ANSWERED or "2038" not in text_of(draft)
    assert "Maren Holm" not in text_of(draft)


def test_why_there_is_none_is_not_answered_by_where_another_is() -> None:
    question = "Why is there no youth forum in Maputo?"
    assert "not Maputo" not in told(question)
    assert "not Maputo" in told("Does the Youth Tide Forum take place in Maputo?")


GRANTS = (
    RULES
    + """
Each eligible country may be granted one full and one partial fellowship. Insurance is required and is not included.
"""
)


@pytest.mark.parametrize(
    "question", ["What is the amount of a full fellowship?", "What insurance sum is required?"]
)
def test_a_sum_of_money_is_not_answered_without_one(question: str) -> None:
    assert answered({"grants.txt": GRANTS}, question, as_of=DAY).status is not Status.ANSWERED


COSTS = """Document TID-38/044-E

9 February 2038

WTAS-38 will be held in Malmö, Sweden, from 7 to 18 June 2038. The theme of WTAS-38 is “Tides for everybody”.

The total cost of WTAS-38 is put at 3.1 million Swiss francs. A bus leaves for the airport every half hour.

Jordan, which had wished to host WTAS-38, withdrew on 20 June 2036. Credentials must be submitted by 1 June 2038. Delegations without credentials may speak but not vote.
"""


def told_of_costs(question: str) -> str:
    return text_of(answered({"costs.txt": COSTS}, question, as_of=DAY))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("How much will WTAS-38 cost in total?", "3.1 million"),
        ("What is the theme of WTAS-38?", "Tides for everybody"),
        ("By when must credentials be submitted?", "1 June 2038"),
    ],
)
def test_what_the_paper_says_is_told(question: str, words: str) -> None:
    assert words in told_of_costs(question)


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Why did Jordan give up WTAS-38?", "not Jordan"),
        ("What was the theme of the Almaty conference?", "Tides"),
        ("证书没交会怎么样，还能发言吗？", "可以："),
    ],
)
def test_what_is_asked_of_another_thing_is_not_told_of_this(question: str, words: str) -> None:
    assert words not in told_of_costs(question)


RULING = """Document TID-38/050-E

9 February 2038

WTAS-38 will be held in Malmö, Sweden, from 7 to 18 June 2038. The draft agenda of WTAS-38 was approved by the Tide Advisory Group on 4 January 2038.

Resolution 111 (Bergen, 2034, revised) asks Members to avoid the main religious holidays.

The team visited the hotels in which delegates may stay.
"""
NEXT = RULING.replace("WTAS-38", "WTAS-42").replace("2038", "2042").replace("TID-38/050", "TID-42/003")


def told_of_rulings(question: str, *history: str) -> str:
    return text_of(answered({"one.txt": RULING, "two.txt": NEXT}, question, *history, as_of=DAY))


def test_a_revision_named_with_a_resolution_is_not_what_is_asked() -> None:
    text = told_of_rulings(
        "What times does Resolution 111 (Bergen, 2034, revised) ask Members to avoid, and when?"
    )
    assert "religious holidays" in text or "revised" not in text.split("nearest")[0]
    assert "2034" in told_of_rulings("When was Resolution 111 revised?")


def test_a_follow_up_asks_for_the_approval_of_the_other_agenda() -> None:
    text = told_of_rulings("And that of WTAS-42?", "When was the draft agenda of WTAS-38 approved?")
    assert "4 January 2042" in text
    assert "4 January 2038" not in text


@pytest.mark.parametrize("question", ["Which hotels did the team visit?", "国际团队看了哪几家酒店？"])
def test_hotels_that_no_sentence_names_are_not_told(question: str) -> None:
    draft = answered({"one.txt": RULING}, question, as_of=DAY)
    assert draft.status is not Status.ANSWERED


@pytest.mark.parametrize("question", ["When was WTAS-38 originally to be held?", "WTAS-38原来打算哪天开？"])
def test_a_first_plan_that_nobody_tells_is_not_what_stands(question: str) -> None:
    assert "7–18 June 2038" not in told_of_rulings(question).split("nearest")[0]
    assert "2038年6月7日至18日" not in told_of_rulings(question)


def test_a_follow_up_that_names_another_conference_means_the_same_kind_of_meeting() -> None:
    other = MEETINGS.replace("WTAS-38", "WTAS-42").replace("2038", "2042").replace("TID-38", "TID-42")
    question, before = "And for WTAS-42?", "When is the youth forum before WTAS-38?"
    text = text_of(answered({"one.txt": MEETINGS, "two.txt": other}, question, before, as_of=DAY))
    assert "6 June 2042" in text
    assert "7–18 June 2042" not in text
