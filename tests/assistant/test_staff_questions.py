"""What staff ask when they check facts: addressees, distances in days, several items, who and then when."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from samples import answered, facts_about, text_of

from assistant.answer import Status
from assistant.asks import Ask
from assistant.choice import Choice, Ranked
from assistant.fit import Signs
from assistant.items_asked import item_asked, more_items
from assistant.lexicon import lexicon, plain
from assistant.question import understand
from assistant.ranking import choose
from assistant.selection import selected
from assistant.sentences import units

DAY = date(2034, 1, 25)
TEXTS = {
    "letter.txt": """Letter PIL-34/002-E

Porto, 10 January 2034

To: Harbour authorities of all Member States

Subject: Invitation to the World Pilot Assembly (WPAS-34)

The World Pilot Assembly (WPAS-34) will be held in Porto, Portugal, from 5 to 16 June 2034.

At its meeting on 4 May 2033 the Pilot Advisory Group (PAG) chose “Every harbour lit” as the theme of WPAS-34.

The Young Pilots Summit will be held in Porto, Portugal, on 2 and 3 June 2034.

The Round Table on Tugs will be held in Porto, Portugal, on 7 and 8 June 2034.

Member States are encouraged to include trainees in their delegations.

The Host Country Agreement is in the final stage of signature.

The secretariat made a first site visit from 6 to 9 December 2033.

Ines Faro
Secretary-General

# Annex 1 Draft agenda of WPAS-34

Part I Harbours

1) Silt

2) Wrecks

3) Buoys

Part II Crews

4) Watches

5) Other business
""",
    "meetings.txt": """Letter PIL-34/005-E

Porto, 20 January 2034

Meetings that prepare WPAS-34

The Regional Preparatory Meeting for Africa (RPM-AFR), preparatory to WPAS-34, will be held in Accra, Ghana, on 13 and 14 February 2034.

The Regional Preparatory Meeting for Europe (RPM-EUR), preparatory to WPAS-34, will be held in Riga, Latvia, on 10 and 11 April 2034.

The Regional Preparatory Meeting for the Americas (RPM-AMS), preparatory to WPAS-34, will be held in Lima, Peru, on 17 and 18 April 2034.

