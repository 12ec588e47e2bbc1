"""Questions are read as they were meant: width, script, case, courtesy and slips of spelling."""

from __future__ import annotations

import pytest
from answering_samples import read

from assistant.courtesies import without_courtesies
from assistant.pinyin import place_of_sound
from assistant.spelling import Spelled, in_simplified, spell
from assistant.tongue import language_of
from assistant.vocabulary import Vocabulary


@pytest.fixture(scope="module")
def words() -> Vocabulary:
    documents, _, mentions, events = read()
    return Vocabulary(documents, mentions, events)


@pytest.mark.parametrize(
    ("asked", "read_as"),
    [
        ("When is WHCC-３１?", "When is WHCC-31?"),
        ("ＷＨＣＣ－３１在哪裡舉行？", "WHCC-31在哪里举行？"),
        ("世界港口通信大會的註冊截止期限？", "世界港口通信大会的注册截止期限？"),
        ("網路會議的聯絡人電郵？", "网络会议的联系人电子邮件？"),
        ("when is whcc-31?", "when is WHCC-31?"),
        ("whcc-35在哪？", "WHCC-35在哪？"),
        ("when is whcc31?", "when is WHCC-31?"),
        ("whcc 35在哪？", "WHCC-35在哪？"),
        ("where is the european meeting", "where is the European meeting"),
        ("when is the african prep meeting", "when is the African preparatory meeting"),
        ("who signed hs-31/004?", "who signed HS-31/004?"),
        ("where will whcc-39 be held?", "where will WHCC-39 be held?"),
        ("is it in montevideo?", "is it in Montevideo?"),
        (
            "what does the world harbour communication conference do?",
            "what does the World Harbour Communication Conference do?",
        ),
        ("Good morning, could you please tell me when WHCC-31 opens? Thanks!", "when WHCC-31 opens?"),
    ],
)
def test_what_is_only_written_otherwise_is_put_right_in_silence(
    words: Vocabulary, asked: str, read_as: str
) -> None:
    assert spell(asked, words) == Spelled(read_as)


@pytest.mark.parametrize(
    ("asked", "read_as"),
    [
        ("What is the daedline for WHCC-31?", "What is the deadline for WHCC-31?"),
        ("Where is the regsitration desk?", "Where is the registration desk?"),
        ("When may delegates visit the hotles?", "When may delegates visit the hotels?"),
        ("Is WHCC-35 held in Montevidoe?", "Is WHCC-35 held in Montevideo?"),
        ("Quelle est la druée de la WHCC-31 ?", "Quelle est la durée de la WHCC-31 ?"),
        ("Кто поипсал письмо?", "Кто поипсал письмо?"),
        ("Каковы даты и метсо WHCC-31?", "Каковы даты и место WHCC-31?"),
        ("ما هي مدنية المؤتمر؟", "ما هي مدينة المؤتمر؟"),
        ("WHCC-31什时么候举行？", "WHCC-31什么时候举行？"),
        ("WHCC-31的会在址哪里？", "WHCC-31的会址在哪里？"),
        ("WHCC-31在 Lisiben 吗？", "WHCC-31在里斯本吗？"),
    ],
)
def test_one_slip_is_read_as_the_one_word_that_is_near(words: Vocabulary, asked: str, read_as: str) -> None:
    assert spell(asked, words) == Spelled(read_as, asked != read_as)


@pytest.mark.parametrize(
    "asked",
    [
        "Is there a hostel near the port?",
        "Who is Marta Olivera?",
        "Where did the Lisboners stay?",
        "马斯喀特的议会在哪家酒店？",
        "大会闭幕式是哪天几点？",
        "Will the conference be held in Lima?",
        "When is WCHC-31?",
        "Quelles sont les dates de la WHCC-31 ?",
        "Чем закончилась конференция?",
        "ما هي مواعيد المؤتمر؟",
        "What does Thanksgiving have to do with it?",
        "is it on june 25 or may 25?",
        "do rooms 12 and 31 have a screen?",
    ],
)
def test_what_may_be_meant_as_written_stays(words: Vocabulary, asked: str) -> None:
    assert spell(asked, words) == Spelled(asked)


def test_a_tie_between_two_words_is_no_reading() -> None:
    documents, _, mentions, events = read()
    words = Vocabulary(documents, mentions, events)
    words.__dict__["written"] = {"en": {"frobnicate": "frobnicate", "frobnicata": "frobnicata"}}
    assert not spell("What is a frobncate?", Vocabulary(documents, mentions, events)).corrected
    assert spell("What is a frboncate?", words).text == "What is a frboncate?"


@pytest.mark.parametrize(
    ("asked", "left"),
    [
        ("您好，请问大会何时举行？谢谢！", "大会何时举行？"),
        ("Bonjour, pourriez-vous nous indiquer la date ? Merci beaucoup.", "la date ?"),
        ("Hola, ¿podría decirme la fecha, por favor?", "la fecha?"),
        ("Добрый день! Скажите, пожалуйста, когда форум? Спасибо.", "когда форум?"),
        ("السلام عليكم، متى المنتدى؟ شكراً", "متى المنتدى؟"),
        ("请列出议题。", "请列出议题。"),
        ("Please list the items.", "Please list the items."),
        ("Who said thanks to the host?", "Who said thanks to the host?"),
        ("谢谢", "谢谢"),
    ],
)
def test_courtesy_is_left_out_and_nothing_else(asked: str, left: str) -> None:
    assert without_courtesies(asked) == left


def test_simplified_text_is_left_as_it_is() -> None:
    assert in_simplified("网络会议的联络官") == "网络会议的联络官"


def test_a_sound_that_several_places_have_is_none_of_them_unless_the_documents_have_one() -> None:
    assert place_of_sound("lijia", ()) == "里加"
    assert place_of_sound("nosuchplace", ()) is None
    assert place_of_sound("lisiben", ("里斯本",)) == "里斯本"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("By 什么时候 do I have to ask for a visa?", "en"),
        ("WHCC-31的 venue 在哪？", "zh"),
        ("“A Light on the Coast for All of Us” 是什么主题？", "zh"),
    ],
)
def test_a_word_of_another_language_leaves_the_language_of_the_question(text: str, language: str) -> None:
    assert language_of(text) == language
