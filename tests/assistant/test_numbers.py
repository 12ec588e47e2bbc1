"""What is told by number or in order: paragraphs, cited texts, sums of days, wrong numbers, whose a number is."""

from __future__ import annotations

import pytest
from papers import BOTH, DAY, TEXTS, said
from samples import answered, facts_about, text_of

from assistant.answer import Status
from assistant.compound import asks_for_each, questions_in
from assistant.expected import asks_edition
from assistant.misnamed import misnamed
from assistant.paragraphs_asked import asks_paragraph, without_paragraph
from assistant.question import understand
from assistant.quoting import instead, offer
from assistant.ranking import choose
from assistant.spelling import in_written_words
from assistant.texts_asked import references_asked


@pytest.mark.parametrize(
    ("question", "asks", "left"),
    [
        ("Which paragraph mentions the lodging?", True, "the lodging?"),
        ("哪一段讲安保？", True, "安保？"),
        ("¿Qué párrafo dice que hay transporte?", True, "¿ hay transporte?"),
        ("Where is the assembly held?", False, "Where is the assembly held?"),
        ("哪一条决议要求避开节日？", False, "哪一条决议要求避开节日？"),
    ],
)
def test_a_question_for_a_paragraph_is_told_by_its_words(question: str, asks: bool, left: str) -> None:
    assert asks_paragraph(question) is asks
    assert " ".join(without_paragraph(question).split()) == left


def test_the_paragraph_that_says_it_is_named_by_its_number() -> None:
    told = said("Which paragraph mentions the lodging of the keepers?", texts=TEXTS)
    assert "Paragraph 2.1." in told
    assert "lodging" in told


@pytest.mark.parametrize(
    ("question", "held", "never"),
    [
        ("What does paragraph 1.2 of the WLAS-36 paper say?", "holidays of sailors", "lodging"),
        ("WLAS-36筹备文件第2.1段说什么？", "lodging", "holidays"),
        ("What does section 1 of the WLAS-36 paper say?", "holidays of sailors", "lodging"),
    ],
)
def test_a_paragraph_is_quoted_by_its_number(question: str, held: str, never: str) -> None:
    told = said(question, texts=TEXTS)
    assert held in told
    assert never not in told


def test_a_paragraph_that_no_paper_has_is_not_quoted() -> None:
    assert "The document says" not in said("What does paragraph 7.4 of the WLAS-36 paper say?", texts=TEXTS)


def test_the_texts_that_a_paper_cites_are_counted_once_each() -> None:
    told = said("How many resolutions does the WLAS-36 paper cite?", texts=TEXTS)
    assert "2" in told.splitlines()[0]
    assert "Resolution 12 (2029)" in told
    assert told.count("Resolution 9 (2033)") == 1


def test_which_text_says_something_is_not_a_question_for_all_of_them() -> None:
    told = said("Which resolutions are cited about the holidays of sailors?", texts=TEXTS)
    assert "There are" not in told


@pytest.mark.parametrize(
    ("question", "thing"),
    [
        ("Does Resolution 77 ask members to avoid the holidays of sailors?", "Resolution 77"),
        ("第77号决议要求避开节假日，对吗？", "第77号决议"),
        ("Does Resolution 12 ask members to avoid the holidays of sailors?", ""),
        ("What does Resolution 77 say?", ""),
        ("Does Resolution 77 ask for transport, security and lodging?", ""),
    ],
)
def test_a_numbered_text_that_is_nowhere_is_told_from_the_one_that_is_meant(
    question: str, thing: str
) -> None:
    facts = facts_about(TEXTS, question, as_of=DAY)
    choice = choose(facts, None)
    assert ("reference:resolution 77" in choice.absent) is ("77" in question)
    meant = choice.ranked[0]
    assert (misnamed(facts, choice) if not meant.signs.other else "") == thing


def test_days_of_several_meetings_are_added_where_that_is_asked() -> None:
    assert "In all 7 days (2 + 2 + 3)" in said("How many days did the RPMs last in total?", texts=TEXTS)
    assert "In all" not in said("How many days did each RPM last?", texts=TEXTS)


@pytest.mark.parametrize(
    "question",
    ["Put RPM-AFR, RPM-EUR and RPM-AMS in date order.", "请把RPM-AFR、RPM-EUR和RPM-AMS按时间顺序排列。"],
)
def test_named_meetings_are_put_in_the_order_of_their_days(question: str) -> None:
    told = said(question, texts=TEXTS)
    assert told.index("RPM-AMS") < told.index("RPM-AFR") < told.index("RPM-EUR")


def test_a_meeting_is_held_against_that_of_the_question_before() -> None:
    told = said("Is that before or after the one for Europe?", "When was RPM-AFR held?", texts=TEXTS)
    assert "WLAS-36" not in told
    assert "RPM-AFR" in told
    assert "RPM-EUR" in told


def test_where_the_place_of_a_meeting_is_not_told_its_days_are_no_answer() -> None:
    draft = answered(TEXTS, "In which city did the Board of Keepers meet on 4 December 2035?", as_of=DAY)
    assert draft.status is Status.NOT_FOUND


def test_a_postal_address_that_no_letter_has_is_declined() -> None:
    draft = answered(BOTH, "What postal address does the letter give for the contact person?", as_of=DAY)
    assert draft.status is Status.NOT_FOUND
    assert "+385" not in text_of(draft)


