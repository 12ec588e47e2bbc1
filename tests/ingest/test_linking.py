"""Which date and place a sentence gives to which event, in six languages, and which it gives to none."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.document import build_documents
from ingest.documents import Document
from ingest.events import Attribute, Event, Modality, Reading
from ingest.linking import read_events
from ingest.mentions import find_mentions
from ingest.merging import merge
from ingest.passages import split
from ingest.structure import lay_out_plain

HERE = Path(__file__).parent
SHARED = HERE.parent.parent.parent / "shared" / "corpus"


def table(name: str) -> list[list[str]]:
    lines = (HERE / name).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def read(text: str, language: str) -> tuple[Reading, ...]:
    document = Document("d1", "d1.txt", text, lay_out_plain(text), language=language)
    return read_events(document, (), find_mentions(document, ()))


def values(readings: tuple[Reading, ...], attribute: Attribute) -> set[tuple[str, str]]:
    return {
        (reading.key, statement.value)
        for reading in readings
        for statement in reading.statements
        if statement.attribute is attribute
        and "former" not in statement.flags
        and not reading.key.startswith("occurrence")
    }


@pytest.mark.parametrize(("language", "key", "date", "city", "text"), table("statements.tsv"))
def test_a_sentence_gives_its_event_its_date_and_city(
    language: str, key: str, date: str, city: str, text: str
) -> None:
    readings = read(text, language)
    assert {value for own, value in values(readings, Attribute.DATE) if own == key} == {date}
    cities = {value for own, value in values(readings, Attribute.CITY) if own == key}
    assert cities == ({city} if city != "-" else set())


@pytest.mark.parametrize(("language", "allowed", "text"), table("traps.tsv"))
def test_dates_of_letters_meetings_and_former_plans_stay_away(language: str, allowed: str, text: str) -> None:
    readings = read(text, language)
    wanted = {tuple(one.split("=")) for one in allowed.split(",") if "=" in one}
    dates = values(readings, Attribute.DATE)
    cities = {pair for pair in values(readings, Attribute.CITY) if pair[0].startswith(("wtdc", "rpm"))}
    bodies = {pair for pair in dates if pair[0].startswith(("tdag", "council"))}
    assert wanted <= dates | cities
    assert not (dates | cities) - wanted - bodies


@pytest.mark.parametrize(("language", "allowed", "text"), table("phrasings.tsv"))
def test_other_phrasings_give_the_same_dates_and_no_others(language: str, allowed: str, text: str) -> None:
    dates = {pair for pair in values(read(text, language), Attribute.DATE) if not pair[0].startswith("tdag")}
    assert dates == {tuple(one.split("=")) for one in allowed.split(",") if "=" in one}


@pytest.mark.parametrize(("language", "key", "date", "city", "text"), table("statements.tsv")[:12])
def test_every_statement_quotes_the_document(
    language: str, key: str, date: str, city: str, text: str
) -> None:
    for reading in read(text, language):
        for statement in reading.statements:
            assert text[statement.start : statement.end] == statement.text
        for name in reading.names:
            assert " ".join(text[name.start : name.end].split()) == " ".join(name.text.split())


@pytest.mark.parametrize(
    ("text", "language", "modality"),
    [
        ("WTDC-25 will be held in Baku from 17 to 28 November 2025.", "en", Modality.DECIDED),
        ("WTDC-25 was held in Baku from 17 to 28 November 2025.", "en", Modality.HELD),
        ("WTDC-25 is tentatively scheduled for 17-28 November 2025.", "en", Modality.TENTATIVE),
        ("WTDC-25 is expected to take place from 17 to 28 November 2025.", "en", Modality.PLANNED),
        ("预计WTDC-25将于2025年11月17日至28日举行。", "zh", Modality.PLANNED),
        ("WTDC-25暂定于2025年11月17日至28日举行。", "zh", Modality.TENTATIVE),
        ("La CMDT-25 s'est tenue à Bakou du 17 au 28 novembre 2025.", "fr", Modality.HELD),
        (
            "Está previsto que la CMDT-25 se celebre del 17 al 28 de noviembre de 2025.",
            "es",
            Modality.PLANNED,
        ),
        ("ВКРЭ-25 состоялась в Баку 17–28 ноября 2025 года.", "ru", Modality.HELD),
        ("سيُعقد المؤتمر WTDC-25 في باكو من 17 إلى 28 نوفمبر 2025.", "ar", Modality.DECIDED),
        ("عُقد المؤتمر WTDC-25 في باكو من 17 إلى 28 نوفمبر 2025.", "ar", Modality.HELD),
    ],
)
def test_the_words_around_a_date_say_how_settled_it_is(text: str, language: str, modality: Modality) -> None:
    found = {
        statement.modality
        for reading in read(text, language)
        for statement in reading.statements
        if statement.attribute is Attribute.DATE and reading.key == "wtdc-25"
    }
    assert found == {modality}


def test_a_cancelled_event_has_that_status() -> None:
    for text, language in (
        ("The RPM for Africa (RPM-AFR) has been cancelled.", "en"),
        ("非洲区域性筹备会议（RPM-AFR）已取消。", "zh"),
        ("La réunion préparatoire régionale pour l'Afrique (RPM-AFR) est annulée.", "fr"),
        ("La reunión preparatoria regional para África (RPM-AFR) ha sido cancelada.", "es"),
        ("Региональное подготовительное собрание для Африки (RPM-AFR) отменено.", "ru"),
    ):
        assert values(read(text, language), Attribute.STATUS) == {("rpm-afr", "cancelled")}, text


def test_a_quoted_theme_belongs_to_the_conference() -> None:
    for text, language, theme in (
        ("The theme of WTDC-25 is “Connecting everyone”.", "en", "Connecting everyone"),
        ("WTDC-25以“连接每一个人”为主题。", "zh", "连接每一个人"),
        ("La CMDT-25 aura pour thème «Connecter chacun».", "fr", "Connecter chacun"),
        ("ВКРЭ-25 пройдет под девизом «Связь для каждого».", "ru", "Связь для каждого"),
    ):
        assert values(read(text, language), Attribute.THEME) == {("wtdc-25", theme)}, text


def test_a_date_line_under_a_title_is_the_events_but_not_where_a_letter_was_written() -> None:
    title = "World Telecommunication Development Conference (WTDC-25)\n\n"
    found = read(title + "Baku, Azerbaijan, 17-28 November 2025\n\nSummary of preparations\n", "en")
    assert values(found, Attribute.DATE) == {("wtdc-25", "2025-11-17/2025-11-28")}
    found = read(title + "Geneva, 22 February 2025\n\nDear Sir or Madam,\n", "en")
    assert not values(found, Attribute.DATE)


def merged(name: str) -> dict[str, Event]:
    path = SHARED / name
    document = build_documents(path, path.read_bytes())[0]
    passages = split(document)
    readings = read_events(document, passages, find_mentions(document, passages))
    return {event.key: event for event in merge(readings, {document.id: document})}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not here")
def test_the_invitation_letter_is_read_in_full() -> None:
    events = merged("000_5fc555876e3ccc0c.txt")
    facts = {
        (key, attribute.value, found.current.value)
        for key, event in events.items()
        for attribute, found in event.attributes.items()
        if attribute in (Attribute.DATE, Attribute.CITY, Attribute.COUNTRY, Attribute.THEME)
    }
    youth = "连通的一代全球青年峰会@wtdc-21"
    assert facts == {
        ("wtdc-21", "date", "2022-06-06/2022-06-16"),
        ("wtdc-21", "city", "RW/kigali"),
        ("wtdc-21", "country", "RW"),
        ("wtdc-21", "theme", "将未连接者连接起来，实现可持续发展"),
        (youth, "date", "2022-06-02/2022-06-04"),
        (youth, "city", "RW/kigali"),
        (youth, "country", "RW"),
        ("partner2connect-round-table@wtdc-21", "date", "2022-06-07/2022-06-09"),
        ("tdag:2020-11-23", "date", "2020-11-23"),
        ("tdag:2021-11-08", "date", "2021-11-08/2021-11-12"),
    }
    assert events[youth].parent == "wtdc-21"
    assert events[youth].kind == "youth_event"
    assert events["partner2connect-round-table@wtdc-21"].kind == "round_table"


@pytest.mark.skipif(not SHARED.is_dir(), reason="the real documents are not here")
def test_the_preparation_report_is_read_in_full() -> None:
    events = merged("003_bd709cd47b760d20.txt")
    dates = {
        key: found.current.value
        for key, event in events.items()
        if (found := event.attributes.get(Attribute.DATE)) and not key.startswith("occurrence")
    }
    assert dates == {
        "wtdc-25": "2025-11-17/2025-11-28",
        "tdag-25": "2025-05-12/2025-05-16",
        "youth-celebration@wtdc-25": "2025-11-16",
        "site-visit-1@wtdc-25": "2025-02-10/2025-02-14",
        "rpm-arb@wtdc-25": "2025-02-04/2025-02-05",
        "rpm-eur@wtdc-25": "2025-02-25/2025-02-26",
        "rpm-asp@wtdc-25": "2025-03-20/2025-03-21",
        "rpm-ams@wtdc-25": "2025-04-01/2025-04-02",
        "rpm-afr@wtdc-25": "2025-04-08/2025-04-09",
        "rpm-cis@wtdc-25": "2025-04-24/2025-04-25",
        "rpm-coordination-meeting@wtdc-25": "2025-05-12",
        "irm-1@wtdc-25": "2025-07-14/2025-07-15",
        "irm-2@wtdc-25": "2025-09-29/2025-09-30",
    }
    cities = {
        key: event.value(Attribute.CITY) for key, event in events.items() if event.value(Attribute.CITY)
    }
    assert cities == {
        "wtdc-25": "AZ/baku",
        "youth-celebration@wtdc-25": "AZ/baku",
        "rpm-arb@wtdc-25": "JO/amman",
        "rpm-eur@wtdc-25": "HU/budapest",
        "rpm-asp@wtdc-25": "TH/bangkok",
        "rpm-ams@wtdc-25": "PY/asuncion",
        "rpm-afr@wtdc-25": "KE/nairobi",
        "rpm-cis@wtdc-25": "KG/bishkek",
    }
    assert not any(found.conflicting for event in events.values() for found in event.attributes.values())
    assert events["irm-1@wtdc-25"].value(Attribute.STATUS) == "planned"
    assert events["irm-2@wtdc-25"].value(Attribute.FORMAT) == "online"
    assert events["rpm-coordination-meeting@wtdc-25"].value(Attribute.FORMAT) == "in_person"
    assert events["rpm-asp@wtdc-25"].value(Attribute.REGION) == "asp"
    happenings = {
        found.current.value
        for key, event in events.items()
        if key.startswith("occurrence") and (found := event.attributes.get(Attribute.DATE))
    }
    assert happenings >= {"2024-03-15", "2024-04-03", "2024-04-26", "2024-06-24", "2024-09"}


def test_a_regional_meeting_belongs_to_the_conference_that_its_sentence_prepares() -> None:
    text = (
        "Preparations of the World Salt Forum (WSF-28)\n\nThe World Salt Forum (WSF-28) will be held in Lima, Peru,"
        " from 3 to 7 May 2028.\n\nThe preparatory process for WTF-27 includes the Regional Preparatory Meeting for"
        " Asia and the Pacific (RPM-ASP), to be held in Baku, Azerbaijan, on 2 March 2027."
    )
    assert ("rpm-asp@wtf-27", "2027-03-02") in values(read(text, "en"), Attribute.DATE)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        (
            "ru",
            "Форум по мостам (WFB-28) состоится не с 31 июля по 11 августа 2028 года, а с 26 июня по 7 июля"
            " 2028 года.",
        ),
        (
            "en",
            "The Bridge Forum (WFB-28) will be held not from 31 July to 11 August 2028 but from 26 June to 7 July"
            " 2028.",
        ),
        (
            "es",
            "Se informa del aplazamiento del Foro sobre los Puentes (WFB-28), previsto del 31 de julio al 11 de agosto"
            " de 2028, que tendrá lugar del 26 de junio al 7 de julio de 2028.",
        ),
        (
            "ar",
            "أُرجئ المنتدى المعني بالجسور (WFB-28) المقرر من 31 يوليو إلى 11 أغسطس 2028 وسيُعقد من 26 يونيو إلى 7"
            " يوليو 2028.",
        ),
    ],
)
def test_what_is_given_up_is_former_and_what_comes_instead_stands(language: str, text: str) -> None:
    told = [s for r in read(text, language) for s in r.statements if s.attribute is Attribute.DATE]
    assert {s.value for s in told if "former" not in s.flags} == {"2028-06-26/2028-07-07"}
    assert {s.value for s in told if "former" in s.flags} == {"2028-07-31/2028-08-11"}
