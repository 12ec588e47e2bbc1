"""The same question in other words: words that say nothing, short forms, what a longer phrase explains away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from answering_samples import facts_of
from samples import answered, facts_about, text_of

from assistant.answer import Status
from assistant.asks import Ask
from assistant.choice import Choice, Ranked
from assistant.expected import holds, kinds_asked
from assistant.fit import Signs
from assistant.ledger import answer as of_ledger
from assistant.leftover import leftover
from assistant.lexicon import lexicon
from assistant.question import understand
from assistant.quoting import quote
from assistant.ranking import LACKING, choose
from assistant.relevance import topical
from assistant.selection import selected
from assistant.sentences import units
from assistant.spelling import in_written_words
from index.embedding import USE

DAY = date(2034, 1, 25)
LETTER = """Letter PIL-34/002-E

Porto, 10 January 2034

Invitation to the World Pilot Assembly (WPAS-34)

The World Pilot Assembly (WPAS-34) will be held in Porto, Portugal, from 5 to 16 June 2034. It meets every four years.

The draft agenda goes to the Pilot Advisory Group (PAG) (9 to 11 April 2034) for approval.

Young Pilots Day will be held in Porto, Portugal, on 3 June 2034. This event lets trainees steer the tug and meet captains.

The Government of Portugal wrote on 4 May 2032 that it was ready to host the Assembly.

"""
OLD = """Letter PIL-30/001-E

Lagos, 8 January 2030

Invitation to the World Pilot Assembly (WPAS-30)

The World Pilot Assembly (WPAS-30) will be held in Lagos, Nigeria, from 3 to 7 June 2030.
"""
REGIONS = """Letter PIL-34/005-E

Porto, 20 January 2034

Regional preparatory meetings (RPM) for WPAS-34

The Regional Preparatory Meeting for Africa (RPM-AFR), preparatory to WPAS-34, will be held in Accra, Ghana, on 13 and 14 February 2034.

The Regional Preparatory Meeting for Europe (RPM-EUR), preparatory to WPAS-34, will be held in Riga, Latvia, on 10 and 11 April 2034.