@pytest.mark.parametrize("question", ["What is enclosed with LGH-36/041?", "LGH-36/041号函附了什么？"])
def test_what_goes_with_a_letter_is_read_from_its_annexes(question: str) -> None:
    assert "Annex 1: Draft agenda of WLAS-36" in said(question)


def test_the_sub_items_of_an_item_are_those_of_the_one_asked_about_before() -> None:
    told = said("Which two sub-items does it have?", "What is item 3 of the WLAS-36 agenda?")
    assert "gas" in told
    assert "Bergen" not in told


def test_why_an_item_is_there_is_told_by_the_item_and_that_no_reason_is_given() -> None:
    told = said("Why does item 2 of the WLAS-36 agenda deal with the Oslo Declaration?")
    assert "The Bergen Declaration" in told
    assert "do not say why" in told


def test_whether_it_is_the_first_is_not_answered_by_its_being_over() -> None:
    assert "over" not in said("Has a Youth Light Festival been held before, or is it the first?")


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Was the Riga summit the second one, yes?", True),
        ("Is it the first?", True),
        ("When is the first meeting?", False),
        ("首次会议何时举行？", False),
    ],
)
def test_how_manieth_of_its_kind_it_is_is_told_from_the_first_of_several(question: str, asks: bool) -> None:
    assert asks_edition(question) is asks


@pytest.mark.parametrize(
    ("question", "places"),
    [
        ("Is there a video on the Riga Action Plan?", 0),
        ("《里加行动计划》有视频吗？", 0),
        ("Y a-t-il une vidéo sur le plan d'action de Riga ?", 0),
        ("What was adopted in Riga?", 1),
    ],
)
def test_a_place_that_a_text_is_called_by_is_no_place(question: str, places: int) -> None:
    assert len(understand(question).places) == places


def test_days_written_short_in_chinese_are_whole_days() -> None:
    assert in_written_words("11月17-28这个日期") == "11月17日至28日这个日期"
    assert in_written_words("11月17日至28日") == "11月17日至28日"
    assert in_written_words("11月2-3月") == "11月2-3月"


def test_the_one_letter_that_gives_days_is_quoted() -> None:
    texts = {
        "paper.txt": """Document LGB-36/8-E

10 February 2036

Preparations for the World Lighthouse Assembly (WLAS-36)

1.1 In a letter of 3 July 2034 the Minister of the Sea confirmed the invitation. A further letter of 9 August 2034 proposed 2 to 13 June 2036.
"""
    }
    told = said("Which letter proposed 2 to 13 June 2036 for WLAS-36?", texts=texts)
    assert "9 August 2034" in told
    assert "3 July 2034" not in told


def test_whose_a_number_is_and_what_it_is_are_told_with_it() -> None:
    assert "Ana Babić" in said("Whose number is +385 21 555 0100?")
    told = said("Is +385 21 555 0100 the fax number of Ms Babić?")
    assert "telephone number: +385 21 555 0100" in told


def test_what_comes_after_an_item_is_the_next_one() -> None:
    told = said("And what comes right after it?", "What is item 1 of the WLAS-36 agenda?")
    assert "The Bergen Declaration" in told
    assert "Reports" not in told


def test_one_thing_of_each_of_two_is_asked_by_its_noun_again() -> None:
    message = "Which rule governs the board and which one governs the meetings?"
    assert asks_for_each(message)
    assert questions_in(message, joined=True)[1].startswith("and which rule")
    assert not asks_for_each("Which rule governs the board and the meetings?")


def test_who_signed_and_when_is_told_by_name_and_day() -> None:
    told = said("Who signed letter LGH-36/041 and when?")
    assert "林海生" in told
    assert "20 January 2036" in told
    assert "20 January" not in said("Who signed letter LGH-36/041?")


def test_an_item_that_an_agenda_has_not_is_not_answered_by_a_sentence_that_comes_near() -> None:
    facts = facts_about(BOTH, "What is item 9 of the WLAS-36 agenda?", as_of=DAY)
    choice = choose(facts, None)
    assert choice.ranked
    assert offer(facts, choice) is None
    assert instead(facts, choice) is None


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("What does the letter of 26 April propose?", False),
        ("Which letter proposes it?", True),
        ("In what document is it proposed?", True),
    ],
)
def test_what_a_letter_says_is_no_question_for_a_letter(question: str, asks: bool) -> None:
    assert ("document" in references_asked(facts_about(TEXTS, question, as_of=DAY))) is asks


@pytest.mark.parametrize(
    ("question", "held", "never"),
    [
        ("Is Resolution 9 from Bergen?", "Nairobi", "Resolution 12"),
        ("第12号决议是内罗毕的吗？", "Bergen", "Nairobi"),
        ("Is Resolution 9 from Nairobi?", "Nairobi", "Bergen"),
    ],
)
def test_a_place_held_against_a_resolution_is_that_of_its_revision(
    question: str, held: str, never: str
) -> None:
    told = said(question, texts=TEXTS).replace("Rev. ", "")
    assert held in told or {"Bergen": "卑尔根", "Nairobi": "内罗毕"}[held] in told
    assert never not in told.replace("内罗毕", "Nairobi")


def test_paragraphs_about_an_agenda_are_not_its_items() -> None:
    assert "1) Reports" not in said("Which paragraphs are about the agenda of WLAS-36?")