Two inter-regional meetings (IRM) are planned for WPAS-34, both online: IRM-1 on 6 and 7 March 2034 and IRM-2 on 3 and 4 April 2034.
""",
}


def said(question: str, *history: str) -> str:
    """Return the answer to a question about the letters above."""
    return text_of(answered(TEXTS, question, *history, as_of=DAY))


# The head of a letter -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "question",
    [
        "To whom is letter PIL-34/002-E addressed?",
        "WPAS-34邀请函的收件方是谁？",
        "À qui est adressée la lettre d'invitation à WPAS-34 ?",
        "Кому адресовано письмо PIL-34/002-E?",
    ],
)
def test_whom_a_letter_is_to_stands_in_its_line(question: str) -> None:
    assert "To: Harbour authorities of all Member States" in said(question)


def test_whom_to_write_to_is_not_whom_a_letter_is_to() -> None:
    assert "Harbour authorities" not in said("À qui faut-il s'adresser pour la lettre d'invitation ?")


def test_what_a_letter_was_sent_for_is_its_subject() -> None:
    assert "Invitation to the World Pilot Assembly" in said("PIL-34/002-E号函是为了什么事发出的？")


def test_what_a_signatory_hopes_is_not_who_it_is() -> None:
    assert "Ines Faro" in said("邀请函的签发人是谁？")
    assert "Ines Faro" not in said("邀请函的签发人希望大会怎样？")


# Days apart ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "days"),
    [
        ("How many days are there between IRM-1 and IRM-2?", "27 days"),
        ("IRM-1和IRM-2之间隔多少天？", "27天"),
        ("Combien de jours y a-t-il entre IRM-1 et IRM-2 ?", "27 jours"),
        ("Сколько дней между IRM-1 и IRM-2?", "27 дней"),
    ],
)
def test_days_between_two_meetings_run_from_the_end_to_the_beginning(question: str, days: str) -> None:
    text = said(question)
    assert days in text
    assert len(understand(question).asks & {Ask.DURATION}) == 0


def test_the_first_and_the_second_of_before_are_both_meant() -> None:
    text = said("从第一次结束到第二次开始，隔了多少天？", "WPAS-34之前有几次IRM？", "第一次是哪天？")
    assert "27天" in text


@pytest.mark.parametrize(
    "question",
    [
        "Which event takes place on the eve of WPAS-34, and when?",
        "Какое мероприятие пройдет накануне WPAS-34?",
    ],
)
def test_the_eve_of_an_assembly_is_a_few_days_before_it(question: str) -> None:
    text = said(question)
    assert "Young Pilots Summit" in text
    assert not any(name in text for name in ("RPM-EUR", "IRM-1", "Round Table"))


def test_before_or_after_and_when_is_answered_by_the_one_sentence() -> None:
    text = said("Is the Young Pilots Summit before or after the opening of WPAS-34, and on what days?")
    assert "(2–3 June 2034) takes place before WPAS-34" in text


def test_an_assembly_named_by_number_is_held_against_a_meeting() -> None:
    assert "WPAS-34 is longer, by 10 days" in said("Which is longer, WPAS-34 or the Young Pilots Summit?")
    first = said("Which comes first, WPAS-34 or the Young Pilots Summit?")
    assert "(2–3 June 2034) comes before WPAS-34 (5–16 June 2034)" in first


# Items --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "items"),
    [
        ("What are items 2, 3 and 5 of the agenda?", ("2", "3", "5")),
        ("¿De qué tratan los puntos 2 y 5?", ("2", "5")),
        ("议程第2、5项是什么？", ("2", "5")),
        ("第4项和第5项分别是什么？", ("4", "5")),
        ("What is item 2 on 5 June?", ("2",)),
        ("第2项是什么？", ("2",)),
    ],
)
def test_several_items_are_read_by_their_numbers(question: str, items: tuple[str, ...]) -> None:
    own = plain(question)
    assert (item_asked(own), *more_items(own)) == items


def test_several_items_are_all_answered() -> None:
    text = said("What are items 2 and 4 of the WPAS-34 agenda?")
    assert "Wrecks" in text
    assert "Watches" in text
    assert "Buoys" not in text


def test_the_one_after_counts_from_the_item_of_before() -> None:
    assert "Buoys" in said("And the one right after it?", "What is item 2 of the WPAS-34 agenda?")


def test_which_resolution_is_not_which_item() -> None:
    assert "项" not in said("大会依据哪项决议鼓励代表团带见习生？")


def test_parts_are_counted_by_their_items() -> None:
    text = said("Which part of the WPAS-34 agenda has the most items, and how many?")
    assert "3 items" in text
    assert "2 items" in text


# Conversation -------------------------------------------------------------------------------------


@pytest.mark.parametrize("question", ["On which date?", "And when?", "哪天？"])
def test_when_after_who_chose_is_the_day_of_the_choice(question: str) -> None:
    text = said(question, "What is the theme of WPAS-34?", "Who chose it?")
    assert "4 May 2033" in text


def test_when_after_who_signed_is_the_day_of_the_letter() -> None:
    assert "10 January 2034" in said("When?", "Who signed the invitation to WPAS-34?")


def test_when_after_who_hosts_is_the_day_of_the_assembly() -> None:
    assert "5–16 June 2034" in said("And when?", "Who hosts WPAS-34?")


def test_it_is_the_one_that_the_answer_named() -> None:
    text = said("Which country hosts it?", "Which was the first of the RPMs for WPAS-34?")
    assert "Ghana" in text
    assert "Latvia" not in text
    assert "Lima" in said("And the last one, where is it?", "Which was the first of the RPMs for WPAS-34?")


def test_what_it_is_to_do_asks_for_nothing_of_the_question_before() -> None:
    asked = understand("What is it supposed to do?", ())
    assert not asked.asks
    text = said("When did that visit take place?", "Has a team looked at venues for WPAS-34?")
    assert "6 to 9 December 2033" in text


# What is said not to be there ---------------------------------------------------------------------


def test_dates_that_are_known_are_not_said_to_be_missing() -> None:
    answer = answered(TEXTS, "When did the mayor inspect the tugs of WPAS-34?", as_of=DAY)
    assert answer.status is Status.NOT_FOUND
    assert "the dates of" not in text_of(answer)


def test_who_chose_the_theme_corrects_a_premise() -> None:
    for question in (
        "It was the Council that chose the theme of WPAS-34, right?",
        "Was the theme of WPAS-34 approved by the Council?",
    ):
        assert "Pilot Advisory Group" in said(question)


def test_words_that_name_no_thing_asked_for_are_no_cues() -> None:
    cues = lexicon("cues")
    assert "contact" not in cues.names("To whom does it go next?")
    assert "contact" in cues.names("Whom do I ask?")
    assert Ask.WHERE not in understand("在哪几天开会？").asks
    assert Ask.WHEN not in understand("What are states asked to do when they form a delegation?").asks
    assert Ask.WHEN in understand("When they form a delegation, who signs?").asks
    assert Ask.HOST not in understand("What is planned with the host country?").asks
    assert understand("就大会的地点和日期征求意见的是哪份通函？").asks == {Ask.SYMBOL}


# Two things of a kind -----------------------------------------------------------------------------

ANNEXES = {
    "a.txt": "The days are in Annex 1 of the file.\n\nThe agenda is in Annex 3 of the file.\n\nThe tug is red.\n"
}


@pytest.mark.parametrize(
    ("question", "second", "shown"),
    [
        ("What is in Annex 1 and in Annex 3?", 4.0, ["The days", "The agen"]),
        ("What is in Annex 1 and in Annex 3?", -1.0, ["The days"]),
        ("What is in Annex 1?", 4.0, ["The days"]),
    ],
)
def test_of_two_references_each_gets_its_sentence_where_one_answers(
    question: str, second: float, shown: list[str]
) -> None:
    facts = facts_about(ANNEXES, question, as_of=DAY)
    (document,) = facts.documents.values()
    signs = [Signs(coverage=1.0, answer=each) for each in (6.0, second, second)]
    ranked = [Ranked(unit, one, frozenset()) for unit, one in zip(units(document), signs, strict=True)]
    assert [one.unit.text[:8] for one in selected(facts, Choice(tuple(ranked)))] == shown


def test_whether_an_agenda_is_final_is_not_whether_the_dates_are() -> None:
    assert "settled" in said("Are the dates of WPAS-34 final?")
    assert "settled" not in said("Is the draft agenda of WPAS-34 final?")
    assert "确定" not in said("WPAS-34的议程草案最终确定了吗？")


# Editions of one name -----------------------------------------------------------------------------

SYMPOSIA = {
    "a.md": """国际海带联盟

