"""What stands, what was replaced and what disagrees when documents are merged."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from ingest.documents import Document, DocumentKind, Relation, RelationKind
from ingest.events import Attribute, Event, EventKind
from ingest.linking import read_events
from ingest.mentions import find_mentions
from ingest.merging import merge
from ingest.structure import lay_out_plain


def document(
    name: str,
    text: str,
    issued: date,
    *,
    language: str = "en",
    series: str | None = None,
    revision: int = 0,
    relations: tuple[Relation, ...] = (),
    kind: DocumentKind = DocumentKind.OTHER,
) -> Document:
    return Document(
        name,
        f"{name}.txt",
        text,
        lay_out_plain(text),
        symbol=series,
        issued=issued,
        language=language,
        series=series,
        revision=revision,
        relations=relations,
        kind=kind,
    )


def events(*documents: Document) -> dict[str, Event]:
    readings = [r for one in documents for r in read_events(one, (), find_mentions(one, ()))]
    return {event.key: event for event in merge(readings, {one.id: one for one in documents})}


FIRST = "WTDC-25 will be held in Baku from 10 to 21 November 2025."
SECOND = "WTDC-25 will be held in Baku from 17 to 28 November 2025."


def test_a_higher_revision_replaces_the_dates_and_keeps_the_old_ones_visible() -> None:
    old = document("a", FIRST, date(2024, 5, 1), series="C24/1")
    new = document("b", SECOND, date(2024, 6, 1), series="C24/1", revision=1)
    found = events(old, new)["wtdc-25"].attributes[Attribute.DATE]
    assert found.current.value == "2025-11-17/2025-11-28"
    assert [value.value for value in found.superseded] == ["2025-11-10/2025-11-21"]
    assert found.superseded[0].statements[0].document_id == "a"
    assert not found.conflicting


def test_a_corrigendum_wins_by_relation_even_over_a_later_copy() -> None:
    old = document("a", FIRST, date(2024, 7, 1), series="CL-24/1")
    new = document("b", SECOND, date(2024, 6, 1), relations=(Relation(RelationKind.CORRECTS, "CL-24/1"),))
    found = events(old, new)["wtdc-25"].attributes[Attribute.DATE]
    assert found.current.value == "2025-11-17/2025-11-28"
    assert [value.value for value in found.superseded] == ["2025-11-10/2025-11-21"]


def test_two_firm_dates_without_a_relation_are_a_conflict() -> None:
    found = events(document("a", FIRST, date(2024, 5, 1)), document("b", SECOND, date(2024, 6, 1)))
    dates = found["wtdc-25"].attributes[Attribute.DATE]
    assert dates.current.value == "2025-11-17/2025-11-28"
    assert [value.value for value in dates.conflicting] == ["2025-11-10/2025-11-21"]
    assert not dates.superseded


def test_language_versions_of_one_symbol_that_differ_are_a_discrepancy() -> None:
    english = document("a", SECOND, date(2024, 6, 1), series="C24/1")
    french = document(
        "b",
        "La CMDT-25 se tiendra à Bakou du 17 au 27 novembre 2025.",
        date(2024, 6, 1),
        language="fr",
        series="C24/1",
    )
    dates = events(english, french)["wtdc-25"].attributes[Attribute.DATE]
    assert not dates.conflicting
    assert len(dates.discrepant) == 1


def test_language_versions_that_agree_are_one_event_with_names_of_both() -> None:
    english = document("a", SECOND, date(2024, 6, 1), series="C24/1")
    russian = document(
        "b",
        "ВКРЭ-25 состоится в Баку с 17 по 28 ноября 2025 года.",
        date(2024, 6, 1),
        language="ru",
        series="C24/1",
    )
    found = events(english, russian)
    assert list(found) == ["wtdc-25"]
    assert {name.text for name in found["wtdc-25"].names} == {"WTDC-25", "ВКРЭ-25"}
    assert not found["wtdc-25"].attributes[Attribute.DATE].discrepant


def test_a_month_and_the_days_in_it_do_not_conflict() -> None:
    month = document("a", "WTDC-25 will be held in Baku in November 2025.", date(2024, 7, 1))
    days = document("b", SECOND, date(2024, 6, 1))
    dates = events(month, days)["wtdc-25"].attributes[Attribute.DATE]
    assert dates.current.value == "2025-11-17/2025-11-28"
    assert not dates.conflicting
    assert not dates.superseded


def test_a_firm_date_follows_a_tentative_one() -> None:
    tentative = document("a", "WTDC-25 is tentatively scheduled for 10-21 November 2025.", date(2024, 5, 1))
    dates = events(tentative, document("b", SECOND, date(2024, 6, 1)))["wtdc-25"].attributes[Attribute.DATE]
    assert dates.current.value == "2025-11-17/2025-11-28"
    assert [value.value for value in dates.superseded] == ["2025-11-10/2025-11-21"]
    assert not dates.conflicting


def test_a_tentative_date_does_not_undo_an_earlier_firm_one() -> None:
    tentative = document("a", "WTDC-25 is tentatively scheduled for 10-21 November 2025.", date(2024, 8, 1))
    dates = events(tentative, document("b", SECOND, date(2024, 6, 1)))["wtdc-25"].attributes[Attribute.DATE]
    assert dates.current.value == "2025-11-17/2025-11-28"
    assert [value.value for value in (*dates.conflicting, *dates.superseded)] == ["2025-11-10/2025-11-21"]


def test_a_postponement_replaces_the_date_that_it_names() -> None:
    old = document("a", FIRST, date(2024, 5, 1))
    new = document(
        "b",
        "WTDC-25, originally scheduled for 10-21 November 2025, has been postponed to 17-28 November 2025.",
        date(2024, 9, 1),
    )
    event = events(old, new)["wtdc-25"]
    dates = event.attributes[Attribute.DATE]
    assert dates.current.value == "2025-11-17/2025-11-28"
    assert [value.value for value in dates.superseded] == ["2025-11-10/2025-11-21"]
    assert event.value(Attribute.STATUS) == "postponed"


def test_another_edition_is_another_event() -> None:
    other = document("a", "WTDC-21 was held in Kigali from 6 to 16 June 2022.", date(2022, 7, 1))
    found = events(other, document("b", SECOND, date(2024, 6, 1)))
    assert found["wtdc-21"].value(Attribute.CITY) == "RW/kigali"
    assert found["wtdc-25"].value(Attribute.CITY) == "AZ/baku"


def test_a_known_conference_has_one_key_in_all_languages() -> None:
    texts = {
        "fr": "La CMDT-25 se tiendra à Bakou du 17 au 28 novembre 2025.",
        "es": "La CMDT-25 se celebrará en Bakú del 17 al 28 de noviembre de 2025.",
        "ru": "ВКРЭ-25 состоится в Баку с 17 по 28 ноября 2025 года.",
        "zh": "WTDC-25将于2025年11月17日至28日在巴库举行。",
    }
    found = events(*(document(lang, text, date(2024, 6, 1), language=lang) for lang, text in texts.items()))
    assert list(found) == ["wtdc-25"]
    assert len(found["wtdc-25"].attributes[Attribute.DATE].current.statements) == 4


def test_language_versions_that_list_events_in_another_order_join_those_of_the_same_days() -> None:
    english = document(
        "a",
        "The World Lakes Conference (WLC-27) will be held in Lima from 5 to 9 July 2027.\n\n"
        "The World Seeds Conference (WSD-27) will be held in Baku from 6 to 10 September 2027.",
        date(2026, 6, 1),
        series="C26/1",
    )
    french = document(
        "b",
        "La Conférence mondiale des semences (CMS-27) se tiendra à Bakou du 6 au 10 septembre 2027.\n\n"
        "La Conférence mondiale des lacs (CML-27) se tiendra à Lima du 5 au 9 juillet 2027.",
        date(2026, 6, 1),
        language="fr",
        series="C26/1",
    )
    found = {
        event.value(Attribute.CITY): {name.text for name in event.names}
        for event in events(english, french).values()
    }
    assert {"WLC-27", "CML-27"} <= found["PE/lima"]
    assert {"WSD-27", "CMS-27"} <= found["AZ/baku"]


def test_meetings_of_different_regions_are_never_one_event() -> None:
    english = document(
        "a", "RPM-CIS will be held in Tashkent from 5 to 9 July 2027.", date(2026, 6, 1), series="C1"
    )
    french = document(
        "b",
        "La RPM-EUR se tiendra à Lima du 12 au 16 juillet 2027.",
        date(2026, 6, 1),
        language="fr",
        series="C1",
    )
    assert {key.partition("@")[0] for key in events(english, french)} == {"rpm-cis", "rpm-eur"}


def test_a_letter_titled_as_a_change_of_dates_replaces_the_earlier_ones_of_its_event_only() -> None:
    old = document("a", f"{FIRST}\n\nWTSA-24 will be held in Delhi from 1 to 5 July 2026.", date(2024, 5, 1))
    changed = f"{SECOND}\n\nWTSA-24 will be held in Delhi from 8 to 12 July 2026."
    new = replace(document("b", changed, date(2024, 6, 1)), title="WTDC-25 – Change of dates")
    found = events(old, new)
    moved = found["wtdc-25"].attributes[Attribute.DATE]
    assert moved.current.value == "2025-11-17/2025-11-28"
    assert [value.value for value in moved.superseded] == ["2025-11-10/2025-11-21"]
    assert not moved.conflicting
    assert found["wtsa-24"].attributes[Attribute.DATE].conflicting
    plain = events(old, replace(new, title="WTDC-25 – Dates"))["wtdc-25"].attributes[Attribute.DATE]
    assert plain.conflicting


def test_a_numbered_edition_that_one_language_calls_a_conference_is_one() -> None:
    english = document(
        "a",
        "The International Symposium on Lakes (ISL-27) will be held in Oslo on 7-9 June 2027.",
        date(2026, 5, 1),
    )
    chinese = [
        document(
            name,
            "国际湖泊研讨会（ISL-27）将于2027年6月7日至9日在奥斯陆举行。",
            date(2026, 6, 1),
            language="zh",
        )
        for name in ("b", "c")
    ]
    assert {events(one)["isl-27"].kind for one in chinese} == {EventKind.WORKSHOP}
    assert events(english, *chinese)["isl-27"].kind is EventKind.CONFERENCE