The Regional Preparatory Meeting for the Americas (RPM-AMS), preparatory to WPAS-34, will be held in Lima, Peru, on 17 and 18 April 2034.
"""
TEXTS = {"letter.txt": LETTER, "old.txt": OLD, "regions.txt": REGIONS}


def said(question: str, *history: str) -> str:
    """Return the answer to a question about the letters above."""
    return text_of(answered(TEXTS, question, *history, as_of=DAY))


# Words that say nothing ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def alike() -> Callable[[str, str], float]:
    encoder = USE()

    def likeness(one: str, other: str) -> float:
        rows = encoder.embed_passages([one, other])
        return float(rows[0] @ rows[1])

    return likeness


@pytest.mark.parametrize(
    ("question", "says_nothing"),
    [
        ("في أي مدينة وبأي تاريخ انعقد اجتماع RPM-AFR للإعداد للمؤتمر WPAS-34؟", True),
        ("Quels jours la conférence WPAS-34 se tient-elle vraiment ?", True),
        ("When will WPAS-34 be dredged?", False),
        ("Where is the karaoke of WPAS-34 held?", False),
        ("¿Cuándo se celebra la regata de WPAS-34?", False),
        ("Когда проводится регата WPAS-34?", False),
        ("WPAS-34的帆船赛在哪天举行？", False),
    ],
)
def test_a_word_without_which_a_question_means_the_same_says_nothing(
    alike: Callable[[str, str], float], question: str, says_nothing: bool
) -> None:
    facts = facts_about(TEXTS, question, as_of=DAY)
    left = leftover(facts)
    assert left
    assert (leftover(replace(facts, alike=alike)) == ()) is says_nothing


def test_a_word_that_a_document_has_says_something(alike: Callable[[str, str], float]) -> None:
    facts = facts_about(TEXTS, "Quels jours WPAS-34 se tient-elle vraiment ?", as_of=DAY)
    idle = replace(facts, alike=alike, written=lambda word: False)
    assert leftover(idle) == ()
    assert leftover(replace(idle, written=lambda word: word == "vraiment")) == ("vraiment",)


def test_who_and_how_many_are_not_asked_by_words_that_say_nothing() -> None:
    for question in ("Who convenes WPAS-34 presto?", "How many people meet presto at WPAS-34?"):
        facts = facts_about(TEXTS, question, as_of=DAY)
        assert leftover(replace(facts, alike=lambda _one, _other: 1.0)) == leftover(facts) != ()


# What a question asks for -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "not_asked"),
    [
        ("What do our delegates get out of it?", Ask.WHERE),
        ("How is the youth event called?", Ask.TELEPHONE),
        ("هل وُقّع اتفاق البلد المضيف؟", Ask.WHERE),
        ("去波尔图开会，是哪个会议中心？", Ask.WHICH_EVENT),
        ("Du combien au combien la conférence se tient-elle ?", Ask.COUNT),
    ],
)
def test_words_of_another_language_or_of_a_longer_phrase_ask_for_nothing(
    question: str, not_asked: Ask
) -> None:
    assert not_asked not in understand(question).asks


@pytest.mark.parametrize(
    ("text", "concept"),
    [
        ("They met because of it.", "fellowship"),
        ("Who is eligible?", "choice"),
        ("The hotel is far.", "hosting"),
        ("They are called pilots.", "postal_address"),
        ("by public transport", "documents_available"),
        ("el nombre del puerto", "nomination"),
    ],
)
def test_a_stem_does_not_begin_a_word_of_another_language(text: str, concept: str) -> None:
    assert concept not in lexicon("concepts").names(text)


@pytest.mark.parametrize(
    ("question", "ask"),
    [
        ("Closing day of WPAS-34?", Ask.END),
        ("WPAS-34闭幕日是？", Ask.END),
        ("Jour d'ouverture de WPAS-34 ?", Ask.START),
        ("Are the dates of WPAS-34 settled?", Ask.CONFIRMED),
        ("RPM-AFR具体是哪两天？", Ask.WHEN),
        ("WPAS-34 : du combien au combien ?", Ask.WHEN),
    ],
)
def test_other_words_ask_for_the_same(question: str, ask: Ask) -> None:
    assert ask in understand(question).asks


def test_a_noun_with_weihe_asks_what_it_is_and_a_verb_why() -> None:
    assert in_written_words("是哪份通函、日期为何？") == "是哪份通函、日期是什么？"
    assert in_written_words("大会为何推迟？") == "大会为何推迟？"


def test_short_forms_are_written_out() -> None:
    assert in_written_words("Res. 31 at the mtg") == "Resolution 31 at the meeting"
    assert in_written_words("通函的落款日期") == "通函的签发日期"
    assert in_written_words("the rest of 31 Dec 2034") == "the rest of 31 Dec 2034"


# Answers ------------------------------------------------------------------------------------------


def test_only_events_are_counted_as_events_and_those_of_the_month_asked() -> None:
    assert "3" in said("How many RPMs are held for WPAS-34?").split(":")[0]
    april = said("How many RPMs for WPAS-34 are held in April 2034?")
    assert "2" in april.split(":")[0]
    assert "RPM-EUR" in april
    assert "RPM-AMS" in april
    assert "RPM-AFR" not in april
    people = answered(TEXTS, "How many people went to Young Pilots Day?", as_of=DAY)
    assert people.status is Status.NOT_FOUND


def test_each_of_two_conferences_has_its_own_length() -> None:
    both = said("How many days do WPAS-34 and WPAS-30 last?")
    assert "12 days" in both
    assert "5 days" in both


def test_editions_are_known_by_two_digits_in_chinese() -> None:
    facts = facts_about(TEXTS, "30和34届WPAS分别在哪里举行？", as_of=DAY)
    assert set(facts.subject.conferences) == {"wpas-30", "wpas-34"}
    assert facts_about(TEXTS, "第30届是什么时候？", as_of=DAY).subject.conferences != ("wpas-30",)


def test_a_building_asked_for_at_a_place_is_that_of_the_conference() -> None:
    told = said("去波尔图开会，具体哪个会议中心？")
    assert "WPAS-34" in told
    assert "会址" in told
    assert "Young" not in told


def test_a_meeting_held_elsewhere_is_found_and_its_place_corrected() -> None:
    told = said("RPM-AFR在波尔图开，是哪两天？")
    assert "阿克拉" in told
    assert "不在波尔图" in told


def test_items_of_a_part_are_counted_and_an_item_knows_its_part() -> None:
    counted = of_ledger(facts_of("How many items are in part 2 of the draft agenda of WHCC-31?"))
    assert counted is not None
    assert "3 items" in text_of(counted)
    found = of_ledger(facts_of("WHCC-31议程草案的“港口应急通信”在哪个部分，编号多少？"))
    assert found is not None
    assert "第4项" in text_of(found)
    assert "第2部分" in text_of(found)


def test_which_of_two_is_earlier_is_not_asked_where_a_place_is() -> None:
    told = said("في أي مدينة يُعقد RPM-EUR وRPM-AMS قبل المؤتمر WPAS-34؟")
    assert "ريغا" in told
    assert "ليما" in told


# Sentences ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "kind", "sentence"),
    [
        ("How often does it meet?", "frequency", "It meets every four years."),
        ("WPAS隔几年一届？", "frequency", "每四年举办一届。"),
        ("Which department sent it?", "department", "Issued by the General Secretariat."),
        ("¿Con qué frecuencia se reúne?", "frequency", "Se reúne cada cuatro años."),
        ("哪个部门建立了它？", "department", "它由ITU-D建立。"),
    ],
)
def test_how_often_and_which_department_need_a_sentence_that_says_so(
    question: str, kind: str, sentence: str
) -> None:
    facts = facts_about({"a.txt": sentence + "\n\nIt meets in Porto.\n"}, question, as_of=DAY)
    assert kind in kinds_asked(facts)
    document = next(iter(facts.documents.values()))
    assert [holds(facts, unit, kind) for unit in units(document)] == [True, False]


def test_a_sentence_without_a_date_does_not_come_before_one_with_it() -> None:
    texts = {"a.txt": "The old tug leaves the pier for the lighthouse.\n\nOn 6 June 2034 the tug leaves.\n"}
    facts = facts_about(texts, "When does the old tug leave the pier for the lighthouse?", as_of=DAY)
    ranked = choose(facts, None).ranked
    assert [one.unit.text[:10] for one in ranked] == ["On 6 June ", "The old tu"]
    assert ranked[0].coverage < ranked[1].coverage
    assert ranked[1].signs.kind == LACKING
    never = {
        "a.txt": "The old tug never leaves the pier for the lighthouse.\n\nOn 6 June 2034 the tug leaves.\n"
    }
    facts = facts_about(never, "When does the old tug leave the pier for the lighthouse?", as_of=DAY)
    kinds = {one.unit.text[:7]: one.signs.kind for one in choose(facts, None).ranked}
    assert kinds == {"On 6 Ju": 1.0, "The old": -1.0}


def _choice(question: str, *answers: float, kind: float = 0.0) -> tuple[Choice, list[str]]:
    """Return the sentences about Young Pilots Day with made-up readings of the reranker."""
    facts = facts_about(TEXTS, question, as_of=DAY)
    document = next(one for one in facts.documents.values() if "Young" in one.text)
    own = [unit for unit in units(document) if "Young Pilots" in unit.text or "trainees" in unit.text]
    ranked = tuple(
        Ranked(unit, Signs(coverage=1.0, kind=kind, answer=answer), frozenset({"word:young"}))
        for unit, answer in zip(own, answers, strict=True)
    )
    choice = Choice(ranked, wanted=frozenset({"word:young"}))
    return choice, [one.unit.text for one in selected(facts, choice)]


def test_the_sentence_that_goes_on_about_the_same_is_shown_where_it_answers_as_well() -> None:
    _, shown = _choice("What is Young Pilots Day for?", 8.0, 7.0)
    assert any("trainees" in text for text in shown)
    _, alone = _choice("What is Young Pilots Day for?", 8.0, -3.0)
    assert not any("trainees" in text for text in alone)


def test_two_sentences_are_quoted_where_one_of_them_surely_answers() -> None:
    choice, _ = _choice("What is Young Pilots Day for?", 6.0, 5.5)
    assert len(choice.pair) == 2
    assert choice.likelihood < 0.75
    lacking, _ = _choice("What is Young Pilots Day for?", 6.0, 5.5, kind=-1.0)
    assert lacking.pair == ()
    unsure, _ = _choice("What is Young Pilots Day for?", -4.0, -4.5)
    assert unsure.pair == ()
    one, other = choice.ranked
    dated = frozenset({"date:2034-06-06"})
    told = (replace(one, matched=one.matched | dated), other)
    assert Choice(told, wanted=choice.wanted | dated).pair == ()
    both = (told[0], replace(other, matched=other.matched | {"date:2034-06-07"}))
    assert len(Choice(both, wanted=choice.wanted | dated | {"date:2034-06-07"}).pair) == 2


def test_the_letter_that_says_it_is_not_what_is_asked() -> None:
    facts = facts_about(TEXTS, "邀请函对住宿作了什么安排？", as_of=DAY)
    wanted = {f"concept:{name}" for name in facts.question.topics}
    assert {"concept:letter", "concept:invitation", "concept:accommodation"} <= wanted
    assert topical(facts, wanted, frozenset()) == {"concept:accommodation"}
    alone = facts_about(TEXTS, "What about the invitation letter?", as_of=DAY)
    assert topical(alone, {"concept:letter"}, frozenset()) == {"concept:letter"}


def test_the_meeting_of_a_body_is_of_the_conference_asked_about() -> None:
    facts = facts_about(TEXTS, "On which days does the PAG approve the draft agenda of WPAS-34?", as_of=DAY)
    draft = quote(facts, choose(facts, None))
    assert "9 to 11 April 2034" in text_of(draft)


@pytest.mark.parametrize(
    ("matched", "status"), [("date:2032-05-04", Status.ANSWERED), ("word:wrote", Status.NOT_FOUND)]
)
def test_a_sentence_that_answers_but_for_one_thing_is_quoted_and_the_thing_said_to_be_nowhere(
    matched: str, status: Status
) -> None:
    facts = facts_about(TEXTS, "What did the Minister of Foreign Affairs write on 4 May 2032?", as_of=DAY)
    unit = next(one for d in facts.documents.values() for one in units(d) if "4 May 2032" in one.text)
    sure = Ranked(unit, Signs(coverage=1.0, answer=8.0, wording=0.3), frozenset({matched}))
    draft = quote(facts, Choice((sure,), frozenset({"foreign_affairs"}), frozenset({matched})))
    assert draft.status is status
    assert ("do not speak of “Minister of Foreign Affairs”" in text_of(draft)) is (status is Status.ANSWERED)
    assert "4 May 2032" in text_of(draft)
