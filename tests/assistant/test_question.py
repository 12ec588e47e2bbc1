"""What is understood of a question before anything is looked up."""

from __future__ import annotations

import pytest
from answering_samples import facts_of

from assistant.answer import Turn
from assistant.lexicon import LANGUAGES, build, lexicon, plain
from assistant.question import Ask, understand
from assistant.tongue import language_of


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("WHCC-31在哪？", "zh"),
        ("Et où ?", "fr"),
        ("¿Y cuándo?", "es"),
        ("А где?", "ru"),
        ("ومتى؟", "ar"),
        ("Where?", "en"),
        ("Quelles sont les dates de la WHCC-31 ?", "fr"),
        ("Quién firmó la carta HS-31/004", "es"),
        ("WHCC-31", "en"),
    ],
)
def test_the_language_of_short_questions(text: str, language: str) -> None:
    assert language_of(text) == language


def test_a_name_in_latin_script_keeps_the_language_of_the_conversation() -> None:
    assert language_of("WHCC-35?", "ru") == "ru"


@pytest.mark.parametrize(
    ("text", "asks"),
    [
        ("In what place and on which days?", {Ask.WHERE, Ask.WHEN}),
        ("大会开多少天？", {Ask.DURATION}),
        ("¿Cuál es la fecha límite?", {Ask.DEADLINE}),
        ("Кто подписал письмо?", {Ask.SIGNATORY}),
        ("Quel est le numéro de télécopie ?", {Ask.FAX}),
        ("ما هو رقم هاتف الأمانة؟", {Ask.TELEPHONE}),
        ("论坛是线上还是线下？", {Ask.FORMAT}),
        ("Have the dates been confirmed?", {Ask.CONFIRMED}),
    ],
)
def test_what_is_asked_for(text: str, asks: set[Ask]) -> None:
    assert asks <= understand(text).asks


@pytest.mark.parametrize(
    ("text", "item", "part"),
    [
        ("What is item 4 of the agenda?", "4", None),
        ("议程第十二项是什么？", "12", None),
        ("Quel est le point 3 de l'ordre du jour ?", "3", None),
        ("Список пунктов второй части повестки дня", None, 2),
        ("ما هو البند 7؟", "7", None),
        ("请列出第二部分的议项", None, 2),
    ],
)
def test_numbers_of_agenda_items_and_parts(text: str, item: str | None, part: int | None) -> None:
    asked = understand(text)
    assert (asked.item, asked.part) == (item, part)


@pytest.mark.parametrize(
    ("question", "keys"),
    [
        ("When is WHCC-31?", ["whcc-31"]),
        ("2035年世界港口通信大会在哪里举行？", ["whcc-35"]),
        ("Which is longer, WHCC-31 or WHCC-35?", ["whcc-31", "whcc-35"]),
        ("When is the youth summit before WHCC-31?", ["灯塔青年峰会@whcc-31"]),
        ("IRM-2在什么时候？", ["irm-2@whcc-35"]),
        ("When are the two IRMs?", ["irm-1@whcc-35", "irm-2@whcc-35"]),
    ],
)
def test_which_events_a_question_is_about(question: str, keys: list[str]) -> None:
    assert [event.key for event in facts_of(question).subject.events] == keys


def test_an_edition_that_no_document_has_is_unknown_and_not_another_edition() -> None:
    subject = facts_of("Where will WHCC-39 be held?").subject
    assert subject.unknown == ("WHCC-39",)
    assert subject.events == ()


@pytest.mark.parametrize(
    ("before", "question", "key", "ask"),
    [
        ("When is WHCC-35?", "And where?", "whcc-35", Ask.WHERE),
        ("WHCC-31的主题是什么？", "那WHCC-35呢？", "whcc-35", Ask.THEME),
        ("When is IRM-1?", "And the second one?", "irm-2@whcc-35", Ask.WHEN),
        ("¿Cuándo es la WHCC-31?", "¿Y el evento juvenil antes?", "灯塔青年峰会@whcc-31", Ask.WHEN),
    ],
)
def test_follow_ups_take_over_what_they_leave_out(before: str, question: str, key: str, ask: Ask) -> None:
    facts = facts_of(question, before)
    assert [event.key for event in facts.subject.events] == [key]
    assert ask in facts.question.asks


@pytest.mark.parametrize("table", ["cues", "concepts", "names"])
def test_every_entry_of_a_table_has_words_in_six_languages(table: str) -> None:
    for name, stems in lexicon(table).entries.items():
        for language in LANGUAGES:
            assert stems[language], f"{table}: {name} has no {language}"


def test_the_names_of_the_asks_are_those_of_the_table() -> None:
    assert set(lexicon("cues").entries) == set(Ask)


def test_stems_match_inflected_words_and_whole_words_where_marked() -> None:
    table = build({"host": {"en": ("host",), "fr": ("hôte$",), "ar": ("دولة",)}})
    assert table.names("Who is hosting?") == {"host"}
    assert table.names("un hôtel") == frozenset()
    assert table.names("بالدولة المضيفة") == {"host"}
    assert table.names("ghosts") == frozenset()


def test_plain_text_has_no_accents_marks_or_wide_digits() -> None:
    assert plain("Câmara ２０３５ – أُلغِيَ") == "camara 2035 - الغي"


@pytest.mark.parametrize(
    ("before", "text", "asks"),
    [
        ("How many vice-chairs will the meetings have?", "And what are their names?", {Ask.WHO}),
        ("有几名副主席？", "他们叫什么名字？", {Ask.WHO}),
        ("How many meetings are there?", "And what are their names?", {Ask.COUNT, Ask.LIST}),
    ],
)
def test_the_names_of_those_who_hold_an_office_are_asked_after_their_number(
    before: str, text: str, asks: set[Ask]
) -> None:
    assert understand(text, (Turn(before),)).asks == asks


@pytest.mark.parametrize(
    "text",
    [
        "On that basis, what are we encouraged to do when forming our delegation?",
        "What should we bring when we register?",
    ],
)
def test_a_clause_of_time_asks_for_no_day(text: str) -> None:
    assert not understand(text).wants(Ask.WHEN)
