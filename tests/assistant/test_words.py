"""What words of questions and sentences mean: names by their sound, labels that count nothing, heads of tables."""

from __future__ import annotations

from datetime import date

import pytest
from samples import answered, text_of

from assistant.asks import Ask
from assistant.persons import is_named
from assistant.quantities import counted
from assistant.question import understand

DAY = date(2036, 3, 1)


@pytest.mark.parametrize(
    ("name", "text", "named"),
    [
        ("林海生", "Who is Haisheng Lin?", True),
        ("林海生", "a letter by LIN Hai-sheng", True),
        ("林海生", "Who is Haiming Lin?", False),
        ("林海生", "Is Lin there?", False),
        ("Ines Faro-Costa", "Where is Ms Faro-Costa?", True),
        ("Ines Faro", "Where is Ms Faro?", False),
    ],
)
def test_a_chinese_name_is_known_by_its_sound(name: str, text: str, named: bool) -> None:
    assert is_named(name, text) is named


@pytest.mark.parametrize(
    ("text", "things"),
    [
        ("见附件3，供理事会在征得国际电联多数成员国同意后批准", False),
        ("有3个成员国答复", True),
        ("Annex 3 lists the Member States", False),
        ("3 Member States replied", True),
    ],
)
def test_the_number_of_an_annex_counts_nothing(text: str, things: bool) -> None:
    assert ("member_state" in counted(text)) is things


@pytest.mark.parametrize(
    "question",
    [
        "How often is it held, according to the letter?",
        "À quelle fréquence a-t-elle lieu, selon la lettre d'invitation ?",
        "¿Con qué frecuencia se celebra según la carta circular?",
        "Как часто она проводится, согласно письму?",
    ],
)
def test_where_something_stands_is_not_what_is_asked(question: str) -> None:
    assert not understand(question).topics & {"letter", "invitation"}


TABLE = """# Hotels of the World Lighthouse Assembly (WLAS-36)

| Hotel | Distance from the venue | Videos of the rooms by the Lamp Plan |
|---|---|---|
| Beacon | 300 m | video of Beacon by LP |
| Lantern | 900 m | video of Lantern by LP |
"""


@pytest.mark.parametrize(
    ("question", "heads"),
    [
        ("What are the videos in the table about?", True),
        ("Which columns does the table of hotels have?", True),
        ("表格里的视频讲的是什么？", True),
        ("List the hotels in the table.", False),
    ],
)
def test_the_heads_of_a_table_say_what_its_columns_give(question: str, heads: bool) -> None:
    text = text_of(answered({"table.md": TABLE}, question, as_of=DAY))
    assert ("Lamp Plan" in text and "Beacon" not in text) is heads


def test_what_people_will_be_doing_before_an_opening_is_not_when_it_opens() -> None:
    asks = understand("What will they actually be doing at the forum the day before WLAS-36 opens?").asks
    assert not asks & {Ask.START, Ask.RELATION}
    assert Ask.START in understand("When does WLAS-36 open?").asks
