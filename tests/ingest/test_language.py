"""Languages of questions, lines and documents."""

from __future__ import annotations

import pytest

from ingest.language import detect


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("WTDC-25在哪里举行？", "zh"),
        ("联系人： Stephen Bereaux先生", "zh"),
        ("世界電信發展大會將於巴庫舉行", "zh"),
        ("Where will WTDC-25 be held?", "en"),
        ("Dates of the RPM-ASP", "en"),
        ("venue?", "en"),
        ("Où et quand se tiendra la CMDT-25 ?", "fr"),
        ("Quelles sont les dates limites ?", "fr"),
        ("¿Dónde se celebra la CMDT-25?", "es"),
        ("Orden del día de la Conferencia", "es"),
        ("Когда пройдёт ВКРЭ-25?", "ru"),
        ("متى يُعقد المؤتمر WTDC-25؟", "ar"),
        ("Wann und wo findet die Konferenz der Mitgliedstaaten statt?", "de"),
        ("会議はどこで開催されますか", "ja"),
        ("회의는 어디에서 열립니까", "ko"),
        ("Де і коли відбудеться конференція з розвитку електрозв'язку?", "uk"),
        ("CL-22/007", "und"),
        ("RPM-ASP 2025", "und"),
        ("https://example.org/conference a@example.org", "und"),
        ("", "und"),
        ("123 — 456", "und"),
    ],
)
def test_detect(text: str, tag: str) -> None:
    assert detect(text) == tag


def test_a_long_document_is_the_language_of_most_of_it() -> None:
    text = "The Conference will be held in Baku from 17 to 28 November 2025. " * 50 + "巴库会议 " * 20
    assert detect(text) == "en"
