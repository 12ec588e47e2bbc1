"""A value is cited from the asker's language version where that is as new as any."""

from __future__ import annotations

from datetime import date

from assistant.versions import in_language
from ingest.documents import Document
from ingest.events import Attribute, Attributed, Event, EventKind, Modality, Statement, Value


def document(name: str, language: str, series: str, revision: int = 0) -> Document:
    return Document(name, f"{name}.txt", "9 June 2031", language=language, series=series, revision=revision)


DOCUMENTS = {
    found.id: found
    for found in (
        document("new-zh", "zh", "A/1", 1),
        document("new-en", "en", "A/1", 1),
        document("old-en", "en", "A/1"),
        document("other-en", "en", "B/2"),
    )
}


def said(*names: str, modality: Modality = Modality.DECIDED) -> tuple[Event, ...]:
    statements = tuple(
        Statement(
            Attribute.DATE,
            "2031-06-09",
            "9 June 2031",
            0,
            11,
            name,
            issued=date(2031, 1, 1),
            modality=modality,
        )
        for name in names
    )
    return (
        Event(
            "hlc-31", EventKind.CONFERENCE, (), {Attribute.DATE: Attributed(Value("2031-06-09", statements))}
        ),
    )


def order(events: tuple[Event, ...], language: str) -> list[str]:
    (event,) = in_language(events, language, DOCUMENTS)
    return [statement.document_id for statement in event.attributes[Attribute.DATE].current.statements]


def test_the_version_in_the_askers_language_comes_first() -> None:
    assert order(said("new-zh", "new-en"), "en") == ["new-en", "new-zh"]
    assert order(said("new-zh", "new-en"), "zh") == ["new-zh", "new-en"]
    assert order(said("new-zh", "new-en"), "fr") == ["new-zh", "new-en"]


def test_an_older_revision_or_another_document_does_not_come_first_for_its_language() -> None:
    assert order(said("new-zh", "old-en", "other-en"), "en") == ["new-zh", "old-en", "other-en"]


def test_a_theme_is_given_in_the_words_of_the_askers_version() -> None:
    wordings = {"new-zh": "万家灯火", "new-en": "Every light"}
    statements = tuple(
        Statement(Attribute.THEME, words, words, 0, len(words), name) for name, words in wordings.items()
    )
    event = Event("x", EventKind.CONFERENCE, (), {Attribute.THEME: Attributed(Value("万家灯火", statements))})
    assert in_language((event,), "en", DOCUMENTS)[0].value(Attribute.THEME) == "Every light"
    assert in_language((event,), "ru", DOCUMENTS)[0].value(Attribute.THEME) == "万家灯火"
