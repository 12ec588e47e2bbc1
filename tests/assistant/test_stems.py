"""Stems are found at the start of words, in every script, and nowhere else."""

from __future__ import annotations

import pytest

from assistant.lexicon import build

TERMS = build(
    {
        "deadline": {
            "en": ("deadline", "closing date"),
            "ru": ("срок",),
            "ar": ("موعد النهائي",),
            "zh": ("截止",),
        },
        "act": {"en": ("act$",)},
        "visa": {"en": ("visa",), "ar": ("تأشيرة",)},
    }
)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("The deadlines are below", {"deadline"}),
        ("closing-dates and CLOSING   DATE", {"deadline"}),
        ("the closing of a date", set()),
        ("сроки подачи", {"deadline"}),
        ("просрочено", set()),
        ("最后截止日期", {"deadline"}),
        ("请看deadline一栏", {"deadline"}),
        ("an act of state", {"act"}),
        ("an action, a pact", set()),
        ("والتأشيرة", {"visa"}),
        ("للتأشيرة", {"visa"}),
        ("الموعد النهائي للتسجيل", {"deadline"}),
        ("", set()),
    ],
)
def test_what_a_text_names(text: str, names: set[str]) -> None:
    assert TERMS.names(text) == names


def test_a_term_says_where_its_word_stands() -> None:
    (term,) = TERMS.find("two deadlines")
    assert "two deadlines"[term.start : term.end] == "deadlines"