文件 KPS-34/1-C

2034年1月3日

# 国际海带研讨会（ISK-34）

回顾2031年5月19-20日假挪威奥斯陆举办的国际海带研讨会（ISK-31），秘书处注意到了进展。

国际海带研讨会（ISK-34）将于2034年6月2日至20日在突尼斯突尼斯市举行。
"""
}


@pytest.mark.parametrize(("edition", "days", "other"), [("34", "19天", "2天"), ("31", "2天", "19天")])
def test_of_editions_with_the_same_name_the_numbered_one_is_meant(
    edition: str, days: str, other: str
) -> None:
    text = text_of(answered(SYMPOSIA, f"国际海带研讨会（ISK-{edition}）为期多少天？", as_of=DAY))
    assert f"为期{days}" in text
    assert f"为期{other}" not in text


# A sentence read alone ----------------------------------------------------------------------------


class _Heard:
    """Reads nothing, and keeps what it was given to read."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def wording(self, sentences: Sequence[tuple[str, str]]) -> Sequence[float]:
        return [0.0] * len(sentences)

    def meaning(self, sentences: Sequence[tuple[str, str]]) -> Sequence[float]:
        return [0.0] * len(sentences)

    def answering(self, sentences: Sequence[tuple[str, str]]) -> Sequence[float]:
        self.texts += [text for _, text in sentences]
        return [0.0] * len(sentences)


def test_a_sentence_that_points_to_its_event_is_read_with_the_name() -> None:
    letter = TEXTS["letter.txt"].replace(
        "on 2 and 3 June 2034.", "on 2 and 3 June 2034. It lets trainees steer the tug."
    )
    facts = facts_about({"letter.txt": letter}, "What may trainees do at the Young Pilots Summit?", as_of=DAY)
    heard = _Heard()
    choose(facts, heard)
    assert any(text.endswith("Summit: It lets trainees steer the tug.") for text in heard.texts)
    assert not any("Summit: Member States" in text for text in heard.texts)


def test_a_sentence_that_takes_up_the_one_before_is_read_with_it() -> None:
    letter = TEXTS["letter.txt"].replace(
        "on 2 and 3 June 2034.",
        "on 2 and 3 June 2034.\n\nTugs are inspected every year. These checks are free.",
    )
    facts = facts_about({"letter.txt": letter}, "Are the checks of tugs free?", as_of=DAY)
    heard = _Heard()
    choose(facts, heard)
    assert "Tugs are inspected every year. These checks are free." in heard.texts
